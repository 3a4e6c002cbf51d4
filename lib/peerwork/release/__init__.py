"""What leaves the research team: protected together, so that nothing that is withheld comes back (METHOD 14)."""

from peerwork.release.decisions import decide_all
from peerwork.release.history import (
    PastRelease,
    ReleaseHistory,
    history_held,
    read_history,
    take_back,
    write_history,
)
from peerwork.release.neutralise import neutralise, neutralise_tables
from peerwork.release.protect import Protected, protect
from peerwork.release.released import record_release, release_tables
from peerwork.release.tokens import people_of
from peerwork.release.withhold import Compositions, likes_of

__all__ = [
    "Compositions",
    "PastRelease",
    "Protected",
    "ReleaseHistory",
    "decide_all",
    "history_held",
    "likes_of",
    "neutralise",
    "neutralise_tables",
    "people_of",
    "protect",
    "read_history",
    "record_release",
    "release_tables",
    "take_back",
    "write_history",
]
