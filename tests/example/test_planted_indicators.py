"""The shifts planted in the example's monthly figures are found, and steady series are left in peace."""

from pathlib import Path

import pandas as pd
import pytest

from peerwork.scoring.found import Found
from peerwork.study.read import read_study

EXAMPLE = Path(__file__).resolve().parents[2] / "data" / "example"
MONTHS_TO_BE_FOUND = 9  # a run needs seven months on the new side; two more for the noise


@pytest.fixture(scope="module")
def spc():
    return Found(read_study(EXAMPLE))["indicator_spc"].set_index(["site", "indicator"])


def planted(what):
    truth = pd.read_csv(EXAMPLE / "truth" / "shifts.csv", parse_dates=["month"])
    return [tuple(row) for row in truth[truth["what"].isin(what)].itertuples(index=False)]


@pytest.mark.parametrize(("site", "indicator", "what", "month", "level", "then"), planted(["shift", "spike"]))
def test_a_planted_shift_is_found_within_nine_months(spc, site, indicator, what, month, level, then):
    points = spc.loc[(site, indicator)].set_index("period")
    after = points.loc[month : month + pd.DateOffset(months=MONTHS_TO_BE_FOUND)]
    side = after["value"] > after["mean"] if then > level else after["value"] < after["mean"]
    assert (side & after["rule"].notna()).any()


@pytest.mark.parametrize(("site", "indicator", "what", "month", "level", "then"), planted(["rebase"]))
def test_a_planted_new_process_is_charted_as_one(spc, site, indicator, what, month, level, then):
    points = spc.loc[(site, indicator)].set_index("period")
    assert set(points.loc[: month - pd.DateOffset(days=1), "rebase_group"]) == {0}
    assert set(points.loc[month:, "rebase_group"]) == {1}
    before, since = points["mean"].iloc[[0, -1]]
    assert abs(before - level) < abs(before - then)
    assert abs(since - then) < abs(since - level)


def test_steady_series_are_common_cause_but_for_chance(spc):
    steady = pd.concat([spc.loc[(site, name)] for site, name, *_ in planted(["steady"])])
    assert steady["rule"].notna().mean() < 0.1
