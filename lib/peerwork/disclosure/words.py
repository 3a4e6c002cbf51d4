"""Which words of a site may be shown: the most that is safe for everybody, whatever was answered (METHOD 14)."""

from __future__ import annotations

from enum import Enum
from functools import lru_cache

import numpy as np

from peerwork.disclosure.answers import (
    CLASS_OF,
    IN_PLACE_OF,
    SILENT,
    STATUS_OF,
    VERDICT_OF,
    Outcomes,
    of_status,
    of_verdict,
    places_of,
)
from peerwork.disclosure.possible import Composition, Possible, find_possible
from peerwork.rules import Rules

LEAST = 2  # in-place values, and classes, that must stay possible for everybody's answer


class Words(Enum):
    """What is shown of a site's factor."""

    BOTH = "both"
    VERDICT = "verdict"
    STATUS = "status"
    NEITHER = "neither"

    @property
    def with_status(self) -> bool:
        """Whether the status is shown."""
        return self in (Words.BOTH, Words.STATUS)

    @property
    def with_verdict(self) -> bool:
        """Whether the verdict is shown."""
        return self in (Words.BOTH, Words.VERDICT)

    def told(self, status: int, verdict: int) -> Outcomes:
        """The outcomes that a reader knows are left, where these are the site's."""
        status_left = of_status(status) if self.with_status else -1
        return status_left & (of_verdict(verdict) if self.with_verdict else -1)


@lru_cache(maxsize=4096)
def decide_words(composition: Composition, rules: Rules, *, with_verdict: bool = True, held: bool = False) -> Words:
    """Which words are shown of a site of this composition, whatever its status and verdict are.

    Both where that is safe, else the verdict (what crosses sites rests on it), else the status. A word that can be
    only one says nothing and is always shown; of what is `held` back, nothing else.
    """
    possible = find_possible(composition, rules, with_verdict=with_verdict)
    places = places_of(possible.every)
    ways = () if held else (Words.BOTH, Words.VERDICT, Words.STATUS)
    best = next((words for words in ways if _is_always_safe(words, possible)), Words.NEITHER)
    return _words(
        best.with_status or len(set(STATUS_OF[places])) < 2, best.with_verdict or len(set(VERDICT_OF[places])) < 2
    )


def _is_always_safe(words: Words, possible: Possible) -> bool:
    told = {words.told(STATUS_OF[place], VERDICT_OF[place]) for place in places_of(possible.every)}
    return all(is_safe(possible, left & possible.every) for left in told)


def _words(with_status: bool, with_verdict: bool) -> Words:
    if with_status:
        return Words.BOTH if with_verdict else Words.STATUS
    return Words.VERDICT if with_verdict else Words.NEITHER


def is_safe(possible: Possible, left: Outcomes) -> bool:
    """Whether nobody can narrow anybody's answer too far who knows that the outcome is one of those left."""
    return bool(leaves_enough(possible.insiders, left).all() and leaves_enough(possible.outsiders, left).all())


def leaves_enough(allowed: np.ndarray, left: Outcomes) -> np.ndarray:
    """Whether an answer stays open enough, given outcomes that each value of it allows (last axis).

    True as well where no value of it fits: then nobody knows what the row says.
    """
    fits = (allowed & left) != 0
    return ~fits.any(axis=-1) | (_different(fits, IN_PLACE_OF, SILENT) & _different(fits, CLASS_OF, None))


def _different(fits: np.ndarray, values: np.ndarray, without: int | None) -> np.ndarray:
    """Whether at least `LEAST` different values fit, one of them left out of the count."""
    kinds = [value for value in np.unique(values) if value != without]
    fitting = np.array([fits[..., values == kind].any(axis=-1) for kind in kinds])
    return fitting.sum(axis=0) >= LEAST
