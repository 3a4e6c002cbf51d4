"""Indicators month by month: XmR charts, a panel a series, and the overview of all series."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from peerwork.cells import Row, amount, number, numbers, records
from peerwork.pages.chart import Chart, Panel
from peerwork.pages.charts.canvas import BAR, TRACK, Canvas, wrapped
from peerwork.pages.charts.drawing import Drawing
from peerwork.pages.charts.icons import ROLES, assurance_key, assurance_sign, icons_key, variation_sign
from peerwork.pages.charts.style import SMALL, WIDTH
from peerwork.pages.charts.tiles import TILE, tile_places
from peerwork.pages.readings import MEANINGS, SHORT_ASSURED, month, say_reading
from peerwork.vocabulary import PointType

RIGHT = WIDTH - 72  # pixels: where the plot ends and the names of its lines begin
HEIGHT = 120.0
POINT, FLAGGED = 2.2, 4.2  # radii


@dataclass(frozen=True)
class Frame:
    """Where a value and a period stand in a plot."""

    x: Callable[[Any], float]
    y: Callable[[Any], float]
    top: float


def draw_xmr(points: pd.DataFrame, series: pd.DataFrame, *, name: str, caption: str = "") -> Chart:
    """A panel a row of `series`: its values with mean, limits, target and what stands out.

    `points` are indicator_spc rows; `series` indicator_series rows with `label`, `unit`, `better` and `place` (the
    site in words). The table has a column a series and a row a period, the lines that hold now first.
    """
    by_series = dict(list(points.groupby(["site", "indicator"])))
    panels = tuple(
        Panel(f"{place:02d}", _draw(by_series[row["site"], row["indicator"]], row), _alt(row))
        for place, row in enumerate(records(series), start=1)
    )
    return Chart(name, caption or "Month by month, with mean, limits and target", _table(by_series, series), panels)


def _alt(row: Row) -> str:
    return f"{row['label']}, {row['place']}. {say_reading(row)}"


def _draw(points: pd.DataFrame, row: Row) -> Drawing:
    canvas = Canvas()
    canvas.title(str(row["label"]))
    canvas.note(str(row["place"]))
    _icons(canvas, row)
    values = points.assign(**{name: numbers(points[name]) for name in ("value", "mean", "lower", "upper")})
    target = number(row["target"])
    frame = _frame(canvas, values, target)
    for _, process in values.groupby("rebase_group", sort=True):
        _lines(canvas, process, frame)
    _target(canvas, target, values, frame)
    _curve(canvas, values, frame)
    _names(canvas, values, target, frame)
    canvas.y = frame.top + HEIGHT + 2
    _years(canvas, values, frame)
    return canvas.drawing()


def _icons(canvas: Canvas, row: Row) -> None:
    """Both signs, and what the series shows in words beside them."""
    canvas.y += 6
    x = 0.0
    for look in (variation_sign(row), assurance_sign(row)):
        if look.sign:
            canvas.tile(x, canvas.y, 22, 20, look.role, look.sign)
            x += 26
    words = [MEANINGS.get(row["variation"], "no value"), SHORT_ASSURED.get(row["assurance"], "no target")]
    if row["provisional"] is True or row["provisional"] == "True":
        words.append("limits provisional")
    lines = wrapped(" · ".join(words), WIDTH - x, SMALL)
    for place, line in enumerate(lines):
        canvas.text(x, canvas.y + 14 + 14 * place, line, role="muted", size=SMALL)
    canvas.y += 20 + 14 * (len(lines) - 1) + 8


def _frame(canvas: Canvas, points: pd.DataFrame, target: float) -> Frame:
    shown = np.append(points[["value", "lower", "upper"]].to_numpy(dtype=float).ravel(), target)
    low, high = (np.nanmin(shown), np.nanmax(shown)) if np.isfinite(shown).any() else (0.0, 1.0)
    span = (high - low) or 1.0
    first, last = points["period"].min(), points["period"].max()
    days = max((last - first).days, 1)
    top = canvas.y + 6
    return Frame(
        x=lambda period: 4 + (period - first).days / days * (RIGHT - 12),
        y=lambda value: top + (high - value) / span * (HEIGHT - 12) + 4,
        top=top,
    )


def _lines(canvas: Canvas, process: pd.DataFrame, frame: Frame) -> None:
    """Mean and limits of one process, and where it begins if it is not the first."""
    start, end = frame.x(process["period"].min()) - 4, frame.x(process["period"].max()) + 4
    line = process.iloc[-1]
    for level, dashed in ((line["mean"], False), (line["lower"], True), (line["upper"], True)):
        if np.isfinite(level):
            canvas.line(start, frame.y(level), end, frame.y(level), role="muted", dashed=dashed)
    if line["rebase_group"] > 0:
        canvas.line(start, frame.top, start, frame.top + HEIGHT, role="ink", width=1.2, dashed=True)


def _target(canvas: Canvas, target: float, points: pd.DataFrame, frame: Frame) -> None:
    if np.isfinite(target):
        end = frame.x(points["period"].max()) + 4
        canvas.line(0, frame.y(target), end, frame.y(target), role="low", width=1.5, layer=TRACK)


def _curve(canvas: Canvas, points: pd.DataFrame, frame: Frame) -> None:
    """The values joined within a process; a gap or a new process parts them. Concern is a diamond."""
    before = None
    for point in records(points):
        if not np.isfinite(point["value"]):
            before = None
            continue
        here = (frame.x(point["period"]), frame.y(point["value"]))
        if before is not None and before[1] == point["rebase_group"]:
            canvas.line(*before[0], *here, role="ink", width=1.2, layer=BAR)
        _mark(canvas, here, point["point_type"])
        before = (here, point["rebase_group"])


def _mark(canvas: Canvas, here: tuple[float, float], kind: Any) -> None:
    role = ROLES.get(kind)
    if role is None:
        canvas.dot(*here, POINT, "ink")
    elif kind == PointType.CONCERN:
        canvas.diamond(*here, FLAGGED + 1.3, role)
    else:
        canvas.dot(*here, FLAGGED, role)


def _names(canvas: Canvas, points: pd.DataFrame, target: float, frame: Frame) -> None:
    """The lines' values at their ends, moved apart where they would touch."""
    last = points.iloc[-1]
    named = [(last["upper"], "muted", "limit"), (last["mean"], "muted", "mean"), (last["lower"], "muted", "limit")]
    named += [(target, "low", "target")]
    places = sorted((frame.y(value), value, role, words) for value, role, words in named if np.isfinite(value))
    lowest = -np.inf
    for y, value, role, words in places:
        lowest = max(y + 4, lowest + 13)
        canvas.text(RIGHT + 2, lowest, f"{words} {amount(value)}", role=role, size=10.5)
    canvas.y = max(canvas.y, lowest)


def _years(canvas: Canvas, points: pd.DataFrame, frame: Frame) -> None:
    """Each year where it begins, with the first and last period of the series."""
    canvas.line(0, canvas.y, RIGHT, canvas.y)
    first, last = points["period"].min(), points["period"].max()
    canvas.y += 14
    canvas.text(0, canvas.y, first.strftime("%b %Y"), role="muted", size=SMALL)
    if last > first:
        canvas.text(RIGHT, canvas.y, last.strftime("%b %Y"), role="muted", size=SMALL, anchor="right")
    for year in range(first.year + 1, last.year + 1):
        x = frame.x(pd.Timestamp(year, 1, 1))
        canvas.line(x, canvas.y - 14, x, canvas.y - 9, role="muted")
        if 66 < x < RIGHT - 66:
            canvas.text(x, canvas.y, str(year), role="muted", size=SMALL, anchor="center")
    canvas.y += 6


LINES = {"target": "Target", "upper": "Upper limit", "mean": "Mean", "lower": "Lower limit"}


def _table(by_series: dict[tuple[str, str], pd.DataFrame], series: pd.DataFrame) -> pd.DataFrame:
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


def draw_overview(series: pd.DataFrame, *, name: str, caption: str = "") -> Chart:
    """One panel a stage: a tile for each indicator at each site, its variation above and its assurance below.

    `series` are indicator_series rows with `label`, `stage`, `stage_label` and `better`.
    """
    sites = sorted(set(series["site"]), key=lambda site: (site == "all", site))
    panels = tuple(
        Panel(str(stage), _tiles(part, sites, key=place == 0), _alt_tiles(part))
        for place, (stage, part) in enumerate(series.groupby("stage", sort=False))
    )
    wide = series.assign(said=[_cell(row) for row in records(series)])
    wide = wide.pivot(index="label", columns="site", values="said").reindex(
        index=series["label"].unique(), columns=sites
    )
    table = wide.rename_axis(columns=None).reset_index().rename(columns={"label": "Indicator"}).fillna("")
    return Chart(name, caption or "Variation and assurance of every indicator at every site", table, panels)


def _cell(row: Row) -> str:
    assured = SHORT_ASSURED.get(row["assurance"])
    meaning = MEANINGS.get(row["variation"], "no value")
    return f"{meaning}, {assured}" if assured else meaning


def _tiles(series: pd.DataFrame, sites: list[str], *, key: bool) -> Drawing:
    canvas = Canvas()
    canvas.title(str(series["stage_label"].iloc[0]))
    where, size = tile_places({"": sites})
    canvas.y += 15
    for site in sites:
        canvas.text(where[site] + size / 2, canvas.y, site, role="muted", size=min(SMALL, size * 0.42), anchor="center")
    canvas.y += 2
    for label, part in series.groupby("label", sort=False):
        canvas.label(str(label))
        canvas.y -= 2
        for row in records(part):
            look = variation_sign(row)
            canvas.tile(where[row["site"]], canvas.y, size, TILE - 3, look.role, look.sign, hollow=not look.sign)
            under = assurance_sign(row)
            canvas.text(
                where[row["site"]] + size / 2, canvas.y + TILE + 9, under.sign, role="ink", size=SMALL, bold=True,
                anchor="center",
            )  # fmt: skip
        canvas.y += TILE + 12
    if key:
        canvas.key(icons_key())
        canvas.note("Below a tile, the target:")
        canvas.key(assurance_key())
    return canvas.drawing()


def _alt_tiles(series: pd.DataFrame) -> str:
    told = [f"{label}: {_sites(part)}." for label, part in series.groupby("label", sort=False)]
    return f"{series['stage_label'].iloc[0]}. {' '.join(told)}"


def _sites(part: pd.DataFrame) -> str:
    said = part.assign(said=[_cell(row) for row in records(part)])
    return "; ".join(f"{words} at {', '.join(sites['site'])}" for words, sites in said.groupby("said", sort=True))
