"""The summary and the findings as a Word document for whoever writes the report: numbered tables, ready to be taken.

It is made of the finished pages, so it says what they say and shows what they show; charts stand in it as their tables.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from docx import Document
from docx.document import Document as Made
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from peerwork.atomic import zip_without_clock
from peerwork.office.document import NO_CLOCK
from peerwork.pages.answers.english import capital

PARTS = {"h1": "Heading 1", "h2": "Heading 2", "h3": "Heading 3", "p": "Normal", "li": "List Bullet"}
UNSEEN = ("svg", "nav", "summary", "figcaption", "style", "header", "footer")


@dataclass
class Part:
    """A paragraph with its style, or a table: its caption and rows, of which the first `heads` are headings."""

    style: str = ""
    text: str = ""
    caption: str = ""
    rows: list[list[str]] = field(default_factory=list)
    heads: int = 0


def make_report(pages: Sequence[str], *, title: str, lines: Iterable[str]) -> bytes:
    """The document of these finished pages; `lines` stand under its title. The same pages are always the same bytes."""
    made, number, under = Document(), 0, title
    core = made.core_properties
    core.title, core.author, core.language = title[:255], "peerwork", "en-GB"
    core.created = core.modified = NO_CLOCK
    core.comments, core.last_modified_by, core.revision = "", "peerwork", 1
    made.add_heading(title, 0)
    for line in lines:
        made.add_paragraph(line)
    for part in (part for page in pages for part in read_parts(page)):
        if part.rows:
            number += 1
            _add_table(made, part, f"Table {number}. {capital(part.caption or under)}")
        else:
            made.add_paragraph(part.text, style=part.style)
            under = part.text if part.style.startswith("Heading") else under
    written = io.BytesIO()
    made.save(written)
    return zip_without_clock(written.getvalue())


def read_parts(page: str) -> list[Part]:
    """The paragraphs and tables of a page's main part, in order; those without words are left out."""
    reader = _Parts()
    reader.feed(page)
    reader.close()
    return [part for part in reader.found if part.text or any(map(any, part.rows))]


def _add_table(made: Made, part: Part, caption: str) -> None:
    """A table under its caption, its headings repeated on every page; a screen reader is told the page's caption."""
    made.add_paragraph(caption, style="Caption")
    across = max(map(len, part.rows))
    table = made.add_table(rows=len(part.rows), cols=across, style="Table Grid")
    for place, (row, texts) in enumerate(zip(table.rows, part.rows, strict=True)):
        for cell, text in zip(row.cells, texts, strict=False):
            cell.paragraphs[0].add_run(text).bold = place < part.heads
        if place < part.heads:
            row._tr.get_or_add_trPr().append(_element("w:tblHeader", "true"))
    table._tbl.tblPr.append(_element("w:tblCaption", part.caption or caption))


def _element(name: str, value: str) -> Any:
    made = OxmlElement(name)
    made.set(qn("w:val"), value)
    return made


class _Parts(HTMLParser):
    """Collects the parts of the main element; what is drawn, navigation, keys and the names of folds are passed over.

    Cells and rows may be left unclosed, as HTML allows.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Part] = []
        self._inside, self._heads = False, False
        self._unseen: list[str] = []  # what is passed over, and what of its kind stands in it
        self._at, self._text = "", [""]  # the part or cell that is open
        self._table: Part | None = None
        self._span = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside |= tag == "main"
        given = dict(attrs)
        if not self._inside or self._unseen or tag in UNSEEN or "key" in (given.get("class") or "").split():
            self._unseen += [tag] if self._inside and tag in (*UNSEEN, "ul") else []
            return
        if tag == "table":
            self._table, self._heads = Part(), False
        elif self._table is not None and tag in ("caption", "thead", "tbody", "tr", "td", "th"):
            self._end()
            self._begin_row(self._table, tag)
            if tag in ("td", "th", "caption"):
                self._at, self._text, self._span = tag, [], int(given.get("colspan") or 1)
        elif self._table is None and tag in PARTS:
            self._at, self._text = tag, []

    def _begin_row(self, table: Part, tag: str) -> None:
        self._heads = tag == "thead" or self._heads and tag != "tbody"
        if tag == "tr":
            table.rows.append([])
            table.heads += self._heads

    def handle_endtag(self, tag: str) -> None:
        self._inside &= tag != "main"
        if self._unseen:
            if tag == self._unseen[-1]:
                self._unseen.pop()
        elif tag in ("span", "b", "small") and self._table is None:
            self._text.append(" ")  # what stands on a line of its own is no part of the next word
        elif tag == "table" and self._table is not None:
            self._end()
            self.found.append(_without_blank_columns(self._table))
            self._table = None
        elif tag == self._at:
            self._end()

    def _end(self) -> None:
        text, at, self._at = " ".join("".join(self._text).split()), self._at, ""
        if at == "caption" and self._table is not None:
            self._table.caption = text
        elif at in ("td", "th") and self._table is not None:
            self._table.rows[-1] += [text, *[""] * (self._span - 1)]
        elif at in PARTS:
            self.found.append(Part(PARTS[at], text))

    def handle_data(self, data: str) -> None:
        if self._at and not self._unseen:
            self._text.append(data)


def _without_blank_columns(table: Part) -> Part:
    """The table without the columns that hold nothing but a bar."""
    across = max(map(len, table.rows), default=0)
    rows = [[*row, *[""] * (across - len(row))] for row in table.rows]
    kept = [place for place in range(across) if any(row[place] for row in rows)]
    return Part(caption=table.caption, rows=[[row[place] for place in kept] for row in rows], heads=table.heads)
