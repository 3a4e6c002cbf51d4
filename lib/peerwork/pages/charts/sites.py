"""Every site at once: how much of each domain is in place there."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from peerwork.framework import Framework
from peerwork.pages.tiles import TileTable
from peerwork.plot import levels, sites_by_domain
from peerwork.plot.palette import Sign
from peerwork.plot.tiles import share_role, tile_axes

CAPTION = "Of the conditions that can be judged and shown, how many were in place"


def draw_sites_by_domain(rows: pd.DataFrame, framework: Framework, *, name: str, caption: str = "") -> TileTable:
    """A row a site, a column a domain: how many of its factors were in place, the more the bluer.

    `rows` are conditions rows of all groups. Sites stand by the share of all factors that is in place, those of which
    too little is shown last.
    """
    domains = {factor: domain.label for factor, domain in framework.domain_of.items()}
    counts = sites_by_domain(rows[rows["factor"].isin(domains)], domains)
    order = [domain.label for domain in framework.domains if domain.label in set(counts["domain"])]
    totals = counts.groupby("site")[["there", "judged"]].sum()
    few = totals["judged"] < totals["judged"].max() / 2
    sites = totals.assign(
        few=few, share=totals["there"] / totals["judged"].where(totals["judged"] > 0), code=totals.index
    )
    sites = sites.sort_values(["few", "share", "code"], ascending=[True, False, True], na_position="last").index
    there, judged, share = (
        counts.pivot(index="site", columns="domain", values=c).reindex(index=sites, columns=order)
        for c in ("there", "judged", "share")
    )
    table = pd.DataFrame({"Site": sites}, index=sites)
    for domain in order:
        table[domain] = [
            f"{a:.0f} of {b:.0f}" if b else "none shown" for a, b in zip(there[domain], judged[domain], strict=True)
        ]
    table["All"] = [f"{a} of {b}" for a, b in zip(totals["there"].loc[sites], totals["judged"].loc[sites], strict=True)]
    looks = [
        [*(Sign(share_role(cell), "") if cell == cell else None for cell in row), None]
        for row in share.itertuples(index=False, name=None)
    ]  # fmt: skip
    long = counts.rename(columns={"site": "factor"})

    def draw(figure: Figure) -> None:
        ax = tile_axes(figure, list(sites), len(order), head=120)
        levels(long, value="share", columns="domain", order=order, role=share_role, ax=ax)

    return TileTable(name, caption or CAPTION, table, looks, draw)
