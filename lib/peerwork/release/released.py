"""Everything that one release holds: protected tables, the release log, and what changed since an earlier edition."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from peerwork.release.editions import compare_editions, read_edition
from peerwork.release.ledger import Ledger
from peerwork.release.protect import protect
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
    "earlier_edition", "the edition that this one is compared with", section=14, pages="board_summary",
    columns=(text("edition", "what it is called"),),
)  # fmt: skip

CHANGES_TABLE = result_table(
    "changes", "a verdict or status that differs from the earlier edition", section=14, pages="board_summary",
    columns=(
        text("table", "the table it stands in"),
        text("hypothesis", "a null hypothesis", blank="where the table has none"), ANY_SITE, ANY_FACTOR,
        text("before", "what it was"), text("now", "what it is"),
    ),
)  # fmt: skip


def release_tables(
    study: Study,
    tables: Tables,
    audience: Audience,
    *,
    folder: Path,
    site: str | None = None,
    ledger: Ledger | None = None,
) -> Tables:
    """The tables that an audience's pages are made of: those of `protect`, and those about the release itself.

    `release_log` has a row a withheld figure and `release_policy` a row a sentence of what is shown (neither for the
    team); `earlier_edition` one row and `changes` a row a verdict that changed, where `study.yaml` names an earlier
    edition (`folder` is the study's). With a `ledger`, safe beside every edition in it. Raises as `protect` does.
    """
    protected = protect(study, tables, audience, site=site, ledger=ledger)
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
