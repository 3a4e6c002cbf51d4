"""What a reader can know of one factor's answers: bounds of totals, and numbers of people who gave one value."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class ConstraintSystem:
    """The answers of some people as a reader can know them.

    `sets` (figures by people, 0 or 1) with `low` and `high` bound each figure's total; `counts` hold figures that count
    one value: people, value, number. `truth` is what they answered, on whole numbers `lowest` to `highest`.
    """

    sets: np.ndarray
    low: np.ndarray
    high: np.ndarray
    truth: np.ndarray
    lowest: int
    highest: int
    counts: tuple[tuple[np.ndarray, int, int], ...] = ()

    @property
    def people(self) -> int:
        """How many people answered."""
        return len(self.truth)

    def fit(self, answers: np.ndarray) -> np.ndarray:
        """Which of these sets of answers (answer sets by people) fit everything that is released."""
        totals = answers @ self.sets.T
        good = ((totals >= self.low) & (totals <= self.high)).all(axis=-1)
        for inside, value, number in self.counts:
            good &= ((answers == value) & (inside > 0)).sum(axis=-1) == number
        return good & ((answers >= self.lowest) & (answers <= self.highest)).all(axis=-1)
