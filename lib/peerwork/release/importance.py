"""Which means of one factor are shown, decided once for every audience together (METHOD 14).

Sites first: whether a site's mean is shown depends on who rated there and on nobody's rating. The sites shown are the
base of every other mean. The study's, sectors' and groups' follow, the most useful first, each as exactly as every
rating stays open beside those before it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np

from peerwork.disclosure.aggregates import TOO_FEW, TOO_NARROW, Candidate, Disclosure, candidates, decide_together
from peerwork.disclosure.cuts import Network, free_network, showing
from peerwork.disclosure.figures import Display
from peerwork.disclosure.judge import INSIDER, PAIR, Standard, is_open, site_is_safe, wide_figure_is_safe
from peerwork.release.ratings import EFFECTS, Places, Ratings
from peerwork.vocabulary import Kind, Scope

KIND = "too few people in it or outside it, or with the other means it would show single ratings"
KIND_OF_PART = "means of those who said it helped, or hindered, are shown for the whole study only"
NO_SITE = "no site's figure can be shown"

Key = tuple[str, str, str]  # scope, the place's name (blank for the study), kind


@dataclass(frozen=True)
class ShownFigure:
    """One mean that is shown: its text, and over how many people and sites."""

    text: str
    n: int
    n_sites: int
    pair_safe: bool = False


@dataclass(frozen=True)
class Shown:
    """What is shown of one factor, why the rest is not, and how many people of each group stand behind each.

    `sites` are those whose own figure may be seen: the base of every other mean.
    """

    factor: str
    sites: frozenset[str] = frozenset()
    figures: dict[Key, ShownFigure] = field(default_factory=dict)
    withheld: dict[Key, str] = field(default_factory=dict)
    compositions: dict[Key, tuple[int, ...]] = field(default_factory=dict)


def decide(ratings: Ratings, places: Places, standard: Standard) -> Shown:
    """What is shown of one factor to all audiences but the team together."""
    shown = Shown(ratings.factor)
    base = _decide_sites(ratings, places, standard, shown)
    if not base.any():
        for scope, name in _wide_names(places):
            withhold(shown, (scope, name, Kind.EITHER), NO_SITE, ())
    else:
        _decide_wide(ratings, places, standard, shown, base)
    return replace(shown, sites=frozenset(np.array(places.sites, dtype=object)[base]))


def _decide_sites(ratings: Ratings, places: Places, standard: Standard, shown: Shown) -> np.ndarray:
    people, totals = ratings.people.sum(axis=0), ratings.totals.sum(axis=0)
    base = np.zeros(len(places.sites), dtype=bool)
    for place, name in enumerate(places.sites):
        by_group, key = tuple(map(int, people[place])), (Scope.SITE, name, Kind.EITHER)
        if sum(by_group) < standard.small:
            withhold(shown, key, TOO_FEW, by_group)
        elif not site_is_safe(tuple(sorted(by_group)), standard, INSIDER):
            withhold(shown, key, TOO_NARROW, by_group)
        else:
            base[place] = True
            pair_safe = site_is_safe(tuple(sorted(by_group)), standard, PAIR)
            show(shown, key, standard.site, int(totals[place].sum()), by_group, 1, pair_safe)
    return base


def _decide_wide(ratings: Ratings, places: Places, standard: Standard, shown: Shown, base: np.ndarray) -> None:
    people, totals = ratings.people.sum(axis=0)[base], ratings.totals.sum(axis=0)[base]
    sites = _network_of_sites(people, totals, places, base, standard)
    found = list(candidates(people, totals, places, places.sector_of_site[base]))
    outcomes, known = decide_together(sites, found, standard)
    for candidate, outcome in outcomes.items():
        note(shown, candidate, outcome, standard)
    if (Scope.STUDY, "", Kind.EITHER) in shown.figures:
        _decide_kinds(ratings, standard, shown, base, known)


def _network_of_sites(
    people: np.ndarray, totals: np.ndarray, places: Places, base: np.ndarray, standard: Standard
) -> Network:
    network = free_network(people, places.sector_of_site[base], len(places.sectors), standard.scale)
    for place, (n, total) in enumerate(zip(people.sum(axis=1), totals.sum(axis=1), strict=True)):
        step = standard.site.step_of(int(total), int(n))
        network = showing(network, "sites", place, standard.site.totals(step, int(n)))
    return network


def _decide_kinds(ratings: Ratings, standard: Standard, shown: Shown, base: np.ndarray, known: Network) -> None:
    """Means of those who say it helped, and hindered, beside all that is `known`: whatever is known must stay open.

    Judged as if everybody knew who said what, which nobody does: beside the sites and sectors, and beside the groups.
    All three together are no two trees, so what only that would show is left to the attack.
    """
    people, totals = (counts[:, base] for counts in (ratings.people, ratings.totals))
    beside = [_parts_of_sites(people, known), _parts_of_groups(people, known, standard)]
    n, total = people.sum(axis=(1, 2)), totals.sum(axis=(1, 2))
    for part, kind in enumerate(EFFECTS):
        size, key = int(n[part]), (Scope.STUDY, "", Kind(kind))
        if wide_figure_is_safe(size, standard) and int(n.sum()) - size >= standard.small:
            bounds = standard.wide.totals(standard.wide.step_of(int(total[part]), size), size)
            with_it = [showing(network, "groups", part, bounds) for network in beside]
            if all(is_open(network, standard) for network in with_it):
                beside = with_it
                sites, pair_safe = int(people[part].any(axis=1).sum()), wide_figure_is_safe(size, standard, PAIR)
                by_group = tuple(map(int, people[part].sum(axis=0)))
                show(shown, key, standard.wide, int(total[part]), by_group, sites, pair_safe)
                continue
        withhold(shown, key, KIND, ())


def _parts_of_sites(people: np.ndarray, known: Network) -> Network:
    """What is known of sites and sectors, their people by what they said (parts, sites, groups) in place of group."""
    by_part = people.sum(axis=2).T
    free = np.stack([by_part.sum(axis=0) * known.lowest, by_part.sum(axis=0) * known.highest], axis=-1)
    return replace(known, people=by_part.astype(np.int32), groups=free.astype(np.int32))


def _parts_of_groups(people: np.ndarray, known: Network, standard: Standard) -> Network:
    """The same of groups, in the place of sites."""
    by_part = people.sum(axis=1).T
    free = free_network(by_part, np.zeros(len(by_part), dtype=int), 1, standard.scale)
    return replace(free, sites=known.groups, study=known.study)


def _wide_names(places: Places) -> list[tuple[Scope, str]]:
    return [
        (Scope.STUDY, ""),
        *((Scope.SECTOR, name) for name in places.sectors),
        *((Scope.GROUP, name) for name in places.groups),
    ]


People = tuple[int, ...]  # of each group


def show(
    shown: Shown, key: Key, display: Display, total: int, by_group: People, n_sites: int, pair_safe: bool = False
) -> None:
    """Note a figure as shown."""
    n = sum(by_group)
    shown.figures[key] = ShownFigure(display.text(display.step_of(total, n)), n, n_sites, pair_safe)
    shown.compositions[key] = by_group


def note(shown: Shown, candidate: Candidate, outcome: Disclosure, standard: Standard) -> None:
    """Note what became of a study, sector or group mean."""
    key = (candidate.scope, candidate.name, Kind.EITHER)
    shown.compositions[key] = candidate.by_group
    if outcome.text:
        pair_safe = candidate.is_safe(standard, PAIR)
        shown.figures[key] = ShownFigure(outcome.text, candidate.n, candidate.n_sites, pair_safe)
    else:
        shown.withheld[key] = outcome.why


def withhold(shown: Shown, key: Key, reason: str, by_group: People) -> None:
    """Note a figure as withheld, and why."""
    shown.withheld[key] = reason
    shown.compositions[key] = by_group
