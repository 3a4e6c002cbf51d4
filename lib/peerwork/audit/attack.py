"""The attack on one factor: which answers of others fit everything that was released and what an attacker knows.

First a witness: two people whose answers could differ from the true ones by the same amount in opposite directions,
or one alone, while every released total stays as it is shown. Where that shows too little, an integer programme (HiGHS)
finds the nearest answers that fit, which are a witness again, for everybody whose own answer it leaves as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp


@dataclass(frozen=True)
class Puzzle:
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
    def fits(self) -> bool:
        """Whether the true answers fit; if not, some figure is not what it says."""
        totals = self.sets @ self.truth
        counted = all((self.truth[inside] == value).sum() == number for inside, value, number in self.counts)
        return bool((totals >= self.low).all() and (totals <= self.high).all() and counted)

    @cached_property
    def ways(self) -> dict[int, np.ndarray]:
        """By change d: whether person j (row) can differ by d if person k (column) differs by -d, or nobody (last)."""
        span = self.highest - self.lowest
        changes = [d for d in range(-span, span + 1) if d]
        return {d: self._ways(d) for d in changes}

    def _ways(self, d: int) -> np.ndarray:
        people, step = len(self.truth), abs(d)
        if self.counts:
            return np.zeros((people, people + 1), dtype=bool)
        totals = self.sets @ self.truth
        above, below = self.sets[self.high - totals < step], self.sets[totals - self.low < step]
        hit, hit_back = (above, below) if d > 0 else (below, above)  # figures that j, and that k, would break alone
        alone = hit.sum(axis=0) == 0
        broken = hit.sum(axis=0)[:, None] - hit.T @ hit + (hit_back.sum(axis=0)[None, :] - hit_back.T @ hit_back)
        can, can_back = self._can(d), self._can(-d)
        pair = (broken == 0) & can[:, None] & can_back[None, :] & ~np.eye(people, dtype=bool)
        return np.hstack([pair, (alone & can)[:, None]])

    def _can(self, d: int) -> np.ndarray:
        return (self.truth + d >= self.lowest) & (self.truth + d <= self.highest)


class Search:
    """What stays possible, to each insider and (last) to an outsider, as witnesses are found.

    `values[i, j, v]`: to attacker i, person j may have given the v-th value of the scale.
    """

    def __init__(self, puzzle: Puzzle) -> None:
        self.puzzle, self.people = puzzle, len(puzzle.truth)
        self.programme = programme_of(puzzle)
        self.solved = 0
        self.witnesses: list[np.ndarray] = []
        self.values = np.zeros((self.people + 1, self.people, puzzle.highest - puzzle.lowest + 1), dtype=bool)
        everybody = np.arange(self.people)
        self.values[:, everybody, puzzle.truth - puzzle.lowest] = True
        for d, ways in puzzle.ways.items():
            self._note_pairs(d, ways)

    def _note_pairs(self, d: int, ways: np.ndarray) -> None:
        others = ways[:, : self.people]
        left = others.sum(axis=1)[None, :] - np.vstack([others.T, np.zeros((1, self.people), dtype=int)])
        able = (left > 0) | ways[:, self.people][None, :]
        person = np.flatnonzero(able.any(axis=0))
        value = self.puzzle.truth[person] + d - self.puzzle.lowest
        self.values[:, person, value] |= able[:, person]

    def too_narrow(self, need: int) -> np.ndarray:
        """Attacker and person of each pair with fewer than `need` values open so far."""
        narrow = self.values.sum(axis=2) < need
        np.fill_diagonal(narrow, False)
        return np.argwhere(narrow)

    def widen(self, attacker: int, person: int, need: int) -> int:
        """How many values are open, up to `need`: the rest is decided by integer programmes."""
        truth = self.puzzle.truth[person] - self.puzzle.lowest
        around = np.argsort(np.abs(np.arange(self.values.shape[2]) - truth), kind="stable")
        for value in around:
            if self.values[attacker, person].sum() >= need:
                break
            if not self.values[attacker, person, value]:
                self._look(self._known(attacker) | {person: int(value) + self.puzzle.lowest})
        return int(self.values[attacker, person].sum())

    def _known(self, attacker: int) -> dict[int, int]:
        return {} if attacker == self.people else {attacker: int(self.puzzle.truth[attacker])}

    def _look(self, fixed: dict[int, int], aim: np.ndarray | None = None, most: float = 0) -> np.ndarray | None:
        self.solved += 1
        found = self.programme.nearest(fixed, aim, most)
        if found is not None:
            self.witnesses.append(found)
            unmoved = np.append(found == self.puzzle.truth, True)
            self.values[np.ix_(unmoved, np.arange(self.people))] |= self._points(found)[None]
        return found

    def _points(self, answers: np.ndarray) -> np.ndarray:
        return answers[:, None] - self.puzzle.lowest == np.arange(self.values.shape[2])[None, :]

    def reach(self, inside: np.ndarray) -> np.ndarray:
        """How far a set's total is open to each attacker by the witnesses so far: down and up, (2, attackers)."""
        found, outside = np.zeros((2, self.people + 1)), np.append(~inside, True)
        for d, ways in self.puzzle.ways.items():
            usable = ways & inside[:, None] & outside[None, :]
            touched = usable.sum(axis=1) + usable[:, : self.people].sum(axis=0)
            without = usable.sum() - np.append(touched, 0)
            found[int(d > 0)] = np.where(without > 0, np.maximum(found[int(d > 0)], abs(d)), found[int(d > 0)])
        for witness in self.witnesses:
            change = (witness - self.puzzle.truth)[inside].sum()
            unmoved = np.append(witness == self.puzzle.truth, True)
            side = int(change > 0)
            found[side] = np.where(unmoved, np.maximum(found[side], abs(change)), found[side])
        return found

    def widen_total(self, attacker: int, inside: np.ndarray, need: float) -> float:
        """How far the total is open to the attacker, up to `need`, by integer programmes where witnesses fall short."""
        reach = self.reach(inside)[:, attacker]
        for side, sign in ((1, 1), (0, -1)):
            if reach.sum() < need:
                self._look(self._known(attacker), sign * inside.astype(float), need - reach[1 - side])
                reach = self.reach(inside)[:, attacker]
        return float(reach.sum())


def open_to_pair(puzzle: Puzzle, pair: tuple[int, int], person: int, need: int) -> int:
    """How many values of the person's answer stay open to two who know their own, up to `need`."""
    programme = programme_of(puzzle)
    fixed = {p: int(puzzle.truth[p]) for p in pair}
    truth, found = int(puzzle.truth[person]), 1
    for value in sorted(range(puzzle.lowest, puzzle.highest + 1), key=lambda value: abs(value - truth)):
        if found < need and value != truth:
            found += programme.nearest(fixed | {person: value}) is not None
    return found


def programme_of(puzzle: Puzzle) -> Programme:
    """The integer programme that finds the answers nearest to the true ones which fit everything."""
    return _by_values(puzzle) if puzzle.counts else _by_changes(puzzle)


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
            cost = 0.01 * cost - along
            rows, low, high = np.vstack([rows, along]), np.append(low, base), np.append(high, base + most)
        limits = LinearConstraint(rows, low, high)
        solved = milp(cost, integrality=np.ones(len(cost)), bounds=Bounds(0, self.high), constraints=limits)
        if solved.x is None:
            return None
        return self.start + np.rint(self.weights @ np.rint(solved.x)).astype(int)


def _by_changes(puzzle: Puzzle) -> Programme:
    """A variable for each person's rise and one for the fall from the true answer."""
    people = np.eye(len(puzzle.truth))
    weights = np.hstack([people, -people])
    now = puzzle.sets @ puzzle.truth
    figures = np.hstack([puzzle.sets, -puzzle.sets]), puzzle.low - now, puzzle.high - now
    room = np.concatenate([puzzle.highest - puzzle.truth, puzzle.truth - puzzle.lowest]).astype(float)
    return Programme(np.ones(2 * len(people)), room, figures, weights, puzzle.truth, puzzle.truth)


def _by_values(puzzle: Puzzle) -> Programme:
    """A variable for each person and value, one of which holds: for figures that count a value."""
    values = np.arange(puzzle.lowest, puzzle.highest + 1)
    people, size = len(puzzle.truth), len(values)
    weights = np.kron(np.eye(people), values)
    one = np.kron(np.eye(people), np.ones(size))
    counted = [np.kron(inside, values == value)[None, :] for inside, value, _ in puzzle.counts]
    numbers = np.array([number for *_, number in puzzle.counts], dtype=float)
    rows = np.vstack([one, puzzle.sets @ weights, *counted])
    ends = [np.concatenate([np.ones(people), end, numbers]) for end in (puzzle.low, puzzle.high)]
    cost = (values[None, :] != puzzle.truth[:, None]).astype(float).ravel()
    start = np.zeros(people, dtype=int)
    return Programme(cost, np.ones(people * size), (rows, *ends), weights, start, puzzle.truth)
