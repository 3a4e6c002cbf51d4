"""What separates services with high implementation from those with low (METHOD 11)."""

from __future__ import annotations

import pandas as pd

from peerwork.cells import each, format_cell, number, numbers
from peerwork.pages.answers.answer import Answer
from peerwork.pages.answers.english import capital, part_of, verb
from peerwork.pages.blocks import Block, Numbers
from peerwork.pages.grid import Cell, CellTable
from peerwork.vocabulary import Distinguishing


class Separates(Answer):
    """The constructs rated higher at every high service than at any low one, the widest gap first."""

    def block(self) -> Block | None:
        """A row a construct that separates them; the others in numbers under it."""
        rows = self.rows("distinguishing")
        if rows.empty:
            return None
        judged = rows[rows["verdict"].isin([Distinguishing.DISTINGUISHING, Distinguishing.NOT_DISTINGUISHING])]
        if judged.empty:
            return None
        told = judged[judged["verdict"] == Distinguishing.DISTINGUISHING]
        n, words = len(told), self.evidence.words
        title = (
            f"{capital(part_of(n, len(judged), 'thing'))} rated on both sides {verb(n, 'separates', 'separate')} the "
            f"{words.services} with high implementation from those with low"
            if n
            else f"Nothing that was rated on both sides separates {words.services} with high implementation from those "
            "with low"
        )
        body = (self._table(told), self._numbers(rows)) if n else (self._numbers(rows),)
        return Block(
            title, "Rated higher at every one on the high side than at any on the low side." if n else "", body
        )

    def _table(self, rows: pd.DataFrame) -> CellTable:
        rows = rows.assign(gap_value=numbers(rows["gap"]), label=[self.context.factor(f) for f in rows["factor"]])
        rows = rows.sort_values(["gap_value", "label"], ascending=[False, True])
        head = ["Condition", "Lowest at a high one", "Highest at a low one", "Apart by"]
        cells = tuple(
            (
                Cell(r.label),
                Cell(_signed(r.lowest_high), "y"),
                Cell(_signed(r.highest_low), "x"),
                Cell(format_cell(r.gap, decimals=0)),
            )
            for r in each(rows)
        )
        return CellTable("What separates high from low", head, cells)

    def _numbers(self, rows: pd.DataFrame) -> Numbers:
        table = pd.DataFrame(
            {
                "Condition": [self.context.factor(f) for f in rows["factor"]],
                "Lowest at a high one": [_signed(v) for v in rows["lowest_high"]],
                "Highest at a low one": [_signed(v) for v in rows["highest_low"]],
                "Separates": rows["verdict"].astype("str").map(
                    {"distinguishing": "yes", "not_distinguishing": "no"}).fillna("too little evidence"),
            }
        )  # fmt: skip
        return Numbers("every rated condition", table)


def _signed(value: object) -> str:
    found = number(value)
    return "" if found != found else f"{found:+g}"
