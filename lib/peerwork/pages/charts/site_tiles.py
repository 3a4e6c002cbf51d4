"""A closed value of each factor at each site, as tiles: sites of one sector together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from peerwork.pages.chart import Chart, Panel
from peerwork.pages.charts.canvas import Canvas
from peerwork.pages.charts.rows import by_domain, said, say_counts
from peerwork.pages.charts.tiles import (
    TILE,
    draw_value,
    key_panel,
    site_header,
    sites_by_sector,
    tile_places,
    value_key,
)
from peerwork.pages.context import Context


def draw_site_tiles(rows: pd.DataFrame, column: str, context: Context, *, name: str, caption: str) -> Chart:
    """One panel a domain: a tile for the `column` of each factor at each site.

    `rows` are one a site and factor. A site without a row of a factor has no tile there.
    """
    chosen = context.in_order(rows)
    blocks = sites_by_sector(sorted(set(chosen["site"])), context)
    panels = tuple(
        Panel(domain.id, _draw(domain.label, part, column, blocks), _alt(domain.label, part, column, context))
        for domain, part in by_domain(chosen.assign(label=chosen["factor"].map(context.factor)), context)
    )
    key = key_panel(value_key(chosen[column]))
    return Chart(name, caption, _table(chosen, column, blocks, context), panels, key)


def _draw(title: str, rows: pd.DataFrame, column: str, blocks: Mapping[str, Sequence[str]]) -> Any:
    canvas = Canvas()
    canvas.title(title)
    where, size = tile_places(blocks)
    site_header(canvas, blocks, where, size)
    for _, part in rows.groupby("factor", sort=False):
        canvas.label(part["label"].iloc[0])
        canvas.y -= 2
        for site, value in zip(part["site"], part[column], strict=True):
            draw_value(canvas, where[site], canvas.y, size, value)
        canvas.y += TILE + 1
    return canvas.drawing()


def _alt(title: str, rows: pd.DataFrame, column: str, context: Context) -> str:
    """What each factor's value is at how many sites."""
    said_of = [
        f"{context.factor(str(factor))}: {say_counts(part[column], 'site').replace(' for ', ' at ')}."
        for factor, part in rows.groupby("factor", sort=False)
    ]
    return f"{title}. {' '.join(said_of)}"


def _table(rows: pd.DataFrame, column: str, blocks: Mapping[str, Sequence[str]], context: Context) -> pd.DataFrame:
    wide = rows.pivot(index="factor", columns="site", values=column)
    order = [code for sites in blocks.values() for code in sites]
    table = wide.loc[rows["factor"].drop_duplicates(), order].map(said).rename_axis(columns=None).reset_index()
    return table.assign(factor=table["factor"].map(context.factor)).rename(columns={"factor": "Factor"})
