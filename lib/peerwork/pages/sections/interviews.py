"""Who was interviewed, against plan?"""

from __future__ import annotations

from typing import Any

import pandas as pd

from peerwork.pages.cells import numbers
from peerwork.pages.charts.fieldwork import draw_interviews
from peerwork.pages.prose import Prose, count, missing, say, was
from peerwork.pages.sections.section import Section


class Interviews(Section):
    """METHOD 13: interviews done, against those planned, by stakeholder group."""

    def say(self) -> Prose:
        """How many people were interviewed, and how many were planned."""
        rows = self._rows()
        if rows.empty:
            return missing("This study has no interviews.")
        done = int(numbers(rows["done"]).sum())
        return say(
            f"{count(done, 'person', 'people').capitalize()} {was(done)} interviewed{self._planned(rows)}.",
            role="findings",
        )

    def draw(self) -> Any:
        """Done against planned, a bar a stakeholder group (and site, on a page about the study)."""
        rows = self._rows()
        if rows.empty:
            return missing("This study has no interviews.")
        return draw_interviews(rows, self.context, name=self.chart_name("interviews"))

    def _rows(self) -> pd.DataFrame:
        return self.rows("fieldwork")

    def _planned(self, rows: pd.DataFrame) -> str:
        if rows["planned_max"].isna().all():
            return ""
        low, high = int(numbers(rows["planned_min"]).sum()), int(numbers(rows["planned_max"]).sum())
        return f"; {low} were planned" if low == high else f"; {low} to {high} were planned"
