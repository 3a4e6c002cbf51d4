"""METHOD 8: the impacts that interviewees described, negative ones included, and what each group would call success."""

from __future__ import annotations

import pandas as pd

from peerwork.scoring.access import NOT_WORKSHOP, Access, Protection
from peerwork.scoring.people import with_people
from peerwork.scoring.table_spec import ANY_GROUP, ANY_SITE, GROUP, NONE, SCOPE, SITE, choice, result_table, text, whole
from peerwork.study.model import Study
from peerwork.study.schema import Known
from peerwork.vocabulary import Cause, Direction, ImpactOn, Scope, YesNo

WHAT = ["on", "direction"]
ABOUT = (choice("on", "who is affected", ImpactOn), choice("direction", "for better or worse", Direction))


IMPACTS_TABLE = result_table(
    "impacts", "an impact that an interviewee described", section=8, files="impacts",
    pages="site_evidence stakeholder_group",
    score=lambda found: list_impacts(found.study),
    columns=(
        text("participant", "who said it", known=Known.PARTICIPANT), SITE, GROUP, *ABOUT,
        choice("success", "yes where its teller would call it success", YesNo, blank=NONE),
        choice("cause", "what its teller puts it down to", Cause, blank="where none is recorded"),
        text("text", "the impact, in plain words"),
    ),
)  # fmt: skip

IMPACT_COUNTS_TABLE = result_table(
    "impact_counts", "who is affected and a direction, in one scope", section=8, files="impacts",
    pages="findings site_evidence stakeholder_group summary_plain",
    score=lambda found: count_impacts(found["impacts"]),
    by=(SCOPE, ANY_GROUP, ANY_SITE, *ABOUT),
    columns=(
        whole("n_impacts", "impacts"), whole("n_people", "people who said so"),
        whole("n_success", "those their tellers would call success"),
    ),
    access=Access(
        {NOT_WORKSHOP: "scope group site on direction n_people"},
        starred="n_impacts n_success", protection=Protection.IMPACTS,
    ),
)  # fmt: skip


def list_impacts(study: Study) -> pd.DataFrame:
    """One row an impact: on whom (`on`), its direction, the text, and whether its teller would call it success."""
    impacts = with_people(study.frames["impacts"], study)[IMPACTS_TABLE.names].astype("str")
    return impacts.sort_values(IMPACTS_TABLE.names).reset_index(drop=True)


def count_impacts(impacts: pd.DataFrame) -> pd.DataFrame:
    """One row who is affected and a direction, in the study, a stakeholder group or a site: impacts, people, successes.

    `n_success` counts those whose tellers would call them success. Only what somebody described has a row. METHOD 8.
    """
    scopes = {Scope.STUDY: [], Scope.GROUP: ["group"], Scope.SITE: ["site"]}
    parts = [_count(impacts, scope, keys) for scope, keys in scopes.items()]
    counts = pd.concat(parts, ignore_index=True).reindex(columns=IMPACT_COUNTS_TABLE.names)
    return counts.astype(dict.fromkeys(IMPACT_COUNTS_TABLE.key, "str"))


def _count(impacts: pd.DataFrame, scope: Scope, keys: list[str]) -> pd.DataFrame:
    by = impacts.assign(called=impacts["success"].eq("yes")).groupby([*keys, *WHAT])
    counts = by.agg(n_impacts=("text", "size"), n_people=("participant", "nunique"), n_success=("called", "sum"))
    return counts.reset_index().assign(scope=str(scope))
