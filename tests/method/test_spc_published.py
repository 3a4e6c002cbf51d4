"""METHOD 12 against NHSRplotthedots 0.2.2 (MIT), point by point: its published series and its own tests' cases."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from peerwork.rules import Rules
from peerwork.scoring import spc
from reference import nhsr_plotthedots as published

SCREENED = {"screen_outliers": True}  # the package's default; METHOD and the official tools do not screen
OPTIONS = {
    "seed123": SCREENED,
    "seed123_facet": SCREENED,
    "seed123_fix12": SCREENED | {"baseline_points": 12},
    "seed123_outlier_screened": SCREENED,
    "seed123_outlier_unscreened": {},
    "seed123_rebase_20200112": SCREENED,
    "seed123_target0.5": SCREENED,
    "deviations_screened": SCREENED,
    "deviations_unscreened": {},
    "two_of_three_opposite_sides": SCREENED,
}
RULES = {
    "Above UCL": "outside",
    "Below LCL": "outside",
    "7 Point Trend (Increasing)": "trend",
    "7 Point Trend (Decreasing)": "trend",
    "2 in 3 Above CL": "two_of_three",
    "2 in 3 Below CL": "two_of_three",
    "7 Points Above CL": "run",
    "7 Points Below CL": "run",
}


def charted(case: published.Case, rules: dict) -> pd.DataFrame:
    """Our chart of a published series, its facets as sites and each later process as a rebase."""
    processes = case.processes
    facets = [process.facet for process in processes for _ in range(process.points)]
    starts = [point == 0 for process in processes for point in range(process.points)]
    first = {processes.index(next(p for p in processes if p.facet == process.facet)) for process in processes}
    numbers = [number for number, process in enumerate(processes) for _ in range(process.points)]
    rebase = [start and number not in first for start, number in zip(starts, numbers, strict=True)]
    measurements = pd.DataFrame(
        {
            "site": pd.array([str(facet) for facet in facets], dtype="str"),
            "indicator": "y",
            "period": pd.date_range("2020-01-02", periods=len(facets)),
            "value": [float(value) for value in case.values],
            "rebase": pd.array(np.where(rebase, "yes", None), dtype="str"),
        }
    )
    indicators = pd.DataFrame({"indicator": ["y"], "better": ["higher"], "target": [case.target]})
    return spc.score_spc(measurements, indicators, rules=Rules(**rules))


@pytest.mark.parametrize("name", OPTIONS)
def test_every_point_limit_and_warning_is_the_packages(name):
    case = published.CASES[name]
    found, start = charted(case, OPTIONS[name]), 0
    for process in case.processes:
        rows = found.iloc[start : start + process.points]
        for ours in ("mean", "lower", "upper"):
            assert rows[ours].tolist() == pytest.approx([getattr(process, ours)] * len(rows), abs=1e-9)
        flagged = {point: (RULES[rule], kind) for point, rule, kind in process.flagged}
        expected = [flagged.get(point, ("", "common_cause")) for point in range(1, len(rows) + 1)]
        assert list(zip(rows["rule"].fillna(""), rows["point_type"], strict=True)) == expected
        assert set(rows["provisional"]) == {process.provisional}
        start += process.points
    last = found.groupby("site")["point_type"].last()
    assert found["variation"].tolist() == found["site"].map(last).tolist()


def one_process(values):
    return np.zeros(len(values), dtype=int)


@pytest.mark.parametrize("case", published.RUNS)
def test_a_run_is_completed_where_the_package_completes_it(case):
    flagged = spc._runs(np.array(case["in"]), one_process(case["in"]), 7)
    completed = [
        int(flagged[place] != 0 and all(flagged[place - 6 : place + 1])) if place >= 6 else 0
        for place in range(len(flagged))
    ]
    assert completed == case["out"]


@pytest.mark.parametrize("case", published.TRENDS)
def test_a_trend_is_completed_where_the_package_completes_it(case):
    values = np.array(case["in"], dtype=float)
    flagged = spc._trends(values, one_process(values), 7)
    completed = [
        int(flagged[place]) if place >= 6 and all(flagged[place - 6 : place + 1]) else 0 for place in range(len(values))
    ]
    assert completed == case["out"]


@pytest.mark.parametrize("case", published.MEMBERS_OF_TRENDS)
def test_every_member_of_a_trend_is_flagged_as_by_the_package(case):
    (end,) = np.flatnonzero(case["in"]) if any(case["in"]) else (None,)
    values = np.array([3, 1] * 5, dtype=float)[: len(case["in"])]
    if end is not None:
        values[end - 6 : end + 1] = 1.5 + 0.01 * np.arange(7) * case["in"][end]
        values[end + 1 :] = values[end]
        values[: end - 6] = values[end - 6]
    assert (spc._trends(values, one_process(values), 7) != 0).astype(int).tolist() == case["out"]


@pytest.mark.parametrize("case", [*published.TWO_IN_THREE, *published.TWO_IN_THREE_FLAGGED])
def test_two_of_three_flags_the_near_points_of_the_packages_windows(case):
    near, side = np.array(case["close"], dtype=bool), np.array(case["rtm"])
    flagged = spc._two_of_three(near, side, one_process(side)) != 0
    assert flagged.astype(int).tolist() == (near & np.array(case["out"], dtype=bool)).astype(int).tolist()


@pytest.mark.parametrize("case", published.ASSURANCE)
def test_assurance_is_the_packages(case):
    better = {"increase": 1, "decrease": -1, "neutral": 0}[case["direction"]]
    point = pd.DataFrame(
        {"target": [case["target"]], "lower": [case["lpl"]], "upper": [case["upl"]], "wanted": [better]}
    )
    words = {"consistent_fail": "fail", "consistent_pass": "pass", "inconsistent": "hit_and_miss", None: None}
    assert spc._assurances(point).tolist() == [words[case["out"]]]


def test_a_rebase_starts_its_process_at_its_own_date():
    """Ten daily points from 2 January, rebased on the 3rd and the 8th."""
    rebase = pd.Series([None, "yes", None, None, None, None, "yes", None, None, None])
    process = spc._processes(np.zeros(10, dtype=int), rebase)
    assert process.tolist() == [0, 1, 1, 1, 1, 1, 2, 2, 2, 2]
