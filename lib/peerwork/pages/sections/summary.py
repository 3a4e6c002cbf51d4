"""How sure the findings are: how much evidence, how fragile, and what an outcome confirms."""

from __future__ import annotations

import pandas as pd

from peerwork.cells import numbers, withheld
from peerwork.pages.prose import Prose, bullet_list, count, is_are, join_words, missing, paragraph
from peerwork.pages.sections.robustness import FRAGILE
from peerwork.pages.sections.section import Section
from peerwork.pages.shown import describe_hidden, shown, tally
from peerwork.vocabulary import Pattern, Replication


class Summary(Section):
    """What a board asks of a finding: how sure is that?"""

    def say(self) -> Prose:
        """How much evidence stands behind the verdicts, how many hang on one answer, and what nobody else confirms."""
        told = [*self._describe_evidence(), *self._describe_fragile(), *self._describe_outcome()]
        return (
            bullet_list(told, role="findings") if told else missing("No verdict is shown here to be sure or unsure of.")
        )

    def finding(self) -> str:
        """Nothing: a page opens with what was found."""
        return ""

    def how_to_read(self) -> Prose:
        """What a fragile verdict is, and what rests on the same interviews."""
        return paragraph(
            FRAGILE if not self.rows("robustness").empty else "",
            "Perceived only means that what is in place and what it did come from the same interviews.",
            role="how",
        )

    def _describe_evidence(self) -> list[str]:
        rows = self.rows("replication")
        if rows.empty:
            return []
        counts = tally(rows["verdict"])
        apart = [
            f"on {counts.too_little} there is too little evidence" if counts.too_little else "",
            describe_hidden(counts.hidden),
        ]
        rest = join_words(part for part in apart if part)
        told = f"Of {count(len(rows), 'condition')}, {counts.judged or 'none'} can be judged across sites"
        told += f"; {rest}" if rest else ""
        judged = rows[shown(rows["verdict"]) & rows["verdict"].ne(Replication.TOO_LITTLE)]
        sites = numbers(judged["sites_with_evidence"]).dropna().astype(int)
        if sites.empty:
            return [f"{told}."]
        least, most = sites.min(), sites.max()
        span = count(least, "site") if least == most else f"{least} to {count(most, 'site')}"
        each = " each" if least == most else ""
        return [f"{told}.", f"Those verdicts rest on evidence from {span}{self.context.over}{each}."]

    def _describe_fragile(self) -> list[str]:
        """How many verdicts at single sites are fragile, by the one table that says so: the team's."""
        rows = self.rows("robustness")
        rows = rows[rows["kind"].eq("pattern") & rows["verdict"].ne(Pattern.TOO_LITTLE)] if not rows.empty else rows
        if rows.empty:
            return []
        weak = int(rows["fragile"].eq("yes").sum())
        return [f"Of {count(len(rows), 'verdict')} at single sites, {weak or 'none'} {is_are(weak)} fragile."]

    def _describe_outcome(self) -> list[str]:
        rows = self.rows("replication")
        if rows.empty:
            return []
        literal = numbers(rows["literal"]) if "literal" in rows else pd.Series(dtype="float64")
        hidden = int(withheld(rows["literal"]).sum()) if "literal" in rows else 0
        if hidden and literal.isna().all():
            return ["Whether an outcome stood beside the interviews is not shown."]
        if literal.isna().all():
            return ["Every verdict is as people perceived it: no outcome was scored apart from the interviews."]
        confirmed = int((literal > 0).sum())
        return [
            f"For {count(confirmed, 'condition')}{self.context.over} the outcome, scored apart from the interviews, "
            "was there too at one site or more; the rest is as people perceived it."
        ]
