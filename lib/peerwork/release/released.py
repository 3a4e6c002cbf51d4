"""Everything that one release holds: protected tables, the release log, and what changed since an earlier edition."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from peerwork.release.editions import compare_editions, read_edition
from peerwork.release.ledger import Ledger
from peerwork.release.protect import protect
from peerwork.scoring.tables import Tables
from peerwork.study.model import Study
from peerwork.vocabulary import Audience


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
