"""What changed for whom, as the people interviewed told it: good and bad (METHOD 8)."""

from __future__ import annotations

from typing import Any

import pandas as pd

from peerwork.cells import WITHHELD, format_cell, number
from peerwork.pages.answers.answer import Answer
from peerwork.pages.answers.english import capital
from peerwork.pages.blocks import Block
from peerwork.pages.grid import Cell, CellTable
from peerwork.pages.prose import join_words
from peerwork.vocabulary import Scope

DIRECTIONS = {"positive": "For the better", "negative": "For the worse", "mixed": "Both"}


class Change(Answer):
    """People who told of an impact, by who is affected and in which direction."""

    def block(self) -> Block | None:
        """A table of people; what is withheld stands as not shown, and is counted nowhere."""
        rows = self._rows()
        shown = rows[rows["n_people"].map(_is_shown)] if not rows.empty else rows
        if shown.empty:
            return None
        title = self._title(rows)
        table = CellTable("People who told of a change", ["For whom", *DIRECTIONS.values()], self._cells(rows))
        measure = (
            "How many of those interviewed told of at least one such change. One person may stand in several cells."
        )
        return Block(title, measure, (table,))

    def _rows(self) -> pd.DataFrame:
        rows = self.rows("impact_counts")
        return rows[rows["scope"] == Scope.STUDY] if not rows.empty else rows

    def _title(self, rows: pd.DataFrame) -> str:
        """The largest number for the better among those shown, with all that tie."""
        good = rows[rows["direction"] == "positive"]
        good = good[good["n_people"].map(_is_shown)]
        if good.empty:
            return "People told of changes; how many for the better is not shown"
        counts = good["n_people"].map(number)
        most = good[counts == counts.max()]
        whom = join_words([self._whom(name) for name in most["on"]])
        each = " each" if len(most) > 1 else ""
        hidden = rows[(rows["direction"] == "positive")]["n_people"].eq(WITHHELD).any()
        fewer = len(most) < len(good)
        among = ", the most of what can be shown" if hidden else ", more than for anybody else" if fewer else ""
        n = format_cell(most["n_people"].iloc[0], decimals=0)
        return f"{n} {'person' if n == '1' else 'people'} told of something better for {whom}{each}{among}"

    def _cells(self, rows: pd.DataFrame) -> tuple[tuple[Cell, ...], ...]:
        made = []
        for on in dict.fromkeys(rows["on"]):
            of = rows[rows["on"] == on].set_index("direction")["n_people"]
            cells = tuple(_cell(of.get(direction), role) for direction, role in zip(DIRECTIONS, "yxm", strict=True))
            made.append((Cell(capital(self._whom(on))), *cells))
        return tuple(made)

    def _whom(self, name: str) -> str:
        return self.context.framework.impacts_on.get(name, name.replace("_", " "))


def _is_shown(cell: Any) -> bool:
    return not pd.isna(cell) and str(cell) != WITHHELD


def _cell(value: Any, role: str) -> Cell:
    if value is None or pd.isna(value):
        return Cell("nobody said so")
    return Cell(format_cell(value, decimals=0), role) if _is_shown(value) else Cell("not shown", "h")
