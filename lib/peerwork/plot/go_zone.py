"""Indicators by importance and feasibility: four zones, split where the means lie."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from peerwork.cells import numbers
from peerwork.plot.palette import colour
from peerwork.plot.rows import COLUMN, PIXELS, TOP, new_axes, styled
from peerwork.plot.text import SMALL, write
from peerwork.vocabulary import Zone
from peerwork.words import label_of

ROLES = {Zone.MONITOR_NOW: "high", Zone.MAKE_MEASURABLE: "low", Zone.EASY_EXTRA: "high_soft", Zone.LEAVE: "rule"}
MARGIN = 0.25  # of a rating point, round the outermost means
WIDTH, HEIGHT, FOOT = COLUMN + 140, 330.0, 46.0
SIZE = 11.0
AROUND = [(7, 4), (-7, 4), (0, -7), (0, 14), (7, -5), (-7, -5), (7, 13), (-7, 13), (14, 4), (-14, 4), (0, -14), (0, 22)]


def ranked(data: pd.DataFrame) -> pd.DataFrame:
    """The indicators zone by zone, the most important first, with the `number` that the map shows.

    Unplaced ones last.
    """
    order = {zone.value: place for place, zone in enumerate(Zone)}
    rows = data.assign(
        x=numbers(data["feasibility"]), y=numbers(data["importance"]), rank=data["zone"].map(order).fillna(len(order))
    )
    rows = rows.sort_values(["rank", "y", "indicator"], ascending=[True, False, True], kind="stable", ignore_index=True)
    return rows.assign(number=range(1, len(rows) + 1))


@styled
def go_zone(data: pd.DataFrame, *, ax: Axes | None = None, figure: Figure | None = None) -> Axes:
    """A numbered point an indicator: feasibility across, importance upwards, dashed lines at the means of both.

    `data` are indicator_priorities rows (`importance`, `feasibility`, `zone`); `number` where the numbers are given
    (see
    `ranked`). A bounded mean stands at its bound; an indicator whose mean is withheld has no point. Returns the Axes.

    >>> pw.plot.go_zone(results.indicator_priorities)
    <Axes: ...>
    """
    rows = data if "number" in data else ranked(data)
    placed = rows.assign(x=numbers(rows["feasibility"]), y=numbers(rows["importance"])).dropna(subset=["x", "y"])
    ax = ax or new_axes(figure, WIDTH, TOP + HEIGHT + FOOT, (24, FOOT, WIDTH - 26, HEIGHT))
    for axis, setter in (("x", ax.set_xlim), ("y", ax.set_ylim)):
        setter((placed[axis].min() - MARGIN, placed[axis].max() + MARGIN) if len(placed) else (1, 5))
    ax.set(xticks=[], yticks=[], xlabel="easier to measure ▸", ylabel="more important ▸")
    if len(placed):
        ax.axvline(placed["x"].mean(), color=colour("muted"), linewidth=1, linestyle=(0, (2, 2)))
        ax.axhline(placed["y"].mean(), color=colour("muted"), linewidth=1, linestyle=(0, (2, 2)))
    corners = ((1, 1, Zone.MONITOR_NOW), (0, 1, Zone.MAKE_MEASURABLE), (1, 0, Zone.EASY_EXTRA), (0, 0, Zone.LEAVE))
    for x, y, zone in corners:
        write(ax, abs(x - 0.01), abs(y - 0.02), label_of(zone), transform=ax.transAxes, size=SMALL, weight="bold",
            color=colour("muted"), ha="right" if x else "left", va="top" if y else "bottom",
        )  # fmt: skip
    for zone, role in ROLES.items():
        part = placed[placed["zone"] == zone]
        if len(part):
            at = part["x"], part["y"]
            ax.plot(*at, "o", color=colour(role), markersize=8, markeredgewidth=0, scalex=False, scaley=False)
    _numbers(ax, placed)
    return ax


def _numbers(ax: Axes, placed: pd.DataFrame) -> None:
    """Each number beside its point, apart from the others."""
    points = ax.transData.transform(placed[["x", "y"]].to_numpy(dtype=float)) * (PIXELS / ax.figure.dpi)
    where = ax.transData.inverted()
    named = [(x, -y, str(number)) for (x, y), number in zip(points, placed["number"], strict=True)]
    for x, y, number in _apart(named):
        at_x, at_y = where.transform((x * ax.figure.dpi / PIXELS, -y * ax.figure.dpi / PIXELS))
        write(ax, at_x, at_y, number, size=SIZE, ha="center")


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
