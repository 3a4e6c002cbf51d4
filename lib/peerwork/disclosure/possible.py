"""Which outcomes a site can have with each pair of answers, found by going through all that could be answered.

People of a group are exchangeable, and groups too: only the numbers asked in each matter (the *composition*). A site's
status follows from sums over its groups and its verdict from sums over its people, so that all answers are gone
through group by group, and what sums alike is one state.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

import numpy as np

from peerwork.disclosure.answers import ANSWERS, NO_VERDICT, UNCOUNTED, Outcomes
from peerwork.rules import Rules
from peerwork.scoring.conditions import judge_status, lean
from peerwork.scoring.patterns import VERDICTS, judge_pattern

# The columns of a state: informative answers, groups that gave any, groups that say yes and no, the sum of the groups'
# shares, answers of yes or no by people not held fixed, and the groups of those; last the same for the two groups of
# people held fixed, one by one.
INFORMATIVE, GROUPS, SAYS_YES, SAYS_NO, SHARES, FREE, FREE_GROUPS, FREE_FIRST, FREE_SECOND = range(9)
WIDTH = 9

Composition = tuple[int, ...]  # people asked in each group, in ascending order


@dataclass(frozen=True, eq=False)
class Possible:
    """Sets of outcomes (`Outcomes`) that answers allow at a site of one composition.

    `insiders`: one entry a kind of pair: of people in groups of such sizes, by the answer that the first gave (rows)
    and the second (columns). `outsiders`: one row a size of group, by what one of its people answered.
    """

    insiders: np.ndarray
    outsiders: np.ndarray

    @property
    def every(self) -> Outcomes:
        """Every outcome that the site can have."""
        return int(np.bitwise_or.reduce(self.outsiders, axis=None))


def composition_of(asked: Iterable[int]) -> Composition:
    """The composition of these numbers asked by group; a group that was not asked says nothing."""
    return tuple(sorted(int(n) for n in asked if n))


@lru_cache(maxsize=4096)
def find_possible(composition: Composition, rules: Rules, *, with_verdict: bool) -> Possible:
    """What is possible at a site of this composition; without a verdict for a factor that is no condition."""
    sizes, walk = sorted(set(composition)), _Walk(composition, rules, with_verdict)
    insiders, outsiders = [], {size: np.zeros(len(ANSWERS), dtype=np.int64) for size in sizes}
    for size in sizes:
        pairs: list[tuple[int, int | None]] = [(size, None)] if size > 1 else []
        pairs += [(size, other) for other in sizes if other != size or composition.count(size) > 1]
        for first, second in pairs:
            allowed = walk.pair(first, second)
            insiders.append(allowed)
            outsiders[size] |= np.bitwise_or.reduce(allowed, axis=1)
        if sum(composition) == 1:
            outsiders[size] = walk.alone()
    n = len(ANSWERS)
    found = np.array(insiders, dtype=np.int64).reshape(-1, n, n)
    return Possible(found, np.array(list(outsiders.values()), dtype=np.int64).reshape(-1, n))


class _Walk:
    """The states of one composition: sums over groups, each kept once."""

    def __init__(self, composition: Composition, rules: Rules, with_verdict: bool) -> None:
        self.composition, self.rules, self.with_verdict = composition, rules, with_verdict
        self.unit = 2 * math.lcm(*range(1, max(composition, default=0) + 1))  # every group's share in whole numbers
        self.people = sum(composition)

    def alone(self) -> np.ndarray:
        """The outcomes that each answer of a site's only person allows: that of a pair whose second is not there."""
        (size,) = self.composition
        allowed = np.zeros(len(ANSWERS), dtype=np.int64)
        for place, (in_place, kind) in enumerate(ANSWERS):
            states = self.group(size, (in_place,), FREE_FIRST)
            allowed[place] = self.outcomes(states, (kind,), together=True)
        return allowed

    def pair(self, first: int, second: int | None) -> np.ndarray:
        """The outcomes that two people's answers allow, of groups of these sizes; of one group where no second."""
        rest = list(self.composition)
        for size in (first,) if second is None else (first, second):
            rest.remove(size)
        others = self.together([self.group(size, (), FREE_GROUPS) for size in rest])
        found = np.zeros((len(ANSWERS), len(ANSWERS)), dtype=np.int64)
        for held in product(range(4), repeat=2):
            if second is None:
                theirs = self.group(first, held, FREE_FIRST)
            else:
                theirs = self.together(
                    [self.group(first, held[:1], FREE_FIRST), self.group(second, held[1:], FREE_SECOND)]
                )
            states = self.together([theirs, others])
            status = self.status(states)
            for a, b in product(range(len(ANSWERS)), repeat=2):
                if (ANSWERS[a][0], ANSWERS[b][0]) == held:
                    kinds = (ANSWERS[a][1], ANSWERS[b][1])
                    found[a, b] = self.outcomes(states, kinds, together=second is None, status=status)
        return found

    def group(self, size: int, held: tuple[int, ...], free_groups: int) -> np.ndarray:
        """The states of one group, of whose people some hold these answers and the others any."""
        free = size - len(held)
        counts = np.array([c for c in product(range(free + 1), repeat=3) if sum(c) <= free]).reshape(-1, 3)
        yes, partly, no = (counts + [held.count(answer) for answer in range(3)]).T
        n = yes + partly + no
        shares = np.divide(2 * yes + partly, 2 * n, out=np.full(len(n), np.nan), where=n > 0)
        says_yes, says_no = lean(shares, n, self.rules)
        states = np.zeros((len(n), WIDTH), dtype=np.int64)
        states[:, INFORMATIVE], states[:, GROUPS] = n, n > 0
        states[:, SAYS_YES], states[:, SAYS_NO] = says_yes, says_no
        states[:, SHARES] = np.where(n > 0, (2 * yes + partly) * (self.unit // np.maximum(2 * n, 1)), 0)
        states[:, FREE] = counts[:, 0] + counts[:, 2]
        states[:, free_groups] = states[:, FREE] > 0
        return self.each_once(states)

    def together(self, parts: list[np.ndarray]) -> np.ndarray:
        """The states of several parts of the site at once."""
        whole = np.zeros((1, WIDTH), dtype=np.int64)
        for part in parts:
            whole = self.each_once((whole[:, None, :] + part[None, :, :]).reshape(-1, WIDTH))
        return whole

    def each_once(self, states: np.ndarray) -> np.ndarray:
        """Each state once; of states that differ in how many could count, only the one of most: it allows all."""
        states[:, [SAYS_YES, SAYS_NO]] = np.minimum(states[:, [SAYS_YES, SAYS_NO]], 1)
        radix = np.full(WIDTH, self.people + 1)
        radix[SHARES] = self.unit * len(self.composition) + 1
        key = np.zeros(len(states), dtype=np.int64)
        for column in (c for c in range(WIDTH) if c != FREE):
            key = key * (2 if column in (SAYS_YES, SAYS_NO, FREE_FIRST, FREE_SECOND) else radix[column])
            key += states[:, column]
        order = np.lexsort((-states[:, FREE], key))
        first = np.append(True, np.diff(key[order]) != 0)
        return states[order[first]]

    def status(self, states: np.ndarray) -> np.ndarray:
        """The status of each state."""
        groups = states[:, GROUPS]
        mean = np.divide(states[:, SHARES], self.unit * groups, out=np.full(len(states), np.nan), where=groups > 0)
        yes, no = states[:, SAYS_YES] > 0, states[:, SAYS_NO] > 0
        asked = np.full(len(states), self.people)
        return judge_status(states[:, INFORMATIVE], groups, asked, yes, no, mean, self.rules)

    def outcomes(
        self, states: np.ndarray, kinds: tuple[int, ...], *, together: bool, status: np.ndarray | None = None
    ) -> Outcomes:
        """The outcomes of these states, when those held fixed give answers of these classes."""
        status = self.status(states) if status is None else status
        verdicts = self.verdicts(states, kinds, together)
        found = 0
        for code in np.unique(status):
            found |= int(np.bitwise_or.reduce(verdicts[status == code])) << (int(code) * len(VERDICTS))
        return found

    def verdicts(self, states: np.ndarray, kinds: tuple[int, ...], together: bool) -> np.ndarray:
        """The set of verdicts that each state allows, a bit each."""
        if not self.with_verdict:
            return np.full(len(states), 1 << NO_VERDICT)
        counted = [kind != UNCOUNTED for kind in kinds]
        groups = [any(counted)] if together else counted
        flags = states[:, [FREE_FIRST, FREE_SECOND][: len(groups)]]
        others = states[:, FREE_GROUPS] + (flags * ~np.array(groups)).sum(axis=1)
        held = tuple(sum(kind == k for k in kinds) for kind in range(3))
        return self.verdict_table(held, sum(groups))[states[:, FREE], others]

    def verdict_table(self, held: tuple[int, ...], held_groups: int) -> np.ndarray:
        """The verdicts that can be reached with so many more answers that may count (rows), of so many more groups."""
        return _verdict_table(self.people, len(self.composition), held, held_groups, self.rules)


@lru_cache(maxsize=4096)
def _verdict_table(people: int, groups: int, held: tuple[int, ...], held_groups: int, rules: Rules) -> np.ndarray:
    more = np.array([c for c in product(range(people + 1), repeat=3) if sum(c) <= people])
    total = more.sum(axis=1)
    table = np.zeros((people + 1, groups + 1), dtype=np.int64)
    for others in range(groups + 1):
        # Answers that count come from as many groups as they can: with fewer there is too little evidence, which no
        # answer that counts gives as well.
        helps, harms, neither = (more + held).T
        codes = judge_pattern(helps, harms, neither, held_groups + np.minimum(others, total), rules)
        np.bitwise_or.at(table[:, others], total, 1 << codes.astype(np.int64))
    return np.bitwise_or.accumulate(table, axis=0)
