"""Data sheets out: workbooks to fill in, a person, a document, a workshop, a month at a time."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import xlsxwriter

from peerwork.collect.base import BASE, HEADER, base_lines
from peerwork.collect.books import Book, Frames, books_of
from peerwork.collect.layout import GIVEN, LISTS, MORE_ROWS, NOTES, describe_notes, guides_of, sheet_columns
from peerwork.collect.matrix_sheets import write_matrix
from peerwork.collect.plain_text import as_plain_text
from peerwork.collect.records import Values
from peerwork.collect.same import LISTED
from peerwork.collect.sheet_look import FONT, formats_of, set_columns, set_heights, width_of, write_notes
from peerwork.collect.team_books import results
from peerwork.collect.unimported import refuse_unimported
from peerwork.framework import Framework
from peerwork.problems import Problem, ProblemsFound, quoted
from peerwork.study.model import Study
from peerwork.study.schema import SUMMARIES, Column, File, Known, Type
from peerwork.vocabulary import Purpose

OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "in_memory": True,
    "default_format_properties": FONT,
}


def write_sheets(
    study: Study, out: Path, *, folder: Path, purposes: Collection[Purpose] = tuple(Purpose)
) -> list[Path]:
    """The workbooks written for these purposes, a folder a site: what is recorded already is filled in.

    Every closed value has a drop-down list; factors stand in the framework's words, those asked of the interviewee's
    group only. A text that a spreadsheet would run is made plain. The same study gives the same bytes. `folder` is the
    study's. Raises ProblemsFound, with nothing written, where a workbook that is there already holds what the study
    has not recorded.
    """
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".peerwork-", dir=out) as beside:
        planned = books_of(study, purposes)
        made = {out / path: _write_workbook(study, book, Path(beside) / path) for path, book in planned}
        differs = [path for path, new in made.items() if path.exists() and path.read_bytes() != new.read_bytes()]
        refuse_unimported(folder, differs)
        for path, new in made.items():
            path.parent.mkdir(exist_ok=True)
            new.replace(path)
    return list(made)


def _write_workbook(study: Study, planned: Book, path: Path) -> Path:
    path.parent.mkdir(exist_ok=True)
    book = xlsxwriter.Workbook(path, OPTIONS)
    book.set_properties({"created": dt.datetime(2000, 1, 1), "title": study.config.title})
    formats = formats_of(book)
    lines = describe_notes(study, planned.purpose, list(planned.frames))
    write_notes(book.add_worksheet(NOTES), map(as_plain_text, lines), formats["note"])
    lists = _Lists(book)
    for file, frame in planned.frames.items():
        if file is SUMMARIES:
            write_matrix(book, study, frame, formats)
        sheet = book.add_worksheet(file.name)
        _write_sheet(sheet, file, frame, study, formats, lists)
        if file is SUMMARIES:  # who wrote each cell, beside the sheets of cells
            sheet.hide()
    lists.write()
    _write_base(book.add_worksheet(BASE), planned.frames)
    book.close()
    return path


def _write_base(sheet: Any, frames: Frames) -> None:
    """What the workbook holds as it goes out, in marks, on a sheet that nobody sees."""
    sheet.hide()
    lines = [line for file, frame in frames.items() for line in base_lines(file, _recorded(file, frame))]
    for position, line in enumerate([HEADER, *lines]):
        for across, text in enumerate(line):
            sheet.write_string(position, across, text)


def _recorded(file: File, frame: pd.DataFrame) -> list[Values]:
    """The rows as a CSV would have them; those that only list what may be filled in are none."""
    given = {*file.key, *GIVEN.get(file.name, ())}
    own = [column.name for column in file.columns if column.name in frame]
    rows = [{name: _as_text(row[name]) for name in own} for row in frame.to_dict("records")]
    return [row for row in rows if any(value is not None for name, value in row.items() if name not in given)]


def _as_text(value: Any) -> str | None:
    if pd.isna(value):
        return None
    return value.date().isoformat() if isinstance(value, pd.Timestamp) else str(value)


def _write_sheet(
    sheet: Any, file: File, frame: pd.DataFrame, study: Study, formats: Mapping[str, Any], lists: _Lists
) -> None:
    last = len(frame) + MORE_ROWS.get(file.name, 0)
    guides, widths, columns = guides_of(file), [], {}
    names = [column.name for column in sheet_columns(file)]
    for position, column in enumerate(sheet_columns(file)):
        guide = column.name in guides
        sheet.write_string(0, position, column.name, formats["head"])
        style = formats["guide" if guide else "date" if column.type is Type.DATE else "text"]
        values = _guide(column.name, file, frame, study) if guide else _values(column, frame)
        for row in range(1, last + 1):
            _write_cell(sheet, row, position, values[row - 1] if row <= len(values) else None, style)
        choices = [] if guide else choices_of(column, study)
        if choices and last:
            sheet.data_validation(1, position, last, position, lists.rule(column, choices))
        columns[position] = values
        widths.append(width_of(column.name, choices, values))
    set_columns(sheet, widths, named_by=min((at for at, name in enumerate(names) if name in guides), default=1) - 1)
    set_heights(sheet, columns, widths)
    sheet.freeze_panes(1, 1)


def _values(column: Column, frame: pd.DataFrame) -> list[Any]:
    values = list(frame[column.name]) if column.name in frame else [None] * len(frame)
    return [one if pd.isna(one) else one.replace(";", "; ") for one in values] if column.name in LISTED else values


def _guide(name: str, file: File, frame: pd.DataFrame, study: Study) -> list[Any]:
    if file.name == "measurements":
        known = study.frames["indicators"].set_index("indicator")
        return list(frame[name] if name in frame else frame["indicator"].map(known[name]))
    if file.name == "readings":
        words = results(study)
        return [words.get(about, "") for about in frame["about"]]
    factors = study.framework.by_id
    return [getattr(factors[factor], name) if factor in factors else "" for factor in frame["factor"]]


def _write_cell(sheet: Any, row: int, position: int, value: Any, style: Any) -> None:
    if value is None or pd.isna(value):
        sheet.write_blank(row, position, None, style)
    elif isinstance(value, pd.Timestamp):
        sheet.write_datetime(row, position, value.to_pydatetime(), style)
    elif isinstance(value, float):
        sheet.write_number(row, position, value, style)
    else:
        _write_text(sheet, row, position, as_plain_text(str(value)), style)


def _write_text(sheet: Any, row: int, position: int, text: str, style: Any) -> None:
    if sheet.write_string(row, position, text, style) < 0:  # it would be cut, and lost when read back
        wrong = f"the text {quoted(text, longest=30)} is longer than a cell of Excel holds"
        raise ProblemsFound([Problem(f"{sheet.name}.csv", None, "", wrong, "shorten it to 32,766 characters")])


def choices_of(column: Column, study: Study) -> list[str | float]:
    """The values that a drop-down list offers; none where anything may be written."""
    if column.choices:
        return list(column.choices)
    if column.name == "standpoint":
        return list(study.config.standpoints)
    framework: Framework = study.framework
    scale = framework.site_scale
    closed = {
        Known.SITE: list(study.frames["sites"]["site"]),
        Known.SITE_OR_ALL: [*study.frames["sites"]["site"], "all"],
        Known.INDICATOR: _codes(study, "indicators", "indicator"),
        Known.THEME: _codes(study, "themes", "theme"),
        Known.FACTOR: [factor.id for factor in study.factors],
        Known.GROUP: list(framework.groups),
        Known.IMPORTANCE: list(framework.scale),
        Known.RATING: list(range(int(scale.min), int(scale.max) + 1)) if scale else [],
    }
    return closed.get(column.known, []) if column.known else []


def _codes(study: Study, file: str, column: str) -> list[str]:
    return list(study.frames[file][column]) if study.has(file) else []


class _Lists:
    """The values behind the drop-down lists, one column each, on a sheet of their own: Excel's own lists are short."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.book = book
        self.columns: dict[tuple[str | float, ...], int] = {}

    def rule(self, column: Column, choices: list[str | float]) -> dict[str, Any]:
        position = self.columns.setdefault(tuple(choices), len(self.columns))
        letter = xlsxwriter.utility.xl_col_to_name(position)
        return {
            "validate": "list",
            "source": f"={LISTS}!${letter}$1:${letter}${len(choices)}",
            "error_title": column.name[:32],
            "error_message": "Choose a value of the list, or leave the cell blank.",
            # consensus ratings may lie between the points that the list offers
            "error_type": "warning" if column.known is Known.RATING else "stop",
        }

    def write(self) -> None:
        sheet = self.book.add_worksheet(LISTS)
        sheet.hide()
        for choices, position in self.columns.items():
            for row, choice in enumerate(choices):
                sheet.write(row, position, as_plain_text(choice) if isinstance(choice, str) else choice)
