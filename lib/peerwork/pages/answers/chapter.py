"""One domain of the handbook: each condition folded to one line, with what was found, said, and may be shared."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd
from markupsafe import Markup

from peerwork.cells import WITHHELD
from peerwork.pages.answers.answer import Answer
from peerwork.pages.answers.english import all_or_none, capital, numeral, part_of
from peerwork.pages.answers.promises import count_promises
from peerwork.pages.blocks import Block, Opening
from peerwork.pages.look import in_notebook
from peerwork.pages.prose import bullet_list, join_words, paragraph
from peerwork.pages.sections.handbook import Entry, Handbook
from peerwork.vocabulary import Status


@dataclass(frozen=True)
class Folded:
    """Entries, each behind its one line."""

    entries: tuple[tuple[Entry, str], ...]

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {
            "text/plain": ", ".join(entry.label for entry, _ in self.entries),
            "text/html": in_notebook(self.html()),
        }

    def html(self) -> Markup:
        """A fold each; what it says in one line is never hidden."""
        return Markup("").join(_fold(entry, line) for entry, line in self.entries)


class ChapterOpening(Answer):
    """The domain in a sentence: how many of its conditions mattered."""

    def show(self) -> Opening:
        """Of how many that can be shown."""
        domain = next(d for d in self.context.framework.domains if d.id == self.context.about)
        wanted = [f.id for f in domain.factors if self.evidence.verdict.get(f.id, WITHHELD) != WITHHELD]
        mattered = [f for f in wanted if f in self.evidence.mattered]
        words = self.evidence.words
        asked = sum(f.id in self.evidence.verdict for f in domain.factors)
        told = (
            f"{part_of(len(mattered), len(wanted), 'condition')}{' that can be shown' if len(wanted) < asked else ''}"
        )
        did = "mattered" if mattered or len(wanted) > 1 else "did not matter"
        head = f"{capital(told)} {did} across {words.services}."
        if not wanted:
            head = "Which of these conditions mattered is not shown here." if asked else f"{domain.label}."
        return Opening(f"Handbook: {domain.label}", head)

    def block(self) -> Block | None:
        """No block: the entries follow."""
        return None


class ChapterEntries(Handbook):
    """The conditions of the page's domain."""

    def show(self) -> Folded:
        """Each with its one line."""
        domain = next(d for d in self.context.framework.domains if d.id == self.context.about)
        asked = {factor.id for factor in self.context.factors}
        return Folded(tuple((self._entry(f), self._line(f)) for f in domain.factors if f.id in asked))

    def _line(self, factor) -> str:
        placed, judged = self._placed(factor)
        people = (
            f"in place at {placed} of the {judged} that could be judged and shown"
            if judged
            else "not shown, or not judged, anywhere"
        )
        return f"{people}{self._lacking(factor.id)}{self._papers(factor.id)}"

    def _lacking(self, factor: str) -> str:
        """Where it is not in place: whom to help; nothing where that is nowhere, or at more than can be read."""
        rows = self.rows("conditions")
        if rows.empty:
            return ""
        rows = rows[rows["group"].isna()] if "group" in rows else rows
        own = rows[rows["factor"].eq(factor) & rows["status"].eq(Status.NOT_IN_PLACE)]
        named = all_or_none(sorted(own["site"].astype("str")))
        return f"; not in place at {named}" if named else ""

    def _papers(self, factor: str) -> str:
        """What papers promise of it, and at how many services people say that it is kept."""
        rows = self._promises[self._promises["factor"] == factor]
        if rows.empty:
            return ""
        kept, promised = int(rows["kept"].iloc[0]), int(rows["promised"].iloc[0])
        return f"; promised in papers at {promised}, kept at {numeral(kept) if kept else 'none'} of these"

    @cached_property
    def _promises(self) -> pd.DataFrame:
        return count_promises(self)


def _fold(entry: Entry, line: str) -> Markup:
    parts = [Markup("<p>{}</p>").format(entry.condition), bullet_list(entry.found).html()]
    parts += [Markup("<blockquote><p>{}</p><p>{}</p></blockquote>").format(*quote) for quote in entry.quotes]
    if entry.documents:
        parts.append(paragraph(f"Documents that may be shared: {join_words(entry.documents)}.", role="note").html())
    return Markup('<details class="entry"><summary><b>{}</b>: {}</summary>{}</details>').format(
        entry.label, line, Markup("").join(parts)
    )
