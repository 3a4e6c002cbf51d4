"""The handbook's index: a line a domain, with how much of it mattered, and a link to its page."""

from __future__ import annotations

from markupsafe import Markup

from peerwork.cells import WITHHELD
from peerwork.framework import Domain
from peerwork.pages.answers.answer import Answer, Displayed
from peerwork.pages.answers.english import capital, part_of
from peerwork.pages.blocks import Block, Opening
from peerwork.vocabulary import Status


class HandbookIndex(Answer):
    """Every domain of the framework, in the framework's chapters, and what mattered in it."""

    def show(self) -> Displayed:
        """How many conditions the handbook speaks of, and how many of them mattered across services."""
        n, of, words = len(self.evidence.mattered), self.evidence.n_verdicts_shown, self.evidence.words
        head = f"What mattered across {words.services} is not shown here."
        if of:
            shown = " that can be shown" if of < len(self.evidence.conditions) else ""
            head = f"{capital(part_of(n, of, 'condition'))}{shown} mattered across {words.services}."
            head = head if of > 1 or n else f"The one condition{shown} did not matter across {words.services}."
        return Opening("Handbook", head, "Each page below takes one domain, condition by condition.")

    def block(self) -> Block:
        """The chapters, each with its domains."""
        return Block("Domain by domain", "", (self,))

    def html(self) -> Markup:
        """A list under each chapter's name."""
        return Markup("").join(
            Markup("<h3>{}</h3><ul>{}</ul>").format(title, Markup("").join(map(self._line, domains)))
            for title, domains in self.context.framework.chapters.items()
            if any(map(self._asked, domains))
        )

    def _asked(self, domain: Domain) -> list[str]:
        asked = {factor.id for factor in self.context.factors}
        return [factor.id for factor in domain.factors if factor.id in asked]

    def _line(self, domain: Domain) -> Markup:
        factors = self._asked(domain)
        verdicts = [self.evidence.verdict.get(factor, WITHHELD) for factor in factors]
        shown = sum(verdict != WITHHELD for verdict in verdicts)
        mattered = sum(factor in self.evidence.mattered for factor in factors)
        judged = [(f, s) for f in factors for s in self.evidence.judged(f)]
        in_place = sum(self.evidence.status(f, s) == Status.IN_PLACE for f, s in judged)
        told = f"{mattered} of {shown} mattered" if shown else "what mattered is not shown"
        told += f"; in place in {in_place} of {len(judged)} cases that could be judged and shown" if judged else ""
        return Markup('<li><a href="handbook-{}.html">{}</a>: {}.</li>').format(domain.id, domain.label, told)


class HandbookChapters(HandbookIndex):
    """The list alone, for a cell of its own."""

    def show(self) -> Block:
        """The chapters."""
        return self.block()
