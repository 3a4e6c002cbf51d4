"""METHOD 12: indicators over time."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from method.plain_spc import plain_series
from peerwork.rules import Rules
from peerwork.scoring.spc import score_spc


def months(values, *, rebase=(), site="S01", indicator="hope"):
    """A measurement a month; `rebase` lists the places (from 0) that start a new process."""
    return pd.DataFrame(
        {
            "site": site,
            "indicator": indicator,
            "period": pd.date_range("2010-01-01", periods=len(values), freq="MS"),
            "value": [float("nan") if value is None else float(value) for value in values],
            "rebase": ["yes" if place in rebase else None for place in range(len(values))],
        }
    )


def indicators(better="higher", target=None, indicator="hope"):
    return pd.DataFrame(
        {"indicator": [indicator], "better": [better], "target": [float("nan") if target is None else target]}
    )


def chart(values, *, better="higher", target=None, rebase=(), **rules):
    return score_spc(months(values, rebase=rebase), indicators(better, target), rules=Rules(**rules))


def ways(values, **options):
    """The rule of each point, `.` for none."""
    return " ".join(chart(values, **options)["rule"].fillna("."))


# With 12 points of baseline 0, 1, 0, 1 …: mean 0.5, near limits 0.5 ± 1.7733, limits 0.5 ± 2.66 (-2.16 and 3.16).
BASELINE = [0, 1] * 6


def after_baseline(*values, **options):
    """The rules of the points that follow the baseline."""
    return ways([*BASELINE, *values], baseline_points=12, **options).split()[12:]


def test_limits_are_the_mean_and_2_66_mean_moving_ranges():
    row = chart([1, 3, 2, 2]).iloc[0]
    assert (row["mean"], row["lower"], row["upper"]) == pytest.approx((2.0, 2 - 2.66, 2 + 2.66))


def test_a_point_on_the_limit_is_inside_and_beyond_it_is_outside():
    assert after_baseline(3.16) == ["."]
    assert after_baseline(3.17) == ["outside"]
    assert after_baseline(-2.16) == ["."]
    assert after_baseline(-2.17) == ["outside"]


def test_equal_values_are_common_cause_whatever_their_size():
    assert set(ways([0.1] * 6).split()) == {"."}
    assert set(ways([123456789.1] * 20).split()) == {"."}


def test_seven_rising_points_are_a_trend_and_all_are_flagged():
    assert after_baseline(0, 0.1, 0.2, 0.3, 0.4, 0.45) == ["."] * 6
    assert after_baseline(0, 0.1, 0.2, 0.3, 0.4, 0.45, 0.48) == ["trend"] * 7


def test_a_tie_breaks_a_trend():
    assert after_baseline(0, 0.3, 0.6, 0.6, 0.7, 0.8, 0.9) == ["."] * 7


def test_a_point_that_two_trends_share_takes_the_later_direction():
    up_and_down = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0]
    types = list(chart([*BASELINE, *up_and_down], baseline_points=12)["point_type"])[12:]
    assert types == ["special_cause_improvement"] * 6 + ["special_cause_concern"] * 7


def test_two_of_three_flags_the_near_points_only():
    assert after_baseline(2.5, 0.6, 2.5) == ["two_of_three", ".", "two_of_three"]
    assert after_baseline(2.2, 0.6, 2.5) == [".", ".", "."]  # 2.2 is inside 0.5 + 1.7733


def test_two_of_three_needs_all_three_on_one_side():
    assert after_baseline(2.5, 0.4, 2.5) == [".", ".", "."]
    assert after_baseline(2.5, 0.5, 2.5) == [".", ".", "."]


def test_a_point_outside_is_not_one_of_the_two():
    assert after_baseline(2.5, 0.6, 4) == [".", ".", "outside"]


def test_a_run_is_seven_points_on_one_side():
    up = [0.6, 0.7] * 3
    assert after_baseline(0.4, *up) == ["."] * 7
    assert after_baseline(0.4, *up, 0.6) == ["."] + ["run"] * 7


def test_a_point_on_the_mean_breaks_a_run():
    assert after_baseline(0.4, 0.6, 0.7, 0.6, 0.5 + 1e-10, 0.7, 0.6, 0.7) == ["."] * 8
    assert after_baseline(0.4, 0.6, 0.7, 0.6, 0.5 + 1e-8, 0.7, 0.6, 0.7) == ["."] + ["run"] * 7


def test_the_first_rule_that_holds_names_the_point():
    assert after_baseline(0.6, 0.7, 0.8, 0.9, 1.0, 1.1, 9) == ["trend"] * 6 + ["outside"]


def test_no_trend_and_no_run_crosses_a_rebase():
    rising = list(range(12))
    assert "trend" in ways(rising[:7])
    assert set(ways(rising, rebase=[6]).split()) == {"."}
    level = [1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2]
    assert chart(level, rebase=[6])["mean"].tolist() == level
    assert chart(level, rebase=[6])["rebase_group"].tolist() == [0] * 6 + [1] * 6


def test_better_turns_high_into_improvement_or_concern():
    values = [*BASELINE, 9]
    found = {better: chart(values, better=better)["variation"].iloc[0] for better in ("higher", "lower", "neither")}
    assert found == {
        "higher": "special_cause_improvement",
        "lower": "special_cause_concern",
        "neither": "special_cause_neutral_high",
    }
    assert chart([*BASELINE, -9], better="neither")["variation"].iloc[0] == "special_cause_neutral_low"


def test_variation_is_that_of_the_last_point_only():
    found = chart([*BASELINE, 9, 0, 1], baseline_points=12)
    assert found["point_type"].iloc[12] == "special_cause_improvement"
    assert set(found["variation"]) == {"common_cause"}


@pytest.mark.parametrize(
    ("target", "higher", "lower"),
    [
        (4, "fail", "pass"),
        (3.16, "hit_and_miss", "hit_and_miss"),
        (0, "hit_and_miss", "hit_and_miss"),
        (-3, "pass", "fail"),
    ],
)
def test_assurance_sets_the_limits_against_the_target(target, higher, lower):
    for better, verdict in (("higher", higher), ("lower", lower)):
        assert set(chart(BASELINE, target=target, better=better)["assurance"]) == {verdict}
    assert chart(BASELINE, target=target, better="neither")["assurance"].isna().all()


def test_assurance_takes_the_limits_of_the_last_process():
    values = [*BASELINE, *[value + 10 for value in BASELINE]]
    assert set(chart(values, target=5)["assurance"]) == {"hit_and_miss"}
    assert set(chart(values, target=5, rebase=[12])["assurance"]) == {"pass"}


def test_without_a_target_there_is_no_assurance():
    assert chart(BASELINE)["assurance"].isna().all()


def test_limits_are_provisional_below_13_points():
    assert chart(BASELINE)["provisional"].all()
    assert not chart([*BASELINE, 0])["provisional"].any()
    assert chart([*BASELINE, 0, 1, 0], rebase=[13])["provisional"].tolist() == [False] * 13 + [True] * 2


def test_one_point_has_a_mean_and_no_limits():
    row = chart([5], target=4).iloc[0]
    assert row["mean"] == 5
    assert row[["lower", "upper", "assurance"]].isna().all()
    assert row["point_type"] == "common_cause"


def test_a_blank_month_takes_no_part_and_keeps_its_lines():
    gap, without = chart([1, None, 3, 2, 2]), chart([1, 3, 2, 2])
    assert gap["mean"].tolist() == [without["mean"].iloc[0]] * 5
    assert gap["upper"].tolist() == [without["upper"].iloc[0]] * 5
    assert gap["point_type"].isna().tolist() == [False, True, False, False, False]
    assert gap["n_points"].tolist() == [4] * 5


def test_a_blank_last_month_leaves_the_icons_to_the_one_before():
    assert set(chart([*BASELINE, 9, None], target=-20)["variation"]) == {"special_cause_improvement"}
    assert set(chart([*BASELINE, 9, None], target=-20)["assurance"]) == {"pass"}


def test_a_series_without_any_value_has_no_lines_and_no_icons():
    empty = chart([None, None], target=3)
    assert empty[["mean", "lower", "upper", "point_type", "variation", "assurance"]].isna().all(axis=None)


def test_screening_drops_a_range_from_3_267_times_the_mean_on_and_leaves_the_mean():
    values = [1, 2, 1, 2, 10, *[1, 2] * 6, 1]
    plain, screened = chart(values).iloc[0], chart(values, screen_outliers=True).iloc[0]
    assert plain["mean"] == screened["mean"]
    # NHSRplotthedots 0.2.2, deviations vignette: unscreened -3.06, 6.95; screened -0.72, 4.60
    assert (plain["lower"], plain["upper"]) == pytest.approx((-3.06, 6.95), abs=0.005)
    assert (screened["lower"], screened["upper"]) == pytest.approx((-0.72, 4.60), abs=0.005)


def test_series_do_not_touch_each_other():
    both = pd.concat(
        [months([1, 2, 3], site="S02"), months([7, 5, 6], site="S01"), months([4, 4, 4], site="S01", indicator="calm")]
    )
    found = score_spc(both, indicators(), rules=Rules())
    assert found[["site", "indicator"]].drop_duplicates().values.tolist() == [
        ["S01", "calm"],
        ["S01", "hope"],
        ["S02", "hope"],
    ]
    assert found["mean"].tolist() == [4, 4, 4, 6, 6, 6, 2, 2, 2]


def test_the_order_of_the_rows_changes_nothing():
    values = months([1, 5, 2, 9, 3, 3, 4], rebase=[3])
    forwards, backwards = (score_spc(rows, indicators(), rules=Rules()) for rows in (values, values[::-1]))
    pd.testing.assert_frame_equal(forwards, backwards)


def test_scoring_leaves_the_measurements_as_they_were():
    values = months([1, 5, 2, 9])
    before = values.copy(deep=True)
    score_spc(values, indicators(), rules=Rules())
    pd.testing.assert_frame_equal(values, before)


def test_no_measurements_give_no_rows():
    assert score_spc(months([]), indicators(), rules=Rules()).empty


points = st.lists(
    st.tuples(st.one_of(st.none(), st.integers(-4, 12).map(lambda n: n / 4)), st.integers(0, 15).map(lambda n: n == 0)),
    max_size=45,
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(points, min_size=1, max_size=4),
    st.sampled_from(["higher", "lower", "neither"]),
    st.one_of(st.none(), st.integers(-6, 14).map(float)),
    st.booleans(),
    st.sampled_from([(7, 7), (4, 5), (5, 3)]),
)
def test_every_series_agrees_with_the_plain_implementation(sites, better, target, screen, lengths):
    trend, run = lengths
    frames = [
        months([value for value, _ in rows], rebase=[i for i, (_, again) in enumerate(rows) if again], site=f"S{place}")
        for place, rows in enumerate(sites)
    ]
    rules = Rules(screen_outliers=screen, trend_points=trend, run_points=run)
    found = score_spc(pd.concat(frames), indicators(better, target), rules=rules)
    plain = [plain_series(rows, better=better, target=target, screen=screen, trend=trend, run=run) for rows in sites]
    expected = pd.DataFrame(
        [row for rows in plain for row in rows],
        columns=["mean", "lower", "upper", "rule", "point_type", "variation", "assurance"],
    )
    for column in ("mean", "lower", "upper"):
        assert found[column].tolist() == pytest.approx(expected[column].astype(float).tolist(), nan_ok=True)
    for column in ("rule", "point_type", "variation", "assurance"):
        assert found[column].astype(object).fillna("").tolist() == expected[column].astype(object).fillna("").tolist()
