"""How important did people think each factor, and as help or hindrance?"""

from __future__ import annotations

from typing import Any

import pandas as pd

from peerwork.cells import format_cell, numbers, withheld
from peerwork.pages.charts.importance import draw_importance
from peerwork.pages.charts.importance_apart import draw_facilitators_barriers, draw_importance_by_group
from peerwork.pages.prose import Prose, count, missing, paragraph
from peerwork.pages.ranks import Place, describe_first, describe_last, first, is_tie, last, places
from peerwork.pages.sections.section import ChartSection, Shown, as_figure, as_table
from peerwork.vocabulary import Kind, Scope

HIDDEN = "How important people thought each factor is not shown here."


class Importance(ChartSection):
    """METHOD 1: ratings of importance, as the five answers and their mean."""

    def say(self) -> Prose:
        """The factors rated highest and lowest here, all that tie, and those that bounds keep from being ranked."""
        rows = self.own("importance", kind=Kind.EITHER)
        ranked = self._ranked(rows)
        if not ranked:
            none = "No ratings of importance were recorded here."
            hidden = not rows.empty and withheld(rows["mean"]).any()
            return missing("No mean importance is shown here." if hidden else self.context.lacks(none, HIDDEN))
        if len(ranked) > 1 and is_tie(ranked):
            same = f"{count(len(ranked), 'factor')}{self.context.over} have the same mean"
            return paragraph(f"All {same}: {self._mean(ranked[0].cell)}.", role="findings")
        of = self.context.of_shown
        told = [f"Rated most important{of}: {describe_first(ranked, self._mean, 'factor')}."]
        if not {place.label for place in first(ranked)} & {place.label for place in last(ranked)}:
            told.append(f"Rated least important{of}: {describe_last(ranked, self._mean, 'factor')}.")
        return paragraph(*told, role="findings")

    def _chart(self) -> Shown:
        """The five answers of everybody who rated, and their mean."""
        rows = self.own("importance", kind=Kind.EITHER)
        if rows.empty:
            return missing(self.context.lacks("No ratings of importance were recorded here.", HIDDEN))
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
            return missing("No mean of those whom a factor helped, or hindered, is shown here.")
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
            return missing("No mean of a stakeholder group is shown here.")
        return draw_importance_by_group(rows, self.context, name=self.chart_name("importance-by-group"))

    def how_to_read(self) -> Prose:
        """What the chart shows, and what its intervals are not."""
        scale = self.context.framework.importance_scale
        if not scale:
            return missing("The framework has no scale of importance.")
        low, high = min(scale), max(scale)
        ends = f"Ratings run from {low} ({scale[low].lower()}) to {high} ({scale[high].lower()}); n is how many rated."
        blank = "Questions left blank, or not asked of a group, are not counted."
        return paragraph(ends, blank, self._interval_note(), role="how")

    def _interval_note(self) -> str:
        rows = self.rows("importance")
        if "ci_low" not in rows.columns or rows["ci_low"].isna().all():
            return ""
        rules = self.context.rules
        return (
            f"Lines show {rules.confidence:.0%} intervals, drawn from {rules.interval_min_sites} sites on. Sites and "
            "people were chosen on purpose, not at random: an interval shows how far sites differ and decides nothing."
        )

    def _ranked(self, rows: pd.DataFrame) -> list[Place]:
        if rows.empty:
            return []
        return places([self.context.factor(factor) for factor in rows["factor"]], rows["mean"].tolist())

    def _mean(self, cell: Any) -> str:
        return format_cell(cell, of=f" of {max(self.context.framework.scale)}")
