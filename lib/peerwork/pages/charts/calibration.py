"""How far each site belongs to each set of METHOD 10."""

from __future__ import annotations

from functools import partial

import pandas as pd

from peerwork.cells import format_cell, number
from peerwork.pages.charts.site_tiles import sites_by_sector
from peerwork.pages.context import Context
from peerwork.pages.tiles import TileTable
from peerwork.plot import levels
from peerwork.plot.palette import OPEN, Sign
from peerwork.plot.tiles import depth


def draw_calibration(rows: pd.DataFrame, context: Context, *, name: str, caption: str = "") -> TileTable:
    """One row a condition: a tile a site with its membership, 0 to 1, in the set.

    `rows` are calibration rows: `condition`, `site`, `membership`.
    """
    heads = sites_by_sector(sorted(set(rows["site"])), context)
    order = [site for there in heads.values() for site in there]
    wide = rows.astype({"membership": object}).pivot(index="condition", columns="site", values="membership")
    wide = wide.reindex(index=rows["condition"].unique(), columns=order)
    table = wide.map(lambda cell: format_cell(cell, decimals=2)).rename_axis(columns=None).reset_index()
    roles = wide.map(lambda cell: depth(number(cell)))
    looks = [[None if role == OPEN else Sign(role, "") for role in row] for row in roles.to_numpy()]
    return TileTable(
        name, caption or "Membership of each site in each condition, 0 (fully out) to 1 (fully in)",
        table.rename(columns={"condition": "Condition"}), looks,
        partial(levels, rows.assign(factor=rows["condition"]), value="membership", order=order),
        heads=[(words, len(there)) for words, there in heads.items()],
    )  # fmt: skip
