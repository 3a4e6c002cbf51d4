"""The handbook as a Word document: the same chapters, tables and sentences as its page."""

from __future__ import annotations

import datetime as dt
import io

from docx import Document
from docx.document import Document as Made
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from peerwork.atomic import zip_without_clock
from peerwork.pages.context import Context
from peerwork.pages.prose import join_words
from peerwork.pages.provenance import describe_limits, describe_provenance
from peerwork.pages.sections.handbook import Chapter, Entry, Handbook
from peerwork.pages.slice import Slice

NO_CLOCK = dt.datetime(2000, 1, 1)


def make_handbook(handed: Slice) -> bytes:
    """The document of a handbook's slice; the same slice is always the same bytes."""
    context = Context(handed)
    handbook, made = Handbook(context), Document()
    _set_properties(made, context)
    made.add_heading(f"Handbook: {context.facts['title']}", 0)
    for line in (context.audience.banner, "Synthetic data" if context.facts["synthetic"] else ""):
        if line:
            made.add_paragraph(line)
    for sentence in (*handbook.say().sentences, *handbook.how_to_read().sentences):
        made.add_paragraph(sentence)
    for chapter in handbook.make_chapters():
        _add_chapter(made, chapter)
    for title, prose in (
        ("What this handbook does not show", describe_limits(context)),
        ("Where the figures come from", describe_provenance(context)),
    ):
        made.add_heading(title, 1)
        _add_bullets(made, prose.sentences)
    written = io.BytesIO()
    made.save(written)
    return zip_without_clock(written.getvalue())


def _set_properties(made: Made, context: Context) -> None:
    core = made.core_properties
    core.title, core.author, core.language = f"Handbook: {context.facts['title']}"[:255], "peerwork", "en-GB"
    core.created = core.modified = NO_CLOCK
    core.comments, core.last_modified_by, core.revision = "", "peerwork", 1


def _add_chapter(made: Made, chapter: Chapter) -> None:
    made.add_heading(chapter.title, 1)
    made.add_paragraph(chapter.caption, style="Caption")
    _add_table(made, chapter)
    for entry in chapter.entries:
        _add_entry(made, entry)


def _add_table(made: Made, chapter: Chapter) -> None:
    """A table whose first row is repeated on every page, and which a screen reader knows by its caption."""
    table = made.add_table(rows=len(chapter.table) + 1, cols=len(chapter.table.columns), style="Light Grid Accent 1")
    rows = [tuple(chapter.table.columns), *chapter.table.itertuples(index=False, name=None)]
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = str(text)
    repeat = OxmlElement("w:tblHeader")
    repeat.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeat)
    described = OxmlElement("w:tblCaption")
    described.set(qn("w:val"), chapter.caption)
    table._tbl.tblPr.append(described)


def _add_entry(made: Made, entry: Entry) -> None:
    made.add_heading(entry.label, 2)
    made.add_paragraph(entry.condition)
    _add_bullets(made, entry.found)
    for text, who in entry.quotes:
        made.add_paragraph(f"{text} ({who})" if who else text, style="Quote")
    if entry.documents:
        made.add_paragraph(f"Documents that may be shared: {join_words(entry.documents)}.")


def _add_bullets(made: Made, sentences: tuple[str, ...]) -> None:
    bullet = made.styles["List Bullet"].style_id
    for sentence in sentences:
        # A style given by its name is looked for among all of them, each time: half of what a handbook costs.
        made.add_paragraph(sentence)._p.style = bullet
