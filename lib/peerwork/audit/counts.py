"""The attack on counts of impacts and of mapped initiatives: which withheld counts come back by subtraction.

Every count is an unknown between what is known of it; parts add up to their whole wherever both are told. A linear
programme says between which ends each withheld count stays.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog

from peerwork.audit.findings import OUTSIDER, Cell, Finding
from peerwork.audit.knowledge import Truth
from peerwork.audit.reading import Table
from peerwork.audit.shown_words import WITHHELD

LEAST = 3  # people besides the reader who must be able to have told an impact, or said a passage
ROOM = 1 - 1e-6  # a count that stays open by less is known
CORNERS, FAR = 8, 1000  # solutions drawn by lot, and how far a count without an end may go in them
WHOLE = ("", "all")
TOLD = ("n_impacts", "n_people", "n_success")
MAPPED = ("initiatives", "n_with_number", "peer_workers")
KEYS = ("scope", "group", "site", "on", "direction", "by", "value")
Record = Mapping[str, str]


@dataclass(frozen=True)
class Count:
    """One count: its cell, which part of the whole it is (by dimension), and what its text says."""

    cell: Cell
    part: tuple[str, ...]
    text: str

    @property
    def ends(self) -> tuple[float, float]:
        """The least and the greatest that it can be, by its text alone."""
        if self.text.startswith(">="):
            return float(self.text[2:]), np.inf
        if self.text.startswith("<="):
            return 0, float(self.text[2:])
        if self.text == WITHHELD:  # a group has a row whether anybody of it told such an impact or not
            return 0, np.inf
        return float(self.text), float(self.text)


def attack_counts(truth: Truth, tables: Mapping[str, Sequence[Table]]) -> Iterator[Finding]:
    """Withheld counts that can be worked out, and impacts that too few people can have told."""
    impacts: dict[str, list[Count]] = defaultdict(list)
    mapping: dict[str, list[Count]] = defaultdict(list)
    for release, found in tables.items():
        for table in found:
            columns = set(table.columns)
            if {"scope", "on", "direction"} <= columns:
                _collect(release, table, _impact_part, TOLD, "impact", impacts)
                yield from _few_tellers(truth, release, table)
            elif {"by", "value", "initiatives"} <= columns:
                _collect(release, table, _mapping_part, MAPPED, "mapping", mapping)
    for column, counts in impacts.items():
        by_people = column == "n_people"  # a person may tell of several: only groups and sites add up
        yield from _subtracted(counts, (0,) if by_people else (0, 1, 2))
    for counts in mapping.values():
        yield from _subtracted(counts, (0,))


def _impact_part(record: Record) -> tuple[str, ...] | None:
    place = next((f"{name}:{record[name]}" for name in ("group", "site") if record.get(name, "").strip()), "")
    return place, record["on"].strip(), record["direction"].strip()


def _mapping_part(record: Record) -> tuple[str, ...] | None:
    """An initiative may have several roles: those add up to nothing."""
    by = record["by"].strip()
    return None if by == "role" else ("" if by in WHOLE else f"{by}:{record['value'].strip()}",)


def _collect(
    release: str, table: Table, part_of: Callable[[Record], tuple[str, ...] | None], columns: Sequence[str], kind: str,
    into: dict[str, list[Count]],
) -> None:  # fmt: skip
    name = table.name
    keys = [column for column in KEYS if column in table.columns]
    for record in table.records():
        part = part_of(record)
        for column in columns:
            text = record.get(column, "").strip()
            if part is not None and _is_count(text):
                row = tuple((key, record[key]) for key in keys)
                into[column].append(Count(Cell(release, name, column, row, kind), part, text))


def _is_count(text: str) -> bool:
    number = text.removeprefix(">=").removeprefix("<=")
    return text == WITHHELD or number.replace(".", "", 1).isdigit()


def _subtracted(counts: list[Count], dimensions: tuple[int, ...]) -> Iterator[Finding]:
    """Withheld counts that their wholes and the other parts pin to one number."""
    parts = sorted({count.part for count in counts})
    at = {part: place for place, part in enumerate(parts)}
    ends = np.tile([0.0, np.inf], (len(parts), 1))
    for count in counts:
        low, high = count.ends
        ends[at[count.part]] = max(ends[at[count.part], 0], low), min(ends[at[count.part], 1], high)
    rows = [row for dimension in dimensions for row in _sums(parts, at, dimension)]
    held = [part for part in parts if ends[at[part], 1] - ends[at[part], 0] > 0]
    if not rows:
        return
    fits = _Fits(np.array(rows), ends)
    fits.look_around()
    for part in held:
        low = fits.pinned(at[part])
        if low is not None:
            cells = tuple(sorted(count.cell for count in counts if count.part == part))
            beside = tuple(sorted({f"{count.cell.release}/{count.cell.table}" for count in counts}))
            learns = (
                f"the withheld {cells[0].column} of {' '.join(filter(None, part)) or 'all'}, by subtraction: {low:.0f}"
            )
            yield Finding(OUTSIDER, learns, "", beside, _around(part, counts, dimensions))


def _sums(parts: list[tuple[str, ...]], at: Mapping[tuple[str, ...], int], dimension: int) -> Iterator[np.ndarray]:
    """A row for each whole and each way in which parts along a dimension make it up: 1, and -1 for each part."""
    families: dict[tuple, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for part in parts:
        rest = part[:dimension] + part[dimension + 1 :]
        value = part[dimension]
        way = "" if value in WHOLE else value.partition(":")[0] if ":" in value else "each"
        families[rest][way].append(at[part])
    for ways in families.values():
        whole = ways.pop("", [])
        made_up = list(ways.values())
        for some in made_up:
            if whole:
                yield _row(len(parts), whole, some)
        for one, other in zip(made_up, made_up[1:], strict=False):
            yield _row(len(parts), one, other)


def _row(size: int, plus: list[int], minus: list[int]) -> np.ndarray:
    row = np.zeros(size)
    row[plus], row[minus] = 1, -1
    return row


class _Fits:
    """Counts that fit all sums. Each solution is a witness: a part that differs in two of them is not known."""

    def __init__(self, rows: np.ndarray, ends: np.ndarray) -> None:
        self.rows, self.ends = rows, ends
        self.low, self.high = np.full(len(ends), math.inf), np.full(len(ends), -math.inf)

    def look_around(self) -> None:
        """Solutions at corners drawn by lot, which leave few parts to look at one by one."""
        draw, wide = np.random.default_rng(0), np.minimum(self.ends, self.ends[:, :1] + FAR)
        for _ in range(CORNERS):
            self._solve(draw.uniform(-1, 1, len(wide)), wide)

    def pinned(self, place: int) -> float | None:
        """The least of a part that is known, None where it stays open."""
        least = math.inf
        for sign in (1, -1):
            if self.high[place] - self.low[place] >= ROOM:
                return None
            if (found := self._least(place, sign)) is None:
                return None
            least = min(least, found)
        return None if self.high[place] - self.low[place] >= ROOM else least

    def _least(self, place: int, sign: int) -> float | None:
        """The part where it is least, greatest where `sign` is -1; None where it has no end, or nothing fits."""
        cost = np.zeros(len(self.ends))
        cost[place] = sign
        found = self._solve(cost, self.ends)
        return None if found is None else float(found[place])

    def _solve(self, cost: np.ndarray, ends: np.ndarray) -> np.ndarray | None:
        solved = linprog(cost, A_eq=self.rows, b_eq=np.zeros(len(self.rows)), bounds=ends, method="highs")
        if solved.x is None or solved.status != 0:
            return None
        self.low, self.high = np.minimum(self.low, solved.x), np.maximum(self.high, solved.x)
        return solved.x


def _around(part: tuple[str, ...], counts: list[Count], dimensions: tuple[int, ...]) -> tuple[Cell, ...]:
    """The shown wholes and parts that a withheld count is worked out from."""
    near = [
        count.cell
        for count in counts
        if count.text != WITHHELD and sum(a != b for a, b in zip(part, count.part, strict=True)) == 1
        and any(part[d] != count.part[d] for d in dimensions)
    ]  # fmt: skip
    return tuple(sorted(set(near)))


def _few_tellers(truth: Truth, release: str, table: Table) -> Iterator[Finding]:
    """Rows of a scope in which too few people were interviewed: that there is such an impact tells whose it is."""
    people = truth.people
    name = table.name
    for record in table.records():
        inside = np.ones(len(people), dtype=bool)
        for column in ("group", "site"):
            if record.get(column, "").strip():
                inside &= people[column].to_numpy(dtype=object) == record[column].strip()
        told = record.get("n_people", "").strip() not in ("", "0")
        if told and inside.sum() <= LEAST:
            row = tuple((key, record[key]) for key in ("scope", "group", "site", "on", "direction") if key in record)
            learns = f"who told of a {record['direction']} impact on {record['on']}: one of {int(inside.sum())} people"
            cell = Cell(release, name, "n_people", row, "impact")
            yield Finding("a colleague of the teller", learns, "", (f"{release}/{name}",), (cell,))
