"""A mean as it is shown: rounded, bounded, and what it leaves possible (METHOD 14)."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peerwork.disclosure.figures import share_display, share_text, site_display, wide_display

SITE, WIDE, SHARE = site_display((1, 2, 3, 4, 5)), wide_display((1, 2, 3, 4, 5)), share_display()


def text(display, total, n):
    return display.text(display.step_of(total, n))


@pytest.mark.parametrize(
    ("total", "shown"),
    [(8, "<=2"), (18, "<=2"), (19, "2.5"), (24, "3.0"), (28, "3.5"), (29, "3.5"), (30, ">=4"), (40, ">=4")],
)
def test_a_site_mean_of_eight_is_shown_to_the_nearest_half_bounded_at_4_and_2(total, shown):
    assert text(SITE, total, 8) == shown


@pytest.mark.parametrize(
    ("total", "shown"), [(100, "<=1.5"), (155, "<=1.5"), (156, "1.6"), (444, "4.4"), (445, ">=4.5"), (500, ">=4.5")]
)
def test_a_study_mean_of_a_hundred_is_shown_to_one_decimal_bounded_at_4_5_and_1_5(total, shown):
    assert text(WIDE, total, 100) == shown


@pytest.mark.parametrize(
    ("count", "shown"), [(0, "<=0.1"), (12, "<=0.1"), (13, "0.15"), (50, "0.5"), (87, "0.85"), (88, ">=0.9")]
)
def test_a_share_is_shown_to_the_nearest_5_per_cent_bounded_at_10_and_90(count, shown):
    assert text(SHARE, count, 100) == shown


def test_a_share_that_counts_no_people_is_shown_alike():
    assert [share_text(value) for value in (0.05, 0.62, 1.0)] == ["<=0.1", "0.6", ">=0.9"]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([SITE, WIDE]), st.integers(1, 60), st.integers(0, 240))
def test_a_mark_leaves_exactly_the_totals_that_are_shown_as_it(display, n, extra):
    total = n + extra % (4 * n + 1)
    least, most = display.totals(display.step_of(total, n), n)
    assert [t for t in range(n, 5 * n + 1) if display.step_of(t, n) == display.step_of(total, n)] == list(
        range(least, most + 1)
    )
    assert least <= total <= most


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([SITE, WIDE]), st.integers(1, 60), st.integers(0, 240))
def test_high_and_low_means_are_treated_alike(display, n, extra):
    total = n + extra % (4 * n + 1)
    mirrored = sum(display.ends) - display.step_of(6 * n - total, n)
    assert 2 * total == 6 * n or display.step_of(total, n) == mirrored
