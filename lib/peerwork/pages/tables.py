"""A frame as an accessible HTML table: caption, scoped headers, numbers to the right, all from data escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import pandas as pd
from markupsafe import Markup, escape

from peerwork.cells import NOT_SHOWN

NUMERIC = re.compile(r"^[-−+]?\d[\d,]*(\.\d+)?( ?%)?( (of \d+|or (more|less)))?$")
# Pixels, as templates/page.css sets a table: a letter in bold, the gap after a cell, the least width of a row's name.
LETTER, GAP, NAME = 9.0, 12.0, 144.0
ALIGNED = 12  # columns that the style sheet can set to the right
FITS = 288.0  # pixels across that a page has on the narrowest screen


def html_table(rows: pd.DataFrame, *, caption: str) -> Markup:
    """The frame as a table; its first column names the row. Values are shown as they are; missing is an empty cell.

    A table that is too wide for a phone stands in a region that scrolls, has a name and can be reached by keyboard.
    """
    cells = [[cell_text(value) for value in row] for row in rows.astype(object).itertuples(index=False, name=None)]
    columns = [str(column) for column in rows.columns]
    head = "".join(f"<th scope=col>{escape(column)}" for column in columns)
    body = f"<tbody>{''.join(map(_row, cells))}"
    numeric = [_is_number(row[place] for row in cells) for place in range(len(columns))]
    table = Markup(f"<table{_aligned(numeric)}><caption>{escape(caption)}</caption><thead><tr>{head}{body}</table>")
    if across(columns, cells) <= FITS:
        return table
    region = Markup('<div class="scroll" role="region" tabindex="0" aria-label="{} (table)">{}</div>')
    return region.format(caption, table)


def align_rules() -> str:
    """CSS that sets the columns of numbers to the right, by the classes that `html_table` gives a table."""
    return "".join(f".n{place} tr>:nth-child({place}){{text-align:right}}" for place in range(2, ALIGNED + 1))


def _row(cells: list[str]) -> str:
    """One row. HTML closes cells and rows by itself: without their end tags a table is a third shorter."""
    first, *rest = map(escape, cells)
    return f"<tr><th scope=row>{first}{''.join(f'<td>{cell}' for cell in rest)}"


def _aligned(right: list[bool]) -> str:
    """The class of each column of numbers, said once for the table."""
    classes = [f"n{place}" for place, number in enumerate(right[:ALIGNED], start=1) if number and place > 1]
    return f' class="{" ".join(classes)}"' if classes else ""


def _is_number(cells: Iterable[str]) -> bool:
    filled = [cell for cell in cells if cell]
    return bool(filled) and all(NUMERIC.match(cell) or cell == NOT_SHOWN for cell in filled)


def across(columns: list[str], cells: list[list[str]]) -> float:
    """The pixels that a row needs when every cell is broken at its spaces, estimated on the wide side."""
    texts = [[columns[place], *(row[place] for row in cells)] for place in range(len(columns))]
    longest = [max((len(word) for text in column for word in text.split()), default=0) for column in texts]
    first, *others = (letters * LETTER + GAP for letters in longest)
    return max(first, NAME + GAP) + sum(others)


def cell_text(value: Any) -> str:
    """What a cell says; nothing where it is missing."""
    return "" if pd.isna(value) else str(value)
