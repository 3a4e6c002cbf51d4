"""Which factors did people name as the most important ones?"""

from __future__ import annotations

import pandas as pd

from peerwork.cells import numbers, percent, side, written
from peerwork.pages.charts.top_three import draw_top_three
from peerwork.pages.prose import Prose, listed, missing, say
from peerwork.pages.sections.section import ChartSection, Shown
from peerwork.vocabulary import Kind


class TopThree(ChartSection):
    """METHOD 1: how many of those who named any factor named this one."""

    def say(self) -> Prose:
        """The factors named most often as helping and as hindering."""
        rows = self.own("top_three")
        if rows.empty:
            return missing("Nobody's most important factors were recorded here.")
        helps = self._most(rows, Kind.FACILITATOR, "Named most often as helping")
        hinders = self._most(rows, Kind.BARRIER, "Named most often as hindering")
        return say(helps, hinders, role="findings") if helps or hinders else missing("No factor can be named here.")

    def _chart(self) -> Shown:
        """Shares of those who named anything, hindering to the left and helping to the right."""
        rows = self.own("top_three")
        apart = rows[rows["kind"] != Kind.EITHER] if len(rows) else rows
        if apart.empty or not numbers(apart["share"]).gt(0).any():
            return missing("Nobody's most important factors can be shown here.")
        return draw_top_three(rows, self.context, name=self.chart_name("top-three"))

    def how_to_read(self) -> Prose:
        """What the share is a share of."""
        most = self.context.rules.top_max
        return say(
            f"Everybody could name up to {most} factors; shares are of those who named at least one.", role="how"
        )

    def _most(self, rows: pd.DataFrame, kind: Kind, words: str) -> str:
        """The first factors of a kind; where all that is known of them is an upper bound, nothing."""
        counted = rows[rows["kind"] == kind].assign(part=lambda frame: numbers(frame["share"]))
        counted = counted[(counted["part"] > 0) & (counted["share"].map(side) != "<")]
        if counted.empty:
            return ""
        leaders = counted[counted["part"] == counted["part"].max()].head(3)
        one = leaders.iloc[0]
        people, named = (written(one[name], decimals=0) for name in ("n_participants", "n_named"))
        share = percent(one["share"])
        of = f"{share} of {people} people" if named == "withheld" else f"{named} of {people}, {share}"
        names = listed(self.context.factor(name) for name in leaders["factor"])
        return f"{words}: {names} ({of})."
