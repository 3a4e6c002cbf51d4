"""A filled-in workbook -> frames of text, as `read_file` gives them for a CSV; its index the rows of the sheet."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from peerwork.collect.archive import Refused
from peerwork.collect.base import BASE, HEADER, Base, read_base
from peerwork.collect.layout import ASKED, GIVEN, LISTS, NOTES, SHEETS, WIDE, guides_of, own_columns
from peerwork.collect.origin import Origin
from peerwork.collect.plain_text import from_plain_text
from peerwork.collect.records import Values
from peerwork.collect.spreadsheet import Cell, Row, Sheets, read_sheets
from peerwork.collect.team_sheets import MEMBER, wide_file, with_member
from peerwork.problems import Level, Problem, perhaps, quoted
from peerwork.study.schema import File

LONGEST_TEXT = 32_767  # characters that a cell of Excel holds


@dataclass(frozen=True)
class Filled:
    """A file as text: the rows of each sheet, without guides, and what could not be read.

    `base` says what its sheets held when they went out, `origins` where a row that was made of a map comes from,
    `scope` which recorded rows it speaks of: those that it lacks are taken away (by default, all of its people's).
    """

    name: str
    frames: dict[str, pd.DataFrame]
    problems: tuple[Problem, ...]
    base: Mapping[str, Base] = field(default_factory=dict)
    origins: Mapping[str, Mapping[int, Origin]] = field(default_factory=dict)
    one_person: bool = True
    scope: Callable[[str, Values], bool] | None = None

    def at(self, sheet: str) -> str:
        """Where a problem of a sheet is."""
        return where(self.name, sheet) if self.one_person else self.name

    def placed(self, problem: Problem) -> Problem:
        """A problem of one of the frames, as of the file that the frame was read from."""
        frame = problem.file.removesuffix(".csv")
        origin = self.origins.get(frame, {}).get(problem.row or 0)
        if origin is None:
            return replace(problem, file=self.at(frame))
        place = f"{self.name}, {origin.place}" if origin.place else self.name
        column = origin.columns.get(problem.column, problem.column)
        return replace(problem, file=place, row=origin.row, column=column)


def where(workbook: str, sheet: str) -> str:
    """The sheet of a workbook, as problems name it."""
    return f"{workbook}, sheet {sheet}"


def read_workbook(path: Path) -> Filled:
    """The sheets of data in a workbook, every filled row; its problems say what cannot be read."""
    try:
        book = read_sheets(path, {*SHEETS, MEMBER.name, *WIDE, BASE})
    except OSError as error:
        return _unreadable(
            path, f"cannot be read ({error.strerror or error})", "make it readable, or close it in Excel"
        )
    except Refused as refused:
        return _unreadable(path, refused.wrong, refused.right)
    frames: dict[str, pd.DataFrame] = {}
    problems: list[Problem] = []
    unread = False
    base = _read_base(book.rows.get(BASE, []))
    for title in book.titles:
        file = _file_of(title, book)
        if file is not None:
            place = where(path.name, title)
            frame, found = _read_sheet(book.rows[title], file, place)
            problems += found + _describe_marks(book, title, place)
            unread |= frame is None
            if frame is not None:
                frames[title] = frame
        elif title not in (NOTES, LISTS, BASE):
            problems.append(_strange_sheet(title, book, where(path.name, title)))
    problems += [
        Problem(path.name, None, "", f"has no sheet {title} any more", "what is recorded of it stays", Level.NOTE)
        for title in base
        if title in SHEETS and title not in frames
    ]
    if unread:
        return Filled(path.name, {}, tuple(problems))
    if not frames:
        wanted = "it needs a sheet such as participants or measurements, as peerwork sheets writes them"
        problems = [Problem(path.name, None, "", "holds no data sheet", wanted)]
    told = with_member(frames, path.name)
    return Filled(path.name, told.frames, (*problems, *told.problems), base, told.origins)


def _file_of(title: str, book: Sheets) -> File | None:
    """The file whose rows a sheet holds; None where it is no sheet of data."""
    if title in WIDE:
        return wide_file(title, _names_in(book.rows[title][0]) if book.rows[title] else [])
    return MEMBER if title == MEMBER.name else SHEETS.get(title)


def _strange_sheet(title: str, book: Sheets, place: str) -> Problem:
    """A sheet that is none of ours: a renamed one is a problem, by its name or its header; another is left alone."""
    header = {str(cell.value).strip() for _, cells in book.rows[title][:1] for cell in cells if cell.value is not None}
    lost = [name for name in SHEETS if name not in book.titles]
    plain = re.sub(r"[\W\d_]+", "", title.casefold())
    for name in lost:
        columns = {column.name for column in own_columns(SHEETS[name])}
        if plain == name.replace("_", "") or (
            len(header & columns) > 1 and header <= columns | {*guides_of(SHEETS[name]), ASKED.name}
        ):
            return Problem(place, None, "", f"is no sheet of data, and looks like {name}", f"name it {name} again")
    return Problem(place, None, "", "is no sheet of data", "its rows are not read", Level.NOTE)


def _describe_marks(book: Sheets, title: str, place: str) -> list[Problem]:
    """Merged cells hold one value for several; a note beside a cell is read by nobody."""
    header = [str(cell.value or "").strip() for cell in book.rows[title][0][1]] if book.rows[title] else []
    problems = []
    for mark in book.marks:
        if mark.sheet == title:
            column = header[mark.column - 1] if mark.column <= len(header) else ""
            if mark.merged:
                right = "unmerge them, and write each cell its own value"
                problems.append(Problem(place, mark.row, column, "begins merged cells", right))
            else:
                right = "write what matters in a cell, such as comment"
                problems.append(Problem(place, mark.row, column, "has a note, which is not read", right, Level.NOTE))
    return problems


def _read_base(rows: list[Row]) -> dict[str, Base]:
    """What the workbook held as it went out; nothing where somebody changed that sheet's columns."""
    lines = [["" if cell.value is None else str(cell.value) for cell in row] for _, row in rows]
    wide = [(sheet, key, column, mark) for sheet, key, column, mark, *_ in ([*line, *HEADER] for line in lines)]
    return read_base(wide[1:]) if wide[:1] == [HEADER] else {}


def _unreadable(path: Path, wrong: str, right: str) -> Filled:
    return Filled(path.name, {}, (Problem(path.name, None, "", wrong, right),))


def _read_sheet(rows: list[Row], file: File, place: str) -> tuple[pd.DataFrame | None, list[Problem]]:
    """The rows of a sheet; None where its header cannot be read."""
    names = _names_in(rows[0]) if rows else []
    below = next((row for row in rows[1:10] if _is_header(_names_in(row), file)), None)
    if below is not None and not _is_header(names, file):
        right = "remove the rows above it: the header belongs in row 1"
        return None, [Problem(place, below[0], "", "holds the header", right)]
    problems = _check_header(names, file, place)
    if not _needed(file) <= set(names):
        return None, problems
    guides = guides_of(file)
    texts: dict[int, dict[str, str | None]] = {}
    for number, cells in rows[1:]:
        row = {}
        for name, cell in zip(names, cells, strict=False):
            row[name], found = _text(cell, Place(place, number, name))
            problems += found
        own = {name: text for name, text in row.items() if name and name not in guides}
        # the sheet lists every factor: one that was not asked about has nothing beside its name
        if any(text is not None for name, text in own.items() if name not in GIVEN.get(file.name, ())):
            texts[number] = own
    columns = [name for name in dict.fromkeys(names) if name and name not in guides]
    frame = pd.DataFrame.from_dict(texts, orient="index", columns=columns, dtype="str")
    return frame.astype(dict.fromkeys(columns, "category")), problems


def _names_in(row: Row) -> list[str]:
    return ["" if cell.value is None else str(cell.value).strip() for cell in row[1]]


def _is_header(names: list[str], file: File) -> bool:
    return len(_needed(file) & set(names)) * 2 > len(_needed(file))


def _needed(file: File) -> set[str]:
    return {column.name for column in own_columns(file) if not column.optional}


def _check_header(names: list[str], file: File, place: str) -> list[Problem]:
    wanted = [column.name for column in own_columns(file)]
    known = [*wanted, *guides_of(file), *([ASKED.name] if file.name == "answers" else [])]
    problems = []
    for name in dict.fromkeys(names):
        if name and names.count(name) > 1:
            problems.append(Problem(place, 1, name, f"the column {quoted(name)} stands twice", "keep one of them"))
        elif name and name not in known:
            right = perhaps(name, wanted, "remove it, or put it in the study's own file")
            problems.append(Problem(place, 1, name, f"the column {quoted(name)} is not known", right))
    for column in file.columns:
        if column.name in wanted and column.name not in names and not column.optional:
            problems.append(Problem(place, 1, column.name, f"the column {quoted(column.name)} is missing", "add it"))
    return problems


class Place(NamedTuple):
    """Where a cell stands."""

    sheet: str
    row: int
    column: str


def _text(cell: Cell, place: Place) -> tuple[str | None, list[Problem]]:
    """The cell as the CSV would have it; a formula, an error or a text longer than a cell holds is a problem."""
    value = cell.value
    if value is None:
        return None, []
    if cell.formula or cell.error:
        what = "a formula" if cell.formula else f"the error {value}"
        return None, [Problem(*place, f"holds {what}", "write the value itself")]
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat(), []
    if isinstance(value, float) and value.is_integer():
        return str(int(value)), []
    text = str(value).replace("\r\n", "\n").strip()
    if len(text) > LONGEST_TEXT:
        return None, [Problem(*place, f"holds {len(text):,} characters", f"shorten it to {LONGEST_TEXT:,}")]
    return from_plain_text(text) or None, []
