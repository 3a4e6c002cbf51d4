"""The tables of a page: a status or verdict in a cell is the one in the CSV, and no row stands twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from alts import WORDS
from reader import Grid
from released import Released

# A column's head on a page, and where its values lie: table, column, and whether it is of one site.
HEADS = {
    "Status": ("conditions", "status"),
    "Across sites": ("replication", "verdict"),
    "Verdict": ("patterns", "verdict"),
}
OF_SITES = {
    "Which conditions were in place at which site": ("conditions", "status"),
    "Where each factor worked as the framework proposes": ("patterns", "verdict"),
    "Documents against interviews: each factor at each site": ("fidelity", "fidelity"),
    "What feedback workshops said of each result": ("workshop_marks", "mark"),
}


def check_grid(grid: Grid, own: Released, team: Released) -> Iterator[str]:
    """The faults of one table."""
    if grid.page != "release" and any("withheld" in cell for row in grid.rows for cell in row):
        yield f"{grid.page} › {grid.caption}: a cell says withheld, and what is not shown has one word"
    twice = [row for row, times in Counter(grid.rows).items() if times > 1 and len(row) > 2]
    if twice and not grid.caption.startswith("Conditions raised outside"):  # two people may raise the same
        yield f"{grid.page} › {grid.caption}: the same row stands twice: {twice[0]}"
    labels = {words: name for name, words in own.words.factors.items()}
    at_sites = next((place for start, place in OF_SITES.items() if grid.caption.startswith(start)), None)
    site = grid.page.partition("site-")[2].removesuffix("-evidence")
    if grid.caption.startswith(("Verdicts that would not survive", "Where the analysts")):
        return  # verdicts of several kinds in one column
    for row in grid.rows:
        factor = labels.get(row[0])
        if factor is None:
            continue
        for head, cell in zip(grid.columns[1:], row[1:], strict=True):
            value = WORDS.get(re.sub(r" ◇\Z", "", cell))
            if head in HEADS and value is not None:
                yield from _cell(
                    grid, own, team, HEADS[head], factor, site if head != "Across sites" else "", value, cell
                )
            elif at_sites and value is not None and any(head == r["site"] for r in own.tables.get("sites", [])):
                yield from _cell(grid, own, team, at_sites, factor, head, value, cell)


def _cell(
    grid: Grid, own: Released, team: Released, place: tuple[str, str], factor: str, site: str, value: str, cell: str
) -> Iterator[str]:
    table, column = place
    if table == "patterns" and not own.rows("patterns"):
        table = "distinguishing"
    where = {"factor": factor} | ({"site": site} if site else {}) | ({"group": ""} if table == "conditions" else {})
    found = {row[column] for row in own.rows(table, **where)} or {""}
    if value not in found:
        yield f"{grid.page} › {grid.caption}: {factor} {site} says {cell!r}, the table has {sorted(found)}"
    theirs = {row[column] for row in team.rows(table, **where)}
    if value not in ("", "*") and theirs and value not in theirs:
        yield f"{grid.page} › {grid.caption}: {factor} {site} says {cell!r}, the team's table has {sorted(theirs)}"
