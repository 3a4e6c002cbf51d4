"""METHOD 12: an indicator at a site in one line, its missing and late months among it."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from peerwork.rules import Rules
from peerwork.scoring.indicator_series import score_indicator_series
from peerwork.scoring.spc import score_spc

INDICATORS = pd.DataFrame({"indicator": ["hope"], "better": ["higher"], "target": [50.0]})


def series(*, as_of=None, freq="MS", **sites):
    """The line of each site; a value of None is a blank row, of "" no row at all."""
    frames = []
    for site, values in sites.items():
        periods = pd.date_range("2010-01-01", periods=len(values), freq=freq)
        rows = [(site, "hope", period, value) for period, value in zip(periods, values, strict=True) if value != ""]
        frames.append(pd.DataFrame(rows, columns=["site", "indicator", "period", "value"]).astype({"value": float}))
    charted = score_spc(pd.concat(frames), INDICATORS, rules=Rules())
    return score_indicator_series(charted, as_of=as_of).set_index("site")


def test_a_month_missing_inside_is_counted_whether_blank_or_absent():
    found = series(S01=[1, None, 3, 4], S02=[1, "", 3, 4], S03=[1, 2, 3, 4])
    assert found["n_missing"].to_dict() == {"S01": 1, "S02": 1, "S03": 0}
    assert found["n_points"].to_dict() == {"S01": 3, "S02": 3, "S03": 4}


def test_months_are_late_that_another_site_has_handed_in():
    found = series(S01=[1, 2, 3, 4], S02=[1, 2], S03=[1, 2, 3, None])
    assert found["n_late"].to_dict() == {"S01": 0, "S02": 2, "S03": 1}


def test_months_are_late_that_had_ended_by_the_day_the_page_speaks_of():
    values = [1, 2, 3, 4]  # January to April
    assert series(S01=values, as_of=dt.date(2010, 5, 31)).loc["S01", "n_late"] == 0
    assert series(S01=values, as_of=dt.date(2010, 6, 1)).loc["S01", "n_late"] == 1
    assert series(S01=values, as_of=dt.date(2010, 4, 30)).loc["S01", "n_late"] == 0


def test_the_length_of_a_period_is_read_from_the_dates():
    quarters = series(S01=[1, "", 3, 4], freq="QS", as_of=dt.date(2011, 4, 1))
    assert quarters.loc["S01", ["n_missing", "n_late"]].tolist() == [1, 1]
    weeks = series(S01=[1, 2, "", 4], freq="7D", as_of=dt.date(2010, 2, 5))
    assert weeks.loc["S01", ["n_missing", "n_late"]].tolist() == [1, 1]


def test_the_last_value_carries_its_lines_and_icons():
    row = series(S01=[0, 1] * 6 + [9, None]).loc["S01"]
    assert (row["value"], row["variation"], row["rule"], row["n_alike"]) == (
        9,
        "special_cause_improvement",
        "outside",
        1,
    )
    assert (row["target"], row["assurance"], row["provisional"]) == (50, "fail", False)


def test_alike_are_the_points_in_a_row_that_show_what_the_last_ones_rule_sees():
    assert series(S01=[0, 1] * 12 + [0.6] * 9).loc["S01", ["rule", "n_alike"]].tolist() == ["run", 10]
    rising = [0, 1] * 12 + [0.2, 0.3, 0.4, 0.45, 0.55, 0.6, 0.65, 0.7]
    assert series(S01=rising).loc["S01", ["rule", "n_alike"]].tolist() == ["trend", 8]
    assert series(S01=[0, 1] * 6 + [7, 8]).loc["S01", ["rule", "n_alike"]].tolist() == ["outside", 2]
    assert series(S01=[0, 1] * 6).loc["S01", "n_alike"] == 0


def test_a_series_without_a_value_has_no_points():
    found = series(S01=[None, None], S02=[1, 2])
    assert found.loc["S01", "n_points"] == 0
    assert found.loc["S01", ["last", "value", "variation", "n_late"]].isna().all()
