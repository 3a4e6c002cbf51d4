"""What study.yaml, the framework and several files must agree on."""

from __future__ import annotations

import pytest

from peerwork.problems import Level
from peerwork.study.check import check_study

HEAD = "title: A\nframework: peer_worker_roles\n"


def said(folder, level=Level.PROBLEM) -> list[str]:
    return [str(problem) for problem in check_study(folder) if problem.level is level]


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        (
            "planned: {manger: 2}",
            'column planned.manger: "manger" is not a stakeholder group of the framework; did you',
        ),
        (
            "factors: [role_flexibel]",
            'column factors.1: "role_flexibel" is not a factor of the framework; did you mean',
        ),
        (
            "site_attributes: [user_led]",
            'column site_attributes.1: "user_led" is no column of sites.csv; add it to sites',
        ),
        (
            "calendar: [{what: workshop, on: 2011-05-01, site: S9}]",
            'column calendar.1.site: "S9" is not a site of sites',
        ),
        ("titel: B", 'column titel: the key "titel" is not known; did you mean "title"?'),
        ("title: B", 'column title: the key "title" stands twice, first in line 1'),
        ("rules: {in_place_share: 0.4}", 'column rules.in_place_share: "0.4" does not fit'),
    ],
)
def test_a_setting_that_fits_nothing_is_said_with_its_line(study, line, wrong):
    problems = said(study(study=HEAD + line + "\n", answers=None, top_three=None))
    assert len(problems) == 1 and problems[0].startswith(f"study.yaml, row 3, {wrong}")


def test_a_factor_that_this_study_does_not_ask_about(study):
    folder = study(study=HEAD + "factors: [role_job_description, role_specific_tasks]\n", answers=None)
    assert [line[:96] for line in said(folder)] == [
        'top_three.csv, row 4, column factor: "role_flexible" is not a factor of the study; use one of ro',
        'top_three.csv, row 5, column factor: "role_flexible" is not a factor of the study; use one of ro',
    ]


def test_an_unknown_framework(study):
    (problem,) = said(study(study="title: A\nframework: peer_worker_role\n"))
    where, _, what = problem.partition(": ")
    assert where == "study.yaml, row 2, column framework"
    assert what == 'there is no framework "peer_worker_role"; did you mean "peer_worker_roles"?'


OWN = """id: own
title: Our own
{scales}
domains:
  - id: all
    label: All
    factors: [{{id: a, label: A, condition: A is there.}}]
"""


def test_a_framework_beside_the_study_and_its_problems_are_read(study):
    folder = study(study="title: A\nframework: own.yaml\n", answers=None, top_three=None, participants=None)
    (folder / "own.yaml").write_text(OWN.format(scales="site_scale: {min: -2, max: 2}"), encoding="utf-8")
    assert said(folder) == []
    (folder / "own.yaml").write_text(OWN.format(scales="site_scale: {min: 2, max: -2}"), encoding="utf-8")
    assert said(folder) == ["own.yaml, row 3, column site_scale: min 2 is not below max -2; write the lower end as min"]


def test_ratings_need_the_scale_of_the_framework(study):
    files = {"answers": None, "top_three": None, "participants": None}
    ratings = "site,factor,rating\nS01,a,+2\nS02,a,3\n"
    folder = study(study="title: A\nframework: own.yaml\n", site_ratings=ratings, **files)
    (folder / "own.yaml").write_text(OWN.format(scales="site_scale: {min: -2, max: 2}"), encoding="utf-8")
    assert said(folder) == [
        'site_ratings.csv, row 3, column rating: "3" is outside the framework\'s site_scale; '
        "write a number from -2 to 2, or leave it blank"
    ]
    (folder / "own.yaml").write_text(OWN.format(scales=""), encoding="utf-8")
    (problem,) = said(folder)
    assert problem.startswith("site_ratings.csv, column rating: the framework has no site_scale; add")


OUTCOMES = "site,outcome,membership\nS01,introduced_well,1\nS02,introduced_well,{}\n"


@pytest.mark.parametrize("membership", ["0", "0.05", "1", "1.0", ""])
def test_a_membership_lies_from_0_to_1(study, membership):
    assert said(study(outcomes=OUTCOMES.format(membership))) == []


@pytest.mark.parametrize("membership", ["-0.01", "1.01", "full"])
def test_a_membership_outside_0_to_1_is_said(study, membership):
    (problem,) = said(study(outcomes=OUTCOMES.format(membership)))
    assert problem.startswith(f'outcomes.csv, row 3, column membership: "{membership}"')


def test_the_outcome_of_the_study_is_one_of_those_scored(study):
    folder = study(study=HEAD + "outcome: introduced_wel\n", outcomes=OUTCOMES.format(0))
    assert said(folder) == [
        'study.yaml, row 3, column outcome: "introduced_wel" is not in outcomes.csv; did you mean "introduced_well"?'
    ]


def test_an_outcome_without_a_file_is_a_note(study):
    (note,) = said(study(study=HEAD + "outcome: introduced_well\n"), Level.NOTE)
    assert "there is no outcomes.csv" in note


PASSAGES = "excerpt,source,participant,site,factor,theme,text,quotable_text,may_quote,coder\n"
THEMES = "theme,label,parent\nhope,Hope,\n"


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("E1,interview,P1,,role_flexible,,said,,no,A", None),
        ("E1,document,,S01,,hope,said,said,yes,A", None),
        ("E1,interview,P1,,role_flexible,hope,said,,no,A", "column theme: factor and theme are both given"),
        ("E1,interview,P1,,,,said,,no,A", "column factor: neither factor nor theme is given"),
        ("E1,interview,,,role_flexible,,said,,no,A", "column participant: neither participant nor site is given"),
        ("E1,interview,P1,S02,role_flexible,,said,,no,A", "column site: is not the site of the participant"),
        ("E1,interview,P1,,,hop,said,,no,A", 'column theme: "hop" is not a theme of themes.csv; did you mean "hope"?'),
        ("E1,interview,P1,,,hope,said,,public,A", 'column may_quote: "public" is not one of the values allowed'),
        ("E1,interview,P1,,,hope,said,,,A", "column may_quote: is blank"),
    ],
)
def test_a_passage_has_one_subject_one_origin_and_one_audience(study, row, problem):
    problems = said(study(excerpts=f"{PASSAGES}{row}\n", themes=THEMES))
    assert problems == [] if problem is None else problems[0].startswith(f"excerpts.csv, row 2, {problem}")


def test_a_passage_coded_twice_says_the_same_both_times(study):
    rows = "E1,interview,P1,,role_flexible,,said,,no,A\nE1,interview,P1,,,hope,said,said,yes,A\n"
    assert [line.partition(":")[0] for line in said(study(excerpts=PASSAGES + rows, themes=THEMES))] == [
        "excerpts.csv, row 3, column may_quote",
        "excerpts.csv, row 3, column quotable_text",
    ]


def test_a_passage_to_be_quoted_without_a_quotable_text_is_noted(study):
    rows = "E1,interview,P1,,role_flexible,,said,,board,A\n"
    (note,) = said(study(excerpts=PASSAGES + rows), Level.NOTE)
    assert note.startswith("note: excerpts.csv, row 2, column quotable_text: may be quoted but has no quotable_text")


def test_no_with_facilitator_is_noted_for_confirmation(study):
    rows = "P1,role_flexible,no,facilitator,\nP1,role_specific_tasks,no,barrier,\n"
    (note,) = said(study(answers="participant,factor,in_place,effect,importance\n" + rows), Level.NOTE)
    assert note.startswith("note: answers.csv, row 2, column effect: no with facilitator")


def test_a_group_that_is_not_asked_is_noted(study):
    people = "participant,site,group\nP1,S01,service_user\nP2,S01,manager\n"
    rows = "participant,factor,in_place,effect,importance\nP1,role_flexible,yes,,\nP2,role_flexible,yes,,\n"
    notes = said(study(participants=people, answers=rows, top_three=None), Level.NOTE)
    assert [line[:90] for line in notes] == [
        'note: answers.csv, row 2, column factor: "role_flexible" is not asked of service_user; che'[:90]
    ]


@pytest.mark.parametrize(
    ("file", "text", "problem"),
    [
        ("extracts", "document,factor,evidence,coder\nD1,role_flexible,partly,A\n", "documents.csv: is missing"),
        ("measurements", "site,indicator,period,value\nall,I1,2011-01-01,1\n", "indicators.csv: is missing"),
        (
            "workshops",
            "site,held_on,factor,response\nS01,,role_flexible,agree\n",
            "workshops.csv, row 2, column held_on: is blank",
        ),
        ("mapping", "organisation,sector,region\nX,private,\n", 'mapping.csv, row 2, column sector: "private" is not'),
        (
            "analyst_calls",
            "factor,call\nrole_flexible,stong\n",
            'analyst_calls.csv, row 2, column call: "stong" is not',
        ),
    ],
)
def test_every_file_is_checked_against_its_own_schema(study, file, text, problem):
    (line,) = said(study(**{file: text}))
    assert line.startswith(problem)


def test_a_file_name_in_capital_letters_works_on_some_machines_only(study):
    folder = study(answers=None)
    (folder / "Answers.CSV").write_text("participant,factor,in_place,effect,importance\n", encoding="utf-8")
    assert said(folder) == ["Answers.CSV: the name is not written as it must be; rename it answers.csv"]


def test_a_file_that_is_none_of_a_study_is_noted(study):
    folder = study()
    (folder / "answer.csv").write_text("", encoding="utf-8")
    assert said(folder, Level.NOTE) == ["note: answer.csv: is not a file of a study; did you mean answers.csv?"]
