"""Tiles: a factor's closed value at each site, as a sign on a colour; the same sign means the same on every page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from peerwork.cells import records
from peerwork.pages.chart import Panel
from peerwork.pages.charts.canvas import Canvas, text_width
from peerwork.pages.charts.drawing import Drawing
from peerwork.pages.charts.rows import behind, said
from peerwork.pages.charts.style import COLOURS, SMALL, STRONG, WIDTH
from peerwork.pages.context import Context
from peerwork.vocabulary import Documents, Fidelity, Mark, Null, Pattern, Status

TILE = 22.0
OPEN = "open"  # the role of a tile without evidence: hollow and dashed


@dataclass(frozen=True)
class Sign:
    """How a closed value looks: the role of its colour, and its sign."""

    role: str
    sign: str


SIGNS: Mapping[str, Sign] = {
    Status.IN_PLACE: Sign("high", "✓"),
    Status.MIXED: Sign("middle", "~"),
    Status.CONTESTED: Sign("contested", "!"),
    Status.NOT_IN_PLACE: Sign("low", "✗"),
    Status.TOO_LITTLE: Sign(OPEN, "?"),
    Pattern.REPLICATED: Sign("high", "✓"),
    Pattern.NO_DIFFERENCE: Sign("high_soft", "="),
    Pattern.ALTERNATIVE: Sign("low", "✗"),
    Documents.SPECIFIED: Sign("high", "✓"),
    Documents.PARTLY: Sign("high_soft", "~"),
    Documents.SILENT: Sign("middle", "–"),
    Documents.CONTRADICTED: Sign("low", "✗"),
    Documents.CONFLICTING: Sign("contested", "!"),
    Fidelity.AS_SPECIFIED: Sign("high", "✓"),
    Fidelity.PARTLY_CARRIED_OUT: Sign("high_soft", "~"),
    Fidelity.NOT_CARRIED_OUT: Sign("low", "✗"),
    Fidelity.INFORMAL: Sign("middle", "+"),
    Fidelity.ABSENT: Sign("middle", "–"),
    Fidelity.AGAINST: Sign("low_soft", "+"),
    Fidelity.RULED_OUT: Sign("low_soft", "–"),
    Fidelity.UNCLEAR: Sign("contested", "!"),
    Fidelity.NOT_EXAMINED: Sign(OPEN, "·"),
    Mark.AGREED: Sign("high", "✓"),
    Mark.REFINED: Sign("high_soft", "~"),
    Mark.DISPUTED: Sign("low", "!"),
    Mark.UNCHECKED: Sign(OPEN, ""),
    Null.CHALLENGED: Sign("high", "✓"),
    Null.OPEN: Sign("middle", "~"),
    Null.NOT_CHALLENGED: Sign("low", "✗"),
    "*": Sign(OPEN, "*"),
}
ORDER = ("high", "high_soft", "middle", "contested", "low_soft", "low", OPEN)
NOTHING = Sign(OPEN, "")


def sign_of(value: Any) -> Sign:
    """The look of a closed value; a blank is an empty open tile."""
    return NOTHING if pd.isna(value) else SIGNS.get(str(value), NOTHING)


def tile_role(value: Any) -> str:
    """The role of a value's tile in a table; nothing for one without evidence."""
    role = sign_of(value).role
    return "" if role == OPEN else role


def value_key(values: Sequence[Any]) -> list[tuple[str, str, str]]:
    """The key to the values that are there, from what the framework proposes to what is not known."""
    there = {"" if pd.isna(value) else str(value) for value in values}
    looks = {value: look for value, look in SIGNS.items() if value in there}
    ordered = sorted(looks, key=lambda value: ORDER.index(looks[value].role))
    return [(looks[value].role, looks[value].sign, said(value)) for value in ordered]


def key_panel(*groups: Sequence[tuple[str, str, str]], notes: Sequence[str] = ()) -> Panel | None:
    """The key of a chart: each group of marks on lines of its own, then notes; None where there is nothing to say."""
    entries = [entry for group in groups for entry in group]
    if not entries and not notes:
        return None
    canvas = Canvas()
    for group in groups:
        if group:
            canvas.key(group)
    for note in notes:
        canvas.note(note)
    canvas.y += 6
    said_of = "; ".join([*(f"{sign or COLOURS[role]}: {words}" for role, sign, words in entries), *notes])
    return Panel("key", canvas.drawing(), f"Key. {said_of}.")


def draw_value(canvas: Canvas, x: float, y: float, size: float, value: Any) -> None:
    """One tile."""
    look = sign_of(value)
    canvas.tile(x, y, size, TILE - 3, "rule" if look.role == OPEN else look.role, look.sign, hollow=look.role == OPEN)


def draw_list(
    canvas: Canvas, rows: pd.DataFrame, column: str, context: Context, *, aside: pd.Series | None = None
) -> Drawing:
    """A line a factor where an audience sees closed values only: its tile, its name, the value in words and n."""
    for place, row in zip(rows.index, records(rows), strict=True):
        look = sign_of(row[column])
        role = look.role if look.role in STRONG else "muted"
        words = [said(row[column]), *([aside[place]] if aside is not None and aside[place] else [])]
        top = canvas.y + 4
        canvas.label(context.factor(row["factor"]), ", ".join(words), aside=behind(row["n"]), role=role, left=26)
        draw_value(canvas, 0, top, 20, row[column])
        canvas.y += 2
    return canvas.drawing()


def site_header(canvas: Canvas, blocks: Mapping[str, Sequence[str]], where: Mapping[str, float], size: float) -> None:
    """The sites' codes above their tiles, and above them the name of each block where there are several."""
    if len(blocks) > 1:
        canvas.y += 16
        for label, sites in blocks.items():
            _block_name(canvas, label, where[sites[0]], (size + 2) * len(sites) - 2)
    canvas.y += 15
    for sites in blocks.values():
        for site in sites:
            small = min(SMALL, SMALL * (size - 3) / max(text_width(site, SMALL), 1))
            canvas.text(where[site] + size / 2, canvas.y, site, role="muted", size=small, anchor="center")
    canvas.y += 2


def _block_name(canvas: Canvas, label: str, x: float, wide: float) -> None:
    """The name over its block, in smaller letters where it is wider; it may reach a little into the gap before it."""
    size = min(SMALL, SMALL * (wide + 14) / (text_width(label, SMALL) * 1.15 or 1))
    last = x + wide > canvas.width - 3  # its last tile ends where the gap before a next one would begin
    canvas.text(
        x + wide if last else x, canvas.y, label, role="muted", size=size, bold=True, anchor="right" if last else "left"
    )


def tile_places(blocks: Mapping[str, Sequence[str]]) -> tuple[dict[str, float], float]:
    """Where each site's tile begins, and how wide a tile is; blocks stand a little apart."""
    many = sum(len(sites) for sites in blocks.values())
    gap = 10.0 if len(blocks) > 1 else 0.0
    size = min(46.0, (WIDTH - gap * (len(blocks) - 1)) / max(many, 1))
    where, x = {}, 0.0
    for sites in blocks.values():
        for site in sites:
            where[site] = x
            x += size
        x += gap
    return where, size - 2


def sites_by_sector(sites: Sequence[str], context: Any) -> dict[str, list[str]]:
    """The sites in blocks of one sector each, in the framework's order; all in one where sectors are not shown."""
    known = context.sites
    if "sector" not in known or not set(sites) <= set(known["site"]):
        return {"": sorted(sites)}
    sector = dict(zip(known["site"], known["sector"], strict=True))
    blocks = {
        label: sorted(site for site in sites if sector[site] == name)
        for name, label in context.framework.sectors.items()
    }
    return {label: there for label, there in blocks.items() if there}
