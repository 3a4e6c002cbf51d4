"""What did the feedback workshop say of the results?"""

from __future__ import annotations

from typing import Any

import pandas as pd

from peerwork.pages.charts.rows import said
from peerwork.pages.charts.site_tiles import draw_site_tiles
from peerwork.pages.prose import Prose, bullet_list, count, missing, paragraph, was
from peerwork.pages.sections.section import ChartSection, Listing, Sentences, Shown
from peerwork.pages.shown import shown
from peerwork.vocabulary import Feedback, Scope

NOTHING = "No feedback workshop has spoken of these results."
HIDDEN = "What feedback workshops said is not shown here."


class Workshops(ChartSection):
    """METHOD 13: a workshop marks a result and never changes it."""

    def say(self) -> Prose:
        """How many results workshops spoke of, and which they refined or disputed."""
        rows = self._checked()
        if rows.empty:
            return missing(self.context.lacks(NOTHING, HIDDEN))
        tally = rows["mark"].value_counts()
        agreed = int(tally.get(Feedback.AGREED, 0))
        put = f"{count(len(rows), 'result').capitalize()}{self.context.over} {was(len(rows))} put to a workshop"
        told = [f"{put}; {agreed or 'none'} {was(agreed)} agreed."]
        for mark in (Feedback.REFINED, Feedback.DISPUTED):
            part = rows[rows["mark"] == mark]
            if len(part):
                names = self.named(part["factor"].drop_duplicates())
                told.append(f"{str(mark).capitalize()}: {count(len(part), 'result')}{names}.")
        return bullet_list(told, role="findings")

    def _chart(self) -> Shown:
        """Across sites: a tile for each result that a workshop spoke of."""
        rows = self._checked()
        if rows.empty:
            return missing(self.context.lacks(NOTHING, HIDDEN))
        marks = self.rows("workshop_marks")
        marks = marks[marks["factor"].isin(rows["factor"])]
        caption = "What feedback workshops said of each result"
        return draw_site_tiles(marks, "mark", self.context, name=self.chart_name("workshops"), caption=caption)

    def list(self) -> Any:
        """What was said, beside the result that it was said of."""
        rows = self._checked()
        if rows.empty:
            return missing(self.context.lacks(NOTHING, HIDDEN))
        columns: dict[str, Any] = {"Factor": rows["factor"].map(self.context.factor)}
        if self.context.scope is not Scope.SITE:
            columns["Site"] = rows["site"]
        columns |= {
            "In place?": self._beside(rows, "conditions", "status"),
            "Pattern": self._beside(rows, "patterns", "verdict"),
            "Workshop": rows["mark"].map(said),
        }
        columns |= {
            words: rows[name].fillna("") for name, words in (("note", "Notes"), ("action", "Action")) if name in rows
        }
        return Listing("What workshops said, beside the result", pd.DataFrame(columns))

    def how_to_read(self) -> Prose:
        """That a workshop never changes a verdict."""
        return paragraph(
            "What a workshop says never changes a verdict: it marks it agreed, refined or disputed, and a dispute by "
            "any of several workshops stands.",
            role="how",
        )

    def _checked(self) -> pd.DataFrame:
        rows = self.rows("workshop_marks")
        return rows[shown(rows["mark"]) & rows["mark"].ne(Feedback.UNCHECKED)] if not rows.empty else rows

    def _beside(self, rows: pd.DataFrame, table: str, column: str) -> Sentences:
        """The verdict of each row's factor at its site."""
        found = self.rows(table)
        if found.empty:
            return [""] * len(rows)
        found = found[found["group"].isna()] if "group" in found else found
        verdicts = found.set_index(["site", "factor"])[column].to_dict()
        keys = zip(rows["site"], rows["factor"], strict=True)
        return [said(verdicts[key]) if key in verdicts else "" for key in keys]
