"""Every import keeps the edition before; nothing that somebody recorded is lost unsaid."""

from __future__ import annotations

import zipfile

import pytest

from collect.filling import fill, sheets
from peerwork.collect.editions import edition_contents, read_editions, undo
from peerwork.collect.importing import plan_import
from peerwork.problems import ProblemsFound
from peerwork.study.read import read_study
from peerwork.vocabulary import Prefer
from study.folders import STUDY


def answers(place) -> str:
    return (place / "answers.csv").read_text(encoding="utf-8")


def change(place, old: str, new: str, file: str = "answers.csv") -> None:
    text = (place / file).read_text(encoding="utf-8")
    assert old in text
    (place / file).write_text(text.replace(old, new), encoding="utf-8", newline="")


@pytest.fixture
def place(folder):
    return folder()


@pytest.fixture
def book(place):
    return sheets(place)["S01-P1.xlsx"]


def test_an_import_keeps_the_state_before_and_the_state_after(place, book):
    fill(book, ("answers", 2, "importance", 4))
    plan_import(place, [book]).write(by="MK", on="2011-07-02")
    first, second = read_editions(place)
    assert (first.number, first.on, first.what, first.before) == (1, "2011-07-01", "as found", None)
    assert (second.number, second.on, second.by, second.before) == (2, "2011-07-02", "MK", 1)
    assert second.what == "import of S01-P1.xlsx"
    assert edition_contents(place, 1)["answers.csv"].decode() == STUDY["answers.csv"]
    assert edition_contents(place, 2)["answers.csv"].decode() == answers(place) != STUDY["answers.csv"]


def test_an_import_that_changes_nothing_makes_no_edition(place, book):
    plan_import(place, [book]).write()
    assert read_editions(place) == []


def test_the_same_import_makes_the_same_bytes(folder, place, book, tmp_path):
    fill(book, ("answers", 2, "importance", 4))
    packs = []
    for _ in range(2):
        plan_import(place, [book]).write()
        packs.append([path.read_bytes() for path in sorted((place / "editions").iterdir())])
        for path in (place / "editions").iterdir():
            path.unlink()
        folder()
    assert packs[0] == packs[1] and len(packs[0]) == 2


def test_undo_goes_back_and_back_again_and_keeps_what_was_undone(place, book):
    for point in (4, 3):
        fill(book, ("answers", 2, "importance", point))
        plan_import(place, [book], prefer=Prefer.SHEET).write()
    for expected in (4, 5):
        undo(place)
        assert read_study(place).frames["answers"].loc[0, "importance"] == expected
    assert answers(place) == STUDY["answers.csv"]
    assert len(read_editions(place)) == 5
    with pytest.raises(ProblemsFound, match="no import to undo"):
        undo(place)


def test_undo_loses_nothing_that_was_changed_by_hand_since(place, book):
    fill(book, ("answers", 2, "importance", 4))
    plan_import(place, [book]).write()
    change(place, "P2,role_job_description,partly", "P2,role_job_description,no")
    before = answers(place)
    with pytest.raises(ProblemsFound, match="answers.csv: was changed by hand since edition 2"):
        undo(place)
    assert answers(place) == before


def test_a_damaged_edition_is_named(place, book):
    fill(book, ("answers", 2, "importance", 4))
    plan_import(place, [book]).write()
    (place / "editions" / "0001.zip").write_bytes(b"PK")
    with pytest.raises(ProblemsFound, match="editions/0001.zip: is no kept edition"):
        undo(place)


def test_what_was_corrected_in_the_study_since_the_sheet_went_out_stays(place, book):
    change(place, 'facilitator,5,"Clear, at last"', 'barrier,5,"Clear, at last"')
    fill(book, ("answers", 2, "importance", 4))
    plan = plan_import(place, [book])
    assert [str(one) for one in plan.differences] == [
        'answers.csv: P1, role_job_description: importance was "5", is "4"'
    ]
    plan.write()
    assert 'P1,role_job_description,yes,barrier,4,"Clear, at last"' in answers(place)


@pytest.mark.parametrize(("prefer", "kept"), [(Prefer.SHEET, "4"), (Prefer.STUDY, "2")])
def test_a_cell_changed_on_both_sides_names_both_values_and_waits_for_a_decision(place, book, prefer, kept):
    change(place, 'facilitator,5,"Clear, at last"', 'facilitator,2,"Clear, at last"')
    fill(book, ("answers", 2, "importance", 4))
    before = answers(place)
    with pytest.raises(ProblemsFound, match='importance "4" in the sheet, "2" in the study: changed on both sides'):
        plan_import(place, [book]).write()
    assert answers(place) == before
    plan_import(place, [book], prefer=prefer).write()
    assert f'P1,role_job_description,yes,facilitator,{kept},"Clear, at last"' in answers(place)


def test_an_answer_added_to_the_study_since_stays(place, book):
    change(place, "P2,role_job_description", "P1,role_flexible,no,,2,\nP2,role_job_description")
    assert plan_import(place, [book]).differences == ()


def test_an_answer_taken_out_of_the_study_since_stays_out_unless_the_sheet_changed_it(place, book):
    change(place, 'P1,role_job_description,yes,facilitator,5,"Clear, at last"\n', "")
    assert plan_import(place, [book]).differences == ()
    fill(book, ("answers", 2, "importance", 4))
    with pytest.raises(ProblemsFound, match="changed in the sheet, taken away in the study"):
        plan_import(place, [book]).write()


def test_a_text_added_to_a_file_without_keys_since_stays(folder):
    impacts = "participant,on,direction,text\nP1,team,positive,Calmer handovers\n"
    place = folder(impacts=impacts)
    book = sheets(place)["S01-P1.xlsx"]
    more = "P1,team,negative,Longer meetings\n"
    (place / "impacts.csv").write_text(impacts + more, encoding="utf-8")
    fill(
        book, ("impacts", 3, "on", "organisation"), ("impacts", 3, "direction", "mixed"), ("impacts", 3, "text", "New")
    )
    plan_import(place, [book]).write()
    assert (place / "impacts.csv").read_text(encoding="utf-8") == impacts + more + "P1,organisation,mixed,New\n"


@pytest.mark.parametrize("cells", [["importance"], ["in_place", "effect", "importance", "comment", "asked"]])
def test_what_was_recorded_goes_only_where_that_is_said(place, book, cells):
    fill(book, *[("answers", 2, name, None) for name in cells])
    before = answers(place)
    with pytest.raises(ProblemsFound, match="would be taken away; fill it in again, or say --allow-removal"):
        plan_import(place, [book]).write()
    assert answers(place) == before
    plan_import(place, [book]).write(allow_removal=True)
    assert answers(place) != before


def test_a_workbook_that_lost_its_hidden_sheet_is_read_as_it_says(place, book):
    import openpyxl

    opened = openpyxl.load_workbook(book)
    del opened["base"]
    opened.save(book)
    change(place, 'facilitator,5,"Clear, at last"', 'facilitator,2,"Clear, at last"')
    [told] = plan_import(place, [book]).differences
    assert (told.was, told.now) == ("2", "5")


def test_no_words_stand_on_the_hidden_sheet(place, book):
    with zipfile.ZipFile(book) as pack:
        strings = pack.read("xl/sharedStrings.xml").decode()
    assert strings.count("Clear, at last") == 1  # on the sheet of answers


def test_a_new_person_who_is_a_known_one_without_the_zeros_is_refused(folder):
    place = folder(participants="participant,site,group\n001,S01,manager\n", answers=None, top_three=None)
    book = sheets(place)["S01-new.xlsx"]
    fill(book, ("participants", 2, "participant", 1), ("participants", 2, "group", "manager"))
    with pytest.raises(ProblemsFound, match='"1" is nobody recorded.*did you mean "001"'):
        plan_import(place, [book])


CODES = ("001", "002", "010", "1E5", "100000", "H1", "h2", "1.0")


def test_an_import_into_a_study_of_numbers_changes_one_row_and_no_code(folder):
    people = "".join(f"{code},S01,manager\n" for code in CODES)
    answers = "".join(f"{code},role_job_description,yes,,{n % 5 + 1}\r\n" for n, code in enumerate(CODES))
    head = "participant,factor,in_place,effect,importance\r\n"
    place = folder(participants="participant,site,group\n" + people, answers=head + answers, top_three=None)
    book = sheets(place)["S01-002.xlsx"]
    fill(book, ("answers", 2, "importance", 5), ("answers", 2, "comment", "The first comment"))
    plan = plan_import(place, [book])
    assert [str(one) for one in plan.differences] == [
        'answers.csv: 002, role_job_description: importance was "2", is "5"',
        'answers.csv: 002, role_job_description: comment was blank, is "The first comment"',
    ]
    plan.write()
    changed = answers.replace("002,role_job_description,yes,,2", "002,role_job_description,yes,,5,The first comment")
    lines = [line if "comment" in line else line + "," for line in changed.split("\r\n")[:-1]]
    expected = [head.strip() + ",comment", *lines]
    assert (place / "answers.csv").read_bytes().decode().split("\r\n")[:-1] == expected
    assert (place / "participants.csv").read_text(encoding="utf-8") == "participant,site,group\n" + people


def test_a_file_whose_days_are_of_another_form_is_not_mixed_by_an_import(folder):
    people = "participant,site,group,interviewed_on\nP1,S01,manager,31/05/2011\nP2,S01,manager,01/06/2011\n"
    place = folder(participants=people, answers=None, top_three=None)
    book = sheets(place)["S01-P1.xlsx"]
    fill(book, ("participants", 2, "minutes", 40))
    with pytest.raises(ProblemsFound, match="participants.csv, row 2.*is read as day/month/year.*first: what comes in"):
        plan_import(place, [book])
