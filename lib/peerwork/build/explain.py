"""What is new in a page's data, in words: which table, which factor, what it was before and what it is."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from peerwork.cells import records
from peerwork.data_dictionary import tables
from peerwork.pages.slice import Slice, read_slice
from peerwork.problems import one_line, quoted
from peerwork.study.schema import FILES

MOST_LINES = 12  # a page: what comes after is counted
Row = dict[str, Any]


class _Change(NamedTuple):
    """Something that changed: whether it is said in words (a verdict, a status), and all of it in a line."""

    in_words: bool
    line: str


def describe_changes(before: Path, now: Path) -> list[str]:
    """A line for each row of a table that is not what it was when the page was last drawn; none where that is unknown.

    Rows of which a verdict or other words moved come first, then those of which only numbers did.
    """
    if not before.is_file():
        return []
    changes = sorted(_changes(read_slice(before), read_slice(now)), key=lambda change: not change.in_words)
    more = len(changes) - MOST_LINES
    return [change.line for change in changes[:MOST_LINES]] + ([f"and {more} more"] if more > 0 else [])


def _changes(before: Slice, now: Slice) -> Iterator[_Change]:
    yield from _compare("the study", dict(_flat(before.facts)), dict(_flat(now.facts)))
    keys = {file.name: file.key for file in (*FILES, *tables())}
    for name in dict.fromkeys([*before.tables, *now.tables]):
        old, new = (_rows(frames.tables.get(name), keys.get(name, ())) for frames in (before, now))
        for where in dict.fromkeys([*old, *new]):
            yield from _compare(f"{name}: {where}" if where else name, old.get(where), new.get(where))


def _compare(where: str, before: Row | None, now: Row | None) -> Iterator[_Change]:
    if before is None or now is None:
        yield _Change(True, f"{where}: {'new' if before is None else 'taken away'}")
        return
    pairs = {name: (before.get(name), now.get(name)) for name in dict.fromkeys([*before, *now])}
    moved = {name: pair for name, pair in pairs.items() if not _same(*pair)}
    if moved:
        told = "; ".join(f"{name} was {_value(was)}, is {_value(value)}" for name, (was, value) in moved.items())
        yield _Change(
            any(isinstance(one, str) for pair in moved.values() for one in pair), one_line(f"{where}: {told}")
        )


def _rows(frame: pd.DataFrame | None, key: tuple[str, ...]) -> dict[str, Row]:
    """The rows by what they are about: their key, else their first column; where two are about the same, numbered."""
    found: dict[str, Row] = {}
    times: Counter[str] = Counter()
    for row in [] if frame is None else records(frame):
        about = ", ".join(str(row[name]) for name in key or list(row)[:1] if name in row and not pd.isna(row[name]))
        times[about] += 1
        found[about if times[about] == 1 else f"{about} ({times[about]})"] = row
    return found


def _flat(facts: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in facts.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{above}{name}.")
        else:
            yield f"{above}{name}", value if isinstance(value, int | float | str) else json.dumps(value)


def _same(one: Any, other: Any) -> bool:
    if pd.isna(one) or pd.isna(other):
        return bool(pd.isna(one) and pd.isna(other))
    return bool(one == other)


def _value(value: Any) -> str:
    if pd.isna(value):
        return "blank"
    if isinstance(value, float):
        return f"{value:.6g}"
    return quoted(value) if isinstance(value, str) and " " in value else str(value)
