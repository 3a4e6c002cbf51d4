"""How is the programme expected to work, and what is measured of it?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd
from markupsafe import Markup

from peerwork.cells import Row, records, texts
from peerwork.pages.charts.logic import draw_logic, links_of
from peerwork.pages.look import in_notebook
from peerwork.pages.prose import Prose, count, join_words, missing, paragraph
from peerwork.pages.readings import MEANINGS
from peerwork.pages.sections.section import ChartSection, Listing, Shown
from peerwork.plot.logic import plural
from peerwork.vocabulary import Beneficiary, PointType, Stage
from peerwork.words import label_of

NOTHING = "This study names no programme logic."


class Logic(ChartSection):
    """METHOD 12: inputs, activities, outputs, outcomes, impacts, and what leads to what."""

    def say(self) -> Prose:
        """How many elements and links there are, and how many elements are measured."""
        rows = self._rows()
        if rows.empty:
            return missing(NOTHING)
        counts = {stage: int((rows["stage"] == stage).sum()) for stage in Stage}
        stages = [count(n, label_of(stage), plural(stage)) for stage, n in counts.items() if n]
        measured, charted = int(rows["indicators"].notna().sum()), self._charted()
        watched = sum(bool(charted & set(_parts(cell))) for cell in rows["indicators"])
        return paragraph(
            f"The logic has {join_words(stages)}, joined by {count(len(links_of(rows)), 'link')}.",
            f"Elements with an indicator: {measured} of {len(rows)}; measured month by month: {watched}.",
            role="findings",
        )

    def _chart(self) -> Shown:
        """The elements from left to right, with their links."""
        rows = self._rows()
        return missing(NOTHING) if rows.empty else draw_logic(rows, name=self.chart_name("drawn"))

    def list(self) -> Any:
        """The same as a list within a list: each stage, its elements, and what each leads to."""
        rows = self._rows()
        return missing(NOTHING) if rows.empty else Outline(rows)

    def list_indicators(self) -> Any:
        """Each element that is measured: its indicators, their zone, and what their charts show."""
        rows = self._rows()
        measured = rows[rows["indicators"].notna()] if not rows.empty else rows
        if measured.empty:
            return missing("No element of the logic has an indicator.")
        pairs = measured.assign(indicator=measured["indicators"].str.split(";")).explode("indicator")
        names, zones = self._column("indicators", "label"), self._column("indicator_priorities", "zone")
        table = pd.DataFrame(
            {
                "Indicator": [names.get(name, name) for name in pairs["indicator"]],
                "Measures": pairs["label"],
                "Stage": pairs["stage"].map(label_of),
                "Priority": [label_of(zones[name]) if name in zones else "" for name in pairs["indicator"]],
                "What its charts show": [self._shown(name) for name in pairs["indicator"]],
            }
        )
        return Listing("What is measured of each element", table)

    def how_to_read(self) -> Prose:
        """What a link means, and what it does not."""
        return paragraph(
            "A line says that one thing is expected to help bring about the other; nobody has shown that it does.",
            "The figures of an indicator say whether something has changed, never why.",
            role="how",
        )

    def _rows(self) -> pd.DataFrame:
        rows = self.rows("logic_elements")
        order = {stage.value: place for place, stage in enumerate(Stage)}
        return rows if rows.empty else rows.sort_values("stage", key=lambda s: s.map(order), kind="stable")

    def _charted(self) -> set[str]:
        series = self.rows("indicator_series")
        return set() if series.empty else set(series["indicator"])

    def _column(self, table: str, column: str) -> dict[str, str]:
        rows = self.rows(table)
        return {} if rows.empty else texts(rows, "indicator", column)

    def _shown(self, indicator: str) -> str:
        """ "concern at S02; improvement at S01 and S03"."""
        series = self.rows("indicator_series")
        if series.empty:
            return ""
        found = series[(series["indicator"] == indicator) & series["variation"].isin(list(PointType))]
        kinds = found.groupby("variation", sort=True)
        told = [f"{MEANINGS[PointType(str(kind))]} at {join_words(part['site'])}" for kind, part in kinds]
        return "; ".join(told)


@dataclass(frozen=True)
class Outline:
    """The logic as nested lists: what a narrow screen and a screen reader get instead of the drawing."""

    rows: pd.DataFrame

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/plain": "The programme logic as a list", "text/html": in_notebook(self.html())}

    def html(self) -> Markup:
        """Stages, their elements, and what each leads to; every character of data escaped."""
        labels = dict(zip(self.rows["element"], self.rows["label"], strict=True))
        stages = [
            Markup("<li><strong>{}</strong><ul>{}</ul></li>").format(
                label_of(str(stage)).capitalize(), Markup("").join(_item(row, labels) for row in records(part))
            )
            for stage, part in self.rows.groupby("stage", sort=False)
        ]
        return Markup('<ul class="prose outline">{}</ul>').format(Markup("").join(stages))


def _item(row: Row, labels: dict[str, str]) -> Markup:
    targets = Markup("").join(Markup("<li>{}</li>").format(labels[t]) for t in _parts(row["leads_to"]) if t in labels)
    whom = [label_of(Beneficiary(name)) for name in _parts(row["beneficiaries"])]
    label = f"{row['label']} (for {join_words(whom)})" if whom else row["label"]
    leads = Markup(", leads to<ul>{}</ul>").format(targets) if targets else ""
    return Markup("<li>{}{}</li>").format(label, leads)


def _parts(cell: Any) -> list[str]:
    return [] if pd.isna(cell) else str(cell).split(";")
