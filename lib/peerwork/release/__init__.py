"""What leaves the research team: protected together, so that nothing that is withheld comes back (METHOD 14)."""

from peerwork.release.protect import Protected, protect
from peerwork.release.released import release_tables

__all__ = ["Protected", "protect", "release_tables"]
