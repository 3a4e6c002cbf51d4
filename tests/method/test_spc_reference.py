"""METHOD 12 against NHSRplotthedots 0.2.2 (MIT), point by point; skipped where its output is not there."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from peerwork.rules import Rules
from peerwork.scoring import spc

REFERENCE = Path(__file__).resolve().parents[2].parent / "shared" / "reference" / "spc"
pytestmark = pytest.mark.skipif(not REFERENCE.is_dir(), reason="the reference data is not beside the project")

SCREENED = {"screen_outliers": True}  # the package's default; METHOD and the official tools do not screen
CASES = {
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


def charted(expected, rules):
    """Our chart of the package's own series, its facets as sites."""
    rebase = expected.groupby("f")["rebase_group"].diff().fillna(0) > 0
    measurements = pd.DataFrame(
        {
            "site": expected["f"].astype("str"),
            "indicator": "y",
            "period": pd.to_datetime(expected["x"]),
            "value": expected["y"],
            "rebase": pd.array(np.where(rebase, "yes", None), dtype="str"),
        }
    )
    target = expected["target"].iloc[0]
    indicators = pd.DataFrame({"indicator": ["y"], "better": ["higher"], "target": [target]})
    return spc.score_spc(measurements, indicators, rules=Rules(**rules))


@pytest.mark.parametrize("case", CASES)
def test_every_point_limit_and_warning_is_the_packages(case):
    expected = pd.read_csv(REFERENCE / f"{case}_expected.csv")
    found = charted(expected, CASES[case])
    for ours, theirs in {"value": "y", "mean": "mean_col", "lower": "lpl", "upper": "upl"}.items():
        assert found[ours].tolist() == pytest.approx(expected[theirs].tolist(), abs=1e-9)
    assert found["point_type"].tolist() == expected["point_type"].tolist()
    assert found["rule"].fillna("").tolist() == expected["special_cause_type"].map(RULES).fillna("").tolist()
    assert found["provisional"].tolist() == expected["short_group_warning"].tolist()
    last = expected.groupby("f")["point_type"].last()
    assert found["variation"].tolist() == expected["f"].map(last).tolist()


def cases(name):
    if not REFERENCE.is_dir():
        return []
    read = json.loads((REFERENCE / "rules_and_unit_cases.json").read_text(encoding="utf-8"))
    return next(found for key, found in read["unit_cases"].items() if key.startswith(name))


def one_process(values):
    return np.zeros(len(values), dtype=int)


@pytest.mark.parametrize("case", cases("seven_point_one_side_mean"))
def test_a_run_is_completed_where_the_package_completes_it(case):
    flagged = spc._runs(np.array(case["in"]), one_process(case["in"]), 7)
    completed = [
        int(flagged[place] != 0 and all(flagged[place - 6 : place + 1])) if place >= 6 else 0
        for place in range(len(flagged))
    ]
    assert completed == case["out"]


@pytest.mark.parametrize("case", cases("seven_point_trend"))
def test_a_trend_is_completed_where_the_package_completes_it(case):
    values = np.array(case["in"], dtype=float)
    flagged = spc._trends(values, one_process(values), 7)
    completed = [
        int(flagged[place]) if place >= 6 and all(flagged[place - 6 : place + 1]) else 0 for place in range(len(values))
    ]
    assert completed == case["out"]


@pytest.mark.parametrize("case", cases("part_of_seven_trend"))
def test_every_member_of_a_trend_is_flagged_as_by_the_package(case):
    (end,) = np.flatnonzero(case["in"]) if any(case["in"]) else (None,)
    values = np.array([3, 1] * 5, dtype=float)[: len(case["in"])]
    if end is not None:
        values[end - 6 : end + 1] = 1.5 + 0.01 * np.arange(7) * case["in"][end]
        values[end + 1 :] = values[end]
        values[: end - 6] = values[end - 6]
    assert (spc._trends(values, one_process(values), 7) != 0).astype(int).tolist() == case["out"]


@pytest.mark.parametrize("case", cases("two_in_three") + [c for c in cases("points finally flagged")])
def test_two_of_three_flags_the_near_points_of_the_packages_windows(case):
    near, side = np.array(case["close"], dtype=bool), np.array(case["rtm"])
    flagged = spc._two_of_three(near, side, one_process(side)) != 0
    assert flagged.astype(int).tolist() == (near & np.array(case["out"], dtype=bool)).astype(int).tolist()


@pytest.mark.parametrize("case", cases("assurance"))
def test_assurance_is_the_packages(case):
    better = {"increase": 1, "decrease": -1, "neutral": 0}[case["direction"]]
    point = pd.DataFrame(
        {"target": [case["target"]], "lower": [case["lpl"]], "upper": [case["upl"]], "wanted": [better]}
    )
    words = {"consistent_fail": "fail", "consistent_pass": "pass", "inconsistent": "hit_and_miss", None: None}
    assert spc._assurances(point).tolist() == [words[case["out"]]]


def test_a_rebase_starts_its_process_at_its_own_date():
    (case,) = cases("rebase_column")
    rebase = pd.Series(np.where(np.array(case["rebase_flag"]) == 1, "yes", None))
    process = spc._processes(np.zeros(10, dtype=int), rebase)
    assert process.tolist() == [0, 1, 1, 1, 1, 1, 2, 2, 2, 2]
