"""Each thing that can be wrong with a study's files is said with its file, row, column and mend."""

from __future__ import annotations

import pytest

from peerwork.problems import Level, ProblemsFound, Unreadable
from peerwork.study.check import check_study
from peerwork.study.read import read_study

ANSWERS = "participant,factor,in_place,effect,importance\n"


def said(folder) -> list[str]:
    return [str(problem) for problem in check_study(folder) if problem.level is Level.PROBLEM]


def only(folder) -> str:
    (line,) = said(folder)
    with pytest.raises(ProblemsFound):
        read_study(folder)
    return line


@pytest.mark.parametrize(
    ("row", "line"),
    [
        (
            "P9,role_flexible,,,",
            'column participant: "P9" is not an interviewee of participants.csv; use one of P1, P2',
        ),
        (
            "P1,role_flexibel,,,",
            'column factor: "role_flexibel" is not a factor of the study; did you mean "role_flexible"',
        ),
        (",role_flexible,,,", "column participant: is blank; write an interviewee of participants.csv"),
        ("P1,role_flexible,Yes,,", 'column in_place: "Yes" is not one of the values allowed; did you mean "yes"?'),
        ("P1,role_flexible,,helps,", 'column effect: "helps" is not one of the values allowed; use one of facilitator'),
        ("P1,role_flexible,,,6", 'column importance: "6" is not a point of the importance scale; write one of 1, 2, 3'),
        ("P1,role_flexible,,,0", 'column importance: "0" is not a point of the importance scale'),
        ("P1,role_flexible,,,4.5", 'column importance: "4.5" is not a point of the importance scale'),
        ("P1,role_flexible,,,high", 'column importance: "high" is not a point of the importance scale'),
        ("P1,role_flexible,,,nan", 'column importance: "nan" is not a point of the importance scale'),
    ],
)
def test_a_bad_answer_is_said_with_its_row_and_column(study, row, line):
    assert only(study(answers=f"{ANSWERS}P1,role_shared_expectations,,,\n{row}\n")).startswith(
        f"answers.csv, row 3, {line}"
    )


def test_the_same_person_and_factor_twice(study):
    folder = study(answers=f"{ANSWERS}P1,role_flexible,yes,,\nP2,role_flexible,no,,\nP1,role_flexible,no,,\n")
    assert only(folder) == (
        'answers.csv, row 4, column participant: participant "P1", factor "role_flexible" stands already in row 2; '
        "keep one row"
    )


PICKS = "participant,factor,kind\nP1,role_flexible,facilitator\nP1,role_specific_tasks,barrier\n"


def test_a_key_whose_first_column_is_blank_may_not_repeat_either(study):
    cells = "theme,site,text\nT1,S01,One.\nT1,S02,Other.\nT1,S01,Two.\n"
    assert only(study(themes="theme,label\nT1,Trust\n", summaries=cells)) == (
        'summaries.csv, row 4, column theme: theme "T1", site "S01" stands already in row 2; keep one row'
    )


def test_three_picks_are_allowed_and_four_are_not(study):
    three = PICKS + "P1,role_job_description,barrier\n"
    assert said(study(top_three=three)) == []
    four = three + "P1,role_shared_expectations,barrier\n"
    assert (
        only(study(top_three=four)) == 'top_three.csv, row 5, column participant: "P1" names 4 factors; keep at most 3'
    )


def test_a_study_that_allows_two_picks_refuses_three(study):
    settings = "title: A\nframework: peer_worker_roles\nrules: {top_max: 2}\n"
    assert (
        only(study(study=settings)) == 'top_three.csv, row 4, column participant: "P1" names 3 factors; keep at most 2'
    )


def test_one_factor_picked_twice_even_in_two_kinds(study):
    assert "row 4" in only(study(top_three=PICKS + "P1,role_flexible,barrier\n"))


PEOPLE = "participant,site,group,interviewed_on\nP1,S01,peer_worker,2011-05-03\nP3,S02,manager,\nP4,S02,manager,\n"


@pytest.mark.parametrize(
    ("row", "column", "right"),
    [
        ("P2,,manager,", "site", "is blank; write a site of sites.csv"),
        ("P2,S3,manager,", "site", '"S3" is not a site of sites.csv'),
        (
            "P2,S01,managers,",
            "group",
            '"managers" is not a stakeholder group of the framework; did you mean "manager"?',
        ),
        ("P2,S01,,", "group", "is blank; write a stakeholder group of the framework"),
        ("P2,S01,manager,2011-02-29", "interviewed_on", '"2011-02-29" is no date; write year-month-day'),
        (
            "P2,S01,manager,03/05/2011",
            "interviewed_on",
            '"03/05/2011" is no date here; it may be 2011-03-05 or 2011-05-03; write year-month-day',
        ),
    ],
)
def test_an_interviewee_needs_a_site_a_group_and_real_dates(study, row, column, right):
    assert only(study(participants=f"{PEOPLE}{row}\n")).startswith(f"participants.csv, row 5, column {column}: {right}")


SITES = "site,name,sector,region\nS01,One,statutory,\nS02,Two,voluntary,\n"


@pytest.mark.parametrize(
    ("row", "right"),
    [
        ("S01,Three,statutory,", 'column site: site "S01" stands already in row 2; keep one row'),
        (
            "S03,Three,statuary,",
            'column sector: "statuary" is not a sector of the framework; did you mean "statutory"?',
        ),
        ("s01,Three,statutory,", 'column site: "s01" differs from "S01" in capital letters only'),
        ("S:3,Three,statutory,", 'column site: "S:3" cannot be part of a file name'),
        ("all,Three,statutory,", 'column site: "all" means every site'),
    ],
)
def test_sites_have_one_code_each_that_can_name_a_page(study, row, right):
    assert only(study(sites=f"{SITES}{row}\n")).startswith(f"sites.csv, row 4, {right}")


def test_a_missing_required_file(study):
    assert "sites.csv: is missing; add it: one row is a case study site" in said(study(sites=None))


def test_a_file_that_another_names_is_missing_once(study):
    folder = study(participants=None)
    assert only(folder) == "participants.csv: is missing, and answers.csv and top_three.csv needs it; add it"


def test_a_missing_column_is_named_with_the_one_that_may_be_meant(study):
    folder = study(answers="participant,factor,in_place,efect,importance\nP1,role_flexible,,,\n")
    assert (
        only(folder)
        == 'answers.csv, row 1, column effect: the column "effect" is missing; rename "efect", if that is meant'
    )


def test_a_duplicated_header(study):
    folder = study(answers="participant,factor,in_place,effect,importance,effect\n")
    assert only(folder) == 'answers.csv, row 1, column effect: the column "effect" stands 2 times; keep one of them'


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"", "answers.csv: is empty; write its header and rows, or remove the file"),
        (b"\xef\xbb\xbf \r\n", "answers.csv: is empty; write its header and rows, or remove the file"),
        (b"participant,factor\nP1,\0\n", "answers.csv, row 2: holds a NUL byte"),
        (ANSWERS.encode("utf-16")[:41], "answers.csv: is UTF-16 text"),
        (ANSWERS.encode("utf-16-le")[:41], "answers.csv, row 1: holds a NUL byte"),
        (
            ANSWERS.encode() + b'P1,"role_flexible,,,\n',
            "answers.csv, row 2: a quotation mark is opened and never closed",
        ),
        (ANSWERS.encode() + b"P1,role_flexible,,,,,\n", "answers.csv, row 2: has 7 cells, the header has 5"),
        (ANSWERS.encode() + b"P1,\x81,,,\n", "answers.csv, row 2: is neither UTF-8 nor Windows-1252 text"),
        (ANSWERS.encode() + b"P1,\x07,,,\n", "answers.csv, row 2: holds the control character U+0007"),
        (b"\n" + ANSWERS.encode(), "answers.csv, row 1: the first row is blank"),
        (ANSWERS.replace(",", "\t").encode(), "answers.csv, row 1: is separated by tabs"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(study, data, line):
    assert only(study(answers=data)).startswith(line)


def test_a_folder_in_place_of_a_file(study):
    folder = study(answers=None)
    (folder / "answers.csv").mkdir()
    assert only(folder) == "answers.csv: is a folder; put the file answers.csv in its place"


def test_every_ragged_row_is_said(study):
    folder = study(answers=ANSWERS + "P1,role_flexible,,,\nP2,a,b,c,d,e\nP2,role_flexible,,,\nP3,a,b,c,d,e\n")
    assert [line[:18] for line in said(folder)] == ["answers.csv, row 3", "answers.csv, row 5"]


def test_problems_of_several_files_are_said_together_in_the_files_order(study):
    folder = study(
        study="title: A\nframework: peer_worker_roles\nplanned: {peers: 2}\n",
        answers=f"{ANSWERS}P1,role_flexible,,,7\n",
        sites=SITES + "S02,,,\n",
    )
    assert [line.partition(":")[0] for line in said(folder)] == [
        "study.yaml, row 3, column planned.peers",
        "sites.csv, row 4, column site",
        "answers.csv, row 2, column importance",
    ]


def test_no_folder_or_no_settings_cannot_be_read_at_all(tmp_path, study):
    with pytest.raises(Unreadable, match="the study folder cannot be read"):
        check_study(tmp_path / "nowhere")
    with pytest.raises(Unreadable, match="study.yaml: is not in the folder"):
        check_study(study(study=None))


INDICATORS = "indicator,label,stage,leads_to,unit,better\n"


@pytest.mark.parametrize(
    ("links", "line"),
    [
        ("trained", None),
        ("trained; posts", None),
        ("trainde", 'row 2, column leads_to: "trainde" is no indicator and no element; did you mean "trained"?'),
        ("trained;elsewhere", 'row 2, column leads_to: "elsewhere" is no indicator and no element; write the code of'),
    ],
)
def test_an_indicator_leads_to_something_that_is_there(study, links, line):
    folder = study(
        indicators=f"{INDICATORS}posts,Posts,input,{links},posts,higher\ntrained,Trained,activity,,%,higher\n"
    )
    assert said(folder) == [] if line is None else only(folder).startswith(f"indicators.csv, {line}")


@pytest.mark.parametrize(
    ("group", "right"),
    [("manager", None), ("mangaer", 'did you mean "manager"?'), ("commissioner", "it is kept as a group of raters")],
)
def test_raters_of_no_stakeholder_group_are_worth_a_look(study, group, right):
    folder = study(
        indicators=f"{INDICATORS}posts,Posts,input,,posts,higher\n",
        indicator_ratings=f"rater,group,indicator,importance,feasibility\nR1,{group},posts,5,4\n",
    )
    notes = [str(found) for found in check_study(folder) if found.file == "indicator_ratings.csv"]
    told = (
        f'note: indicator_ratings.csv, row 2, column group: "{group}" is no stakeholder group of the framework; {right}'
    )
    assert notes == [] if right is None else len(notes) == 1 and notes[0].startswith(told)
