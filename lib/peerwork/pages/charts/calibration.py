"""How far each site belongs to each set of METHOD 10."""

from __future__ import annotations

from typing import Any

import pandas as pd

from peerwork.cells import number, written
from peerwork.pages.chart import Chart, single
from peerwork.pages.charts.canvas import Canvas
from peerwork.pages.charts.tiles import TILE, site_header, sites_by_sector, tile_places
from peerwork.pages.context import Context


def draw_calibration(rows: pd.DataFrame, context: Context, *, name: str, caption: str = "") -> Chart:
    """One row a condition: a tile a site with its membership, 0 to 1, in the set.

    `rows` are calibration rows: `condition`, `site`, `membership`.
    """
    wide = rows.pivot(index="condition", columns="site", values="membership").reindex(rows["condition"].unique())
    table = wide.map(lambda cell: written(cell, decimals=2)).rename_axis(columns=None).reset_index()
    table = table.rename(columns={"condition": "Condition"})
    caption = caption or "Membership of each site in each condition, 0 (fully out) to 1 (fully in)"
    return single(name, _draw(wide, context), caption=caption, alt=_alt(wide), table=table)


def _draw(wide: pd.DataFrame, context: Context) -> Any:
    canvas = Canvas()
    blocks = sites_by_sector(sorted(wide.columns), context)
    where, size = tile_places(blocks)
    site_header(canvas, blocks, where, size)
    for condition, cells in wide.iterrows():
        canvas.label(str(condition))
        canvas.y -= 2
        for site, cell in cells.items():
            role = _depth(number(cell))
            canvas.tile(where[site], canvas.y, size, TILE - 3, role or "rule", written(cell), hollow=role is None)
        canvas.y += TILE + 1
    canvas.y += 4
    canvas.note("Above 0.5 a site is more in than out; dashed: no evidence.")
    canvas.y += 6
    return canvas.drawing()


def _depth(value: float) -> str | None:
    if value != value:
        return None
    if value == 0.5:
        return "middle"
    return "high" if value >= 0.75 else "high_soft" if value > 0.5 else "low_soft" if value >= 0.25 else "low"


def _alt(wide: pd.DataFrame) -> str:
    known = wide.map(number)
    told = [
        f"{condition}: more in than out at {int((cells > 0.5).sum())} of {int(cells.notna().sum())} sites."
        for condition, cells in known.iterrows()
    ]
    return f"Membership of sites in conditions. {' '.join(told)}"
