"""Each indicator at each site in one line: where it stands, what its chart shows, which months are missing or late."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd

from peerwork.rules import TOLERANCE
from peerwork.scoring.access import ALL, ONLY_PUBLIC, Access
from peerwork.scoring.periods import calendar_of
from peerwork.scoring.table_spec import INDICATOR, NONE, SITE_OR_ALL, choice, date, flag, number, result_table, whole
from peerwork.vocabulary import Assurance, PointRule, PointType

SERIES = ["site", "indicator"]
OF_LAST_POINT = [
    "value", "mean", "lower", "upper", "target", "point_type", "rule", "variation", "assurance", "provisional",
]  # fmt: skip


INDICATOR_SERIES_TABLE = result_table(
    "indicator_series", "an indicator at a site", section=12, files="indicators measurements",
    pages="indicators logic_model site sites summary summary_plain",
    score=lambda found: score_indicator_series(found["indicator_spc"], as_of=found.study.as_of),
    by=(SITE_OR_ALL, INDICATOR),
    columns=(
        date("first", "the first period"), whole("n_points", "measurements"), date("last", "the last period"),
        number("value", "the value"), number("mean", "mean of the rebase group's values"),
        number("lower", "lower limit: mean - 2.66 x mean moving range"),
        number("upper", "upper limit: mean + 2.66 x mean moving range"), number("target", "the value aimed at"),
        choice("point_type", "what the point shows", PointType, blank="where nothing was measured"),
        choice("rule", "the rule that flagged the point", PointRule, blank="for common cause"),
        choice("variation", "the last point's type", PointType, blank="where nothing was measured"),
        choice("assurance", "whether the process will meet its target", Assurance, blank="without a target or limits"),
        flag("provisional", "whether the limits rest on fewer points than the rule `provisional_points`"),
        whole("n_alike", "points at the end that are of the last point's type"),
        whole("n_missing", "periods missing between the first and the last", blank=NONE),
        whole("n_late", "periods between the last measurement and as_of", blank=NONE),
    ),
    access=Access(
        {
            ALL: "site indicator first n_points last value mean lower upper target point_type rule variation "
            "assurance provisional n_alike n_missing n_late",
        },
        rows={ONLY_PUBLIC: ("site", "all")},
    ),
)  # fmt: skip


def score_indicator_series(spc: pd.DataFrame, *, as_of: dt.date | None = None) -> pd.DataFrame:
    """One row an indicator at a site: its last point with the lines and icons that hold there, and its missing months.

    METHOD 12, from the rows of `score_spc`. `last` is the last period with a value and `n_points` counts all values;
    `n_alike` how many points in a row, the last included, show what its rule sees (on one side of the mean for a run,
    rising or falling for a trend, flagged alike for the others; 0 for common cause); `n_missing` the periods between
    first and last without a value, blank or absent; `n_late` the periods since then that should be in: those that have
    a row for this indicator at any site, or had ended by `as_of`. The length of a period is a unit of the
    calendar (see `calendar_of`). A series without any value has blanks.
    """
    recorded = spc[spc["value"].notna()]
    last = recorded.groupby(SERIES, sort=False).tail(1).set_index(SERIES)[["period", *OF_LAST_POINT]]
    found = recorded.groupby(SERIES, sort=False).agg(first=("period", "min"), n_points=("value", "size"))
    series = pd.MultiIndex.from_frame(spc[SERIES].drop_duplicates())
    rows = found.join(last.rename(columns={"period": "last"})).join(_n_alike(recorded)).reindex(series)
    rows["n_points"] = rows["n_points"].fillna(0).astype(int)
    rows["n_alike"] = rows["n_alike"].fillna(0).astype(int)
    absences = _absences(spc, rows.reset_index(), as_of)
    return rows.reset_index().merge(absences, on=SERIES, how="left").astype({"n_missing": "Int64", "n_late": "Int64"})


def _n_alike(recorded: pd.DataFrame) -> pd.Series:
    """How many points of the last one's process, itself included, show in a row what its rule sees."""
    process = [*SERIES, "rebase_group"]
    side = np.sign((recorded["value"] - recorded["mean"]).where(lambda away: away.abs() > TOLERANCE, 0))
    steps = np.sign(recorded.groupby(process, sort=False)["value"].diff())
    flags = recorded["rule"].fillna("") + recorded["point_type"]
    long = {
        PointRule.RUN: _stretches(recorded, process, side),
        PointRule.TREND: _stretches(recorded, process, steps) + 1,  # six steps join seven points
    }
    length = recorded["rule"].map(dict.fromkeys(PointRule, 1)).fillna(0) * _stretches(recorded, process, flags)
    for rule, found in long.items():
        length = length.mask(recorded["rule"] == rule, found)
    ends = recorded.assign(n_alike=length).groupby(SERIES, sort=False).tail(1)
    return ends.set_index(SERIES)["n_alike"]


def _stretches(recorded: pd.DataFrame, process: list[str], marks: pd.Series | np.ndarray) -> pd.Series:
    """For each point, how many in a row up to it in its process carry the same mark."""
    keys = recorded[process].assign(mark=marks)
    stretch = (keys != keys.shift()).any(axis=1).cumsum()
    return recorded.groupby(stretch).cumcount() + 1


def _absences(spc: pd.DataFrame, rows: pd.DataFrame, as_of: dt.date | None) -> pd.DataFrame:
    parts = [_absences_of(of_one, rows[rows["indicator"] == name], as_of) for name, of_one in spc.groupby("indicator")]
    columns = [*SERIES, "n_missing", "n_late"]
    return pd.concat(parts)[columns] if parts else pd.DataFrame(columns=columns)


def _absences_of(spc: pd.DataFrame, rows: pd.DataFrame, as_of: dt.date | None) -> pd.DataFrame:
    calendar = calendar_of(spc)
    first, last = (calendar.place(rows[name]) for name in ("first", "last"))
    due = calendar.place(spc["period"]).max()
    if as_of is not None:
        due = max(due, calendar.begun(as_of) - 1)
    return rows.assign(n_missing=last - first + 1 - rows["n_points"], n_late=due - last)
