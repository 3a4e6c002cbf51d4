"""Data sheets of a study, and how somebody fills them in."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from peerwork.collect.sheets import write_sheets
from peerwork.study.read import read_study
from peerwork.vocabulary import Purpose


def sheets(folder: Path, *purposes: Purpose) -> dict[str, Path]:
    """The study's workbooks by name; those of interviews and ratings where nothing is said."""
    wanted = purposes or (Purpose.INTERVIEWS, Purpose.RATINGS)
    written = write_sheets(read_study(folder), folder.parent / "sheets", folder=folder, purposes=wanted)
    return {path.name: path for path in written}


def fill(path: Path, *cells: tuple[str, int, str, object]) -> None:
    """Write cells of a workbook: sheet, row, column name, value."""
    book = openpyxl.load_workbook(path)
    for sheet, row, column, value in cells:
        header = [cell.value for cell in book[sheet][1]]
        book[sheet].cell(row, header.index(column) + 1).value = value
    book.save(path)
