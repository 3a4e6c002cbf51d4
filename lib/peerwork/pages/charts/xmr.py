"""Indicators month by month: a small chart a series, and the overview of all series."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd

from peerwork.cells import Row, amount, records
from peerwork.pages.chart import ChartPlan
from peerwork.pages.readings import MEANINGS, SHORT_ASSURED, describe_reading, is_high, month
from peerwork.pages.tiles import TileTable
from peerwork.plot import xmr_grid
from peerwork.plot.palette import NOTHING, Sign
from peerwork.vocabulary import Assurance, PointType

LINES = {"target": "Target", "upper": "Upper limit", "mean": "Mean", "lower": "Lower limit"}
ROLES = {PointType.IMPROVEMENT: "high", PointType.CONCERN: "low"}
ASSURANCES = {Assurance.PASS: "P", Assurance.FAIL: "F", Assurance.HIT_AND_MISS: "?"}


def draw_xmr(
    points: pd.DataFrame, series: pd.DataFrame, events: pd.DataFrame, *, name: str, caption: str = ""
) -> ChartPlan:
    """A small chart a row of `series`: its values with mean, limits, target, what stands out and what happened when.

    `points` are indicator_spc rows, `events` indicator_events rows, none where there is no such table; `series`
    indicator_series rows with `label`, `unit`, `better` and `place` (the site in words). The table has a column a
    series and a row a period, the lines that hold now first.
    """
    told = series.assign(note=[f"{row['place']} · {_note(row)}" for row in records(series)])
    dated = events if len(events) else None
    alts = [f"{row['label']}, {row['place']}. {describe_reading(row, events)}" for row in records(series)]

    caption = caption or "Month by month, with mean, limits and target"
    draw = partial(xmr_grid, points, told, events=dated)
    return ChartPlan(name, caption, _table(points, series), alts, draw)


def _note(row: Row) -> str:
    words = [MEANINGS.get(row["variation"], "no value"), SHORT_ASSURED.get(row["assurance"], "no target")]
    return " · ".join([*words, *(["limits provisional"] if row["provisional"] in (True, "True") else [])])


def _table(points: pd.DataFrame, series: pd.DataFrame) -> pd.DataFrame:
    by_series = dict(list(points.groupby(["site", "indicator"], observed=True)))
    names = [f"{row['label']}, {row['place']}" for row in records(series)]
    lines = pd.DataFrame({name: series[name].map(amount) for name in LINES}).T.set_axis(names, axis=1)
    keys = list(zip(series["site"], series["indicator"], strict=True))
    cells = pd.concat([_cells(by_series[key]) for key in keys], axis=1, keys=names).sort_index()
    table = pd.concat([lines, cells]).fillna("")
    table.insert(0, "Month", [*LINES.values(), *cells.index.map(month)])
    return table.reset_index(drop=True)


def _cells(points: pd.DataFrame) -> pd.Series:
    """Each value as it is read, and what it shows where it stands out."""
    said = points["value"].map(amount) + points["point_type"].map(_said).fillna("")
    return pd.Series(said.to_numpy(), index=pd.DatetimeIndex(points["period"]))


def _said(kind: Any) -> str:
    return "" if pd.isna(kind) or kind == PointType.COMMON_CAUSE else f" {MEANINGS.get(kind, '')}"


def draw_overview(series: pd.DataFrame, points: pd.DataFrame, *, name: str, caption: str = "") -> TileTable:
    """A tile for each indicator at each site, its variation and its assurance: high or low, target met or missed.

    `series` are indicator_series rows with `label`, `stage`, `stage_label` and `better`.
    """
    sites = sorted(set(series["site"]), key=lambda site: (site == "all", site))
    order = series["label"].unique()
    words = series.assign(said=[_cell(row) for row in records(series)])
    table = words.pivot(index="label", columns="site", values="said").reindex(index=order, columns=sites).fillna("")
    signs = {(row["label"], row["site"]): series_sign(row) for row in records(series)}
    looks = [[signs.get((label, site)) for site in sites] for label in order]
    stages = dict(zip(series["label"], series["stage_label"], strict=True))
    table = table.rename_axis(columns=None).reset_index().rename(columns={"label": "Indicator"})
    draw = partial(xmr_grid, points, series.assign(note=series["place"]))
    return TileTable(
        name, caption or "Variation and assurance of every indicator at every site", table, looks, draw,
        blocks=[stages[label] for label in order], signs=True, key=_key(series),
    )  # fmt: skip


def series_sign(row: Row) -> Sign:
    """H or L on the colour of improvement, concern or neither, a wave for common cause; then the target: P, F or ?"""
    if pd.isna(row["variation"]):
        return NOTHING
    common = row["variation"] == PointType.COMMON_CAUSE
    role = ROLES.get(row["variation"], "middle")
    return Sign(role, ("~" if common else "H" if is_high(row) else "L") + ASSURANCES.get(row["assurance"], ""))


def _key(series: pd.DataFrame) -> list[tuple[str, str, str]]:
    kinds = {"high": "improvement", "low": "concern", "middle": "no change beyond chance, or neither way better"}
    signs = {
        "H": "higher",
        "L": "lower",
        "~": "no change",
        "P": "target met",
        "F": "target missed",
        "?": "hit and miss",
    }
    there = "".join(series_sign(row).sign for row in records(series))
    return [(role, "", words) for role, words in kinds.items()] + [
        ("open", sign, words) for sign, words in signs.items() if sign in there
    ]


def _cell(row: Row) -> str:
    assured = SHORT_ASSURED.get(row["assurance"])
    meaning = MEANINGS.get(row["variation"], "no value")
    return f"{meaning}, {assured}" if assured else meaning
