"""Which means of one factor are shown, decided once for every audience together (METHOD 14).

Sites first: whether a site's mean is shown depends on who rated there and on nobody's rating. The sites shown are the
base of every other mean. The study's, sectors' and groups' follow, the most useful first, each as exactly as every
rating stays open beside those before it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from peerwork.release.cuts import Network, free_network, showing
from peerwork.release.figures import Display
from peerwork.release.judge import INSIDER, PAIR, Standard, is_open, site_is_safe, wide_figure_is_safe
from peerwork.release.ratings import EFFECTS, Places, Ratings
from peerwork.release.wide import TOO_FEW, TOO_NARROW, Candidate, Outcome, candidates, decide_together
from peerwork.vocabulary import Kind, Scope

KIND = "too few people in it or outside it"
KIND_OF_PART = "means of those who said it helped, or hindered, are shown for the whole study only"
NO_SITE = "no site's figure can be shown"

Key = tuple[str, str, str]  # scope, the place's name (blank for the study), kind


@dataclass(frozen=True)
class Figure:
    """One mean that is shown: its text, and over how many people and sites."""

    text: str
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


def decide(ratings: Ratings, places: Places, standard: Standard) -> Shown:
    """What is shown of one factor to all audiences but the team together."""
    shown = Shown(ratings.factor)
    base = _decide_sites(ratings, places, standard, shown)
    if not base.any():
        for scope, name in _wide_names(places):
            withhold(shown, (scope, name, Kind.EITHER), NO_SITE, 0)
    else:
        _decide_wide(ratings, places, standard, shown, base)
    return shown


def _decide_sites(ratings: Ratings, places: Places, standard: Standard, shown: Shown) -> np.ndarray:
    people, totals = ratings.people.sum(axis=0), ratings.totals.sum(axis=0)
    base = np.zeros(len(places.sites), dtype=bool)
    for place, name in enumerate(places.sites):
        n, key, composition = int(people[place].sum()), (Scope.SITE, name, Kind.EITHER), tuple(sorted(people[place]))
        if n < standard.small:
            withhold(shown, key, TOO_FEW, n)
        elif not site_is_safe(composition, standard, INSIDER):
            withhold(shown, key, TOO_NARROW, n)
        else:
            base[place] = True
            pair_safe = site_is_safe(composition, standard, PAIR)
            show(shown, key, standard.site, int(totals[place].sum()), n, 1, pair_safe)
    return base


def _decide_wide(ratings: Ratings, places: Places, standard: Standard, shown: Shown, base: np.ndarray) -> None:
    people, totals = ratings.people.sum(axis=0)[base], ratings.totals.sum(axis=0)[base]
    sites = _network_of_sites(people, totals, places, base, standard)
    found = list(candidates(people, totals, places, places.sector_of_site[base]))
    for candidate, outcome in decide_together(sites, found, standard).items():
        note(shown, candidate, outcome, standard)
        if candidate.scope is Scope.STUDY and outcome.text:
            _decide_kinds(ratings, standard, shown, base, outcome)


def _network_of_sites(
    people: np.ndarray, totals: np.ndarray, places: Places, base: np.ndarray, standard: Standard
) -> Network:
    network = free_network(people, places.sector_of_site[base], len(places.sectors), standard.scale)
    for place, (n, total) in enumerate(zip(people.sum(axis=1), totals.sum(axis=1), strict=True)):
        mark = standard.site.mark(int(total), int(n))
        network = showing(network, "sites", place, standard.site.totals(mark, int(n)))
    return network


def _decide_kinds(ratings: Ratings, standard: Standard, shown: Shown, base: np.ndarray, whole: Outcome) -> None:
    """Means of those who say it helped, and hindered, beside the study's mean of all: the three must stay open.

    Judged as if everybody knew who said what, which nobody does.
    """
    n, total = (counts[:, base].sum(axis=(1, 2)) for counts in (ratings.people, ratings.totals))
    network = free_network(n[None, :], np.zeros(1, dtype=int), 1, standard.scale)
    network = showing(network, "study", None, whole.totals)
    for part, kind in enumerate(EFFECTS):
        size, key = int(n[part]), (Scope.STUDY, "", Kind(kind))
        if wide_figure_is_safe(size, standard) and int(n.sum()) - size >= standard.small:
            bounds = standard.wide.totals(standard.wide.mark(int(total[part]), size), size)
            with_it = showing(network, "groups", part, bounds)
            if is_open(with_it, standard):
                network = with_it
                sites = int(ratings.people[part][base].any(axis=1).sum())
                pair_safe = wide_figure_is_safe(size, standard, PAIR)
                show(shown, key, standard.wide, int(total[part]), size, sites, pair_safe)
                continue
        withhold(shown, key, KIND, 0)


def _wide_names(places: Places) -> list[tuple[Scope, str]]:
    return [
        (Scope.STUDY, ""),
        *((Scope.SECTOR, name) for name in places.sectors),
        *((Scope.GROUP, name) for name in places.groups),
    ]


def show(shown: Shown, key: Key, display: Display, total: int, n: int, n_sites: int, pair_safe: bool = False) -> None:
    """Note a figure as shown."""
    shown.figures[key] = Figure(display.text(display.mark(total, n)), n, n_sites, pair_safe)
    shown.people[key] = n


def note(shown: Shown, candidate: Candidate, outcome: Outcome, standard: Standard) -> None:
    """Note what became of a study, sector or group mean."""
    key = (candidate.scope, candidate.name, Kind.EITHER)
    shown.people[key] = candidate.n
    if outcome.text:
        pair_safe = wide_figure_is_safe(candidate.n, standard, PAIR)
        shown.figures[key] = Figure(outcome.text, candidate.n, candidate.n_sites, pair_safe)
    else:
        shown.withheld[key] = outcome.why


def withhold(shown: Shown, key: Key, reason: str, n: int) -> None:
    """Note a figure as withheld, and why."""
    shown.withheld[key] = reason
    shown.people[key] = n
