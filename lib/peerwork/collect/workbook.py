"""A filled-in workbook -> frames of text, as `read_file` gives them for a CSV; its index the rows of the sheet."""

from __future__ import annotations

import datetime as dt
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd

from peerwork.collect.layout import ASKED, GUIDES, LISTS, NOTES, SHEETS
from peerwork.collect.plain_text import from_plain_text
from peerwork.problems import Level, Problem, perhaps, quoted
from peerwork.study.schema import File


@dataclass(frozen=True)
class Filled:
    """A workbook as text: the rows of each sheet, without guides, and what could not be read."""

    name: str
    frames: dict[str, pd.DataFrame]
    problems: tuple[Problem, ...]

    def at(self, sheet: str) -> str:
        """Where a problem of a sheet is."""
        return where(self.name, sheet)


def where(workbook: str, sheet: str) -> str:
    """The sheet of a workbook, as problems name it."""
    return f"{workbook}, sheet {sheet}"


def read_workbook(path: Path) -> Filled:
    """The sheets of data in a workbook, every filled row; its problems say what cannot be read."""
    try:
        with warnings.catch_warnings():  # openpyxl warns of styles and extensions, which do not matter here
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(path)
    except OSError as error:
        return _unreadable(path, f"cannot be read ({error.strerror or error})")
    except Exception:  # a damaged file makes openpyxl raise anything: zip, XML, key and value errors
        return _unreadable(path, "is not an Excel workbook (.xlsx), or a damaged one")
    frames, problems = {}, []
    for sheet in book.worksheets:
        if sheet.title in SHEETS:
            frames[sheet.title], found = _read_sheet(sheet, SHEETS[sheet.title], where(path.name, sheet.title))
            problems += found
        elif sheet.title not in (NOTES, LISTS):
            right = "its rows are not read"
            problems.append(Problem(where(path.name, sheet.title), None, "", "is no sheet of data", right, Level.NOTE))
    if not frames:
        wanted = "it needs a sheet participants or site_ratings, as peerwork sheets writes them"
        problems.append(Problem(path.name, None, "", "holds no data sheet", wanted))
    return Filled(path.name, frames, tuple(problems))


def _unreadable(path: Path, wrong: str) -> Filled:
    return Filled(path.name, {}, (Problem(path.name, None, "", wrong, "give a workbook made by peerwork sheets"),))


def _read_sheet(sheet: Any, file: File, place: str) -> tuple[pd.DataFrame, list[Problem]]:
    rows = list(sheet.iter_rows())
    names = ["" if cell.value is None else str(cell.value).strip() for cell in rows[0]] if rows else []
    problems = _check_header(names, file, place)
    texts: dict[int, dict[str, str | None]] = {}
    for cells in rows[1:]:
        row = {}
        for name, cell in zip(names, cells, strict=False):
            row[name], found = _text(cell, name, place)
            problems += found
        own = {name: text for name, text in row.items() if name and name not in GUIDES}
        # the sheet lists every factor: one that was not asked about has nothing beside its name
        if any(text is not None for name, text in own.items() if name not in _GIVEN.get(file.name, ())):
            texts[cells[0].row] = own
    columns = [name for name in dict.fromkeys(names) if name and name not in GUIDES]
    frame = pd.DataFrame.from_dict(texts, orient="index", columns=columns, dtype="str")
    return frame.astype(dict.fromkeys(columns, "category")), problems


_GIVEN = {"answers": ("factor",), "site_ratings": ("site", "factor"), "participants": ("site",)}


def _check_header(names: list[str], file: File, place: str) -> list[Problem]:
    wanted = [column.name for column in file.columns if column.name != "participant" or file.name == "participants"]
    known = [*wanted, *GUIDES, ASKED.name]
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


def _text(cell: Any, name: str, place: str) -> tuple[str | None, list[Problem]]:
    """The cell as the CSV would have it; a formula or an error is a problem."""
    value = cell.value
    if cell.data_type in ("f", "e") and value is not None:
        what = "a formula" if cell.data_type == "f" else f"the error {value}"
        return None, [Problem(place, cell.row, name, f"holds {what}", "write the value itself")]
    if value is None:
        return None, []
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat(), []
    if isinstance(value, float) and value.is_integer():
        return str(int(value)), []
    text = str(value).replace("\r\n", "\n").strip()
    return from_plain_text(text) or None, []
