"""Which factors did people name as the most important ones?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from peerwork.cells import NOT_SHOWN, format_cell, numbers, percent
from peerwork.pages.charts.top_three import draw_top_three
from peerwork.pages.prose import Prose, missing, paragraph
from peerwork.pages.ranks import describe_first, first, places
from peerwork.pages.sections.section import ChartSection, Shown
from peerwork.vocabulary import Kind


class TopThree(ChartSection):
    """METHOD 1: how many of those who named any factor named this one."""

    def say(self) -> Prose:
        """The factors named most often as helping and as hindering."""
        rows = self.own("top_three")
        if rows.empty:
            return self._nothing()
        helps = self._most(rows, Kind.FACILITATOR, "Named most often as helping")
        hinders = self._most(rows, Kind.BARRIER, "Named most often as hindering")
        if helps or hinders:
            return paragraph(helps, hinders, role="findings")
        known = numbers(rows["share"]).dropna()
        if known.empty:
            return missing("Which factors were named as most important is not shown here.")
        return missing("No factor stands out among those named as most important.")

    def _nothing(self) -> Prose:
        none = "Nobody’s most important factors were recorded here."
        return missing(self.context.lacks(none, "Which factors were named as most important is not shown here."))

    def _chart(self) -> Shown:
        """Shares of those who named anything, hindering to the left and helping to the right."""
        rows = self.own("top_three")
        apart = rows[rows["kind"] != Kind.EITHER] if len(rows) else rows
        if apart.empty or not numbers(apart["share"]).gt(0).any():
            return self._nothing() if apart.empty else missing("No share of people who named a factor is shown here.")
        return draw_top_three(rows, self.context, name=self.chart_name("top-three"))

    def how_to_read(self) -> Prose:
        """What the share is a share of."""
        most = self.context.rules.top_max
        return paragraph(
            f"Everybody could name up to {most} factors; shares are of those who named at least one.", role="how"
        )

    def _most(self, rows: pd.DataFrame, kind: Kind, words: str) -> str:
        """All that may be first of a kind; where all that is known of one is that it is little, nothing."""
        part = rows[rows["kind"] == kind]
        labels = [self.context.factor(name) for name in part["factor"]]
        ranked = places(labels, part["share"].tolist(), decimals=3)
        if not ranked or any(leader.low <= 0 for leader in first(ranked)):
            return ""
        return f"{words}{self.context.of_shown}: {describe_first(ranked, self._share_of(part), 'factor')}."

    def _share_of(self, rows: pd.DataFrame) -> Callable[[Any], str]:
        """The share in words, with how many of how many where both are shown and the same for all."""
        people = {format_cell(cell, decimals=0) for cell in rows["n_participants"]} - {"", NOT_SHOWN}
        of = f" of {people.pop()} people" if len(people) == 1 else ""
        return lambda cell: f"{percent(cell)}{of}"
