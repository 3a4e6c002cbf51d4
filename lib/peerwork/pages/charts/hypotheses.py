"""The null hypotheses: what each site's factors make of them, and the sites together."""

from __future__ import annotations

import pandas as pd

from peerwork.pages.charts.rows import said, whole
from peerwork.pages.charts.site_tiles import sites_by_sector, tiles_of
from peerwork.pages.context import Context
from peerwork.pages.tiles import TileTable
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
    told = {"Study": "verdict", "Sites with a result": "units", "Against": "against", "For": "supporting"}
    table = pd.DataFrame({"Null hypothesis": study["hypothesis"].map(NULLS)})
    for words, column in told.items():
        if column in study:
            table[words] = study[column].map(said if column == "verdict" else whole)
    plain = [None] * (len(table.columns) - 1)
    for site in order:
        table[site] = wide[site].map(said).tolist()
    long = sites.rename(columns={"hypothesis": "factor"}).assign(label=sites["hypothesis"].map(NULLS))
    return TileTable(
        name, caption or "The null hypotheses: which sites challenge them", table,
        [[*plain, *map(sign_of, row)] for row in wide.itertuples(index=False, name=None)],
        tiles_of(long, "verdict", order), signs=True,
        heads=[(words, len(there)) for words, there in heads.items()], key=value_key(sites["verdict"]),
    )  # fmt: skip
