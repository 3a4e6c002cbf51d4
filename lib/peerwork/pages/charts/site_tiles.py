"""A closed value of each factor at each site, as tiles: sites of one sector together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import pandas as pd

from peerwork.pages.charts.rows import labelled, said
from peerwork.pages.context import Context
from peerwork.pages.tiles import TileTable
from peerwork.plot import tiles
from peerwork.plot.palette import sign_of
from peerwork.plot.words import value_key


def draw_site_tiles(
    rows: pd.DataFrame, column: str, context: Context, *, name: str, caption: str, beside: Mapping[str, Mapping[str,
        Any]] | None = None,
) -> TileTable:  # fmt: skip
    """A tile for the `column` of each factor at each site; a site without a row of a factor has none there.

    `rows` are one a site and factor. `beside` are columns of words (by factor) that stand before the tiles.
    """
    chosen = labelled(rows, context)
    heads = sites_by_sector(sorted(set(chosen["site"])), context)
    sites = [site for there in heads.values() for site in there]
    wide = chosen.pivot(index="factor", columns="site", values=column)
    wide = wide.reindex(index=chosen["factor"].drop_duplicates(), columns=sites).astype(object)
    table = pd.DataFrame({"Factor": [context.factor(factor) for factor in wide.index]}, index=wide.index)
    for words, known in (beside or {}).items():
        table[words] = [known.get(factor, "") for factor in wide.index]
    for site in sites:
        table[site] = wide[site].map(said)
    plain = [None] * len(beside or {})
    return TileTable(
        name, caption, table, [[*plain, *map(sign_of, row)] for row in wide.itertuples(index=False, name=None)],
        partial(tiles, chosen, value=column, order=sites),
        blocks=[context.framework.domain_of[factor].label for factor in wide.index], signs=True,
        heads=[(words, len(there)) for words, there in heads.items()], key=value_key(chosen[column]),
    )  # fmt: skip


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
