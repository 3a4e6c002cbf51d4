"""What was released, as a reader finds it: every table, whatever file it stands in."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

import docx.table
import openpyxl
import pandas as pd
from docx import Document
from docx.oxml.ns import qn

from peerwork.audit.released import ReleaseRecord

MANIFEST = "manifest.json"


@dataclass(frozen=True)
class Table:
    """One released table: the file it stands in, its caption, its headings and its rows of text; its page's title."""

    file: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    page: str = ""

    @property
    def name(self) -> str:
        """The table's own name where it is a CSV, else that of the file it stands in."""
        return self.caption if self.file.endswith(".csv") else self.file

    def records(self) -> Iterator[dict[str, str]]:
        """The rows by heading."""
        return (dict(zip(self.columns, row, strict=False)) for row in self.rows)


def open_release(folder: Path, audience: str | None = None, site: str | None = None) -> ReleaseRecord:
    """The release of a folder; what is not said is read from its manifest, and a board's is assumed."""
    manifest = folder / MANIFEST
    found = json.loads(manifest.read_text(encoding="utf-8")) if manifest.is_file() else {}
    return ReleaseRecord(audience or found.get("audience") or "board", site or found.get("site"), pages=folder)


def read_tables(release: ReleaseRecord) -> list[Table]:
    """Every table of the release; the order is that of names."""
    tables = [_of_frame(name, frame) for name, frame in sorted(release.tables.items())]
    for path, name in release.files():
        if path.suffix.lower() == ".csv":
            tables.append(_read_csv(path, name))
        elif path.suffix.lower() in {".html", ".htm"}:
            tables += _read_html(path, name)
        elif path.suffix.lower() == ".xlsx":
            tables += _read_xlsx(path, name)
        elif path.suffix.lower() == ".docx":
            tables += _read_docx(path, name)
    return tables


def _of_frame(name: str, frame: pd.DataFrame) -> Table:
    rows = frame.fillna("").astype("str").itertuples(index=False, name=None)
    return Table(f"{name}.csv", name, tuple(map(str, frame.columns)), tuple(rows))


def _read_csv(path: Path, name: str) -> Table:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [tuple(row) for row in csv.reader(file)]
    return Table(name, path.stem, rows[0] if rows else (), tuple(rows[1:]))


def _read_html(path: Path, name: str) -> list[Table]:
    parser = _Tables()
    parser.feed(path.read_text(encoding="utf-8"))
    parser.close()
    title = _plain(parser.title)
    return [
        Table(name, _plain(caption), tuple(rows[0]), tuple(map(tuple, rows[1:])), title)
        for caption, rows in parser.found
        if rows
    ]


def _read_xlsx(path: Path, name: str) -> Iterator[Table]:
    """A table a sheet, its first row the headings."""
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    for sheet in book.worksheets:
        rows = [tuple("" if cell is None else str(cell) for cell in row) for row in sheet.iter_rows(values_only=True)]
        if rows:
            yield Table(name, sheet.title, rows[0], tuple(rows[1:]))
    book.close()


def _read_docx(path: Path, name: str) -> Iterator[Table]:
    """The tables of a document, each with the caption that it is read out by, or the paragraph before it."""
    before, title = "", ""
    document = Document(str(path))
    for part in document.iter_inner_content():
        if not isinstance(part, docx.table.Table):
            before = _plain([part.text]) or before
            title = title or before
            continue
        said = part._tbl.tblPr.find(qn("w:tblCaption"))
        caption = before if said is None else str(said.get(qn("w:val")))
        rows = [tuple(_plain([cell.text]) for cell in row.cells) for row in part.rows]
        if rows:
            yield Table(name, caption, rows[0], tuple(rows[1:]), title)


def _plain(pieces: list[str]) -> str:
    return " ".join("".join(pieces).split())


class _Tables(HTMLParser):
    """Collects the text of every cell, and the page's first heading.

    Cells and rows may be left unclosed, as HTML allows. A cell that spans columns is repeated, one that spans rows is
    not.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[list[str], list[list[str]]]] = []
        self.title: list[str] = []
        self._open: list[tuple[list[str], list[list[str]]]] = []
        self._into: list[str] | None = None
        self._cell: list[str] | None = None
        self._span = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a table, its caption, a row or a cell; each ends the cell before it."""
        if tag in {"table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th"}:
            self._end()
        if tag == "table":
            self._open.append(([], []))
        elif tag == "h1" and not self.title:
            self._into = self.title
        elif self._open and tag == "tr":
            self._open[-1][1].append([])
        elif self._open and tag == "caption":
            self._into = self._open[-1][0]
        elif self._open and tag in {"td", "th"} and self._open[-1][1]:
            span = dict(attrs).get("colspan") or "1"
            self._into = self._cell = []
            self._span = int(span) if span.isdigit() else 1

    def handle_endtag(self, tag: str) -> None:
        """Close what was opened."""
        if tag in {"td", "th", "tr", "thead", "tbody", "tfoot", "caption", "h1", "table"}:
            self._end()
        if tag == "table" and self._open:
            caption, rows = self._open.pop()
            self.found.append((caption, [row for row in rows if row]))

    def _end(self) -> None:
        if self._cell is not None and self._open and self._open[-1][1]:
            self._open[-1][1][-1].extend([_plain(self._cell)] * self._span)
        self._into = self._cell = None

    def handle_data(self, data: str) -> None:
        """Text of the cell, caption or heading that is open."""
        if self._into is not None:
            self._into.append(data)
