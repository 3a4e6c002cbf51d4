"""A frame as an accessible HTML table: caption, scoped headers, numbers to the right, all from data escaped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

import pandas as pd
from markupsafe import Markup, escape

from peerwork.pages.cells import NOT_SHOWN
from peerwork.pages.charts.style import CLASSES

NUMERIC = re.compile(r"^[-−+]?\d[\d,]*(\.\d+)?( ?%)?( (of \d+|or (more|less)))?$")
# Pixels, as templates/page.css sets a table: a letter in bold, the gap after a cell, the least width of a row's name.
LETTER, GAP, NAME = 9.0, 12.0, 144.0
ALIGNED = 12  # columns that the style sheet can set to the right
FITS = 288.0  # pixels across that a page has on the narrowest screen


@dataclass(frozen=True)
class Tiles:
    """How a table is coloured: for each of its rows the role of each cell after the first, and the row's `blocks`.

    Rows of one block stand together under its name. Colour repeats what a cell says in words or numbers; `keyed` says
    whether the chart's key belongs on the page too.
    """

    roles: Sequence[Sequence[str]]
    blocks: Sequence[str]
    keyed: bool = False


def html_table(rows: pd.DataFrame, *, caption: str, tiles: Tiles | None = None) -> Markup:
    """The frame as a table; its first column names the row. Values are shown as they are; missing is an empty cell.

    A table that is too wide for a phone stands in a region that scrolls, has a name and can be reached by keyboard.
    """
    cells = [[_text(value) for value in row] for row in rows.astype(object).itertuples(index=False, name=None)]
    columns = [str(column) for column in rows.columns]
    head = "".join(f"<th scope=col>{escape(column)}" for column in columns)
    body = _tiled(cells, tiles, len(columns)) if tiles else f"<tbody>{''.join(map(_row, cells))}"
    numeric = [_is_number(row[place] for row in cells) for place in range(len(columns))]
    look = ' class="tiles"' if tiles else _aligned(numeric)
    table = Markup(f"<table{look}><caption>{escape(caption)}</caption><thead><tr>{head}{body}</table>")
    if _across(columns, cells) <= FITS:
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


def _tiled(cells: list[list[str]], tiles: Tiles, columns: int) -> str:
    """The rows, each cell with the class of its role, under a header for each block."""
    told = []
    for block, run in groupby(zip(tiles.blocks, cells, tiles.roles, strict=True), key=itemgetter(0)):
        told.append(f"<tbody><tr><th scope=rowgroup colspan={columns}>{escape(block)}")
        for _, (first, *rest), roles in run:
            marked = (
                f"<td class={CLASSES[role]}>{escape(cell)}" if role and cell else f"<td>{escape(cell)}"
                for cell, role in zip(rest, roles, strict=True)
            )
            told.append(f"<tr><th scope=row>{escape(first)}{''.join(marked)}")
    return "".join(told)


def _aligned(right: list[bool]) -> str:
    """The class of each column of numbers, said once for the table."""
    classes = [f"n{place}" for place, number in enumerate(right[:ALIGNED], start=1) if number and place > 1]
    return f' class="{" ".join(classes)}"' if classes else ""


def _is_number(cells: object) -> bool:
    filled = [cell for cell in cells if cell]
    return bool(filled) and all(NUMERIC.match(cell) or cell == NOT_SHOWN for cell in filled)


def _across(columns: list[str], cells: list[list[str]]) -> float:
    """The pixels that a row needs when every cell is broken at its spaces, estimated on the wide side."""
    texts = [[columns[place], *(row[place] for row in cells)] for place in range(len(columns))]
    longest = [max((len(word) for text in column for word in text.split()), default=0) for column in texts]
    first, *others = (letters * LETTER + GAP for letters in longest)
    return max(first, NAME + GAP) + sum(others)


def _text(value: object) -> str:
    return "" if pd.isna(value) else str(value)
