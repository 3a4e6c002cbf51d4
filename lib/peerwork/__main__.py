"""`python -m peerwork` is the command `peerwork`."""

from peerwork.cli import app

app(prog_name="peerwork")
