"""The attack on statuses and verdicts of a factor at a site: what colleagues could learn of each other's answers.

Judged twice. By composition, for every set of answers that could have been given and every answer that an insider could
hold: that is what METHOD 14 promises, and a decision that looks at the true answers would tell. And with the true
answers, beside every number that is shown: that is what people could learn now.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import combinations

import numpy as np

from peerwork.audit.compositions import (
    ANSWERS,
    BY_CLASS,
    BY_SAID,
    NOTHING,
    UNCOUNTED,
    flips_of,
    pairs_of_groups,
    possible_pairs,
    too_narrow,
)
from peerwork.audit.findings import OUTSIDER, Cell, Finding
from peerwork.audit.shown_words import WORDS, SiteCell, words
from peerwork.rules import Rules

IN_PLACE, EFFECT = "in-place answer", "effect answer"
KEPT_LAST = ("verdict", "status")  # where too much is shown together, these are given up last


def attack_sites(cells: Mapping[tuple[str, str], SiteCell], rules: Rules) -> Iterator[Finding]:
    """Everything that could be learnt from what is shown of a factor at a site, alone."""
    yield from _numbers(cells.values())
    yield from _unsafe_compositions(cells.values(), rules)
    for cell in cells.values():
        yield from learn(cell, rules)


def _numbers(cells: Iterable[SiteCell]) -> Iterator[Finding]:
    """Numbers of informative answers and marks of fragility, which nobody outside the team may see."""
    by_column: dict[tuple[str, str, str], list[Cell]] = defaultdict(list)
    for cell in cells:
        for what, (_, found) in cell.shown.items():
            if " " in what:
                for place in found:
                    by_column[place.release, place.table, place.column].append(place)
    for (release, table, column), found in sorted(by_column.items()):
        learns = f"how many gave an informative answer, or how near a verdict is: {column} of {table}"
        yield Finding(OUTSIDER, learns, "", (f"{release}/{table}",), tuple(sorted(set(found))))


def _unsafe_compositions(cells: Iterable[SiteCell], rules: Rules) -> Iterator[Finding]:
    """Kinds of words that are not safe for every set of answers, by composition."""
    unsafe: dict[tuple, list[SiteCell]] = defaultdict(list)
    for cell in cells:
        kinds = frozenset(cell.shown.keys() & WORDS.keys())
        composition = tuple(sorted(n for n in cell.asked if n))
        if kinds and not is_safe(composition, kinds, cell.documents, cell.is_condition, rules):
            unsafe[composition, kinds, cell.documents, cell.is_condition].append(cell)
    for (composition, kinds, documents, is_condition), found in sorted(unsafe.items(), key=str):
        kept = _most_that_is_safe(composition, kinds, documents, is_condition, rules)
        told = " and ".join(sorted(kinds))
        who = f"somebody asked where {_of(composition)} were asked"
        shown = [place for cell in found for what, (_, places) in cell.shown.items() if what in kinds - kept
                 for place in places]  # fmt: skip
        learns = f"from {told} alone what a colleague said, whoever had answered what (at {len(found)} places)"
        yield Finding(who, learns, "", _files(shown), tuple(sorted(set(shown))))


def _of(composition: tuple[int, ...]) -> str:
    return " and ".join(map(str, composition))


@lru_cache(maxsize=10_000)
def is_safe(
    composition: tuple[int, ...], kinds: frozenset[str], documents: str, is_condition: bool, rules: Rules
) -> bool:
    """Whether these kinds of words leave every colleague two answers, whatever was said and whoever reads it."""
    told = words(kinds, documents if kinds - set(KEPT_LAST) - {"hypothesis"} else "")
    judged = {key for _, key in pairs_of_groups(composition)}
    return not any(too_narrow(possible_pairs(*key, rules), told, by_class=is_condition).any() for key in judged)


def _most_that_is_safe(
    composition: tuple[int, ...], kinds: frozenset[str], documents: str, is_condition: bool, rules: Rules
) -> frozenset[str]:
    """The most of these kinds of words that could be shown, verdicts before statuses before what follows from them."""
    order = [kind for kind in (*KEPT_LAST, *sorted(WORDS.keys() - set(KEPT_LAST))) if kind in kinds]
    for size in range(len(order) - 1, 0, -1):
        for some in combinations(order, size):
            if is_safe(composition, frozenset(some), documents, is_condition, rules):
                return frozenset(some)
    return frozenset()


def learn(cell: SiteCell, rules: Rules, *, pairs: np.ndarray | None = None) -> Iterator[Finding]:
    """Answers of others that somebody asked there could work out from what is shown there.

    Where `pairs` (5, 5) says which statuses and verdicts are still open by all that is shown anywhere, readers are all
    those who could be: with any answer that fits.
    """
    if not cell.shown and pairs is None:
        return
    found: dict[str, dict[str, str]] = {IN_PLACE: {}, EFFECT: {}}
    for what, person, reader in _learnt(cell, rules, pairs):
        found[what].setdefault(person, reader)
    for what, learnt in found.items():
        if learnt:
            who = ", ".join(sorted(set(learnt.values())))
            learns = f"the {what} of {', '.join(sorted(learnt))} at {cell.site}"
            yield Finding(who, learns, cell.factor, _files(cell.cells), cell.cells, tuple(sorted(learnt)))


def _learnt(cell: SiteCell, rules: Rules, pairs: np.ndarray | None) -> Iterator[tuple[str, str, str]]:
    """What is learnt, of whom, by whom."""
    for (first, second), key in pairs_of_groups(cell.asked):
        possible, told = _still_open(cell, key, rules, pairs)
        own = {s for s, g in zip(cell.said, cell.groups, strict=True) if g == first}
        for said in own if pairs is None else range(len(ANSWERS)):
            others = (possible[said] & told).any(axis=(1, 2))
            readers = _those(cell, first, said if said in own else None)
            for what in _too_narrow(others, is_condition=cell.is_condition) if others.any() else ():
                for person in _those(cell, second):
                    yield from ((what, person, one) for one in [r for r in readers if r != person][:1])


def _too_narrow(others: np.ndarray, *, is_condition: bool) -> list[str]:
    """Of which answer fewer than two stay possible, by what somebody else can have said (10)."""
    narrow = [IN_PLACE] if (BY_SAID[:3] & others).any(axis=1).sum() < 2 else []
    return [*narrow, EFFECT] if is_condition and (BY_CLASS & others).any(axis=1).sum() < 2 else narrow


def _those(cell: SiteCell, group: int, said: int | None = None) -> list[str]:
    return [
        person
        for person, where, what in zip(cell.people, cell.groups, cell.said, strict=True)
        if where == group and said in (None, what)
    ]


def _still_open(cell: SiteCell, key: tuple, rules: Rules, pairs: np.ndarray | None) -> tuple[np.ndarray, np.ndarray]:
    """What two people can have said (10, 10) by status and verdict, and which of the latter are what is seen."""
    told = cell.told == cell.now if pairs is None else pairs
    beside = {what: text for what, (text, _) in cell.shown.items() if " " in what}
    if not beside:
        return possible_pairs(*key, rules), told
    size = sum(cell.asked) + 1
    possible = possible_pairs(*key, rules, numbers=True).reshape(10, 10, 5, size, 5, size, 2)
    mask = np.broadcast_to(told[:, None, :, None, None], possible.shape[2:]).copy()
    n, counts = _informative(cell)
    if _is_number(beside.get("n status")):
        mask &= (np.arange(size) == n)[None, :, None, None, None]
    if _is_number(beside.get("n verdict")):
        mask &= (np.arange(size) == sum(counts))[None, None, None, :, None]
    if beside.get("fragile verdict") in ("yes", "no"):
        fragile = int(cell.verdict != 4 and flips_of(counts, rules) == 1)
        mask &= (np.arange(2) == fragile)[None, None, None, None, :]
    return possible.reshape(10, 10, 5 * size, -1), mask.reshape(5 * size, -1)


def _informative(cell: SiteCell) -> tuple[int, list[int]]:
    answers = [ANSWERS[place] for place in cell.said]
    classes = [kind for _, kind in answers if kind != UNCOUNTED]
    return sum(said != NOTHING for said, _ in answers), [classes.count(kind) for kind in range(3)]


def _is_number(text: str | None) -> bool:
    return text is not None and text.isdigit()


def _files(cells: Iterable[Cell]) -> tuple[str, ...]:
    return tuple(sorted({f"{cell.release}/{cell.table}" for cell in cells}))
