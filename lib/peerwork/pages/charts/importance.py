"""How important did people find each factor? Answers, means, and the two kinds apart."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import pandas as pd

from peerwork.pages.cells import number, numbers, side, withheld, written
from peerwork.pages.chart import Chart, Panel
from peerwork.pages.charts.canvas import BAR as BAR_LAYER
from peerwork.pages.charts.canvas import MARK, Canvas, text_width, wrapped
from peerwork.pages.charts.rows import behind, by_domain, say_extremes, whole
from peerwork.pages.charts.style import SMALL, WIDTH, answer_roles, text_on
from peerwork.pages.context import Context
from peerwork.pages.prose import count
from peerwork.vocabulary import Kind

BAR = 16.0
STRIP = 106.0  # where the scale begins beside a row's own name


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
    caption = caption or "How important people found each factor: their answers, the mean and the number of ratings"
    return Chart(name, caption, _table(chosen, context, points if counted else []), panels)


def draw_facilitators_barriers(rows: pd.DataFrame, context: Context, *, name: str, caption: str = "") -> Chart:
    """One panel a domain: each factor's mean importance to those whom it helped and to those whom it hindered."""
    chosen = context.in_order(rows[rows["kind"].isin([Kind.FACILITATOR, Kind.BARRIER])])
    panels = tuple(
        Panel(domain.id, _draw_kinds(domain.label, part, context), _alt_kinds(domain.label, part, context))
        for domain, part in by_domain(chosen, context)
    )
    caption = caption or "Mean importance to those who say a factor helped, and to those who say it hindered"
    return Chart(name, caption, _table_kinds(chosen, context), panels)


def draw_importance_by_group(rows: pd.DataFrame, context: Context, *, name: str, caption: str = "") -> Chart:
    """One panel a domain: each factor's mean importance to each stakeholder group, with its interval where there is one."""
    chosen = context.in_order(rows[(rows["kind"] == Kind.EITHER) & rows["group"].notna()])
    panels = tuple(
        Panel(domain.id, _draw_groups(domain.label, part, context), _alt_groups(domain.label, part, context))
        for domain, part in by_domain(chosen, context)
    )
    caption = caption or "Mean importance to each stakeholder group"
    return Chart(name, caption, _table_groups(chosen, context), panels)


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
    top = canvas.y
    for (_, row), (_, counts) in zip(rows.iterrows(), _answers(rows, points).iterrows(), strict=True):
        canvas.label(context.factor(row["factor"]), _value(row["mean"]), aside=behind(row["n"]))
        if counts.notna().all():
            _answer_bar(canvas, counts.tolist(), middle, WIDTH / (reach + 1))
            canvas.y += BAR + 4
    canvas.line(middle, top + 4, middle, canvas.y, role="muted", dashed=True, layer=MARK)
    _scale_key(canvas, context)
    return canvas.figure()


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


def _scale_key(canvas: Canvas, context: Context) -> None:
    """The answers that the colours stand for, from the lowest to the highest."""
    scale, labels = context.framework.scale, context.framework.importance_scale
    canvas.y += 12
    wide = WIDTH / len(scale)
    for place, (point, role) in enumerate(zip(scale, answer_roles(len(scale)), strict=True)):
        canvas.bar(place * wide, (place + 1) * wide - 1, canvas.y, BAR, role)
        canvas.text((place + 0.5) * wide, canvas.y + 12, str(point), role=text_on(role), size=SMALL, anchor="center")
    canvas.y += BAR + 14
    low, high = wrapped(labels[scale[0]], 150, SMALL), wrapped(labels[scale[-1]], 150, SMALL)
    for x, lines, anchor in ((0.0, low, "left"), (WIDTH, high, "right")):
        for place, line in enumerate(lines):
            canvas.text(x, canvas.y + 14 * place, line, role="muted", size=SMALL, anchor=anchor)
    canvas.y += 14 * max(len(low), len(high)) - 6


def _place(context: Context, left: float, right: float) -> Any:
    """Where a mean lies between `left` and `right` pixels."""
    scale = context.framework.scale
    return lambda mean: left + (mean - scale[0]) / (scale[-1] - scale[0]) * (right - left)


def _mean_mark(canvas: Canvas, cell: Any, context: Context, span: tuple[float, float], y: float, role: str) -> None:
    """A dot at the mean; a dashed open box over all values that a bounded mean may have; nothing where it is withheld."""
    if math.isnan(number(cell)):
        return
    x = _place(context, *span)(number(cell))
    if side(cell) == ">":
        canvas.bar(x, span[1], y - 5, 10, role, open_end=True)
    elif side(cell) == "<":
        canvas.bar(span[0], x, y - 5, 10, role, open_end=True)
    else:
        canvas.diamond(x, y, 6, role) if role == "low" else canvas.dot(x, y, 5, role)


def _track(canvas: Canvas, context: Context, span: tuple[float, float], y: float) -> None:
    """The scale as a thin line with a tick at each point."""
    canvas.line(span[0], y, span[1], y)
    place = _place(context, *span)
    for point in context.framework.scale:
        canvas.line(place(point), y - 3, place(point), y + 3)


def _scale_words(canvas: Canvas, context: Context, span: tuple[float, float]) -> None:
    """The scale's points under the strips, and what its ends mean."""
    scale, labels = context.framework.scale, context.framework.importance_scale
    canvas.y += 12
    place = _place(context, *span)
    for point in scale:
        canvas.text(place(point), canvas.y, str(point), role="muted", size=SMALL, anchor="center")
    canvas.note(f"{scale[0]} {labels[scale[0]].lower()}, {scale[-1]} {labels[scale[-1]].lower()}")
    canvas.y += 8


def _draw_means(title: str, rows: pd.DataFrame, context: Context, _reach: float) -> Any:
    canvas = Canvas()
    canvas.title(title)
    span = (8.0, WIDTH - 8)
    for _, row in rows.iterrows():
        canvas.label(context.factor(row["factor"]), _value(row["mean"]), aside=behind(row["n"]))
        if row["mean"] != "*" and not pd.isna(row["mean"]):
            canvas.y += 7
            _track(canvas, context, span, canvas.y)
            _mean_mark(canvas, row["mean"], context, span, canvas.y, "high")
            canvas.y += 8
    _scale_words(canvas, context, span)
    return canvas.figure()


def _strip(canvas: Canvas, words: str, row: Any, context: Context, role: str) -> None:
    """One line: whose mean, its place on the scale, the number itself and how many people."""
    span = (STRIP + 6, WIDTH - 92)
    mean = row["mean"] if row is not None else None
    lines = wrapped(words, STRIP - 8, SMALL)
    canvas.y += 14
    for place, line in enumerate(lines):
        canvas.text(0, canvas.y + 13 * place, line, role="muted", size=SMALL)
    y = canvas.y - 4
    if not pd.isna(mean) and mean != "*":
        _track(canvas, context, span, y)
        _interval(canvas, row, context, span, y, role)
        _mean_mark(canvas, mean, context, span, y, role)
    aside = behind(row["n"]) if row is not None else ""
    canvas.text(WIDTH, canvas.y, aside, role="muted", size=SMALL, anchor="right")
    canvas.text(WIDTH - 36, canvas.y, _value(mean), bold=bool(written(mean)), size=SMALL, anchor="right")
    canvas.y += 13 * (len(lines) - 1) + 4


def _interval(canvas: Canvas, row: Any, context: Context, span: tuple[float, float], y: float, role: str) -> None:
    low, high = number(row.get("ci_low")), number(row.get("ci_high"))
    if not math.isnan(low + high):
        place = _place(context, *span)
        canvas.line(place(low), y, place(high), y, role=role, width=3, layer=BAR_LAYER)


def _draw_kinds(title: str, rows: pd.DataFrame, context: Context) -> Any:
    canvas = Canvas()
    canvas.title(title)
    for factor, part in rows.groupby("factor", sort=False):
        canvas.label(context.factor(str(factor)))
        canvas.y -= 4
        kinds = part.set_index("kind")
        for kind, words, role in ((Kind.FACILITATOR, "it helped", "high"), (Kind.BARRIER, "it hindered", "low")):
            _strip(canvas, words, kinds.loc[kind] if kind in kinds.index else None, context, role)
    _scale_words(canvas, context, (STRIP + 6, WIDTH - 92))
    return canvas.figure()


def _draw_groups(title: str, rows: pd.DataFrame, context: Context) -> Any:
    canvas = Canvas()
    canvas.title(title)
    for factor, part in rows.groupby("factor", sort=False):
        canvas.label(context.factor(str(factor)))
        canvas.y -= 4
        for _, row in _in_group_order(part, context).iterrows():
            _strip(canvas, context.group(row["group"]), row, context, "high")
    _scale_words(canvas, context, (STRIP + 6, WIDTH - 92))
    return canvas.figure()


def _in_group_order(rows: pd.DataFrame, context: Context) -> pd.DataFrame:
    rank = {group: place for place, group in enumerate(context.framework.groups)}
    return rows.sort_values("group", key=lambda column: column.map(rank), kind="stable")


def _alt(title: str, rows: pd.DataFrame, context: Context) -> str:
    top = context.framework.scale[-1]
    said = say_extremes(
        rows, "mean", context, lambda mean: written(mean, of="" if str(mean)[0] in "<>" else f" of {top}")
    )
    return f"{title}: mean importance of {count(len(rows), 'factor')}. {said}"


def _alt_kinds(title: str, rows: pd.DataFrame, context: Context) -> str:
    helped, hindered = (rows[rows["kind"] == kind] for kind in (Kind.FACILITATOR, Kind.BARRIER))
    said = [
        f"{words}: {say_extremes(part, 'mean', context, written)}"
        for words, part in (("to those whom it helped", helped), ("to those whom it hindered", hindered))
        if numbers(part["mean"]).notna().any() or withheld(part["mean"]).any()
    ]
    return f"{title}. Mean importance, {' And '.join(said)}" if said else f"{title}. No ratings of either kind."


def _alt_groups(title: str, rows: pd.DataFrame, context: Context) -> str:
    said = [
        f"{context.group(str(group))}: {say_extremes(part, 'mean', context, written)}"
        for group, part in _in_group_order(rows, context).groupby("group", sort=False)
    ]
    return f"{title}. Mean importance by stakeholder group. {' '.join(said)}"


def _table(rows: pd.DataFrame, context: Context, points: list[str]) -> pd.DataFrame:
    labels = context.framework.importance_scale
    columns = {
        "Factor": rows["factor"].map(context.factor),
        "Mean": rows["mean"].map(written),
        "Ratings": rows["n"].map(whole),
    }
    columns |= {f"{point} {labels[point]}": rows[f"n_{point}"].map(whole) for point in labels if f"n_{point}" in points}
    return pd.DataFrame(columns)


def _table_kinds(rows: pd.DataFrame, context: Context) -> pd.DataFrame:
    table = pd.DataFrame({"Factor": context.in_order(rows)["factor"].drop_duplicates()})
    for kind, words in ((Kind.FACILITATOR, "helped"), (Kind.BARRIER, "hindered")):
        part = rows[rows["kind"] == kind].set_index("factor")
        table[f"Mean, it {words}"] = table["Factor"].map(part["mean"].map(written))
        table[f"Ratings, it {words}"] = table["Factor"].map(part["n"].map(whole))
    return table.assign(Factor=table["Factor"].map(context.factor))


def _table_groups(rows: pd.DataFrame, context: Context) -> pd.DataFrame:
    table = pd.DataFrame({"Factor": context.in_order(rows)["factor"].drop_duplicates()})
    for group in context.framework.groups:
        part = rows[rows["group"] == group].set_index("factor")
        if len(part):
            table[context.group(group)] = table["Factor"].map(_mean_and_n(part))
    return table.assign(Factor=table["Factor"].map(context.factor))


def _mean_and_n(part: pd.DataFrame) -> pd.Series:
    means, people = part["mean"].map(written), part["n"].map(behind)
    return means + people.map(lambda text: f" ({text})" if text else "")
