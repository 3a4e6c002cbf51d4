"""The null hypotheses: what each site's factors make of them, and the sites together."""

from __future__ import annotations

from functools import partial

import pandas as pd

from peerwork.cells import NOT_SHOWN, Row, records
from peerwork.pages.charts.rows import said, whole
from peerwork.pages.charts.site_tiles import sites_by_sector
from peerwork.pages.context import Context
from peerwork.pages.tiles import TileTable
from peerwork.plot import tiles
from peerwork.plot.palette import sign_of
from peerwork.plot.words import value_key
from peerwork.vocabulary import Scope
from peerwork.words import NULLS


def draw_hypotheses(rows: pd.DataFrame, context: Context, *, name: str, caption: str = "") -> TileTable:
    """One row a null hypothesis: its verdict, and a tile for the verdict of each site.

    `rows` are hypotheses rows of the study and of its sites.
    """
    study, sites = rows[rows["scope"] == Scope.STUDY], rows[rows["scope"] == Scope.SITE]
    heads = sites_by_sector(sorted(set(sites["site"])), context)
    order = [site for there in heads.values() for site in there]
    wide = sites.pivot(index="hypothesis", columns="site", values="verdict")
    wide = wide.reindex(index=study["hypothesis"], columns=order).astype(object)
    table = pd.DataFrame(
        {"Null hypothesis": study["hypothesis"].map(NULLS), "Study": [_study(r) for r in records(study)]}
    )
    for site in order:
        table[site] = wide[site].map(said).tolist()
    long = sites.rename(columns={"hypothesis": "factor"}).assign(label=sites["hypothesis"].map(NULLS))
    return TileTable(
        name, caption or "The null hypotheses: which sites challenge them", table,
        [[None, *map(sign_of, row)] for row in wide.itertuples(index=False, name=None)],
        partial(tiles, long, value="verdict", order=order), signs=True,
        heads=[(words, len(there)) for words, there in heads.items()], key=value_key(sites["verdict"]),
    )  # fmt: skip


def _study(row: Row) -> str:
    """ "open: 6 against and 1 for, of 10": what the sites together make of a null."""
    counts = [whole(row.get(name)) for name in ("against", "supporting", "units")]
    told = said(row["verdict"])
    return (
        told
        if NOT_SHOWN in counts or not all(counts)
        else f"{told}: {counts[0]} against and {counts[1]} for, of {counts[2]}"
    )
