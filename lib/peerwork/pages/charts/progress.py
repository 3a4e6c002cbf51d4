"""Fieldwork: the calendar of the study."""

from __future__ import annotations

from typing import Any

import pandas as pd

from peerwork.cells import Row, records
from peerwork.pages.chart import ChartPlan
from peerwork.pages.charts.rows import columns_of
from peerwork.pages.context import Context
from peerwork.plot import calendar
from peerwork.words import label_of


def draw_calendar(
    rows: pd.DataFrame, context: Context, *, as_of: str | None, name: str, caption: str = ""
) -> ChartPlan:
    """A row a kind of event (and wave), periods as bars, days as diamonds; `rows` are calendar rows."""
    rows = rows.assign(label=[_what(row) for row in records(rows)])
    table = pd.DataFrame(
        {
            "What": rows["label"],
            "Where": [context.site(site) if isinstance(site, str) else "" for site in rows["site"]],
            "When": [_when(row) for row in records(rows)],
            "Stands": rows["when"].fillna("").map(label_of),
            "Note": rows["note"].fillna(""),
        }
    )
    told = [" ".join(part for part in (row["What"], row["Where"], row["When"]) if part) for row in records(table)]
    alt = f"Calendar{f' as of {_day(as_of)}' if as_of else ''}. {'; '.join(told)}."
    draw = columns_of(calendar, rows, as_of=as_of)
    return ChartPlan(name, caption or "The calendar of the study", table, [alt], draw)


def _what(row: Row) -> str:
    what = label_of(str(row["what"])).capitalize()
    return f"{what}, {row['wave']}" if isinstance(row["wave"], str) else what


def _day(date: Any) -> str:
    day = pd.Timestamp(date)
    return f"{day.day} {day:%B %Y}"


def _when(row: Row) -> str:
    if pd.isna(row["ends"]):
        return f"from {_day(row['starts'])}"
    return _day(row["starts"]) if row["starts"] == row["ends"] else f"{_day(row['starts'])} to {_day(row['ends'])}"
