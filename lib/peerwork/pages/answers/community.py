"""Do services for one community differ from the others? (METHOD 7)"""

from __future__ import annotations

from peerwork.pages.answers.answer import Answer
from peerwork.pages.answers.english import capital, quoted, some, verb
from peerwork.pages.blocks import Block, Said
from peerwork.pages.grid import Bar, Bars
from peerwork.vocabulary import Status

ALIKE = 0.05  # two shares less far apart than this are "about as much"


class Community(Answer):
    """What mattered, at services for one community and at the others: what is in place of what is judged and shown."""

    def block(self) -> Block | None:
        """Two bars, and the conditions that all of one side have and none of the other.

        No test: two services are two.
        """
        evidence = self.evidence
        sites = self.context.sites
        if "community" not in sites or not evidence.mattered:
            return None
        own = [s for s, c in zip(sites["site"].astype("str"), sites["community"].notna(), strict=True) if c]
        others = [site for site in evidence.sites if site not in own]
        if not own or not others:
            return None
        words, counts = evidence.words, [self._count(own), self._count(others)]
        if not all(judged for _, judged in counts):
            return None
        names = (f"{capital(words.services)} for one community ({len(own)})", f"Other {words.services} ({len(others)})")
        bars = tuple(Bar(n, ((a / b, "y"),), f"{a} of {b}") for n, (a, b) in zip(names, counts, strict=True))
        measure = "Of the conditions that mattered, those in place, of all that could be judged and shown there."
        return Block(self._title(own, counts), measure, (Bars("In place", bars), *self._apart(own, others)))

    def _title(self, own: list[str], counts: list[tuple[int, int]]) -> str:
        (a, b), (c, d) = counts
        words = self.evidence.words
        first, second = a / b, c / d
        who = f"{capital(some(len(own), words.service, words.services))} for one community"
        has = verb(len(own), "has", "have")
        rest = f"the other{'s' if len(self.evidence.sites) - len(own) > 1 else ''}"
        if abs(first - second) < ALIKE:
            return f"{who} {has} about as much of what mattered in place as {rest}"
        return (
            f"{who} {has} {'a larger' if first > second else 'a smaller'} share of what mattered in place than {rest}"
        )

    def _count(self, sites: list[str]) -> tuple[int, int]:
        evidence = self.evidence
        judged = [(f, s) for f in evidence.mattered for s in sites if s in evidence.judged(f)]
        return sum(evidence.status(f, s) == Status.IN_PLACE for f, s in judged), len(judged)

    def _apart(self, own: list[str], others: list[str]) -> tuple[Said, ...]:
        """Conditions in place at all of one side and at none of the other."""
        told = []
        for some_sites, rest, who in ((own, others, "there and nowhere else"), (others, own, "everywhere but there")):
            found = [f for f in self.evidence.mattered if self._only(f, some_sites, rest)]
            named = quoted([self.context.factor(f) for f in found])
            if named:
                told.append(f"In place {who}, as far as it can be shown: {named}.")
        told.append(self._limit(len(own)))
        return tuple(Said(sentence) for sentence in told)

    def _limit(self, n: int) -> str:
        words = self.evidence.words
        return (
            f"{capital(some(n, words.service, words.services))} cannot speak for all such {words.services}: "
            f"nothing is tested."
        )

    def _only(self, factor: str, here: list[str], there: list[str]) -> bool:
        states = [self.evidence.status(factor, site) for site in here]
        rest = [self.evidence.status(factor, site) for site in there]
        return all(state == Status.IN_PLACE for state in states) and all(s == Status.NOT_IN_PLACE for s in rest)
