"""The room that released totals leave, against every set of ratings there is (METHOD 14)."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from peerwork.disclosure.cuts import bounds_within, find_room, free_network, showing
from peerwork.disclosure.figures import site_display, wide_display

SCALE = (1, 2, 3, 4, 5)


def random_network(seed: int):
    """A few people at two or three sites, with some totals shown, and where each person is."""
    draw = np.random.default_rng(seed)
    people = draw.integers(0, 2, (3, 2)) + np.array([[1, 0], [0, 1], [0, 0]])
    sector = np.array([0, 0, 1])
    where = [(s, g) for s, g in np.ndindex(people.shape) for _ in range(people[s, g])]
    truth = draw.integers(1, 6, len(where))
    network, shown = free_network(people, sector, 2, SCALE), []
    parts = [("sites", s, [p[0] == s for p in where], site_display(SCALE)) for s in range(3)]
    parts += [("groups", g, [p[1] == g for p in where], wide_display(SCALE)) for g in range(2)]
    parts += [("sectors", c, [sector[p[0]] == c for p in where], wide_display(SCALE)) for c in range(2)]
    parts.append(("study", None, [True] * len(where), wide_display(SCALE)))
    for part, place, inside, display in parts:
        n = sum(inside)
        if n and draw.random() < 0.7:
            bounds = display.totals(display.step_of(int(truth[inside].sum()), n), n)
            network = showing(network, part, place, bounds)
            shown.append((np.array(inside), bounds))
    return network, shown, where


def every_fit(shown, where, insider, rating):
    """Every set of ratings that fits what is shown and what the insider knows."""
    ratings = np.array(list(product(SCALE, repeat=len(where))))
    fits = ratings[:, insider] == rating
    for inside, (least, most) in shown:
        totals = ratings[:, inside].sum(axis=1)
        fits &= (totals >= least) & (totals <= most)
    return ratings[fits]


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("rating", [1, 3, 5])
def test_the_room_of_every_total_is_that_of_all_ratings_that_fit(seed, rating):
    network, shown, where = random_network(seed)
    fits = every_fit(shown, where, 0, rating)
    lower, upper = (cells[None].copy() for cells in network.cells)
    lower[0][where[0]] += rating - 1
    upper[0][where[0]] -= 5 - rating
    room = find_room(network, lower, upper)
    assert room.feasible[0] == (len(fits) > 0)
    if not len(fits):
        return
    person = bounds_within(1, 5, room.cell)
    for other in range(1, len(where)):
        least, most = (end[0][where[other]] for end in person)
        assert sorted(set(fits[:, other])) == list(range(least, most + 1))
    parts = [
        (bounds_within(lower, upper, room.cell), where),
        (bounds_within(*network.groups.T, room.group), [group for _, group in where]),
        (bounds_within(*network.sectors.T, room.sector), [network.sector[site] for site, _ in where]),
        (bounds_within(*network.study, room.study), [()] * len(where)),
    ]
    for (least, most), homes in parts:
        for place in set(homes):
            totals = fits[:, [home == place for home in homes]].sum(axis=1)
            assert (least[0][place], most[0][place]) == (totals.min(), totals.max())
