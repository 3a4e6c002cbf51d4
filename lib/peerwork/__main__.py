"""`python -m peerwork` is the command `peerwork`."""

from peerwork.cli import main

main()
