"""The audit of a set of releases: who could learn what from all of it (METHOD 14)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from peerwork.audit.across import attack_across
from peerwork.audit.counts import attack_counts
from peerwork.audit.findings import Audit, Finding
from peerwork.audit.headings import in_columns, words_of
from peerwork.audit.knowledge import Truth, know_study
from peerwork.audit.later import attack_later
from peerwork.audit.passages import attack_passages
from peerwork.audit.ratings import RatingsAttack
from peerwork.audit.reading import Table, open_release, read_tables
from peerwork.audit.released import ReleaseRecord
from peerwork.audit.sentences import tables_of_sentences
from peerwork.audit.shown_words import found_by_team, know_cells
from peerwork.audit.sites import attack_sites
from peerwork.audit.uneven import attack_uneven
from peerwork.study.model import Study


def audit_release(
    study: Path | Study, released: Sequence[Path | ReleaseRecord], today: pd.DataFrame | None = None
) -> Audit:
    """The attack of METHOD 14 on everything released outside the team, earlier releases included, the oldest first.

    Reads what was released and the study, and nothing of what protected it. Attackers are an outsider, each
    interviewee, and for a workshop any two of its site, who hold their workshop's releases and the public's. `today`
    are the study's people as they stand, with the columns of `ReleaseRecord.people` and `participant`: by it the tokens
    of releases are known again; without it tokens are the plain ones. Raises ProblemsFound where the study cannot be
    read.
    """
    truth = know_study(study, today)
    releases = [found if isinstance(found, ReleaseRecord) else open_release(Path(found)) for found in released]
    words = words_of(truth)
    known = found_by_team(truth) if any(release.pages for release in releases) else {}
    read = [
        [t for found in read_tables(release) for t in in_columns(found, words)]
        + list(tables_of_sentences(release, words, known))
        for release in releases
    ]
    tables = dict(zip(_names(releases), read, strict=True))
    ratings = RatingsAttack(truth, releases, tables)
    findings = [*ratings.findings(), *_words(truth, releases, tables)]
    return Audit(tuple(findings), ratings.tried)


def _names(releases: Sequence[ReleaseRecord]) -> list[str]:
    """What findings call each release: the newest of an audience by its name, those before it as earlier ones."""
    names = [release.name for release in releases]
    return [
        name if name not in names[place + 1 :] else f"{name}, release {names[: place + 1].count(name)}"
        for place, name in enumerate(names)
    ]


def _words(truth: Truth, releases: Sequence[ReleaseRecord], tables: Mapping[str, Sequence[Table]]) -> list[Finding]:
    """What statuses, verdicts, what crosses sites, counts, passages and decisions give away."""
    cells, histories = know_cells(truth, releases, tables)
    return [
        *attack_sites(cells, truth.rules),
        *attack_later(truth, histories),
        *attack_across(truth, cells, tables),
        *attack_counts(truth, tables),
        *attack_passages(truth, releases, tables),
        *attack_uneven(truth, releases, tables),
    ]
