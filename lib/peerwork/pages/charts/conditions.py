"""Was the condition in place? At one site, and at every site."""

from __future__ import annotations

from typing import Any

import pandas as pd

from peerwork.cells import numbers, percent, records, side
from peerwork.pages.chart import Chart, Panel
from peerwork.pages.charts.canvas import BAR, TRACK, Canvas
from peerwork.pages.charts.rows import (
    behind,
    by_domain,
    said,
    say_counts,
    verdict_words,
    weak_column,
    weak_notes,
    whole,
)
from peerwork.pages.charts.site_tiles import draw_site_tiles
from peerwork.pages.charts.style import SMALL, WIDTH
from peerwork.pages.charts.tiles import OPEN, draw_list, draw_value, key_panel, sign_of, value_key
from peerwork.pages.context import Context

STRIP = 18.0
LEFT, RIGHT = 26.0, WIDTH - 8  # pixels: where no one, and where everyone, says that it is in place


def draw_conditions(rows: pd.DataFrame, context: Context, *, name: str, caption: str = "") -> Chart:
    """One panel a domain: each factor's status at one site, its share in place and those of its groups.

    `rows` are conditions rows of one site, those of its groups among them (`group` not blank).
    """
    chosen = context.in_order(rows)
    site = chosen[chosen["group"].isna()]
    groups = chosen[chosen["group"].notna()]
    panels = tuple(
        Panel(domain.id, _draw_site(domain.label, part, groups, context), _alt(domain.label, part))
        for domain, part in by_domain(site, context)
    )
    caption = caption or "Which conditions were in place, by the share of interviewees who say so"
    notes = ["○ the share of one stakeholder group. Dashed lines: the thresholds."] if _drawn(site) else []
    key = key_panel(value_key(site["status"]), notes=[*notes, *weak_notes(site)])
    return Chart(name, caption, _table(site, groups, context), panels, key)


def draw_conditions_by_site(rows: pd.DataFrame, context: Context, *, name: str, caption: str = "") -> Chart:
    """One panel a domain: a tile for each factor's status at each site, sites of one sector together."""
    caption = caption or "Which conditions were in place at which site"
    return draw_site_tiles(rows[rows["group"].isna()], "status", context, name=name, caption=caption)


def _draw_site(title: str, rows: pd.DataFrame, groups: pd.DataFrame, context: Context) -> Any:
    canvas = Canvas()
    canvas.title(title)
    if not _drawn(rows):
        return draw_list(canvas, rows, "status", context)
    shares = numbers(rows["share_in_place"])
    for share, row in zip(shares, records(rows), strict=True):
        look = sign_of(row["status"])
        role = "muted" if look.role in (OPEN, "middle") else look.role
        canvas.label(context.factor(row["factor"]), verdict_words(row, "status"), aside=behind(row["n"]), role=role)
        _strip(canvas, row, share, groups[groups["factor"] == row["factor"]], context)
    canvas.y += 11
    for x, words, anchor in ((LEFT, "no one", "left"), (RIGHT, "everyone says so", "right")):
        canvas.text(x, canvas.y, words, role="muted", size=SMALL, anchor=anchor)
    canvas.y += 6
    return canvas.drawing()


def _drawn(rows: pd.DataFrame) -> bool:
    """Whether the audience sees any share at all."""
    return "share_in_place" in rows and bool(numbers(rows["share_in_place"]).notna().any())


def _strip(canvas: Canvas, row: Any, share: float, groups: pd.DataFrame, context: Context) -> None:
    """The status as a tile, the site's share as a bar, each group's as a ring above the place it says."""
    draw_value(canvas, 0, canvas.y, 20, row["status"])
    if not pd.isna(share):
        look = sign_of(row["status"])
        canvas.bar(LEFT, RIGHT, canvas.y, STRIP, "track", layer=TRACK)
        for threshold in (context.rules.not_in_place_share, context.rules.in_place_share):
            canvas.line(
                _x(threshold), canvas.y - 1, _x(threshold), canvas.y + STRIP + 1, role="muted", dashed=True, layer=BAR
            )
        _bar(canvas, row["share_in_place"], share, "rule" if look.role == OPEN else look.role)
        stacked: dict[float, int] = {}
        for group_share in numbers(groups["share_in_place"]).dropna() if len(groups) else []:
            level = stacked[group_share] = stacked.get(group_share, -1) + 1
            inward = -1 if group_share > 0.5 else 1
            canvas.dot(_x(group_share) + inward * level * 6, canvas.y + STRIP / 2, 4.5, "ink", hollow=True)
    canvas.y += STRIP + 5


def _bar(canvas: Canvas, cell: Any, share: float, role: str) -> None:
    if side(cell) == "<":
        canvas.bar(LEFT, _x(share), canvas.y + 5, STRIP - 10, role, open_end=True)
        return
    canvas.bar(LEFT, max(_x(share), LEFT + 2), canvas.y + 5, STRIP - 10, role)
    if side(cell) == ">":
        canvas.bar(_x(share), RIGHT, canvas.y + 5, STRIP - 10, role, open_end=True)


def _x(share: float) -> float:
    return LEFT + share * (RIGHT - LEFT)


def _alt(title: str, rows: pd.DataFrame) -> str:
    return f"{title}: {say_counts(rows['status'])}."


def _table(site: pd.DataFrame, groups: pd.DataFrame, context: Context) -> pd.DataFrame:
    columns = {
        "Factor": site["factor"].map(context.factor),
        "Status": site["status"].map(said),
        "Answers": site["n"].map(whole),
        **weak_column(site),
    }
    if "share_in_place" in site:
        columns["Share in place"] = site["share_in_place"].map(percent)
        for group in context.framework.groups:
            part = groups[groups["group"] == group].set_index("factor")
            if len(part):
                columns[context.group(group)] = site["factor"].map(part["share_in_place"].map(percent))
    return pd.DataFrame(columns)
