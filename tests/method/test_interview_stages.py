"""METHOD 13: how far each interview has come, who took part, roles planned beside the groups, workshops held."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peerwork.rules import Rules
from peerwork.scoring.interview_stages import list_interviews, score_fieldwork_roles, score_interview_stages
from peerwork.scoring.took_part import TOLD, list_workshops, score_took_part
from small_tables import framework, study_of, table

SITES = """site | name | sector | region
           S01 | One | statutory | London
           S02 | Two | voluntary | North"""
PEOPLE = """participant | site | group       | role_detail          | minutes | recorded | transcribed | interviewed_on
            P1          | S01  | peer_worker | peer trainer         | 40      | yes      | yes         | 2011-05-01
            P2          | S01  | peer_worker |                      | 30      | yes      | no          |
            P3          | S01  | manager     | Commissioner         |         | no       |             | 2011-05-02
            P4          | S02  | manager     | referrer (a nurse)   | 20      | yes      | yes         | 2011-07-01"""
INVITED = """invitation | site | group       | identified_on | informed_on | consented_on | declined_on | participant
             I1         | S01  | peer_worker | 2011-04-01    | 2011-04-02  | 2011-04-03   |             | P1
             I2         | S01  | peer_worker | 2011-04-01    | 2011-04-02  |              | 2011-04-05  |
             I3         | S01  | peer_worker | 2011-04-01    | 2011-04-02  |              |             |
             I4         | S01  | peer_worker | 2011-04-01    |             | 2011-04-09   |             |
             I5         | S02  | manager     | 2011-04-01    | 2011-07-09  | 2011-07-10   |             | """
PASSAGES = """excerpt | participant | site | factor
              E1      | P1          |      | support
              E2      | P1          |      | support
              E3      | P3          |      | support"""
DAYS = ("interviewed_on", "identified_on", "informed_on", "consented_on", "declined_on", "held_on")


def dated(text: str) -> pd.DataFrame:
    made = table(text)
    return made.assign(**{name: pd.to_datetime(made[name]) for name in DAYS if name in made})


def study(*, people=PEOPLE, as_of=None, config=None, **frames):
    made = {name: dated(text) for name, text in frames.items()}
    factors = framework("support", groups="peer_worker manager")
    found = study_of(factors, config=config or {}, sites=SITES, participants=dated(people), **made)
    return dataclasses.replace(found, as_of=as_of)


def stages(given) -> pd.DataFrame:
    return score_interview_stages(list_interviews(given), given).set_index(["site", "group"])


def test_the_furthest_stage_of_each_interview():
    listed = list_interviews(study(excerpts=PASSAGES)).set_index("participant")
    assert listed["stage"].to_dict() == {"P1": "coded", "P2": "recorded", "P3": "coded", "P4": "transcribed"}
    assert listed["n_passages"].to_dict() == {"P1": 2, "P2": 0, "P3": 1, "P4": 0}


def test_each_step_is_counted_by_itself():
    found = stages(study(excerpts=PASSAGES, invitations=INVITED))
    row = found.loc[("S01", "peer_worker")]
    assert row[["n_approached", "n_informed", "n_consented", "n_declined", "n_waiting", "n_to_interview"]].tolist() == [
        4, 3, 2, 1, 1, 1
    ]  # fmt: skip
    assert row[["n_interviewed", "n_recorded", "n_transcribed", "n_coded", "n_timed", "minutes"]].tolist() == [
        2, 2, 1, 1, 2, 70
    ]  # fmt: skip
    assert pd.isna(found.loc[("S01", "manager"), "minutes"])  # an interview, whose length nobody wrote down


def test_nobody_counts_as_interviewed_through_an_invitation():
    without, with_them = stages(study()), stages(study(invitations=INVITED))
    assert without["n_interviewed"].tolist() == with_them["n_interviewed"].tolist() == [2, 1, 0, 1]
    assert without["n_approached"].isna().all()
    assert with_them["n_approached"].tolist() == [4, 0, 0, 1]


def test_a_day_that_has_not_come_by_as_of_is_not_counted():
    given = study(invitations=INVITED, as_of=dt.date(2011, 7, 9))
    row = stages(given).loc[("S02", "manager")]
    assert (row["n_informed"], row["n_consented"], row["n_waiting"]) == (1, 0, 1)
    later = stages(dataclasses.replace(given, as_of=dt.date(2011, 7, 10))).loc[("S02", "manager")]
    assert (later["n_consented"], later["n_waiting"], later["n_to_interview"]) == (1, 0, 1)
    assert stages(dataclasses.replace(given, as_of=dt.date(2011, 6, 30))).loc[("S02", "manager"), "n_interviewed"] == 0


def test_without_interviews_there_are_those_approached():
    given = study(people="participant | site | group", invitations=INVITED)
    assert stages(given)["n_interviewed"].sum() == 0
    assert stages(given)["n_approached"].sum() == 5


@pytest.mark.parametrize(
    ("role", "done"), [("commissioner", [1, 0]), ("referrer", [0, 1]), ("commission", [0, 0]), ("a nurse", [0, 1])]
)
def test_a_planned_role_counts_those_whose_role_has_its_words(role, done):
    found = score_fieldwork_roles(study(config={"planned_roles": {role: [1, 2]}}))
    assert found["done"].tolist() == done
    assert found["status"].tolist() == ["met" if n else "not_started" for n in done]


def test_who_took_part_is_counted_for_the_study_and_each_site_and_blanks_are_a_value():
    found = score_took_part(study())
    roles = found[(found["by"] == "role_detail") & found["site"].isna()]
    assert roles["value"].tolist()[:3] == ["Commissioner", "peer trainer", "referrer (a nurse)"]
    assert roles["value"].isna().tolist() == [False, False, False, True]
    assert roles["share"].tolist() == [0.25] * 4
    assert set(found[found["site"] == "S02"]["share"]) == {1.0}  # one person


@pytest.mark.parametrize(
    ("years", "band"),
    [("0", "under 2"), ("1.9", "under 2"), ("2", "2 to 4"), ("4.9", "2 to 4"), ("5", "5 to 9"), ("9.9", "5 to 9"),
     ("10", "10 or more"), ("41", "10 or more"), ("many", "many"), ("", None)],
)  # fmt: skip
def test_years_in_the_role_are_banded_where_they_are_a_number(years, band):
    people = f"participant | site | group | years_in_role\nP1 | S01 | manager | {years}"
    (value,) = score_took_part(study(people=people)).query("by == 'years_in_role' and site.isna()")["value"]
    assert value == band or (band is None and pd.isna(value))


def test_a_study_has_its_own_bands():
    people = "participant | site | group | years_in_role\nP1 | S01 | manager | 1\nP2 | S01 | manager | 3"
    found = score_took_part(study(people=people, config={"rules": {"years_bands": [1, 2, 3]}}))
    assert set(found.query("by == 'years_in_role' and site.isna()")["value"]) == {"1", "3 or more"}
    with pytest.raises(ValueError, match="each band begins above the one before"):
        Rules(years_bands=(5, 2))


SOME = st.sampled_from(["", "one", "two", "3", "12"])


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["S01", "S02"]), SOME, SOME, SOME), min_size=1, max_size=12))
def test_every_question_adds_up_to_all_who_took_part(rows):
    lines = [f"P{n} | {site} | manager | {a} | {b} | {c}" for n, (site, a, b, c) in enumerate(rows)]
    head = "participant | site | group | gender | age_band | years_in_role"
    found = score_took_part(study(people="\n".join([head, *lines])))
    assert set(found["by"]) <= set(TOLD)
    for site, by in found[["site", "by"]].drop_duplicates().itertuples(index=False):
        part = found[(found["by"] == by) & (found["site"].isna() if pd.isna(site) else found["site"] == site)]
        assert part["n"].sum() == sum(pd.isna(site) or one[0] == site for one in rows)
        assert part["share"].sum() == pytest.approx(1)
        assert not part["value"].duplicated().any()


def test_a_workshop_is_a_site_and_a_day():
    rows = """site | held_on    | factor   | response | group | attendees | note | action
              S01  | 2011-10-01 | support  | agree    |       | 8         |      |
              S01  | 2011-10-01 | training | dispute  |       | 9         |      | do it
              S01  | 2011-11-01 | support  | refine   |       |           |      | """
    made = dated(rows)
    made["attendees"] = pd.to_numeric(made["attendees"])
    given = study_of(framework("support", "training"), sites=SITES, workshops=made)
    found = list_workshops(given)
    assert found["attendees"].tolist()[0] == 9 and pd.isna(found["attendees"].tolist()[1])
    assert found[["n_factors", "n_agree", "n_refine", "n_dispute", "n_actions"]].values.tolist() == [
        [2, 1, 0, 1, 1],
        [1, 0, 1, 0, 0],
    ]
