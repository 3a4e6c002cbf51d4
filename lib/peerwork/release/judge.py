"""Does what is shown of one factor keep every rating open? For every rating an insider could hold (METHOD 14)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import combinations_with_replacement, product

import numpy as np

from peerwork.release.cuts import Network, Room, find_room, free_network, showing
from peerwork.release.figures import Display, share_display, site_display, wide_display
from peerwork.rules import Rules

OUTSIDER, INSIDER, PAIR = 0, 1, 2  # how many people put their own ratings together


@dataclass(frozen=True)
class Standard:
    """What safe means for answers on a scale, and how their means are shown.

    `min_feasible` values of everybody's answer stay possible; a mean of fewer than `small` people, which nobody sees,
    stays open by `min_range` points.
    """

    scale: tuple[int, ...]
    min_feasible: int
    min_range: float
    small: int
    site: Display
    wide: Display

    @classmethod
    def of(cls, rules: Rules, scale: tuple[int, ...]) -> Standard:
        """The standard for ratings; a scale of fewer points must stay open as a whole."""
        feasible = min(rules.min_feasible, len(scale))
        displays = site_display(scale), wide_display(scale)
        return cls(scale, feasible, rules.min_range, rules.min_people_board, *displays)

    @classmethod
    def of_picks(cls, rules: Rules) -> Standard:
        """The standard for whether somebody named a factor (1) or not (0): both stay possible for everybody."""
        return cls((0, 1), 2, 0.0, rules.min_people_board, share_display(), share_display())


def count_leaks(network: Network, standard: Standard, attackers: int = INSIDER) -> int:
    """How many scenarios of that many attackers, or fewer, leave somebody's rating or a small mean too narrow."""
    return int(sum(_leaks(network, standard, known).sum() for known in _scenarios(network, standard, attackers)))


def _leaks(network: Network, standard: Standard, known: tuple[np.ndarray, np.ndarray]) -> np.ndarray:
    """Whether each scenario that fits what is shown leaks."""
    count, value = known
    free = network.people - count
    cells = network.cells.astype(np.int32)
    lower = cells[0] + (value - count * network.lowest)
    upper = cells[1] + (value - count * network.highest)
    room = find_room(network, lower, upper)
    return room.feasible & (_narrow_person(room, free, standard) | _narrow_mean(room, network, free, standard))


def _narrow_person(room: Room, free: np.ndarray, standard: Standard) -> np.ndarray:
    width = room.person[1] - room.person[0] + 1
    return ((free > 0) & (width < standard.min_feasible)).any(axis=(1, 2))


def _narrow_mean(room: Room, network: Network, free: np.ndarray, standard: Standard) -> np.ndarray:
    """Means of fewer people than the threshold: of a group at a site, of a group, of a sector."""
    n_sectors = (network.membership @ network.people).sum(axis=1)
    parts = (
        (room.cell, network.people, free, (1, 2)),
        (room.group, network.people.sum(axis=0), free.sum(axis=1), 1),
        (room.sector, n_sectors, (network.membership @ free).sum(axis=2), 1),
    )
    narrow = np.zeros(len(free), dtype=bool)
    for (least, most), n, others, axes in parts:
        small = (n < standard.small) & (others > 0)
        narrow |= (small & (most - least < standard.min_range * n - 1e-9)).any(axis=axes)
    return narrow


def _scenarios(network: Network, standard: Standard, attackers: int) -> list[tuple[np.ndarray, np.ndarray]]:
    """What attackers may know: people counted and their ratings' total, by scenario, site and group."""
    sites, groups = network.people.shape
    found: list[tuple[np.ndarray, np.ndarray]] = [
        (np.zeros((1, sites, groups), dtype=np.int32), np.zeros((1, sites, groups), dtype=np.int32))
    ]
    for size in range(1, attackers + 1):
        held = _held(network.people, standard.scale, size)
        if held:
            found.append(_planted(held, (len(held), sites, groups)))
    return found


def _held(people: np.ndarray, scale: tuple[int, ...], size: int) -> list[list[tuple[int, int, int]]]:
    """Every set of ratings that `size` people of one site could hold: (site, group, value) each."""
    held = []
    for site, row in enumerate(people):
        groups = [group for group, n in enumerate(row) if n]
        for team in combinations_with_replacement(groups, size):
            if all(row[group] >= team.count(group) for group in team):
                ratings = product(scale, repeat=size)
                held += [[(site, g, v) for g, v in zip(team, values, strict=True)] for values in ratings]
    return held


def _planted(held: list[list[tuple[int, int, int]]], shape: tuple[int, int, int]) -> tuple[np.ndarray, np.ndarray]:
    count, value = np.zeros(shape, dtype=np.int32), np.zeros(shape, dtype=np.int32)
    for scenario, people in enumerate(held):
        for site, group, rating in people:
            count[scenario, site, group] += 1
            value[scenario, site, group] += rating
    return count, value


@cache
def site_is_safe(by_group: tuple[int, ...], standard: Standard, attackers: int) -> bool:
    """Whether a site with these people may show its mean, whatever the mean turns out to be.

    The answer depends on who rated and on no rating, so that withholding tells nothing.
    """
    people = np.array([[n for n in by_group if n]], dtype=np.int32)
    n, display = int(people.sum()), standard.site
    if not display.usable or n < 2:
        return False
    free = free_network(people, np.zeros(1, dtype=int), 1, standard.scale)
    shown = (showing(free, "sites", 0, display.totals(mark, n)) for mark in display.marks(n))
    return all(count_leaks(network, standard, attackers) == 0 for network in shown)


@cache
def wide_figure_is_safe(n: int, standard: Standard) -> bool:
    """Whether a mean of `n` people may be shown to one decimal, whatever it turns out to be, on its own."""
    display = standard.wide
    if not display.usable or n < standard.small:
        return False
    free = free_network(np.array([[n]], dtype=np.int32), np.zeros(1, dtype=int), 1, standard.scale)
    shown = (showing(free, "groups", 0, display.totals(mark, n)) for mark in display.marks(n))
    return all(count_leaks(network, standard) == 0 for network in shown)
