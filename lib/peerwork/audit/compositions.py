"""What a site's status and verdict on a factor leave possible, by going through all that those asked could have said.

People of one group at one site are exchangeable, so what can be learnt depends on the numbers asked in each group
alone. Everybody asked may have said yes, partly, no or nothing informative, with an effect or without one. METHOD 2, 3
and 14.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

import numpy as np

from peerwork.rules import TOLERANCE, Rules

SAID = ("yes", "partly", "no", "nothing")
CLASSES = ("as proposed", "contrary", "no difference", "not countable")
STATUSES = ("in_place", "not_in_place", "mixed", "contested", "too_little_evidence")
VERDICTS = ("replicated", "alternative_pattern", "no_difference", "mixed", "too_little_evidence")
YES, PARTLY, NO, NOTHING = range(4)
UNCOUNTED = 3
ANSWERS = tuple((said, kind) for said in range(4) for kind in range(4) if said in (YES, NO) or kind == UNCOUNTED)
BY_SAID = np.array([[said == s for said, _ in ANSWERS] for s in range(4)])
BY_CLASS = np.array([[kind == c for _, kind in ANSWERS] for c in range(4)])


def answer_index(in_place: str, effect: str) -> int:
    """The place in ANSWERS of what somebody said; anything but the words of METHOD 2 and 3 says nothing."""
    said = SAID.index(in_place) if in_place in SAID[:3] else NOTHING
    kind = UNCOUNTED
    if said in (YES, NO) and effect in ("facilitator", "barrier", "neither"):
        kind = 2 if effect == "neither" else int((said == YES) != (effect == "facilitator"))
    return ANSWERS.index((said, kind))


@dataclass(frozen=True)
class Fields:
    """How the sums over groups that decide a status are packed into one whole number, each in a place of its own."""

    size: tuple[int, ...]  # of: informative, groups with any, shares, groups for, groups against, yes or no, groups so
    unit: int  # one whole share

    @property
    def weights(self) -> np.ndarray:
        """What one of each field counts in the packed number."""
        return np.concatenate([[1], np.cumprod(self.size[:-1])]).astype(np.int64)

    def unpack(self, codes: np.ndarray) -> list[np.ndarray]:
        """The fields of packed numbers."""
        return [codes // weight % size for weight, size in zip(self.weights, self.size, strict=True)]


def _fields(sizes: Sequence[int]) -> Fields:
    people, groups = sum(sizes) + 1, len(sizes) + 1
    unit = 2 * math.lcm(*range(1, max(sizes) + 1))
    return Fields((people, groups, groups * unit + 1, groups, groups, people, groups, 2, 2), unit)


def _of_group(free: int, fixed: Sequence[int], place: int, fields: Fields, rules: Rules) -> np.ndarray:
    """The packed sums of one group: people free to say anything, and some whose words are given.

    `place` is the field that says whether somebody free said yes or no; only the free ones count there.
    """
    found = set()
    for yes, partly in product(range(free + 1), repeat=2):
        for no in range(max(free - yes - partly + 1, 0)):
            y, p, n = (said + fixed.count(kind) for said, kind in ((yes, YES), (partly, PARTLY), (no, NO)))
            found.add(
                (*_sums(y, p, n, fields.unit, rules), yes + no, *(at == place and yes + no > 0 for at in (6, 7, 8)))
            )
    return np.unique(np.array(sorted(found), dtype=np.int64) @ fields.weights)


def _sums(yes: int, partly: int, no: int, unit: int, rules: Rules) -> tuple[int, ...]:
    n = yes + partly + no
    if not n:
        return 0, 0, 0, 0, 0
    share, speaks = (yes + partly / 2) / n, n >= rules.contested_min_answers
    says_yes = speaks and share >= rules.in_place_share - TOLERANCE
    says_no = speaks and share <= rules.not_in_place_share + TOLERANCE
    return n, 1, (2 * yes + partly) * unit // (2 * n), int(says_yes), int(says_no)


def _add(some: np.ndarray, more: np.ndarray, fields: Fields, enough: tuple[int, ...]) -> np.ndarray:
    """The packed sums of both together; a field beyond what is `enough` of it (by place, 0: no end) says no more."""
    codes = np.unique((some[:, None] + more[None, :]).ravel())
    for size, weight, most in zip(fields.size, fields.weights, enough, strict=False):
        if most:
            value = codes // weight % size
            codes -= np.maximum(value - most, 0) * weight
    return np.unique(codes)


def _enough(asked: int, rules: Rules) -> tuple[int, ...]:
    """By field: the number from which on more of it can change no status and no verdict.

    With two answers known, one class of the others reaches the share with so many more of its own.
    """
    share = rules.pattern_share
    informative = max(rules.min_answers, math.ceil((rules.min_share_asked - TOLERANCE) * asked), 1)
    reach = math.ceil(2 * share / (1 - share)) if share < 1 else 0
    room = max(rules.min_answers, rules.min_groups, reach) + 3
    return informative, 0, 0, 1, 1, room, rules.min_groups


def statuses_of(codes: np.ndarray, fields: Fields, asked: int, rules: Rules) -> np.ndarray:
    """The place in STATUSES of each packed sum."""
    n, groups, shares, says_yes, says_no = fields.unpack(codes)[:5]
    mean = shares / fields.unit / np.maximum(groups, 1)
    enough = (n >= rules.min_answers) & (groups >= rules.min_groups)
    enough &= n >= (rules.min_share_asked - TOLERANCE) * asked
    tests = [
        (~enough | (n == 0), 4),
        ((says_yes > 0) & (says_no > 0), 3),
        (mean >= rules.in_place_share - TOLERANCE, 0),
        (mean <= rules.not_in_place_share + TOLERANCE, 1),
    ]
    return np.select([test for test, _ in tests], [code for _, code in tests], 2)


@lru_cache(maxsize=100_000)
def _verdicts(
    known: tuple[int, int, int], room: int, groups: int, covered: int, asked: int, rules: Rules
) -> np.ndarray:
    """Which verdicts can be, with the number of answers and whether one of them decides: (5, asked + 1, 2).

    Some counted answers are `known` by class, in `covered` groups; up to `room` more lie in `groups` other groups.
    """
    found = np.zeros((len(VERDICTS), asked + 1, 2), dtype=bool)
    for more in product(range(room + 1), repeat=3):
        if sum(more) > room:
            continue
        counts = [have + some for have, some in zip(known, more, strict=True)]
        n, least = sum(counts), covered + (sum(more) > 0) * (covered == 0)
        if n < rules.min_answers or n == 0 or least < rules.min_groups:
            found[4, n, 0] = True  # all who are free may be of one group, but for what `_one_group` says
        if n >= max(rules.min_answers, 1) and covered + min(sum(more), groups) >= rules.min_groups:
            found[_verdict_of(counts, rules), n, int(flips_of(counts, rules) == 1)] = True
    return found


def _verdict_of(counts: Sequence[int], rules: Rules) -> int:
    reach = [count >= (rules.pattern_share - TOLERANCE) * sum(counts) for count in counts]
    return reach.index(True) if any(reach) else 3


def flips_of(counts: Sequence[int], rules: Rules) -> int:
    """The least number of answers that would have to move for another verdict."""
    need, most = max(math.ceil((rules.pattern_share - TOLERANCE) * sum(counts)), 1), max(counts)
    return most - need + 1 if most >= need else need - most


@lru_cache(maxsize=4_000)
def possible_pairs(
    others: tuple[int, ...], own: int, theirs: int, rules: Rules, *, numbers: bool = False
) -> np.ndarray:
    """Whether somebody can have said this, and somebody else that, with a status and a verdict: (10, 10, 5, 5) by them.

    The first is in a group of `own` people, the second in another of `theirs`, or in the same where `theirs` is 0;
    `others` are the sizes of the remaining groups. The four axes are ANSWERS, ANSWERS, STATUSES and VERDICTS. With
    `numbers` the last two are by number of informative answers too, and verdicts by whether one answer decides:
    (10, 10, 5 by asked + 1, 5 by asked + 1 by 2), flat.
    """
    sizes = [*others, own, *([theirs] if theirs else [])]
    fields, asked = _fields(sizes), sum(sizes)
    enough = () if numbers else _enough(asked, rules)
    rest = np.zeros(1, dtype=np.int64)
    for size in others:
        rest = _add(rest, _of_group(size, (), 6, fields, rules), fields, enough)
    shape = (asked + 1, asked + 1, 2) if numbers else (1, 1, 1)
    found = np.zeros((10, 10, 5, shape[0], 5, *shape[1:]), dtype=bool)
    for mine, yours in product(range(4), repeat=2):
        if theirs:
            first = _add(rest, _of_group(own - 1, (mine,), 7, fields, rules), fields, enough)
            codes = _add(first, _of_group(theirs - 1, (yours,), 8, fields, rules), fields, enough)
        else:
            codes = _add(rest, _of_group(own - 2, (mine, yours), 7, fields, rules), fields, enough)
        sums = fields.unpack(codes)
        n = sums[0] if numbers else np.zeros_like(codes)
        kinds = _each_once(np.column_stack([statuses_of(codes, fields, asked, rules), n, *sums[5:]]))
        for i, j in product(_answers(mine), _answers(yours)):
            known, covered, open_groups = _with(i, j, *kinds[:, 3:].T, apart=bool(theirs))
            for s, count, room, groups in _each_once(np.column_stack([kinds[:, :3], open_groups])).tolist():
                verdicts = _verdicts(known, room, groups, covered, asked, rules)
                found[i, j, s, count] |= verdicts if numbers else verdicts.any(axis=(1, 2), keepdims=True)
    return found.reshape(10, 10, 5 * shape[0], -1)


def _each_once(rows: np.ndarray) -> np.ndarray:
    """Each row of whole numbers once, in order."""
    sizes = rows.max(axis=0) + 1
    return np.column_stack(np.unravel_index(np.unique(np.ravel_multi_index(tuple(rows.T), sizes)), sizes))


def _answers(said: int) -> list[int]:
    return [place for place, (what, _) in enumerate(ANSWERS) if what == said]


def _with(
    i: int, j: int, rest: np.ndarray, mine: np.ndarray, yours: np.ndarray, *, apart: bool
) -> tuple[tuple[int, ...], int, np.ndarray]:
    """Where two people said these: their counted answers by class, the groups of those, and how many others may count.

    `rest` are other groups that may, `mine` and `yours` say whether somebody else of the two people's groups may.
    """
    kinds = [ANSWERS[i][1], ANSWERS[j][1]]
    known = tuple(kinds.count(kind) for kind in range(3))
    counted = [kind != UNCOUNTED for kind in kinds]
    covered = sum(counted) if apart else int(any(counted))
    open_groups = rest + mine * (not (counted[0] or (counted[1] and not apart))) + yours * (not counted[1])
    return known, covered, open_groups


def pairs_of_groups(asked: Sequence[int]) -> Iterator[tuple[tuple[int, int], tuple[tuple[int, ...], int, int]]]:
    """Each pair of groups of which one may hold a reader and the other somebody else, with what decides for it."""
    for first, second in product(range(len(asked)), repeat=2):
        if not asked[first] or not asked[second] or (first == second and asked[first] < 2):
            continue
        others = sorted(n for place, n in enumerate(asked) if n and place not in (first, second))
        yield (first, second), (tuple(others), asked[first], 0 if first == second else asked[second])


def too_narrow(possible: np.ndarray, told: np.ndarray, *, by_class: bool) -> np.ndarray:
    """By what a reader said (10) and by word (whatever `told` maps words to): whether too little stays possible.

    `possible` is of `possible_pairs`; `told` (5, 5) numbers the words that a reader sees, -1 where that cannot be. Too
    little: fewer than two of yes, partly and no, or where `by_class` fewer than two classes.
    """
    words = [(told == word) for word in range(told.max() + 1)]
    seen = np.stack([(possible & word).any(axis=(2, 3)) for word in words], axis=-1)  # reader, other, word
    in_place = np.stack([seen[:, kind].any(axis=1) for kind in BY_SAID[:3]]).sum(axis=0)
    narrow = in_place < 2
    if by_class:
        narrow |= np.stack([seen[:, kind].any(axis=1) for kind in BY_CLASS]).sum(axis=0) < 2
    return narrow & seen.any(axis=1)


def status_of(groups: Sequence[int], said: Sequence[int], rules: Rules) -> int:
    """The place in STATUSES of what people of these groups said (places in SAID)."""
    sizes = [groups.count(group) for group in sorted(set(groups))]
    fields, total = _fields(sizes), 0
    for group in sorted(set(groups)):
        theirs = [what for where, what in zip(groups, said, strict=True) if where == group]
        sums = _sums(theirs.count(YES), theirs.count(PARTLY), theirs.count(NO), fields.unit, rules)
        total += int(np.array(sums) @ fields.weights[:5])
    return int(statuses_of(np.array([total]), fields, len(groups), rules)[0])


def verdict_of(groups: Sequence[int], classes: Sequence[int], rules: Rules) -> int:
    """The place in VERDICTS of answers of these classes (places in CLASSES) by people of these groups."""
    counted = [(where, kind) for where, kind in zip(groups, classes, strict=True) if kind != UNCOUNTED]
    if len(counted) < max(rules.min_answers, 1) or len({where for where, _ in counted}) < rules.min_groups:
        return 4
    return _verdict_of([sum(kind == c for _, kind in counted) for c in range(3)], rules)
