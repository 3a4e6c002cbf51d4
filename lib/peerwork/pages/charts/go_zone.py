"""Indicators by importance and feasibility: four zones, split where the means lie."""

from __future__ import annotations

from functools import partial

import pandas as pd

from peerwork.cells import NOT_SHOWN, format_cell, records
from peerwork.pages.chart import ChartPlan
from peerwork.pages.charts.rows import whole
from peerwork.plot import go_zone
from peerwork.plot.go_zone import ranked
from peerwork.vocabulary import Zone
from peerwork.words import label_of


def draw_go_zone(rows: pd.DataFrame, *, name: str, caption: str = "") -> ChartPlan:
    """A map of numbered points, over the table that names them zone by zone.

    `rows` are indicator_priorities rows with `label`. An indicator whose mean is withheld is named and not placed.
    """
    placed = ranked(rows)
    zones = [zone.value for zone in Zone if (placed["zone"] == zone).any()]
    alt = " ".join(_said(placed[placed["zone"] == zone], zone) for zone in zones) or "No indicator has both means."

    caption = caption or "Indicators by importance and feasibility"
    return ChartPlan(name, caption, _table(placed), [alt], partial(go_zone, placed), unfolded=True)


def _said(rows: pd.DataFrame, zone: str) -> str:
    labels = [
        f"{row['label']} ({format_cell(row['importance'])}, {format_cell(row['feasibility'])})" for row in records(rows)
    ]
    return f"{label_of(zone).capitalize()} (importance, feasibility): {'; '.join(labels)}."


def _table(rows: pd.DataFrame) -> pd.DataFrame:
    columns = {
        "Indicator": rows["label"],
        "Number": rows["number"],
        "Importance": rows["importance"].map(format_cell),
        "Feasibility": rows["feasibility"].map(format_cell),
    }
    columns |= {"Raters": rows["n"].map(whole)} if "n" in rows else {}
    columns["Zone"] = rows["zone"].fillna("").map(lambda zone: NOT_SHOWN if zone == "*" else label_of(zone))
    return pd.DataFrame(columns)
