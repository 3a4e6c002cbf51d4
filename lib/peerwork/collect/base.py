"""What a workbook held when it went out, as marks: so that what came back can be told from what was corrected since."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from peerwork.collect.records import Values
from peerwork.collect.same import plain
from peerwork.study.schema import File

BASE = "base"
HEADER = ("sheet", "row", "column", "mark")
Key = tuple[str, ...]
_WHOLE_ROW = ""


@dataclass(frozen=True)
class Base:
    """The rows of one sheet as it went out: a mark for each filled column, by the row's key."""

    rows: Mapping[str, Mapping[str, str]]

    def had(self, file: File, row: Values) -> bool:
        """Whether the row (its key; where it has none, all it says) was in the sheet."""
        return key_token(file, row) in self.rows

    def said(self, file: File, row: Values, column: str, value: str | None) -> bool:
        """Whether the sheet had this value in that row and column."""
        return self.rows[key_token(file, row)].get(column) == _token_of(file, column, value)


def base_lines(file: File, rows: Iterable[Values]) -> list[tuple[str, str, str, str]]:
    """The lines of the hidden sheet that speak of these rows: `sheet`, `row`, `column`, `mark`."""
    lines: list[tuple[str, str, str, str]] = []
    for row in rows:
        key = key_token(file, row)
        lines.append((file.name, key, _WHOLE_ROW, ""))
        lines += [
            (file.name, key, column, _token_of(file, column, value) or "")
            for column, value in row.items()
            if value is not None
        ]
    return lines


def read_base(lines: Iterable[tuple[str, str, str, str]]) -> dict[str, Base]:
    """The base of each sheet that the lines speak of."""
    rows: dict[str, dict[str, dict[str, str]]] = {}
    for sheet, key, column, token in lines:
        tokens = rows.setdefault(sheet, {}).setdefault(key, {})
        if column != _WHOLE_ROW:
            tokens[column] = token
    return {sheet: Base(of_sheet) for sheet, of_sheet in rows.items()}


def key_token(file: File, row: Values) -> str:
    """The mark of the row's key; of all it says where the file has no key."""
    names = file.key or [column.name for column in file.columns]
    return _token([plain(file, name, row.get(name)) for name in names])


def _token_of(file: File, column: str, value: str | None) -> str | None:
    return None if value is None else _token(plain(file, column, value))


def _token(value: object) -> str:
    return hashlib.sha256(json.dumps(value).encode()).hexdigest()[:16]
