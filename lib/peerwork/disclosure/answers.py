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
    (in_place, kind) for in_place, kind in product(range(4), range(4)) if in_place in COUNTABLE or kind == UNCOUNTED
)
IN_PLACE_OF = np.array([in_place for in_place, _ in ANSWERS])
CLASS_OF = np.array([kind for _, kind in ANSWERS])

N_OUTCOMES = len(STATUSES) * len(VERDICTS)  # an outcome is a status and a verdict together
NO_VERDICT = VERDICTS.index(Pattern.TOO_LITTLE)  # stands in the place of a verdict where a factor has none

STATUS_OF, VERDICT_OF = np.divmod(np.arange(N_OUTCOMES), len(VERDICTS))  # of each outcome

Outcomes = int  # a set of outcomes, a bit each


def place_of(status: int, verdict: int) -> int:
    """The place of an outcome among all."""
    return int(status) * len(VERDICTS) + int(verdict)


def of_status(status: int) -> Outcomes:
    """Every outcome of this status."""
    return set_of(np.equal(STATUS_OF, status))


def of_verdict(verdict: int) -> Outcomes:
    """Every outcome of this verdict."""
    return set_of(np.equal(VERDICT_OF, verdict))


def set_of(chosen: np.ndarray) -> Outcomes:
    """The set of the outcomes that are chosen (one truth value each)."""
    return sum(1 << int(place) for place in np.flatnonzero(chosen))


def places_of(outcomes: Outcomes) -> list[int]:
    """The place of each outcome of a set."""
    return [place for place in range(N_OUTCOMES) if outcomes >> place & 1]
