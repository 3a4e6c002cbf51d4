"""The next period of a site's indicators, ready to be filled in."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from peerwork.study.model import Study

MONTH = pd.DateOffset(months=1)


def next_month(study: Study, site: str) -> pd.DataFrame:
    """One row an indicator of the site: `period` begins where its last one ended; `last` is the value before.

    An indicator's step is that from its last period but one to its last (a month where there is one period only, or
    none); the first period of one never measured is the month of `as_of`, blank without a day. Indicators are those
    measured at the site, or all of the study where none is.
    """
    known = study.frames.get("measurements", pd.DataFrame({"site": [], "indicator": [], "period": [], "value": []}))
    own = known[known["site"] == site].sort_values("period", kind="stable")
    measured = [one for one in study.frames["indicators"]["indicator"] if one in set(own["indicator"])]
    wanted = measured or list(study.frames["indicators"]["indicator"])
    rows = [_row(site, one, own[own["indicator"] == one], study.as_of) for one in wanted]
    columns = ["site", "indicator", "last", "period"]
    return pd.DataFrame(rows, columns=columns).astype({"site": "str", "indicator": "str", "period": "datetime64[us]"})


def _row(site: str, indicator: str, series: pd.DataFrame, as_of: dt.date | None) -> tuple:
    if series.empty:
        first = pd.NaT if as_of is None else pd.Timestamp(as_of).replace(day=1)
        return site, indicator, None, first
    last = series.iloc[-1]
    period = last["period"] + _step(list(series["period"].drop_duplicates()))
    return site, indicator, last["value"], period


def _step(periods: list[pd.Timestamp]) -> pd.offsets.BaseOffset | pd.Timedelta:
    """Whole months where both are of the same day of the month, or both its last; else days."""
    if len(periods) < 2:
        return MONTH
    before, last = periods[-2:]
    months = (last.year - before.year) * 12 + last.month - before.month
    if months and before.is_month_end and last.is_month_end:
        return pd.offsets.MonthEnd(months)
    return pd.DateOffset(months=months) if before.day == last.day and months else last - before
