"""Two means of each factor on one line, joined: how far apart two kinds of people, or of sites, see it."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from peerwork.cells import Row, number, records, written
from peerwork.pages.chart import Chart, Panel
from peerwork.pages.charts.canvas import BAR, Canvas
from peerwork.pages.charts.scale import Scale
from peerwork.pages.charts.style import SMALL, WIDTH
from peerwork.pages.context import Context

PANEL = 8  # factors in one panel
ROLES = ("high", "low")  # the first is a dot, the second a diamond


def draw_dumbbells(rows: pd.DataFrame, names: tuple[str, str], context: Context, *, name: str, caption: str) -> Chart:
    """Panels of eight factors in the order of the rows: both means, joined, and the difference between the two.

    `rows` are one a factor: `factor`, `first` and `second` (means), `difference`, and `behind` (on what it rests).
    """
    parts = [rows.iloc[start : start + PANEL] for start in range(0, len(rows), PANEL)]
    panels = tuple(
        Panel("" if len(parts) == 1 else str(place), _draw(part, names, place, context), _alt(part, names, context))
        for place, part in enumerate(parts, start=1)
    )
    return Chart(name, caption, _table(rows, names, context), panels)


def signed(cell: Any) -> str:
    """A difference in words: `+0.8`, `−0.3`, `withheld`; nothing for a blank."""
    value = number(cell)
    return written(cell) if math.isnan(value) else f"{value:+.1f}".replace("-", "−")


def _draw(rows: pd.DataFrame, names: tuple[str, str], place: int, context: Context) -> Any:
    canvas, scale = Canvas(), Scale(context, 8, WIDTH - 8)
    canvas.title("Furthest apart" if place == 1 else "Next")
    canvas.y += 4
    for words, role in zip(names, ROLES, strict=True):
        canvas.y += 15
        (canvas.dot if role == "high" else canvas.diamond)(8, canvas.y - 4, 5, role)
        canvas.text(20, canvas.y, words, role=role, size=SMALL, bold=True)
    top = canvas.y
    for row in records(rows):
        canvas.label(context.factor(row["factor"]), signed(row["difference"]), aside=row["behind"])
        canvas.y += 6
        _line(canvas, scale, row)
        canvas.y += 10
    scale.axis(canvas, top)
    return canvas.drawing()


def _line(canvas: Canvas, scale: Scale, row: Row) -> None:
    places = [number(row["first"]), number(row["second"])]
    scale.line(canvas, canvas.y)
    if not math.isnan(sum(places)):
        canvas.line(scale.x(places[0]), canvas.y, scale.x(places[1]), canvas.y, role="middle", width=4, layer=BAR)
    for cell, role in zip((row["first"], row["second"]), ROLES, strict=True):
        scale.mark(canvas, cell, canvas.y, role)


def _alt(rows: pd.DataFrame, names: tuple[str, str], context: Context) -> str:
    told = [
        f"{context.factor(row['factor'])}: {_mean(row['first'])} against {_mean(row['second'])}."
        for row in records(rows)
    ]
    return f"Mean importance, {names[0]} against {names[1]}. {' '.join(told)}"


def _mean(cell: Any) -> str:
    return written(cell) or "no mean"


def _table(rows: pd.DataFrame, names: tuple[str, str], context: Context) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Factor": rows["factor"].map(context.factor),
            f"Mean, {names[0]}": rows["first"].map(written),
            f"Mean, {names[1]}": rows["second"].map(written),
            "Difference": rows["difference"].map(signed),
            "Rests on": rows["behind"],
        }
    )
