"""Which indicators matter, and which can be measured?"""

from __future__ import annotations

from typing import Any

import pandas as pd

from peerwork.cells import format_cell, numbers, texts, withheld
from peerwork.pages.charts.go_zone import draw_go_zone
from peerwork.pages.prose import Prose, bullet_list, count, join_words, missing, paragraph
from peerwork.pages.sections.section import ChartSection, Listing, Shown
from peerwork.vocabulary import Audience, Zone
from peerwork.words import label_of

NOTHING = "Nobody has rated the indicators yet."
HIDDEN = "Ratings of indicators are not shown here."
STRONG, MODERATE = 0.7, 0.5  # Kendall's W; Schmidt 1997, Decision Sciences 28:763


class Priorities(ChartSection):
    """METHOD 12: importance against feasibility, and how far raters agree."""

    def say(self) -> Prose:
        """The indicators of each zone: by name where they are to be monitored or made measurable."""
        rows = self._rows()
        if rows.empty:
            return missing(self.context.lacks(NOTHING, HIDDEN))
        told = []
        for zone, hint in (
            (Zone.MONITOR_NOW, "important and measurable"),
            (Zone.MAKE_MEASURABLE, "important, hard to measure"),
        ):
            labels = rows.loc[rows["zone"] == zone, "label"]
            if len(labels):
                told.append(f"{label_of(zone).capitalize()} ({hint}): {join_words(labels)}.")
        rest = [
            f"{label_of(zone).capitalize()}: {count(int((rows['zone'] == zone).sum()), 'indicator')}."
            for zone in (Zone.EASY_EXTRA, Zone.LEAVE)
            if (rows["zone"] == zone).any()
        ]
        hidden, blank = int(withheld(rows["zone"]).sum()), int(rows["zone"].isna().sum())
        rest += [f"Not shown: {count(hidden, 'indicator')}."] if hidden else []
        rest += [f"Not rated: {count(blank, 'indicator')}."] if blank else []
        told += rest
        return bullet_list(told, role="findings")

    def _chart(self) -> Shown:
        """The go-zone chart."""
        rows = self._rows()
        return (
            missing(self.context.lacks(NOTHING, HIDDEN))
            if rows.empty
            else draw_go_zone(rows, name=self.chart_name("priorities"))
        )

    def list_by_group(self) -> Any:
        """Importance by group of raters, the indicators on which groups are furthest apart first."""
        rows = self.rows("indicator_priorities_by_group")
        if rows.empty:
            return missing("Ratings by group are not shown here.")
        wide = rows.pivot(index="indicator", columns="group", values="importance")
        apart = wide.apply(numbers).pipe(lambda f: f.max(axis=1) - f.min(axis=1))
        wide = wide.loc[apart.sort_values(ascending=False, kind="stable").index]
        groups = [group for group in self.context.framework.groups if group in wide] or list(wide.columns)
        table = pd.DataFrame({"Indicator": [self._labels().get(name, name) for name in wide.index]})
        for group in groups:
            label = self.context.framework.stakeholder_groups.get(group, group)
            table[label] = [format_cell(cell) for cell in wide[group]]
        return Listing("Mean importance by group of raters, widest apart first", table)

    def say_agreement(self) -> Prose:
        """Kendall's W between groups and within them."""
        rows = self.rows("indicator_agreement")
        if rows.empty:
            return missing(self.context.lacks(NOTHING, "How far raters agree is not shown here."))
        between = rows[rows["judges"] == "groups"].set_index("measure")["kendalls_w"]
        everyone = rows[(rows["judges"] == "raters") & rows["group"].isna()].set_index("measure")["kendalls_w"]
        told = [
            f"On {measure}, the orders of groups agree {_strength(w)}, those of raters {_strength(everyone[measure])}."
            for measure, w in zip(between.index.tolist(), between.tolist(), strict=True)
            if not pd.isna(w)
        ]
        return paragraph(*told, role="findings") if told else missing("Too few raters to say how far they agree.")

    def how_to_read(self) -> Prose:
        """Where the lines lie, and what W is."""
        return paragraph(
            "Each indicator was rated from 1 to 5 for importance and for feasibility; the lines lie at the mean of the "
            "indicators' means, and a mean on the line is above it.",
            ""
            if self.context.audience is Audience.TEAM
            else "Means are rounded here: a point near a line may seem to be beyond it; the list says its zone.",
            "Kendall's W runs from 0, no agreement on the order of the indicators, to 1, the same order.",
            role="how",
        )

    def _labels(self) -> dict[str, str]:
        described = self.rows("indicators")
        return {} if described.empty else texts(described, "indicator", "label")

    def _rows(self) -> pd.DataFrame:
        rows = self.rows("indicator_priorities")
        if rows.empty:
            return rows
        return rows.assign(label=[self._labels().get(name, name) for name in rows["indicator"]])


def _strength(w: float) -> str:
    """W in words and figures; the cuts were made for rounds of expert rating."""
    if pd.isna(w):
        return "cannot be compared"
    return f"{'strongly' if w >= STRONG else 'moderately' if w >= MODERATE else 'weakly'} (W {w:.2f})"
