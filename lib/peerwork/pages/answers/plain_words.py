"""A lay summary: what was found, in at most 500 words that anybody can read, every number from its table."""

from __future__ import annotations

from markupsafe import Markup

from peerwork.pages.answers.answer import Answer
from peerwork.pages.answers.change import Change
from peerwork.pages.answers.disagreement import Disagreement
from peerwork.pages.answers.english import capital, numeral, quoted, some, verb
from peerwork.pages.answers.mattered import sort_conditions, splits
from peerwork.pages.answers.opening import SummaryOpening
from peerwork.pages.answers.ratings import Separates
from peerwork.pages.answers.signals import Signals
from peerwork.pages.blocks import Block, Opening


class PlainSummary(Answer):
    """Questions that anybody would ask, each answered in a few short sentences."""

    def show(self) -> PlainPage:
        """The whole page: an opening, then a question and its answer each."""
        parts = [(q, [s for s in said if s]) for q, said in self._parts()]
        body = Markup("").join(
            Markup("<section><h2>{}</h2><p>{}</p></section>").format(question, " ".join(said))
            for question, said in parts
            if said
        )
        head = Opening("In plain words", f"{self.context.facts['title']}").html()
        return PlainPage(head + Markup('<div class="plain-words">{}</div>').format(body))

    def block(self) -> Block | None:
        """No block: the page is one text."""
        return None

    def _parts(self) -> list[tuple[str, list[str]]]:
        words = self.evidence.words
        return [
            ("What did we ask?", self._asked()),
            ("Whom did we ask?", self._whom()),
            ("What did we find?", self._found()),
            ("Do people agree?", self._agree()),
            ("What has changed for people?", self._changed()),
            (f"What can {words.services} do?", self._do()),
            ("How sure are we?", self._sure()),
        ]

    def _asked(self) -> list[str]:
        n, words = len(self.evidence.conditions), self.evidence.words
        if not n:
            return []
        return [
            f"We asked which things must be in place for {words.role} to work well.",
            f"We looked at {n} of them, one by one.",
        ]

    def _whom(self) -> list[str]:
        opening, words, n = SummaryOpening(self.context), self.evidence.words, len(self.evidence.sites)
        done = opening._interviewed()  # noqa: SLF001 - the same count as the summary's
        if not done:
            return []
        asked = self.context.framework.stakeholder_groups.values()
        groups = quoted(list(asked))
        who = f" The study speaks with {some(len(asked), 'group')}: {groups}." if groups else ""
        return [f"We talked with {done:,} people at {some(n, words.service, words.services)}.{who}"]

    def _found(self) -> list[str]:
        evidence, words = self.evidence, self.evidence.words
        n = len(evidence.mattered)
        if not n:
            found = Separates(self.context).block() or Signals(self.context).block()
            return [f"{found.title}."] if found else []
        told = [f"{capital(some(n, 'thing'))} mattered across {words.services}."]
        split = splits(evidence)
        if split:
            named = quoted([evidence.context.factor(f) for f in split])
            told.append(
                f"{capital(numeral(len(split)))} of them {verb(len(split), 'was', 'were')} there wherever "
                f"{words.went_well}, and missing wherever it was not{f': {named}' if named else ''}."
            )
        never = sort_conditions(evidence)["never"]
        if never:
            named = quoted([evidence.context.factor(f) for f in never])
            told.append(
                f"{capital(numeral(len(never)))} {verb(len(never), 'was', 'were')} in place nowhere that we could "
                f"judge{f': {named}' if named else ''}."
            )
        return told

    def _agree(self) -> list[str]:
        found = Disagreement(self.context).block()
        return (
            [f"{found.title}.", "At one place some say that a thing is there, and others say that it is not."]
            if found
            else []
        )

    def _changed(self) -> list[str]:
        found = Change(self.context).block()
        return [f"{found.title}."] if found else []

    def _do(self) -> list[str]:
        split = splits(self.evidence)
        if not split:
            return []
        named = quoted([self.evidence.context.factor(f) for f in split]) or "what went with success"
        return [f"Begin with {named}.", "Ask everybody whether it is there, not one group alone."]

    def _sure(self) -> list[str]:
        words = self.evidence.words
        if len(self.evidence.sites) < 2:
            return []
        return [f"We chose these {words.services} on purpose.", "So we cannot say how common all this is elsewhere.",
                "What went together need not be the cause."]  # fmt: skip


class PlainPage:
    """A page that is one text."""

    def __init__(self, html: Markup) -> None:
        self._html = html

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/plain": self._html.striptags(), "text/html": str(self._html)}
