"""METHOD 13: done against planned, missing answers, what is due."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pandas as pd
import pytest

from peerwork.scoring.fieldwork import (
    score_calendar,
    score_fieldwork,
    score_fieldwork_by_site,
    score_fieldwork_plan,
    score_missing_answers,
)
from small_tables import framework, study_of, table

SITES = """site | name  | sector    | region | community
           S01  | One   | statutory | London |
           S02  | Two   | voluntary | North  | Somali women
           S03  | Three | voluntary | South  | """
PEOPLE = """participant | site | group        | interviewed_on
            P1          | S01  | peer_worker  | 2011-05-01
            P2          | S01  | peer_worker  |
            P3          | S01  | manager      | 2011-05-02
            P4          | S02  | peer_worker  | 2011-06-01 """
PLAN = {"peer_worker": 2, "manager": [1, 2], "strategic": 0}


def study(*, people=PEOPLE, plan=None, as_of=None, withdrawn=None, **config):
    made = table(people)
    made["interviewed_on"] = pd.to_datetime(made["interviewed_on"])
    factors = framework("support", "training", groups="peer_worker manager strategic")
    found = study_of(
        factors, config={"planned": PLAN if plan is None else plan} | config, sites=SITES, participants=made
    )
    gone = found.withdrawn if withdrawn is None else table(withdrawn)
    return dataclasses.replace(found, as_of=as_of, withdrawn=gone)


def cell(fieldwork, site, group):
    return fieldwork.set_index(["site", "group"]).loc[(site, group)]


def test_every_site_has_a_row_for_every_group():
    found = score_fieldwork(study())
    assert found[["site", "group"]].values.tolist() == [
        [site, group] for site in ("S01", "S02", "S03") for group in ("peer_worker", "manager", "strategic")
    ]


@pytest.mark.parametrize(("done", "status"), [(0, "not_started"), (1, "short"), (2, "met"), (3, "met"), (4, "over")])
def test_status_on_both_sides_of_a_planned_range(done, status):
    rows = "".join(f"P{n} | S01 | manager | \n" for n in range(done))
    found = score_fieldwork(study(people=f"participant | site | group | interviewed_on\n{rows}P9 | S02 | manager |",
                                  plan={"manager": (2, 3)}))  # fmt: skip
    row = cell(found, "S01", "manager")
    assert (row["planned_min"], row["planned_max"], row["done"], row["status"]) == (2, 3, done, status)


def test_nothing_planned_and_nothing_done_is_met_where_the_plan_is_none_and_not_planned_where_there_is_no_plan():
    found = score_fieldwork(study())
    assert cell(found, "S01", "strategic")["status"] == "met"
    found = score_fieldwork(study(plan={"peer_worker": 2}))
    assert cell(found, "S01", "strategic")["status"] == "not_planned"
    assert pd.isna(cell(found, "S01", "strategic")["planned_max"])


def test_an_interview_after_the_day_a_page_speaks_of_is_not_done_yet():
    found = score_fieldwork(study(as_of=dt.date(2011, 5, 1)))
    assert cell(found, "S01", "peer_worker")["done"] == 2
    assert cell(found, "S01", "manager")["done"] == 0
    assert cell(score_fieldwork(study(as_of=dt.date(2011, 5, 2))), "S01", "manager")["done"] == 1


def test_people_who_withdrew_are_counted_apart():
    found = score_fieldwork(study(withdrawn="participant | site | group\nP7 | S01 | peer_worker"))
    row = cell(found, "S01", "peer_worker")
    assert (row["done"], row["withdrawn"]) == (2, 1)


def test_a_sites_total_names_the_groups_that_it_hides():
    given = study(plan={"peer_worker": 1, "manager": 2})
    found = score_fieldwork_by_site(score_fieldwork(given), given.frames["sites"]).set_index("site")
    assert found.loc["S01", ["planned_min", "planned_max", "done", "status", "groups_short"]].tolist() == [
        3,
        3,
        3,
        "met",
        1,
    ]
    assert found["community_specific"].to_dict() == {"S01": False, "S02": True, "S03": False}


def test_sites_community_sites_and_interviews_against_the_plan():
    given = study(planned_sites={"total": 6, "community_specific": 1})
    by_site = score_fieldwork_by_site(score_fieldwork(given), given.frames["sites"])
    found = score_fieldwork_plan(by_site, given).set_index("target")
    assert found.loc["sites", ["planned_min", "done", "status"]].tolist() == [6, 2, "short"]
    assert found.loc["community_specific_sites", ["planned_min", "done", "status"]].tolist() == [1, 1, "met"]
    assert found.loc["interviews", ["planned_min", "planned_max", "done"]].tolist() == [18, 24, 4]


def test_missing_answers_are_blank_cells_and_rows_that_are_not_there():
    given = study()
    answers = table("""participant | factor   | in_place | effect      | importance
                       P1          | support  | yes      | facilitator | 5
                       P1          | training | no       |             | 4
                       P2          | support  |          |             |
                       P3          | support  | yes      | neither     | """)
    given = dataclasses.replace(given, frames={**given.frames, "answers": answers})
    found = score_missing_answers(given).set_index(["question", "site", "group"])
    of_peers = found.xs(("S01", "peer_worker"), level=("site", "group"))
    assert of_peers["n_expected"].to_dict() == {"in_place": 4, "effect": 4, "importance": 4}
    assert of_peers["n_answered"].to_dict() == {"in_place": 2, "effect": 1, "importance": 2}
    assert of_peers["share_missing"].to_dict() == {"in_place": 0.5, "effect": 0.75, "importance": 0.5}


def test_an_answer_is_expected_only_of_those_asked_and_an_effect_of_conditions_only():
    parts = framework("support", groups="peer_worker manager", outcomes=("support",))
    given = study_of(
        parts,
        participants="participant | site | group\nP1 | S01 | peer_worker",
        answers="participant | factor | in_place | effect | importance\nP1 | support | yes | | 3",
    )
    found = score_missing_answers(given).set_index("question")
    assert found["n_expected"].to_dict() == {"in_place": 1, "effect": 0, "importance": 1}
    assert pd.isna(found.loc["effect", "share_missing"])


CALENDAR = [
    {"what": "board", "on": "2011-12-01"},
    {"what": "fieldwork", "wave": "London", "from": "2011-05-01", "to": "2011-09-30"},
    {"what": "workshop", "on": "2011-11-30"},
    {"what": "report", "on": "2011-12-01"},
    {"what": "workshop", "on": "2011-12-02"},
    {"what": "board", "on": "2012-03-01"},
]


def whens(day):
    found = score_calendar(study(as_of=dt.date.fromisoformat(day), calendar=CALENDAR))
    return dict(zip(found["what"] + found["starts"].dt.strftime(" %d %b"), found["when"], strict=True))


def test_due_is_what_begins_by_the_day_of_the_next_board():
    assert whens("2011-09-30") == {
        "fieldwork 01 May": "under_way",
        "workshop 30 Nov": "due_before_board",
        "board 01 Dec": "due_before_board",
        "report 01 Dec": "due_before_board",
        "workshop 02 Dec": "later",
        "board 01 Mar": "later",
    }


def test_the_next_board_is_after_the_day_a_page_speaks_of():
    found = whens("2011-12-01")
    assert found["fieldwork 01 May"] == "past"
    assert found["board 01 Dec"] == "under_way"
    assert found["workshop 02 Dec"] == "due_before_board"
    assert found["board 01 Mar"] == "due_before_board"


def test_without_a_board_to_come_all_that_is_to_come_is_later():
    found = score_calendar(study(as_of=dt.date(2011, 1, 1), calendar=CALENDAR[1:3]))
    assert set(found["when"]) == {"later"}


def test_a_study_without_people_has_started_nothing():
    given = study_of(framework("support"), sites=SITES, config={"planned": {"peer_worker": 2}})
    found = score_fieldwork(given)
    assert cell(found, "S01", "peer_worker")["status"] == "not_started"
    assert cell(found, "S01", "manager")["status"] == "not_planned"
