"""Indicators by importance and feasibility: four zones, split where the means lie."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from peerwork.cells import numbers, records, written
from peerwork.pages.chart import Chart, Panel
from peerwork.pages.charts.canvas import Canvas
from peerwork.pages.charts.drawing import Drawing
from peerwork.pages.charts.rows import whole
from peerwork.pages.charts.style import SMALL, WIDTH
from peerwork.vocabulary import Zone
from peerwork.words import word

LEFT, RIGHT, HEIGHT = 24.0, WIDTH - 2, 300.0
MARGIN = 0.25  # of a rating point, round the outermost means
ROLES = {Zone.MONITOR_NOW: "high", Zone.MAKE_MEASURABLE: "low", Zone.EASY_EXTRA: "high_soft", Zone.LEAVE: "middle"}
AROUND = [(7, 4), (-7, 4), (0, -7), (0, 14), (7, -5), (-7, -5), (7, 13), (-7, 13), (14, 4), (-14, 4), (0, -14), (0, 22)]
SIZE = 11.0


def draw_go_zone(rows: pd.DataFrame, *, name: str, caption: str = "") -> Chart:
    """One panel of numbered points, and one that names them zone by zone.

    `rows` are indicator_priorities rows with `label`. A mean that is bounded stands at its bound; an indicator whose
    mean is withheld is named and not placed.
    """
    order = [zone.value for zone in Zone]
    ranked = rows.assign(
        x=numbers(rows["feasibility"]),
        y=numbers(rows["importance"]),
        rank=rows["zone"].map({zone: place for place, zone in enumerate(order)}).fillna(len(order)),
    ).sort_values(["rank", "y", "indicator"], ascending=[True, False, True], kind="stable", ignore_index=True)
    ranked["number"] = range(1, len(ranked) + 1)
    alt = " ".join(_said(ranked[ranked["zone"] == zone], zone) for zone in order if (ranked["zone"] == zone).any())
    alt = alt or "No indicator has both means."
    panels = (Panel("map", _map(ranked), alt), Panel("names", _names(ranked), f"The numbers of the map by name. {alt}"))
    return Chart(name, caption or "Indicators by importance and feasibility", _table(ranked), panels)


def _map(rows: pd.DataFrame) -> Drawing:
    canvas = Canvas()
    canvas.title("Importance against feasibility")
    placed = rows.dropna(subset=["x", "y"])
    top = canvas.y + 18
    xs, ys = (
        _scale(placed[axis], low, high) for axis, (low, high) in (("x", (LEFT, RIGHT)), ("y", (top + HEIGHT, top)))
    )
    _zones(canvas, placed, xs, ys, top)
    points = [(xs(row["x"]), ys(row["y"]), row) for row in records(placed)]
    for x, y, row in points:
        canvas.dot(x, y, 4, ROLES.get(row["zone"], "muted"))
    for x, y, number in _apart([(x, y, str(row["number"])) for x, y, row in points]):
        canvas.text(x, y, number, size=SIZE, anchor="center")
    canvas.y = top + HEIGHT + 15
    canvas.text(LEFT, canvas.y, "harder to measure", role="muted", size=SMALL)
    canvas.text(RIGHT, canvas.y, "easier to measure ▸", role="muted", size=SMALL, anchor="right")
    canvas.y += 8
    return canvas.drawing()


def _scale(values: pd.Series, start: float, end: float):
    low, high = (values.min() - MARGIN, values.max() + MARGIN) if len(values) else (1.0, 5.0)
    return lambda value: start + (value - low) / (high - low) * (end - start)


def _zones(canvas: Canvas, rows: pd.DataFrame, xs, ys, top: float) -> None:
    """The two lines at the grand means, and the name of each zone in its corner."""
    canvas.text(0, top - 6, "▲ more important", role="muted", size=SMALL)
    for x0, y0, x1, y1 in (
        (LEFT, top, LEFT, top + HEIGHT),
        (LEFT, top + HEIGHT, RIGHT, top + HEIGHT),
        (xs(rows["x"].mean()), top, xs(rows["x"].mean()), top + HEIGHT),
        (LEFT, ys(rows["y"].mean()), RIGHT, ys(rows["y"].mean())),
    ):
        canvas.line(x0, y0, x1, y1, role="muted", dashed=x0 not in (LEFT,) or y0 not in (top, top + HEIGHT))
    for x, y, anchor, zone in (
        (RIGHT - 4, top + 14, "right", Zone.MONITOR_NOW),
        (LEFT + 4, top + 14, "left", Zone.MAKE_MEASURABLE),
        (RIGHT - 4, top + HEIGHT - 6, "right", Zone.EASY_EXTRA),
        (LEFT + 4, top + HEIGHT - 6, "left", Zone.LEAVE),
    ):
        canvas.text(x, y, word(zone), role="muted", size=SMALL, bold=True, anchor=anchor)


def _apart(points: list[tuple[float, float, str]]) -> Iterable[tuple[float, float, str]]:
    """Where each number stands beside its point: the first place round it that touches no point and no other number."""
    taken = [(x - 4, y - 4, x + 4, y + 4) for x, y, _ in points]
    for x, y, number in points:
        half = 3.6 * len(number)
        boxes = [(x + dx - half + (half if dx > 0 else -half if dx < 0 else 0), y + dy) for dx, dy in AROUND]
        spots = [(left, base - SIZE + 2, left + 2 * half, base + 1) for left, base in boxes]
        free = next((spot for spot in spots if not any(_touch(spot, other) for other in taken)), spots[0])
        taken.append(free)
        yield (free[0] + free[2]) / 2, free[3] - 1, number


def _touch(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _names(rows: pd.DataFrame) -> Drawing:
    canvas = Canvas()
    for zone, part in rows.assign(zone=rows["zone"].fillna("")).groupby("zone", sort=False):
        canvas.title(word(str(zone)).capitalize() if zone and zone != "*" else "Withheld, or not rated")
        for row in records(part):
            canvas.label(f"{row['number']}  {row['label']}")
            canvas.y -= 5
        canvas.y += 12
    return canvas.drawing()


def _said(rows: pd.DataFrame, zone: str) -> str:
    labels = [f"{row['label']} ({written(row['importance'])}, {written(row['feasibility'])})" for row in records(rows)]
    return f"{word(zone).capitalize()} (importance, feasibility): {'; '.join(labels)}."


def _table(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Indicator": rows["label"],
            "Number": rows["number"],
            "Importance": rows["importance"].map(written),
            "Feasibility": rows["feasibility"].map(written),
            "Raters": rows["n"].map(whole),
            "Zone": rows["zone"].fillna("").map(lambda zone: "withheld" if zone == "*" else word(zone)),
        }
    )
