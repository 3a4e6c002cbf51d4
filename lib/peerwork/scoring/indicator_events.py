"""What happened to a measured series and when: where its chart was begun anew, and the team's own dated events."""

from __future__ import annotations

import pandas as pd

from peerwork.scoring.access import ALL, ONLY_PUBLIC, Access
from peerwork.scoring.table_spec import INDICATOR, SITE_OR_ALL, date, flag, result_table, text

SERIES = ["site", "indicator"]
COLUMNS = [*SERIES, "on", "rebase", "label"]

INDICATOR_EVENTS_TABLE = result_table(
    "indicator_events", "a dated change of a measured series", section=12, files="indicators measurements",
    pages="indicators site summary",
    score=lambda found: _where_any(score_indicator_events(found["indicator_spc"], found.study.frames.get("events"))),
    by=(SITE_OR_ALL, INDICATOR, date("on", "the day; of a new process, the day on which its first period begins")),
    columns=(
        flag("rebase", "whether a new process begins, with a mean and limits of its own"),
        text("label", "what happened, as the team recorded it", blank="where no reason for a new process is recorded"),
    ),
    access=Access({ALL: "site indicator on rebase label"}, rows={ONLY_PUBLIC: ("site", "all")}),
)  # fmt: skip


def _where_any(rows: pd.DataFrame) -> pd.DataFrame | None:
    return rows if len(rows) else None


def score_indicator_events(spc: pd.DataFrame, events: pd.DataFrame | None) -> pd.DataFrame:
    """One row a dated change of a series, in order of time: a rebase with what explains it, or an event alone.

    METHOD 12. An event counts for every series of its site and indicator, blank meaning all of them, from the series'
    first period to the end of its last. One that falls in the period in which a new process begins, or in the one
    before, is what explains it; a rebase that no event explains has no label. Several events of one day, or of one
    rebase, are one row, in the order of their words.
    """
    events = pd.DataFrame(columns=["on", "site", "indicator", "label"]) if events is None else events
    rows = [row for key, points in spc.groupby(SERIES, sort=False) for row in _of_series(key, points, events)]
    found = pd.DataFrame(rows, columns=COLUMNS).astype({"label": "str"})
    return found.sort_values([*SERIES, "on"], kind="stable", ignore_index=True)


def _of_series(key: tuple, points: pd.DataFrame, events: pd.DataFrame) -> list[tuple]:
    starts = points["period"].sort_values().reset_index(drop=True)
    begun = points.loc[points["rebase_group"].gt(0) & ~points["rebase_group"].duplicated(), "period"]
    own = events[_about(events, key) & events["on"].ge(starts.iloc[0]) & events["on"].lt(_end(starts))]
    day = own["on"].copy()
    for period in begun:
        before = starts[starts < period].iloc[-1]
        later = starts[starts > period]
        until = later.iloc[0] if len(later) else _end(starts)
        day[own["on"].ge(before) & own["on"].lt(until)] = period
    said = own.assign(day=day).groupby("day")["label"].agg(lambda labels: "; ".join(sorted(set(labels))))
    days = sorted({*said.index, *begun})
    return [(*key, on, on in set(begun), said.get(on, pd.NA)) for on in days]


def _about(events: pd.DataFrame, key: tuple) -> pd.Series:
    """Which events bear on the series: of its site or of all, of its indicator or of all."""
    site, indicator = key
    return events["site"].fillna("all").isin([site, "all"]) & events["indicator"].fillna(indicator).eq(indicator)


def _end(starts: pd.Series) -> pd.Timestamp:
    """The end of the last period: as long after its beginning as the shortest step between two periods."""
    steps = starts.diff().dropna()
    return starts.iloc[-1] + (steps.min() if len(steps) else pd.Timedelta(days=31))
