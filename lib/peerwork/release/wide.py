"""Which figures of a study, its sectors and its groups can be shown together, beside what its sites show (METHOD 14).

A figure is a total of whole ratings over people; shown it becomes a mark, and a mark leaves a range of totals possible.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from peerwork.release.cuts import Network, find_room, free_network, showing
from peerwork.release.judge import Standard, count_leaks, wide_figure_is_safe
from peerwork.release.ratings import Places
from peerwork.vocabulary import Scope

TOO_FEW = "fewer people than this audience may see"
ONE_SITE = "people of one site only"
TOO_NARROW = "few people, so that a high or low mean would show single ratings"
COMBINED = "together with other figures it would show a rating"


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
        """The least useful first: sectors, groups, study; the fewest people first."""
        return (Scope.SECTOR, Scope.GROUP, Scope.STUDY).index(self.scope), self.n


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


def decide_together(sites: Network, found: list[Candidate], standard: Standard) -> list[tuple[Candidate, str]]:
    """Each candidate with the reason why it is withheld, or with nothing where it is shown; in the order given."""
    reasons, kept = {}, []
    for candidate in found:
        reasons[candidate] = own_reason(candidate, standard)
        span = None if reasons[candidate] else span_of(candidate, _linked(candidate, sites), standard)
        if span and span.first <= standard.wide.mark(candidate.total, candidate.n) <= span.last:
            kept.append(candidate)
        else:
            reasons[candidate] = reasons[candidate] or TOO_NARROW
            sites = telling(sites, candidate, span, standard)
    return _together(sites, kept, reasons, standard)


def decide_plainly(free: Network, found: list[Candidate], standard: Standard) -> list[tuple[Candidate, str]]:
    """The same where no site shows anything: a figure is shown only from as many people as make it safe by itself."""
    reasons = {c: own_reason(c, standard) or _plain_reason(c, standard) for c in found}
    return _together(free, [c for c in found if not reasons[c]], reasons, standard)


def _plain_reason(candidate: Candidate, standard: Standard) -> str:
    safe = candidate.n_sites > 1 and wide_figure_is_safe(candidate.n, standard)
    return "" if safe else TOO_NARROW


def _together(
    sites: Network, kept: list[Candidate], reasons: dict[Candidate, str], standard: Standard
) -> list[tuple[Candidate, str]]:
    for candidate in set(kept) - set(thin_out(sites, kept, standard)):
        reasons[candidate] = COMBINED
    return list(reasons.items())


def own_reason(candidate: Candidate, standard: Standard) -> str:
    """Why a figure is never shown, whoever answered what, or nothing."""
    if candidate.n < standard.small:
        return TOO_FEW
    return ONE_SITE if candidate.scope is Scope.GROUP and candidate.n_sites < 2 else ""


@dataclass(frozen=True)
class Span:
    """The marks, `first` to `last`, with which a figure is shown, out of those that other figures leave possible."""

    first: int
    last: int
    lowest: int
    highest: int


def span_of(candidate: Candidate, sites: Network, standard: Standard) -> Span | None:
    """The widest span of marks that may be shown and whose absence may be: "withheld" must not tell a rating either."""
    lowest, highest = _possible(candidate, sites, standard)
    if candidate.n_sites > 1 and wide_figure_is_safe(candidate.n, standard):
        return Span(lowest, highest, lowest, highest)

    def safe(first: int, last: int) -> bool:
        totals = _totals(candidate, first, last, standard)
        known = showing(sites, candidate.part, candidate.place, totals)
        return first > last or totals[0] > totals[1] or count_leaks(known, standard) == 0

    fine = [safe(mark, mark) for mark in range(lowest, highest + 1)]
    spans = [
        Span(first, last, lowest, highest)
        for first in range(lowest, highest + 1)
        for last in range(first, highest + 1)
        if all(fine[first - lowest : last - lowest + 1])
    ]
    spans.sort(key=lambda span: span.first - span.last)
    return next((s for s in spans if safe(lowest, s.first - 1) and safe(s.last + 1, highest)), None)


def _linked(candidate: Candidate, sites: Network) -> Network:
    """The sites that a sector's figure is about: while only sites and sectors are shown, no other bears on it."""
    if candidate.scope is not Scope.SECTOR:
        return sites
    inside = sites.sector == candidate.place
    scale = tuple(range(sites.lowest, sites.highest + 1))
    free = free_network(sites.people[inside], sites.sector[inside], len(sites.sectors), scale)
    return replace(free, sites=sites.sites[inside])


def _possible(candidate: Candidate, sites: Network, standard: Standard) -> tuple[int, int]:
    """The lowest and highest mark that a figure can have beside the sites' figures."""
    cells = sites.cells.astype(np.int32)[:, None]
    room = find_room(sites, cells[0], cells[1])
    if candidate.place is None:
        least, most = sites.sites[:, 0].sum(), sites.sites[:, 1].sum()
    else:
        least, most = (end[0, candidate.place] for end in getattr(room, candidate.scope.value))
    return standard.wide.mark(int(least), candidate.n), standard.wide.mark(int(most), candidate.n)


def _totals(candidate: Candidate, first: int, last: int, standard: Standard) -> tuple[int, int]:
    """The least and greatest total that is shown as one of these marks; (1, 0) where none is."""
    ends = [standard.wide.totals(mark, candidate.n) for mark in range(first, last + 1)]
    ends = [end for end in ends if end[0] <= end[1]]
    return (ends[0][0], ends[-1][1]) if ends else (1, 0)


def telling(sites: Network, candidate: Candidate, span: Span | None, standard: Standard) -> Network:
    """What a reader could know of a figure that is withheld: that its mark lies outside the span, on its side."""
    if span is None:
        return sites
    below = standard.wide.mark(candidate.total, candidate.n) < span.first
    ends = (span.lowest, span.first - 1) if below else (span.last + 1, span.highest)
    return showing(sites, candidate.part, candidate.place, _totals(candidate, *ends, standard))


def thin_out(sites: Network, candidates: list[Candidate], standard: Standard) -> list[Candidate]:
    """The candidates that can be shown together: while somebody's rating is not open, one less."""
    kept = sorted(candidates, key=lambda c: c.usefulness)
    leaks = _leaks_with(sites, kept, standard)
    while leaks and kept:
        left = [[c for c in kept if c is not out] for out in kept]
        counts = [_leaks_with(sites, rest, standard) for rest in left]
        best = int(np.argmin(counts))  # the first of the least: the least useful
        kept, leaks = left[best], counts[best]
    return kept


def _leaks_with(sites: Network, candidates: list[Candidate], standard: Standard) -> int:
    network = sites
    for c in candidates:
        mark = standard.wide.mark(c.total, c.n)
        network = showing(network, c.part, c.place, standard.wide.totals(mark, c.n))
    return count_leaks(network, standard)
