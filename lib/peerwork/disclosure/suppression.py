"""Counts in tables with totals: what is small is withheld, and enough beside it that no subtraction brings it back.

The smallest loss, as a mixed integer programme (Fischetti and Salazar, Management Science 2001;47:1008), by HiGHS.
"""

from __future__ import annotations

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp


def suppress(
    counts: np.ndarray, totals: np.ndarray, *, least: int, most: np.ndarray, held: np.ndarray | None = None
) -> np.ndarray:
    """Which counts are withheld: all below `least`, those `held` already, and the fewest and smallest beside them.

    `totals` has a row a sum of counts that is known, whatever the counts: 1 for each part, and -1 for a whole that is a
    count itself. `most` is what each count could be at the most. Beside what is shown, every count below `least` could
    then be anything from 0 to `least` - 1 (as far as `most` allows). Everything is withheld where nothing less would
    do.
    """
    small = counts < least
    start = small if held is None else small | held
    if not small.any():
        return start
    cells = np.flatnonzero(small).tolist()
    ways = [(cell, way) for cell in cells for way in _ways(int(counts[cell]), least, int(most[cell]))]
    found = milp(
        np.concatenate([_loss(counts, start), np.zeros(len(counts) * len(ways))]),
        integrality=np.concatenate([np.ones(len(counts)), np.zeros(len(counts) * len(ways))]),
        bounds=_bounds(counts, most, start, ways),
        constraints=_constraints(counts, totals, most, ways),
    )
    return found.x[: len(counts)] > 0.5 if found.x is not None else np.ones(len(counts), dtype=bool)


def _ways(count: int, least: int, most: int) -> list[int]:
    """How far a small count must be able to move, up and down."""
    up, down = min(least - 1, most) - count, -count
    return [change for change in (up, down) if change]


def _loss(counts: np.ndarray, start: np.ndarray) -> np.ndarray:
    """The fewest cells first, of as many the smallest."""
    return np.where(start, 0.0, 1 + counts / (1 + counts.sum()))


def _bounds(counts: np.ndarray, most: np.ndarray, start: np.ndarray, ways: list[tuple[int, int]]) -> Bounds:
    """A cell is withheld (1) or not; in each way of moving a small count by so much, how far each cell moves."""
    low, high = np.tile(-counts.astype(float), (len(ways), 1)), np.tile((most - counts).astype(float), (len(ways), 1))
    for row, (cell, change) in enumerate(ways):
        low[row, cell] = high[row, cell] = change
    lows, highs = np.concatenate([start, low.ravel()]), np.concatenate([np.ones(len(counts)), high.ravel()])
    return Bounds(lows.astype(float), highs)


def _constraints(
    counts: np.ndarray, totals: np.ndarray, most: np.ndarray, ways: list[tuple[int, int]]
) -> LinearConstraint:
    """Sums stay what they are, and only a cell that is withheld moves."""
    size = len(counts)
    none, one, many = np.zeros((len(totals), size)), np.eye(size), np.eye(len(ways))
    sums = np.hstack([np.tile(none, (len(ways), 1)), np.kron(many, totals)])
    up = np.hstack([np.tile(-one * (most - counts), (len(ways), 1)), np.kron(many, one)])
    down = np.hstack([np.tile(one * counts, (len(ways), 1)), np.kron(many, one)])
    matrix = np.vstack([sums, up, down])
    lows = np.concatenate([np.zeros(len(sums)), np.full(len(up), -np.inf), np.zeros(len(down))])
    highs = np.concatenate([np.zeros(len(sums)), np.zeros(len(up)), np.full(len(down), np.inf)])
    return LinearConstraint(matrix, lows, highs)
