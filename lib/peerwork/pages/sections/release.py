"""What does this release show, what is left out of it, and why?"""

from __future__ import annotations

from typing import Any

import pandas as pd

from peerwork.pages.prose import Prose, bullet_list, count, is_are, missing, paragraph
from peerwork.pages.sections.section import Listing, Section
from peerwork.words import label_of

TABLES = {
    "importance": "Importance",
    "top_three": "Most important factors",
    "conditions": "Whether a condition is in place",
    "patterns": "Whether it worked as proposed",
    "indicator_priorities": "Indicators",
    "tensions": "Differences between groups",
}
SCOPES = {
    "study": "the whole study",
    "sector": "one sector",
    "site": "one site",
    "group": "one stakeholder group",
    "site_group": "one group at one site",
}


class WithheldFigures(Section):
    """METHOD 14: what protection leaves out, in words and numbers, never the values."""

    def say(self) -> Prose:
        """How many figures are withheld."""
        if "release_policy" not in self.context.slice.tables:
            return missing("The research team sees everything: nothing is withheld.")
        held = len(self._log())
        if not held:
            return paragraph("No figure of this release is withheld.", role="findings")
        return paragraph(
            f"{count(held, 'figure').capitalize()} {is_are(held)} withheld from this release so that nobody can be "
            "recognised; each has a row in the release log, without its value.",
            role="findings",
        )

    def policy(self) -> Prose:
        """What this audience is shown, and how exactly."""
        rows = self.rows("release_policy")
        if rows.empty:
            return missing("No rule of release applies to the research team.")
        return bullet_list(rows["says"], role="findings")

    def list(self) -> Any:
        """How many figures of each table are withheld, for what they are about and why."""
        rows = self._log()
        if rows.empty:
            return missing("There is nothing to list.")
        counted = rows.groupby(["table", "scope", "why"], sort=False).size().rename("figures").reset_index()
        table = pd.DataFrame(
            {
                "What": counted["table"].map(lambda name: TABLES.get(name, label_of(name).capitalize())),
                "Of": counted["scope"].map(SCOPES),
                "Why": counted["why"],
                "Figures withheld": counted["figures"],
            }
        )
        return Listing("What is withheld, and why", table)

    def how_to_read(self) -> Prose:
        """What a withheld figure is, and how the decision is made."""
        rules = self.context.rules
        return paragraph(
            "A figure is withheld when too few people stand behind it, or when somebody who knows their own answers "
            "could work out another person's from everything that is released to any audience.",
            f"For every person at least {rules.min_feasible} ratings stay possible.",
            "What is withheld is decided from what answers could be, never from what they are: "
            "that a figure is missing says nothing about it.",
            role="how",
        )

    def _log(self) -> pd.DataFrame:
        """The whole log: also of factors that no page asks about."""
        return self.context.slice.tables.get("release_log", pd.DataFrame())
