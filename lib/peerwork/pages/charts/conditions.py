"""Was the condition in place? At one site, and at every site."""

from __future__ import annotations

import pandas as pd

from peerwork.cells import percent, withheld
from peerwork.pages.chart import ChartPlan
from peerwork.pages.charts.rows import by_domain, columns_of, describe_counts, labelled, said, weak_column, whole
from peerwork.pages.charts.site_tiles import draw_site_tiles
from peerwork.pages.context import Context
from peerwork.pages.tiles import TileTable
from peerwork.plot import conditions


def draw_conditions(rows: pd.DataFrame, context: Context, *, name: str, caption: str = "") -> ChartPlan:
    """Each factor's status at one site, its share in place and those of its groups.

    `rows` are conditions rows of one site, those of its groups among them (`group` not blank).
    """
    chosen = labelled(rows, context)
    site, groups = chosen[chosen["group"].isna()], chosen[chosen["group"].notna()]
    caption = caption or "Which conditions were in place, by the share of interviewees who say so"
    alts = [f"{domain}: {describe_counts(part['status'])}." for domain, part in by_domain(site)]
    draw = columns_of(conditions, site, groups=groups, rules=context.rules)
    return ChartPlan(name, caption, _table(site, groups, context), alts, draw)


def draw_conditions_by_site(rows: pd.DataFrame, context: Context, *, name: str, caption: str = "") -> TileTable:
    """A tile for each factor's status at each site, sites of one sector together."""
    caption = caption or "Which conditions were in place at which site"
    return draw_site_tiles(rows[rows["group"].isna()], "status", context, name=name, caption=caption)


def _table(site: pd.DataFrame, groups: pd.DataFrame, context: Context) -> pd.DataFrame:
    columns = {"Factor": site["label"], "Status": site["status"].map(said)}
    told = "n" in site and not withheld(site["n"]).all()
    columns |= {"Answers": site["n"].map(whole)} if told else {}
    columns |= {"Asked": site["n_asked"].map(whole)} if not told and "n_asked" in site else {}
    columns |= weak_column(site)
    if "share_in_place" in site:
        columns["Share in place"] = site["share_in_place"].map(percent)
        for group in context.framework.groups:
            part = groups[groups["group"] == group].set_index("factor")
            if len(part):
                columns[context.group(group)] = site["factor"].map(part["share_in_place"].map(percent))
    return pd.DataFrame(columns)
