"""METHOD 12: an indicator at a site in one line, its missing and late months among it."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

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


def dated(*days: str, as_of: dt.date | None = None) -> list[int]:
    """[n_missing, n_late] of one site with a value on each of these days."""
    frame = pd.DataFrame({"site": "S1", "indicator": "waits", "period": pd.to_datetime(list(days)), "value": 1.0})
    known = INDICATORS.assign(indicator="waits")
    return (
        score_indicator_series(score_spc(frame, known, rules=Rules()), as_of=as_of)
        .loc[0, ["n_missing", "n_late"]]
        .tolist()
    )


MONTH_ENDS = pd.date_range("2020-01-31", "2021-04-30", freq="ME").strftime("%Y-%m-%d").tolist()
WEEKS = pd.date_range("2020-01-06", periods=12, freq="7D").strftime("%Y-%m-%d").tolist()


@pytest.mark.parametrize(
    ("days", "missing"),
    [
        (MONTH_ENDS, 0),
        ([day for day in MONTH_ENDS if day != "2020-07-31"], 1),
        (["2020-01-31", "2020-02-28", "2020-03-30", "2020-04-30", "2020-06-30"], 1),  # ends written loosely
        (WEEKS, 0),
        ([*WEEKS[:4], "2020-02-04", *WEEKS[5:]], 0),  # one week is dated a day late
        ([*WEEKS[:4], "2020-02-02", *WEEKS[5:7], *WEEKS[8:]], 1),  # one a day early, one missing
        (["2020-01-01", "2020-04-01", "2020-10-01", "2021-01-01"], 1),  # quarters
        (["2020-03-31", "2020-06-30", "2020-12-31", "2021-03-31"], 1),
        (["2018-04-01", "2019-04-01", "2021-04-01"], 1),  # years
        (["2020-05-01", "2020-05-02", "2020-05-04"], 1),  # days
        (["2020-01-06", "2020-01-20", "2020-02-03", "2020-03-02"], 1),  # fortnights
        (["2020-01-01", "2020-03-01", "2020-04-01", "2020-06-01"], 2),  # months, half of them missing
        (["2020-01-01", "2020-04-01", "2020-06-01", "2020-10-01", "2021-01-01"], 0),  # a quarter dated a month early
        (["2020-05-01"], 0),
    ],
)
def test_a_period_is_a_unit_of_the_calendar(days, missing):
    assert dated(*days)[0] == missing


@pytest.mark.parametrize(
    ("as_of", "late"),
    [("2021-04-30", 0), ("2021-06-29", 0), ("2021-05-31", 0), ("2021-06-30", 1), ("2021-09-29", 3)],
)
def test_a_month_dated_by_its_last_day_is_late_when_the_next_has_ended(as_of, late):
    assert dated(*MONTH_ENDS, as_of=dt.date.fromisoformat(as_of))[1] == late
