"""METHOD 13 on the fieldwork page: people at each step of an interview, what is to be done, who took part."""

from __future__ import annotations

import pandas as pd
import pytest

from pages.made_up import facts
from peerwork.pages.page import Page
from peerwork.pages.slice import Slice
from peerwork.vocabulary import Audience

COUNTS = ("n_approached", "n_informed", "n_consented", "n_declined", "n_waiting", "n_to_interview")
HELD = ("n_interviewed", "n_recorded", "n_transcribed", "n_coded", "n_timed")
FACTS = facts()


def page(audience=Audience.TEAM, **tables):
    return Page(Slice("fieldwork", audience, {}, FACTS, tables))


def stages(*rows):
    """A row a site and group: counts of invitations (or None without that file), of interviews, and minutes."""
    names = ["site", "group", *COUNTS, *HELD, "minutes"]
    made = [(site, group, *(invited or [float("nan")] * 6), *held) for site, group, invited, held in rows]
    return pd.DataFrame(made, columns=names)


INVITED = stages(
    ("S01", "peer_worker", [4, 3, 2, 1, 1, 1], [1, 1, 1, 0, 1, 40.0]),
    ("S01", "manager", [2, 2, 2, 0, 0, 0], [2, 1, 0, 0, 1, 50.0]),
    ("S02", "manager", [1, 1, 0, 0, 1, 0], [0, 0, 0, 0, 0, float("nan")]),
)
BARE = stages(("S01", "peer_worker", None, [1, 1, 1, 1, 0, float("nan")]))


def test_people_at_each_step_are_said():
    assert page(interview_stages=INVITED).interview_life.say().sentences == (
        "7 people approached: 4 agreed, 1 declined, 2 without an answer yet; of those who agreed, 1 not interviewed "
        "yet.",
        "3 interviews: 2 recorded, 1 transcribed, 0 with coded passages.",
        "An interview took 45 minutes on average (2 timed).",
    )


def test_without_invitations_and_without_lengths_only_interviews_are_said():
    assert page(interview_stages=BARE).interview_life.say().sentences == (
        "1 interview: 1 recorded, 1 transcribed, 1 with coded passages.",
    )


def test_a_row_a_site_and_one_of_all():
    rows = page(interview_stages=INVITED).interview_life.list().rows.set_index("Site")
    assert list(rows.index) == ["S01", "S02", "All"]
    assert rows["Approached"].tolist() == ["6", "1", "7"] and rows["Interviewed"].tolist() == ["3", "0", "3"]
    assert "Approached" not in page(interview_stages=BARE).interview_life.list().rows


def log(**columns):
    rows = {
        "participant": ["P1", "P2", "P3"], "site": "S01", "group": "manager", "minutes": [40.0, float("nan"), 30.0],
        "n_answers": [0, 5, 5], "stage": ["transcribed", "recorded", "coded"],
    }  # fmt: skip
    return pd.DataFrame(rows | columns)


def test_what_is_to_be_done_next_names_whose_interview_it_is():
    rows = page(interview_log=log()).interview_life.list_next().rows
    assert rows.to_numpy().tolist() == [
        ["To be transcribed", "1", "P2"],
        ["To be coded", "1", "P1"],
        ["Answers to be entered", "1", "P1"],
        ["Length to be written down", "1", "P2"],
    ]


def test_nothing_to_be_done_is_said():
    done = log(stage="coded", minutes=30.0, n_answers=5)
    assert page(interview_log=done).interview_life.list_next().sentences == (
        "Every interview is coded, its answers entered, its length written down.",
    )


def took_part():
    rows = [
        (None, "group", "manager", 2, 2 / 3), (None, "group", "peer_worker", 1, 1 / 3),
        (None, "gender", "woman", 2, 2 / 3), (None, "gender", None, 1, 1 / 3),
        ("S01", "gender", "woman", 2, 1.0),
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["site", "by", "value", "n", "share"])


def test_who_took_part_is_said_of_the_study_and_adds_up():
    section = page(took_part=took_part()).took_part
    assert section.say().sentences == ("3 people took part.", "Not recorded: gender of 1.")
    assert section.list().rows.to_numpy().tolist() == [
        ["Stakeholder group", "Team or service manager", "2", "67 %"],
        ["Stakeholder group", "Peer worker", "1", "33 %"],
        ["Gender", "woman", "2", "67 %"],
        ["Gender", "not recorded", "1", "33 %"],
    ]


def test_roles_planned_beside_the_groups():
    rows = pd.DataFrame(
        {"site": ["S01"], "role": ["commissioner"], "planned_min": [1.0], "planned_max": [2.0], "done": [0]}
    ).assign(status="not_started")
    assert page(fieldwork_roles=rows).took_part.list_roles().rows.to_numpy().tolist() == [
        ["S01", "commissioner", "0", "1 to 2", "not started"]
    ]
    assert page().took_part.list_roles().role == "missing"


def workshops(attendees):
    rows = {"site": ["S01", "S02"], "held_on": ["2011-10-12", "2011-11-02"], "attendees": attendees}
    return pd.DataFrame(rows | {"n_factors": [8, 3], "n_actions": [2, 0]})


@pytest.mark.parametrize(
    ("attendees", "said", "shown"),
    [
        ([9.0, float("nan")], "2 workshops held; 9 people came to 1 of them.", ["9", "not recorded"]),
        ([float("nan")] * 2, "2 workshops held; nobody wrote down how many came.", ["not recorded"] * 2),
    ],
)
def test_workshops_and_how_many_came(attendees, said, shown):
    section = page(workshops_held=workshops(attendees)).workshops_held
    assert section.say().sentences == (said,)
    assert section.list().rows["People"].tolist() == shown
    assert section.list().rows["Day"].tolist() == ["12 October 2011", "2 November 2011"]


def test_how_the_role_is_set_up_is_said_where_somebody_wrote_it_down():
    sites = pd.DataFrame({"site": ["S01", "S02"], "name": ["One", "Two"], "role_model": ["On two wards.", None]})
    section = page(sites=sites).role_models
    assert section.say().sentences == ("How the role is set up was written down at 1 site.",)
    assert section.list().rows["How the role is set up"].tolist() == ["On two wards."]


@pytest.mark.parametrize("section", ["interview_life", "took_part", "workshops_held", "role_models"])
@pytest.mark.parametrize("audience", [Audience.BOARD, Audience.PUBLIC])
def test_nobody_else_sees_any_of_it(section, audience):
    own = getattr(page(audience), section)
    assert own.say().role == own.list().role == "missing"
