"""Who was interviewed, against plan?"""

from __future__ import annotations

import pandas as pd

from peerwork.cells import numbers
from peerwork.pages.charts.fieldwork import draw_interviews
from peerwork.pages.prose import Prose, count, missing, paragraph, was
from peerwork.pages.sections.section import ChartSection, Shown
from peerwork.pages.shown import shown
from peerwork.vocabulary import Audience, Scope


class Interviews(ChartSection):
    """METHOD 13: interviews done, against those planned, by stakeholder group."""

    def say(self) -> Prose:
        """How many people were interviewed, and how many were planned."""
        rows = self._rows()
        if rows.empty:
            return self._none()
        known = rows[shown(rows["done"])]
        where = self._where(rows, known)
        if known.empty:
            return missing("How many people were interviewed is not shown here.")
        done = int(numbers(known["done"]).sum())
        told = f"{count(done, 'person', 'people')} {was(done)} interviewed{where}{self._planned(known)}."
        return paragraph(f"{told[0].upper()}{told[1:]}", role="findings")

    def _where(self, rows: pd.DataFrame, known: pd.DataFrame) -> str:
        """Over which sites the sum is, where some are not shown."""
        return "" if len(known) == len(rows) else f" at {count(known['site'].nunique(), 'site')} shown"

    def _chart(self) -> Shown:
        """Done against planned: a row a stakeholder group on a site's page, a row a site elsewhere."""
        rows = self._rows()
        if rows.empty:
            return self._none()
        each, labelled = self._labelled(rows)
        return draw_interviews(labelled, each=each, name=self.chart_name("interviews"))

    def _none(self) -> Prose:
        """Outside the team interviews are counted by site alone, which is no sign that there are none."""
        if self.context.scope is Scope.GROUP and self.context.audience is not Audience.TEAM:
            return missing("How many people of one stakeholder group were interviewed is not shown here.")
        return missing(self.context.lacks("This study has no interviews.", "No count of interviews is shown here."))

    def _labelled(self, rows: pd.DataFrame) -> tuple[str, pd.DataFrame]:
        """On a site's page a row a group, elsewhere a row a site: the plan and what was done, under a label."""
        if self.context.scope is Scope.SITE:
            labels = rows["group"].astype("str").map(self.context.group, na_action="ignore").astype("str")
            return "Group", rows.assign(label=labels.fillna("Everybody"))  # blank: the whole site's total
        counts = ["planned_min", "planned_max", "done"]
        by_site = rows.assign(**{name: numbers(rows[name]) for name in counts}).groupby("site")[counts].sum(min_count=1)
        return "Site", by_site.reset_index().assign(label=lambda sites: sites["site"].map(self.context.site))

    def _rows(self) -> pd.DataFrame:
        return self.rows("fieldwork")

    def _planned(self, rows: pd.DataFrame) -> str:
        if rows["planned_max"].isna().all():
            return ""
        low, high = int(numbers(rows["planned_min"]).sum()), int(numbers(rows["planned_max"]).sum())
        return f"; {low} {was(low)} planned" if low == high else f"; {low} to {high} were planned"
