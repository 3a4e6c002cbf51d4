"""Codes are texts, kept letter by letter; what a spreadsheet or a slip of the pen made of one is said."""

from __future__ import annotations

import pytest

from peerwork.study.check import check_study
from peerwork.study.read import read_study

ANSWERS = "participant,factor,in_place,effect,importance\n"
PEOPLE = "participant,site,group\n"


def told(folder) -> list[str]:
    return [str(problem) for problem in check_study(folder)]


def people(*codes: str, site: str = "S01") -> str:
    return PEOPLE + "".join(f"{code},{site},manager\n" for code in codes)


def answers(*codes: str) -> str:
    return ANSWERS + "".join(f"{code},role_flexible,yes,,\n" for code in codes)


@pytest.mark.parametrize("codes", [("001", "002"), ("1E5", "100000"), ("True", "False"), ("1.0", "1"), ("inf", "nan")])
def test_a_code_is_kept_letter_by_letter(study, codes):
    read = read_study(study(participants=people(*codes), answers=answers(*codes), top_three=None))
    assert tuple(read.frames["participants"]["participant"]) == tuple(read.frames["answers"]["participant"]) == codes


def test_a_column_of_numbers_with_a_blank_is_kept_letter_by_letter(study):
    read = read_study(study(participants=people("001", "002"), answers=answers("001"), top_three=None))
    assert list(read.frames["participants"]["participant"]) == ["001", "002"]


def test_sites_with_leading_zeros(study):
    files = {"sites": "site,name,sector,region\n01,One,statutory,\n02,Two,statutory,\n"}
    settings = "title: A\nframework: peer_worker_roles\ncalendar: [{what: workshop, site: '01', on: 2011-05-01}]\n"
    folder = study(study=settings, participants=people("P1", site="01"), answers=None, top_three=None, **files)
    assert told(folder) == []


def test_zeros_that_a_spreadsheet_took_away_are_a_problem_with_the_code_that_is_meant(study):
    folder = study(participants=people("001", "002"), answers=answers("1"), top_three=None)
    [said] = told(folder)
    assert said.startswith('answers.csv, row 2, column participant: "1" is not') and 'did you mean "001"?' in said


def test_a_letter_of_another_alphabet_is_named(study):
    folder = study(participants=people("P1"), answers=answers("Р1"), top_three=None)  # a Cyrillic letter
    [said] = told(folder)
    assert "CYRILLIC CAPITAL LETTER ER" in said and 'did you mean "P1"?' in said


def test_people_whose_codes_differ_in_capitals_only_are_worth_a_look(study):
    [said] = told(study(participants=people("p1", "P1"), answers=None, top_three=None))
    assert said.startswith('note: participants.csv, row 3, column participant: "P1" differs')


@pytest.mark.parametrize(
    ("day", "noted"),
    [("0021-01-05", True), ("1899-12-30", True), ("2101-05-03", True), ("1986-05-03", False), ("1985-05-03", True)],
)
def test_a_day_far_from_the_others_is_worth_a_look(study, day, noted):
    rows = PEOPLE.replace("group", "group,interviewed_on")
    rows += f"P1,S01,manager,2011-05-03\nP2,S01,manager,2011-06-01\nP3,S01,manager,{day}\n"
    said = told(study(participants=rows, answers=None, top_three=None))
    assert [line.partition(":")[0] for line in said] == (["note"] if noted else [])


def test_excels_own_first_line_is_said_once(study):
    assert len(told(study(answers="sep=,\n" + answers("P1")))) == 1


@pytest.mark.parametrize("code", ["A,1", "A;2"])
def test_a_site_code_holds_nothing_that_lists_are_written_with(study, code):
    folder = study(sites=f'site,name,sector,region\n"{code}",One,statutory,\n', participants=None, answers=None,
                   top_three=None)  # fmt: skip
    assert [line for line in told(folder) if "a comma or a semicolon" in line]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("1,050", "write 1050 without a comma, or 1.050 if"),
        ("1,050,000", "write 1050000 without a comma"),
        ("1,050.5", "write 1050.5 without a comma"),
        ("4,5", "write 4.5"),
    ],
)
def test_a_thousands_comma_is_not_taken_for_a_decimal_one(study, text, right):
    rows = f'participant,site,group,minutes\nP1,S01,manager,"{text}"\n'
    [said] = told(study(participants=rows, answers=None, top_three=None))
    assert right in said


def test_a_guessed_encoding_is_told_as_a_guess_with_a_word_to_judge(study):
    sites = "site,name,sector,region\nS01,Café Zürich,statutory,\n".encode("mac-roman")
    [said] = told(study(sites=sites, participants=None, answers=None, top_three=None))
    assert said.startswith("note: sites.csv, row 2: ") and "a guess" in said and '"CafŽ"' in said


DAYS = "participant,site,group,interviewed_on\n"


def days(*texts: str) -> str:
    return DAYS + "".join(f"P{n},S01,manager,{text}\n" for n, text in enumerate(texts, start=1))


@pytest.mark.parametrize(
    ("texts", "read"),
    [
        (("31/05/2012", "01/06/2012"), ("2012-05-31", "2012-06-01")),  # the first can be nothing else
        (("05/31/2012", "06/01/2012"), ("2012-05-31", "2012-06-01")),
        (("31.05.2012", "1.6.2012"), ("2012-05-31", "2012-06-01")),
        (("41060", "41061", ""), ("2012-05-31", "2012-06-01", None)),  # as Excel numbers days
    ],
)
def test_a_column_of_days_in_one_form_that_can_be_no_other_is_read_with_a_note(study, texts, read):
    folder = study(participants=days(*texts), answers=None, top_three=None)
    [said] = told(folder)
    assert said.startswith("note: participants.csv, row 2, column interviewed_on: is read as ")
    found = read_study(folder).frames["participants"]["interviewed_on"]
    assert [None if day != day else f"{day:%Y-%m-%d}" for day in found] == list(read)


@pytest.mark.parametrize(
    "texts",
    [
        ("03/05/2012", "04/06/2012"),  # each may be of either form
        ("31/05/2012", "2012-06-01"),  # two forms
        ("31/05/2012", "05/31/2012"),
        ("31/05/2012", "41060"),
        ("41060", "2011"),
        ("31/05/2012", "soon"),
    ],
)
def test_a_column_of_days_in_more_than_one_form_is_refused_cell_by_cell_with_its_readings(study, texts):
    said = told(study(participants=days(*texts), answers=None, top_three=None))
    assert len(said) == sum("-" not in text for text in texts) and all("is no date" in line for line in said)


def test_a_day_that_may_be_two_is_told_as_both(study):
    said = told(study(participants=days("03/05/2012"), answers=None, top_three=None))
    assert "may be 2012-03-05 or 2012-05-03" in said[0]


EXTRACTS = "document,factor,evidence,coder\n"
DOCUMENTS = "document,site,type,title,may_share\nD1,S01,policy,A policy,yes\n"


def read_by(*coders: str) -> dict[str, str]:
    rows = "".join(f"D1,role_flexible,specified,{coder}\n" for coder in coders)
    return {"documents": DOCUMENTS, "extracts": EXTRACTS + rows, "participants": None, "answers": None}


@pytest.mark.parametrize("coder", ["Agreed", "AGREED", "аgreed", "agreed\u200b"])  # the third has a Cyrillic letter
def test_agreed_is_the_adjudicated_reading_or_a_problem(study, coder):
    said = told(study(**read_by("ann", coder), top_three=None))
    assert any(line.startswith("extracts.csv, row 3, column coder:") and "not quite agreed" in line for line in said)


@pytest.mark.parametrize(
    ("other", "what"),
    [
        ("Ann", "capital letters"),
        ("аnn", "the letter CYRILLIC SMALL LETTER A"),
        ("a\u200bnn", "a character that nobody sees (U+200B)"),
        ("Аnn", "the letter CYRILLIC CAPITAL LETTER A and capital letters"),
    ],
)
def test_coders_that_read_like_one_are_worth_a_look_with_what_differs(study, other, what):
    said = told(study(**read_by("ann", other), top_three=None))
    assert any(f'differs from "ann" in {what} only; check' in line for line in said)


@pytest.mark.parametrize(
    ("codes", "what"),
    [
        (("Zoé", "Zoe\u0301"), "how an accent is written"),
        (("P-1", "P\u20131"), "the kind of dash"),
        (("P1", "Р1"), "the letter CYRILLIC CAPITAL LETTER ER"),
    ],
)
def test_people_that_read_like_one_are_worth_a_look_with_what_differs(study, codes, what):
    [said] = told(study(participants=people(*codes), answers=None, top_three=None))
    assert said.startswith("note: participants.csv, row 3, column participant: ") and f"in {what} only" in said


def test_sites_that_a_file_system_takes_for_one_are_a_problem(study):
    sites = "site,name,sector,region\nZoé,One,statutory,\nZoe\u0301,Two,statutory,\n"
    [said] = told(study(sites=sites, participants=None, answers=None, top_three=None))
    assert said.startswith("sites.csv, row 3, column site: ") and "how an accent is written" in said


def test_a_code_in_study_yaml_is_the_text_that_stands_there(study):
    settings = "title: 007\nframework: peer_worker_roles\ncalendar: [{what: workshop, site: 01, on: 2011-05-01}]\n"
    sites = "site,name,sector,region\n01,One,statutory,\n1,Two,statutory,\n"
    config = read_study(study(study=settings, sites=sites, participants=None, answers=None, top_three=None)).config
    assert (config.title, config.calendar[0].site) == ("007", "01")


def test_what_is_wrong_with_a_number_as_a_key_names_that_key(study, tmp_path):
    folder = study(study="title: A\nframework: own.yaml\n", participants=None, answers=None, top_three=None)
    scale = 'importance_scale: {1: none, 2: "", 3: much}\n'
    domains = "domains: [{id: d, label: D, factors: [{id: f, label: F, condition: So.}, {id: g, label: ''}]}]\n"
    (folder / "own.yaml").write_text("id: own\ntitle: Own\n" + scale + domains, encoding="utf-8")
    columns = {problem.column for problem in check_study(folder)}
    assert "importance_scale.2" in columns and "domains.1.factors.2.label" in columns
