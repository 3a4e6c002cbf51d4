"""The tables of one audience as they lie on disk: rows of text, nothing computed; and the words of the framework."""

from __future__ import annotations

import csv
import io
import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import yaml

Row = Mapping[str, str]
HIDDEN, TOO_LITTLE = "*", "too_little_evidence"


@dataclass(frozen=True)
class Words:
    """What a framework calls its parts: labels by id, the domain of each factor, the top of its scale."""

    factors: dict[str, str]
    groups: dict[str, str]
    sectors: dict[str, str]
    domains: dict[str, list[str]]
    top: int
    domain_ids: Mapping[str, str] = field(default_factory=dict)  # the label behind each
    conditions: frozenset[str] = frozenset()  # the factors that are no outcomes
    rules: Mapping[str, float] = field(default_factory=dict)
    nouns: Mapping[str, str] = field(default_factory=dict)
    impacts_on: Mapping[str, str] = field(default_factory=dict)
    middle: float = 0  # of the scale of consensus ratings

    def factor_of(self, label: str) -> str:
        """The id behind a label."""
        return next(name for name, words in self.factors.items() if words == label)


def words_of(text: str, rules: Mapping[str, float] | None = None) -> Words:
    """The words of a framework's YAML, with the study's rules."""
    plain = yaml.safe_load(text)
    parts = [part for domain in plain["domains"] for part in domain["factors"]]
    sectors = plain.get("sectors") or {
        "statutory": "Statutory", "voluntary": "Voluntary", "partnership": "Partnership"
    }  # fmt: skip
    return Words(
        {part["id"]: part["label"] for part in parts},
        dict(plain.get("stakeholder_groups") or {}),
        dict(sectors),
        {domain["label"]: [part["id"] for part in domain["factors"]] for domain in plain["domains"]},
        max(map(int, plain.get("importance_scale") or {1: ""})),
        {domain["id"]: domain["label"] for domain in plain["domains"]},
        frozenset(part["id"] for part in parts if part.get("kind", "condition") == "condition"),
        rules or {},
        plain.get("words") or {},
        plain.get("impacts_on") or {},
        sum((plain.get("site_scale") or {}).get(end, 0) for end in ("min", "max")) / 2,
    )


@dataclass(frozen=True)
class Released:
    """One audience's tables by name. `audience` team, board, public or workshop."""

    audience: str
    tables: Mapping[str, list[Row]]
    words: Words
    _found: dict[tuple, list[Row]] = field(default_factory=dict)
    _kept: dict[tuple, list[Row]] = field(default_factory=dict)

    def rows(self, table: str, **where: str) -> list[Row]:
        """The rows of a table whose columns are as given; of factors that the framework has."""
        key = (table, *sorted(where.items()))
        if key not in self._found:
            rows = self._about(table, where.get("factor"))
            self._found[key] = [row for row in rows if all(row.get(name, "") == value for name, value in where.items())]
        return self._found[key]

    def _about(self, table: str, factor: str | None) -> list[Row]:
        """The rows of a table, or those about one factor; of factors that the framework has."""
        key = (table, factor)
        if key not in self._kept:
            if factor is not None:
                for row in self._about(table, None):
                    self._kept.setdefault((table, row.get("factor", "")), []).append(row)
                self._kept.setdefault(key, [])
            else:
                known = self.words.factors
                rows = self.tables.get(table, [])
                self._kept[key] = [row for row in rows if not row.get("factor") or row["factor"] in known]
        return self._kept[key]

    def has(self, table: str, column: str) -> bool:
        """Whether the table is there with that column."""
        return bool(self.tables.get(table)) and column in self.tables[table][0]


def read_tables(texts: Mapping[str, str]) -> dict[str, list[Row]]:
    """The rows of each CSV text; a count that stands there over what is shown too is that count."""
    return {name: [_over_shown(row) for row in csv.DictReader(io.StringIO(text))] for name, text in texts.items()}


def _over_shown(row: dict[str, str]) -> Row:
    shown = {name: value for name, value in row.items() if "shown_" in name}
    plain = {name.replace("shown_", "sites_"): value for name, value in shown.items()}
    bare = {name.removeprefix("shown_"): value for name, value in shown.items()}
    return row | {name: value for name, value in (plain | bare).items() if name in row}


def values(rows: Iterable[Row], column: str) -> Counter[str]:
    """How often each value stands in a column."""
    return Counter(row[column] for row in rows)


def judged(rows: Iterable[Row], column: str) -> list[Row]:
    """The rows whose value is shown and is no lack of evidence."""
    return [row for row in rows if row[column] not in ("", HIDDEN, TOO_LITTLE)]


def is_number(cell: str) -> bool:
    """Whether a cell holds a number or a bound."""
    return bool(cell) and cell != HIDDEN


def span(cell: str) -> tuple[float, float]:
    """The least and the most that a cell says its number is."""
    if cell[:2] == ">=":
        return float(cell[2:]), math.inf
    if cell[:2] == "<=":
        return -math.inf, float(cell[2:])
    return float(cell), float(cell)


def total(rows: Iterable[Row], column: str) -> int:
    """The sum of a column over the rows where it is shown."""
    return round(sum(float(row[column]) for row in rows if is_number(row[column])))
