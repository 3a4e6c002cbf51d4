"""Which factors separate sites where implementation went well from those where it did not?"""

from __future__ import annotations

from typing import Any

from peerwork.cells import numbers
from peerwork.pages.charts.ratings import draw_distinguishing, draw_site_ratings
from peerwork.pages.prose import Prose, bullet_list, count, join_words, missing, paragraph
from peerwork.pages.sections.section import ChartSection, Listing, Shown, as_table
from peerwork.pages.shown import describe_nothing_judged, judged_words, tally
from peerwork.vocabulary import Distinguishing as Verdict
from peerwork.words import label_of

NOTHING = "The study has no consensus ratings of sites."
HIDDEN = "No consensus rating of a site is shown here."


class Distinguishing(ChartSection):
    """METHOD 11: consensus ratings, one a factor and site."""

    def say(self) -> Prose:
        """The factors that distinguish, those with the widest gap first."""
        rows = self.rows("distinguishing")
        if rows.empty:
            return missing(self.context.lacks(NOTHING, HIDDEN))
        counts = tally(rows["verdict"])
        if not counts.judged:
            return missing(describe_nothing_judged(counts, "factor", "The verdict"))
        found = rows[rows["verdict"] == Verdict.DISTINGUISHING]
        order = found.assign(width=numbers(found["gap"])).sort_values("width", ascending=False, kind="stable")
        names = f": {join_words(self.context.factor(name) for name in order['factor'])}" if len(found) else ""
        verb = "distinguishes" if len(found) == 1 else "distinguish"
        told = f"Of {judged_words(counts, 'factor')}, {len(found) or 'none'} {verb} high from low sites{names}."
        return bullet_list([told, *self._describe_differs()], role="findings")

    def _chart(self) -> Shown:
        """The lowest rating among high sites against the highest among low ones."""
        rows = self.rows("distinguishing")
        if rows.empty:
            return missing(self.context.lacks(NOTHING, HIDDEN))
        return draw_distinguishing(rows, self.context, name=self.chart_name("distinguishing"))

    def table_ratings(self) -> Any:
        """The same numbers as a table."""
        return as_table(self._ratings())

    def _ratings(self) -> Shown:
        rows = self.rows("site_ratings")
        if rows.empty:
            return missing(self.context.lacks(NOTHING, HIDDEN))
        return draw_site_ratings(rows, self.context, name=self.chart_name("ratings"))

    def list_differences(self) -> Any:
        """The factors on which the analyst's own call and the rule differ."""
        called = self.rows("distinguishing")
        if "call" not in called.columns or called["call"].isna().all():
            return missing("No call of the analysts' own stands beside the rule's.")
        rows = self._differing()
        if rows.empty:
            return paragraph("Where the analysts made a call of their own, it is the same as the rule's.", role="note")
        table = rows.assign(factor=rows["factor"].map(self.context.factor), verdict=rows["verdict"].map(label_of))
        shown = table[["factor", "lowest_high", "highest_low", "gap", "verdict", "call"]]
        names = ["Factor", "Lowest, high sites", "Highest, low sites", "Gap", "By the rule", "Analysts' call"]
        return Listing("Where the analysts' call and the rule differ", shown.set_axis(names, axis=1))

    def how_to_read(self) -> Prose:
        """The rule and its threshold."""
        strong = self.context.rules.strong_gap
        return paragraph(
            "The gap is the lowest rating among high sites less the highest among low ones.",
            "A factor distinguishes when its gap is above 0.",
            f"From {strong:g} on it is called strong." if strong else "",
            "Sites that are neither high nor low stay out of the gap.",
            role="how",
        )

    def _differing(self) -> Any:
        rows = self.rows("distinguishing")
        return rows[rows["call_differs"].eq("yes")] if "call_differs" in rows.columns else rows.iloc[:0]

    def _describe_differs(self) -> list[str]:
        differing = len(self._differing())
        return [f"The analysts' own call differs on {count(differing, 'factor')}."] if differing else []
