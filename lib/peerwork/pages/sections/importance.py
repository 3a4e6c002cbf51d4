"""How important did people think each factor, and as help or hindrance?"""

from __future__ import annotations

from typing import Any

import pandas as pd

from peerwork.cells import bounded, numbers, written
from peerwork.pages.charts.importance import draw_importance
from peerwork.pages.charts.importance_apart import draw_facilitators_barriers, draw_importance_by_group
from peerwork.pages.prose import Prose, listed, missing, say
from peerwork.pages.sections.section import ChartSection, Shown, as_figure, as_table
from peerwork.vocabulary import Kind, Scope

NAMED = 3  # factors named at either end of a ranking


class Importance(ChartSection):
    """METHOD 1: ratings of importance, as the five answers and their mean."""

    def say(self) -> Prose:
        """The factors rated highest and lowest here, each with its mean and the number of ratings."""
        ranked = self._ranked()
        if ranked.empty:
            return missing("No mean importance can be shown here.")
        few = len(ranked) <= NAMED
        highest = f"Rated most important: {self._named(ranked.head(NAMED))}."
        lowest = (
            ""
            if few
            else f"Rated least important: {self._named(ranked.tail(min(NAMED, len(ranked) - NAMED)).iloc[::-1])}."
        )
        return say(highest, lowest, role="findings")

    def _chart(self) -> Shown:
        """The five answers of everybody who rated, and their mean."""
        rows = self.own("importance", kind=Kind.EITHER)
        if rows.empty:
            return missing("No ratings of importance were recorded here.")
        return draw_importance(rows, self.context, name=self.chart_name("importance"))

    def plot_facilitators_barriers(self) -> Any:
        """The mean by those who say that the factor helped, beside that by those who say it hindered."""
        return as_figure(self._facilitators_barriers())

    def table_facilitators_barriers(self) -> Any:
        """The same numbers as a table."""
        return as_table(self._facilitators_barriers())

    def _facilitators_barriers(self) -> Shown:
        rows = self.own("importance")
        rows = rows[rows["kind"] != Kind.EITHER] if not rows.empty else rows
        if rows.empty or numbers(rows["mean"]).notna().sum() == 0:
            return missing("No rating can be told apart as facilitator or barrier here.")
        return draw_facilitators_barriers(rows, self.context, name=self.chart_name("helps-and-hinders"))

    def plot_by_group(self) -> Any:
        """The mean of each stakeholder group beside the others."""
        return as_figure(self._by_group())

    def table_by_group(self) -> Any:
        """The same numbers as a table."""
        return as_table(self._by_group())

    def _by_group(self) -> Shown:
        scope = Scope.SITE_GROUP if self.context.scope is Scope.SITE else Scope.GROUP
        rows = self.own("importance", kind=Kind.EITHER, scope=scope)
        if rows.empty or numbers(rows["mean"]).notna().sum() == 0:
            return missing("Ratings are not shown by stakeholder group on this page.")
        return draw_importance_by_group(rows, self.context, name=self.chart_name("importance-by-group"))

    def how_to_read(self) -> Prose:
        """What the chart shows, and what its intervals are not."""
        scale = self.context.framework.importance_scale
        if not scale:
            return missing("The framework has no scale of importance.")
        low, high = min(scale), max(scale)
        ends = f"Ratings run from {low} ({scale[low].lower()}) to {high} ({scale[high].lower()}); n is how many rated."
        blank = "Questions left blank, or not asked of a group, are not counted."
        return say(ends, blank, self._interval_note(), role="how")

    def _interval_note(self) -> str:
        rows = self.rows("importance")
        if "ci_low" not in rows.columns or rows["ci_low"].isna().all():
            return ""
        rules = self.context.rules
        return (
            f"Lines show {rules.confidence:.0%} intervals, drawn from {rules.interval_min_sites} sites on. Sites and "
            "people were chosen on purpose, not at random: an interval shows how far sites differ and decides nothing."
        )

    def _ranked(self) -> pd.DataFrame:
        rows = self.own("importance", kind=Kind.EITHER)
        if rows.empty:
            return rows
        rows = rows.assign(value=numbers(rows["mean"]), bound=bounded(rows["mean"])).dropna(subset="value")
        return rows.sort_values("value", ascending=False, kind="stable")

    def _named(self, rows: pd.DataFrame) -> str:
        top = max(self.context.framework.scale)
        return listed(
            f"{self.context.factor(row.factor)}, {written(row.mean, of=f' of {top}')} (n {written(row.n, decimals=0)})"
            for row in rows[["factor", "mean", "n"]].itertuples(index=False)
        )
