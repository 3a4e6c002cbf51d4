"""The whole life of an interview: approached, agreed, held, recorded, transcribed, coded (METHOD 13)."""

from __future__ import annotations

import re

import pandas as pd

from peerwork.scoring.fieldwork import PLAN, interviewed, status_of
from peerwork.scoring.found import Found
from peerwork.scoring.table_spec import GROUP, NONE, SITE, choice, date, number, result_table, text, whole
from peerwork.study.model import Study
from peerwork.study.schema import Known
from peerwork.vocabulary import FieldworkStatus, InterviewStage, YesNo

APPROACH = {
    "n_informed": "informed_on",
    "n_consented": "consented_on",
    "n_declined": "declined_on",
}
_LISTED = ["participant", "site", "group", "team", "role_detail"]
_LISTED += ["interviewed_on", "minutes", "recorded", "transcribed"]

UNSAID = "where it was not written down"
NO_INVITATIONS = "without invitations.csv"


def _list(found: Found) -> pd.DataFrame | None:
    return list_interviews(found.study) if any(map(found.study.has, ("participants", "invitations"))) else None


def _score(found: Found) -> pd.DataFrame | None:
    listed = found.get("interview_log")
    return None if listed is None else score_interview_stages(listed, found.study)


INTERVIEW_LOG_TABLE = result_table(
    "interview_log", "a person interviewed", section=13, pages="fieldwork", score=_list,
    by=(text("participant", "the interviewee's code", known=Known.PARTICIPANT),),
    columns=(
        SITE, GROUP, text("team", "the team", blank=UNSAID), text("role_detail", "role or profession", blank=UNSAID),
        date("interviewed_on", "the day; blank where it was not written down"),
        whole("minutes", "its length", blank=UNSAID),
        choice("recorded", "whether it was recorded", YesNo, blank=UNSAID),
        choice("transcribed", "whether it was transcribed", YesNo, blank=UNSAID),
        whole("n_answers", "factors asked about"), whole("n_passages", "passages coded"),
        choice("stage", "the furthest reached", InterviewStage),
    ),
)  # fmt: skip

INTERVIEW_STAGES_TABLE = result_table(
    "interview_stages", "a stakeholder group at a site", section=13, pages="fieldwork", score=_score, by=(SITE, GROUP),
    columns=(
        whole("n_approached", "people approached (invitations.csv)", blank=NO_INVITATIONS),
        whole("n_informed", "of them, told of the study", blank=NO_INVITATIONS),
        whole("n_consented", "of them, agreed", blank=NO_INVITATIONS),
        whole("n_declined", "of them, said no", blank=NO_INVITATIONS),
        whole("n_waiting", "of them, neither agreed nor said no, nor interviewed", blank=NO_INVITATIONS),
        whole("n_to_interview", "of them, agreed and not yet interviewed", blank=NO_INVITATIONS),
        whole("n_interviewed", "people interviewed"), whole("n_recorded", "interviews recorded"),
        whole("n_transcribed", "interviews transcribed"), whole("n_coded", "interviews with a coded passage"),
        whole("n_timed", "interviews whose length was written down"),
        number("minutes", "length of those interviews together", low=0, blank=UNSAID),
    ),
)  # fmt: skip

FIELDWORK_ROLES_TABLE = result_table(
    "fieldwork_roles", "a role planned in addition to the groups, at a site", section=13, pages="fieldwork",
    score=lambda found: score_fieldwork_roles(found.study) if found.study.config.planned_roles else None,
    by=(SITE, text("role", "a role planned in addition to the groups")),
    columns=(
        whole("planned_min", "interviews planned, at least", blank=NONE),
        whole("planned_max", "interviews planned, at most", blank=NONE), whole("done", "interviews done"),
        choice("status", "done against planned", FieldworkStatus),
    ),
)  # fmt: skip


def list_interviews(study: Study) -> pd.DataFrame:
    """One row a person interviewed by `as_of`, in the order of the file: what was done with the interview since.

    `n_answers` are factors asked about, `n_passages` passages coded; `stage` is the furthest reached: interviewed,
    recorded, transcribed, coded. An interview that was coded from notes is coded, recorded or not. METHOD 13.
    """
    people = interviewed(study)
    rows = people.reindex(columns=_LISTED).reset_index(drop=True)
    rows["n_answers"] = _rows_of(study, "answers", rows["participant"])
    rows["n_passages"] = _rows_of(study, "excerpts", rows["participant"])
    rows["stage"] = InterviewStage.INTERVIEWED.value
    rows.loc[_yes(rows["recorded"]), "stage"] = InterviewStage.RECORDED.value
    rows.loc[_yes(rows["transcribed"]), "stage"] = InterviewStage.TRANSCRIBED.value
    rows.loc[rows["n_passages"] > 0, "stage"] = InterviewStage.CODED.value
    return rows.astype({"stage": "str"})


def score_interview_stages(listed: pd.DataFrame, study: Study) -> pd.DataFrame:
    """One row a stakeholder group at a site: how many people reached each stage.

    Those approached are rows of `invitations` (blank without that file); a day after `as_of` has not come. `n_waiting`
    said neither yes nor no, and were not interviewed; `n_to_interview` agreed and were not interviewed yet.
    Interviewed are people of `participants` alone: nobody counts as interviewed through an invitation. `minutes`
    is the sum of the lengths written down, of `n_timed` interviews.
    """
    cells = pd.MultiIndex.from_product([study.frames["sites"]["site"], study.framework.groups], names=["site", "group"])
    parts = listed.assign(
        n_interviewed=1,
        n_recorded=_yes(listed["recorded"]),
        n_transcribed=_yes(listed["transcribed"]),
        n_coded=listed["n_passages"] > 0,
        n_timed=listed["minutes"].notna(),
    )
    numbers = [name for name in parts.columns.astype("str") if name.startswith("n_")]
    counted = [name for name in numbers if name not in ("n_answers", "n_passages")]
    held = parts.groupby(["site", "group"])[counted].sum().reindex(cells, fill_value=0).astype(int)
    held["minutes"] = listed["minutes"].astype(float).groupby([listed["site"], listed["group"]]).sum(min_count=1)
    return _approached(study, cells).join(held).reset_index().astype({"site": "str", "group": "str"})


def _approached(study: Study, cells: pd.MultiIndex) -> pd.DataFrame:
    names = ["n_approached", *APPROACH, "n_waiting", "n_to_interview"]
    if not study.has("invitations"):
        return pd.DataFrame(float("nan"), index=cells, columns=names)
    rows = study.frames["invitations"]
    came = pd.DataFrame({name: _by_now(rows[day], study) for name, day in APPROACH.items()})
    came.insert(0, "n_approached", True)
    done = came["n_declined"] | rows["participant"].notna()
    came["n_waiting"] = ~(came["n_consented"] | done)
    came["n_to_interview"] = came["n_consented"] & ~done
    counts = came.groupby([rows["site"], rows["group"]]).sum()
    return counts.reindex(cells, fill_value=0).astype(float)


def _by_now(days: pd.Series, study: Study) -> pd.Series:
    return days.notna() if study.as_of is None else days <= pd.Timestamp(study.as_of)


def score_fieldwork_roles(study: Study) -> pd.DataFrame:
    """One row a role that is planned in addition to the groups, at a site: commissioners, referrers.

    A person counts under a role where `role_detail` has its words, as whole words and in any case. METHOD 13.
    """
    people, sites = interviewed(study), study.frames["sites"]["site"]
    rows = []
    for role, plan in study.config.planned_roles.items():
        low, high = plan if isinstance(plan, tuple) else (plan, plan)
        pattern = rf"(?<!\w){re.escape(role)}(?!\w)"
        own = people[people["role_detail"].str.contains(pattern, case=False, na=False)] if len(people) else people
        done = own.groupby("site").size().reindex(sites, fill_value=0)
        rows += [(site, role, float(low), float(high), int(done[site])) for site in sites]
    found = pd.DataFrame(rows, columns=["site", "role", *PLAN, "done"]).astype({"site": "str", "role": "str"})
    return found.assign(status=status_of(found))


def _rows_of(study: Study, file: str, people: pd.Series) -> pd.Series:
    if not study.has(file):
        return pd.Series(0, index=people.index)
    return people.map(study.frames[file]["participant"].value_counts()).fillna(0).astype(int)


def _yes(column: pd.Series) -> pd.Series:
    return column == YesNo.YES
