"""What changed since an earlier edition: of what both show, the results that are not what they were (METHOD 14)."""

from __future__ import annotations

import pandas as pd

from peerwork.cells import records
from peerwork.pages.answers.answer import Answer
from peerwork.pages.answers.certainty import ANSWERS, QUESTIONS
from peerwork.pages.answers.english import capital, some, verb
from peerwork.pages.blocks import Block
from peerwork.pages.grid import STATES, Cell, CellTable
from peerwork.pages.prose import join_words
from peerwork.words import label_of

# A result across services, as pages say it.
ACROSS = {
    "generic": "mattered across {services}",
    "sector_specific": "mattered in one kind of {service}",
    "alternative": "mattered otherwise, or not",
    "not_established": "no common pattern",
    "too_little_evidence": "too little evidence",
}


class Since(Answer):
    """The results, statuses and answers to doubts that changed since the earlier edition."""

    def block(self) -> Block | None:
        """A line a change, before and now; nothing where there is no earlier edition."""
        said, rows = self.sentence(), self._changes()
        if not said:
            return None
        measure = "What either edition does not show is not compared."
        lines = tuple(self._line(row) for row in records(rows))
        head = ["What", "Where", "Before", "Now"]
        return Block(said.rstrip("."), measure, (CellTable("What changed", head, lines),) if lines else ())

    def sentence(self) -> str:
        """How many of each changed since which edition; blank where there is none to compare with."""
        earlier = self.rows("earlier_edition")
        if earlier.empty:
            return ""
        edition, rows = str(earlier["edition"].iloc[0]), self._changes()
        if rows.empty:
            return f"Since edition {edition}, no result that both show has changed."
        words = self.evidence.words
        places = rows["table"].ne("hypotheses") & rows["site"].notna()
        doubts = rows["table"].eq("hypotheses")
        counts = (
            (int((~places & ~doubts).sum()), "result", "results", f" across {words.services}"),
            (int(places.sum()), "result", "results", f" at single {words.services}"),
            (int(doubts.sum()), "answer", "answers", " to a doubt"),
        )
        told = join_words([f"{some(n, one, many)}{where}" for n, one, many, where in counts if n])
        return f"Since edition {edition}, {told} {verb(len(rows), 'has', 'have')} changed."

    def _changes(self) -> pd.DataFrame:
        """All of them: an answer to a doubt is about no factor, and stands in no order of factors."""
        return self.context.slice.tables.get("changes", pd.DataFrame())

    def _line(self, row: dict) -> tuple[Cell, ...]:
        where = row["site"] if isinstance(row["site"], str) else f"across {self.evidence.words.services}"
        doubt = row["table"] == "hypotheses"
        what = (
            QUESTIONS.get(row["hypothesis"], label_of(str(row["hypothesis"]))) if doubt else self._factor(row["factor"])
        )
        before, now = (self._said(row["table"], str(row[name])) for name in ("before", "now"))
        return Cell(what), Cell(capital(str(where))), Cell(before), Cell(now)

    def _factor(self, name: str) -> str:
        known = {factor.id for factor in self.context.factors}
        return self.context.factor(name) if name in known else name

    def _said(self, table: str, value: str) -> str:
        words = self.evidence.words
        if table == "conditions":
            return STATES[value][1]
        said = ACROSS if table == "replication" else {str(key): answer for key, answer in ANSWERS.items()}
        return said.get(value, label_of(value)).format(service=words.service, services=words.services)
