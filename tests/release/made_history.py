"""A history of releases, made in memory: what a study would have noted."""

from __future__ import annotations

from peerwork.release import ReleaseHistory, protect, record_release
from peerwork.study.model import Study
from peerwork.vocabulary import Audience
from release.scored import score_decided

KEY = bytes(range(32))
EMPTY = ReleaseHistory(KEY)


def after_release(study: Study, history: ReleaseHistory = EMPTY, audience: Audience = Audience.BOARD) -> ReleaseHistory:
    """The history after the study was released to an audience as it is now; of its tables, what is decided on."""
    protected = protect(study, score_decided(study), audience, history=history)
    return history.with_release(record_release(study, protected.decisions, protected.tables, audience, None, history))
