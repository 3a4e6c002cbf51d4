"""Consensus ratings: how a team rated each factor at each site, and what separates high from low implementation."""

from __future__ import annotations

from typing import Any

import pandas as pd

from peerwork.cells import Row, numbers, records
from peerwork.pages.chart import Chart, Panel
from peerwork.pages.charts.canvas import BAR, Canvas
from peerwork.pages.charts.rows import by_domain, said
from peerwork.pages.charts.style import SMALL, WIDTH
from peerwork.pages.charts.tiles import TILE, key_panel, site_header, tile_places
from peerwork.pages.context import Context
from peerwork.pages.prose import count
from peerwork.vocabulary import Distinguishing

NOTES = ("m: mixed, with the number it counts as. Dashed: no rating, or not applicable.",)
MARKS = ("◆ highest rating among low sites; ● lowest among high sites. Blue: the two are apart.",)
SIDES = {"low": "Low implementation", "": "Between, or not known", "high": "High implementation"}


def draw_site_ratings(rows: pd.DataFrame, context: Context, *, name: str, caption: str = "") -> Chart:
    """One panel a domain: a tile for each factor's rating at each site, low- and high-implementation sites apart.

    `rows` are one a site and factor: `site`, `factor`, `rating`, `mixed`. A missing rating is an open tile.
    """
    chosen = context.in_order(rows)
    blocks = _blocks(sorted(set(chosen["site"])), context)
    panels = tuple(
        Panel(domain.id, _draw(domain.label, part, blocks, context), _alt(domain.label, part))
        for domain, part in by_domain(chosen, context)
    )
    cells = chosen.assign(cell=[_words(row) for row in records(chosen)]).pivot(
        index="factor", columns="site", values="cell"
    )
    factors = chosen["factor"].drop_duplicates()
    table = pd.DataFrame({"Factor": factors.map(context.factor)})
    for site in (site for sites in blocks.values() for site in sites):
        table[context.site(site)] = factors.map(cells[site])
    return Chart(name, caption or "Consensus rating of each factor at each site", table, panels, key_panel(notes=NOTES))


def draw_distinguishing(rows: pd.DataFrame, context: Context, *, name: str, caption: str = "") -> Chart:
    """One panel a domain: each factor's lowest rating among high sites, the highest among low ones, and the gap."""
    chosen = context.in_order(rows)
    panels = tuple(
        Panel(domain.id, _draw_gaps(domain.label, part, context), _alt_gaps(domain.label, part, context))
        for domain, part in by_domain(chosen, context)
    )
    table = pd.DataFrame(
        {
            "Factor": chosen["factor"].map(context.factor),
            "Lowest among high sites": chosen["lowest_high"].map(_signed),
            "Highest among low sites": chosen["highest_low"].map(_signed),
            "Gap": chosen["gap"].map(_signed),
            "Verdict": chosen["verdict"].map(said),
        }
    )
    return Chart(
        name,
        caption or "Which factors separate high- from low-implementation sites",
        table,
        panels,
        key_panel(notes=MARKS),
    )


def _blocks(sites: list[str], context: Context) -> dict[str, list[str]]:
    known = context.sites
    side = (
        dict(zip(known["site"], known["implementation"].fillna(""), strict=True)) if "implementation" in known else {}
    )
    blocks = {label: [site for site in sites if side.get(site, "") in (value,)] for value, label in SIDES.items()}
    return {label: there for label, there in blocks.items() if there}


def _signed(cell: Any) -> str:
    if pd.isna(cell):
        return ""
    return "withheld" if cell == "*" else f"{float(cell):+g}".replace("-", "−").replace("+0", "0")


def _words(row: Row) -> str:
    mixed = row.get("mixed") == "yes"
    return f"{_signed(row['rating'])}{' mixed' if mixed else ''}".strip() or "none"


def _role(rating: float, context: Context) -> str:
    """The colour of a rating: the sign by hue, the outer half of the scale by strength."""
    scale = context.framework.site_scale
    middle = (scale.min + scale.max) / 2
    away = (rating - middle) / (scale.max - middle)
    if away == 0:
        return "middle"
    side = "high" if away > 0 else "low"
    return side if abs(away) > 0.5 else f"{side}_soft"


def _draw(title: str, rows: pd.DataFrame, blocks: dict[str, list[str]], context: Context) -> Any:
    canvas = Canvas()
    canvas.title(title)
    where, size = tile_places(blocks)
    site_header(canvas, blocks, where, size)
    for factor, part in rows.groupby("factor", sort=False):
        canvas.label(context.factor(str(factor)))
        canvas.y -= 2
        for row, rating in zip(records(part), numbers(part["rating"]), strict=True):
            missing, mixed = pd.isna(rating), row.get("mixed") == "yes"
            sign = ("*" if row["rating"] == "*" else "") if missing else _signed(rating)
            role = "rule" if missing else _role(rating, context)
            canvas.tile(
                where[row["site"]], canvas.y, size, TILE - 3, role, f"{sign}{' m' if mixed else ''}", hollow=missing
            )
        canvas.y += TILE + 1
    canvas.y += 2
    return canvas.drawing()


def _alt(title: str, rows: pd.DataFrame) -> str:
    ratings = numbers(rows["rating"])
    if ratings.notna().sum() == 0:
        return f"{title}: no ratings."
    missing = int(ratings.isna().sum())
    gone = f", {count(missing, 'rating')} missing or withheld" if missing else ""
    return f"{title}: ratings from {_signed(ratings.min())} to {_signed(ratings.max())}{gone}."


def _draw_gaps(title: str, rows: pd.DataFrame, context: Context) -> Any:
    scale = context.framework.site_scale
    left, right = 10.0, WIDTH - 10

    def place(rating: float) -> float:
        return left + (rating - scale.min) / (scale.max - scale.min) * (right - left)

    canvas = Canvas()
    canvas.title(title)
    lows, highs = numbers(rows["highest_low"]), numbers(rows["lowest_high"])
    for row, low, high in zip(records(rows), lows, highs, strict=True):
        parts = row["verdict"] == Distinguishing.DISTINGUISHING
        gap = _signed(row["gap"])
        canvas.label(
            context.factor(row["factor"]),
            f"gap {gap}" if gap else said(row["verdict"]),
            role="high" if parts else "muted",
        )
        canvas.y += 6
        canvas.line(left, canvas.y, right, canvas.y)
        if not (pd.isna(low) or pd.isna(high)):
            canvas.line(
                place(low), canvas.y, place(high), canvas.y, role="high" if parts else "middle", width=4, layer=BAR
            )
        if not pd.isna(low):
            canvas.diamond(place(low), canvas.y, 7, "low")
        if not pd.isna(high):
            canvas.dot(place(high), canvas.y, 5, "high")
        canvas.y += 8
    canvas.y += 12
    for rating in range(round(scale.min), round(scale.max) + 1):
        canvas.text(place(rating), canvas.y, _signed(rating), role="muted", size=SMALL, anchor="center")
    canvas.y += 6
    return canvas.drawing()


def _alt_gaps(title: str, rows: pd.DataFrame, context: Context) -> str:
    apart = rows[rows["verdict"] == Distinguishing.DISTINGUISHING]
    named = ", ".join(
        f"{context.factor(factor)} (gap {_signed(gap)})"
        for factor, gap in zip(apart["factor"], apart["gap"], strict=True)
    )
    return (
        f"{title}: {count(len(apart), 'factor')} of {len(rows)} {'separates' if len(apart) == 1 else 'separate'} "
        + (f"high- from low-implementation sites: {named}." if named else "high- from low-implementation sites.")
    )
