"""Does the sceptic's null survive?"""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from peerwork.cells import WITHHELD, Row, number, records
from peerwork.pages.charts.hypotheses import draw_hypotheses
from peerwork.pages.prose import Prose, bullet_list, count, is_are, join_words, missing, paragraph
from peerwork.pages.sections.section import ChartSection, Listing, Shown
from peerwork.pages.shown import describe_nothing_judged, judged_words, tally
from peerwork.vocabulary import Null, Scope
from peerwork.words import NULLS, label_of

NOTHING = "No factor of this study bears on the null hypotheses."
HIDDEN = "No null hypothesis is shown here."


class Hypotheses(ChartSection):
    """METHOD 9: the three null hypotheses, at a site or in the study."""

    def say(self) -> Prose:
        """Of each null: its verdict, and how many factors (or sites) speak against it and for it."""
        rows = self._rows()
        if rows.empty:
            return missing(self.context.lacks(NOTHING, HIDDEN))
        return bullet_list([self._describe_null(row) for row in records(rows)], role="findings")

    def finding(self) -> str:
        """Which nulls are challenged."""
        rows = self._rows()
        if rows.empty:
            return ""
        counts = tally(rows["verdict"])
        if not counts.judged:
            return describe_nothing_judged(counts, "null hypothesis", "The verdict", plural="null hypotheses")
        found = rows.loc[rows["verdict"] == Null.CHALLENGED, "hypothesis"]
        names = f": {join_words(_lower(name) for name in found)}" if len(found) else ""
        told = f"Of {judged_words(counts, 'null hypothesis', plural='null hypotheses')}, {len(found) or 'none'}"
        return f"{told} {is_are(len(found))} challenged{names}."

    def _chart(self) -> Shown:
        """Across sites: a tile a null and site. At a site: the factors that speak for and against each null."""
        rows = self.rows("hypotheses")
        if rows.empty:
            return missing(self.context.lacks(NOTHING, HIDDEN))
        if self.context.scope is Scope.SITE:
            return self._list_tests()
        return draw_hypotheses(rows, self.context, name=self.chart_name("hypotheses"))

    def how_to_read(self) -> Prose:
        """Which factors count, what speaks for and against, and that a null is never upheld."""
        rules = self.context.rules
        return paragraph(
            "Only factors that the framework names as direct tests count. One speaks against the null when it is in "
            "place and, for a condition, works as proposed; for it when it is not in place, makes no difference or "
            "works the other way round.",
            f"At a site a null is challenged when {rules.hypothesis_share:.0%} of at least "
            f"{rules.hypothesis_min_factors} such factors speak against it; in the study, the same of at least "
            f"{rules.hypothesis_min_sites} sites.",
            "A null that is not challenged is not shown to be true.",
            role="how",
        )

    def _rows(self) -> pd.DataFrame:
        rows = self.rows("hypotheses")
        scope = Scope.SITE if self.context.scope is Scope.SITE else Scope.STUDY
        return rows[rows["scope"] == scope] if not rows.empty else rows

    def _describe_null(self, row: Row) -> str:
        unit = "factor" if row["scope"] == Scope.SITE else "site"
        told = f"That {_lower(row['hypothesis'])}"
        if row["verdict"] == WITHHELD:
            return f"{told}: not shown."
        if row["verdict"] == Null.TOO_LITTLE:
            return f"{told}: too little evidence."
        told += f" is {label_of(row['verdict'])}{self._describe_counts(row, unit)}."
        if row.get("perceived_only") == "yes":
            told += " Perceived only: no indicator or outcome stands beside it."
        return told

    def _describe_counts(self, row: Row, unit: str) -> str:
        """How many of the factors (or sites) with a result speak each way, where an audience may know; else nothing."""
        units, against, supporting = (number(row.get(name)) for name in ("units", "against", "supporting"))
        if math.isnan(units + against + supporting):
            return ""
        told = f": of {count(int(units), unit)}{self.context.over} with a result, {int(against) or 'none'} "
        return f"{told}{'speaks' if against == 1 else 'speak'} against it and {int(supporting) or 'none'} for it"

    def _list_tests(self) -> Any:
        rows = self.rows("direct_tests")
        if rows.empty:
            return missing("Which factors speak for and against is not shown on this page.")
        rows = rows.sort_values("hypothesis", key=lambda names: names.map(list(NULLS).index), kind="stable")
        columns = {
            "Factor": rows["factor"].map(self.context.factor),
            "Speaks": [label_of(said) if isinstance(said, str) else "too little evidence" for said in rows["speaks"]],
            "Null hypothesis": rows["hypothesis"].map(NULLS),
        }
        return Listing("The factors that test each null hypothesis here", pd.DataFrame(columns))


def _lower(hypothesis: str) -> str:
    words = NULLS[hypothesis]
    return words[0].lower() + words[1:]
