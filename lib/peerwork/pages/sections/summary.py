"""The study on one page: how sure the findings are, and what changed since the last edition."""

from __future__ import annotations

from typing import Any

import pandas as pd

from peerwork.cells import numbers
from peerwork.pages.charts.patterns import fragile
from peerwork.pages.prose import Prose, count, is_are, listed, missing, say, say_list
from peerwork.pages.sections.section import Listing, Section
from peerwork.vocabulary import Pattern, Replication
from peerwork.words import NULLS, word

WITHHELD = "*"
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
        return say_list(told, role="findings") if told else missing("There are no patterns to be sure or unsure of.")

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
            return say(f"No verdict and no status changed since edition {name}.", role="findings")
        counted = rows["table"].value_counts().reindex(list(COMPARED)).dropna().astype(int)
        what = [count(number, *_NOUNS[table]) for table, number in counted.items()]
        return say(f"Since edition {name}, {listed(what)} changed.", role="findings")

    def list_changes(self) -> Any:
        """Each of them: what it was and what it is."""
        rows = self._changed()
        if rows.empty:
            return say("What is withheld in either edition is not compared.", role="note")
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
            "A verdict is fragile when a single answer, given otherwise, would change it.",
            "Perceived only means that what is in place and what it did come from the same interviews.",
            role="how",
        )

    def _say_evidence(self) -> list[str]:
        rows = self.rows("replication")
        if rows.empty:
            return []
        judged = rows[rows["verdict"] != Replication.TOO_LITTLE]
        told = f"{count(len(judged), 'condition').capitalize()} of {len(rows)} can be judged across sites"
        sites = numbers(judged["sites_with_evidence"]).dropna().astype(int)
        if sites.empty:
            return [f"{told}."]
        least, most = sites.min(), sites.max()
        span = f"{count(least, 'site')} each" if least == most else f"{least} to {count(most, 'site')}"
        return [f"{told}; those verdicts rest on {span}."]

    def _say_fragile(self) -> list[str]:
        rows = self.rows("patterns")
        if rows.empty:
            return []
        shown = rows[~rows["verdict"].isin([WITHHELD, Pattern.TOO_LITTLE])]
        hanging, held = int(fragile(shown).sum()), int((rows["verdict"] == WITHHELD).sum())
        told = [f"Of {count(len(shown), 'verdict')} at single sites, {hanging or 'none'} {is_are(hanging)} fragile."]
        return told + (
            [f"{held} more {is_are(held)} withheld, with too few people behind {'it' if held == 1 else 'them'}."]
            if held
            else []
        )

    def _say_outcome(self) -> list[str]:
        rows = self.rows("replication")
        if rows.empty:
            return []
        literal = numbers(rows["literal"]) if "literal" in rows else pd.Series(dtype="float64")
        if literal.isna().all():
            return ["Every verdict is as people perceived it: no outcome was scored apart from the interviews."]
        confirmed = int((literal > 0).sum())
        return [
            f"For {count(confirmed, 'condition')} the outcome, scored apart from the interviews, was there too at one "
            "site or more; the rest is as people perceived it."
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
