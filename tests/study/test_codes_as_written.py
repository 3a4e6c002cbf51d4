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
