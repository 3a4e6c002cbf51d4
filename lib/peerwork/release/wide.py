"""Which figures of a study, its sectors and its groups can be shown together, beside what its sites show (METHOD 14).

A figure is a total of whole ratings over people; shown it becomes a mark, and a mark leaves a range of totals possible.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from peerwork.release.cuts import Network, bounds_within, find_room, showing
from peerwork.release.judge import Standard, is_open, wide_figure_is_safe
from peerwork.release.ratings import Places
from peerwork.vocabulary import Scope

TOO_FEW = "fewer people than this audience may see"
ONE_SITE = "people of one site only"
TOO_NARROW = "few people, so that with the other figures it would show single ratings"


@dataclass(frozen=True)
class Candidate:
    """A study, sector or group mean that could be shown."""

    scope: Scope
    place: int | None
    name: str
    n: int
    n_sites: int
    total: int

    @property
    def part(self) -> str:
        """The network's bounds that it narrows."""
        return {Scope.STUDY: "study", Scope.SECTOR: "sectors", Scope.GROUP: "groups"}[self.scope]

    @property
    def usefulness(self) -> tuple[int, int]:
        """The least useful first: groups, sectors, study; the fewest people first."""
        return (Scope.GROUP, Scope.SECTOR, Scope.STUDY).index(self.scope), self.n


def candidates(people: np.ndarray, totals: np.ndarray, places: Places, sector: np.ndarray) -> Iterator[Candidate]:
    """Every study, sector and group mean of these people and totals (sites by groups); `sector` is each site's."""
    yield Candidate(Scope.STUDY, None, "", int(people.sum()), len(people), int(totals.sum()))
    for place, name in enumerate(places.sectors):
        inside = sector == place
        yield Candidate(
            Scope.SECTOR, place, name, int(people[inside].sum()), int(inside.sum()), int(totals[inside].sum())
        )
    for place, name in enumerate(places.groups):
        n_sites = int((people[:, place] > 0).sum())
        yield Candidate(Scope.GROUP, place, name, int(people[:, place].sum()), n_sites, int(totals[:, place].sum()))


@dataclass(frozen=True)
class Outcome:
    """What becomes of a figure: its text and the totals that it leaves, or why it is withheld."""

    text: str = ""
    totals: tuple[int, int] | None = None
    why: str = ""


def decide_together(known: Network, found: list[Candidate], standard: Standard) -> dict[Candidate, Outcome]:
    """What becomes of each candidate beside what is `known` already (the sites' figures); the most useful first.

    Each is narrowed to the marks that may be told beside those before it, and then counts as known to that extent.
    """
    outcomes = {}
    for candidate in sorted(found, key=lambda c: c.usefulness, reverse=True):
        why = own_reason(candidate, standard)
        outcomes[candidate] = Outcome(why=why) if why else tell(candidate, known, standard)
        if outcomes[candidate].totals:
            known = showing(known, candidate.part, candidate.place, outcomes[candidate].totals)
    return {candidate: outcomes[candidate] for candidate in found}


def decide_plainly(free: Network, found: list[Candidate], standard: Standard) -> dict[Candidate, Outcome]:
    """The same where no site shows anything: a figure is shown only from as many people as make it safe by itself."""
    enough = [c for c in found if c.n_sites > 1 and wide_figure_is_safe(c.n, standard)]
    outcomes = decide_together(free, enough, standard)
    return {c: outcomes.get(c) or Outcome(why=own_reason(c, standard) or TOO_NARROW) for c in found}


def own_reason(candidate: Candidate, standard: Standard) -> str:
    """Why a figure is never shown, whoever answered what, or nothing."""
    if candidate.n < standard.small:
        return TOO_FEW
    return ONE_SITE if candidate.scope is Scope.GROUP and candidate.n_sites < 2 else ""


def tell(candidate: Candidate, known: Network, standard: Standard) -> Outcome:
    """A figure as far as it may be told: one mark, or a bound, or nothing that is not known.

    The marks that it could have are cut in two wherever both halves may be known, and again the half that holds it.
    Where they are cut depends on nothing but what a reader knows already, so that where it ends tells no more.
    """
    every = _possible(candidate, known, standard)
    marks, mark = every, standard.wide.mark(candidate.total, candidate.n)
    while (cut := _find_cut(candidate, marks, known, standard)) is not None:
        marks = marks[:cut] if mark < marks[cut] else marks[cut:]
    totals = _totals(candidate, marks, standard)
    if len(marks) > 1 and marks == every and not _is_bound(marks, standard):
        return Outcome(totals=totals, why=TOO_NARROW)
    return Outcome(_text(candidate, marks, every, standard), totals)


def _is_bound(marks: list[int], standard: Standard) -> bool:
    """Whether these marks are a bound: up to the last mark, or down to the first, and all in that half of the scale."""
    first, last = standard.wide.ends
    middle = (first + last) / 2
    return (marks[-1] == last and marks[0] >= middle) or (marks[0] == first and marks[-1] <= middle)


def _possible(candidate: Candidate, known: Network, standard: Standard) -> list[int]:
    """The marks that a figure can have beside what is known."""
    room = find_room(known, *known.cells[:, None])
    bounds, slack = getattr(known, candidate.part), getattr(room, candidate.scope.value)
    least, most = (np.atleast_1d(end[0])[candidate.place or 0] for end in bounds_within(*bounds.T, slack))
    display, n = standard.wide, candidate.n
    marks = range(display.mark(int(least), n), display.mark(int(most), n) + 1)
    return [mark for mark in marks if display.totals(mark, n)[0] <= display.totals(mark, n)[1]]


def _find_cut(candidate: Candidate, marks: list[int], known: Network, standard: Standard) -> int | None:
    """Where these marks may be cut in two, as near the middle as may be; None where nowhere.

    A longer half is taken to be safer than a shorter one: where that is wrong, a cut is missed and nothing is told.
    """

    def may_be_known(half: list[int]) -> bool:
        totals = _totals(candidate, half, standard)
        return is_open(showing(known, candidate.part, candidate.place, totals), standard)

    first, last = 1, len(marks) - 1
    while first <= last:
        middle = (first + last) // 2
        lower, upper = may_be_known(marks[:middle]), may_be_known(marks[middle:])
        if lower and upper:
            return middle
        if not lower and not upper:
            return None
        first, last = (first, middle - 1) if lower else (middle + 1, last)
    return None


def _totals(candidate: Candidate, marks: list[int], standard: Standard) -> tuple[int, int]:
    """The least and greatest total that is shown as one of these marks."""
    return standard.wide.totals(marks[0], candidate.n)[0], standard.wide.totals(marks[-1], candidate.n)[1]


def _text(candidate: Candidate, marks: list[int], every: list[int], standard: Standard) -> str:
    """The mark, or where there are several the bound that says more: the one that rules more marks out."""
    first, last = marks[0], marks[-1]
    if len(marks) == 1:
        return standard.wide.text(first)
    least, most = _totals(candidate, marks, standard)
    ends = standard.wide.ends
    if last == ends[1] or (first != ends[0] and every.index(first) >= len(every) - 1 - every.index(last)):
        return standard.wide.at_least(first, least, candidate.n)
    return standard.wide.at_most(last, most, candidate.n)
