"""A later edition beside earlier ones: what two figures together say of those who are new, or gone (METHOD 14)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from peerwork.release.cuts import Network, free_network, showing
from peerwork.release.importance import Shown
from peerwork.release.judge import Standard, count_leaks
from peerwork.release.ledger import Recorded
from peerwork.release.ratings import Places
from peerwork.vocabulary import Kind, Scope

EDITION = "beside an earlier edition it would show the answers of those who are new, changed or gone"
LEAST_USEFUL_FIRST = (Scope.SECTOR, Scope.GROUP, Scope.STUDY, Scope.SITE)  # a site less would be another base


@dataclass(frozen=True)
class Changes:
    """Answers that one edition has and the other lacks: how many are new and gone, by site and group."""

    new: np.ndarray
    gone: np.ndarray

    @property
    def any(self) -> bool:
        """Whether anything changed."""
        return bool(self.new.any() or self.gone.any())


def changes_between(answers: Mapping[str, tuple[str, str]], earlier: Recorded, places: Places) -> Changes:
    """Whose answers are new since an earlier edition, and whose are gone; a changed answer is both."""
    new = [place for mark, place in answers.items() if mark not in earlier.answers]
    gone = [place for mark, place in earlier.answers.items() if mark not in answers]
    return Changes(_counted(new, places), _counted(gone, places))


def hold_back(
    shown: Shown, answers: Mapping[str, tuple[str, str]], earlier: Recorded, places: Places, standard: Standard
) -> Shown:
    """What is shown, less what would tell beside the earlier edition: scope by scope, the least useful first.

    The difference of two figures is a figure of those who are new and those who are gone; these differences together
    are judged like any release. Nothing is held back where nobody's answer changed.
    """
    changes = changes_between(answers, earlier, places)
    if not changes.any:
        return shown
    kept = _without(shown, lambda key: key[2] != Kind.EITHER)  # their difference is of people whom nobody can name
    then = _counted(list(earlier.answers.values()), places)
    for scope in LEAST_USEFUL_FIRST:
        if count_leaks(_differences(kept, earlier, then, changes, places, standard), standard) == 0:
            return kept
        kept = _without(kept, lambda key, scope=scope: key[0] == scope)
    return kept


def _without(shown: Shown, held: Callable[[tuple[str, str, str]], bool]) -> Shown:
    figures = {key: figure for key, figure in shown.figures.items() if not held(key)}
    gone = {key: EDITION for key in shown.figures if held(key)}
    return replace(shown, figures=figures, withheld=dict(shown.withheld) | gone)


def _differences(
    shown: Shown, earlier: Recorded, then: np.ndarray, changes: Changes, places: Places, standard: Standard
) -> Network:
    """The answers that are new or gone, with what the two editions say of them.

    An answer that is gone counts as its mirror image on the scale, so that differences become totals.
    """
    people, now = changes.new + changes.gone, then + changes.new - changes.gone
    network = free_network(people, places.sector_of_site, len(places.sectors), standard.scale)
    ends = standard.scale[0] + standard.scale[-1]
    for key in sorted(set(shown.figures) | {key for key in earlier.figures if key[2] == Kind.EITHER}):
        part, place, inside = _placed(key, places)
        marks = {name: figure.mark for name, figure in shown.figures.items()}
        after = _totals(key, marks.get(key), int(now[inside].sum()), standard)
        before = _totals(key, earlier.figures.get(key), int(then[inside].sum()), standard)
        n = int(people[inside].sum())
        if after and before and n:
            mirror = int(changes.gone[inside].sum()) * ends
            low, high = after[0] - before[1] + mirror, after[1] - before[0] + mirror
            totals = max(low, n * standard.scale[0]), min(high, n * standard.scale[-1])
            network = showing(network, part, place, totals)
    return network


def _totals(key: tuple[str, str, str], mark: int | None, n: int, standard: Standard) -> tuple[int, int] | None:
    """The totals that one edition leaves for a figure; None where it does not show it."""
    if n == 0:
        return 0, 0
    if mark is None:
        return None
    return (standard.site if key[0] == Scope.SITE else standard.wide).totals(mark, n)


def _placed(key: tuple[str, str, str], places: Places) -> tuple[str, int | None, np.ndarray]:
    """The network's bounds of a figure, its place among them, and the cells that it is about."""
    scope, name, _ = key
    inside = np.zeros((len(places.sites), len(places.groups)), dtype=bool)
    if scope == Scope.STUDY:
        return "study", None, ~inside
    names = {Scope.SECTOR: places.sectors, Scope.SITE: places.sites, Scope.GROUP: places.groups}[Scope(scope)]
    place = names.index(name) if name in names else None
    if place is not None:
        chosen = {Scope.SECTOR: places.sector_of_site == place, Scope.SITE: np.arange(len(places.sites)) == place}
        inside = chosen[Scope(scope)][:, None] | inside if scope in chosen else inside
        inside |= (np.arange(len(places.groups)) == place)[None, :] if scope == Scope.GROUP else False
    return f"{scope}s", place, inside


def _counted(found: list[tuple[str, str]], places: Places) -> np.ndarray:
    counts = np.zeros((len(places.sites), len(places.groups)), dtype=np.int32)
    for site, group in found:
        if site in places.sites and group in places.groups:
            counts[places.sites.index(site), places.groups.index(group)] += 1
    return counts
