"""How a data sheet looks: columns in which no word is cut, lines to write in, A4 when it is printed."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

FONT = {"font_name": "Arial", "font_size": 10}  # every program has it, or one of the same widths
WIDTHS = {
    **dict.fromkeys(("text", "quotable_text"), 40),
    "condition": 36,
    **dict.fromkeys(("about", "would_show", "rests_on"), 32),
    **dict.fromkeys(("comment", "note", "why", "action", "label", "title"), 24),
    **dict.fromkeys(("page", "site", "rebase", "rating", "mixed", "wave"), 9),
}  # in characters
NARROW = 12
WIDEST = 45  # of a column that has to be wide for one word
ACROSS = 180  # characters that a page of A4 across shows in letters of 8 points
NOTES_WIDTH = 92
LINE = 13.5  # points
MOST_LINES = 25
A4 = 9


def formats_of(book: Any) -> dict[str, Any]:
    """The looks of cells: head, guide (to read), text, date."""
    cell = {**FONT, "text_wrap": True, "valign": "top", "align": "left", "border": 1, "border_color": "#b8c4ca"}
    looks: dict[str, dict[str, Any]] = {
        "head": {"bold": True, "bg_color": "#1d4f63", "font_color": "#ffffff"},
        "guide": {"bg_color": "#eef2f4"},
        "text": {},
        "date": {"num_format": "yyyy-mm-dd"},
        "note": {"border": 0},
    }
    return {name: book.add_format({**cell, **look}) for name, look in looks.items()}


def width_of(name: str, choices: Iterable[object], values: Iterable[object]) -> int:
    """Characters that a column needs, so that its name and the longest word of what it may say stand whole."""
    words = [word for value in values if isinstance(value, str) for word in value.split()]
    longest = max((len(str(word)) for word in [*choices, *words]), default=0)
    return max(WIDTHS.get(name, NARROW), len(name) + 2, min(longest + 2, WIDEST))


def set_columns(sheet: Any, widths: Sequence[int], *, named_by: int) -> None:
    """The widths, and so many pages of A4 across that letters stay large enough; on each the head, and the columns up
    to the one that a row is named by."""  # fmt: skip
    for position, width in enumerate(widths):
        sheet.set_column(position, position, width)
    pages = math.ceil(sum(widths) / ACROSS)
    print_on_a4(sheet, across=pages)
    sheet.set_landscape()
    sheet.repeat_rows(0)
    if pages > 1:
        sheet.repeat_columns(0, named_by)


def print_on_a4(sheet: Any, *, across: int = 1) -> None:
    """So many pages across, as many as needed down."""
    sheet.set_paper(A4)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.75)
    sheet.fit_to_pages(across, 0)
    sheet.set_footer("&L&F, &A&RPage &P of &N")


def write_notes(sheet: Any, lines: Iterable[str], style: Any) -> None:
    """Lines to read, each in a row high enough for it."""
    print_on_a4(sheet)
    sheet.set_column(0, 0, NOTES_WIDTH)
    for row, line in enumerate(lines):
        sheet.write_string(row, 0, line, style)
        sheet.set_row(row, lines_of(line, NOTES_WIDTH) * LINE)


def set_heights(sheet: Any, columns: Mapping[int, Sequence[object]], widths: Sequence[int]) -> None:
    """Rows as high as their longest text: not every program makes room for it by itself."""
    heights: dict[int, int] = {}
    for position, values in columns.items():
        for row, value in enumerate(values, start=1):
            if isinstance(value, str):
                lines = min(lines_of(value, widths[position]), MOST_LINES)
                heights[row] = max(heights.get(row, 1), lines)
    for row, lines in heights.items():
        if lines > 1:
            sheet.set_row(row, lines * LINE)


def lines_of(text: str, width: int) -> int:
    """How many lines a text takes in a column; a word that would cross its edge goes to the next."""
    return sum(max(len(textwrap.wrap(part, max(width - 1, 1))), 1) for part in text.split("\n"))
