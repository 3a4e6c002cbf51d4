"""What stands in the tables of one audience, as every answer counts it: a status is the team's, or it is not shown.

Nothing here scores: a count is of what is shown, and says over how many.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from peerwork.cells import WITHHELD
from peerwork.framework import Factor, Words
from peerwork.pages.context import Context
from peerwork.vocabulary import FactorKind, Pattern, Replication, Status

JUDGED = (Status.IN_PLACE, Status.NOT_IN_PLACE, Status.CONTESTED, Status.MIXED)
SIGNS = ("●", "◆", "▲", "■", "★")  # of sectors, in the framework's order


@dataclass(frozen=True)
class Evidence:
    """Statuses, patterns and verdicts by factor and site, for one page's audience."""

    context: Context

    @property
    def words(self) -> Words:
        """The nouns of the framework."""
        return self.context.framework.words

    @cached_property
    def sites(self) -> tuple[str, ...]:
        """Every site that the page may name, by code."""
        return tuple(sorted(self.context.sites["site"].astype("str")))

    @cached_property
    def sector_of(self) -> dict[str, str]:
        """The sector of each site, blank where it has none."""
        sites = self.context.sites
        return dict(zip(sites["site"].astype("str"), sites["sector"].fillna("").astype("str"), strict=True))

    @cached_property
    def sectors(self) -> tuple[str, ...]:
        """The sectors that have a site, in the framework's order."""
        present = set(self.sector_of.values())
        return tuple(sector for sector in self.context.framework.sectors if sector in present)

    def sign(self, sector: str) -> str:
        """The mark of a sector; nothing where the study has one sector only."""
        return (
            SIGNS[self.sectors.index(sector) % len(SIGNS)] if len(self.sectors) > 1 and sector in self.sectors else ""
        )

    @cached_property
    def conditions(self) -> tuple[Factor, ...]:
        """The factors of kind condition that the study asks about."""
        return tuple(factor for factor in self.context.factors if factor.kind is FactorKind.CONDITION)

    @cached_property
    def outcomes(self) -> tuple[Factor, ...]:
        """The factors of kind outcome that the study asks about."""
        return tuple(factor for factor in self.context.factors if factor.kind is FactorKind.OUTCOME)

    @cached_property
    def _status(self) -> dict[tuple[str, str], str]:
        rows = self.context.rows("conditions")
        if rows.empty:
            return {}
        if "group" in rows:
            rows = rows[rows["group"].isna()]
        return _by_place(rows, "status")

    @cached_property
    def _pattern(self) -> dict[tuple[str, str], str]:
        rows = self.context.rows("patterns")
        return {} if rows.empty else _by_place(rows, "verdict")

    def status(self, factor: str, site: str) -> str:
        """The status of a factor at a site, `*` where it is not shown, blank where nobody was asked anything."""
        return self._status.get((factor, site), "")

    def pattern(self, factor: str, site: str) -> str:
        """The verdict on its pattern there, `*` where it is not shown."""
        return self._pattern.get((factor, site), "")

    @cached_property
    def verdict(self) -> dict[str, str]:
        """The verdict across sites on each condition, `*` where it is not shown."""
        rows = self.context.rows("replication")
        if rows.empty:
            return {}
        return dict(zip(rows["factor"].astype("str"), rows["verdict"].astype("str"), strict=True))

    @cached_property
    def mattered(self) -> tuple[str, ...]:
        """The conditions that mattered across services (METHOD 4: generic), in the framework's order."""
        return tuple(f.id for f in self.conditions if self.verdict.get(f.id) == Replication.GENERIC)

    @cached_property
    def n_verdicts_shown(self) -> int:
        """Conditions whose verdict across sites is shown, too little evidence included."""
        return sum(self.verdict.get(f.id, WITHHELD) != WITHHELD for f in self.conditions)

    def states(self, factor: str, sites: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """The statuses of a factor, a site each."""
        return tuple(self.status(factor, site) for site in (self.sites if sites is None else sites))

    def judged(self, factor: str) -> tuple[str, ...]:
        """The sites whose status of a factor is shown and says something."""
        return tuple(site for site in self.sites if self.status(factor, site) in JUDGED)

    def n_in_place(self, factor: str) -> int:
        """The sites where a factor is shown to be in place."""
        return sum(state == Status.IN_PLACE for state in self.states(factor))

    @cached_property
    def outcome_at(self) -> dict[str, bool]:
        """Whether the study's outcome is present, by site; without the sites where it is not scored or not shown."""
        rows = self.context.rows("site_outcomes")
        shown = rows[rows["present"].isin(["yes", "no"])] if not rows.empty else rows
        return {} if rows.empty else dict(zip(shown["site"].astype("str"), shown["present"].eq("yes"), strict=True))

    def share(self, site: str) -> tuple[int, int]:
        """At a site: how many of what mattered in services like it are in place, of how many judged and shown."""
        wanted = [f for f in self.like(site) if self.status(f, site) in JUDGED]
        return sum(self.status(f, site) == Status.IN_PLACE for f in wanted), len(wanted)

    def like(self, site: str) -> tuple[str, ...]:
        """What mattered across services, or in most services of the site's own sector (METHOD 4: sector-specific)."""
        own = [f for f in self.specific if self.mattered_in(f, self.sector_of.get(site, ""))]
        return (*self.mattered, *own)

    @cached_property
    def specific(self) -> tuple[str, ...]:
        """The conditions that mattered in one kind of service and not in another."""
        return tuple(f.id for f in self.conditions if self.verdict.get(f.id) == Replication.SPECIFIC)

    def replicated(self, factor: str, sector: str) -> tuple[int, int]:
        """In a sector: the sites where a factor mattered as proposed, of those whose pattern is shown and judged."""
        found = [self.pattern(factor, site) for site in self.sites if self.sector_of.get(site) == sector]
        judged = [pattern for pattern in found if pattern not in ("", WITHHELD, Pattern.TOO_LITTLE)]
        return sum(pattern == Pattern.REPLICATED for pattern in judged), len(judged)

    def mattered_in(self, factor: str, sector: str) -> bool:
        """Whether a factor mattered in most judged services of a sector, by the study's rule."""
        replicated, judged = self.replicated(factor, sector)
        rules = self.context.rules
        return judged >= rules.evidence_sector_sites and replicated / judged >= rules.specific_share

    @cached_property
    def ranked_sites(self) -> tuple[str, ...]:
        """Sites by how much of what mattered is in place, ties by code; those with too little shown come last.

        Where the outcome is shown, the sites that reached it stand before the others.
        """
        return tuple(sorted(self.sites, key=self._place))

    def _place(self, site: str) -> tuple[int, int, float, str]:
        in_place, judged = self.share(site)
        enough = judged * 2 >= len(self.like(site)) > 0
        side = {True: 0, False: 1}.get(self.outcome_at.get(site, False), 1) if self.outcome_at else 0
        side = side if site in self.outcome_at or not self.outcome_at else 2
        return side, 0 if enough else 1, -in_place / judged if judged else 0.0, site


def _by_place(rows: pd.DataFrame, column: str) -> dict[tuple[str, str], str]:
    keys = zip(rows["factor"].astype("str"), rows["site"].astype("str"), strict=True)
    return dict(zip(keys, rows[column].fillna("").astype("str"), strict=True))
