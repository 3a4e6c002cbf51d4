"""Does the pattern hold across sites, and in which sectors?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from peerwork.cells import Row, number, records
from peerwork.pages.chart import Chart, Panel
from peerwork.pages.charts.canvas import Canvas
from peerwork.pages.charts.rows import by_domain, said, say_counts, verdict_words, weak_column, weak_notes, whole
from peerwork.pages.charts.style import SMALL, WIDTH
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
from peerwork.vocabulary import Replication

# The role in which each verdict across sites is written; words carry the meaning.
SITES = (("high", "✓", "a site where it worked as proposed"), ("open", "", "another site with evidence"))
VERDICT_ROLES = {Replication.GENERIC: "high", Replication.SPECIFIC: "contested", Replication.ALTERNATIVE: "low"}


def draw_replication(
    patterns: pd.DataFrame, replication: pd.DataFrame, context: Context, *, name: str, caption: str = ""
) -> Chart:
    """One panel a domain: a tile for each factor's pattern at each site, the verdict across sites beside its name."""
    across = context.in_order(replication)
    at_sites = patterns[patterns["factor"].isin(across["factor"])]
    blocks = sites_by_sector(sorted(set(at_sites["site"])), context)
    panels = tuple(
        Panel(domain.id, _draw(domain.label, part, at_sites, blocks, context), _alt(domain.label, part, context))
        for domain, part in by_domain(across, context)
    )
    caption = caption or "Where each factor worked as the framework proposes, and what that makes of it across sites"
    key = key_panel(value_key(at_sites["verdict"]), notes=weak_notes(across))
    return Chart(name, caption, _table(across, at_sites, blocks, context), panels, key)


def draw_replication_by_sector(
    rows: pd.DataFrame, replication: pd.DataFrame, context: Context, *, name: str, caption: str = ""
) -> Chart:
    """One panel a domain: in each sector, how many of the sites with evidence replicate each factor, and its verdict.

    `rows` are one a factor and sector: `factor`, `value`, `sites_with_evidence`, `sites_replicated`.
    """
    chosen = context.in_order(rows)
    verdicts = dict(zip(replication["factor"], replication["verdict"], strict=True))
    panels = tuple(
        Panel(
            domain.id, _draw_sectors(domain.label, part, verdicts, context), _alt_sectors(domain.label, part, context)
        )
        for domain, part in by_domain(chosen, context)
    )
    table = pd.DataFrame(
        {
            "Factor": chosen["factor"].map(context.factor),
            "Sector": chosen["value"].map(lambda value: _sector(value, context)),
            "Sites with evidence": chosen["sites_with_evidence"].map(whole),
            "Sites where it worked as proposed": chosen["sites_replicated"].map(whole),
        }
    )
    return Chart(
        name, caption or "Where each factor worked as proposed, sector by sector", table, panels, key_panel(SITES)
    )


def _draw(
    title: str, rows: pd.DataFrame, patterns: pd.DataFrame, blocks: dict[str, list[str]], context: Context
) -> Any:
    canvas = Canvas()
    canvas.title(title)
    where, size = tile_places(blocks)
    site_header(canvas, blocks, where, size)
    for row in records(rows):
        factor, verdict = row["factor"], row["verdict"]
        canvas.label(context.factor(factor), verdict_words(row, "verdict"), role=VERDICT_ROLES.get(verdict, "muted"))
        canvas.y -= 2
        part = patterns[patterns["factor"] == factor]
        for site, value in zip(part["site"], part["verdict"], strict=True):
            draw_value(canvas, where[site], canvas.y, size, value)
        canvas.y += TILE + 1
    return canvas.drawing()


def _sector(value: Any, context: Context) -> str:
    return context.framework.sectors.get(value, str(value))


def _draw_sectors(title: str, rows: pd.DataFrame, verdicts: Mapping[str, str], context: Context) -> Any:
    """A box for each site with evidence, filled where the factor replicated there."""
    canvas = Canvas()
    canvas.title(title)
    for factor, part in rows.groupby("factor", sort=False):
        verdict = verdicts.get(str(factor))
        canvas.label(context.factor(str(factor)), said(verdict), role=VERDICT_ROLES.get(verdict, "muted"))
        canvas.y -= 4
        for row in records(part):
            _sector_line(canvas, _sector(row["value"], context), row)
    return canvas.drawing()


def _sector_line(canvas: Canvas, words: str, row: Row) -> None:
    sites, replicated = number(row["sites_with_evidence"]), number(row["sites_replicated"])
    canvas.y += 15
    canvas.text(0, canvas.y, words, role="muted", size=SMALL)
    said_of = "withheld" if pd.isna(sites) or pd.isna(replicated) else f"{replicated:.0f} of {sites:.0f}"
    canvas.text(WIDTH, canvas.y, said_of, size=SMALL, bold=True, anchor="right")
    if said_of != "withheld":
        size = min(18.0, 170 / max(sites, 1))
        for place in range(int(sites)):
            there = place < replicated
            box = (110 + place * size, canvas.y - 12, size - 2, 15)
            canvas.tile(*box, "high" if there else "rule", "✓" if there else "", hollow=not there)
    canvas.y += 4


def _alt(title: str, rows: pd.DataFrame, context: Context) -> str:
    generic = rows.loc[rows["verdict"] == Replication.GENERIC, "factor"].map(context.factor)
    named = f" Generic: {', '.join(generic)}." if len(generic) else ""
    return f"{title}: {say_counts(rows['verdict'])}.{named}"


def _alt_sectors(title: str, rows: pd.DataFrame, context: Context) -> str:
    parts = []
    for factor, part in rows.groupby("factor", sort=False):
        counts = ", ".join(
            f"{_sector(row['value'], context)} {whole(row['sites_replicated'])} of {whole(row['sites_with_evidence'])}"
            for row in records(part)
        )
        parts.append(f"{context.factor(str(factor))}: {counts}.")
    return f"{title}, sites where it worked as proposed. {' '.join(parts)}"


def _table(rows: pd.DataFrame, patterns: pd.DataFrame, blocks: dict[str, list[str]], context: Context) -> pd.DataFrame:
    wide = patterns.pivot(index="factor", columns="site", values="verdict")
    table = pd.DataFrame(
        {
            "Factor": rows["factor"].map(context.factor),
            "Across sites": rows["verdict"].map(said),
            "Sites with evidence": rows["sites_with_evidence"].map(whole),
            "As proposed": rows["sites_replicated"].map(whole),
            **weak_column(rows),
        }
    )
    for site in (site for sites in blocks.values() for site in sites):
        table[site] = rows["factor"].map(wide[site].map(said))
    return table
