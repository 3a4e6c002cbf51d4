"""What leaves the research team: protected together, so that nothing that is withheld comes back (METHOD 14)."""

from peerwork.release.ledger import Ledger, read_ledger, write_ledger
from peerwork.release.neutralise import neutralise, neutralise_tables
from peerwork.release.protect import Protected, note_release, protect
from peerwork.release.released import release_tables

__all__ = [
    "Ledger",
    "Protected",
    "neutralise",
    "neutralise_tables",
    "note_release",
    "protect",
    "read_ledger",
    "release_tables",
    "write_ledger",
]
