"""Does the pattern hold across sites, and in which sectors?"""

from __future__ import annotations

import pandas as pd

from peerwork.cells import NOT_SHOWN, Row, records
from peerwork.pages.chart import ChartPlan
from peerwork.pages.charts.rows import by_domain, columns_of, labelled, said, whole
from peerwork.pages.charts.site_tiles import draw_site_tiles
from peerwork.pages.context import Context
from peerwork.pages.tiles import TileTable
from peerwork.plot import by_sector
from peerwork.plot.words import FRAGILE


def draw_replication(
    patterns: pd.DataFrame, replication: pd.DataFrame, context: Context, *, name: str, caption: str = ""
) -> TileTable:
    """A tile for each factor's pattern at each site, the verdict across sites before them."""
    across = context.in_order(replication)
    beside = {"Across sites, as proposed at": {row["factor"]: _across(row) for row in records(across)}}
    caption = caption or "Where each factor worked as the framework proposes, and what that makes of it across sites"
    at_sites = patterns[patterns["factor"].isin(across["factor"])]
    return draw_site_tiles(at_sites, "verdict", context, name=name, caption=caption, beside=beside)


def draw_replication_by_sector(rows: pd.DataFrame, context: Context, *, name: str, caption: str = "") -> ChartPlan:
    """In each sector, how many of the sites with evidence replicate each factor.

    `rows` are one a factor and sector: `factor`, `value`, `sites_with_evidence`, `sites_replicated`.
    """
    chosen = labelled(rows, context)
    sectors = context.framework.sectors
    table = pd.DataFrame(
        {
            "Factor": chosen["label"],
            "Sector": [sectors.get(value, str(value)) for value in chosen["value"]],
            "Sites with evidence": chosen["sites_with_evidence"].map(whole),
            "Sites where it worked as proposed": chosen["sites_replicated"].map(whole),
        }
    )
    alts = [_alt(domain, part, context) for domain, part in by_domain(chosen)]
    caption = caption or "Where each factor worked as proposed, sector by sector"
    return ChartPlan(name, caption, table, alts, columns_of(by_sector, chosen, sectors=sectors))


def _across(row: Row) -> str:
    """ "generic ◇, 9 of 10": the verdict, marked where it is fragile.

    And the sites as proposed of those with evidence.
    """
    counts = [whole(row.get(name)) for name in ("sites_replicated", "sites_with_evidence")]
    verdict = f"{said(row['verdict'])}{f' {FRAGILE}' if row.get('weak') is True else ''}"
    return verdict if NOT_SHOWN in counts or not all(counts) else f"{verdict}, {counts[0]} of {counts[1]}"


def _alt(title: str, rows: pd.DataFrame, context: Context) -> str:
    parts = []
    for label, part in rows.groupby("label", sort=False):
        counts = ", ".join(
            f"{context.framework.sectors.get(row['value'], str(row['value']))} "
            f"{whole(row['sites_replicated'])} of {whole(row['sites_with_evidence'])}"
            for row in records(part)
        )
        parts.append(f"{label}: {counts}.")
    return f"{title}, sites where it worked as proposed. {' '.join(parts)}"
