"""Where one service stands among the others, domain by domain; and which domains are in place most."""

from __future__ import annotations

import pandas as pd

from peerwork.cells import WITHHELD, each
from peerwork.framework import Domain
from peerwork.pages.answers.answer import Answer
from peerwork.pages.answers.english import all_or_none, capital, numeral, quoted, some, verb
from peerwork.pages.answers.every_site import EverySite
from peerwork.pages.answers.evidence import JUDGED
from peerwork.pages.answers.of_site import OfSite
from peerwork.pages.answers.opening import SummaryOpening
from peerwork.pages.answers.rated_sites import RatedSites
from peerwork.pages.blocks import Block, Opening
from peerwork.pages.grid import Bar, Bars, Cell, CellTable
from peerwork.vocabulary import PointType, Status

LEAST = 3  # services or conditions judged below which a domain is not compared


class FindingsOpening(SummaryOpening):
    """The findings open as the summary does, without its numbers."""

    def show(self) -> Opening:
        """The same answer."""
        found = super().show()
        return Opening("All findings", found.headline, found.lead)


class SitesOpening(EverySite):
    """All services open with how far they are apart."""

    def show(self) -> Opening:
        """The two ends, with all that tie."""
        rated = RatedSites(self.context).headline()
        return Opening(f"All {self.evidence.words.services}", rated or f"{self._title()}.", "")


class DomainGrid(EverySite):
    """A cell a service and domain; the title says which domain is in place most and least."""

    def _title(self) -> str:
        shares = {domain.label: self._pooled(domain) for domain in self.context.domains}
        known = {label: a / b for label, (a, b) in shares.items() if b >= LEAST}
        if len(known) < 2 or len(set(known.values())) == 1:
            return "Conditions in place, of those that could be judged and shown"
        ends = [[label for label, v in known.items() if v == end] for end in (max(known.values()), min(known.values()))]
        most, least = (all_or_none([f"“{label}”" for label in end], most=2) or some(len(end), "part") for end in ends)
        return f"Most is in place in {most}, least in {least}"

    def _pooled(self, domain: Domain) -> tuple[int, int]:
        evidence, wanted = self.evidence, self._wanted(domain)
        states = [evidence.status(f, s) for f in wanted for s in evidence.judged(f)]
        return states.count(Status.IN_PLACE), len(states)


class WhoLacks(Answer):
    """Each service: what it lacks of what mattered across services, and which of its figures have got worse."""

    def block(self) -> Block | None:
        """A line a service, the one that lacks most first."""
        evidence = self.evidence
        if not evidence.mattered or len(evidence.sites) < 2:
            return None
        lacks = {
            s: [f for f in evidence.mattered if evidence.status(f, s) == Status.NOT_IN_PLACE] for s in evidence.sites
        }
        worse = self._worse()
        order = sorted(evidence.sites, key=lambda s: (-len(lacks[s]), -len(worse.get(s, [])), s))
        head = [capital(evidence.words.service), "Lacks of what mattered", "", "Figures that have got worse"]
        head[2] = "Which"
        rows = tuple(self._line(s, lacks[s], worse.get(s, [])) for s in order)
        measure = "What is not shown or could not be judged counts as neither."
        return Block(self._title(lacks, order), measure, (CellTable("What each lacks", head, rows),))

    def _title(self, lacks: dict[str, list[str]], order: list[str]) -> str:
        """Who lacks most, all that tie; as far as it can be shown where something is not."""
        evidence, words = self.evidence, self.evidence.words
        most = max(map(len, lacks.values()))
        hidden = any(WITHHELD in evidence.states(f) for f in evidence.mattered)
        shown = "as far as it can be shown, " if hidden else ""
        if not most:
            return capital(f"{shown}no {words.service} lacks anything that mattered")
        top = [s for s in order if len(lacks[s]) == most]
        if len(top) == len(order):
            return capital(f"{shown}all {words.services} lack as much: {most} of what mattered")
        named = all_or_none(top, most=4) or some(len(top), words.service, words.services)
        lack = verb(len(top), "lacks", "lack")
        return capital(f"{shown}{named} {lack} most: {most} of what mattered across {words.services}")

    def _line(self, site: str, lacks: list[str], worse: list[str]) -> tuple[Cell, ...]:
        evidence = self.evidence
        judged = sum(evidence.status(f, site) in JUDGED for f in evidence.mattered)
        named = ", ".join(self.context.factor(f) for f in lacks)
        return Cell(site), Cell(f"{len(lacks)} of {judged}", "x" if lacks else ""), Cell(named), Cell("; ".join(worse))

    def _worse(self) -> dict[str, list[str]]:
        rows, described = self.rows("indicator_series"), self.rows("indicators")
        if rows.empty or described.empty:
            return {}
        label = dict(zip(described["indicator"], described["label"], strict=True))
        rows = rows[rows["variation"] == PointType.CONCERN]
        return {
            site: [label.get(i, i) for i in of["indicator"]] for site, of in rows.groupby(rows["site"].astype("str"))
        }


class Place(OfSite):
    """One service's share of what is in place, domain by domain, and how many others have a larger or smaller one."""

    def block(self) -> Block | None:
        """A bar a domain; nothing where it is the only service shown."""
        evidence = self.evidence
        if len(evidence.sites) < 2:
            return None
        rows = self._rows()
        if rows.empty:
            return None
        bars = tuple(
            Bar(r.label, ((r.share, "y"),), f"{r.in_place} of {r.judged}; {r.told}", r.spread) for r in each(rows)
        )
        words = evidence.words
        measure = (
            "Conditions in place, of those that could be judged and shown here; and how many other "
            f"{words.services} have more, or less. Each line across a bar is one or more of them."
        )
        return Block(self._title(rows), measure, (Bars(f"{self.code} among the {words.services}", bars),))

    def _rows(self) -> pd.DataFrame:
        rows = []
        for domain in self.context.domains:
            shares = self._shares(domain)
            if self.code not in shares:
                continue
            in_place, judged = shares.pop(self.code)
            mine, others = in_place / judged, [a / b for a, b in shares.values()]
            if not others:
                continue
            more, less = sum(v > mine for v in others), sum(v < mine for v in others)
            told = f"{numeral(more) if more else 'none'} more, {numeral(less) if less else 'none'} less"
            rows.append((domain.label, in_place, judged, mine, more, less, tuple(others), told))
        columns = ["label", "in_place", "judged", "share", "more", "less", "spread", "told"]
        frame = pd.DataFrame(rows, columns=columns)
        return frame.sort_values(["share", "label"], ascending=[False, True], ignore_index=True)

    def _shares(self, domain: Domain) -> dict[str, tuple[int, int]]:
        evidence, found = self.evidence, {}
        wanted = {f.id for f in domain.factors} & {f.id for f in evidence.conditions}
        for site in evidence.sites:
            states = [evidence.status(f, site) for f in wanted if site in evidence.judged(f)]
            if states:
                found[site] = states.count(Status.IN_PLACE), len(states)
        return found

    def _title(self, rows: pd.DataFrame) -> str:
        top = self._parts([r.label for r in each(rows) if not r.more and r.less])
        low = self._parts([r.label for r in each(rows) if r.more and not r.less])
        same = self._parts([r.label for r in each(rows) if not r.more and not r.less])
        words = self.evidence.words
        other = f"No other {words.service} that can be compared has"
        if top:
            return f"{other} more in {top}{f'; none has less in {low}' if low else ''}"
        if low:
            return f"{other} less in {low}"
        if same:
            return f"{capital(words.services)} that can be compared have the same share in {same}"
        return f"In no part does {self.code} have the most or the least of those that can be compared"

    def _parts(self, labels: list[str]) -> str:
        """All of them by name, else how many."""
        return quoted(labels, most=3) or (some(len(labels), "part") if labels else "")
