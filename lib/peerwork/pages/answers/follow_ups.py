"""What was done since: by one service with its results, and by others with the same condition (METHOD 16)."""

from __future__ import annotations

import pandas as pd

from peerwork.cells import records
from peerwork.pages.answers.english import numeral, some, verb
from peerwork.pages.answers.of_site import OfSite
from peerwork.pages.answers.steps import describe_day
from peerwork.pages.blocks import Block
from peerwork.pages.grid import Cell, CellTable

STATES = {
    "done": ("done", "y"),
    "overdue": ("overdue", "x"),
    "due": ("to be done", "m"),
    "no_date": ("no date set", "q"),
}


class YouSaidWeChanged(OfSite):
    """What the service did with each of its results, after what its people and its workshop said."""

    def block(self) -> Block | None:
        """A line an action, what is done first; who sees to it and by when where the audience may know."""
        rows = self.rows("followups")
        if rows.empty:
            return None
        rows = rows[rows["site"].astype("str") == self.code]
        if rows.empty:
            return None
        rows = rows.assign(later=rows["done"].ne("yes")).sort_values("later", kind="stable")
        n, done = len(rows), int(rows["done"].eq("yes").sum())
        how_many = numeral(done) if done else "none"
        title = f"You said, we changed: {how_many} of {some(n, 'action')} {verb(max(done, 1), 'is', 'are')} done"
        head = ["You said", "What is done about it", "How far", *(["Who, by when"] if "owner" in rows else [])]
        lines = tuple(self._line(row, owned="owner" in rows) for row in records(rows))
        return Block(
            title,
            "What was done with the results since they were first shown.",
            (CellTable("What changed", head, lines),),
        )

    def _line(self, row: dict, *, owned: bool) -> tuple[Cell, ...]:
        state = row.get("state", "done" if row["done"] == "yes" else "due")
        said, role = STATES[state] if "state" in row or row["done"] == "yes" else ("not done yet", "m")
        cells = (Cell(self.context.factor(row["factor"])), Cell(row["action"]), Cell(said, role))
        return (*cells, Cell(_owner(row))) if owned else cells


def _owner(row: dict) -> str:
    day = row["done_on"] if isinstance(row["done_on"], str) else row["due"]
    told = [row["owner"] if isinstance(row["owner"], str) else "", describe_day(day) if isinstance(day, str) else ""]
    return ", ".join(filter(None, told))


def others_did(rows: pd.DataFrame, factor: str, *, most: int = 3) -> str:
    """What services did about a condition, what is done first: "S03: dates set (done)"; blank without any."""
    if rows.empty:
        return ""
    own = rows[rows["factor"].astype("str") == factor]
    own = own.assign(later=own["done"].ne("yes")).sort_values(["later", "site"], kind="stable")
    told = [f"{row['site']}: {row['action']} ({'done' if row['done'] == 'yes' else 'planned'})" for row in records(own)]
    more = f"; {numeral(len(told) - most)} more" if len(told) > most else ""
    return "; ".join(told[:most]) + more
