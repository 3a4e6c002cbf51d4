"""METHOD 8: the impacts that interviewees described, negative ones included, and what each group would call success."""

from __future__ import annotations

import pandas as pd

from peerwork.scoring.people import with_people
from peerwork.study.model import Study
from peerwork.vocabulary import Scope

WHAT = ["on", "direction"]
COLUMNS = ["participant", "site", "group", *WHAT, "success", "cause", "text"]


def list_impacts(study: Study) -> pd.DataFrame:
    """One row an impact: on whom (`on`), its direction, the text, and whether its teller would call it success."""
    impacts = with_people(study.frames["impacts"], study)[COLUMNS].astype("str")
    return impacts.sort_values(COLUMNS).reset_index(drop=True)


def count_impacts(impacts: pd.DataFrame) -> pd.DataFrame:
    """One row who is affected and a direction, in the study, a stakeholder group or a site: impacts, people, successes.

    `n_success` counts those whose tellers would call them success. Only what somebody described has a row. METHOD 8.
    """
    scopes = {Scope.STUDY: [], Scope.GROUP: ["group"], Scope.SITE: ["site"]}
    parts = [_count(impacts, scope, keys) for scope, keys in scopes.items()]
    columns = ["scope", "group", "site", *WHAT, "n_impacts", "n_people", "n_success"]
    counts = pd.concat(parts, ignore_index=True).reindex(columns=columns)
    return counts.astype(dict.fromkeys(("scope", "group", "site", *WHAT), "str"))


def _count(impacts: pd.DataFrame, scope: Scope, keys: list[str]) -> pd.DataFrame:
    by = impacts.assign(called=impacts["success"].eq("yes")).groupby([*keys, *WHAT])
    counts = by.agg(n_impacts=("text", "size"), n_people=("participant", "nunique"), n_success=("called", "sum"))
    return counts.reset_index().assign(scope=str(scope))
