"""How important did people find each factor? Their answers, or the mean where answers are not shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from peerwork.cells import format_cell, number, numbers, records, side
from peerwork.plot.palette import answer_roles, colour
from peerwork.plot.rows import Rows, in_blocks, shape_of, styled
from peerwork.plot.words import format_n

BAR = 14.0


@styled
def importance(
    data: pd.DataFrame, *, scale: Mapping[int, str] | None = None, ax: Axes | None = None, names: str = "left"
) -> Axes:
    """A row a factor: the answers from the lowest to the highest, centred on the middle one, with mean and n.

    `data` are importance rows of one scope (`factor`, `mean`, `n`; `n_1` to `n_5` where answers may be seen; `label`
    and `domain` where they are known), and `scale` the words for each answer. x is the share of answers, below the
    middle
    negative. Without counts the mean alone is drawn on the scale: a dot, or a dashed bar over all that a bounded mean
    may be. A row that is withheld or was not rated has no mark. Returns the Axes.

    >>> pw.plot.importance(results.select("importance", scope="site", site="S03", kind="either", domain="support"))
    <Axes: ...>
    """
    if "kind" in data:
        data = data[data["kind"] == "either"]
    data = in_blocks(data)
    points = _points(data, scale)
    counts = _counts(data, points)
    if counts.notna().any(axis=None):
        return _answers(data, counts, points, scale, ax, names)
    return _means(data, points, scale, ax, names)


def _points(data: pd.DataFrame, scale: Mapping[int, str] | None) -> list[int]:
    found = sorted(int(name[2:]) for name in map(str, data) if name.startswith("n_") and name[2:].isdigit())
    return sorted(scale) if scale else found or [1, 2, 3, 4, 5]


def _counts(data: pd.DataFrame, points: list[int]) -> pd.DataFrame:
    """The counts of answers as numbers; missing throughout where one is not shown or nobody answered."""
    columns = [f"n_{point}" for point in points]
    counts = data.reindex(columns=columns).apply(numbers)
    return counts.where(counts.notna().all(axis=1) & (counts.sum(axis=1) > 0))


def _answers(
    data: pd.DataFrame, counts: pd.DataFrame, points: list[int], scale: Mapping[int, str] | None, ax: Axes | None,
    names: str,
) -> Axes:  # fmt: skip
    half, odd = divmod(len(points), 2)
    totals = counts.sum(axis=1)
    left = (counts.iloc[:, :half].sum(axis=1) + (counts.iloc[:, half] / 2 if odd else 0)) / totals
    rows = Rows(data, ax, shape_of(names, wide=92), (-max(0.25, float(left.max())), 1))
    rows.stack(counts, -left, 1 / totals, answer_roles(len(points)), BAR)
    known = [place for place, total in enumerate(totals) if total]
    rows.lines(
        [((0, rows.y[p] - BAR / 2 - 3), (0, rows.y[p] + BAR / 2 + 3)) for p in known], color=colour("muted"),
        linewidth=1, linestyle=(0, (2, 2)),
    )  # fmt: skip
    _values(rows, data)
    words = scale or {}
    key = [
        (role, str(point), words.get(point, "").lower())
        for point, role in zip(points, answer_roles(len(points)), strict=True)
    ]
    return rows.done(key, ["Dashed line: the middle of the scale. In the bars: how many gave that answer."])


def _means(data: pd.DataFrame, points: list[int], scale: Mapping[int, str] | None, ax: Axes | None, names: str) -> Axes:
    foot = {float(point): str(point) for point in points}
    rows = Rows(data, ax, shape_of(names, wide=110), (points[0], points[-1]), foot=foot)
    rows.lines([((points[0], y), (points[-1], y)) for y in rows.y], color=colour("rule"), linewidth=1)
    mean_marks(rows, list(data["mean"]), "high")
    _values(rows, data)
    words = scale or {}
    ends = [f"{point} {words[point].lower()}" for point in (points[0], points[-1]) if point in words]
    return rows.done(notes=[", ".join(ends)] if ends else [])


def mean_marks(rows: Rows, cells: list[Any], role: str, marker: str = "o", size: float = 10, shift: float = 0) -> None:
    """A mark at each mean; a dashed bar over all that a bounded mean may be; nothing where none is shown."""
    low, high = sorted(rows.ax.get_xlim())
    exact = [(p, number(cell)) for p, cell in enumerate(cells) if not side(cell) and number(cell) == number(cell)]
    rows.glyphs(exact, marker, colour(role), size)
    bounds = [(p, number(cell), side(cell)) for p, cell in enumerate(cells) if side(cell)]
    rows.open_bars([(p, mean, high) if way == ">" else (p, low, mean) for p, mean, way in bounds], 10, colour(role))


def _values(rows: Rows, data: pd.DataFrame) -> None:
    for place, row in enumerate(records(data)):
        rows.value(place, format_cell(row.get("mean")) or "not rated", aside=format_n(row.get("n")))
