"""Data sheets out: a workbook for each interviewee, a blank one and one of consensus ratings for each site."""

from __future__ import annotations

import datetime as dt
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import xlsxwriter

from peerwork.collect.base import BASE, HEADER, base_lines
from peerwork.collect.layout import ASKED, GUIDES, INTERVIEW_SHEETS, LISTS, MORE_ROWS, NOTES, RATING_SHEETS, say_notes
from peerwork.collect.plain_text import as_plain_text
from peerwork.collect.records import Values
from peerwork.collect.unimported import refuse_unimported
from peerwork.framework import Factor, Framework
from peerwork.problems import Problem, ProblemsFound, quoted
from peerwork.study.model import Study
from peerwork.study.schema import Column, File, Known, Type
from peerwork.vocabulary import YesNo

WIDE, NARROW = 44, 16
WIDE_COLUMNS = {"condition", "comment", "text", "why", "note", "factor", "label"}
_NOT_IN_FILE_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f]')


def write_sheets(study: Study, out: Path, *, folder: Path) -> list[Path]:
    """The workbooks written, a folder a site: what is recorded already is filled in.

    Every closed value has a drop-down list; factors stand in the framework's words, those asked of the interviewee's
    group only. A text that a spreadsheet would run is made plain. The same study gives the same bytes. `folder` is the
    study's. Raises ProblemsFound, with nothing written, where a workbook that is there already holds what the study
    has not recorded.
    """
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".peerwork-", dir=out) as beside:
        made = {out / path: _write_workbook(study, frames, Path(beside) / path) for path, frames in _planned(study)}
        differs = [path for path, new in made.items() if path.exists() and path.read_bytes() != new.read_bytes()]
        refuse_unimported(folder, differs)
        for path, new in made.items():
            path.parent.mkdir(exist_ok=True)
            new.replace(path)
    return list(made)


def _planned(study: Study) -> Iterator[tuple[Path, dict[File, pd.DataFrame]]]:
    """Where each workbook goes, and the rows of its sheets."""
    for site in study.frames["sites"]["site"]:
        taken: set[str] = set()
        for name, frames in _workbooks(study, site):
            untaken = _untaken(f"{_file_name(site)}-{_file_name(name)}", taken)
            yield Path(_file_name(site), f"{untaken}.xlsx"), frames


def _workbooks(study: Study, site: str) -> Iterable[tuple[str, dict[File, pd.DataFrame]]]:
    """The name and the rows of each workbook of one site."""
    if study.framework.groups:
        for person in _people(study, site)["participant"]:
            yield person, {file: _rows_of(study, file, person) for file in INTERVIEW_SHEETS}
        blank = pd.DataFrame({"site": [site]}, dtype="str")
        yield "new", {file: blank if file.name == "participants" else pd.DataFrame() for file in INTERVIEW_SHEETS}
    if study.framework.site_scale:
        yield "ratings", {file: _ratings(study, site) for file in RATING_SHEETS}


def _people(study: Study, site: str) -> pd.DataFrame:
    people = study.frames.get("participants", pd.DataFrame({"participant": [], "site": []}))
    return people[people["site"] == site]


def _rows_of(study: Study, file: File, person: str) -> pd.DataFrame:
    frame = study.frames.get(file.name)
    return pd.DataFrame() if frame is None else frame[frame["participant"] == person]


def _ratings(study: Study, site: str) -> pd.DataFrame:
    known = study.frames.get("site_ratings")
    every = pd.DataFrame({"site": site, "factor": [factor.id for factor in study.factors]}, dtype="str")
    return every if known is None else every.merge(known, on=["site", "factor"], how="left")


def _write_workbook(study: Study, frames: Mapping[File, pd.DataFrame], path: Path) -> Path:
    path.parent.mkdir(exist_ok=True)
    book = xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True})
    book.set_properties({"created": dt.datetime(2000, 1, 1), "title": study.config.title})
    formats = _formats(book)
    notes = book.add_worksheet(NOTES)
    notes.set_column(0, 0, 100, formats["text"])
    for row, line in enumerate(say_notes(study, list(frames))):
        notes.write_string(row, 0, as_plain_text(line), formats["text"])
    lists = _Lists(book)
    for file, frame in frames.items():
        _write_sheet(book.add_worksheet(file.name), file, _filled(study, file, frame, frames), study, formats, lists)
    lists.write()
    _write_base(book.add_worksheet(BASE), frames)
    book.close()
    return path


def _write_base(sheet: Any, frames: Mapping[File, pd.DataFrame]) -> None:
    """What the workbook holds as it goes out, in marks, on a sheet that nobody sees."""
    sheet.hide()
    lines = [line for file, frame in frames.items() for line in base_lines(file, _recorded(file, frame))]
    for position, line in enumerate([HEADER, *lines]):
        for across, text in enumerate(line):
            sheet.write_string(position, across, text)


def _recorded(file: File, frame: pd.DataFrame) -> list[Values]:
    """The rows as a CSV would have them; those that only list what may be filled in are none."""
    key = [name for name in file.key if name in frame]
    own = [column.name for column in file.columns if column.name in frame]
    rows = [{name: _as_text(row[name]) for name in own} for row in frame.to_dict("records")]
    return [row for row in rows if any(value is not None for name, value in row.items() if name not in key)]


def _as_text(value: Any) -> str | None:
    if pd.isna(value):
        return None
    return value.date().isoformat() if isinstance(value, pd.Timestamp) else str(value)


def _formats(book: xlsxwriter.Workbook) -> dict[str, Any]:
    return {
        "head": book.add_format({"bold": True, "bg_color": "#1d4f63", "font_color": "#ffffff", "text_wrap": True}),
        "guide": book.add_format({"bg_color": "#eef2f4", "text_wrap": True, "valign": "top"}),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
        "date": book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"}),
    }


def _filled(study: Study, file: File, frame: pd.DataFrame, frames: Mapping[File, pd.DataFrame]) -> pd.DataFrame:
    """The rows of one sheet: answers have one for each factor asked of the person's group, in the framework's order."""
    if file.name != "answers":
        return frame
    person = next(people for other, people in frames.items() if other.name == "participants")
    group = person["group"].iloc[0] if "group" in person else None
    known = set(frame["factor"]) if "factor" in frame else set()
    wanted = [factor.id for factor in study.factors if _asked(factor, group) or factor.id in known]
    rows = pd.DataFrame({"factor": wanted}, dtype="str")
    rows[ASKED.name] = [YesNo.YES.value if factor in known else None for factor in wanted]
    return rows.merge(frame, on="factor", how="left") if known else rows


def _asked(factor: Factor, group: str | None) -> bool:
    return group is None or not factor.asked_of or group in factor.asked_of


def _write_sheet(
    sheet: Any, file: File, frame: pd.DataFrame, study: Study, formats: Mapping[str, Any], lists: _Lists
) -> None:
    columns = sheet_columns(file)
    last = len(frame) + MORE_ROWS[file.name]
    for position, column in enumerate(columns):
        guide = column.name in GUIDES
        sheet.write_string(0, position, column.name, formats["head"])
        sheet.set_column(position, position, WIDE if column.name in WIDE_COLUMNS else NARROW)
        style = formats["guide" if guide else "date" if column.type is Type.DATE else "text"]
        values = _guide(column.name, frame, study) if guide else _values(column, frame)
        for row in range(1, last + 1):
            _write_cell(sheet, row, position, values[row - 1] if row <= len(values) else None, style)
        choices = [] if guide else choices_of(column, study)
        if choices and last:
            sheet.data_validation(1, position, last, position, lists.rule(column, choices))
    sheet.freeze_panes(1, 1)


def sheet_columns(file: File) -> list[Column]:
    """The columns of a sheet: those of the file without the participant (the workbook is about one), and guides."""
    own = [column for column in file.columns if column.name != "participant" or file.name == "participants"]
    if file.name == "answers":
        return [own[0], *GUIDES.values(), ASKED, *own[1:]]
    return [*own[:2], *GUIDES.values(), *own[2:]] if file.name == "site_ratings" else own


def _values(column: Column, frame: pd.DataFrame) -> list[Any]:
    return list(frame[column.name]) if column.name in frame else [None] * len(frame)


def _guide(name: str, frame: pd.DataFrame, study: Study) -> list[str]:
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
    framework: Framework = study.framework
    scale = framework.site_scale
    closed = {
        Known.SITE: list(study.frames["sites"]["site"]),
        Known.FACTOR: [factor.id for factor in study.factors],
        Known.GROUP: list(framework.groups),
        Known.IMPORTANCE: list(framework.scale),
        Known.RATING: list(range(int(scale.min), int(scale.max) + 1)) if scale else [],
    }
    return closed.get(column.known, []) if column.known else []


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
        for choices, position in self.columns.items():
            for row, choice in enumerate(choices):
                sheet.write(row, position, as_plain_text(choice) if isinstance(choice, str) else choice)


def _file_name(text: str) -> str:
    return _NOT_IN_FILE_NAMES.sub("_", text)


def _untaken(name: str, taken: set[str]) -> str:
    """The name, numbered where another differs from it at most in capital letters."""
    number, free = 1, name
    while free.casefold() in taken:
        number += 1
        free = f"{name}-{number}"
    taken.add(free.casefold())
    return free
