"""An indicator month by month: its values, mean, limits and target, and what stands out.

One series, or many small ones.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.dates import date2num
from matplotlib.figure import Figure
from matplotlib.transforms import Affine2D, ScaledTranslation

from peerwork.cells import amount, number, numbers, records
from peerwork.plot.palette import colour
from peerwork.plot.rows import GAP, PIXELS, TOP, new_axes, styled
from peerwork.plot.text import BOLD, SMALL, TEXT, wrapped, write
from peerwork.plot.words import describe_events
from peerwork.vocabulary import PointType

ROLES = {
    PointType.IMPROVEMENT: "high",
    PointType.CONCERN: "low",
    PointType.NEUTRAL_HIGH: "muted",
    PointType.NEUTRAL_LOW: "muted",
}
WIDTH = 262.0  # pixels: four stand beside each other on a page, in letters of their own size
RIGHT = 74.0  # pixels beside the plot, for the names of its lines
HEIGHT, FOOT = 112.0, 34.0


@styled
def xmr(
    data: pd.DataFrame, *, events: pd.DataFrame | None = None, label: str = "", note: str = "", ax: Axes | None = None
) -> Axes:
    """One series: a point a month, joined within a process; the usual range as a band, the mean and the target as
    lines.

    `data` are indicator_spc rows of one site and indicator (`period`, `value`, `mean`, `lower`, `upper`, `target`,
    `point_type`, `rebase_group`). What improves is a large blue dot, what is a concern an orange diamond, what is
    neither a large grey dot. A missing value is a gap. `events` are its indicator_events rows (`on`, `rebase`,
    `label`): a dotted line and a letter each, told under `note`. x is in matplotlib's dates. Returns the Axes.

    >>> first = results.indicator_spc.iloc[0]
    >>> pw.plot.xmr(results.select("indicator_spc", site=first["site"], indicator=first["indicator"]), label="A series")
    <Axes: ...>
    """
    note = _with_events(note, events)
    across, above = WIDTH - RIGHT - 4, TOP + _head_height(label, note)
    ax = ax or new_axes(None, WIDTH, above + HEIGHT + FOOT, (4, FOOT, across, HEIGHT))
    values = data.assign(**{name: numbers(data[name]) for name in ("value", "mean", "lower", "upper")})
    values["x"] = date2num(values["period"])
    target = number(values["target"].iloc[-1]) if "target" in values and len(values) else np.nan
    processes = (
        [part for _, part in values.groupby("rebase_group", sort=True)] if "rebase_group" in values else [values]
    )
    _limits(ax, values, target)
    _lines(ax, processes, target)
    ax.plot(*_joined(processes), color=colour("muted"), linewidth=1.2, zorder=2)
    _points(ax, values)
    _names(ax, values, target)
    _dated(ax, events)
    _head(ax, label, note)
    return ax


def _limits(ax: Axes, values: pd.DataFrame, target: float) -> None:
    shown = np.append(values[["value", "lower", "upper"]].to_numpy(dtype=float).ravel(), target)
    low, high = (np.nanmin(shown), np.nanmax(shown)) if np.isfinite(shown).any() else (0.0, 1.0)
    room = ((high - low) or 1.0) * 0.06
    first, last = values["x"].min(), values["x"].max()
    side = max(last - first, 30) * 0.03
    ax.set(xlim=(first - side, last + side), ylim=(low - room, high + room), yticks=[])
    ends = values["period"].agg(["min", "max"]).dt.strftime("%b %Y")
    ax.set_xticks([first, last] if last > first else [first], list(ends) if last > first else [ends.iloc[0]])
    for text, look in zip(ax.get_xticklabels(), ({"ha": "left"}, {"ha": "right"}), strict=False):
        text.set(**look)
    ax.spines["left"].set_visible(False)


def _lines(ax: Axes, processes: list[pd.DataFrame], target: float) -> None:
    """Band and mean of each process, a line where a new one begins, and the target."""
    means = []
    for place, part in enumerate(processes):
        start, end = part["x"].min() - 8, part["x"].max() + 8
        last = part.iloc[-1]
        if np.isfinite(last["lower"]):
            ax.fill_between([start, end], last["lower"], last["upper"], color=colour("track"), linewidth=0, zorder=0.5)
        if np.isfinite(last["mean"]):
            means.append([(start, last["mean"]), (end, last["mean"])])
        if place:
            ax.axvline(start, color=colour("ink"), linewidth=1.2, linestyle=(0, (2, 2)))
    ax.add_collection(LineCollection(means, color=colour("muted"), linewidth=1), autolim=False)
    if np.isfinite(target):
        ax.axhline(target, color=colour("ink"), linewidth=1.5, linestyle=(0, (4, 3)))


def _joined(processes: list[pd.DataFrame]) -> tuple[np.ndarray, np.ndarray]:
    """The values of all processes, a gap between two."""
    parts = [part[["x", "value"]].to_numpy(dtype=float) for part in processes]
    gap = np.array([[np.nan, np.nan]])
    x, y = np.concatenate([piece for part in parts for piece in (part, gap)]).T
    return x, y


def _points(ax: Axes, values: pd.DataFrame) -> None:
    kinds = values["point_type"] if "point_type" in values else pd.Series("", values.index)
    plain = ~kinds.isin(list(ROLES))
    looks = [(plain, "o", "muted", 4.4)]
    looks += [(kinds == kind, "D" if kind == PointType.CONCERN else "o", role, 7.4) for kind, role in ROLES.items()]
    for there, marker, role, size in looks:
        part = values[there & values["value"].notna()]
        if len(part):
            ax.plot(
                part["x"], part["value"], marker, color=colour(role), markersize=size, markeredgewidth=0,
                scalex=False, scaley=False, clip_on=False,
            )  # fmt: skip


def _names(ax: Axes, values: pd.DataFrame, target: float) -> None:
    """What the lines stand for at their ends, and the last value; moved apart where they would touch."""
    last, end = values.iloc[-1], values["value"].last_valid_index()
    role = ROLES.get(values["point_type"].iloc[-1], "ink") if "point_type" in values else "ink"
    named = [(last["upper"], "limit", "muted"), (last["mean"], "mean", "muted"), (last["lower"], "limit", "muted")]
    named += [(target, "target", "ink")]
    if end is not None:
        named.append((values.at[end, "value"], "last", role))
    low, high = ax.get_ylim()
    per_pixel = (high - low) / HEIGHT
    lowest = -np.inf
    for value, words, look in sorted((item for item in named if np.isfinite(item[0])), key=lambda item: item[0]):
        y = max(value, lowest + 13 * per_pixel)
        lowest = y
        ax.annotate(
            f"{words} {amount(value)}", (1, y), xycoords=ax.get_yaxis_transform(), xytext=(5, -4),
            textcoords="offset points", size=10.5, color=colour(look), weight="bold" if words == "last" else "normal",
        )  # fmt: skip


def _with_events(note: str, events: pd.DataFrame | None) -> str:
    return "\n".join(filter(None, [note, *describe_events(events)]))


def _dated(ax: Axes, events: pd.DataFrame | None) -> None:
    """A line and its letter for each dated change, at its day; letters are moved apart where they would touch."""
    if events is None:
        return
    low, high = ax.get_xlim()
    per_pixel = (high - low) / (WIDTH - RIGHT - 4)
    right = -np.inf
    for words, row in zip(describe_events(events), records(events), strict=True):
        x = float(date2num(row["on"]))
        if str(row["rebase"]) != "True":  # a new process has its own line
            ax.axvline(x, color=colour("ink"), linewidth=1, linestyle=(0, (1, 2)))
        right = max(x, right + 12 * per_pixel)
        ax.annotate(
            words[0], (right, 1), xycoords=ax.get_xaxis_transform(), xytext=(0, -3), textcoords="offset points",
            size=10.5, ha="center", va="bottom", weight="bold", color=colour("ink"),
        )  # fmt: skip


def _head_lines(label: str, note: str) -> list[tuple[str, dict[str, Any]]]:
    title = [(line, {"weight": "bold"}) for line in wrapped(label, WIDTH / BOLD - 4, TEXT)] if label else []
    small = {"size": SMALL, "color": colour("muted")}
    return title + [(line, small) for part in note.splitlines() for line in wrapped(part, WIDTH, SMALL)]


def _head_height(label: str, note: str) -> float:
    return 16.0 * len(_head_lines(label, note)) + 8


def _head(ax: Axes, label: str, note: str) -> None:
    """The name of the series and what is said of it, above the plot."""
    corner = ScaledTranslation(0, 1, ax.transAxes)  # type: ignore[arg-type]  # any transform will do
    points = Affine2D().scale(1 / PIXELS) + ax.figure.dpi_scale_trans + corner
    lines = _head_lines(label, note)
    for place, (words, look) in enumerate(lines):
        write(ax, -4, 12 + 16 * (len(lines) - 1 - place), words, transform=points, **look)


@styled
def xmr_grid(
    data: pd.DataFrame,
    series: pd.DataFrame,
    *,
    events: pd.DataFrame | None = None,
    figure: Figure | None = None,
    columns: int = 3,
) -> Figure:
    """Small multiples: an Axes for each row of `series` (`site`, `indicator`, `label`, `note`), in its order.

    `data` are the indicator_spc rows of all of them, `events` their indicator_events rows. Returns the Figure.

    >>> series = results.indicator_spc[["site", "indicator"]].drop_duplicates().head(4)
    >>> named = series.assign(label=series["indicator"].astype("str").str.replace("_", " "))
    >>> pw.plot.xmr_grid(results.indicator_spc, named)
    <Figure ...>
    """
    if figure is None:
        import matplotlib.pyplot as plt

        figure = plt.figure(dpi=PIXELS)
    by_series = _by_series(data)
    dated = _by_series(events) if events is not None else {}
    of = [dated.get((row["site"], row["indicator"])) for row in records(series)]
    heads = [
        _head_height(row["label"], _with_events(row.get("note", ""), own))
        for row, own in zip(records(series), of, strict=True)
    ]
    told = list(zip(records(series), of, heads, strict=True))
    lines = [told[start : start + columns] for start in range(0, len(told), columns)]
    tall = [max(head for *_, head in line) + HEIGHT + FOOT for line in lines]
    width, height = min(columns, len(told)) * (WIDTH + GAP) - GAP, sum(tall) + TOP
    figure.set_size_inches(width / PIXELS, height / PIXELS)
    cuts: list[tuple[str, tuple[float, float, float, float]]] = []
    top = TOP
    for line, down in zip(lines, tall, strict=True):
        for place, (row, own, head) in enumerate(line):
            left = place * (WIDTH + GAP)
            bottom = height - top - head - HEIGHT
            ax = figure.add_axes((
                (left + 4) / width, bottom / height, (WIDTH - RIGHT - 4) / width, HEIGHT / height
            ))  # fmt: skip
            points = by_series[row["site"], row["indicator"]]
            xmr(points, events=own, label=row["label"], note=row.get("note", ""), ax=ax)
            cuts.append((row["label"], (left, top, left + WIDTH, top + head + HEIGHT + FOOT - 8)))
        top += down
    figure.cuts = cuts  # type: ignore[attr-defined]  # for `blocks_of`: a page cuts the drawing there
    return figure


def _by_series(rows: pd.DataFrame) -> dict[Any, pd.DataFrame]:
    return dict(list(rows.groupby(["site", "indicator"], observed=True)))
