"""Where two groups of those interviewed rate the same things apart, over the whole study (METHOD 6)."""

from __future__ import annotations

import pandas as pd

from peerwork.cells import format_cell, number, side
from peerwork.pages.answers.answer import Answer
from peerwork.pages.answers.english import capital, some
from peerwork.pages.blocks import Block, Said
from peerwork.pages.grid import Cell, CellTable
from peerwork.pages.sections.tensions import FIRST
from peerwork.vocabulary import Scope

LEAST = 0.5  # points of the scale from which on two means are spoken of as apart
DRAWN = 12


class GroupsApart(Answer):
    """The things that two groups rate half a point apart or more; a bound counts with the least that it says."""

    def block(self) -> Block | None:
        """A line a thing: who rates it higher, and by how much; nothing where no difference is shown."""
        rows = self._rows()
        if rows.empty:
            return None
        first, second = (f"“{self.context.group(rows[name].iloc[0])}”" for name in ("group_a", "group_b"))
        told, n = rows[rows["least"] >= LEAST], len(rows)
        shown = f"of {some(n, 'difference')} shown"
        if told.empty:
            title = f"{first} and {second} rate nothing {LEAST} points apart or more, {shown}"
            return Block(title)
        title = f"{first} and {second} rate {some(len(told), 'thing')} {LEAST} points apart or more, {shown}"
        drawn = _widest(told)
        table = CellTable(title, ["Factor", "Rated higher by", "By"], tuple(map(self._line, drawn.to_dict("records"))))
        left = len(told) - len(drawn)
        rest = (Said(f"{capital(some(left, 'narrower difference'))} not listed."),) if left else ()
        return Block(title, "Mean importance of one group beside that of the other.", (table, *rest))

    def _rows(self) -> pd.DataFrame:
        rows = self.rows("tensions")
        if rows.empty:
            return rows
        rows = rows[(rows["scope"] == Scope.STUDY) & (rows["measure"] == "importance")]
        rows = rows.assign(value=rows["difference"].map(number))
        rows = rows[rows["value"].notna() & (rows["difference"].map(_says_enough))]
        if rows.empty:
            return rows
        pairs = [tuple(pair) for pair in zip(rows["group_a"].astype("str"), rows["group_b"].astype("str"), strict=True)]
        pair = FIRST if FIRST in pairs else max(sorted(set(pairs)), key=pairs.count)
        rows = rows[[found == pair for found in pairs]]
        rows = rows.assign(least=rows["value"].abs(), label=[self.context.factor(f) for f in rows["factor"]])
        return rows.sort_values(["least", "label"], ascending=[False, True], ignore_index=True)

    def _line(self, row: dict) -> tuple[Cell, ...]:
        who = row["group_a"] if row["value"] > 0 else row["group_b"]
        return Cell(row["label"]), Cell(self.context.group(who)), Cell(format_cell(abs(row["value"])) + _bound(row))


def _bound(row: dict) -> str:
    return " or more" if side(row["difference"]) else ""


def _says_enough(cell: object) -> bool:
    """Whether a cell says which mean is higher: a number, or a bound away from nought."""
    found = side(cell)
    return not found or (found == ">") == (number(cell) > 0)


def _widest(rows: pd.DataFrame) -> pd.DataFrame:
    """The widest, and none that ties with one left out."""
    if len(rows) <= DRAWN:
        return rows
    kept = rows[rows["least"] > rows["least"].iloc[DRAWN]]
    return kept if len(kept) else rows
