"""One stakeholder group: what it puts first, and what it rates higher or lower than another (METHOD 1 and 6)."""

from __future__ import annotations

import pandas as pd

from peerwork.cells import format_cell, number
from peerwork.pages.answers.answer import Answer
from peerwork.pages.answers.english import capital, lower_label, some
from peerwork.pages.answers.first import PutFirst
from peerwork.pages.blocks import Block, Opening, Said
from peerwork.pages.grid import Cell, CellTable
from peerwork.vocabulary import Scope

DRAWN = 12
LEAST = 0.3  # points of the scale below which two means are not set apart


class GroupOpening(PutFirst):
    """The group in a sentence: what it puts first."""

    def show(self) -> Opening:
        """Nothing but the title of what it puts first, where that can be shown."""
        found = self.block()
        label = self.context.group(self.context.about)
        head = (
            f"{label}: {lower_label(found.title)}." if found else f"{label}: what this group puts first is not shown."
        )
        return Opening("One group of those interviewed", head)


class GroupApart(Answer):
    """The factors that this group rates higher or lower than another group at the same services, the widest first."""

    def block(self) -> Block | None:
        """A line a factor and other group, as far as the difference is shown."""
        rows = self._rows()
        if rows.empty:
            return None
        rows = rows[rows["least"] >= LEAST]
        label = self.context.group(self.context.about)
        if rows.empty:
            return Block(
                f"{label} and the others rate nothing {LEAST} of a point apart or more, as far as it can be shown"
            )
        drawn, left = _with_ties(rows), len(rows)
        n_up, n_down = int((rows["way"] == "higher").sum()), int((rows["way"] == "lower").sum())
        title = f"This group rates {some(n_up, 'thing')} higher than another group and {some(n_down, 'thing')} lower"
        table = CellTable(title, ["Factor", "Rated", "Than", "By"], tuple(map(self._line, drawn.to_dict("records"))))
        more = left - len(drawn)
        rest = (Said(f"{capital(some(more, 'narrower difference'))} not listed."),) if more else ()
        measure = f"Differences of {LEAST} of a point or more between two means, as far as both are shown."
        return Block(title, measure, (table, *rest))

    def _rows(self) -> pd.DataFrame:
        rows = self.rows("tensions")
        if rows.empty:
            return rows
        rows = rows[(rows["scope"] == Scope.STUDY) & (rows["measure"] == "importance")]
        me, found = self.context.about, []
        for row in rows.to_dict("records"):
            value = number(row["difference"])
            if value != value or me not in (row["group_a"], row["group_b"]) or not value:
                continue
            higher = (value > 0) == (row["group_a"] == me)
            other = row["group_b"] if row["group_a"] == me else row["group_a"]
            found.append({"factor": row["factor"], "other": other, "way": "higher" if higher else "lower",
                          "least": abs(value), "said": format_cell(row["difference"]).lstrip("-−")})  # fmt: skip
        frame = pd.DataFrame(found, columns=["factor", "other", "way", "least", "said"])
        return frame.sort_values(["least", "factor", "other"], ascending=[False, True, True], ignore_index=True)

    def _line(self, row: dict) -> tuple[Cell, ...]:
        return (Cell(self.context.factor(row["factor"])), Cell(row["way"]),
            Cell(lower_label(self.context.group(row["other"]))),
                Cell(row["said"]))  # fmt: skip


def _with_ties(rows: pd.DataFrame) -> pd.DataFrame:
    """The widest, and none that ties with one left out."""
    if len(rows) <= DRAWN:
        return rows
    cut = rows["least"].iloc[DRAWN]
    kept = rows[rows["least"] > cut]
    return kept if len(kept) else rows
