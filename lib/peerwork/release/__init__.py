"""Tables and an audience in, protected tables and a release log out."""
