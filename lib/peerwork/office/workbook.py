"""Every protected table of an audience as one Excel workbook: a contents sheet, notes, and a sheet a table."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from peerwork.scoring.columns import RESULTS, Result

NUMBER = re.compile(r"-?(0|[1-9]\d{0,14})(\.\d+)?([eE][+-]?\d+)?")  # longer, or with leading zeros, it is a code
FORMULA = tuple("=+-@\t\r")  # what a spreadsheet takes for the start of a formula
NO_CLOCK = dt.datetime(2000, 1, 1)
SHEET_NAME = 31  # characters that Excel allows
DESCRIBED: Mapping[str, Result] = {result.name: result for result in RESULTS}
MARKS = (
    "A cell with * is withheld, so that nobody can be recognised.",
    "A cell such as >=4 or <=0.1 is bounded: so much or more, so much or less.",
    "An empty cell means that there is none.",
    "Shares run from 0 to 1.",
)


@dataclass(frozen=True)
class Sheet:
    """One table of the workbook: its name, what a row is, and its rows as text, the first holding the columns."""

    name: str
    row: str
    rows: Sequence[Sequence[str]]


def make_workbook(tables: Sequence[Path], *, facts: Mapping[str, Any], audience: str) -> bytes:
    """The workbook of these CSV files; the same files and facts are always the same bytes.

    Numbers are numbers, everything else is text: what looks like a formula is written as text and stays text.
    """
    sheets = [_read(path) for path in tables]
    made = io.BytesIO()
    with Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": facts["title"], "author": "peerwork", "created": NO_CLOCK})
        styles = _Styles(book)
        contents, notes = book.add_worksheet("Contents"), book.add_worksheet("Notes")
        for sheet in sheets:
            _write_table(book.add_worksheet(sheet.name[:SHEET_NAME]), sheet, styles)
        _write_contents(contents, sheets, facts, audience, styles)
        _write_notes(notes, sheets, _rules_of(sheets), styles)
    return made.getvalue()


class _Styles:
    """The formats of a workbook."""

    def __init__(self, book: Workbook) -> None:
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self.text = book.add_format({"text_wrap": True, "valign": "top"})
        self.quoted = book.add_format({"quote_prefix": True})  # stays text when somebody edits the cell


def _read(path: Path) -> Sheet:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    described = DESCRIBED.get(path.stem)
    return Sheet(path.stem, described.row if described else "a row of this table", rows)


def _write_contents(
    sheet: Worksheet, sheets: Sequence[Sheet], facts: Mapping[str, Any], audience: str, styles: _Styles
) -> None:
    edition = f", edition {facts['edition']}" if facts["edition"] else ""
    synthetic = " Synthetic data." if facts["synthetic"] else ""
    sheet.set_column(0, 0, 32)
    sheet.set_column(1, 1, 80)
    sheet.write_string(0, 0, f"{facts['title']}: tables for the {audience}{edition}", styles.title)
    sheet.write_string(
        1, 0, f"{len(sheets)} tables, one a sheet; what cells mean stands on the sheet Notes.{synthetic}"
    )
    _write_row(sheet, 3, ["Table", "One row is", "Rows"], styles.head)
    for place, one in enumerate(sheets, start=4):
        sheet.write_url(place, 0, f"internal:'{one.name[:SHEET_NAME]}'!A1", string=one.name)
        sheet.write_string(place, 1, one.row, styles.text)
        sheet.write_number(place, 2, max(len(one.rows) - 1, 0))
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
    columns = [(one.name, column) for one in sheets for column in (one.rows[0] if one.rows else ())]
    for place, (table, column) in enumerate(columns, start=head + 1):
        for across, text in enumerate((table, column, _meaning(table, column))):
            _write_cell(sheet, place, across, text, styles)


def _rules_of(sheets: Sequence[Sheet]) -> list[str]:
    """The rules of the release, which stand in a table of their own; none for the research team."""
    return [row[0] for one in sheets if one.name == "release_policy" for row in one.rows[1:]]


def _meaning(table: str, column: str) -> str:
    """What the column says, as far as the data dictionary knows it: a study may add attributes of its own."""
    try:
        return DESCRIBED[table].meaning(column)
    except KeyError:
        points = re.fullmatch(r"n_\d+", column)
        return "answers at this point of the scale" if points else "as study.yaml or the framework declares it"


def _write_table(sheet: Worksheet, one: Sheet, styles: _Styles) -> None:
    """A sheet for analysis and for reading: the columns in its first row, which stays in sight, and a filter."""
    if not one.rows:
        return
    _write_row(sheet, 0, one.rows[0], styles.head)
    for place, row in enumerate(one.rows[1:], start=1):
        for across, text in enumerate(row):
            if text:
                _write_cell(sheet, place, across, text, styles)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(one.rows) - 1, len(one.rows[0]) - 1)
    sheet.set_column(0, len(one.rows[0]) - 1, 16)


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
