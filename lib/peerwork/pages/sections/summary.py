"""The study on one page: how sure the findings are, and what changed since the last edition."""

from __future__ import annotations

from typing import Any

import pandas as pd

from peerwork.cells import numbers, withheld
from peerwork.pages.prose import Prose, count, is_are, listed, missing, say, say_list
from peerwork.pages.sections.robustness import FRAGILE
from peerwork.pages.sections.section import Listing, Section
from peerwork.pages.shown import say_hidden, shown, tally
from peerwork.vocabulary import Pattern, Replication
from peerwork.words import NULLS, word

COMPARED = {
    "replication": "Verdict across sites",
    "conditions": "In place at a site",
    "hypotheses": "Null hypothesis",
}


class Summary(Section):
    """What a board asks first: how sure is that, and what is new?"""

    def say(self) -> Prose:
        """How much evidence stands behind the verdicts, how many hang on one answer, and what nobody else confirms."""
        told = [*self._say_evidence(), *self._say_fragile(), *self._say_outcome()]
        return say_list(told, role="findings") if told else missing("No verdict is shown here to be sure or unsure of.")

    def finding(self) -> str:
        """Nothing: a page opens with what was found."""
        return ""

    def changes(self) -> Prose:
        """How many verdicts and statuses are not what they were in the earlier edition."""
        name = self._earlier()
        if not name:
            return missing("There is no earlier edition to compare with.")
        rows = self._changed()
        if rows.empty:
            return say(
                f"No verdict and no status that both editions show changed since edition {name}.", role="findings"
            )
        counted = rows["table"].value_counts().reindex(list(COMPARED)).dropna().astype(int)
        what = [count(number, *_NOUNS[str(table)]) for table, number in counted.items()]
        return say(f"Since edition {name}, {listed(what)} changed.", role="findings")

    def list_changes(self) -> Any:
        """Each of them: what it was and what it is."""
        rows = self._changed()
        if rows.empty:
            return say("What either edition does not show is not compared.", role="note")
        table = {
            "About": [self._about(*row) for row in rows[["factor", "hypothesis"]].values],
            "Which": rows["table"].map(COMPARED),
            "Site": rows["site"],
            "Was": rows["before"].map(word),
            "Is": rows["now"].map(word),
        }
        return Listing(f"Changed since edition {self._earlier()}", pd.DataFrame(table, index=rows.index))

    def how_to_read(self) -> Prose:
        """What a fragile verdict is, and what an edition is compared with."""
        return say(
            FRAGILE if not self.rows("robustness").empty else "",
            "Perceived only means that what is in place and what it did come from the same interviews.",
            role="how",
        )

    def _say_evidence(self) -> list[str]:
        rows = self.rows("replication")
        if rows.empty:
            return []
        counts = tally(rows["verdict"])
        apart = [
            f"on {counts.too_little} there is too little evidence" if counts.too_little else "",
            say_hidden(counts.hidden),
        ]
        rest = listed(part for part in apart if part)
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

    def _say_fragile(self) -> list[str]:
        """How many verdicts at single sites are fragile, by the one table that says so: the team's."""
        rows = self.rows("robustness")
        rows = rows[rows["kind"].eq("pattern") & rows["verdict"].ne(Pattern.TOO_LITTLE)] if not rows.empty else rows
        if rows.empty:
            return []
        weak = int(rows["fragile"].eq("yes").sum())
        return [f"Of {count(len(rows), 'verdict')} at single sites, {weak or 'none'} {is_are(weak)} fragile."]

    def _say_outcome(self) -> list[str]:
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

    def _changed(self) -> pd.DataFrame:
        """Every change, also of what is about no factor."""
        return self.context.slice.tables.get("changes", pd.DataFrame())

    def _earlier(self) -> str:
        rows = self.rows("earlier_edition")
        return "" if rows.empty else str(rows["edition"].iloc[0])

    def _about(self, factor: Any, hypothesis: Any) -> str:
        return NULLS[hypothesis] if pd.isna(factor) else self.context.factor(factor)


_NOUNS = {
    "replication": ("verdict across sites", "verdicts across sites"),
    "conditions": ("status of a condition at a site", "statuses of conditions at sites"),
    "hypotheses": ("verdict on a null hypothesis", "verdicts on null hypotheses"),
}
