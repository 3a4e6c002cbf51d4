"""Data sheets out and in, and exchange with other programs."""
