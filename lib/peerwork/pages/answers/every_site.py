"""All services at once: who has what, domain by domain, and who lacks what mattered."""

from __future__ import annotations

import pandas as pd

from peerwork.pages.answers.answer import Answer
from peerwork.pages.answers.english import all_or_none, capital, numeral, some, verb
from peerwork.pages.blocks import Block, Numbers, Said, Shown
from peerwork.pages.grid import ShareGrid, ShareRow
from peerwork.vocabulary import Status

DRAWN = 24
LEAST = 4  # services that can be ranked below which half of them says nothing
ENOUGH = 1 / 2  # of what mattered must be judged and shown for a service to be ranked


class EverySite(Answer):
    """Every service, by how much of what mattered in services like it is in place; too little shown is unranked."""

    def block(self) -> Block | None:
        """A cell a service and domain: how many of the conditions judged and shown are in place."""
        evidence = self.evidence
        if len(evidence.sites) < 2 or not any(evidence.judged(f.id) for f in evidence.conditions):
            return None
        rows = tuple(self._row(site) for site in evidence.ranked_sites)
        domains = tuple(d for d in self.context.domains if any(f.id in self._wanted(d) for f in d.factors))
        grid = ShareGrid(self._caption(), tuple(d.label for d in domains), rows, "of what mattered")
        body: tuple[Shown, ...] = (grid,) if len(rows) <= DRAWN else (*self._spread(), self._numbers())
        return Block(self._title(), self._measure(), body, self._notes())

    def _wanted(self, domain) -> set[str]:
        return {f.id for f in domain.factors} & {f.id for f in self.evidence.conditions}

    def _row(self, site: str) -> ShareRow:
        evidence = self.evidence
        cells = []
        for domain in self.context.domains:
            wanted = self._wanted(domain)
            if wanted:
                states = [evidence.status(f, site) for f in wanted]
                judged = sum(site in evidence.judged(f) for f in wanted)
                cells.append((states.count(Status.IN_PLACE), judged))
        in_place, of = evidence.share(site)
        ranked = self._is_ranked(site)
        return ShareRow(site, f"site-{site}.html", evidence.sign(evidence.sector_of[site]), tuple(cells),
                        f"{in_place} of {of}" if ranked else "too few shown")  # fmt: skip

    def _is_ranked(self, site: str) -> bool:
        wanted = len(self.evidence.like(site))
        return bool(wanted) and self.evidence.share(site)[1] >= ENOUGH * wanted

    def _title(self) -> str:
        """How far apart the services are, with all that tie at each end."""
        evidence, words = self.evidence, self.evidence.words
        shares = {s: evidence.share(s) for s in evidence.sites if self._is_ranked(s)}
        if len(shares) < 2:
            return f"What each of {some(len(evidence.sites), words.service, words.services)} has in place"
        values = {site: a / b for site, (a, b) in shares.items()}
        most, least = max(values.values()), min(values.values())
        if most == least:
            return f"All {words.services} that can be compared have the same share of what mattered in place"
        tops, lows = ([s for s, v in values.items() if v == end] for end in (most, least))
        of = f"Of the {numeral(len(values))} that can be compared, " if len(values) < len(evidence.sites) else ""
        top, low = all_or_none(tops, most=3) or numeral(len(tops)), all_or_none(lows, most=3) or numeral(len(lows))
        top = top if of else capital(top)
        return (
            f"{of}{top} {verb(len(tops), 'has', 'have')} the largest share of what mattered in place, "
            f"{low} the smallest: {_percent(most)} and {_percent(least)}"
        )

    def _measure(self) -> str:
        words = self.evidence.words
        return (
            f"Conditions in place, of those that could be judged and shown. {capital(words.services)} are ordered "
            f"by what mattered "
            f"across {words.services} or in their own kind."
        )

    def _caption(self) -> str:
        return f"Conditions in place, by {self.evidence.words.service} and domain"

    def _notes(self) -> tuple[str, ...]:
        unranked = [s for s in self.evidence.sites if not self._is_ranked(s)]
        named = all_or_none(unranked, most=8)
        if not unranked or not self.evidence.mattered:
            return ()
        return (
            f"Too little of what mattered can be shown to rank {named or some(len(unranked), 'of them', 'of them')}.",
        )

    def _spread(self) -> tuple[Said, ...]:
        """What half of the services reach; nothing where too few can be ranked to say so."""
        evidence, words = self.evidence, self.evidence.words
        values = sorted(a / b for a, b in (evidence.share(s) for s in evidence.sites if self._is_ranked(s)))
        if len(values) < LEAST:
            return ()
        middle = _percent(values[len(values) // 2])
        half = f"At least half of the {len(values)} {words.services} that can be ranked"
        return (Said(f"{half} have {middle} or more of what mattered in place."),)

    def _numbers(self) -> Numbers:
        evidence = self.evidence
        rows = [
            {"Service": s, "In place": evidence.share(s)[0], "of judged and shown": evidence.share(s)[1]}
            for s in evidence.ranked_sites
        ]
        return Numbers(f"every {evidence.words.service}", pd.DataFrame(rows))


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"
