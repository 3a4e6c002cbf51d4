"""From released text to what it says of totals: each figure is an interval for the answers of some people."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from peerwork.audit.findings import Cell
from peerwork.audit.reading import Table

NUMBER = re.compile(r"^(>=|<=)?\s*(-?\d+(?:\.\d+)?)$")
HALF, TENTH, TWENTIETH = 0.25, 0.05, 0.025  # half of the step to which a figure is rounded
OUTCOMES = ("present_helps", "absent_hinders", "present_hinders", "absent_helps", "no_difference")  # add up to n
UNBOUNDED = (
    "ci_low", "ci_high", "median", "cliffs_delta", "p_value", "p_adjusted", "flips_to_change", "share_in_place",
    "n_unsure", "n_partly", "expected_share", *OUTCOMES,
)  # fmt: skip
BOUND, WIDE_BOUND, SHARE_BOUND = 1, 0.5, 0.1  # within the ends of the scale: where rounded figures become bounds
SLACK = 1e-6


@dataclass(frozen=True)
class ReadFigure:
    """One released mean, share or count: of whom, what it says, and where it stands.

    `measure` is importance, picks, or the point of the scale that a count is of. `low` to `high` bound the mean (the
    number, of a count); `n` is the number of people beside it, None where it is withheld. `shown` are the sites whose
    own mean of the factor is told in the same release, which is the `release`-th. `cell` is where it stands.
    """

    measure: str
    scope: str
    place: dict[str, str]
    factor: str
    kind: str
    low: float
    high: float
    n: int | None
    text: str
    file: str
    cell: Cell
    shown: frozenset[str] = frozenset()
    release: int = 0

    @property
    def said(self) -> tuple:
        """What it says, wherever it stands."""
        place = tuple(sorted(self.place.items()))
        return self.measure, self.scope, place, self.factor, self.kind, self.low, self.high, self.n


def as_of_one_site(figure: ReadFigure, lowest: float, highest: float) -> ReadFigure:
    """A mean of a sector, group or study in which one site alone rated: shown as a site's is, where it could be."""
    bounds = _bounds(figure.text, HALF, lowest, highest, BOUND)
    number = float(figure.text.strip().lstrip("<>="))
    if bounds is None or abs(2 * number - round(2 * number)) > SLACK:
        return figure
    return replace(figure, low=bounds[0], high=bounds[1])


def figures_of(
    tables: Iterable[Table], scale: tuple[int, ...], *, place: int = 0, release: str = ""
) -> list[ReadFigure]:
    """What the tables of the release at a place say, each once; without its number of people where it is said with it.

    `release` is what its cells call it.
    """
    found = read_figures(tables, scale, release) if scale else []
    counted = {figure.said[:-1] for figure in found if figure.n is not None}
    shown: dict[str, set[str]] = {}
    for figure in found:
        if figure.scope == "site" and figure.measure == "importance" and figure.kind == "either":
            shown.setdefault(figure.factor, set()).add(figure.place["site"])
    once = {f.said: f for f in found if f.n is not None or f.said[:-1] not in counted}
    return [replace(figure, shown=frozenset(shown.get(figure.factor, ())), release=place) for figure in once.values()]


def read_figures(tables: Iterable[Table], scale: tuple[int, ...], release: str = "") -> list[ReadFigure]:
    """Every figure of ratings and picks in these tables; a table says which by its columns."""
    figures: list[ReadFigure] = []
    for table in tables:
        if {"factor", "mean"} <= set(table.columns):
            figures += _means(table, scale, release)
        if {"factor", "share", "n_participants"} <= set(table.columns):
            figures += _shares(table, release)
    return figures


def untold_differences(tables: Iterable[Table], figures: Iterable[ReadFigure]) -> Iterator[tuple[str, str, str]]:
    """File, factor and text of each difference of two groups that is not just that of their two released means."""
    means = {
        (f.place.get("site", ""), f.place["group"], f.factor, round(float(f.text), 6))
        for f in figures
        if f.measure == "importance" and f.kind == "either" and "group" in f.place and _number(f.text) is not None
    }
    known: dict[tuple[str, str, str], list[float]] = {}
    for site, group, factor, mean in means:
        known.setdefault((site, group, factor), []).append(mean)
    for table in (table for table in tables if {"factor", "group_a", "group_b", "difference"} <= set(table.columns)):
        for record in table.records():
            told = _number(record["difference"])
            if told is None or record.get("measure", "importance") != "importance":
                continue
            site, factor = record.get("site", ""), record["factor"]
            first, second = (known.get((site, record[name], factor), ()) for name in ("group_a", "group_b"))
            if not any(abs(a - b - told) < SLACK for a in first for b in second):
                yield table.file, factor, record["difference"]


def unbounded_cells(tables: Iterable[Table]) -> Iterator[tuple[str, str, str]]:
    """File, column and text of each released figure that no audit can bound (METHOD 14)."""
    for table in tables:
        for record in table.records():
            for column in UNBOUNDED:
                if NUMBER.match(record.get(column, "").strip()):
                    yield table.file, column, record[column]


def completed_cells(tables: Iterable[Table], scale: tuple[int, ...]) -> Iterator[tuple[str, str, str]]:
    """File, factor and column of each withheld count that the rest of its row gives away."""
    families = (tuple(f"n_{point}" for point in scale), OUTCOMES)
    for table in tables:
        for columns in (family for family in families if set(family) <= set(table.columns)):
            for record in table.records():
                held = [name for name in columns if record[name].strip() == "*"]
                if len(held) == 1 and _whole(record.get("n", "")) is not None:
                    yield table.file, record.get("factor", ""), held[0]


def _means(table: Table, scale: tuple[int, ...], release: str) -> Iterator[ReadFigure]:
    halves = _halves(table, "mean", scale)
    for record in table.records():
        scope, place = _scope(record)
        common = (scope, place, record["factor"], record.get("kind") or "either")
        n = _whole(record.get("n", ""))
        usual = BOUND if scope == "site" else WIDE_BOUND
        bounds = _bounds(record["mean"], halves.get(scope, TENTH), scale[0], scale[-1], usual)
        if bounds:
            cell = _cell(release, table, "mean", common, "importance")
            yield ReadFigure("importance", *common, *bounds, n, record["mean"], table.file, cell)
        for point in scale:
            count = _whole(record.get(f"n_{point}", ""))
            if count is not None:
                cell = _cell(release, table, f"n_{point}", common, "importance")
                yield ReadFigure(f"n_{point}", *common, count, count, n, str(count), table.file, cell)


def _shares(table: Table, release: str) -> Iterator[ReadFigure]:
    half = _half_of_shares([record["share"] for record in table.records()])
    for record in table.records():
        scope, place = _scope(record)
        common = (scope, place, record["factor"], record.get("kind") or "either")
        n, named = _whole(record["n_participants"]), _whole(record.get("n_named", ""))
        exact = (named / n, named / n) if n and named is not None else None
        bounds = exact or _bounds(record["share"], half, 0, 1, SHARE_BOUND)
        if bounds:
            cell = _cell(release, table, "share", common, "picks")
            yield ReadFigure("picks", *common, *bounds, n, record["share"], table.file, cell)


def _cell(release: str, table: Table, column: str, common: tuple[str, dict[str, str], str, str], kind: str) -> Cell:
    scope, place, factor, of_kind = common
    row = (("scope", scope), *place.items(), ("factor", factor), ("kind", of_kind))
    return Cell(release, table.name, column, row, "sentence" if table.caption == "sentence" else kind)


def _half_of_shares(texts: list[str]) -> float:
    """Half of the step to which shares are rounded: of 5 % where all could be, else what their digits show."""
    inside = [text.strip() for text in texts if _number(text) is not None]
    if all(abs(float(text) * 20 - round(float(text) * 20)) < SLACK for text in inside):
        return TWENTIETH
    return 0.5 / 10 ** max(len(text.partition(".")[2]) for text in inside)


def _halves(table: Table, column: str, scale: tuple[int, ...]) -> dict[str, float]:
    """By scope, half of the step to which its figures are rounded, as their digits show.

    A site's are to the nearest half when all of them could be and none is at an end of the scale, where that rule
    bounds them.
    """
    digits: dict[str, list[str]] = {}
    for record in table.records():
        found = NUMBER.match(record[column].strip())
        if found and not found[1]:
            digits.setdefault(_scope(record)[0], []).append(found[2])
    halves = {"site": HALF}
    for scope, texts in digits.items():
        decimals = max(len(text.partition(".")[2]) for text in texts)
        in_halves = all(float(text) * 2 == int(float(text) * 2) for text in texts)
        within = all(scale[0] + 1 < float(text) < scale[-1] - 1 for text in texts)
        halves[scope] = HALF if scope == "site" and in_halves and within else 0.5 / 10**decimals
    return halves


def _scope(record: dict[str, str]) -> tuple[str, dict[str, str]]:
    place = {name: record[name] for name in ("sector", "site", "group", "without") if record.get(name, "").strip()}
    given = record.get("scope", "").strip()
    if given:
        return given, place
    return "site_group" if {"site", "group"} <= set(place) else next(iter(place), "study"), place


def _bounds(text: str, half: float, lowest: float, highest: float, usual: float) -> tuple[float, float] | None:
    """What a figure leaves possible; at its `usual` bound it is rounded first, at any other a bound is as it says."""
    found = NUMBER.match(text.strip())
    if not found:
        return None
    sign, value = found[1], float(found[2])
    if sign and abs(value - (lowest + usual if sign == "<=" else highest - usual)) > SLACK:
        half = 0
    low, high = (lowest if sign == "<=" else value - half), (highest if sign == ">=" else value + half)
    return max(low, lowest), min(high, highest)


def _number(text: str) -> float | None:
    found = NUMBER.match(text.strip())
    return float(found[2]) if found and not found[1] else None


def _whole(text: str) -> int | None:
    return int(text) if text.strip().isdigit() else None


def people_of(figure: ReadFigure, people: pd.DataFrame) -> np.ndarray:
    """Which of these people the figure is about: a mask."""
    inside = np.ones(len(people), dtype=bool)
    for column in ("sector", "site", "group"):
        if column in figure.place:
            inside &= people[column].to_numpy(dtype=object) == figure.place[column]
    if "without" in figure.place:
        inside &= people["group"].to_numpy(dtype=object) != figure.place["without"]
    if figure.measure != "picks" and figure.kind != "either":
        inside &= people["effect"].to_numpy(dtype=object) == figure.kind
    return inside
