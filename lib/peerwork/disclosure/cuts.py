"""What released totals leave possible for one factor, exactly and without a programme.

Sites lie in sectors and sectors in the study; people lie in groups: two trees over the same ratings. Whole ratings that
fit totals known as intervals are a circulation through those trees, so they exist exactly when every cut has room
(A. J. Hoffman, Proceedings of Symposia in Applied Mathematics 1960;10:113). For a fixed set of groups the best cut
splits site by site, which leaves a small sum for each set of groups; the room of the cuts through one cell of site and
group is then how far one rating of that cell can move.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, cached_property

import numpy as np

Bounds = np.ndarray  # (…, 2): the least and the greatest total


@dataclass(frozen=True, eq=False)
class Network:
    """The ratings of one factor as a reader can know them.

    `people` counts those who rated, by site (rows) and group; `sector` is the place of each site's sector in `sectors`.
    `sites`, `groups`, `sectors` and `study` are bounds of totals: where nothing is shown, all that the scale allows.
    Two networks of the same content are equal, so that what is known of one need not be worked out again.
    """

    people: np.ndarray
    sector: np.ndarray
    sites: Bounds
    groups: Bounds
    sectors: Bounds
    study: Bounds
    lowest: int
    highest: int

    @cached_property
    def content(self) -> tuple:
        """All of it, to compare by."""
        arrays = (self.people, self.sector, self.sites, self.groups, self.sectors, self.study)
        return self.lowest, self.highest, self.people.shape, *(array.tobytes() for array in arrays)

    def __hash__(self) -> int:
        return hash(self.content)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Network) and self.content == other.content

    @cached_property
    def cells(self) -> np.ndarray:
        """Bounds of each cell's total that the scale alone gives: (2, sites, groups)."""
        return np.stack([self.people * self.lowest, self.people * self.highest])

    @property
    def subsets(self) -> np.ndarray:
        """Every set of groups, a row each."""
        return _subsets(self.people.shape[1])

    @cached_property
    def membership(self) -> np.ndarray:
        """Sectors by sites: 1 where the site lies in the sector."""
        return (np.arange(len(self.sectors))[:, None] == self.sector[None, :]).astype(np.int32)


@cache
def _subsets(n: int) -> np.ndarray:
    return (np.arange(2**n)[:, None] >> np.arange(n)) & 1 == 1


@cache
def _sets_by_group(n: int) -> tuple[np.ndarray, np.ndarray]:
    """The sets of groups, by their places, that each group is not in, and that it is in: groups by sets."""
    inside = _subsets(n).T
    out_of, within = (np.array([np.flatnonzero(row) for row in rows]) for rows in (~inside, inside))
    return out_of, within


Bound = np.ndarray | int  # of each total, or the same of all
Slack = tuple[np.ndarray, np.ndarray]  # how far something can rise above its least, and fall below its greatest total


@dataclass(frozen=True)
class Room:
    """How far totals can still move, for each scenario (a number of attackers who know their own ratings).

    `feasible` says whether the scenario fits what is released at all; where not, the rest means nothing. The others are
    the slack of totals; that of a cell is also that of one more rating in it.
    """

    feasible: np.ndarray
    cell: Slack
    group: Slack
    sector: Slack
    study: Slack


def bounds_within(least: Bound, most: Bound, slack: Slack, less: int = 0) -> Slack:
    """The least and the greatest that slack leaves, out of those from `least` to `most`; or that `less` of it does."""
    up, down = slack
    return np.maximum(least, most - (down - less)), np.minimum(most, least + (up - less))


def free_network(people: np.ndarray, sector: np.ndarray, n_sectors: int, scale: tuple[int, ...]) -> Network:
    """The network before anything is released."""
    low, high = scale[0], scale[-1]
    by_sector = np.bincount(sector, weights=people.sum(axis=1), minlength=n_sectors).astype(np.int64)

    def bounds(n: np.ndarray) -> Bounds:
        return np.stack([n * low, n * high], axis=-1).astype(np.int32)

    people = people.astype(np.int32)
    return Network(
        people, sector, bounds(people.sum(axis=1)), bounds(people.sum(axis=0)), bounds(by_sector),
        bounds(people.sum()), low, high,
    )  # fmt: skip


def showing(network: Network, part: str, place: int | None, totals: tuple[int, int]) -> Network:
    """The network with one more total known: of the `sites`, `groups` or `sectors` at `place`, or of the `study`."""
    bounds = getattr(network, part).copy()
    bounds[() if place is None else place] = totals
    return replace(network, **{part: bounds})


def find_room(network: Network, lower: np.ndarray, upper: np.ndarray) -> Room:
    """The room that is left in each scenario; `lower` and `upper` bound each cell's total: (scenarios, sites, groups).

    Axes below: the side of the node above (0 outside the cut, 1 in it), scenarios, sites or sectors, sets of groups.
    """
    site_in, site_out = _site_costs(network, lower, upper)
    best = np.minimum(site_in, site_out)
    within = np.stack([np.einsum("cs,ask->ack", network.membership, side) for side in best])
    sector_in, sector_out = _sector_costs(network, within)
    sector_best = np.minimum(sector_in, sector_out)
    root = sector_best.sum(axis=2, dtype=sector_best.dtype)
    ends = _end_costs(network)
    around = (root + ends.min(axis=0)[:, None, :])[:, :, None, :] - sector_best  # all but one sector
    inside, outside = ((around + side).min(axis=0)[:, network.sector] for side in (sector_in, sector_out))

    def through(held: np.ndarray) -> np.ndarray:
        """The least cut with each site held on one side."""
        change = held - best
        return np.minimum(inside + change[1], outside + change[0])

    feasible = (root + ends.min(axis=0)[:, None, :]).min(axis=(0, 2)) >= 0
    cell = _cell_slack(network, through(site_in), through(site_out))
    sector = (around[1] + sector_out[1]).min(axis=-1), (around[0] + sector_in[0]).min(axis=-1)
    study = (root[0] + ends[1, 0]).min(axis=-1), (root[1] + ends[0, 1]).min(axis=-1)
    return Room(feasible, cell, _group_slack(network, root, ends), sector, study)


def _site_costs(network: Network, lower: np.ndarray, upper: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """A site's arcs through the cut when it is in it, and when not; first axis: is its sector in the cut?"""
    chosen = network.subsets.T.astype(lower.dtype)
    least, most = (network.sites[:, end].astype(lower.dtype)[None, :, None] for end in (0, 1))
    leaving, entering = -(lower @ (1 - chosen)), upper @ chosen
    return np.stack([leaving + most, leaving]), np.stack([entering, entering - least])


def _sector_costs(network: Network, within: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """A sector's cost with its sites, when it is in the cut and when not; first axis: is the study's node in it?"""
    least, most = (network.sectors[:, end].astype(within.dtype)[None, :, None] for end in (0, 1))
    return np.stack([within[1] + most, within[1]]), np.stack([within[0], within[0] - least])


def _end_costs(network: Network) -> np.ndarray:
    """The cost of the groups' arcs and the study's; axes: the groups' common node in the cut, the study's, sets."""
    chosen = network.subsets
    out = -(chosen * network.groups[:, 0]).sum(axis=1, dtype=np.int32)
    into = (~chosen * network.groups[:, 1]).sum(axis=1, dtype=np.int32)
    least, most = network.study
    return np.stack([np.stack([out, out + most]), np.stack([into - least, into])])


def _cell_slack(network: Network, through_in: np.ndarray, through_out: np.ndarray) -> Slack:
    """The slack of each cell: (scenarios, sites, groups)."""
    out, inside = _sets_by_group(network.people.shape[1])
    return through_in[:, :, out].min(axis=3), through_out[:, :, inside].min(axis=3)


def _group_slack(network: Network, root: np.ndarray, ends: np.ndarray) -> Slack:
    """The slack of each group: (scenarios, groups)."""
    outside, inside = ((root + ends[side][:, None, :]).min(axis=0) for side in (0, 1))
    without, within = _sets_by_group(network.people.shape[1])
    return outside[:, within].min(axis=2), inside[:, without].min(axis=2)
