"""The integer programme (HiGHS) that finds the answers nearest to the true ones which fit everything released."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from peerwork.audit.constraint_system import ConstraintSystem

CHANGE = 0.01  # what moving one answer costs beside one point along an aim


@dataclass(frozen=True)
class IntegerProgramme:
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


def integer_programme(system: ConstraintSystem) -> IntegerProgramme:
    """The programme of a system."""
    return _by_values(system) if system.counts else _by_changes(system)


def _by_changes(system: ConstraintSystem) -> IntegerProgramme:
    """A variable for each person's rise and one for the fall from the true answer."""
    people = np.eye(system.people)
    weights = np.hstack([people, -people])
    now = system.sets @ system.truth
    figures = np.hstack([system.sets, -system.sets]), system.low - now, system.high - now
    room = np.concatenate([system.highest - system.truth, system.truth - system.lowest]).astype(float)
    return IntegerProgramme(np.ones(2 * len(people)), room, figures, weights, system.truth, system.truth)


def _by_values(system: ConstraintSystem) -> IntegerProgramme:
    """A variable for each person and value, one of which holds: for figures that count a value."""
    values = np.arange(system.lowest, system.highest + 1)
    people, size = system.people, len(values)
    weights = np.kron(np.eye(people), values)
    one = np.kron(np.eye(people), np.ones(size))
    counted = [np.kron(inside, values == value)[None, :] for inside, value, _ in system.counts]
    numbers = np.array([number for *_, number in system.counts], dtype=float)
    rows = np.vstack([one, system.sets @ weights, *counted])
    low, high = (np.concatenate([np.ones(people), end, numbers]) for end in (system.low, system.high))
    cost = (values[None, :] != system.truth[:, None]).astype(float).ravel()
    start = np.zeros(people, dtype=int)
    return IntegerProgramme(cost, np.ones(people * size), (rows, low, high), weights, start, system.truth)
