"""Does the pattern hold across sites, everywhere or in one kind of setting?"""

from __future__ import annotations

from typing import Any

import pandas as pd

from peerwork.cells import withheld
from peerwork.pages.charts.replication import draw_replication, draw_replication_by_sector
from peerwork.pages.prose import Prose, bullet_list, count, is_are, join_words, missing, paragraph
from peerwork.pages.sections.section import ChartSection, Listing, Shown, as_figure, as_table
from peerwork.pages.shown import describe_nothing_judged, judged_words, tally
from peerwork.vocabulary import Replication as Verdict
from peerwork.words import label_of

PHRASES = {
    Verdict.GENERIC: "Generic, holding across settings",
    Verdict.SPECIFIC: "Specific to a sector",
    Verdict.ALTERNATIVE: "Another pattern or no difference",
    Verdict.NOT_ESTABLISHED: "Not established",
    Verdict.TOO_LITTLE: "Too little evidence",
}


class Replication(ChartSection):
    """METHOD 4: replication across sites and by sector."""

    def say(self) -> Prose:
        """The conditions of each verdict, and whether success was seen by anybody but the interviewees."""
        rows = self.rows("replication")
        if rows.empty:
            return self._nothing()
        told = [self._describe_verdict(rows, verdict) for verdict in Verdict if (rows["verdict"] == verdict).any()]
        hidden = tally(rows["verdict"]).hidden
        told += [f"Not shown: {count(hidden, 'condition')}."] if hidden else []
        return bullet_list([*told, self._describe_outcome(rows)], role="findings")

    def finding(self) -> str:
        """How many conditions are generic, and how many hold in one kind of setting."""
        rows = self.rows("replication")
        if rows.empty:
            return ""
        counts = tally(rows["verdict"])
        if not counts.judged:
            return describe_nothing_judged(counts, "condition", "The verdict across sites")
        generic, specific = counts.of(Verdict.GENERIC), counts.of(Verdict.SPECIFIC)
        return (
            f"Of {judged_words(counts, 'condition')}, {generic or 'none'} {is_are(generic)} generic, holding across "
            f"settings, and {specific or 'none'} {is_are(specific)} specific to a sector."
        )

    def _chart(self) -> Shown:
        """A tile a condition and site, sites side by side in their sectors, and the verdict across them."""
        patterns, rows = self.rows("patterns"), self.rows("replication")
        if rows.empty or patterns.empty:
            return self._nothing()
        return draw_replication(
            patterns, self.with_weak(rows, "replication"), self.context, name=self.chart_name("replication")
        )

    def plot_by_sector(self) -> Any:
        """The share of each sector's sites in which each condition replicates."""
        return as_figure(self._by_sector())

    def table_by_sector(self) -> Any:
        """The numbers of the same."""
        return as_table(self._by_sector())

    def _by_sector(self) -> Shown:
        rows = self.rows("replication_by_value")
        rows = rows[rows["attribute"] == "sector"] if not rows.empty else rows
        if rows.empty:
            return missing(self.context.lacks("There are no sectors to compare.", "Sectors are not compared here."))
        return draw_replication_by_sector(rows, self.context, name=self.chart_name("sectors"))

    def list_by_attribute(self) -> Any:
        """Conditions that hold for some kinds of site and not for others, by every attribute the study declares."""
        rows = self.rows("replication_by")
        found = rows[rows["verdict"] == Verdict.SPECIFIC] if not rows.empty else rows
        if rows.empty:
            return missing(
                self.context.lacks("No attribute of sites is declared.", "Other attributes are not shown here.")
            )
        if found.empty:
            hidden = tally(rows["verdict"]).hidden
            none = "No declared attribute of sites sets them apart"
            return missing(
                f"{none}, as far as verdicts are shown (exploratory)." if hidden else f"{none} (exploratory)."
            )
        table = pd.DataFrame(
            {
                "Condition": found["factor"].map(self.context.factor),
                "Attribute": found["attribute"].map(label_of),
                f"Sites{self.context.over} with evidence": found["sites_with_evidence"],
                "As proposed": found["sites_replicated"],
            }
        )
        return Listing("Conditions that hold for some kinds of site only (exploratory)", table)

    def how_to_read(self) -> Prose:
        """The thresholds behind generic and specific."""
        rules = self.context.rules
        return paragraph(
            f"Generic: replicated in {rules.generic_share:.0%} or more of the sites with evidence and in at least "
            f"{rules.generic_sector_share:.0%} of those of every sector with {rules.evidence_sector_sites} or more.",
            f"Specific: in {rules.specific_share:.0%} or more of one sector's sites and in fewer than "
            f"{rules.specific_other_share:.0%} of another's.",
            f"Evidence is enough when {rules.evidence_site_share:.0%} of the study's sites have it, in at least "
            f"{rules.evidence_min_sectors} sectors with {rules.evidence_sector_sites} or more such sites each.",
            "No test of significance is made: over a handful of chosen sites it would only mislead.",
            role="how",
        )

    def _nothing(self) -> Prose:
        none = "There are no patterns to compare across sites."
        return missing(self.context.lacks(none, "Patterns across sites are not shown here."))

    def _describe_verdict(self, rows: pd.DataFrame, verdict: Verdict) -> str:
        factors = [self.context.factor(name) for name in rows.loc[rows["verdict"] == verdict, "factor"]]
        names = f" ({join_words(factors)})" if len(factors) <= 12 else ""
        return f"{PHRASES[verdict]}: {count(len(factors), 'condition')}{names}."

    def _describe_outcome(self, rows: pd.DataFrame) -> str:
        if "literal" in rows.columns and withheld(rows["literal"]).all():
            return "Whether an outcome stood beside the interviews is not shown."
        if "literal" not in rows.columns or rows["literal"].isna().all():
            return (
                "Perceived only: no outcome was scored apart from the interviews, so no replication is confirmed by it."
            )
        return (
            "Literal replication needs the outcome as well as the condition; the table counts the sites where both "
            "were found, and theoretical replication those where both were missing."
        )
