"""What did interviewees raise that the framework lacks?"""

from __future__ import annotations

from typing import Any

from peerwork.pages.prose import Prose, count, missing, say, was
from peerwork.pages.sections.section import Listing, Section
from peerwork.words import word


class OtherFactors(Section):
    """METHOD 1: factors raised outside the framework, listed and not scored."""

    def say(self) -> Prose:
        """How many were raised."""
        rows = self.rows("other_factors")
        if rows.empty:
            return missing("Nobody raised a condition that the framework lacks.")
        return say(f"{count(len(rows), 'condition')} outside the framework {was(len(rows))} raised.", role="findings")

    def list(self) -> Any:
        """Each of them, with the site and group it came from where the page may say so."""
        rows = self.rows("other_factors")
        if rows.empty:
            return missing("There is nothing to list.")
        shown = {"What was raised": rows["text"], "Seen as": rows["kind"].map(word)}
        if "site" in rows.columns:
            shown["Site"] = rows["site"]
        if "group" in rows.columns:
            shown["Group"] = rows["group"].map(self.context.group, na_action="ignore")
        return Listing("Conditions raised outside the framework", rows.assign(**shown)[list(shown)])
