"""What did interviewees raise that the framework lacks?"""

from __future__ import annotations

from typing import Any

from peerwork.pages.prose import Prose, count, missing, paragraph, was
from peerwork.pages.sections.section import Listing, Section
from peerwork.vocabulary import Scope
from peerwork.words import label_of

NONE = "Nobody {}raised a condition that the framework lacks."
HIDDEN = "What was raised outside the framework is not shown here."


class OtherFactors(Section):
    """METHOD 1: factors raised outside the framework, listed and not scored."""

    def say(self) -> Prose:
        """How many were raised."""
        rows = self.rows("other_factors")
        if rows.empty:
            return self._nothing()
        return paragraph(
            f"{count(len(rows), 'condition').capitalize()} outside the framework {was(len(rows))} raised.",
            role="findings",
        )

    def list(self) -> Any:
        """Each of them, with the site and group it came from where the page may say so."""
        rows = self.rows("other_factors")
        if rows.empty:
            return self._nothing()
        shown = {"What was raised": rows["text"], "Seen as": rows["kind"].map(label_of)}
        if "site" in rows.columns:
            shown["Site"] = rows["site"]
        if "group" in rows.columns:
            shown["Group"] = rows["group"].map(self.context.group, na_action="ignore")
        return Listing("Conditions raised outside the framework", rows.assign(**shown)[list(shown)])

    def _nothing(self) -> Prose:
        here = "" if self.context.scope is Scope.STUDY else "here "
        return missing(self.context.lacks(NONE.format(here), HIDDEN))
