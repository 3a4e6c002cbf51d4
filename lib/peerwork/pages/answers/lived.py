"""What people of minority communities and of services for one community lived through, together (METHOD 7)."""

from __future__ import annotations

import pandas as pd

from peerwork.cells import records
from peerwork.pages.answers.answer import Answer
from peerwork.pages.answers.english import capital, count_in, some, verb
from peerwork.pages.answers.why import FoldedQuotations
from peerwork.pages.blocks import Block
from peerwork.pages.grid import Cell, CellTable
from peerwork.pages.prose import join_words
from peerwork.pages.quotations import Quotation
from peerwork.words import label_of

CAUSES = {"training": "Training", "employment": "Employment", "other": "Something else"}


class Lived(Answer):
    """Passages and impacts of both together, so that nobody is told apart by who they are."""

    def block(self) -> Block | None:
        """Folds by subject; nothing where people too few told anything."""
        rows = self.context.slice.tables.get("lived", pd.DataFrame())
        counts = self.context.slice.tables.get("lived_counts", pd.DataFrame())
        if counts.empty:
            return None
        if rows.empty:
            return Block("Too few people told of it to show what they said", self._limits(counts))
        told = rows["told"].value_counts()
        passages, impacts = (int(told.get(kind, 0)) for kind in ("passage", "impact"))
        worse = int(rows["direction"].eq("negative").sum())
        kinds = [some(n, kind) for n, kind in ((passages, "passage"), (impacts, "impact")) if n]
        ill = f", {count_in(worse, impacts) if worse else 'none'} of them for the worse" if impacts > 1 else ""
        title = f"In their own words: {join_words(kinds)}{ill}"
        about = tuple(
            (str(label), tuple(Quotation(text) for text in of["text"]))
            for label, of in rows.assign(label=[self._label(row) for row in records(rows)]).groupby("label", sort=False)
        )
        return Block(title, self._limits(counts), (FoldedQuotations(about),))

    def _label(self, row: dict) -> str:
        if row["told"] == "impact":
            return (
                f"For {label_of(row['on'])}s, {label_of(row['direction'])}"
                if row["on"] != "organisation"
                else f"For the organisation, {label_of(row['direction'])}"
            )
        if isinstance(row["factor"], str):
            known = self.context.framework.by_id
            return known[row["factor"]].label if row["factor"] in known else row["factor"]
        themes = self.context.slice.tables.get("themes")
        names = {} if themes is None else dict(zip(themes["theme"], themes["label"], strict=True))
        return f"Theme: {names.get(row['theme'], row['theme'])}"

    def _limits(self, counts: pd.DataFrame) -> str:
        """How many stand behind it, and what they cannot speak for."""
        n = dict(zip(counts["belonging"], counts["n_people"], strict=True))
        words = self.evidence.words
        of = {"minority": "minority ethnic communities", "community_site": f"{words.services} for one community"}
        told = [f"{some(int(n[way]), 'person', 'people')} of {whom}" for way, whom in of.items() if n.get(way)]
        both = "Some may be both. They are told of together, without who or where. " if len(told) > 1 else ""
        return f"{capital(join_words(told))}. {both}So few cannot speak for all, and nothing is compared."


class Causes(Answer):
    """What came of training, apart from what came of employment."""

    def block(self) -> Block | None:
        """A line a cause: impacts for the better, for the worse and mixed; nothing where no cause is recorded."""
        rows = self.context.slice.tables.get("impact_causes", pd.DataFrame())
        if rows.empty:
            return None
        found = rows.set_index(["cause", "direction"])["n_impacts"].to_dict()
        causes = [cause for cause in CAUSES if cause in set(rows["cause"])]
        lines = tuple(
            (Cell(CAUSES[c]), *(Cell(str(int(found.get((c, d), 0)))) for d in ("positive", "mixed", "negative")))
            for c in causes
        )
        totals = {cause: int(rows[rows["cause"] == cause]["n_impacts"].sum()) for cause in causes}
        told = [
            f"{some(totals[c], 'impact')} {verb(totals[c], 'is', 'are')} put down to {c}"
            for c in causes
            if c != "other"
        ]
        head = ["Put down to", "For the better", "Mixed", "For the worse"]
        measure = "What interviewees put an impact down to, where it was recorded."
        return Block(
            capital(", ".join(told)) or "No impact is put down to training or employment",
            measure,
            (CellTable("Causes", head, lines),),
        )
