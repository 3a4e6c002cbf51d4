"""Consensus ratings: how a team rated each factor at each site, and what separates high from low implementation."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd

from peerwork.cells import NOT_SHOWN, Row, number, records
from peerwork.pages.chart import ChartPlan
from peerwork.pages.charts.rows import by_domain, columns_of, labelled, said
from peerwork.pages.context import Context
from peerwork.pages.prose import count
from peerwork.pages.tiles import TileTable
from peerwork.plot import dumbbells, levels
from peerwork.plot.palette import OPEN, Sign
from peerwork.plot.tiles import depth
from peerwork.vocabulary import Distinguishing

SIDES = {"high": "High implementation", "": "Between, or not known", "low": "Low implementation"}
LABELS = ("lowest rating among high sites", "highest among low sites")


def draw_site_ratings(rows: pd.DataFrame, context: Context, *, name: str, caption: str = "") -> TileTable:
    """A tile for each factor's rating at each site, high- and low-implementation sites apart.

    `rows` are one a site and factor: `site`, `factor`, `rating`, `mixed`. A missing rating is no tile.
    """
    chosen, scale = labelled(rows, context), context.framework.site_scale
    low, high = (scale.min, scale.max) if scale else (-2.0, 2.0)
    heads = _blocks(sorted(set(chosen["site"])), context)
    order = [site for there in heads.values() for site in there]
    words = chosen.assign(cell=[_words(row) for row in records(chosen)])
    factors = chosen.drop_duplicates("factor")
    table, roles = pd.DataFrame({"Factor": factors["label"]}), {}
    cells = words.pivot(index="factor", columns="site", values="cell")
    ratings = chosen.astype({"rating": object}).pivot(index="factor", columns="site", values="rating")
    for site in order:
        table[context.site(site)] = factors["factor"].map(cells[site])
        roles[site] = [depth(number(rating), low, high) for rating in ratings[site].reindex(factors["factor"])]
    looks = [[None if role == OPEN else Sign(role, "") for role in row] for row in zip(*roles.values(), strict=True)]
    return TileTable(
        name, caption or "Consensus rating of each factor at each site", table, looks,
        partial(levels, chosen, value="rating", order=order, low=low, high=high), blocks=factors["domain"].tolist(),
        heads=[(words, len(there)) for words, there in heads.items()],
    )  # fmt: skip


def draw_distinguishing(rows: pd.DataFrame, context: Context, *, name: str, caption: str = "") -> ChartPlan:
    """Each factor's lowest rating among high sites, the highest among low ones, and the gap between them."""
    chosen, scale = labelled(rows, context), context.framework.site_scale
    gaps = [_signed(gap) for gap in chosen["gap"]]
    told = [f"gap {gap}" if gap else said(verdict) for gap, verdict in zip(gaps, chosen["verdict"], strict=True)]
    chosen = chosen.assign(told=told, apart=chosen["verdict"].eq(Distinguishing.DISTINGUISHING))
    table = pd.DataFrame(
        {
            "Factor": chosen["label"],
            "Lowest among high sites": chosen["lowest_high"].map(_signed),
            "Highest among low sites": chosen["highest_low"].map(_signed),
            "Gap": gaps,
            "Verdict": chosen["verdict"].map(said),
        }
    )
    points = range(round(scale.min), round(scale.max) + 1) if scale else range(-2, 3)
    draw = columns_of(
        dumbbells, chosen, first="lowest_high", second="highest_low", value="told", labels=LABELS,
        scale=list(points), strong="apart",
    )  # fmt: skip
    caption = caption or "Which factors separate high- from low-implementation sites"
    return ChartPlan(name, caption, table, [_alt(domain, part) for domain, part in by_domain(chosen)], draw)


def _blocks(sites: list[str], context: Context) -> dict[str, list[str]]:
    known = context.sites
    side = (
        dict(zip(known["site"], known["implementation"].fillna(""), strict=True)) if "implementation" in known else {}
    )
    blocks = {label: [site for site in sites if side.get(site, "") == value] for value, label in SIDES.items()}
    return {label: there for label, there in blocks.items() if there}


def _signed(cell: Any) -> str:
    if pd.isna(cell):
        return ""
    return NOT_SHOWN if cell == "*" else f"{float(cell):+g}".replace("-", "−").replace("+0", "0")


def _words(row: Row) -> str:
    mixed = row.get("mixed") == "yes"
    return f"{_signed(row['rating'])}{' mixed' if mixed else ''}".strip() or "none"


def _alt(title: str, rows: pd.DataFrame) -> str:
    apart = rows[rows["apart"]]
    named = ", ".join(f"{row['label']} ({row['told']})" for row in records(apart))
    told = f"{title}: {count(len(apart), 'factor')} of {len(rows)} {'separates' if len(apart) == 1 else 'separate'} "
    return told + (
        f"high- from low-implementation sites: {named}." if named else "high- from low-implementation sites."
    )
