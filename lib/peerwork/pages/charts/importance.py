"""How important did people find each factor? Their answers, or the mean where answers are not shown."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import pandas as pd

from peerwork.cells import number, numbers, records, written
from peerwork.pages.chart import Chart, Panel
from peerwork.pages.charts.canvas import MARK, Canvas, text_width, wrapped
from peerwork.pages.charts.rows import behind, by_domain, say_extremes, whole
from peerwork.pages.charts.scale import Scale
from peerwork.pages.charts.style import SMALL, WIDTH, answer_roles, text_on
from peerwork.pages.context import Context
from peerwork.pages.prose import count
from peerwork.vocabulary import Kind

BAR = 16.0


def draw_importance(rows: pd.DataFrame, context: Context, *, name: str, caption: str = "") -> Chart:
    """One panel a domain: each factor's answers to either side of the middle point, with mean and n.

    `rows` are importance rows of one scope. Where an audience sees no counts of answers, the mean alone is drawn.
    """
    chosen = context.in_order(rows[rows["kind"] == Kind.EITHER])
    points = [f"n_{point}" for point in context.framework.scale]
    counted = set(points) <= set(chosen.columns) and bool(_answers(chosen, points).notna().all(axis=1).any())
    draw = _draw_answers if counted else _draw_means
    reach = _reach(_answers(chosen, points)) if counted else 0.0
    panels = tuple(
        Panel(domain.id, draw(domain.label, part, context, reach), _alt(domain.label, part, context))
        for domain, part in by_domain(chosen, context)
    )
    shown = "their answers, the mean and the number of ratings" if counted else "the mean and the number of ratings"
    caption = caption or f"How important people found each factor: {shown}"
    key = _scale_key(context) if counted else None
    return Chart(name, caption, _table(chosen, context, points if counted else []), panels, key)


def _answers(rows: pd.DataFrame, points: Sequence[str]) -> pd.DataFrame:
    """The counts of answers as numbers; a row without ratings, or withheld, is missing throughout."""
    counts = rows[list(points)].apply(numbers)
    return counts.where(counts.sum(axis=1) > 0)


def _reach(counts: pd.DataFrame) -> float:
    """How far left of the middle the widest row goes, as a share of its answers; never less than a quarter."""
    half, odd = divmod(counts.shape[1], 2)
    left = counts.iloc[:, :half].sum(axis=1) + (counts.iloc[:, half] / 2 if odd else 0)
    return max(0.25, float((left / counts.sum(axis=1)).max()))


def _value(mean: Any) -> str:
    return written(mean) or "not rated"


def _draw_answers(title: str, rows: pd.DataFrame, context: Context, reach: float) -> Any:
    scale = context.framework.scale
    points = [f"n_{point}" for point in scale]
    canvas = Canvas()
    canvas.title(title)
    middle = WIDTH * reach / (reach + 1)
    for row, counts in zip(records(rows), _answers(rows, points).to_numpy().tolist(), strict=True):
        canvas.label(context.factor(row["factor"]), _value(row["mean"]), aside=behind(row["n"]))
        if not any(map(math.isnan, counts)):
            _answer_bar(canvas, counts, middle, WIDTH / (reach + 1))
            canvas.line(middle, canvas.y - 3, middle, canvas.y + BAR + 3, role="muted", dashed=True, layer=MARK)
            canvas.y += BAR + 4
    canvas.y += 2
    return canvas.drawing()


def _answer_bar(canvas: Canvas, counts: list[float], middle: float, unit: float) -> None:
    """The answers of one factor end to end, the middle answer half on each side of the middle."""
    total, half = sum(counts), len(counts) // 2
    left = sum(counts[:half]) + (counts[half] / 2 if len(counts) % 2 else 0)
    x = middle - left / total * unit
    for answers, role in zip(counts, answer_roles(len(counts)), strict=True):
        wide = answers / total * unit
        if answers:
            canvas.bar(x, x + wide - 1, canvas.y, BAR, role)
            if wide > text_width(f"{answers:.0f}", SMALL) + 4:
                canvas.text(
                    x + wide / 2, canvas.y + 12, f"{answers:.0f}", role=text_on(role), size=SMALL, anchor="center"
                )
        x += wide


def _scale_key(context: Context) -> Panel:
    """The answers that the colours stand for, from the lowest to the highest."""
    canvas = Canvas()
    scale, labels = context.framework.scale, context.framework.importance_scale
    wide = WIDTH / len(scale)
    for place, (point, role) in enumerate(zip(scale, answer_roles(len(scale)), strict=True)):
        canvas.bar(place * wide, (place + 1) * wide - 1, canvas.y, BAR, role)
        canvas.text((place + 0.5) * wide, canvas.y + 12, str(point), role=text_on(role), size=SMALL, anchor="center")
    canvas.y += BAR + 14
    low, high = wrapped(labels[scale[0]], 150, SMALL), wrapped(labels[scale[-1]], 150, SMALL)
    for x, lines, anchor in ((0.0, low, "left"), (WIDTH, high, "right")):
        for place, line in enumerate(lines):
            canvas.text(x, canvas.y + 14 * place, line, role="muted", size=SMALL, anchor=anchor)
    canvas.y += 14 * (max(len(low), len(high)) - 1)
    canvas.note("Dashed line: the middle of the scale. Numbers in bars: how many gave that answer.")
    canvas.y += 6
    ends = (
        f"{scale[0]} {labels[scale[0]].lower()}, at the left, to {scale[-1]} {labels[scale[-1]].lower()}, at the right"
    )
    return Panel("key", canvas.drawing(), f"Key. Answers from {ends}.")


def _draw_means(title: str, rows: pd.DataFrame, context: Context, _reach: float) -> Any:
    canvas, scale = Canvas(), Scale(context, 8, WIDTH - 8)
    canvas.title(title)
    top = canvas.y
    for row in records(rows):
        canvas.label(context.factor(row["factor"]), _value(row["mean"]), aside=behind(row["n"]))
        if not math.isnan(number(row["mean"])):
            canvas.y += 7
            scale.line(canvas, canvas.y)
            scale.mark(canvas, row["mean"], canvas.y, "high")
            canvas.y += 8
    scale.axis(canvas, top)
    return canvas.drawing()


def _alt(title: str, rows: pd.DataFrame, context: Context) -> str:
    top = context.framework.scale[-1]
    said = say_extremes(
        rows, "mean", context, lambda mean: written(mean, of="" if str(mean)[0] in "<>" else f" of {top}")
    )
    return f"{title}: mean importance of {count(len(rows), 'factor')}. {said}"


def _table(rows: pd.DataFrame, context: Context, points: list[str]) -> pd.DataFrame:
    labels = context.framework.importance_scale
    columns = {
        "Factor": rows["factor"].map(context.factor),
        "Mean": rows["mean"].map(written),
        "Ratings": rows["n"].map(whole),
    }
    columns |= {f"{point} {labels[point]}": rows[f"n_{point}"].map(whole) for point in labels if f"n_{point}" in points}
    return pd.DataFrame(columns)
