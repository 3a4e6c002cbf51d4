"""Everything that one release holds: protected tables, the release log, and what changed since an earlier edition."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from peerwork.release.decisions import NAMED, RATED, Decisions
from peerwork.release.editions import compare_editions, read_edition
from peerwork.release.history import Figures, PastRelease, ReleasedFigure, ReleaseHistory, write_text
from peerwork.release.importance import Shown
from peerwork.release.neutralise import neutralise_tables
from peerwork.release.protect import Protected
from peerwork.release.released_words import deciding_rules, told_now
from peerwork.release.tokens import PEOPLE, people_of
from peerwork.scoring.table_spec import ANY_FACTOR, ANY_SITE, result_table, text
from peerwork.scoring.tables import Tables
from peerwork.study.model import Study
from peerwork.vocabulary import Audience

RELEASE_LOG_TABLE = result_table(
    "release_log", "a figure that is withheld from this audience, without its value", section=14, pages="release",
    columns=(
        text("table", "the table it stands in"),
        text("scope", "study, sector, site, group", blank="where the table has none"),
        text("place", "its sector, site or group", blank="where it is about the whole study"), ANY_FACTOR,
        text("kind", "facilitator, barrier, either", blank="where the table has none"),
        text("why", "why it is withheld"),
    ),
)  # fmt: skip

RELEASE_POLICY_TABLE = result_table(
    "release_policy", "a rule of what this audience is shown", section=14, pages="release",
    columns=(text("says", "the rule in words"),),
)  # fmt: skip

EARLIER_EDITION_TABLE = result_table(
    "earlier_edition", "the edition that this one is compared with", section=14, pages="about summary",
    columns=(text("edition", "what it is called"),),
)  # fmt: skip

CHANGES_TABLE = result_table(
    "changes", "a verdict or status that differs from the earlier edition", section=14, pages="about summary",
    columns=(
        text("table", "the table it stands in"),
        text("hypothesis", "a null hypothesis", blank="where the table has none"), ANY_SITE, ANY_FACTOR,
        text("before", "what it was"), text("now", "what it is"),
    ),
)  # fmt: skip


def release_tables(
    study: Study, protected: Protected, audience: Audience, *, folder: Path, site: str | None = None
) -> Tables:
    """The tables that an audience's pages are made of: the protected ones, and those about the release itself.

    `release_log` has a row a withheld figure and `release_policy` a row a sentence of what is shown (neither for the
    team); `earlier_edition` one row and `changes` a row a verdict that changed, where `study.yaml` names an earlier
    edition (`folder` is the study's).
    """
    frames = dict(protected.tables.frames)
    if protected.policy:
        frames["release_log"] = protected.log
        frames["release_policy"] = pd.DataFrame({"says": protected.policy}, dtype="str")
    if study.config.previous:
        frames |= _since(folder / study.config.previous, protected.tables, audience, site)
    return Tables(frames)


def _since(folder: Path, now: Tables, audience: Audience, site: str | None) -> dict[str, pd.DataFrame]:
    before = read_edition(folder, audience, site=site)
    if before is None:
        return {}
    named = pd.DataFrame({"edition": [before.name]}, dtype="str")
    return {"earlier_edition": named, "changes": compare_editions(before, now)}


def record_release(
    study: Study, decisions: Decisions, tables: Tables, audience: Audience, site: str | None, history: ReleaseHistory
) -> PastRelease:
    """The release of these tables as the history would hold it, with its number."""
    figures = {f"{RATED} {factor}": _figures(shown) for factor, shown in decisions.importance.items()}
    figures |= {f"{NAMED} {factor}": _figures(shown) for factor, shown in decisions.picks.items()}
    figures |= told_now(decisions.verdicts)
    bases = {factor: tuple(sorted(shown.sites)) for factor, shown in decisions.importance.items()}
    texts = {name: write_text(frame) for name, frame in neutralise_tables(tables).frames.items()}
    day, people = study.as_of.isoformat() if study.as_of else None, write_text(people_of(study, history.key)[PEOPLE])
    return history.following(
        PastRelease(0, str(audience), site, day, deciding_rules(study), figures, bases, people, texts)
    )


def _figures(shown: Shown) -> Figures:
    return {
        (str(scope), place, str(kind)): ReleasedFigure(figure.text, figure.n, figure.pair_safe)
        for (scope, place, kind), figure in shown.figures.items()
    }
