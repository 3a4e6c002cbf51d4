"""What documents say of each factor at one site, beside what interviews say."""

from __future__ import annotations

from typing import Any

import pandas as pd

from peerwork.cells import Row, records
from peerwork.pages.chart import Chart, Panel
from peerwork.pages.charts.canvas import Canvas
from peerwork.pages.charts.rows import by_domain, said, say_counts
from peerwork.pages.charts.style import SMALL
from peerwork.pages.charts.tiles import OPEN, TILE, draw_value, sign_of, tile_role
from peerwork.pages.context import Context
from peerwork.pages.tables import Tiles

SIZE = 22.0  # of a tile: documents first, interviews beside it


def draw_fidelity(rows: pd.DataFrame, context: Context, *, name: str, caption: str = "") -> Chart:
    """One panel a domain: a tile for a factor's documents, one for its interviews, and what the two make together.

    `rows` are fidelity rows of one site.
    """
    chosen = context.in_order(rows)
    panels = tuple(
        Panel(domain.id, _draw(domain.label, part, context), f"{domain.label}: {say_counts(part['fidelity'])}.")
        for domain, part in by_domain(chosen, context)
    )
    caption = caption or "What documents say of each factor, beside what interviews say"
    table = _table(chosen, context)
    looks = [chosen[column].map(tile_role) for column in ("documents", "interviews", "fidelity")]
    blocks = [context.framework.domain_of[factor].label for factor in chosen["factor"]]
    return Chart(name, caption, table, panels, tiles=Tiles(list(zip(*looks, [""] * len(chosen), strict=True)), blocks))


def _draw(title: str, rows: pd.DataFrame, context: Context) -> Any:
    canvas = Canvas()
    canvas.title(title)
    for row in records(rows):
        look = sign_of(row["fidelity"])
        role = "muted" if look.role in (OPEN, "middle", "high_soft", "low_soft") else look.role
        canvas.label(context.factor(row["factor"]), said(row["fidelity"]), role=role)
        draw_value(canvas, 0, canvas.y, SIZE, row["documents"])
        draw_value(canvas, SIZE + 2, canvas.y, SIZE, row["interviews"])
        canvas.text(SIZE * 2 + 10, canvas.y + 13, _beside(row), role="muted", size=SMALL)
        canvas.y += TILE + 1
    return canvas.drawing()


def _beside(row: Row) -> str:
    """Both in words, and whether they agree where that says anything."""
    agree = f" · {said(row['sources'])}" if row["sources"] in ("converge", "diverge") else ""
    return f"{said(row['documents'])} · {said(row['interviews'])}{agree}"


def _table(rows: pd.DataFrame, context: Context) -> pd.DataFrame:
    columns = {
        "Documents": "documents",
        "Interviews": "interviews",
        "Together": "fidelity",
        "Do they agree?": "sources",
    }
    values = {words: rows[column].map(said) for words, column in columns.items()}
    return pd.DataFrame({"Factor": rows["factor"].map(context.factor), **values})
