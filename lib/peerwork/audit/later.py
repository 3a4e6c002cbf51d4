"""The attack on later releases: a status or verdict before and after somebody joined, left or changed an answer.

An answer that did not change is the same unknown in both. What stays possible is found by trying sets of answers: all
of them where few were asked, else those near to one that fits, and many drawn by lot.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

import numpy as np
import pandas as pd

from peerwork.audit.compositions import ANSWERS, CLASSES, SAID, STATUSES, VERDICTS, answer_index
from peerwork.audit.findings import OUTSIDER, Cell, Finding
from peerwork.audit.knowledge import Truth
from peerwork.rules import TOLERANCE, Rules

ALL, SOME = 9, 60_000  # unknowns up to which every set is tried; sets drawn beyond
Words = Mapping[str, tuple[str, list[Cell]]]


@dataclass(frozen=True, eq=False)
class State:
    """What one release showed of a factor at a site, and who was asked then: (person, answer) to stakeholder group."""

    shown: Words
    asked: Mapping[tuple[str, str], int]


def attack_later(truth: Truth, histories: Mapping[tuple[str, str], Sequence[State]]) -> Iterator[Finding]:
    """Answers that could be learnt from the same word of two releases between which answers changed there."""
    today = {
        (person, answer, factor): answer_index(in_place, effect)
        for person, answer, factor, in_place, effect in truth.asked[
            ["person", "answer", "factor", "in_place", "effect"]
        ].itertuples(index=False, name=None)
    }
    names = dict(zip(truth.today["person"], truth.today["participant"], strict=True))
    for (site, factor), states in histories.items():
        for (first, then), kind in product(combinations(states, 2), ("status", "verdict")):
            if kind in first.shown and kind in then.shown and dict(first.asked) != dict(then.asked):
                pair = _Pair(kind, first, then, {key[:2]: said for key, said in today.items() if key[2] == factor})
                learnt = pair.learnt(truth.rules)
                if learnt:
                    cells = tuple(sorted({*first.shown[kind][1], *then.shown[kind][1]}))
                    now = tuple(cell for cell in cells if ", release " not in cell.release)
                    who = " and ".join(sorted({names.get(reader, OUTSIDER) for reader in learnt.values()}))
                    of = tuple(sorted({names.get(person, "somebody who left") for person in learnt}))
                    what = f"{kind} before and after answers changed at {site}: what {', '.join(of)} said"
                    files = tuple(sorted({f"{cell.release}/{cell.table}" for cell in cells}))
                    yield Finding(who, what, factor, files, now, of)


class _Pair:
    """One word of two releases, over the answers of both."""

    def __init__(self, kind: str, first: State, then: State, today: Mapping[tuple[str, str], int]) -> None:
        self.kind = kind
        asked = dict(first.asked) | dict(then.asked)
        self.unknowns = sorted(asked)
        self.group = np.array([asked[key] for key in self.unknowns])
        self.within = np.array([[key in state.asked for key in self.unknowns] for state in (first, then)])
        self.words = [state.shown[kind][0] for state in (first, then)]
        side = 0 if kind == "status" else 1
        self.truth = np.array([ANSWERS[today[key]][side] if key in today else -1 for key in self.unknowns])
        self.need = 3 if kind == "status" else 4  # values that are counted: yes, partly and no; or the four classes

    def learnt(self, rules: Rules) -> dict[str, str]:
        """Whose answer could be learnt, by whom ("" for an outsider)."""
        worlds = self._worlds(rules)
        found: dict[str, str] = {}
        people = [person for person, _ in self.unknowns]
        for reader in ["", *dict.fromkeys(people)]:
            own = np.array([person == reader for person in people])
            if (self.truth[own] < 0).any():
                continue
            fits = worlds[(worlds[:, own] == self.truth[own]).all(axis=1)]
            if not len(fits):
                continue
            for place in np.flatnonzero(~own):
                if len(set(np.unique(fits[:, place])) & set(range(self.need))) < 2:
                    found.setdefault(people[place], reader)
        return found

    def _worlds(self, rules: Rules) -> np.ndarray:
        """Sets of answers that give both words: all, or very many."""
        n, size = len(self.unknowns), len(SAID if self.kind == "status" else CLASSES)
        if n <= ALL:
            return self._that_fit(np.array(list(product(range(size), repeat=n))), rules)
        draw = np.random.default_rng(0)
        lots = draw.integers(0, size, (SOME, n))
        kept = np.where(self.truth >= 0, self.truth, lots)
        near = np.where(draw.random((SOME, n)) < 0.25, lots, kept)  # near to what was said, as far as that is known
        return self._that_fit(np.vstack([lots, near]), rules)

    def _that_fit(self, worlds: np.ndarray, rules: Rules) -> np.ndarray:
        judge = statuses if self.kind == "status" else verdicts
        order = STATUSES if self.kind == "status" else VERDICTS
        good = np.ones(len(worlds), dtype=bool)
        for inside, word in zip(self.within, self.words, strict=True):
            good &= judge(worlds[:, inside], self.group[inside], rules) == order.index(word)
        return worlds[good]


def statuses(worlds: np.ndarray, group: np.ndarray, rules: Rules) -> np.ndarray:
    """The place in STATUSES of each set of answers (sets by people: places in SAID) of people of these groups."""
    n, for_it, against = np.zeros(len(worlds)), np.zeros(len(worlds), bool), np.zeros(len(worlds), bool)
    total, groups = np.zeros(len(worlds)), np.zeros(len(worlds))
    for one in np.unique(group):
        theirs = worlds[:, group == one]
        count = (theirs < 3).sum(axis=1)
        share = ((theirs == 0).sum(axis=1) + (theirs == 1).sum(axis=1) / 2) / np.maximum(count, 1)
        speaks = (count >= rules.contested_min_answers) & (count > 0)
        for_it |= speaks & (share >= rules.in_place_share - TOLERANCE)
        against |= speaks & (share <= rules.not_in_place_share + TOLERANCE)
        n, total, groups = n + count, total + np.where(count > 0, share, 0), groups + (count > 0)
    enough = (n >= max(rules.min_answers, 1)) & (groups >= rules.min_groups)
    enough &= n >= (rules.min_share_asked - TOLERANCE) * len(group)
    mean = total / np.maximum(groups, 1)
    in_place, not_in_place = mean >= rules.in_place_share - TOLERANCE, mean <= rules.not_in_place_share + TOLERANCE
    return np.select([~enough, for_it & against, in_place, not_in_place], [4, 3, 0, 1], 2)


def verdicts(worlds: np.ndarray, group: np.ndarray, rules: Rules) -> np.ndarray:
    """The place in VERDICTS of each set of answers (sets by people: places in CLASSES) of people of these groups."""
    counts = [(worlds == kind).sum(axis=1) for kind in range(3)]
    n = np.maximum(sum(counts), 1)
    groups = sum((worlds[:, group == one] < 3).any(axis=1).astype(int) for one in np.unique(group))
    enough = (sum(counts) >= max(rules.min_answers, 1)) & (groups >= rules.min_groups)
    reach = [count >= (rules.pattern_share - TOLERANCE) * n for count in counts]
    return np.select([~enough, *reach], [4, 0, 1, 2], 3)


def asked_at(people: pd.DataFrame, groups: Sequence[str]) -> dict[tuple[str, str], dict[tuple[str, str], int]]:
    """By site and factor: who was asked, as (person, answer) to the place of the stakeholder group."""
    order = {group: place for place, group in enumerate(groups)}
    found: dict[tuple[str, str], dict[tuple[str, str], int]] = {}
    rows = people[people["asked"] == "yes"]
    columns = (rows[name].to_numpy(dtype=object) for name in ("site", "factor", "person", "answer", "group"))
    for site, factor, person, answer, group in zip(*columns, strict=True):
        found.setdefault((site, factor), {})[person, answer] = order[group]
    return dict(sorted(found.items()))
