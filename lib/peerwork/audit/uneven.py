"""The attack on decisions: a word or mean withheld at one site and shown at another of the same numbers of people.

What is shown is decided by numbers of people alone, so one that is withheld where its like is shown has been looked at.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from peerwork.audit.findings import OUTSIDER, Cell, Finding
from peerwork.audit.knowledge import Truth
from peerwork.audit.reading import Table
from peerwork.audit.released import ReleaseRecord
from peerwork.audit.shown_words import WITHHELD

EARLIER = ("beside an earlier release", "shown in an earlier release")  # why a log says that a changed place has `*`
WORDS = ("status", "verdict")
Place = tuple[str, str]  # site, factor
Composition = tuple[int, ...]


@dataclass(frozen=True)
class ShownCell:
    """A word or mean of a site, or the `*` in its place: where it stands, of what, and of which kind of factor."""

    cell: Cell
    place: Place
    text: str
    is_condition: bool


def attack_uneven(
    truth: Truth, releases: Sequence[ReleaseRecord], tables: Mapping[str, Sequence[Table]]
) -> Iterator[Finding]:
    """A finding for each kind of word or mean that a release withholds at a site of which it shows the like.

    Not where the release says that answers there are new, changed or gone since an earlier one: that tells of none.
    """
    for release, (name, found) in zip(releases, tables.items(), strict=True):
        people = truth.today if release.people is None else release.people.astype("str").fillna("")
        changed = _changed(found)
        asked = _compositions(people[people["asked"] == "yes"], truth)
        rated = _compositions(people[people["rating"] != ""], truth)
        for told, made in ((list(_words(truth, name, found)), asked), (list(_means(name, found)), rated)):
            yield from _uneven([one for one in told if one.place not in changed], made)


def _uneven(told: list[ShownCell], made: Mapping[Place, Composition]) -> Iterator[Finding]:
    alike: dict[tuple, list[ShownCell]] = defaultdict(list)
    for one in told:
        alike[one.cell.table, one.cell.column, one.is_condition, made.get(one.place, ())].append(one)
    for (table, column, _, composition), some in sorted(alike.items()):
        shown = [one for one in some if one.text != WITHHELD]
        held = sorted({one.place for one in some if one.text == WITHHELD})
        if shown and held and any(composition):
            site, factor = held[0]
            what = f"the {column} of {site} is special, withheld where others of as many people are shown"
            cells = tuple(sorted(replace(one.cell, composition=composition) for one in shown))
            yield Finding(OUTSIDER, f"that {what} ({len(held)} of {len(some)})", factor, (f"{table}.csv",), cells)


def _compositions(rows: pd.DataFrame, truth: Truth) -> dict[Place, Composition]:
    """By site and factor, how many people of each stakeholder group."""
    counts = Counter(zip(rows["site"], rows["factor"], rows["group"], strict=True))
    places = {(site, factor) for site, factor, _ in counts}
    return {place: tuple(counts[(*place, group)] for group in truth.framework.groups) for place in places}


def _changed(tables: Sequence[Table]) -> set[Place]:
    """The sites and factors of which the release's log says that answers there changed."""
    logs = [table for table in tables if {"why", "place", "factor"} <= set(table.columns)]
    rows = [row for table in logs for row in table.records() if any(why in row["why"] for why in EARLIER)]
    return {(row["place"], row["factor"]) for row in rows}


def _words(truth: Truth, release: str, tables: Sequence[Table]) -> Iterator[ShownCell]:
    """The statuses and verdicts of sites in a release's own tables."""
    for table in (
        table for table in tables if {"site", "factor"} <= set(table.columns) and table.name == table.caption
    ):
        for row in (row for row in table.records() if row["site"] and not row.get("group", "")):
            for column in (column for column in WORDS if column in table.columns):
                where = (("site", row["site"]), ("factor", row["factor"]))
                cell = Cell(release, table.name, column, where, column)
                yield ShownCell(cell, (row["site"], row["factor"]), row[column], row["factor"] in truth.conditions)


def _means(release: str, tables: Sequence[Table]) -> Iterator[ShownCell]:
    """The means of sites, where the number of people is shown."""
    for table in (table for table in tables if {"factor", "mean", "site", "scope", "n"} <= set(table.columns)):
        for row in (row for row in table.records() if row["scope"] == "site" and row.get("kind", "either") == "either"):
            if row["n"].isdigit():
                where = (("scope", "site"), ("site", row["site"]), ("factor", row["factor"]), ("kind", "either"))
                cell = Cell(release, table.name, "mean", where, "either")
                yield ShownCell(cell, (row["site"], row["factor"]), row["mean"].strip(), True)
