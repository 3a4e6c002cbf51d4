"""Sheets go out filled with what is recorded; what comes back changes that person's rows and nothing else."""

from __future__ import annotations

import random
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collect.filling import fill, sheets
from peerwork.collect.importing import plan_import
from peerwork.collect.sheets import write_sheets
from peerwork.problems import Level, ProblemsFound
from peerwork.study.read import read_study
from study.folders import STUDY, write_study


def told(plan) -> list[str]:
    return [str(difference) for difference in plan.differences]


def test_a_workbook_for_each_interviewee_who_stayed_and_a_blank_one_a_site(folder):
    people = ["S01-P1.xlsx", "S01-P2.xlsx", "S01-new.xlsx", "S02-P3.xlsx", "S02-new.xlsx"]
    assert sorted(sheets(folder())) == sorted([*people, "S01-invitations.xlsx", "S02-invitations.xlsx"])


def test_answers_list_the_factors_asked_of_the_group_in_the_frameworks_words(folder):
    book = openpyxl.load_workbook(sheets(folder())["S01-P1.xlsx"])
    rows = list(book["answers"].iter_rows(values_only=True))
    assert rows[0] == ("factor", "label", "condition", "asked", "in_place", "effect", "importance", "comment")
    assert rows[1][:2] == ("role_job_description", "Clear job structure")
    assert rows[1][3:] == ("yes", "yes", "facilitator", 5, "Clear, at last")
    assert "employment_profile" not in [row[0] for row in rows]  # asked of managers only


def test_closed_values_have_drop_down_lists(folder):
    book = openpyxl.load_workbook(sheets(folder())["S01-P1.xlsx"])
    rules = {str(rule.sqref)[0]: rule.formula1 for rule in book["answers"].data_validations.dataValidation}
    assert set(rules) == {"A", "D", "E", "F", "G"}
    column = rules["E"].split("$")[1]
    listed = [cell.value for cell in book["lists"][column] if cell.value]
    assert listed == ["yes", "partly", "no", "unsure", "not_applicable"]


def test_the_same_study_gives_the_same_bytes(folder):
    place = folder()
    first = {name: path.read_bytes() for name, path in sheets(place).items()}
    assert first == {name: path.read_bytes() for name, path in sheets(place).items()}


def test_what_somebody_has_filled_in_is_never_written_over(folder):
    place = folder()
    books = sheets(place)
    fill(books["S01-P1.xlsx"], ("answers", 2, "importance", 3))
    fill(books["S02-new.xlsx"], ("participants", 2, "participant", "P9"))
    before = {name: path.read_bytes() for name, path in books.items()}
    with pytest.raises(ProblemsFound) as refused:
        sheets(place)
    assert [Path(problem.file).name for problem in refused.value.problems] == ["S01-P1.xlsx", "S02-new.xlsx"]
    assert before == {name: path.read_bytes() for name, path in books.items()}


def test_what_was_imported_or_never_filled_in_is_written_anew(folder):
    place = folder()
    books = sheets(place)
    fill(books["S01-P1.xlsx"], ("answers", 2, "importance", 3))
    plan_import(place, [books["S01-P1.xlsx"]]).write()
    books["S01-P2.xlsx"].unlink()
    assert set(sheets(place)) == set(books) and books["S01-P2.xlsx"].exists()


def test_sheets_brought_back_untouched_change_nothing(folder):
    place = folder()
    books = [path for name, path in sheets(place).items() if "new" not in name]
    plan = plan_import(place, books)
    assert plan.differences == () and plan.files == {}


def test_a_changed_answer_is_shown_and_only_its_row_changes(folder):
    place = folder()
    book = sheets(place)["S01-P1.xlsx"]
    fill(book, ("answers", 2, "importance", 4), ("answers", 2, "comment", "Unclear"))
    plan = plan_import(place, [book])
    assert told(plan) == [
        'answers.csv: P1, role_job_description: importance was "5", is "4"',
        'answers.csv: P1, role_job_description: comment was "Clear, at last", is "Unclear"',
    ]
    assert (place / "answers.csv").read_text(encoding="utf-8") == STUDY["answers.csv"]  # nothing is written yet
    plan.write()
    line = 'P1,role_job_description,yes,facilitator,5,"Clear, at last"'
    expected = STUDY["answers.csv"].replace(line, "P1,role_job_description,yes,facilitator,4,Unclear")
    assert (place / "answers.csv").read_text(encoding="utf-8") == expected


def test_extra_columns_separators_line_ends_and_other_rows_stay_as_they_are(folder):
    answers = (
        "note to self;factor;participant;in_place;effect;importance\r\n"
        "caf\xe9;role_flexible;P1;yes;;4\r\n"
        " kept  ;role_flexible; P2 ;no;;5.0\r\n"
    ).encode("cp1252")
    place = folder(answers=answers)
    book = sheets(place)["S01-P1.xlsx"]
    row = next(r for r in range(2, 60) if openpyxl.load_workbook(book)["answers"].cell(r, 1).value == "role_flexible")
    fill(book, ("answers", row, "in_place", "no"))
    plan_import(place, [book]).write()
    assert (place / "answers.csv").read_bytes() == answers.replace(b"P1;yes", b"P1;no")


def test_an_answer_that_was_not_recorded_before_is_added_behind_that_persons_rows(folder):
    place = folder()
    book = sheets(place)["S01-P1.xlsx"]
    fill(book, ("answers", 3, "in_place", "partly"), ("answers", 4, "asked", "yes"))
    plan = plan_import(place, [book])
    assert told(plan) == ["answers.csv: P1, role_specific_tasks: new", "answers.csv: P1, role_flexible: new"]
    plan.write()
    lines = (place / "answers.csv").read_text(encoding="utf-8").splitlines()
    assert lines[2:4] == ["P1,role_specific_tasks,partly,,,", "P1,role_flexible,,,,"]


def test_a_pick_cleared_in_the_sheet_is_taken_away(folder):
    place = folder()
    book = sheets(place)["S01-P1.xlsx"]
    fill(book, ("top_three", 2, "factor", None), ("top_three", 2, "kind", None))
    plan = plan_import(place, [book])
    assert told(plan) == ["top_three.csv: P1, role_job_description: taken away"]


def test_a_new_interviewee_is_added_to_every_file(folder):
    place = folder(other_factors=None)
    book = sheets(place)["S02-new.xlsx"]
    fill(
        book,
        ("participants", 2, "participant", "P5"),
        ("participants", 2, "group", "manager"),
        ("answers", 2, "importance", 3),
        ("top_three", 2, "factor", "role_flexible"),
        ("top_three", 2, "kind", "barrier"),
        ("other_factors", 2, "text", "Parking"),
        ("other_factors", 2, "kind", "barrier"),
    )
    plan_import(place, [book]).write()
    recorded = read_study(place)
    assert recorded.frames["participants"]["participant"].tolist() == ["P1", "P2", "P3", "P5"]
    assert recorded.frames["other_factors"]["text"].tolist() == ["Parking"]
    assert "P5" in recorded.frames["answers"]["participant"].tolist()
    assert (place / "participants.csv").read_text(encoding="utf-8").startswith(STUDY["participants.csv"])


def test_every_problem_of_every_workbook_is_said_and_nothing_is_written(folder):
    place = folder()
    books = sheets(place)
    fill(
        books["S01-P1.xlsx"],
        ("answers", 2, "importance", 6),
        ("answers", 3, "in_place", "Yes"),
        ("answers", 4, "effect", "=1+1"),
    )
    fill(books["S02-P3.xlsx"], ("participants", 2, "site", "S9"))
    before = {path.name: path.read_bytes() for path in place.iterdir()}
    with pytest.raises(ProblemsFound) as found:
        plan_import(place, [books["S01-P1.xlsx"], books["S02-P3.xlsx"]])
    said = [str(problem).partition(";")[0] for problem in found.value.problems if problem.level is Level.PROBLEM]
    assert said == [
        "S01-P1.xlsx, sheet answers, row 4, column effect: holds a formula",
        'S01-P1.xlsx, sheet answers, row 3, column in_place: "Yes" is not one of the values allowed',
        'S01-P1.xlsx, sheet answers, row 2, column importance: "6" is not a point of the importance scale',
        'S02-P3.xlsx, sheet participants, row 2, column site: "S9" is not a site of sites.csv',
    ]
    assert before == {path.name: path.read_bytes() for path in place.iterdir()}


def test_four_picks_in_a_sheet(folder):
    place = folder()
    book = sheets(place)["S01-P1.xlsx"]
    fill(book, ("top_three", 5, "factor", "role_shared_expectations"), ("top_three", 5, "kind", "barrier"))
    with pytest.raises(ProblemsFound, match='sheet top_three, row 5, column participant: "P1" names 4 factors'):
        plan_import(place, [book])


def test_one_person_in_two_workbooks(folder, tmp_path):
    place = folder()
    book = sheets(place)["S01-P1.xlsx"]
    (tmp_path / "copy.xlsx").write_bytes(book.read_bytes())
    with pytest.raises(ProblemsFound, match='"P1" is in S01-P1.xlsx too'):
        plan_import(place, [book, tmp_path / "copy.xlsx"])


@pytest.mark.parametrize("data", [b"", b"not a workbook", b"PK\x03\x04 broken"])
def test_a_file_that_is_no_workbook(folder, tmp_path, data):
    (tmp_path / "x.xlsx").write_bytes(data)
    with pytest.raises(ProblemsFound, match="x.xlsx: is not an Excel workbook"):
        plan_import(folder(), [tmp_path / "x.xlsx"])


def test_a_text_too_long_for_excel_is_said_and_not_cut(folder):
    place = folder(answers=STUDY["answers.csv"] + f"P1,role_flexible,yes,,,{'x' * 40_000}\n")
    with pytest.raises(ProblemsFound, match="is longer than a cell of Excel holds"):
        sheets(place)


OWN = """id: own
title: Our own
site_scale: {min: -2, max: 2}
domains: [{id: all, label: All, factors: [{id: a, label: A, condition: A is there.}, {id: b, label: B, condition: B.}]}]
"""


def test_consensus_ratings_go_out_and_in_by_site(folder):
    files = dict.fromkeys(("participants", "answers", "top_three"))
    ratings = "site,factor,rating,mixed\nS01,a,-2,yes\nS02,a,1,\n"
    place = folder(study="title: A\nframework: own.yaml\n", site_ratings=ratings, **files)
    (place / "own.yaml").write_text(OWN, encoding="utf-8")
    book = sheets(place)["S01-ratings.xlsx"]
    assert plan_import(place, [book]).differences == ()
    fill(book, ("site_ratings", 3, "rating", 1.5))
    plan_import(place, [book]).write()
    assert (place / "site_ratings.csv").read_text(
        encoding="utf-8"
    ) == "site,factor,rating,mixed\nS01,a,-2,yes\nS01,b,1.5,\nS02,a,1,\n"


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn")), max_size=30).map(str.strip)


MARKS = st.sampled_from(["", "=", "+", "@", "'=", "_x0041_", "line\nend ", '"'])


@settings(max_examples=10, deadline=None)
@given(texts=st.lists(st.tuples(MARKS, TEXTS), min_size=3, max_size=3), seed=st.integers(0, 9))
def test_any_text_goes_out_and_comes_back_the_same(tmp_path_factory, texts, seed):
    place = write_study(tmp_path_factory.mktemp("study"))
    order = random.Random(seed).sample(["P1,role_flexible", "P2,role_flexible", "P3,role_flexible"], 3)
    quoted = [(mark + why).strip().replace('"', '""') for mark, why in texts]
    rows = "".join(f'{who},barrier,"{text}"\n' for who, text in zip(order, quoted, strict=True))
    (place / "top_three.csv").write_text("participant,factor,kind,why\n" + rows, encoding="utf-8", newline="")
    books = write_sheets(read_study(place), tmp_path_factory.mktemp("sheets"), folder=place)
    plan = plan_import(place, [book for book in books if "new" not in book.name])
    assert told(plan) == []
