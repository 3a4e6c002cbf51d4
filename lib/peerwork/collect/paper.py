"""A form to print and fill in by hand, as a Word document on A4: boxes, lines to write on, questions kept whole."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Sequence

from docx import Document
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from peerwork.atomic import zip_without_clock

WIDTH, HEIGHT, MARGIN = 21.0, 29.7, 2.0  # A4, in centimetres
TEXT_WIDTH = WIDTH - 2 * MARGIN
FONT = "Arial"
BOX = "\u2610"
NO_BREAK = "\u00a0"
LINE = Pt(24)  # room for handwriting
ANSWERS_AT = 6.8  # centimetres from the left, where answers to tick begin
NO_CLOCK = dt.datetime(2000, 1, 1)


class Paper:
    """A form that grows from its head down."""

    def __init__(self, title: str, subject: str) -> None:
        self.made = Document()
        self._set_page()
        self._set_styles()
        self._set_properties(title, subject)
        self.made.add_heading(title, 0)
        self.made.add_paragraph(subject)
        self._add_footer(title)

    def _set_page(self) -> None:
        section = self.made.sections[0]
        section.page_width, section.page_height = Cm(WIDTH), Cm(HEIGHT)
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(MARGIN)

    def _set_styles(self) -> None:
        for name, size in (("Normal", 10), ("Title", 20), ("Heading 1", 14)):
            font = self.made.styles[name].font
            font.name, font.size = FONT, Pt(size)
            fonts = self.made.styles[name].element.get_or_add_rPr().get_or_add_rFonts()
            for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                fonts.attrib.pop(qn(f"w:{kind}"), None)
        self.made.styles["Normal"].paragraph_format.space_after = Pt(4)

    def _set_properties(self, title: str, subject: str) -> None:
        core = self.made.core_properties
        core.title, core.subject, core.author, core.language = title[:255], subject[:255], "peerwork", "en-GB"
        core.created = core.modified = NO_CLOCK
        core.comments, core.last_modified_by, core.revision = "", "peerwork", 1

    def _add_footer(self, title: str) -> None:
        """What it is, whose it is, and the page: sheets of paper come apart."""
        line = self.made.sections[0].footer.paragraphs[0]
        line.paragraph_format.tab_stops.clear_all()
        line.paragraph_format.tab_stops.add_tab_stop(Cm(TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
        line.add_run(f"{title}; code: ____________\tPage{NO_BREAK}")
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), "PAGE")
        line._p.append(field)

    def heading(self, text: str, *, new_page: bool = False) -> None:
        """A heading that stays with what follows."""
        self.made.add_heading(text, 1).paragraph_format.page_break_before = new_page

    def note(self, text: str) -> None:
        """What the interviewer does, in italics."""
        self.made.add_paragraph().add_run(text).italic = True

    def blanks(self, *labels: str) -> None:
        """Words with a line to write on behind each, side by side."""
        line = self.made.add_paragraph()
        line.paragraph_format.space_before = Pt(8)
        _add_blanks(line, labels)

    def ticks(self, question: str, choices: Iterable[str]) -> None:
        """A question with boxes to tick behind it."""
        line = self.made.add_paragraph()
        line.paragraph_format.space_before = Pt(8)
        _add_ticks(line, question, choices)

    def initialled(self, text: str) -> None:
        """A statement with a box in front."""
        line = self.made.add_paragraph(f"{BOX}\t{text}")
        line.paragraph_format.left_indent, line.paragraph_format.first_line_indent = Cm(1), Cm(-1)
        line.paragraph_format.tab_stops.add_tab_stop(Cm(1))

    def open_question(self, text: str, lines: int = 4) -> None:
        """A question in bold with lines to write on, kept on one page."""
        asked = self.made.add_paragraph()
        asked.add_run(text).bold = True
        asked.paragraph_format.space_before = Pt(8)
        written = [_add_line(self.made.add_paragraph()) for _ in range(lines)]
        _keep_together([asked, *written])

    def question(self, title: str, text: str, lines: Sequence[tuple[str, Sequence[str]]]) -> None:
        """A structured question in a frame that no page break cuts: what is asked, boxes to tick, room to write."""
        cell = self._frame()
        first = cell.paragraphs[0]
        first.add_run(f"{title}. ").bold = True
        first.add_run(text)
        for question, choices in lines:
            _add_ticks(cell.add_paragraph(), question, choices)
        _finish_frame(cell, "Comment", rows=1)

    def choice_with_reason(self, label: str, choices: Sequence[str], reason: str) -> None:
        """A frame with boxes to tick and room for the reason."""
        cell = self._frame()
        _add_ticks(cell.paragraphs[0], f"{label} ______" if label else "", choices)
        _finish_frame(cell, reason, rows=2)

    def impact(self, on: Sequence[str], directions: Sequence[str], success: str) -> None:
        """A frame for something that changed: for whom, which way, what."""
        cell = self._frame()
        _add_ticks(cell.paragraphs[0], "For", on)
        _add_ticks(cell.add_paragraph(), "It was for", directions)
        _add_ticks(cell.add_paragraph(), "", [success])
        _finish_frame(cell, "What changed?", rows=2)

    def table(self, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """A small table to read."""
        table = self.made.add_table(rows=0, cols=len(head), style="Table Grid")
        for texts in (head, *rows):
            for cell, text in zip(table.add_row().cells, texts, strict=True):
                cell.text = text
        for cell in table.rows[0].cells:
            cell.paragraphs[0].runs[0].bold = True

    def card(self, lines: Iterable[str]) -> None:
        """Words in large type, to be handed over."""
        for text in lines:
            line = self.made.add_paragraph()
            line.add_run(text).font.size = Pt(18)

    def as_bytes(self) -> bytes:
        """The file; the same form is always the same bytes."""
        written = io.BytesIO()
        self.made.save(written)
        return zip_without_clock(written.getvalue())

    def _frame(self) -> _Cell:
        table = self.made.add_table(rows=1, cols=1, style="Table Grid")
        unsplit = OxmlElement("w:cantSplit")
        table.rows[0]._tr.get_or_add_trPr().append(unsplit)
        table.columns[0].width = table.rows[0].cells[0].width = Cm(TEXT_WIDTH)
        gap = self.made.add_paragraph()  # two tables without anything between them are one
        gap.paragraph_format.space_after, gap.paragraph_format.line_spacing = Pt(0), Pt(5)
        return table.rows[0].cells[0]


def _finish_frame(cell: _Cell, label: str, rows: int) -> None:
    """Close the frame with room to write in."""
    cell.add_paragraph(label)
    for line in cell.paragraphs:
        line.paragraph_format.space_before, line.paragraph_format.space_after = Pt(3), Pt(2)
    cell.paragraphs[-1].paragraph_format.space_after = Pt(rows * LINE.pt - 12)


def _add_ticks(line: Paragraph, question: str, choices: Iterable[str]) -> None:
    """A box and its words are never parted by the end of a line; answers stand below each other."""
    if question:
        line.paragraph_format.tab_stops.add_tab_stop(Cm(ANSWERS_AT))
        line.paragraph_format.left_indent, line.paragraph_format.first_line_indent = Cm(ANSWERS_AT), Cm(-ANSWERS_AT)
        line.add_run(f"{question}\t")
    line.add_run("   ".join(f"{BOX}{NO_BREAK}{choice.replace(' ', NO_BREAK)}" for choice in choices))


def _add_blanks(line: Paragraph, labels: Sequence[str]) -> None:
    width = TEXT_WIDTH / len(labels)
    for place, label in enumerate(labels, start=1):
        stop = width * place
        line.paragraph_format.tab_stops.add_tab_stop(Cm(stop), WD_TAB_ALIGNMENT.LEFT, WD_TAB_LEADER.LINES)
        line.add_run(f"{label}{NO_BREAK}\t")
        if place < len(labels):
            line.add_run("  ")


def _add_line(line: Paragraph) -> Paragraph:
    line.paragraph_format.line_spacing = LINE
    line.paragraph_format.tab_stops.add_tab_stop(Cm(TEXT_WIDTH), WD_TAB_ALIGNMENT.LEFT, WD_TAB_LEADER.LINES)
    line.add_run("\t")
    return line


def _keep_together(lines: Sequence[Paragraph]) -> None:
    for line in lines[:-1]:
        line.paragraph_format.keep_with_next = True
