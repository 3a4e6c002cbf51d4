"""Which figures of a study, its sectors and its groups can be shown together, beside what its sites show (METHOD 14).

A figure is a total of whole ratings over people; shown it becomes a step, and a step leaves a range of totals possible.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from peerwork.disclosure.cuts import Network, bounds_within, find_room, showing
from peerwork.disclosure.figures import Display
from peerwork.disclosure.judge import INSIDER, Standard, is_open, site_is_safe, wide_figure_is_safe
from peerwork.vocabulary import Scope

TOO_FEW = "fewer people than this audience may see"
ONE_SITE = "people of one site only"
TOO_NARROW = "few people, so that with the other figures it would show single ratings"


@dataclass(frozen=True)
class Places:
    """The study's sites, groups and sectors in their order, and the place of each site's sector."""

    sites: tuple[str, ...]
    groups: tuple[str, ...]
    sectors: tuple[str, ...]
    sector_of_site: np.ndarray


@dataclass(frozen=True)
class Candidate:
    """A study, sector or group mean that could be shown; `by_group` counts its people."""

    scope: Scope
    place: int | None
    name: str
    by_group: tuple[int, ...]
    n_sites: int
    total: int

    @property
    def n(self) -> int:
        """How many people it is over."""
        return sum(self.by_group)

    def display(self, standard: Standard) -> Display:
        """How it is shown: people of one site as a site's mean is, whatever the figure is called."""
        return standard.site if self.n_sites == 1 else standard.wide

    def is_safe(self, standard: Standard, attackers: int) -> bool:
        """Whether it may be shown to so many who compare notes, whatever it turns out to be, on its own."""
        if self.n_sites == 1:
            return site_is_safe(tuple(sorted(self.by_group)), standard, attackers)
        return wide_figure_is_safe(self.n, standard, attackers)

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
    yield _candidate(Scope.STUDY, None, "", people, totals)
    for place, name in enumerate(places.sectors):
        yield _candidate(Scope.SECTOR, place, name, people[sector == place], totals[sector == place])
    for place, name in enumerate(places.groups):
        here = np.arange(len(places.groups)) == place
        yield _candidate(Scope.GROUP, place, name, people * here, totals * here)


def _candidate(scope: Scope, place: int | None, name: str, people: np.ndarray, totals: np.ndarray) -> Candidate:
    by_group = tuple(int(n) for n in people.sum(axis=0))
    return Candidate(scope, place, name, by_group, int(people.any(axis=1).sum()), int(totals.sum()))


@dataclass(frozen=True)
class Disclosure:
    """What becomes of a figure: its text and the totals that it leaves, or why it is withheld."""

    text: str = ""
    totals: tuple[int, int] | None = None
    why: str = ""


def decide_together(
    known: Network, found: list[Candidate], standard: Standard
) -> tuple[dict[Candidate, Disclosure], Network]:
    """What becomes of each candidate beside what is `known` already (the sites' figures), and all that is known then.

    The most useful first. Each is narrowed to the steps that may be told beside those before it, and then counts as
    known to that extent.
    """
    outcomes = {}
    for candidate in sorted(found, key=lambda c: c.usefulness, reverse=True):
        why = own_reason(candidate, standard)
        outcomes[candidate] = Disclosure(why=why) if why else narrow_bounds(candidate, known, standard)
        if totals := outcomes[candidate].totals:
            known = showing(known, candidate.part, candidate.place, totals)
    return {candidate: outcomes[candidate] for candidate in found}, known


def decide_plainly(free: Network, found: list[Candidate], standard: Standard) -> dict[Candidate, Disclosure]:
    """The same where no site shows anything: a figure is shown only from as many people as make it safe by itself."""
    enough = [c for c in found if c.n_sites > 1 and wide_figure_is_safe(c.n, standard)]
    outcomes, _ = decide_together(free, enough, standard)
    return {c: outcomes.get(c) or Disclosure(why=own_reason(c, standard) or TOO_NARROW) for c in found}


def own_reason(candidate: Candidate, standard: Standard) -> str:
    """Why a figure is never shown, whoever answered what, or nothing."""
    if candidate.n < standard.small:
        return TOO_FEW
    alone = candidate.n_sites == 1 and not candidate.is_safe(standard, INSIDER)
    return ONE_SITE if alone else ""


def narrow_bounds(candidate: Candidate, known: Network, standard: Standard) -> Disclosure:
    """A figure as far as it may be told: one step, or a bound, or nothing that is not known.

    The steps that it could have are cut in two wherever both halves may be known, and again the half that holds it.
    Where they are cut depends on nothing but what a reader knows already, so that where it ends tells no more.
    """
    every = _possible(candidate, known, standard)
    steps, step = every, candidate.display(standard).step_of(candidate.total, candidate.n)
    while (cut := _find_cut(candidate, steps, known, standard)) is not None:
        steps = steps[:cut] if step < steps[cut] else steps[cut:]
    totals = _totals(candidate, steps, standard)
    if len(steps) > 1 and steps == every and not _is_bound(steps, candidate.display(standard)):
        return Disclosure(totals=totals, why=TOO_NARROW)
    return Disclosure(_text(candidate, steps, every, standard), totals)


def _is_bound(steps: list[int], display: Display) -> bool:
    """Whether these steps are a bound: up to the last step, or down to the first, and all in that half of the scale."""
    first, last = display.ends
    middle = (first + last) / 2
    return (steps[-1] == last and steps[0] >= middle) or (steps[0] == first and steps[-1] <= middle)


def _possible(candidate: Candidate, known: Network, standard: Standard) -> list[int]:
    """The steps that a figure can have beside what is known."""
    room = find_room(known, *known.cells[:, None])
    bounds, slack = getattr(known, candidate.part), getattr(room, candidate.scope.value)
    lowest, highest = bounds.T
    ends = bounds_within(lowest, highest, slack)
    least, most = (np.atleast_1d(end[0])[candidate.place or 0] for end in ends)
    display, n = candidate.display(standard), candidate.n
    steps = range(display.step_of(int(least), n), display.step_of(int(most), n) + 1)
    return [step for step in steps if display.totals(step, n)[0] <= display.totals(step, n)[1]]


def _find_cut(candidate: Candidate, steps: list[int], known: Network, standard: Standard) -> int | None:
    """Where these steps may be cut in two, as near the middle as may be; None where nowhere.

    A longer half is taken to be safer than a shorter one: where that is wrong, a cut is missed and nothing is told.
    """

    def may_be_known(half: list[int]) -> bool:
        totals = _totals(candidate, half, standard)
        return is_open(showing(known, candidate.part, candidate.place, totals), standard)

    first, last = 1, len(steps) - 1
    while first <= last:
        middle = (first + last) // 2
        lower, upper = may_be_known(steps[:middle]), may_be_known(steps[middle:])
        if lower and upper:
            return middle
        if not lower and not upper:
            return None
        first, last = (first, middle - 1) if lower else (middle + 1, last)
    return None


def _totals(candidate: Candidate, steps: list[int], standard: Standard) -> tuple[int, int]:
    """The least and greatest total that is shown as one of these steps."""
    display, n = candidate.display(standard), candidate.n
    return display.totals(steps[0], n)[0], display.totals(steps[-1], n)[1]


def _text(candidate: Candidate, steps: list[int], every: list[int], standard: Standard) -> str:
    """The step, or where there are several the bound that says more: the one that rules more steps out."""
    first, last, display = steps[0], steps[-1], candidate.display(standard)
    if len(steps) == 1:
        return display.text(first)
    least, most = _totals(candidate, steps, standard)
    ends = display.ends
    if last == ends[1] or (first != ends[0] and every.index(first) >= len(every) - 1 - every.index(last)):
        return display.at_least(first, least, candidate.n)
    return display.at_most(last, most, candidate.n)
