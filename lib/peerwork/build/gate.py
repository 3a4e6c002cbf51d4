"""The gate before anything leaves the team: protected, attacked beside all that was released, until it is silent.

The one place that knows both the protection and the attack: they share no code, and meet in `audit.Release`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from peerwork.audit.findings import Audit, beyond
from peerwork.audit.released import ReleaseRecord
from peerwork.problems import Problem, ProblemsFound
from peerwork.release import (
    Compositions,
    PastRelease,
    Protected,
    ReleaseHistory,
    decide_all,
    likes_of,
    people_of,
    protect,
    record_release,
    release_tables,
)
from peerwork.release.decisions import Decisions
from peerwork.release.withhold import Like
from peerwork.scoring.tables import Tables
from peerwork.study.model import Study
from peerwork.vocabulary import Audience

Attack = Callable[[Sequence[ReleaseRecord], pd.DataFrame], Audit]  # all that was released, and the people of today
WAY_FORWARD = "nothing was published, and nothing noted; this is a fault of peerwork: report it with this line"


@dataclass(frozen=True)
class Gate:
    """Who is at the gate: a study in its folder, an audience, what was released before, and the attack.

    Without an attack of one's own (tests have one) it is the project's: nothing passes unattacked.
    """

    study: Study
    folder: Path
    audience: Audience
    site: str | None
    history: ReleaseHistory
    attack: Attack | None

    def protect(self, scored: Tables) -> tuple[Tables, PastRelease]:
        """The tables that may leave, and their record for the history.

        What the attack finds is withheld with its like, and all is attacked again until it finds nothing. Raises
        ProblemsFound where it finds what is in none of these tables: then the protection is at fault.
        """
        decisions = decide_all(self.study, self.history)
        found: frozenset[Like] = frozenset()
        while True:
            protected = protect(
                self.study,
                scored,
                self.audience,
                site=self.site,
                decisions=decisions,
                found=found,
                history=self.history,
            )
            tables, draft = self._draft(protected)
            audit = self._attacked(draft)
            if audit.safe:
                return tables, draft
            cells = [cell for cell in audit.cells if cell.release == release_of(draft).name]
            more = likes_of(cells, tables.frames, Compositions.of(self.study, _decisions(protected))) - found
            if not more:
                raise fault(audit)
            found |= more

    def check_pages(self, draft: PastRelease, pages: Path) -> None:
        """Raise ProblemsFound for anything that the attack learns from the finished pages beside all the rest."""
        audit = self._attacked(draft, pages)
        if not audit.safe:
            raise fault(audit)

    def _draft(self, protected: Protected) -> tuple[Tables, PastRelease]:
        tables = release_tables(self.study, protected, self.audience, folder=self.folder, site=self.site)
        record = record_release(self.study, _decisions(protected), tables, self.audience, self.site, self.history)
        return tables, record

    def _attacked(self, draft: PastRelease, pages: Path | None = None) -> Audit:
        """What this release adds to what is out.

        What earlier ones alone show, since somebody left, nobody can take back: it is no reason to refuse what adds
        nothing to it, and `peerwork audit` says it.
        """
        earlier = [release_of(past) for past in self.history.releases if past != draft]
        audit = self._attack([*earlier, replace(release_of(draft), pages=pages)])
        return audit if audit.safe or not earlier else beyond(audit, self._attack(earlier))

    def _attack(self, released: Sequence[ReleaseRecord]) -> Audit:
        today = people_of(self.study, self.history.key)
        if self.attack is not None:
            return self.attack(released, today)
        from peerwork.audit import audit_release  # slow to load, and the team's builds need none of it

        return audit_release(self.study, released, today)


def _decisions(protected: Protected) -> Decisions:
    if protected.decisions is None:
        raise ValueError("the team's tables are protected from nobody: they pass no gate")
    return protected.decisions


def release_of(past: PastRelease) -> ReleaseRecord:
    """A release of the history as the attack knows it."""
    bases = {factor: frozenset(sites) for factor, sites in past.bases.items()}
    return ReleaseRecord(past.audience, past.site, past.released_tables(), bases, past.tokens())


def fault(audit: Audit) -> ProblemsFound:
    """All that the attack learnt and nothing could mend, as problems."""
    return ProblemsFound([Problem("release", None, "", str(found), WAY_FORWARD) for found in audit.findings])
