"""The attack on one factor: which answers of others fit everything that was released and what an attacker knows.

First witnesses: answers that differ from the true ones and fit all that is released, found by moving two people in
opposite directions, or by moving somebody and mending what that puts off. A witness counts for everybody whose own
answers it leaves as they are. Where witnesses show too little, an integer programme decides.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np
from scipy.sparse import csr_array

from peerwork.audit.moves import repair, simple_moves
from peerwork.audit.programme import Programme, programme_of
from peerwork.audit.puzzle import Puzzle

ROUNDS = 12  # of repairs, before programmes decide


class Search:
    """What stays possible, to each attacker, as witnesses are found.

    `attackers` (attackers by people) says who put their own answers together: nobody, for an outsider.
    `values[i, j, v]`: to attacker i, person j may have given the v-th value of the scale.
    """

    def __init__(self, puzzle: Puzzle, attackers: np.ndarray) -> None:
        self.puzzle, self.attackers = puzzle, attackers
        self.solved = 0
        self.witnesses = np.empty((0, puzzle.people), dtype=int)
        scale = np.arange(puzzle.lowest, puzzle.highest + 1)
        self.values = np.repeat((puzzle.truth[:, None] == scale)[None], len(attackers), axis=0)
        self._moves = simple_moves(puzzle)
        self._knows = csr_array(attackers.astype(np.float32))
        self._draw = np.random.default_rng(0)
        for d, moves in zip(*self._moves, strict=True):
            self._note_moves(int(d), moves)

    @cached_property
    def _programme(self) -> Programme:
        return programme_of(self.puzzle)

    def _note_moves(self, d: int, moves: np.ndarray) -> None:
        others = moves[:, : self.puzzle.people].astype(np.float32)
        left = others.sum(axis=1) - self._knows @ others.T
        able = (left > 0) | moves[:, self.puzzle.people]
        person = np.flatnonzero(able.any(axis=0))
        value = self.puzzle.truth[person] + d - self.puzzle.lowest
        self.values[:, person, value] |= able[:, person]

    def too_narrow(self, need: int) -> np.ndarray:
        """Attackers by people: whether fewer than `need` values of somebody else's answer are open so far."""
        return (self.values.sum(axis=2) < need) & ~self.attackers

    def mend(self, need: int, among: np.ndarray) -> None:
        """Look for witnesses where too little is open so far of these people's answers, as long as that finds any."""
        if self.puzzle.counts:
            return
        hopeless = np.zeros(self.puzzle.people, dtype=int)
        for _ in range(ROUNDS):
            narrow = self.too_narrow(need) & among & (hopeless < 2)
            people = np.flatnonzero(narrow.any(axis=0))
            if not len(people):
                return
            before = narrow.sum(axis=0)
            self._mend_one_attacker_of(people, narrow)
            after = (self.too_narrow(need) & narrow).sum(axis=0)
            hopeless += (before == after) & (before > 0)

    def _mend_one_attacker_of(self, people: np.ndarray, narrow: np.ndarray) -> None:
        """Try every value of each of these people that is not open to the first attacker with too few."""
        first = narrow[:, people].argmax(axis=0)
        which, value = np.nonzero(~self.values[first, people])
        start = np.repeat(self.puzzle.truth[None], len(which), axis=0)
        held = self.attackers[first[which]].copy()
        row, person = np.arange(len(which)), people[which]
        start[row, person] = value + self.puzzle.lowest
        held[row, person] = True
        self._note(repair(self.puzzle, start, held, self._draw))

    def _note(self, found: np.ndarray) -> None:
        """What witnesses open, to every attacker whose own answers they leave as they are."""
        found = found[self.puzzle.fit(found)]
        if not len(found):
            return
        self.witnesses = np.vstack([self.witnesses, found])
        scale = np.arange(self.puzzle.lowest, self.puzzle.highest + 1)
        points = (found[:, :, None] == scale).reshape(len(found), -1).astype(np.float32)
        seen = points.sum(axis=0) - csr_array(self._refuted(found)) @ points
        self.values |= (seen > 0).reshape(self.values.shape)

    def _refuted(self, witnesses: np.ndarray) -> np.ndarray:
        """Attackers by witnesses: where an answer that the attacker knows is another one there."""
        return self._knows @ (witnesses != self.puzzle.truth).T.astype(np.float32) > 0

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
        return {int(p): int(self.puzzle.truth[p]) for p in np.flatnonzero(self.attackers[attacker])}

    def _look(self, fixed: dict[int, int], aim: np.ndarray | None = None, most: float = 0) -> None:
        self.solved += 1
        found = self._programme.nearest(fixed, aim, most)
        if found is not None:
            self._note(found[None])

    def reach(self, inside: np.ndarray) -> np.ndarray:
        """How far a set's total is open to each attacker by the witnesses so far: down and up, (2, attackers)."""
        found = self._reach_by_moves(inside)
        if len(self.witnesses):
            change = (self.witnesses[:, inside] - self.puzzle.truth[inside]).sum(axis=1)
            for side, sign in ((0, -1), (1, 1)):
                useful = change * sign > 0
                far = np.where(self._refuted(self.witnesses[useful]), 0, change[useful] * sign)
                found[side] = np.maximum(found[side], far.max(axis=1, initial=0))
        return found

    def _reach_by_moves(self, inside: np.ndarray) -> np.ndarray:
        """The same by moves of one in the set, and perhaps somebody outside it, that leave the attacker alone."""
        changes, moves = self._moves
        usable = moves[:, inside]
        usable[:, :, np.flatnonzero(inside)] = False
        touched = usable[:, :, :-1].sum(axis=1, dtype=np.float32)
        touched[:, inside] = usable.sum(axis=2)
        able = usable.sum(axis=(1, 2))[:, None] > (self._knows @ touched.T).T
        sides = [(able * np.maximum(sign * changes, 0)[:, None]).max(axis=0, initial=0) for sign in (-1, 1)]
        return np.array(sides, dtype=float)

    def widen_total(self, attacker: int, inside: np.ndarray, need: float) -> float:
        """How far the total is open to the attacker, up to `need`, by integer programmes where witnesses fall short."""
        reach = self.reach(inside)[:, attacker]
        for side, sign in ((1, 1), (0, -1)):
            if reach.sum() < need:
                self._look(self._known(attacker), sign * inside.astype(float), need - reach[1 - side])
                reach = self.reach(inside)[:, attacker]
        return float(reach.sum())
