"""Counts in tables with totals: what is small is withheld, and enough beside it (METHOD 14)."""

from itertools import product

import numpy as np
import pytest

from peerwork.disclosure.suppression import suppress

LEAST = 5
ONE_SUM = np.array([[-1.0, 1, 1, 1]])  # a whole and three parts


def held(counts, sums=ONE_SUM, **options):
    counts = np.array(counts)
    return suppress(counts, sums, least=LEAST, most=options.pop("most", np.full(len(counts), 30)), **options).tolist()


@pytest.mark.parametrize(
    ("counts", "withheld"),
    [
        ([18, 5, 6, 7], [False, False, False, False]),
        ([17, 4, 6, 7], [False, True, True, False]),  # the smallest part beside it, not the whole
        ([8, 2, 0, 6], [False, True, True, True]),  # the two small ones alone add up to 2
        ([3, 1, 1, 1], [True, True, True, True]),
    ],
)
def test_the_least_is_withheld_that_keeps_small_counts_open(counts, withheld):
    assert held(counts) == withheld


def test_what_is_withheld_already_serves():
    assert held([17, 4, 6, 7], held=np.array([False, False, False, True])) == [False, True, False, True]


INNER = [[1, 0, 1, 0], [0, 1, 0, 1], [1, 1, 0, 0], [0, 0, 1, 1]]  # two columns and two rows of two by two cells


@pytest.mark.parametrize("seed", range(12))
def test_no_small_count_can_be_worked_out(seed):
    """By every table that could be behind what is shown, one by one: 0 to 4 stay possible of each small count."""
    draw = np.random.default_rng(seed)
    cells = draw.integers(0, 9, 4) * draw.integers(0, 2, 4)
    counts, every = np.append(cells, INNER @ cells), np.array(list(product(range(17), repeat=4)))
    hidden = suppress(counts, np.hstack([INNER, -np.eye(4)]), least=LEAST, most=np.full(8, 16))
    tables = np.hstack([every, every @ np.transpose(INNER)])
    fits = tables[(tables == counts)[:, ~hidden].all(axis=1)]
    for cell in np.flatnonzero(counts < LEAST):
        assert hidden[cell] and set(range(LEAST)) <= set(fits[:, cell].tolist())
