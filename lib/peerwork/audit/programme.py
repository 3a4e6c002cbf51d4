"""The integer programme (HiGHS) that finds the answers nearest to the true ones which fit everything released."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from peerwork.audit.puzzle import Puzzle

CHANGE = 0.01  # what moving one answer costs beside one point along an aim


@dataclass(frozen=True)
class Programme:
    """Whole variables at a cost, under the released figures.

    A person's answer is `start` and what `weights` (people by variables) make of the solution; `figures` are rows with
    the least and the greatest total of each.
    """

    cost: np.ndarray
    high: np.ndarray
    figures: tuple[np.ndarray, np.ndarray, np.ndarray]
    weights: np.ndarray
    start: np.ndarray
    truth: np.ndarray

    def nearest(self, fixed: dict[int, int], aim: np.ndarray | None = None, most: float = 0) -> np.ndarray | None:
        """The nearest answers with some fixed, or None; with an `aim`, as far along it as fits, up to `most`."""
        rows, low, high = self.figures
        pinned = np.array([self.weights[person] for person in fixed]).reshape(-1, len(self.cost))
        values = np.array([value - self.start[person] for person, value in fixed.items()], dtype=float)
        cost, rows = self.cost, np.vstack([rows, pinned])
        low, high = np.concatenate([low, values]), np.concatenate([high, values])
        if aim is not None:
            along = aim @ self.weights
            base = aim @ (self.truth - self.start)
            cost = CHANGE * cost - along
            rows, low, high = np.vstack([rows, along]), np.append(low, base), np.append(high, base + most)
        limits = LinearConstraint(rows, low, high)
        solved = milp(cost, integrality=np.ones(len(cost), dtype=int), bounds=Bounds(0, self.high), constraints=limits)
        if solved.x is None:
            return None
        return self.start + np.rint(self.weights @ np.rint(solved.x)).astype(int)


def programme_of(puzzle: Puzzle) -> Programme:
    """The programme of a puzzle."""
    return _by_values(puzzle) if puzzle.counts else _by_changes(puzzle)


def _by_changes(puzzle: Puzzle) -> Programme:
    """A variable for each person's rise and one for the fall from the true answer."""
    people = np.eye(puzzle.people)
    weights = np.hstack([people, -people])
    now = puzzle.sets @ puzzle.truth
    figures = np.hstack([puzzle.sets, -puzzle.sets]), puzzle.low - now, puzzle.high - now
    room = np.concatenate([puzzle.highest - puzzle.truth, puzzle.truth - puzzle.lowest]).astype(float)
    return Programme(np.ones(2 * len(people)), room, figures, weights, puzzle.truth, puzzle.truth)


def _by_values(puzzle: Puzzle) -> Programme:
    """A variable for each person and value, one of which holds: for figures that count a value."""
    values = np.arange(puzzle.lowest, puzzle.highest + 1)
    people, size = puzzle.people, len(values)
    weights = np.kron(np.eye(people), values)
    one = np.kron(np.eye(people), np.ones(size))
    counted = [np.kron(inside, values == value)[None, :] for inside, value, _ in puzzle.counts]
    numbers = np.array([number for *_, number in puzzle.counts], dtype=float)
    rows = np.vstack([one, puzzle.sets @ weights, *counted])
    low, high = (np.concatenate([np.ones(people), end, numbers]) for end in (puzzle.low, puzzle.high))
    cost = (values[None, :] != puzzle.truth[:, None]).astype(float).ravel()
    start = np.zeros(people, dtype=int)
    return Programme(cost, np.ones(people * size), (rows, low, high), weights, start, puzzle.truth)
