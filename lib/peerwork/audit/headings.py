"""Tables of pages as tables of columns: what headings, captions and cells that are worded for readers say.

The audit keeps its own list of how pages word their headings, so that it reads what any reader can, and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from peerwork.audit.knowledge import Truth
from peerwork.audit.reading import Table

FACTOR = ("Factor", "Condition")
PLACES = {"Site": "site", "Group": "group", "Sector": "sector"}
KINDS = {
    "it helped": "facilitator", "helps": "facilitator", "it hindered": "barrier", "hinders": "barrier",
    "either": "either",
}  # fmt: skip
BY_KIND = {"Mean": "mean", "Ratings": "n", "Share": "share", "Named": "n_named"}
PLAIN = {
    "Mean": "mean", "Mean importance": "mean", "Importance": "mean", "Ratings": "n", "Answers": "n", "People": "n",
    "People who named any": "n_participants", "Share": "share", "Named": "n_named", "Median": "median",
    "Interval": "interval", "Cliff's delta": "cliffs_delta", "P": "p_value", "Adjusted p": "p_adjusted",
    "Answers to change it": "flips_to_change", "Share in place": "share_in_place", "Unsure": "n_unsure",
    "There, and it helped": "present_helps", "Missing, and that hindered": "absent_hinders",
    "There, and it hindered": "present_hinders", "Missing, and that helped": "absent_helps",
    "No difference": "no_difference", "Difference": "difference", "Measure": "measure", "Groups": "groups",
}  # fmt: skip
OF_EVERY_KIND = ("n_participants",)
TOLD = re.compile(r"^(?P<mean>[^()]+?) \(n (?P<n>\d+)(?:, (?P<low>\S+) to (?P<high>\S+))?\)$")
BOUND = re.compile(r"^(?P<value>.+?) or (?P<side>more|less)$")


@dataclass(frozen=True)
class Words:
    """How pages name factors and places, words to codes: `names` as they stand in sentences, `places` codes too."""

    factors: Mapping[str, str]
    names: Mapping[str, Mapping[str, str]]
    places: Mapping[str, Mapping[str, str]]
    points: Mapping[str, str]

    def place(self, text: str) -> dict[str, str]:
        """The place that a text is the name of, if it is one."""
        for column, names in self.places.items():
            if text in names:
                return {column: names[text]}
        return {}

    def place_within(self, text: str) -> dict[str, str]:
        """The places whose names stand in a text, if it names no more than one site, one group and one sector."""
        found = {}
        for column, names in self.names.items():
            there = {name for name in names if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)}
            codes = {names[name] for name in there if not any(name != other and name in other for other in there)}
            if len(codes) == 1:
                found[column] = codes.pop()
        return found


def words_of(truth: Truth) -> Words:
    """The words of a study: labels of its framework, and names of its sites."""
    framework = truth.framework
    sites = dict(zip(truth.sites["site"], truth.sites["name"].fillna("").map(_plain), strict=True))
    names = {
        "site": {text: code for code, name in sites.items() for text in (name, f"{code} {name}", f"Site {code}")},
        "group": {_plain(label): code for code, label in framework.stakeholder_groups.items()},
        "sector": {_plain(label): code for code, label in framework.sectors.items()},
    }
    names = {column: {text: code for text, code in found.items() if text} for column, found in names.items()}
    return Words(
        {_plain(text): factor.id for factor in framework.factors for text in (factor.id, factor.label)},
        names,
        {column: found | {code: code for code in found.values()} for column, found in names.items()},
        {_plain(f"{point} {label}"): f"n_{point}" for point, label in framework.importance_scale.items()},
    )


def in_columns(table: Table, words: Words) -> list[Table]:
    """The table under the CSVs' column names; as it is where its headings are those already, or say nothing here.

    Each cell that tells a figure becomes a row of its own, with the place that its heading, its row, the caption or the
    page says. A table that gives differences of two groups becomes one more table.
    """
    headings = [_meaning(heading, words, table.caption) for heading in table.columns]
    if "factor" in table.columns or not any(headings):
        return [table]
    rows: list[dict[str, str]] = []
    differences: list[dict[str, str]] = []
    whole = _place_of(table, words)
    for cells in table.rows:
        told = [(m, cell) for m, cell in zip(headings, cells, strict=False) if m]
        named = {m["column"]: cell for m, cell in told}
        factor = words.factors.get(named.get("factor", "")) or _factor_within(table.caption, words)
        if factor:
            about = whole | _place_of_row(named, words)
            differences += _differences(named, told, about, factor, words)
            rows += _figures(told, about, factor)
    return [_as_table(table, found) for found in (rows, differences) if found] or [table]


def _meaning(heading: str, words: Words, caption: str) -> dict[str, str]:
    """What a heading says: a `column`, and where it says so a `kind`, or a place."""
    if heading in FACTOR:
        return {"column": "factor"}
    if heading in PLACES or heading in PLAIN or heading in words.points:
        return {"column": PLACES.get(heading) or PLAIN.get(heading) or words.points[heading]}
    what, _, rest = heading.partition(", ")
    if what in BY_KIND and rest in KINDS:
        return {"column": BY_KIND[what], "kind": KINDS[rest]}
    if what in BY_KIND and words.place(rest):
        return {"column": BY_KIND[what]} | words.place(rest)
    means = re.search(r"\bmeans?\b", caption, re.IGNORECASE) and words.place(heading)
    return {"column": "mean"} | words.place(heading) if means else {}


def _place_of(table: Table, words: Words) -> dict[str, str]:
    """The place of a whole table: its caption says it, or its page's file name, or the page's title."""
    kind, _, code = PurePosixPath(table.file).stem.partition("-")
    page = words.place(code) if kind in words.places else {}
    return words.place_within(table.caption) or page or words.place_within(table.page)


def _place_of_row(named: Mapping[str, str], words: Words) -> dict[str, str]:
    found: dict[str, str] = {}
    for column in PLACES.values():
        if column in named:
            found |= words.place(named[column])
    return found


def _factor_within(caption: str, words: Words) -> str | None:
    found = {code for label, code in words.factors.items() if label in caption}
    return found.pop() if len(found) == 1 else None


def _figures(told: list[tuple[dict[str, str], str]], about: dict[str, str], factor: str) -> Iterator[dict[str, str]]:
    """A row a kind and place that the cells tell a figure of."""
    rows: dict[tuple, dict[str, str]] = {}
    shared: dict[str, str] = {}
    for meaning, cell in told:
        column = meaning["column"]
        if column in {"factor", "measure", "groups", "difference", *PLACES.values()}:
            continue
        if column in OF_EVERY_KIND:
            shared[column] = _value(cell)
            continue
        place = about | {name: code for name, code in meaning.items() if name in PLACES.values()}
        kind = meaning.get("kind", "either")
        row = rows.setdefault((kind, *sorted(place.items())), {"kind": kind, **place})
        row |= _values(column, cell)
    return (_with_scope(row | shared | {"factor": factor}) for row in rows.values())


def _with_scope(row: dict[str, str]) -> dict[str, str]:
    places = [name for name in PLACES.values() if name in row]
    return row | {"scope": "site_group" if {"site", "group"} <= set(places) else next(iter(places), "study")}


def _values(column: str, cell: str) -> dict[str, str]:
    """A cell by column: the mean with what stands beside it, an interval's two ends, or one value."""
    found = TOLD.match(cell)
    if column == "mean" and found:
        ends = {"ci_low": found["low"], "ci_high": found["high"]} if found["low"] else {}
        return {"mean": _value(found["mean"]), "n": found["n"]} | ends
    if column == "interval":
        low, _, high = cell.partition(" to ")
        return {"ci_low": _value(low), "ci_high": _value(high)}
    return {column: _value(cell)}


def _value(cell: str) -> str:
    """A cell as a CSV has it: `4.5 or more` is `>=4.5`, `67%` is 0.67, `withheld` is `*`."""
    found = BOUND.match(cell)
    if found:
        return {"more": ">=", "less": "<="}[found["side"]] + _value(found["value"])
    text = cell.replace("−", "-").removeprefix("+")
    if re.fullmatch(r"-?\d+(\.\d+)? ?%", text):
        number = text.removesuffix("%").strip()
        return f"{float(number) / 100:.{len(number.partition('.')[2]) + 2}f}"
    return "*" if text == "withheld" else text


def _differences(
    named: Mapping[str, str],
    told: list[tuple[dict[str, str], str]],
    about: dict[str, str],
    factor: str,
    words: Words,
) -> Iterator[dict[str, str]]:
    """The difference of two groups' means that a row tells, if it does."""
    if named.get("measure", "importance") != "importance" or not named.get("difference"):
        return
    pair = [words.places["group"].get(name, "") for name in named.get("groups", "").split(" against ")]
    pair = pair if all(pair) else [meaning["group"] for meaning, _ in told if "group" in meaning]
    if len(pair) == 2:
        place = {"scope": "site", "site": about["site"]} if "site" in about else {"scope": "study"}
        ends = {"group_a": pair[0], "group_b": pair[1], "difference": _value(named["difference"])}
        yield {**place, "measure": "importance", "factor": factor, **ends}


def _as_table(table: Table, rows: list[dict[str, str]]) -> Table:
    columns = tuple(dict.fromkeys(name for row in rows for name in row))
    return Table(table.file, table.caption, columns, tuple(tuple(row.get(c, "") for c in columns) for row in rows))


def _plain(text: str) -> str:
    return " ".join(str(text).split())
