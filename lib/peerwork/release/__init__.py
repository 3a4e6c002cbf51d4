"""What leaves the research team: protected together, so that nothing that is withheld comes back (METHOD 14)."""

from peerwork.release.protect import Protected, protect

__all__ = ["Protected", "protect"]
