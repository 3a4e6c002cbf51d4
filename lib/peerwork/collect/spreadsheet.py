"""The sheets of a spreadsheet file, .xlsx, .ods or .xls, as rows of cells: values, formulas and errors told apart."""

from __future__ import annotations

import datetime as dt
import io
import posixpath
import warnings
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
from defusedxml import ElementTree
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

from peerwork.collect.archive import Archive, Refused, read_limited

MOST_BYTES = 10_000_000  # of a workbook's XML, unpacked; a workbook of data sheets has 0.2 million
MOST_ROWS = 20_000  # of a sheet; what is longer is no data sheet
MOST_CELLS = 200_000
MOST_SPACES = 1000  # in a row, of a cell of OpenDocument: it says how many there are
XLSX, ODS, XLS = "an Excel workbook (.xlsx)", "an OpenDocument spreadsheet (.ods)", "an Excel workbook (.xls)"
KINDS = {".xlsx": XLSX, ".ods": ODS, ".xls": XLS}
_TABLE, _OFFICE, _TEXT = (
    f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("table", "office", "text")
)
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_CALC_TYPE = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"


@dataclass(frozen=True)
class Cell:
    """What a cell shows; `formula` where it was worked out, `error` where it could not be."""

    value: Any = None
    formula: bool = False
    error: bool = False


Row = tuple[int, list[Cell]]


class Mark(NamedTuple):
    """What a spreadsheet has at a cell beside its value."""

    sheet: str
    row: int
    column: int
    merged: bool  # else a note stands there


@dataclass(frozen=True)
class Sheets:
    """A spreadsheet: the names of all its sheets, the numbered rows of each, and marks of those wanted.

    Of a sheet that is not wanted only the first row is read, to tell a renamed sheet.
    """

    titles: list[str]
    rows: Mapping[str, list[Row]]
    marks: list[Mark] = field(default_factory=list)


def read_sheets(path: Path, wanted: Iterable[str]) -> Sheets:
    """The sheets of a file; raises Refused, or OSError."""
    data = read_limited(path, MOST_BYTES, "give a workbook of an ordinary size")
    reader = {".xlsx": _read_xlsx, ".ods": _read_ods, ".xls": _read_xls}[path.suffix.lower()]
    return reader(data, set(wanted))


def _read_xlsx(data: bytes, wanted: set[str]) -> Sheets:
    pack = Archive(data, XLSX)
    _refuse_parts(pack)
    try:
        with warnings.catch_warnings():  # openpyxl warns of styles and extensions, which do not matter here
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
            rows = {
                sheet.title: _limited(
                    sheet.title, enumerate(map(_excel_cells, sheet.iter_rows()), start=1), sheet.title in wanted
                )
                for sheet in book.worksheets
            }
            parts = {
                sheet.title: sheet._worksheet_path  # type: ignore[attr-defined]  # a sheet's part has no public name
                for sheet in book.worksheets
                if sheet.title in wanted
            }
        marks = [mark for title, part in parts.items() for mark in _excel_marks(pack, title, part)]
        return Sheets([sheet.title for sheet in book.worksheets], rows, marks)
    except Refused:
        raise
    except Exception as error:  # a damaged file makes openpyxl raise anything: zip, XML, key and value errors
        raise Refused(f"is not {XLSX}, or a damaged one", "give a workbook made by peerwork sheets") from error


def _refuse_parts(pack: Archive) -> None:
    if any(name.lower().endswith("vbaproject.bin") for name in pack.names):
        raise Refused("holds a macro", "save it as a workbook without macros (.xlsx)")
    _refuse_large(pack)
    for name in pack.names:
        if name.endswith((".xml", ".rels")):
            pack.read_xml(name)


def _refuse_large(pack: Archive) -> None:
    size = sum(pack.size(name) for name in pack.names if name.endswith((".xml", ".rels")))
    if size > MOST_BYTES:
        raise Refused(f"unpacks to {size:,} bytes of cells", "clear the rows and columns that hold nothing")


def _excel_cells(cells: Iterable[Any]) -> list[Cell]:
    return [Cell(cell.value, cell.data_type == "f", cell.data_type == "e") for cell in cells]


def _excel_marks(pack: Archive, title: str, part: str) -> Iterator[Mark]:
    """Merged cells, and notes in parts of their own that the sheet's part refers to."""
    for cells in ElementTree.fromstring(pack.read_xml(part)).iter(f"{_MAIN}mergeCell"):
        yield Mark(title, *_row_and_column(cells.get("ref", "A1")), merged=True)
    folder, _, name = part.rpartition("/")
    links = f"{folder}/_rels/{name}.rels"
    targets = ElementTree.fromstring(pack.read_xml(links)) if links in pack.names else ()
    for target in (link.get("Target", "") for link in targets if link.get("Type", "").endswith("/comments")):
        notes = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
        for note in ElementTree.fromstring(pack.read_xml(notes)).iter(f"{_MAIN}comment"):
            yield Mark(title, *_row_and_column(note.get("ref", "A1")), merged=False)


def _row_and_column(reference: str) -> tuple[int, int]:
    column, row = coordinate_from_string(reference.partition(":")[0])
    return row, column_index_from_string(column)


def _limited(sheet: str, rows: Iterable[Row], wanted: bool) -> list[Row]:
    """The rows, of which there are not so many that memory or patience would end; of a sheet not wanted the first."""
    kept, cells = [], 0
    for number, row in rows if wanted else islice(rows, 1):
        cells += len(row)
        if number > MOST_ROWS or cells > MOST_CELLS:
            most = f"{MOST_ROWS:,} rows" if number > MOST_ROWS else f"{MOST_CELLS:,} cells"
            raise Refused(f"its sheet {sheet}, row {number}, goes beyond {most}", "clear the rows that hold nothing")
        kept.append((number, row))
    return kept


def _read_ods(data: bytes, wanted: set[str]) -> Sheets:
    pack = Archive(data, ODS)
    if "content.xml" not in pack.names:
        raise Refused(f"is not {ODS}, or a damaged one", "save it again from the program that made it")
    if "META-INF/manifest.xml" in pack.names and b"encryption-data" in pack.read_xml("META-INF/manifest.xml"):
        raise Refused("is protected by a password", f"save it as {ODS} without one")
    if any(name.startswith("Basic/") for name in pack.names):
        raise Refused("holds a macro", f"save it as {ODS} without macros")
    _refuse_large(pack)
    try:
        root = ElementTree.fromstring(pack.read_xml("content.xml"), forbid_dtd=True)
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise Refused(f"is not {ODS}, or a damaged one", "save it again from the program that made it") from error
    tables = {table.get(f"{_TABLE}name", ""): table for table in root.iter(f"{_TABLE}table")}
    rows = {name: _limited(name, _ods_rows(name, table), name in wanted) for name, table in tables.items()}
    marks = [mark for name, table in tables.items() if name in wanted for mark in _ods_marks(name, table)]
    return Sheets(list(tables), rows, marks)


def _ods_marks(name: str, table: Any) -> Iterator[Mark]:
    row = 1
    for line in table.iter(f"{_TABLE}table-row"):
        column = 1
        for cell in line:
            if any(cell.get(f"{_TABLE}number-{way}-spanned", "1") != "1" for way in ("columns", "rows")):
                yield Mark(name, row, column, merged=True)
            if cell.find(f"{_OFFICE}annotation") is not None:
                yield Mark(name, row, column, merged=False)
            column += _repeated(cell, "columns")
        row += _repeated(line, "rows")


def _ods_rows(sheet: str, table: Any) -> Iterator[Row]:
    """The rows that hold something: a sheet ends in a million that do not."""
    number = 1
    for row in table.iter(f"{_TABLE}table-row"):
        try:
            cells, times = _ods_cells(row), _repeated(row, "rows")
        except (ValueError, TypeError, RecursionError) as error:
            wrong = f"its sheet {sheet}, row {number}, holds a cell that cannot be read"
            raise Refused(wrong, "write the cell again, and save") from error
        if cells:
            yield from ((number + offset, cells) for offset in range(times))
        number += times


def _ods_cells(row: Any) -> list[Cell]:
    """The cells of a row up to the last that holds something: a sheet ends in thousands that do not."""
    cells: list[Cell] = []
    blank = 0
    for one in row:
        if one.tag not in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            continue
        cell, times = _ods_cell(one), _repeated(one, "columns")
        if cell.value is None:
            blank += times
            continue
        if blank + times + len(cells) > MOST_CELLS:
            raise Refused(f"a row goes beyond {MOST_CELLS:,} cells", "clear the cells that hold nothing")
        cells += [Cell()] * blank + [cell] * times
        blank = 0
    return cells


def _repeated(element: Any, what: str) -> int:
    text = element.get(f"{_TABLE}number-{what}-repeated", "1")
    return int(text) if text.isdecimal() and len(text) < 10 else 1


def _ods_cell(element: Any) -> Cell:
    kind = element.get(f"{_OFFICE}value-type")
    formula = element.get(f"{_TABLE}formula") is not None
    if element.get(_CALC_TYPE) == "error":
        return Cell("".join(element.itertext()), formula, True)
    if kind in ("float", "percentage", "currency"):
        return Cell(float(element.get(f"{_OFFICE}value")), formula)
    if kind == "date":
        return Cell(dt.datetime.fromisoformat(element.get(f"{_OFFICE}date-value")), formula)
    text = "\n".join(_ods_text(part) for part in element.findall(f"{_TEXT}p"))
    return Cell(text or None, formula)


def _ods_text(paragraph: Any) -> str:
    """Runs of spaces, tabs and line breaks are elements of their own."""
    text = paragraph.text or ""
    for part in paragraph:
        marks = {
            f"{_TEXT}s": " " * min(int(part.get(f"{_TEXT}c", "1")), MOST_SPACES),
            f"{_TEXT}tab": "\t",
            f"{_TEXT}line-break": "\n",
        }
        text += marks[part.tag] if part.tag in marks else _ods_text(part)
        text += part.tail or ""
    return text


def _read_xls(data: bytes, wanted: set[str]) -> Sheets:
    """Old binary workbooks; whether a value was worked out by a formula, or a note stands beside it, is not told."""
    try:
        import python_calamine
    except ImportError as error:
        right = 'install "peerwork[exchange]", or save it as .xlsx'
        raise Refused("is an old Excel workbook (.xls), which needs python-calamine", right) from error
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        opened = {name: book.get_sheet_by_name(name) for name in book.sheet_names}
        merged = {name: sheet.merged_cell_ranges or () for name, sheet in opened.items() if name in wanted}
        sheets = {name: sheet.to_python(skip_empty_area=False) for name, sheet in opened.items()}
    except python_calamine.PasswordError as error:
        raise Refused("is protected by a password", "save it as .xlsx without one") from error
    except BaseException as error:  # its panics on damaged files are no Exception
        if isinstance(error, KeyboardInterrupt | SystemExit):
            raise
        raise Refused(f"is not {XLS}, or a damaged one", "save it again from the program that made it") from error
    rows = {
        name: ((n, [_xls_cell(value) for value in row]) for n, row in enumerate(made, start=1))
        for name, made in sheets.items()
    }
    marks = [Mark(name, row + 1, column + 1, True) for name, cells in merged.items() for (row, column), _ in cells]
    limited = {name: _limited(name, of_sheet, name in wanted) for name, of_sheet in rows.items()}
    return Sheets(list(book.sheet_names), limited, marks)


def _xls_cell(value: Any) -> Cell:
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return Cell(dt.datetime(value.year, value.month, value.day))
    return Cell(None if value == "" else value)
