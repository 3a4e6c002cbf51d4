"""Which figures are safe by themselves, for every rating an insider could hold (METHOD 14)."""

from __future__ import annotations

import numpy as np
import pytest

from peerwork.disclosure.cuts import free_network, showing
from peerwork.disclosure.judge import INSIDER, PAIR, Standard, count_leaks, site_is_safe, wide_figure_is_safe
from peerwork.rules import Rules

RATINGS, PICKS = Standard.of(Rules(), (1, 2, 3, 4, 5)), Standard.of_picks(Rules())


@pytest.mark.parametrize(
    ("by_group", "safe"),
    [
        ((1, 2, 2), True),
        ((5,), True),
        ((2, 3), False),
        ((1, 4), False),
        ((1, 3), False),
        ((3, 3), True),
        ((2, 4), False),
    ],
)
def test_a_site_shows_its_mean_when_a_colleague_who_rated_1_or_5_learns_nobodys(by_group, safe):
    assert site_is_safe(by_group, RATINGS, INSIDER) is safe


@pytest.mark.parametrize(
    ("by_group", "safe"), [((1, 2, 2, 2), False), ((1, 1, 2, 2, 2), True), ((2, 2, 2, 2, 2), True)]
)
def test_a_workshop_sees_its_mean_from_eight_people_when_two_may_put_theirs_together(by_group, safe):
    assert site_is_safe(by_group, RATINGS, PAIR) is safe


@pytest.mark.parametrize(("n", "safe"), [(10, False), (11, True), (12, True), (80, True)])
def test_a_mean_to_one_decimal_is_safe_by_itself_from_eleven_people(n, safe):
    assert wide_figure_is_safe(n, RATINGS) is safe


@pytest.mark.parametrize(("n", "safe"), [(15, False), (16, True)])
def test_a_share_is_safe_by_itself_from_sixteen_people(n, safe):
    """Up to 10 % of 16 is two people or fewer: who named it does not learn that nobody else did."""
    assert wide_figure_is_safe(n, PICKS) is safe


def test_a_scale_too_short_for_its_bounds_shows_no_means():
    short = Standard.of(Rules(), (1, 2, 3))
    assert not site_is_safe((2, 2, 2), short, INSIDER)


@pytest.mark.parametrize(
    ("n", "standard", "safe"),
    [(18, "ratings", False), (19, "ratings", True), (23, "picks", False), (24, "picks", True)],
)
def test_two_who_compare_notes_need_more_people_around_them(n, standard, safe):
    assert wide_figure_is_safe(n, {"ratings": RATINGS, "picks": PICKS}[standard], PAIR) is safe


@pytest.mark.parametrize("attackers", [INSIDER, PAIR])
@pytest.mark.parametrize("n", [5, 9, 11, 16, 19])
@pytest.mark.parametrize("standard", [RATINGS, PICKS])
def test_one_total_alone_is_judged_as_the_cuts_judge_it(standard, n, attackers):
    free = free_network(np.array([[n]]), np.zeros(1, dtype=int), 1, standard.scale)
    shown = [showing(free, "groups", 0, totals) for totals in standard.wide.spans(n)]
    leaks = sum(count_leaks(network, standard, attackers) for network in shown)
    assert wide_figure_is_safe(n, standard, attackers) == (leaks == 0)
