"""The sheets of a spreadsheet file, .xlsx, .ods or .xls, as rows of cells: values, formulas and errors told apart."""

from __future__ import annotations

import datetime as dt
import io
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
from defusedxml import ElementTree

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
_CALC_TYPE = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"


@dataclass(frozen=True)
class Cell:
    """What a cell shows; `formula` where it was worked out, `error` where it could not be."""

    value: Any = None
    formula: bool = False
    error: bool = False


Row = tuple[int, list[Cell]]


def read_sheets(path: Path, wanted: Iterable[str]) -> tuple[list[str], dict[str, list[Row]]]:
    """The names of all sheets, and the numbered rows of those wanted; raises Refused, or OSError."""
    data = read_limited(path, MOST_BYTES, "give a workbook of an ordinary size")
    reader = {".xlsx": _read_xlsx, ".ods": _read_ods, ".xls": _read_xls}[path.suffix.lower()]
    return reader(data, set(wanted))


def _read_xlsx(data: bytes, wanted: set[str]) -> tuple[list[str], dict[str, list[Row]]]:
    _refuse_parts(Archive(data, XLSX))
    try:
        with warnings.catch_warnings():  # openpyxl warns of styles and extensions, which do not matter here
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
            sheets = {
                sheet.title: _limited(sheet.title, enumerate(map(_excel_cells, sheet.iter_rows()), start=1))
                for sheet in book.worksheets
                if sheet.title in wanted
            }
        return [sheet.title for sheet in book.worksheets], sheets
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


def _limited(sheet: str, rows: Iterable[Row]) -> list[Row]:
    """The rows, of which there are not so many that memory or patience would end."""
    kept, cells = [], 0
    for number, row in rows:
        cells += len(row)
        if number > MOST_ROWS or cells > MOST_CELLS:
            most = f"{MOST_ROWS:,} rows" if number > MOST_ROWS else f"{MOST_CELLS:,} cells"
            raise Refused(f"its sheet {sheet}, row {number}, goes beyond {most}", "clear the rows that hold nothing")
        kept.append((number, row))
    return kept


def _read_ods(data: bytes, wanted: set[str]) -> tuple[list[str], dict[str, list[Row]]]:
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
    return list(tables), {name: _limited(name, _ods_rows(name, tables[name])) for name in tables if name in wanted}


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


def _read_xls(data: bytes, wanted: set[str]) -> tuple[list[str], dict[str, list[Row]]]:
    """Old binary workbooks; whether a value was worked out by a formula is not told."""
    try:
        import python_calamine
    except ImportError as error:
        right = 'install "peerwork[exchange]", or save it as .xlsx'
        raise Refused("is an old Excel workbook (.xls), which needs python-calamine", right) from error
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        names = [name for name in book.sheet_names if name in wanted]
        sheets = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in names}
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
    return book.sheet_names, {name: _limited(name, of_sheet) for name, of_sheet in rows.items()}


def _xls_cell(value: Any) -> Cell:
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return Cell(dt.datetime(value.year, value.month, value.day))
    return Cell(None if value == "" else value)
