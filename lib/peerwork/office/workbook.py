"""Every protected table of an audience as one Excel workbook: a contents sheet, notes, and a sheet a table."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from peerwork.data_dictionary import tables
from peerwork.scoring.table_spec import TableSpec

NUMBER = re.compile(r"-?(0|[1-9]\d{0,14})(\.\d+)?([eE][+-]?\d+)?")  # longer, or with leading zeros, it is a code
FORMULA = tuple("=+-@\t\r")  # what a spreadsheet takes for the start of a formula
LABEL = "_label"  # what the heading of a column of labels ends in
NO_CLOCK = dt.datetime(2000, 1, 1)
SHEET_NAME = 31  # characters that Excel allows
LARGE = 10_000_000  # bytes of CSV from which rows are written out one by one: a third slower, in memory that stays flat
ROWS = 1_048_576  # rows of a sheet that Excel allows, the first of them for the columns
DESCRIBED: Mapping[str, TableSpec] = {spec.name: spec for spec in tables()}
MARKS = (
    "A cell with * is withheld, so that nobody can be recognised.",
    "A cell such as >=4 or <=0.1 is bounded: so much or more, so much or less.",
    "An empty cell means that there is none.",
    "Shares run from 0 to 1.",
)


@dataclass(frozen=True)
class Sheet:
    """One table of the workbook: its name, what a row is, its columns, and the file that holds its rows.

    `labels` are those of the ids in a column, by its place in the file: each stands in a column of its own beside them.
    """

    name: str
    row: str
    columns: tuple[str, ...]
    path: Path
    labels: Mapping[int, Mapping[str, str]]

    def rows(self) -> Iterator[list[str]]:
        """The rows as text, one at a time."""
        places = sorted(self.labels, reverse=True)
        with self.path.open(encoding="utf-8", newline="") as file:
            for row in islice(csv.reader(file), 1, None):
                for at in places:
                    row.insert(at + 1, self.labels[at].get(row[at], ""))
                yield row


def make_workbook(tables: Sequence[Path], *, facts: Mapping[str, Any], audience: str) -> bytes:
    """The workbook of these CSV files; the same files and facts are always the same bytes.

    Numbers are numbers, everything else is text: what looks like a formula is written as text and stays text. Rows
    beyond Excel's limit are left out, and the contents say so.
    """
    labels = labels_of(facts["framework"])
    sheets = [_read(path, labels) for path in tables]
    made = io.BytesIO()
    large = sum(path.stat().st_size for path in tables) > LARGE
    memory = {"constant_memory": large, "in_memory": not large}
    with Workbook(made, {**memory, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": facts["title"], "author": "peerwork", "created": NO_CLOCK})
        styles = _Styles(book)
        contents, notes = book.add_worksheet("Contents"), book.add_worksheet("Notes")
        counts = [_write_table(book.add_worksheet(sheet.name[:SHEET_NAME]), sheet, styles) for sheet in sheets]
        _write_contents(contents, sheets, counts, facts, audience, styles)
        _write_notes(notes, sheets, _rules_of(sheets), styles)
    return made.getvalue()


class _Styles:
    """The formats of a workbook."""

    def __init__(self, book: Workbook) -> None:
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self.text = book.add_format({"text_wrap": True, "valign": "top"})
        self.quoted = book.add_format({"quote_prefix": True})  # stays text when somebody edits the cell


def labels_of(framework: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """The framework's label of each id, by the column that ids stand in."""
    domains, groups = framework["domains"], framework["stakeholder_groups"]
    factors = {factor["id"]: factor["label"] for domain in domains for factor in domain["factors"]}
    named = {"factor": factors, "domain": {domain["id"]: domain["label"] for domain in domains}}
    return named | dict.fromkeys(("group", "group_a", "group_b"), groups)


def _read(path: Path, labels: Mapping[str, Mapping[str, str]]) -> Sheet:
    with path.open(encoding="utf-8", newline="") as file:
        columns = next(csv.reader(file), [])
    wanted = {at: name for at, name in enumerate(columns) if name in labels and f"{name}{LABEL}" not in columns}
    shown = [
        text for at, name in enumerate(columns) for text in ((name, f"{name}{LABEL}") if at in wanted else (name,))
    ]
    described = DESCRIBED.get(path.stem)
    about = described.about if described else "a row of this table"
    return Sheet(path.stem, about, tuple(shown), path, {at: labels[name] for at, name in wanted.items()})


def _write_contents(
    sheet: Worksheet,
    sheets: Sequence[Sheet],
    counts: Sequence[int],
    facts: Mapping[str, Any],
    audience: str,
    styles: _Styles,
) -> None:
    edition = f", edition {facts['edition']}" if facts["edition"] else ""
    edition += f" ({facts['released']})" if facts["released"] else ""
    synthetic = " Synthetic data." if facts["synthetic"] else ""
    sheet.set_column(0, 0, 32)
    sheet.set_column(1, 1, 80)
    sheet.write_string(0, 0, f"{facts['title']}: tables for the {audience}{edition}", styles.title)
    sheet.write_string(
        1, 0, f"{len(sheets)} tables, one a sheet; what cells mean stands on the sheet Notes.{synthetic}"
    )
    _write_row(sheet, 3, ["Table", "One row is", "Rows"], styles.head)
    for place, (one, rows) in enumerate(zip(sheets, counts, strict=True), start=4):
        beyond = "" if rows < ROWS else f" (the first {ROWS - 1}; {one.name}.csv has them all)"
        sheet.write_url(place, 0, f"internal:'{one.name[:SHEET_NAME]}'!A1", string=one.name)
        sheet.write_string(place, 1, f"{one.row}{beyond}", styles.text)
        sheet.write_number(place, 2, rows)
    sheet.freeze_panes(4, 0)


def _write_notes(sheet: Worksheet, sheets: Sequence[Sheet], rules: Sequence[str], styles: _Styles) -> None:
    """What cells mean, what this audience is shown, and each column of each table."""
    sheet.set_column(0, 1, 30)
    sheet.set_column(2, 2, 90)
    sheet.write_string(0, 0, "Notes", styles.title)
    for place, text in enumerate([*MARKS, *rules], start=1):
        sheet.write_string(place, 0, text)
    head = len(MARKS) + len(rules) + 2
    _write_row(sheet, head, ["Table", "Column", "What it says"], styles.head)
    columns = [(one.name, column) for one in sheets for column in one.columns]
    for place, (table, column) in enumerate(columns, start=head + 1):
        for across, text in enumerate((table, column, _meaning(table, column))):
            _write_cell(sheet, place, across, text, styles)


def _rules_of(sheets: Sequence[Sheet]) -> list[str]:
    """The rules of the release, which stand in a table of their own; none for the research team."""
    return [row[0] for one in sheets if one.name == "release_policy" for row in one.rows()]


def _meaning(table: str, column: str) -> str:
    """What the column says, as far as the data dictionary knows it: a study may add attributes of its own."""
    known = DESCRIBED[table].declared(column) if table in DESCRIBED else None
    if known is None and column.endswith(LABEL):
        return f"the framework's label of {column.removesuffix(LABEL)}"
    if known is None:
        return "as study.yaml or the framework declares it"
    return f"{known.says}: {', '.join(known.choices)}" if known.choices else known.says


def _write_table(sheet: Worksheet, one: Sheet, styles: _Styles) -> int:
    """A sheet for analysis and for reading: columns in the first row, in sight, with a filter. How many rows it has."""
    if not one.columns:
        return 0
    _write_row(sheet, 0, one.columns, styles.head)
    place = 0
    for place, row in enumerate(one.rows(), start=1):
        for across, text in enumerate(row):
            if text and place < ROWS:
                _write_cell(sheet, place, across, text, styles)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, min(place, ROWS - 1), len(one.columns) - 1)
    sheet.set_column(0, len(one.columns) - 1, 16)
    return place


def _write_row(sheet: Worksheet, place: int, texts: Sequence[str], style: Any) -> None:
    for across, text in enumerate(texts):
        sheet.write_string(place, across, text, style)


def _write_cell(sheet: Worksheet, place: int, across: int, text: str, styles: _Styles) -> None:
    value = _value(text)
    if isinstance(value, float):
        sheet.write_number(place, across, value)
    elif value.startswith(FORMULA):
        sheet.write_string(place, across, value, styles.quoted)
    else:
        sheet.write_string(place, across, value)


@lru_cache(maxsize=100_000)
def _value(text: str) -> float | str:
    """What a cell holds; most texts of a table stand in many of its cells."""
    return float(text) if NUMBER.fullmatch(text) else text
