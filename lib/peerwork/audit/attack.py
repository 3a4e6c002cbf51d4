"""The attack on one factor: which answers of others fit everything that was released and what an attacker knows.

First witnesses: answers that differ from the true ones and fit all that is released, found by moving two people in
opposite directions, or by moving somebody and mending what that puts off. A witness counts for everybody whose own
answers it leaves as they are. Where witnesses show too little, an integer programme decides.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np
from scipy.sparse import csr_array

from peerwork.audit.constraint_system import ConstraintSystem
from peerwork.audit.integer_programme import IntegerProgramme, integer_programme
from peerwork.audit.swaps import find_swaps, repair

ROUNDS = 12  # of repairs, before programmes decide


class Search:
    """What stays possible, to each attacker, as witnesses are found.

    `attackers` (attackers by people) says who put their own answers together: nobody, for an outsider.
    `values[i, j, v]`: to attacker i, person j may have given the v-th value of the scale.
    """

    def __init__(self, system: ConstraintSystem, attackers: np.ndarray) -> None:
        self.system, self.attackers = system, attackers
        self.solved = 0
        self.witnesses = np.empty((0, system.people), dtype=int)
        scale = np.arange(system.lowest, system.highest + 1)
        self.values = np.repeat((system.truth[:, None] == scale)[None], len(attackers), axis=0)
        self._moves = find_swaps(system)
        self._knows = csr_array(attackers.astype(np.float32))
        self._draw = np.random.default_rng(0)
        for d, moves in zip(*self._moves, strict=True):
            self._note_moves(int(d), moves)

    @cached_property
    def _programme(self) -> IntegerProgramme:
        return integer_programme(self.system)

    def _note_moves(self, d: int, moves: np.ndarray) -> None:
        others = moves[:, : self.system.people].astype(np.float32)
        left = others.sum(axis=1) - self._knows @ others.T
        able = (left > 0) | moves[:, self.system.people]
        person = np.flatnonzero(able.any(axis=0))
        value = self.system.truth[person] + d - self.system.lowest
        self.values[:, person, value] |= able[:, person]

    def too_narrow(self, need: int) -> np.ndarray:
        """Attackers by people: whether fewer than `need` values of somebody else's answer are open so far."""
        return (self.values.sum(axis=2) < need) & ~self.attackers

    def mend(self, need: int, among: np.ndarray) -> None:
        """Look for witnesses where too little is open so far of these people's answers, as long as that finds any."""
        if self.system.counts:
            return
        hopeless = np.zeros(self.system.people, dtype=int)
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
        start = np.repeat(self.system.truth[None], len(which), axis=0)
        held = self.attackers[first[which]].copy()
        row, person = np.arange(len(which)), people[which]
        start[row, person] = value + self.system.lowest
        held[row, person] = True
        self._note(repair(self.system, start, held, self._draw))

    def _note(self, found: np.ndarray) -> None:
        """What witnesses open, to every attacker whose own answers they leave as they are."""
        found = found[self.system.fit(found)]
        if not len(found):
            return
        self.witnesses = np.vstack([self.witnesses, found])
        scale = np.arange(self.system.lowest, self.system.highest + 1)
        points = (found[:, :, None] == scale).reshape(len(found), -1).astype(np.float32)
        seen = points.sum(axis=0) - csr_array(self._refuted(found)) @ points
        self.values |= (seen > 0).reshape(self.values.shape)

    def _refuted(self, witnesses: np.ndarray) -> np.ndarray:
        """Attackers by witnesses: where an answer that the attacker knows is another one there."""
        return self._knows @ (witnesses != self.system.truth).T.astype(np.float32) > 0

    def widen(self, attacker: int, person: int, need: int) -> int:
        """How many values are open, up to `need`: the rest is decided by integer programmes."""
        truth = self.system.truth[person] - self.system.lowest
        around = np.argsort(np.abs(np.arange(self.values.shape[2]) - truth), kind="stable")
        for value in around:
            if self.values[attacker, person].sum() >= need:
                break
            if not self.values[attacker, person, value]:
                self._look(self._known(attacker) | {person: int(value) + self.system.lowest})
        return int(self.values[attacker, person].sum())

    def _known(self, attacker: int) -> dict[int, int]:
        return {int(p): int(self.system.truth[p]) for p in np.flatnonzero(self.attackers[attacker])}

    def _look(self, fixed: dict[int, int], aim: np.ndarray | None = None, most: float = 0) -> None:
        self.solved += 1
        found = self._programme.nearest(fixed, aim, most)
        if found is not None:
            self._note(found[None])

    def reach(self, inside: np.ndarray) -> np.ndarray:
        """How far a set's total is open to each attacker by the witnesses so far: down and up, (2, attackers)."""
        found = self._reach_by_moves(inside)
        if len(self.witnesses):
            change = (self.witnesses[:, inside] - self.system.truth[inside]).sum(axis=1)
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
