"""What mattered in one kind of service only (METHOD 4: sector-specific)."""

from __future__ import annotations

import pandas as pd

from peerwork.pages.answers.answer import Answer
from peerwork.pages.answers.english import a_or_an, capital, lower_label, numeral, some
from peerwork.pages.blocks import Block, Numbers
from peerwork.pages.grid import MarkRow, Marks
from peerwork.pages.prose import join_words


class ByKind(Answer):
    """The conditions that mattered in one sector and not in another, with every sector's numbers."""

    def block(self) -> Block | None:
        """A mark a service that could be judged, filled where the condition mattered; every sector appears."""
        evidence = self.evidence
        found = evidence.specific
        if not found or len(evidence.sectors) < 2:
            return None
        by_home = self._by_home(found)
        rows = tuple(self._row(f, title if place == 0 else "") for title, fs in by_home for place, f in enumerate(fs))
        labels = tuple(lower_label(evidence.context.framework.sectors[s]) for s in evidence.sectors)
        measure = (
            f"Each mark is {a_or_an(evidence.words.service)} that could be judged and shown. "
            "Filled: it mattered there as proposed. Hollow: it did not."
        )
        caption = "where each condition mattered, by kind"
        marks = Marks(f"Conditions that mattered in one kind of {evidence.words.service} only", labels, rows)
        return Block(self._title(by_home), measure, (marks, Numbers(caption, self._numbers(found))))

    def _title(self, by_home: list[tuple[str, list[str]]]) -> str:
        """How many in all, and the largest group where it is alone the largest."""
        n = sum(len(factors) for _, factors in by_home)
        title = f"{capital(some(n, 'thing'))} mattered in one kind of {self.evidence.words.service} and not in another"
        sizes = [len(factors) for _, factors in by_home]
        if n > 1 and sizes.count(sizes[0]) == 1:
            title += f", {numeral(sizes[0])} of them in {by_home[0][0]}"
        return title

    def _by_home(self, factors: tuple[str, ...]) -> list[tuple[str, list[str]]]:
        """Under each set of sectors that it mattered in, the conditions; the largest set of conditions first."""
        evidence = self.evidence
        homes: dict[str, list[str]] = {}
        for factor in factors:
            homes.setdefault(self._home(factor), []).append(factor)
        order = sorted(homes.items(), key=lambda item: (-len(item[1]), item[0]))
        return [(home, sorted(found, key=evidence.context.factor)) for home, found in order]

    def _home(self, factor: str) -> str:
        """ "statutory services and not in voluntary ones": of kinds with services enough that could be judged."""
        evidence = self.evidence
        sides: dict[bool, list[str]] = {True: [], False: []}
        for sector in evidence.sectors:
            if evidence.replicated(factor, sector)[1] >= evidence.context.rules.evidence_sector_sites:
                label = lower_label(evidence.context.framework.sectors[sector])
                sides[evidence.mattered_in(factor, sector)].append(label)
        services = evidence.words.services
        return f"{join_words(sides[True]) or 'some'} {services} and not in {join_words(sides[False]) or 'other'} ones"

    def _row(self, factor: str, group: str) -> MarkRow:
        evidence = self.evidence
        cells = []
        for sector in evidence.sectors:
            filled, judged = evidence.replicated(factor, sector)
            cells.append((evidence.sign(sector), filled, judged))
        return MarkRow(evidence.context.factor(factor), tuple(cells), group)

    def _numbers(self, factors: tuple[str, ...]) -> pd.DataFrame:
        evidence = self.evidence
        names = {s: evidence.context.framework.sectors[s] for s in evidence.sectors}
        return pd.DataFrame(
            [
                {"Condition": evidence.context.factor(f)}
                | {names[s]: "{} of {}".format(*evidence.replicated(f, s)) for s in evidence.sectors}
                for f in factors
            ]
        )
