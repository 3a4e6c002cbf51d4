"""Plan what to draw, draw what is stale, write the set."""
