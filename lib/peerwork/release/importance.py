"""Which means of one factor are shown, decided once for every audience together (METHOD 14).

Sites first: whether a site's mean is shown depends on who rated there and on nobody's rating. The sites shown are the base of
every other mean. Study, sectors and groups follow as far as every rating stays open; while one does not, the least useful
figure is withheld: a sector's before a group's before the study's, the fewest people first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from peerwork.release.cuts import Network, find_room, free_network, showing
from peerwork.release.judge import INSIDER, PAIR, Standard, count_leaks, site_is_safe, wide_figure_is_safe
from peerwork.release.ratings import EFFECTS, Places, Ratings
from peerwork.vocabulary import Kind, Scope

Key = tuple[str, str, str]  # scope, the place's name (blank for the study), kind

TOO_FEW = "fewer people than this audience may see"
ONE_SITE = "people of one site only"
TOO_NARROW = "few people, so that a high or low mean would show single ratings"
COMBINED = "together with other figures it would show a rating"
KIND = "too few people in it or outside it"
NO_SITE = "no site's figure can be shown"


@dataclass(frozen=True)
class Figure:
    """One mean that is shown: its mark and text, and over how many people and sites."""

    text: str
    mark: int
    n: int
    n_sites: int
    pair_safe: bool = False


@dataclass(frozen=True)
class Shown:
    """What is shown of one factor, why the rest is not, and how many people stand behind each."""

    factor: str
    figures: dict[Key, Figure] = field(default_factory=dict)
    withheld: dict[Key, str] = field(default_factory=dict)
    people: dict[Key, int] = field(default_factory=dict)


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


def decide(ratings: Ratings, places: Places, standard: Standard) -> Shown:
    """What is shown of one factor to all audiences but the team together."""
    shown = Shown(ratings.factor)
    base = _decide_sites(ratings, places, standard, shown)
    if not base.any():
        for scope, name in _wide_names(places):
            _withhold(shown, (scope, name, Kind.EITHER), NO_SITE, 0)
    else:
        _decide_wide(ratings, places, standard, shown, base)
    return shown


def _decide_sites(ratings: Ratings, places: Places, standard: Standard, shown: Shown) -> np.ndarray:
    people, totals = ratings.people.sum(axis=0), ratings.totals.sum(axis=0)
    base = np.zeros(len(places.sites), dtype=bool)
    for place, name in enumerate(places.sites):
        n, key, composition = int(people[place].sum()), (Scope.SITE, name, Kind.EITHER), tuple(sorted(people[place]))
        if n < standard.small:
            _withhold(shown, key, TOO_FEW, n)
        elif not site_is_safe(composition, standard, INSIDER):
            _withhold(shown, key, TOO_NARROW, n)
        else:
            base[place] = True
            pair_safe = site_is_safe(composition, standard, PAIR)
            _show(shown, key, standard.site, int(totals[place].sum()), n, 1, pair_safe)
    return base


def _decide_wide(ratings: Ratings, places: Places, standard: Standard, shown: Shown, base: np.ndarray) -> None:
    people, totals = ratings.people.sum(axis=0)[base], ratings.totals.sum(axis=0)[base]
    sites = _network_of_sites(people, totals, places, base, standard)
    kept = []
    for candidate in _candidates(people, totals, places, places.sector_of_site[base]):
        reason = _own_reason(candidate, standard)
        span = None if reason else _span(candidate, sites, standard)
        if span and span.first <= standard.wide.mark(candidate.total, candidate.n) <= span.last:
            kept.append(candidate)
        else:
            _withhold(shown, (candidate.scope, candidate.name, Kind.EITHER), reason or TOO_NARROW, candidate.n)
            sites = _telling(sites, candidate, span, standard)
    safe = _thin_out(sites, kept, standard)
    for candidate in kept:
        key = (candidate.scope, candidate.name, Kind.EITHER)
        if candidate in safe:
            _show(shown, key, standard.wide, candidate.total, candidate.n, candidate.n_sites)
            _decide_kinds(ratings, places, standard, shown, base, candidate)
        else:
            _withhold(shown, key, COMBINED, candidate.n)


def _network_of_sites(
    people: np.ndarray, totals: np.ndarray, places: Places, base: np.ndarray, standard: Standard
) -> Network:
    network = free_network(people, places.sector_of_site[base], len(places.sectors), standard.scale)
    for place, (n, total) in enumerate(zip(people.sum(axis=1), totals.sum(axis=1), strict=True)):
        mark = standard.site.mark(int(total), int(n))
        network = showing(network, "sites", place, standard.site.totals(mark, int(n)))
    return network


def _candidates(people: np.ndarray, totals: np.ndarray, places: Places, sector: np.ndarray) -> Iterator[Candidate]:
    yield Candidate(Scope.STUDY, None, "", int(people.sum()), len(people), int(totals.sum()))
    for place, name in enumerate(places.sectors):
        inside = sector == place
        yield Candidate(
            Scope.SECTOR, place, name, int(people[inside].sum()), int(inside.sum()), int(totals[inside].sum())
        )
    for place, name in enumerate(places.groups):
        n_sites = int((people[:, place] > 0).sum())
        yield Candidate(Scope.GROUP, place, name, int(people[:, place].sum()), n_sites, int(totals[:, place].sum()))


def _own_reason(candidate: Candidate, standard: Standard) -> str:
    """Why a figure is never shown, whoever answered what, or nothing."""
    if candidate.n < standard.small:
        return TOO_FEW
    return ONE_SITE if candidate.scope is Scope.GROUP and candidate.n_sites < 2 else ""


@dataclass(frozen=True)
class Span:
    """The marks, `first` to `last`, with which a figure is shown, out of those that the sites' figures leave possible."""

    first: int
    last: int
    lowest: int
    highest: int


def _span(candidate: Candidate, sites: Network, standard: Standard) -> Span | None:
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
    """The least and greatest total that is shown as one of these marks; the least is above the greatest where none is."""
    ends = [standard.wide.totals(mark, candidate.n) for mark in range(first, last + 1)]
    ends = [end for end in ends if end[0] <= end[1]]
    return (ends[0][0], ends[-1][1]) if ends else (1, 0)


def _telling(sites: Network, candidate: Candidate, span: Span | None, standard: Standard) -> Network:
    """What a reader knows of a figure that is withheld: that its mark lies outside the span, on the side where it does."""
    if span is None:
        return sites
    below = standard.wide.mark(candidate.total, candidate.n) < span.first
    ends = (span.lowest, span.first - 1) if below else (span.last + 1, span.highest)
    return showing(sites, candidate.part, candidate.place, _totals(candidate, *ends, standard))


def _thin_out(sites: Network, candidates: list[Candidate], standard: Standard) -> list[Candidate]:
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


def _decide_kinds(
    ratings: Ratings, places: Places, standard: Standard, shown: Shown, base: np.ndarray, candidate: Candidate
) -> None:
    """Means of those who say it helped, and hindered, beside the mean of all: the three together must stay open."""
    chosen = _people_of(candidate, places, base)
    n, total = (counts[:, chosen].sum(axis=1) for counts in (ratings.people, ratings.totals))
    network = free_network(n[None, :], np.zeros(1, dtype=int), 1, standard.scale)
    mark = standard.wide.mark(candidate.total, candidate.n)
    network = showing(network, "study", None, standard.wide.totals(mark, candidate.n))
    for part, kind in enumerate(EFFECTS):
        size, key = int(n[part]), (candidate.scope, candidate.name, Kind(kind))
        if size and wide_figure_is_safe(size, standard) and candidate.n - size >= standard.small:
            bounds = standard.wide.totals(standard.wide.mark(int(total[part]), size), size)
            with_it = showing(network, "groups", part, bounds)
            if count_leaks(with_it, standard) == 0:
                network = with_it
                sites = int((ratings.people[part] * chosen).sum(axis=1).astype(bool).sum())
                _show(shown, key, standard.wide, int(total[part]), size, sites)
                continue
        _withhold(shown, key, KIND, 0)


def _people_of(candidate: Candidate, places: Places, base: np.ndarray) -> np.ndarray:
    """Sites by groups: the cells that a figure is about."""
    chosen = np.repeat(base[:, None], len(places.groups), axis=1)
    if candidate.scope is Scope.SECTOR:
        chosen &= (places.sector_of_site == candidate.place)[:, None]
    if candidate.scope is Scope.GROUP:
        chosen &= np.arange(len(places.groups)) == candidate.place
    return chosen


def _wide_names(places: Places) -> list[tuple[Scope, str]]:
    return [
        (Scope.STUDY, ""),
        *((Scope.SECTOR, name) for name in places.sectors),
        *((Scope.GROUP, name) for name in places.groups),
    ]


def _show(shown: Shown, key: Key, display, total: int, n: int, n_sites: int, pair_safe: bool = False) -> None:  # noqa: ANN001
    mark = display.mark(total, n)
    shown.figures[key] = Figure(display.text(mark), mark, n, n_sites, pair_safe)
    shown.people[key] = n


def _withhold(shown: Shown, key: Key, reason: str, n: int) -> None:
    shown.withheld[key] = reason
    shown.people[key] = n
