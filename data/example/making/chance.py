"""Seeded chance: one stream a file, so that a change to one file leaves every other byte as it was."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from statistics import NormalDist
from typing import TypeVar

import numpy as np

SEED = 20110301  # the month in which the study of the protocol would have begun

Thing = TypeVar("Thing")


class Chance:
    """Draws from uniform numbers alone, so that they are the same on every platform."""

    def __init__(self, stream: str) -> None:
        self._uniform = np.random.default_rng([SEED, zlib.crc32(stream.encode("utf-8"))])

    def share(self) -> float:
        """A number from 0 to below 1."""
        return float(self._uniform.random())

    def happens(self, probability: float) -> bool:
        """Whether something of this probability happens."""
        return self.share() < probability

    def one_of(self, things: Sequence[Thing]) -> Thing:
        """One of the things, each as likely as the others."""
        return things[int(self.share() * len(things))]

    def weighted(self, weights: Mapping[Thing, float]) -> Thing:
        """One of the keys, as likely as its weight says."""
        left = self.share() * sum(weights.values())
        for thing, weight in weights.items():
            left -= weight
            if left < 0:
                return thing
        return thing

    def between(self, lowest: int, highest: int) -> int:
        """A whole number, both ends included."""
        return lowest + int(self.share() * (highest - lowest + 1))

    def normal(self, mean: float, spread: float) -> float:
        """A draw from a normal distribution."""
        return NormalDist(mean, spread).inv_cdf(min(max(self.share(), 1e-12), 1 - 1e-12))

    def shuffled(self, things: Sequence[Thing]) -> list[Thing]:
        """The things in another order."""
        return sorted(things, key=lambda _: self.share())

    def several(self, weights: Mapping[Thing, float], number: int) -> list[Thing]:
        """Different keys, as many as asked for, the heavier the sooner."""
        left, drawn = dict(weights), []
        for _ in range(min(number, len(left))):
            drawn.append(self.weighted(left))
            del left[drawn[-1]]
        return drawn
