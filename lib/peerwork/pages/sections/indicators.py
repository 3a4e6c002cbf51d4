"""Indicators month by month: what has changed, what will meet its target, and each chart."""

from __future__ import annotations

from typing import Any

import pandas as pd

from peerwork.cells import records
from peerwork.pages.charts.xmr import draw_overview, draw_xmr
from peerwork.pages.prose import Prose, bullet_list, count, join_words, missing, paragraph
from peerwork.pages.readings import ASSURED, MEANINGS, SHORT_ASSURED, describe_reading
from peerwork.pages.sections.section import ChartSection, Listing, Shown, as_figure, as_table
from peerwork.vocabulary import Assurance, PointType, Stage
from peerwork.words import label_of

NOTHING = "No measurements were recorded."
HIDDEN = "No measurements are shown here."
EVERYWHERE = "all sites together"
MOST_CHARTS = 30  # charts of single series on one page: what a reader scrolls through, and a page sends
FIRST = (PointType.CONCERN, PointType.IMPROVEMENT, PointType.NEUTRAL_HIGH, PointType.NEUTRAL_LOW)


class Indicators(ChartSection):
    """METHOD 12: variation, assurance, and XmR charts."""

    def say(self) -> Prose:
        """How many series have changed for better or worse, and which will miss their target."""
        rows = self._series()
        if rows.empty:
            return missing(self.context.lacks(NOTHING, HIDDEN))
        told = [self._describe_counts(rows)]
        told += [self._describe_kind(rows, kind) for kind in (PointType.CONCERN, PointType.IMPROVEMENT)]
        told.append(self._describe_failing(rows))
        late = rows[rows["n_late"].fillna(0).astype(float) > 0]
        if len(late):
            told.append(f"Values are late in {count(len(late), 'series', 'series')}.")
        return bullet_list([sentence for sentence in told if sentence], role="findings")

    def list_matrix(self) -> Any:
        """Variation by assurance: which series are where."""
        rows = self._series()
        if rows.empty:
            return missing(self.context.lacks(NOTHING, HIDDEN))
        columns = {**{name.value: words for name, words in SHORT_ASSURED.items()}, "": "no target"}
        kinds = [kind for kind in (*FIRST, PointType.COMMON_CAUSE) if (rows["variation"] == kind).any()]
        keyed = rows.assign(assurance=rows["assurance"].fillna(""))
        table = pd.DataFrame({"What the last values show": [MEANINGS[kind].capitalize() for kind in kinds]})
        for name, words in columns.items():
            cells = [keyed[(keyed["variation"] == kind) & (keyed["assurance"] == name)] for kind in kinds]
            table[words.capitalize()] = [_named(cell) for cell in cells]
        return Listing("Variation and assurance of every series", table)

    def _chart(self) -> Shown:
        """A tile for each indicator at each site."""
        rows = self._series()
        return (
            missing(self.context.lacks(NOTHING, HIDDEN))
            if rows.empty
            else draw_overview(rows, self.rows("indicator_spc"), name=self.chart_name("overview"))
        )

    def plot_series(self) -> Any:
        """An XmR chart of each series; where there are too many, of those that ask for a look first."""
        return as_figure(self._charts())

    def table_series(self) -> Any:
        """The numbers of the same."""
        return as_table(self._charts())

    def _charts(self) -> Shown:
        rows = self._series()
        if rows.empty:
            return missing(self.context.lacks(NOTHING, HIDDEN))
        chosen = self._chosen(rows)
        points = self.rows("indicator_spc")
        events = self.rows("indicator_events")
        return draw_xmr(points, chosen, events, name=self.chart_name("xmr"), caption=self._caption(rows, chosen))

    def list_readings(self) -> Any:
        """Each series that is charted, read aloud."""
        rows = self._series()
        if rows.empty:
            return missing(self.context.lacks(NOTHING, HIDDEN))
        events = self.rows("indicator_events")
        told = [
            f"{row['label']}, {row['place']}: {describe_reading(row, events)}" for row in records(self._chosen(rows))
        ]
        return bullet_list(told, role="readings")

    def how_to_read(self) -> Prose:
        """The rules of the charts, with this study's thresholds."""
        rules = self.context.rules
        return paragraph(
            "The line in the middle is the mean; nearly all values stay in the grey band between the limits as long as "
            "nothing changes. The dashed line is the target.",
            "A value stands out when it is outside the limits, "
            f"when {rules.trend_points} values in a row rise or fall, "
            "when two of three are close to the same limit, "
            f"or when {rules.run_points} in a row are on one side of the mean.",
            "Round marks are improvements, diamonds are concerns; the icon of a chart speaks of its last value.",
            "With both limits on the good side of the target it will be met as things are, on the bad side missed; "
            "a target between the limits is met by chance.",
            f"Limits that rest on fewer than {rules.provisional_points} values are provisional.",
            "A letter marks what happened then, as the team recorded it; nothing says that it was the cause.",
            role="how",
        )

    def _series(self) -> pd.DataFrame:
        """One row a series, with its indicator's words, in the order of stages and indicators."""
        rows, described = self.rows("indicator_series"), self.rows("indicators")
        if rows.empty:
            return rows
        stages = [stage.value for stage in Stage]
        described = described[["indicator", "label", "stage", "unit", "better"]]
        found = rows.merge(described, on="indicator", how="left").assign(order=lambda f: f["stage"].map(stages.index))
        found["label"] = found["label"].fillna(found["indicator"])
        found["stage_label"] = found["stage"].map(lambda stage: f"{label_of(stage).capitalize()} indicators")
        found["place"] = [EVERYWHERE if site == "all" else self.context.site(site) for site in found["site"]]
        found["provisional_below"] = self.context.rules.provisional_points
        rank = {name: place for place, name in enumerate(described["indicator"])}
        found["within"] = found["indicator"].map(rank)
        return found.sort_values(["order", "within", "site"], kind="stable", ignore_index=True)

    def _chosen(self, rows: pd.DataFrame) -> pd.DataFrame:
        if len(rows) <= MOST_CHARTS:
            return rows
        urgency = rows["variation"].map({kind: place for place, kind in enumerate(FIRST)}).fillna(len(FIRST))
        failing = 0.5 * (rows["assurance"] == Assurance.FAIL)
        first = (urgency - failing).sort_values(kind="stable").index[:MOST_CHARTS]
        return rows.loc[sorted(first)]

    def _caption(self, rows: pd.DataFrame, chosen: pd.DataFrame) -> str:
        if len(chosen) == len(rows):
            return "Every indicator month by month, with mean, limits and target"
        return f"The {len(chosen)} of {len(rows)} series that ask for a look first, with mean, limits and target"

    def _describe_counts(self, rows: pd.DataFrame) -> str:
        worse, better = (int((rows["variation"] == kind).sum()) for kind in (PointType.CONCERN, PointType.IMPROVEMENT))
        failing = int((rows["assurance"] == Assurance.FAIL).sum())
        return (
            f"Of {count(len(rows), 'series', 'series')} of {count(rows['indicator'].nunique(), 'indicator')}, "
            f"{worse or 'none'} {'shows' if worse == 1 else 'show'} concern, {better or 'none'} improvement; "
            f"{failing or 'none'} will miss {'its' if failing == 1 else 'their'} target as things are."
        )

    def _describe_kind(self, rows: pd.DataFrame, kind: PointType) -> str:
        found = rows[rows["variation"] == kind]
        return f"{MEANINGS[kind].capitalize()}: {_told(found)}." if len(found) else ""

    def _describe_failing(self, rows: pd.DataFrame) -> str:
        found = rows[rows["assurance"] == Assurance.FAIL]
        return f"The target {ASSURED[Assurance.FAIL]}: {_told(found)}." if len(found) else ""


def _told(rows: pd.DataFrame) -> str:
    """A few series by name, many by their number."""
    if len(rows) > 6:
        return f"{count(len(rows), 'series', 'series')} of {count(rows['indicator'].nunique(), 'indicator')}"
    return _named(rows)


def _named(rows: pd.DataFrame) -> str:
    """ "Vacancy rate (S02, S07); Readmissions (all)"."""
    return "; ".join(f"{label} ({join_words(part['site'])})" for label, part in rows.groupby("label", sort=False))
