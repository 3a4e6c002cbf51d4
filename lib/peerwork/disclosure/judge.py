"""Does what is shown of one factor keep every rating open? For every rating an insider could hold (METHOD 14)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations_with_replacement, product

import numpy as np

from peerwork.disclosure.cuts import Network, Room, bounds_within, find_room, free_network, showing
from peerwork.disclosure.figures import Display, share_display, site_display, wide_display
from peerwork.rules import Rules

TINY = 1e-9  # of a range of means
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


@lru_cache(maxsize=2**13)
def is_open(network: Network, standard: Standard) -> bool:
    """Whether an outsider, and each insider with every rating they could hold, leave enough possible of everybody else.

    The width of what stays possible of one total is concave in the rating that the insider holds (the totals that fit
    are a convex set with whole corners), so that the least and the greatest rating they could hold decide.
    """
    cells = network.cells
    room = find_room(network, cells[0][None], cells[1][None])
    if not room.feasible[0]:
        return True  # nothing that could ever be shown
    if _narrow(room, network, cells[0][None], cells[1][None], standard).any():
        return False
    return _surely_open(room, network, standard) or not _leaks(network, standard, _ends_held(room, network)).any()


def count_leaks(network: Network, standard: Standard, attackers: int = INSIDER) -> int:
    """How many scenarios of that many attackers, or fewer, leave somebody's rating or a small mean too narrow."""
    return int(sum(_leaks(network, standard, known).sum() for known in _scenarios(network, standard, attackers)))


def _leaks(network: Network, standard: Standard, known: tuple[np.ndarray, np.ndarray]) -> np.ndarray:
    """Whether each scenario that fits what is shown leaks; `known` are numbers of people, and their ratings' total."""
    count, value = known
    lower = network.cells[0] + (value - count * network.lowest)
    upper = network.cells[1] + (value - count * network.highest)
    room = find_room(network, lower, upper)
    return room.feasible & _narrow(room, network, lower, upper, standard, count)


def _narrow(
    room: Room, network: Network, lower: np.ndarray, upper: np.ndarray, standard: Standard, known: np.ndarray | int = 0
) -> np.ndarray:
    """Whether somebody's rating, or the mean of few people, is too narrow; `known` people are the attackers."""
    free = np.broadcast_to(network.people - known, lower.shape)
    low, high = bounds_within(network.lowest, network.highest, room.cell)
    narrow = ((free > 0) & (high - low + 1 < standard.min_feasible)).any(axis=(1, 2))
    for (least, most), slack, n, others in _means(room, network, lower, upper, free):
        low, high = bounds_within(least, most, slack)
        small = (n < standard.small) & (others > 0)
        short = small & (high - low < standard.min_range * n - TINY)
        narrow |= short.reshape(len(short), -1).any(axis=1)
    return np.asarray(narrow)


def _means(room: Room, network: Network, lower: np.ndarray, upper: np.ndarray, free: np.ndarray) -> Iterator[tuple]:
    """Means of a group at a site, of a group, of a sector: bounds, slack, people, and how many are not attackers."""
    n_sectors = network.membership @ network.people.sum(axis=1)
    yield (lower, upper), room.cell, network.people, free
    yield network.groups.T, room.group, network.people.sum(axis=0), free.sum(axis=1)
    yield network.sectors.T, room.sector, n_sectors, free.sum(axis=2) @ network.membership.T


def _surely_open(room: Room, network: Network, standard: Standard) -> bool:
    """Whether there is so much slack that nothing an insider knows can use it up: one rating moves no cut by more."""
    most = network.highest - network.lowest
    low, high = bounds_within(network.lowest, network.highest, room.cell, most)
    if ((network.people > 0) & (high - low + 1 < standard.min_feasible)).any():
        return False
    free = network.people[None]
    for (least, greatest), slack, n, _ in _means(room, network, network.cells[0][None], network.cells[1][None], free):
        for width in (greatest - least, greatest - least - most):  # nobody or somebody of them is the insider
            up, down = (np.minimum(width, side - most) for side in slack)
            alone = (n <= 1) & (width < greatest - least)
            if ((n > 0) & (n < standard.small) & ~alone & (up + down - width < standard.min_range * n - TINY)).any():
                return False
    return True


def _ends_held(room: Room, network: Network) -> tuple[np.ndarray, np.ndarray]:
    """One person of each cell who holds the least rating that they could, and who holds the greatest."""
    low, high = (end[0] for end in bounds_within(network.lowest, network.highest, room.cell))
    where = np.flatnonzero(network.people.ravel() > 0)
    count = np.zeros((2 * len(where), network.people.size), dtype=np.int32)
    count[np.arange(2 * len(where)), np.tile(where, 2)] = 1
    held = np.concatenate([low.ravel()[where], high.ravel()[where]]).astype(np.int32)
    shape = (len(count), *network.people.shape)
    return count.reshape(shape), (count * held[:, None]).reshape(shape)


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
    shown = (showing(free, "sites", 0, totals) for totals in display.spans(n))
    return all(count_leaks(network, standard, attackers) == 0 for network in shown)


@cache
def wide_figure_is_safe(n: int, standard: Standard, attackers: int = INSIDER) -> bool:
    """Whether a mean of `n` people may be shown to one decimal, whatever it turns out to be, on its own."""
    display = standard.wide
    if not display.usable or n < standard.small:
        return False
    spans = display.spans(n)
    return all(_leaves_open(totals, n, known, standard) for totals in spans for known in range(attackers + 1))


def _leaves_open(totals: tuple[int, int], n: int, known: int, standard: Standard) -> bool:
    """Whether a total of `n` people, known to lie so, leaves the others open to `known` of them, whatever those gave.

    One total alone: what a cut would say of it can be written down.
    """
    lowest, highest, others = standard.scale[0], standard.scale[-1], n - known
    held = np.arange(known * lowest, known * highest + 1)
    least, most = np.maximum(totals[0] - held, others * lowest), np.minimum(totals[1] - held, others * highest)
    low, high = np.maximum(lowest, least - (others - 1) * highest), np.minimum(highest, most - (others - 1) * lowest)
    return others < 1 or not ((least <= most) & (high - low + 1 < standard.min_feasible)).any()
