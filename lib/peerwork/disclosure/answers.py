"""Everything that one person can answer about a factor, and every outcome that a site can have, as small numbers."""

from __future__ import annotations

from itertools import product

import numpy as np

from peerwork.scoring.conditions import STATUSES
from peerwork.scoring.patterns import VERDICTS
from peerwork.vocabulary import Pattern

YES, PARTLY, NO, SILENT = range(4)  # was it in place? `SILENT`: unsure, not applicable or blank
PROPOSED, CONTRARY, SAME, UNCOUNTED = range(4)  # the class of an answer (METHOD 3)
COUNTABLE = (YES, NO)  # with "partly" or nothing an answer has no class that counts
ANSWERS = tuple(
    (in_place, kind)
    for in_place, kind in product(range(4), range(4))
    if in_place in COUNTABLE or kind == UNCOUNTED
)
IN_PLACE_OF = np.array([in_place for in_place, _ in ANSWERS])
CLASS_OF = np.array([kind for _, kind in ANSWERS])

N_OUTCOMES = len(STATUSES) * len(VERDICTS)  # an outcome is a status and a verdict together
NO_VERDICT = VERDICTS.index(Pattern.TOO_LITTLE)  # stands in the place of a verdict where a factor has none

Outcomes = int  # a set of outcomes, a bit each


def outcome(status: int, verdict: int) -> Outcomes:
    """The set of this one outcome."""
    return 1 << (status * len(VERDICTS) + verdict)


def of_status(status: int) -> Outcomes:
    """Every outcome of this status."""
    return sum(outcome(status, verdict) for verdict in range(len(VERDICTS)))


def of_verdict(verdict: int) -> Outcomes:
    """Every outcome of this verdict."""
    return sum(outcome(status, verdict) for status in range(len(STATUSES)))


def each(outcomes: Outcomes) -> list[tuple[int, int]]:
    """The status and verdict of each outcome of a set."""
    return [divmod(place, len(VERDICTS)) for place in range(N_OUTCOMES) if outcomes >> place & 1]
