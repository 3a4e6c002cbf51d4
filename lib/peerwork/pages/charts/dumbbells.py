"""Two means of each factor on one line, joined: how far apart two kinds of people, or of sites, see it."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from peerwork.cells import format_cell, number, records, side
from peerwork.pages.chart import ChartPlan
from peerwork.pages.charts.rows import columns_of, labelled
from peerwork.pages.context import Context
from peerwork.plot import dumbbells

PART = 8  # factors in one part


def draw_dumbbells(
    rows: pd.DataFrame, names: tuple[str, str], context: Context, *, name: str, caption: str
) -> ChartPlan:
    """Both means of each factor in the order of the rows, joined, and the difference between the two.

    `rows` are one a factor: `factor`, `first` and `second` (means), `difference`, and `behind` (on what it rests).
    """
    order = {factor: place for place, factor in enumerate(rows["factor"])}
    chosen = labelled(rows, context).sort_values("factor", key=lambda factors: factors.map(order), kind="stable")
    parts = [
        "Furthest apart" if place < PART else "Next" if place < 2 * PART else "Then" for place in range(len(chosen))
    ]
    chosen = chosen.assign(domain=parts, told=chosen["difference"].map(signed))
    alts = [_alt(part, names) for _, part in chosen.groupby("domain", sort=False)]
    draw = columns_of(
        dumbbells, chosen, columns=2, first="first", second="second", value="told", labels=names,
        scale=context.framework.scale,
    )  # fmt: skip
    return ChartPlan(name, caption, _table(chosen, names), alts, draw)


def signed(cell: Any) -> str:
    """A difference in words: `+0.8`, `−0.3`, `+0.4 or more`, `not shown`; nothing for a blank."""
    value = number(cell)
    if math.isnan(value):
        return format_cell(cell)
    more = {">": " or more", "<": " or less"}.get(side(cell), "")
    return f"{value:+.1f}{more}".replace("-", "−").replace("+0.0", "0.0").replace("−0.0", "0.0")


def _alt(rows: pd.DataFrame, names: tuple[str, str]) -> str:
    told = [f"{row['label']}: {_mean(row['first'])} against {_mean(row['second'])}." for row in records(rows)]
    return f"Mean importance, {names[0]} against {names[1]}. {' '.join(told)}"


def _mean(cell: Any) -> str:
    return format_cell(cell) or "no mean"


def _table(rows: pd.DataFrame, names: tuple[str, str]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Factor": rows["label"],
            f"Mean, {names[0]}": rows["first"].map(format_cell),
            f"Mean, {names[1]}": rows["second"].map(format_cell),
            "Difference": rows["told"],
            "Rests on": rows["behind"],
        }
    )
