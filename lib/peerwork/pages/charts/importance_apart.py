"""How important is each factor to those whom it helped or hindered, and to each stakeholder group?"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from peerwork.cells import Row, number, numbers, records, withheld, written
from peerwork.pages.chart import Chart, Panel
from peerwork.pages.charts.canvas import BAR, Canvas, text_width, wrapped
from peerwork.pages.charts.rows import behind, by_domain, say_extremes, whole
from peerwork.pages.charts.scale import Scale
from peerwork.pages.charts.style import SMALL, WIDTH, answer_roles
from peerwork.pages.charts.tiles import TILE, key_panel
from peerwork.pages.context import Context
from peerwork.pages.tables import Tiles
from peerwork.vocabulary import Kind, Scope

KINDS = {Kind.FACILITATOR: ("helped", "high", WIDTH - 64), Kind.BARRIER: ("hindered", "low", WIDTH)}
NAMES = 106.0  # pixels for the name of a group


def draw_facilitators_barriers(rows: pd.DataFrame, context: Context, *, name: str, caption: str = "") -> Chart:
    """One panel a domain: each factor's mean importance to those whom it helped beside that to those it hindered.

    At one site, where a handful rated, a page shows tiles with the numbers in them.
    """
    chosen = context.in_order(rows[rows["kind"].isin(list(KINDS))])
    panels = tuple(
        Panel(domain.id, _draw_kinds(domain.label, part, context), _alt_kinds(domain.label, part, context))
        for domain, part in by_domain(chosen, context)
    )
    caption = caption or "Mean importance to those who say a factor helped, and to those who say it hindered"
    tiles = _tiles_kinds(chosen, context) if context.scope is Scope.SITE else None
    caption += "; colours: the answer nearest to each mean" if tiles else ""
    key = key_panel(
        notes=["● those whom it helped, ◆ those whom it hindered; the mean, and in brackets how many rated"]
    )
    return Chart(name, caption, _table_kinds(chosen, context), panels, key, tiles)


def draw_importance_by_group(rows: pd.DataFrame, context: Context, *, name: str, caption: str = "") -> Chart:
    """One panel a domain: each factor's mean importance to each stakeholder group.

    A dot with its interval each where there are intervals; else, as at one site, a tile with the mean in it.
    """
    chosen = context.in_order(rows[(rows["kind"] == Kind.EITHER) & rows["group"].notna()])
    intervals = "ci_low" in chosen and numbers(chosen["ci_low"]).notna().any()
    draw = _draw_intervals if intervals else _draw_tiles
    panels = tuple(
        Panel(domain.id, draw(domain.label, part, context), _alt_groups(domain.label, part, context))
        for domain, part in by_domain(chosen, context)
    )
    caption = caption or "Mean importance to each stakeholder group"
    scale, labels = context.framework.scale, context.framework.importance_scale
    marks = [
        (role, str(point), labels[point].lower()) for point, role in zip(scale, answer_roles(len(scale)), strict=True)
    ]
    key = (
        None
        if intervals
        else key_panel(marks, notes=["Nothing: not asked, not rated. The nearest answer colours a mean."])
    )
    tiles = None if intervals else _tiles(chosen, context)
    return Chart(name, caption, _table_groups(chosen, context), panels, key, tiles)


def _draw_kinds(title: str, rows: pd.DataFrame, context: Context) -> Any:
    canvas, scale = Canvas(), Scale(context, 8, WIDTH - 134)
    canvas.title(title)
    canvas.y += 12
    for words, role, x in KINDS.values():
        canvas.text(x, canvas.y, words, role=role, size=SMALL, bold=True, anchor="right")
    top = canvas.y
    for factor, part in rows.groupby("factor", sort=False):
        canvas.label(context.factor(str(factor)))
        canvas.y += 6
        _dumbbell(canvas, scale, {row["kind"]: row for row in records(part)})
        canvas.y += 8
    scale.axis(canvas, top)
    return canvas.drawing()


def _dumbbell(canvas: Canvas, scale: Scale, kinds: Mapping[str, Row]) -> None:
    """Both means on one line, joined; beside them the numbers, each with how many rated."""
    means = {kind: kinds[kind]["mean"] if kind in kinds else None for kind in KINDS}
    places = [number(mean) for mean in means.values()]
    scale.line(canvas, canvas.y)
    if not math.isnan(sum(places)):
        canvas.line(scale.x(places[0]), canvas.y, scale.x(places[1]), canvas.y, role="middle", width=4, layer=BAR)
    for kind, (_, role, x) in KINDS.items():
        scale.mark(canvas, means[kind], canvas.y, role)
        people = whole(kinds[kind]["n"]) if written(means[kind]) and kind in kinds else ""
        words = f"{_short(means[kind])} ({people})" if people not in ("", "withheld") else _short(means[kind])
        canvas.text(x, canvas.y + 4, words, role=role if people else "muted", size=SMALL, anchor="right")


def _short(mean: Any) -> str:
    return (written(mean) or "none").replace(" or more", "+").replace(" or less", "−")


def _draw_intervals(title: str, rows: pd.DataFrame, context: Context) -> Any:
    canvas, scale = Canvas(), Scale(context, NAMES + 6, WIDTH - 92)
    canvas.title(title)
    top = canvas.y
    for factor, part in rows.groupby("factor", sort=False):
        canvas.label(context.factor(str(factor)))
        canvas.y -= 4
        for row in records(_in_group_order(part, context)):
            _group_line(canvas, scale, row, context)
    scale.axis(canvas, top)
    return canvas.drawing()


def _group_line(canvas: Canvas, scale: Scale, row: Row, context: Context) -> None:
    """One group: its name, its mean and interval on the scale, the number and how many people."""
    lines = wrapped(context.group(row["group"]), NAMES - 8, SMALL)
    canvas.y += 14
    for place, line in enumerate(lines):
        canvas.text(0, canvas.y + 13 * place, line, role="muted", size=SMALL)
    y = canvas.y - 4
    scale.line(canvas, y)
    scale.interval(canvas, row.get("ci_low"), row.get("ci_high"), y, "high")
    scale.mark(canvas, row["mean"], y, "high")
    canvas.text(WIDTH, canvas.y, behind(row["n"]), role="muted", size=SMALL, anchor="right")
    words = written(row["mean"])
    canvas.text(WIDTH - 36, canvas.y, words or "none", bold=bool(words), size=SMALL, anchor="right")
    canvas.y += 13 * (len(lines) - 1) + 4


def _draw_tiles(title: str, rows: pd.DataFrame, context: Context) -> Any:
    """A tile a group, the deeper the more important, with the mean in it."""
    groups = [group for group in context.framework.groups if (rows["group"] == group).any()]
    size = WIDTH / len(groups)
    canvas = Canvas()
    canvas.title(title)
    longest = max(text_width(word, 10.5) for group in groups for word in context.group(group).split())
    small = min(10.5, 10.5 * (size - 4) / longest)
    names = [wrapped(context.group(group), size - 4, small) for group in groups]
    for place, lines in enumerate(names):
        for line, words in enumerate(lines):
            canvas.text(place * size, canvas.y + 12 * (line + 1), words, role="muted", size=small)
    canvas.y += 12 * max(len(lines) for lines in names)
    for factor, part in rows.groupby("factor", sort=False):
        canvas.label(context.factor(str(factor)))
        canvas.y -= 2
        for group, mean in zip(part["group"], part["mean"], strict=True):
            role = _depth(mean, context)
            box = (groups.index(group) * size, canvas.y, size - 2, TILE - 3)
            canvas.tile(*box, role or "rule", _short(mean) if written(mean) else "", hollow=role is None)
        canvas.y += TILE + 1
    canvas.y += 2
    return canvas.drawing()


def _depth(mean: Any, context: Context) -> str | None:
    """The role of the answer nearest to a mean, the higher of two; None without a mean."""
    points, value = context.framework.scale, number(mean)
    if math.isnan(value):
        return None
    nearest = max(points, key=lambda point: (-abs(point - value), point))
    return answer_roles(len(points))[points.index(nearest)]


def _in_group_order(rows: pd.DataFrame, context: Context) -> pd.DataFrame:
    rank = {group: place for place, group in enumerate(context.framework.groups)}
    return rows.sort_values("group", key=lambda column: column.map(rank), kind="stable")


def _alt_kinds(title: str, rows: pd.DataFrame, context: Context) -> str:
    helped, hindered = (rows[rows["kind"] == kind] for kind in KINDS)
    said = [
        f"To those {words}: {say_extremes(part, 'mean', context, written)}"
        for words, part in (("whom it helped", helped), ("whom it hindered", hindered))
        if numbers(part["mean"]).notna().any() or withheld(part["mean"]).any()
    ]
    return f"{title}, mean importance. {' '.join(said)}" if said else f"{title}: no ratings of either kind."


def _alt_groups(title: str, rows: pd.DataFrame, context: Context) -> str:
    said = [
        f"{context.group(str(group))}: {say_extremes(part, 'mean', context, written)}"
        for group, part in _in_group_order(rows, context).groupby("group", sort=False)
    ]
    return f"{title}, mean importance by stakeholder group. {' '.join(said)}"


def _table_kinds(rows: pd.DataFrame, context: Context) -> pd.DataFrame:
    factors = rows["factor"].drop_duplicates()
    columns = {"Factor": factors.map(context.factor)}
    for kind, (words, _, _) in KINDS.items():
        part = rows[rows["kind"] == kind].set_index("factor")
        columns[f"Mean, it {words}"] = factors.map(part["mean"].map(written))
        columns[f"Ratings, it {words}"] = factors.map(part["n"].map(whole))
    return pd.DataFrame(columns)


def _table_groups(rows: pd.DataFrame, context: Context) -> pd.DataFrame:
    factors = rows["factor"].drop_duplicates()
    columns = {"Factor": factors.map(context.factor)}
    for group in context.framework.groups:
        part = rows[rows["group"] == group].set_index("factor")
        if len(part):
            columns[context.group(group)] = factors.map(pd.Series([_told(row) for row in records(part)], part.index))
    return pd.DataFrame(columns)


def _tiles(rows: pd.DataFrame, context: Context) -> Tiles:
    """The colours of that table: each mean as the answer nearest to it."""
    factors = rows["factor"].drop_duplicates()
    cells = zip(rows["factor"], rows["group"], rows["mean"], strict=True)
    depths = {(factor, group): _depth(mean, context) or "" for factor, group, mean in cells}
    groups = [group for group in context.framework.groups if (rows["group"] == group).any()]
    roles = [[depths.get((factor, group), "") for group in groups] for factor in factors]
    return Tiles(roles, [context.framework.domain_of[factor].label for factor in factors], keyed=True)


def _tiles_kinds(rows: pd.DataFrame, context: Context) -> Tiles:
    """The colours of that table: each mean as the answer nearest to it, nothing for how many rated."""
    factors = rows["factor"].drop_duplicates()
    cells = zip(rows["factor"], rows["kind"], rows["mean"], strict=True)
    depths = {(factor, kind): _depth(mean, context) or "" for factor, kind, mean in cells}
    roles = [[role for kind in KINDS for role in (depths.get((factor, kind), ""), "")] for factor in factors]
    return Tiles(roles, [context.framework.domain_of[factor].label for factor in factors])


def _told(row: Row) -> str:
    """The mean with all that stands beside it: `4.6 (n 9, 3.9 to 5.0)`."""
    ends = [written(row.get("ci_low")), written(row.get("ci_high"))]
    between = " to ".join(ends) if all(ends) and "withheld" not in ends else ""
    aside = ", ".join(text for text in (behind(row["n"]), between) if text)
    return f"{written(row['mean'])} ({aside})" if aside and written(row["mean"]) else written(row["mean"])
