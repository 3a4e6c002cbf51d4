"""Fieldwork: done against planned, what is missing, what is due (METHOD 13)."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd

from peerwork.rules import first_that_holds
from peerwork.scoring.access import NOT_PUBLIC, NOT_WORKSHOP, ONLY_BOARD, Access
from peerwork.scoring.counts import axes_of, cells_of, codes_of, count_cells
from peerwork.scoring.found import Found
from peerwork.scoring.table_spec import (
    ANY_SITE,
    GROUP,
    NONE,
    SITE,
    choice,
    date,
    flag,
    proportion,
    result_table,
    text,
    whole,
)
from peerwork.study.model import Study
from peerwork.vocabulary import FieldworkStatus, When

PLAN = ["planned_min", "planned_max"]
QUESTIONS = ("in_place", "effect", "importance")
BOARD = "board"


def _score(found: Found) -> pd.DataFrame | None:
    return score_fieldwork(found.study) if found.study.has("participants") or found.study.config.planned else None


def _score_by_site(found: Found) -> pd.DataFrame | None:
    fieldwork = found.get("fieldwork")
    return None if fieldwork is None else score_fieldwork_by_site(fieldwork, found.file("sites"))


def _score_plan(found: Found) -> pd.DataFrame | None:
    by_site = found.get("fieldwork_by_site")
    return None if by_site is None else score_fieldwork_plan(by_site, found.study)


FIELDWORK_TABLE = result_table(
    "fieldwork", "a stakeholder group at a site", section=13,
    pages="fieldwork site_evidence",
    score=_score, by=(SITE, GROUP),
    columns=(
        whole("planned_min", "interviews planned, at least", blank=NONE),
        whole("planned_max", "interviews planned, at most", blank=NONE), whole("done", "interviews done"),
        choice("status", "done against planned", FieldworkStatus), whole("withdrawn", "people who withdrew"),
    ),
    access=Access({NOT_PUBLIC: "site group planned_min planned_max done status"}),
)  # fmt: skip

FIELDWORK_BY_SITE_TABLE = result_table(
    "fieldwork_by_site", "a site", section=13,
    pages="about fieldwork site summary summary_plain",
    score=_score_by_site, by=(SITE,),
    columns=(
        whole("planned_min", "interviews planned, at least", blank=NONE),
        whole("planned_max", "interviews planned, at most", blank=NONE), whole("done", "interviews done"),
        choice("status", "done against planned", FieldworkStatus), whole("withdrawn", "people who withdrew"),
        whole("groups_short", "groups with fewer interviews than planned"),
        flag("community_specific", "whether the site is for one community"),
    ),
    access=Access({NOT_PUBLIC: "site planned_min planned_max done status community_specific"}),
)  # fmt: skip

FIELDWORK_PLAN_TABLE = result_table(
    "fieldwork_plan", "a target of the study", section=13,
    pages="about fieldwork site summary summary_plain",
    score=_score_plan,
    by=(text("target", "what was planned"),),
    columns=(
        whole("planned_min", "interviews planned, at least", blank=NONE),
        whole("planned_max", "interviews planned, at most", blank=NONE), whole("done", "interviews done"),
        choice("status", "done against planned", FieldworkStatus),
    ),
    access=Access({NOT_WORKSHOP: "target planned_min planned_max done status"}),
)  # fmt: skip

MISSING_ANSWERS_TABLE = result_table(
    "missing_answers", "a question in a group at a site", section=13, files="answers", pages="fieldwork",
    score=lambda found: score_missing_answers(found.study),
    by=(text("question", "in_place, effect or importance"), SITE, GROUP),
    columns=(
        whole("n_people", "people asked"), whole("n_expected", "questions asked"),
        whole("n_answered", "questions answered"), proportion("share_missing", "0 to 1"),
    ),
)  # fmt: skip

CALENDAR_TABLE = result_table(
    "calendar", "an event of the study", section=13, pages="fieldwork summary workshop",
    score=lambda found: score_calendar(found.study) if found.study.config.calendar else None,
    columns=(
        text("what", "what happens"), text("wave", "the wave of fieldwork", blank=NONE), ANY_SITE,
        text("note", "a note", blank=NONE), date("starts", "first day"), date("ends", "last day"),
        choice("when", "where it stands on the study's day (as_of)", When, blank=NONE),
    ),
    access=Access({ONLY_BOARD: "what wave site note starts ends when"}),
)  # fmt: skip


def score_fieldwork(study: Study) -> pd.DataFrame:
    """One row a stakeholder group at a site: interviews planned and done, people who withdrew, and where that stands.

    METHOD 13. Groups are those of the framework or the plan, at every site. Done are the people who have not withdrawn
    and whose `interviewed_on` is blank or not after `as_of`; planned is a range, blank where nothing is planned.
    """
    groups = list(dict.fromkeys([*study.framework.groups, *study.config.planned]))
    cells = pd.MultiIndex.from_product([study.frames["sites"]["site"], groups], names=["site", "group"])
    rows = cells.to_frame(index=False).astype("str")
    plans = {group: plan if isinstance(plan, tuple) else (plan, plan) for group, plan in study.config.planned.items()}
    for place, column in enumerate(PLAN):
        rows[column] = rows["group"].map({group: float(plan[place]) for group, plan in plans.items()}).astype(float)
    rows["done"] = _people(interviewed(study), cells)
    rows["status"] = status_of(rows)
    rows["withdrawn"] = _people(study.withdrawn, cells)
    return rows


def interviewed(study: Study) -> pd.DataFrame:
    """One row a person interviewed by `as_of`: as in `participants`, who holds nobody that withdrew."""
    if not study.has("participants"):
        return pd.DataFrame({"participant": [], "site": [], "group": []}, dtype="str")
    people = study.frames["participants"]
    if study.as_of is None or "interviewed_on" not in people:
        return people
    return people[~(people["interviewed_on"] > pd.Timestamp(study.as_of))]


def _people(people: pd.DataFrame, cells: pd.MultiIndex) -> np.ndarray:
    return people.groupby(["site", "group"]).size().reindex(cells, fill_value=0).to_numpy(dtype=int)


def status_of(rows: pd.DataFrame) -> pd.Series:
    """Where each row stands: `done` against `planned_min` and `planned_max`; METHOD 13."""
    low, high, done = rows["planned_min"], rows["planned_max"], rows["done"]
    tests = {
        FieldworkStatus.NOT_PLANNED: low.isna(),
        FieldworkStatus.OVER: done > high,
        FieldworkStatus.MET: done >= low,
        FieldworkStatus.NOT_STARTED: done == 0,
    }
    return pd.Series(first_that_holds(tests, FieldworkStatus.SHORT), index=rows.index, dtype="str")


def score_fieldwork_by_site(fieldwork: pd.DataFrame, sites: pd.DataFrame) -> pd.DataFrame:
    """One row a site: its interviews planned and done in all groups, and whether it is for one community.

    `status` is that of the total; `groups_short` counts the groups below their plan, which a total can hide.
    """
    below = fieldwork["status"].isin([FieldworkStatus.NOT_STARTED, FieldworkStatus.SHORT])
    totals = fieldwork.assign(groups_short=below).groupby("site", sort=False)
    rows = totals[[*PLAN, "done", "withdrawn", "groups_short"]].sum(min_count=1).reset_index()
    rows = rows.astype({"groups_short": int, "done": int, "withdrawn": int})
    rows.insert(4, "status", status_of(rows))
    community = sites.set_index("site")["community"] if "community" in sites else pd.Series(dtype="str")
    return rows.assign(community_specific=rows["site"].isin(community.dropna().index))


def score_fieldwork_plan(by_site: pd.DataFrame, study: Study) -> pd.DataFrame:
    """One row a target of the whole study: `sites`, `community_specific_sites`, `interviews`, planned and done.

    A site is done once one interview has been held there. The interviews planned are those of the planned number of
    sites, or of the sites that there are where no number is planned.
    """
    started = by_site[by_site["done"] > 0]
    planned, n_sites = study.config.planned_sites, len(by_site)
    factor = (planned.total or n_sites) / n_sites if n_sites else 0.0
    interviews = by_site[PLAN].sum(min_count=1) * factor
    rows = [
        ("sites", planned.total, planned.total, len(started)),
        ("community_specific_sites", *[planned.community_specific] * 2, int(started["community_specific"].sum())),
        ("interviews", *interviews, int(by_site["done"].sum())),
    ]
    found = pd.DataFrame(rows, columns=["target", *PLAN, "done"]).astype({"target": "str"} | dict.fromkeys(PLAN, float))
    return found.assign(status=status_of(found))


def score_missing_answers(study: Study) -> pd.DataFrame:
    """One row a question (`in_place`, `effect`, `importance`) in a stakeholder group at a site: what was left blank.

    Expected is an answer of each person interviewed on each factor that the study asks of their group; `effect` is
    expected of conditions only. A row that is not there is as blank as an empty cell. `share_missing` is 0 to 1, blank
    where nothing is expected.
    """
    people, answers, axes = interviewed(study), study.frames["answers"], axes_of(study)
    cell = np.where(codes_of(answers["participant"], people["participant"]) < 0, -1, cells_of(answers, study, axes))
    parts = [_missing(question, people, answers[question].notna(), cell, study) for question in QUESTIONS]
    rows = pd.concat(parts, ignore_index=True)
    rows["share_missing"] = 1 - rows["n_answered"] / rows["n_expected"].where(rows["n_expected"] > 0)
    return rows


def _missing(question: str, people: pd.DataFrame, given: pd.Series, cell: np.ndarray, study: Study) -> pd.DataFrame:
    axes, wanted = axes_of(study), _asked(study, only_conditions=question == "effect")
    counts = count_cells(cell[given.to_numpy() & (cell >= 0)], axes)[0]
    asked = np.zeros(axes.shape[1:], dtype=bool)
    asked[codes_of(wanted["group"], axes.groups), codes_of(wanted["factor"], axes.factors)] = True
    rows = people.groupby(["site", "group"]).size().rename("n_people").reset_index()
    site, group = codes_of(rows["site"], axes.sites), codes_of(rows["group"], axes.groups)
    rows["n_expected"] = rows["n_people"] * asked.sum(axis=1)[group]
    rows["n_answered"] = (counts * asked).sum(axis=2)[site, group]
    rows.insert(0, "question", question)
    return rows


def _asked(study: Study, *, only_conditions: bool) -> pd.DataFrame:
    """One row a stakeholder group and a factor that is asked of it."""
    factors = study.conditions if only_conditions else study.factors
    rows = [(group, factor.id) for factor in factors for group in factor.asked_of or study.framework.groups]
    return pd.DataFrame(rows, columns=["group", "factor"], dtype="str")


def score_calendar(study: Study) -> pd.DataFrame:
    """One row an event of the calendar, in order of time: from when to when, and where it stands on `as_of`.

    `past` ended before that day, `under_way` holds it, `due_before_board` begins after it and no later than the next
    board meeting, `later` after that; without a meeting to come all that is to come is `later`. METHOD 13.
    """
    events = [
        {
            "what": e.what,
            "wave": e.wave,
            "site": e.site,
            "note": e.note,
            "starts": e.on or e.starts,
            "ends": e.on or e.ends,
        }
        for e in study.config.calendar
    ]
    rows = pd.DataFrame(events, columns=["what", "wave", "site", "note", "starts", "ends"])
    rows[["starts", "ends"]] = rows[["starts", "ends"]].astype("datetime64[us]")
    rows = rows.astype(dict.fromkeys(["what", "wave", "site", "note"], "str"))
    rows = rows.sort_values(["starts", "ends", "what"], kind="stable", ignore_index=True)
    return rows.assign(when=_whens(rows, study.as_of))


def _whens(rows: pd.DataFrame, as_of: dt.date | None) -> pd.Series:
    if as_of is None:
        return pd.Series(None, index=rows.index, dtype="str")
    today = pd.Timestamp(as_of)
    meetings = rows.loc[(rows["what"].str.lower() == BOARD) & (rows["starts"] > today), "starts"]
    tests = {
        When.PAST: rows["ends"] < today,
        When.UNDER_WAY: rows["starts"] <= today,
        When.DUE: rows["starts"] <= meetings.min(),
    }
    return pd.Series(first_that_holds(tests, When.LATER), index=rows.index, dtype="str")
