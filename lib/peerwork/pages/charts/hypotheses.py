"""The null hypotheses: what each site's factors make of them, and the sites together."""

from __future__ import annotations

from typing import Any

import pandas as pd

from peerwork.pages.chart import Chart, single
from peerwork.pages.charts.canvas import Canvas
from peerwork.pages.charts.rows import said, say_counts, whole
from peerwork.pages.charts.tiles import TILE, draw_value, site_header, sites_by_sector, tile_places, value_key
from peerwork.pages.context import Context
from peerwork.vocabulary import Null, Scope
from peerwork.words import NULLS

VERDICT_ROLES = {Null.CHALLENGED: "high", Null.NOT_CHALLENGED: "low"}


def draw_hypotheses(rows: pd.DataFrame, context: Context, *, name: str, caption: str = "") -> Chart:
    """One row a null hypothesis: its verdict, and a tile for the verdict of each site.

    `rows` are hypotheses rows of the study and of its sites.
    """
    study, sites = rows[rows["scope"] == Scope.STUDY], rows[rows["scope"] == Scope.SITE]
    caption = caption or "The null hypotheses: which sites challenge them"
    return single(
        name, _draw(study, sites, context), caption=caption, alt=_alt(study, sites), table=_table(study, sites)
    )


def _draw(study: pd.DataFrame, sites: pd.DataFrame, context: Context) -> Any:
    canvas = Canvas()
    blocks = sites_by_sector(sorted(set(sites["site"])), context)
    where, size = tile_places(blocks)
    site_header(canvas, blocks, where, size)
    for hypothesis, verdict in zip(study["hypothesis"], study["verdict"], strict=True):
        canvas.label(NULLS[hypothesis], said(verdict), role=VERDICT_ROLES.get(verdict, "muted"))
        canvas.y -= 2
        part = sites[sites["hypothesis"] == hypothesis]
        for site, value in zip(part["site"], part["verdict"], strict=True):
            draw_value(canvas, where[site], canvas.y, size, value)
        canvas.y += TILE + 1
    canvas.key(value_key(sites["verdict"].tolist()))
    return canvas.drawing()


def _alt(study: pd.DataFrame, sites: pd.DataFrame) -> str:
    told = [
        f"{NULLS[hypothesis]}: {said(verdict)}; by site, "
        f"{say_counts(sites.loc[sites['hypothesis'] == hypothesis, 'verdict'], 'site').replace(' for ', ' at ')}."
        for hypothesis, verdict in zip(study["hypothesis"], study["verdict"], strict=True)
    ]
    return " ".join(told)


def _table(study: pd.DataFrame, sites: pd.DataFrame) -> pd.DataFrame:
    table = pd.DataFrame(
        {
            "Null hypothesis": study["hypothesis"].map(NULLS),
            "Study": study["verdict"].map(said),
            "Sites with a result": study["units"].map(whole),
            "Against": study["against"].map(whole),
            "For": study["supporting"].map(whole),
        }
    )
    wide = sites.pivot(index="hypothesis", columns="site", values="verdict")
    return table.assign(**{site: study["hypothesis"].map(wide[site].map(said)) for site in wide.columns})
