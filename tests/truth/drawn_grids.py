"""Tables that are drawn: tiles, bars, marks and shares, each cell counted again in the tables of the same audience."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from counted import Counted, count_of
from reader import Grid
from released import HIDDEN, Released

STATES = {
    "in place": "in_place", "not in place": "not_in_place", "people disagree": "contested", "in between": "mixed",
    "too little evidence": "too_little_evidence", "not shown": HIDDEN, "nobody said so": "",
}  # fmt: skip
PAIR = re.compile(r"(\d+) ?(?:of|/) ?(\d+)")


def check_drawn(grid: Grid, own: Released) -> Iterator[str]:
    """The faults of one drawn table; nothing for a table of another kind."""
    if is_drawn(grid):
        check = next(check for kind, check in CHECKS.items() if kind in grid.kind.split())
        yield from (f"{grid.page} › {grid.caption}: {fault}" for fault in check(grid, Counted(own)))


def is_drawn(grid: Grid) -> bool:
    """Whether a table is one of those."""
    return not CHECKS.keys().isdisjoint(grid.kind.split())


def _labels(counted: Counted) -> dict[str, str]:
    return {label: factor for factor, label in counted.own.words.factors.items()}


def _pair(cell: str, found: tuple[int, int], what: str) -> Iterator[str]:
    said = PAIR.search(cell)
    if said and (int(said[1]), int(said[2])) != found:
        yield f"{what} says {cell!r}, the tables have {found}"


def _tiles(grid: Grid, counted: Counted) -> Iterator[str]:
    for row in grid.rows:
        factor = _labels(counted).get(row[0])
        if factor is None:
            continue
        for head, cell in zip(grid.columns[1:], row[1:], strict=False):
            site = head.split(" ")[0]
            if site in counted.sites and STATES.get(cell, cell) != counted.status(factor, site):
                yield f"{factor} at {site} says {cell!r}, the table has {counted.status(factor, site)!r}"
        yield from _pair(row[-1], (len(counted.at(factor, "in_place")), len(counted.judged(factor))), factor)


def _bars(grid: Grid, counted: Counted) -> Iterator[str]:
    for name, *_, tail in grid.rows:
        factor, domain = _labels(counted).get(name), name in counted.own.words.domains
        if tail.startswith("at ") and factor:
            yield from _pair(tail, (len(counted.at(factor, "contested")), len(counted.judged(factor))), factor)
        elif tail.startswith("kept at ") and factor:
            kinds = [row["fidelity"] for row in counted.promises() if row["factor"] == factor]
            yield from _pair(tail, (kinds.count("as_specified"), len(kinds)), factor)
        elif domain and grid.page.startswith("site-"):
            site = grid.page.partition("-")[2]
            yield from _pair(tail, counted.of_domain(name, site), name)
            yield from _beside(tail, name, site, counted)


def _beside(tail: str, domain: str, site: str, counted: Counted) -> Iterator[str]:
    found = re.search(r"; (\w+) more, (\w+) less", tail)
    shares = {s: a / b for s in counted.sites for a, b in [counted.of_domain(domain, s)] if b}
    mine = shares.get(site, -1)
    there = sum(v > mine for v in shares.values()), sum(v < mine for v in shares.values())
    if found and (count_of(found[1]), count_of(found[2])) != there:
        yield f"{domain} says {tail!r}, the tables have {there}"


def _marks(grid: Grid, counted: Counted) -> Iterator[str]:
    names = {label.lower(): sector for sector, label in counted.own.words.sectors.items()}
    for row in grid.rows:
        factor = _labels(counted).get(row[0])
        for head, cell in zip(grid.columns[1:], row[1:], strict=True):
            if factor and head.lower() in names:
                yield from _pair(cell, counted.replicated(factor, names[head.lower()]), f"{factor}, {head}")


def _shares(grid: Grid, counted: Counted) -> Iterator[str]:
    for row in grid.rows:
        site = row[0].split(" ")[0]
        for head, cell in zip(grid.columns[1:-1], row[1:-1], strict=True):
            if head in counted.own.words.domains:
                yield from _pair(cell, counted.of_domain(head, site), f"{site}, {head}")
        yield from _pair(row[-1], counted.share(site), site)


def _stacked(grid: Grid, counted: Counted) -> Iterator[str]:
    for row in grid.rows:
        if grid.caption == "What each lacks" and row[0] in counted.sites:
            judged = sum(row[0] in counted.judged(f) for f in counted.mattered)
            yield from _pair(row[1], (len(counted.lacking(row[0])), judged), row[0])


CHECKS: dict[str, Callable[[Grid, Counted], Iterator[str]]] = {
    "hero": _tiles, "bars": _bars, "marks": _marks, "shares": _shares, "stack": _stacked,
}  # fmt: skip
