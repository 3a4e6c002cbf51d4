"""A frame as an accessible HTML table: caption, scoped headers, numbers to the right, all from data escaped."""

from __future__ import annotations

import re

import pandas as pd
from markupsafe import Markup

NUMERIC = re.compile(r"^[-−+]?\d[\d,]*(\.\d+)?( ?%)?( (of \d+|or (more|less)))?$")
# Pixels, as templates/page.css sets a table: a letter in bold, the gap after a cell, the least width of a row's name.
LETTER, GAP, NAME = 9.0, 12.0, 144.0
FITS = 288.0  # pixels across that a page has on the narrowest screen


def html_table(rows: pd.DataFrame, *, caption: str) -> Markup:
    """The frame as a table; its first column names the row. Values are shown as they are; missing is an empty cell.

    A table that is too wide for a phone stands in a region that scrolls, has a name and can be reached by keyboard.
    """
    cells = [[_text(value) for value in row] for row in rows.astype(object).itertuples(index=False, name=None)]
    columns = [str(column) for column in rows.columns]
    right = [_is_number(row[place] for row in cells) for place in range(len(columns))]
    head = Markup("").join(
        Markup("<th scope=col{}>{}").format(_aligned(number), column)
        for column, number in zip(columns, right, strict=True)
    )
    body = Markup("").join(_row(row, right) for row in cells)
    table = Markup("<table><caption>{}</caption><thead><tr>{}<tbody>{}</table>").format(caption, head, body)
    if _across(columns, cells) <= FITS:
        return table
    region = Markup('<div class="scroll" role="region" tabindex="0" aria-label="{} (table)">{}</div>')
    return region.format(caption, table)


def _row(cells: list[str], right: list[bool]) -> Markup:
    """One row. HTML closes cells and rows by itself: without their end tags a table is a third shorter."""
    rest = (
        Markup("<td{}>{}").format(_aligned(number), cell) for cell, number in zip(cells[1:], right[1:], strict=True)
    )
    return Markup("<tr><th scope=row>{}{}").format(cells[0], Markup("").join(rest))


def _aligned(number: bool) -> Markup:
    return Markup(" class=n") if number else Markup("")


def _is_number(cells: object) -> bool:
    filled = [cell for cell in cells if cell]
    return bool(filled) and all(NUMERIC.match(cell) or cell == "withheld" for cell in filled)


def _across(columns: list[str], cells: list[list[str]]) -> float:
    """The pixels that a row needs when every cell is broken at its spaces, estimated on the wide side."""
    texts = [[columns[place], *(row[place] for row in cells)] for place in range(len(columns))]
    longest = [max((len(word) for text in column for word in text.split()), default=0) for column in texts]
    first, *others = (letters * LETTER + GAP for letters in longest)
    return max(first, NAME + GAP) + sum(others)


def _text(value: object) -> str:
    return "" if pd.isna(value) else str(value)
