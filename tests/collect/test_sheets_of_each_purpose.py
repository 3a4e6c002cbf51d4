"""Documents, workshops, quotations, invitations and a month of indicators: out in a workbook, and in again."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collect.filling import fill, sheets
from collect.test_other_spreadsheets import OFFICE, saved_as
from peerwork.collect.arrivals import plan_arrivals
from peerwork.collect.month import next_month
from peerwork.problems import Level, ProblemsFound
from peerwork.study.check import check_study
from peerwork.study.read import read_study
from peerwork.vocabulary import Prefer, Purpose
from study.folders import write_study

MORE = {
    "study": "title: A small study\nframework: peer_worker_roles\nsynthetic: true\nas_of: 2012-01-20\n"
    "calendar:\n  - {what: workshop, on: 2011-11-02, site: S01}\n",
    "documents": "document,site,type,title,may_share\nD1,S01,policy,A policy,no\nD2,S02,strategy,=Plan,yes\n",
    "extracts": "document,factor,evidence,coder,page,note\nD1,role_flexible,partly,c1,3,\n"
    "D1,role_flexible,absent,c2,,\n",
    "workshops": "site,held_on,factor,response,group,attendees,note,action\n"
    "S01,2011-10-01,role_flexible,agree,,9,Nobody was surprised,\n",
    "excerpts": "excerpt,source,participant,site,factor,theme,text,quotable_text,may_quote,coder\n"
    "E1,interview,P1,,role_flexible,,I know Ann.,,no,c1\n"
    "E2,document,,S01,role_flexible,,It says so.,It says so.,yes,c1\n",
    "indicators": "indicator,label,stage,leads_to,unit,better,target\n"
    "waits,Days waited,output,,days,lower,30\nposts,Posts filled,input,,posts,higher,\n",
    "measurements": "site,indicator,period,value\nS01,waits,2011-10-01,40\nS01,waits,2011-11-01,38.5\n"
    "S01,posts,2011-07-01,2\n"
    "S01,posts,2011-10-01,3\nall,posts,2011-10-01,9\n",
    "invitations": "invitation,site,group,identified_on,informed_on,consented_on,declined_on,participant\n"
    "I1,S01,peer_worker,2011-04-01,,2011-04-03,,P1\n",
}


@pytest.fixture
def place(folder) -> Path:
    return folder(**MORE)


def told(plan) -> list[str]:
    return [str(difference) for difference in plan.differences]


def rows(path: Path, sheet: str) -> list[dict]:
    head, *lines = openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True)
    return [dict(zip(head, line, strict=True)) for line in lines]


def row_of(path: Path, sheet: str, **values: object) -> int:
    """The row of a sheet whose cells hold these values, the last one if there are several."""
    found = [n for n, row in enumerate(rows(path, sheet), 2) if all(row[name] == one for name, one in values.items())]
    return found[-1]


def test_each_purpose_has_its_workbooks(place):
    names = {purpose: sorted(sheets(place, purpose)) for purpose in Purpose}
    assert names[Purpose.DOCUMENTS] == [
        "S01-D1.xlsx", "S01-new-document.xlsx", "S02-D2.xlsx", "S02-new-document.xlsx"
    ]  # fmt: skip
    assert names[Purpose.WORKSHOPS] == ["S01-workshop.xlsx", "S02-workshop.xlsx"]
    assert names[Purpose.INDICATORS] == [
        "S01-indicators.xlsx", "S02-indicators.xlsx", "all-indicators.xlsx", "indicators.xlsx"
    ]  # fmt: skip
    assert names[Purpose.QUOTATIONS] == ["S01-quotations.xlsx", "S02-quotations.xlsx"]
    assert names[Purpose.RATINGS] == []  # the framework has no scale for them
    assert sorted(sheets(place, *Purpose)) == sorted(name for one in names.values() for name in one)


def test_every_workbook_brought_back_untouched_changes_nothing(place):
    assert told(plan_arrivals(place, list(sheets(place, *Purpose).values()))) == []


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", ["ods", "xlsx"])
def test_saved_by_libreoffice_they_change_what_was_filled_in_and_nothing_else(place, tmp_path, kind):
    books = sheets(place, *Purpose)
    month, document = books["S01-indicators.xlsx"], books["S01-D1.xlsx"]
    fill(month, ("measurements", row_of(month, "measurements", indicator="waits"), "value", 31.5))
    new = row_of(document, "extracts", factor="role_specific_tasks", coder=None)
    fill(document, ("extracts", new, "evidence", "specified"), ("extracts", new, "coder", "c3"))
    saved_as(kind, list(books.values()), tmp_path)
    assert told(plan_arrivals(place, [tmp_path / "saved"])) == [
        "extracts.csv: D1, role_specific_tasks, c3: new",
        "measurements.csv: S01, waits, 2011-12-01: new",
    ]


def test_a_month_is_ready_with_its_day_its_words_and_the_value_before(place):
    month = rows(sheets(place, Purpose.INDICATORS)["S01-indicators.xlsx"], "measurements")
    assert [list(row.values())[:6] for row in month[:2]] == [
        ["S01", "waits", "Days waited", "days", 38.5, pd.Timestamp("2011-12-01")],
        ["S01", "posts", "Posts filled", "posts", 3, pd.Timestamp("2012-01-01")],  # every three months
    ]


@pytest.mark.parametrize(
    ("periods", "following"),
    [
        ([], "2012-01-01"),  # the month of as_of
        (["2011-11-01"], "2011-12-01"),
        (["2011-10-31", "2011-11-07"], "2011-11-14"),
        (["2010-04-01", "2011-04-01"], "2012-04-01"),
        (["2011-11-01", "2011-10-01", "2011-12-01"], "2012-01-01"),
    ],
)
def test_the_next_period_follows_from_the_last_two(folder, periods, following):
    lines = "".join(f"S01,waits,{period},1\n" for period in periods)
    study = read_study(folder(**MORE | {"measurements": "site,indicator,period,value\n" + lines}))
    row = next_month(study, "S01").set_index("indicator").loc["waits"]
    assert row["period"] == pd.Timestamp(following)


def test_a_file_dropped_in_a_folder_each_month_is_enough(place, tmp_path):
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for month, value in enumerate((31, 30, 29)):
        book = sheets(place, Purpose.INDICATORS)["S01-indicators.xlsx"]
        fill(book, ("measurements", row_of(book, "measurements", indicator="waits"), "value", value))
        shutil.copy(book, inbox / f"month-{month}.xlsx")
        plan = plan_arrivals(place, [inbox])  # the files of all months so far
        assert len(plan.differences) == 1 and "waits" in told(plan)[0]
        plan.write()
    assert told(plan_arrivals(place, [inbox])) == []
    lines = (place / "measurements.csv").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith("S01,waits,")][2:] == [
        "S01,waits,2011-12-01,31", "S01,waits,2012-01-01,30", "S01,waits,2012-02-01,29"
    ]  # fmt: skip
    assert not [problem for problem in check_study(place) if problem.level is Level.PROBLEM]


def test_a_plain_csv_in_the_folder_is_taken_and_other_files_are_left_alone(place, tmp_path):
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "december.csv").write_text("site;indicator;period;value\r\nS01;waits;2011-12-01;31\r\n", encoding="utf-8")
    (inbox / "events.csv").write_text("on,indicator,label\n2011-12-05,waits,A new form\n", encoding="utf-8")
    (inbox / "other.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    plan = plan_arrivals(place, [inbox])
    assert told(plan) == [
        "measurements.csv: S01, waits, 2011-12-01: new", "events.csv: 2011-12-05, waits, A new form: new"
    ]  # fmt: skip
    plan.write()
    assert not [problem for problem in check_study(place) if problem.level is Level.PROBLEM]
    assert told(plan_arrivals(place, [inbox])) == []


def test_two_files_that_say_different_things_of_one_row_are_refused(place, tmp_path):
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for name, value in (("a", 31), ("b", 31), ("c", 32)):
        line = f"site,indicator,period,value\nS01,waits,2011-12-01,{value}\n"
        (inbox / f"{name}.csv").write_text(line, encoding="utf-8")
    with pytest.raises(ProblemsFound) as refused:
        plan_arrivals(place, [inbox])
    (problem,) = refused.value.problems
    assert str(problem).startswith('c.csv, row 2, column site: "S01, waits, 2011-12-01" is in a.csv too')


def test_a_value_that_differs_from_the_recorded_one_stops_until_somebody_decides(place, tmp_path):
    (tmp_path / "a.csv").write_text("site,indicator,period,value\nS01,waits,2011-11-01,39\n", encoding="utf-8")
    plan = plan_arrivals(place, [tmp_path / "a.csv"])
    with pytest.raises(ProblemsFound, match='waits, 2011-11-01: value "39" in the sheet, "38.5" in the study'):
        plan.write()
    plan = plan_arrivals(place, [tmp_path / "a.csv"], prefer=Prefer.SHEET)
    assert told(plan) == ['measurements.csv: S01, waits, 2011-11-01: value was "38.5", is "39"']


def test_a_second_reader_adds_readings_and_the_first_keeps_theirs(place):
    book = sheets(place, Purpose.DOCUMENTS)["S01-D1.xlsx"]
    first = rows(book, "extracts")
    assert [(row["factor"], row["evidence"], row["coder"]) for row in first[:2]] == [
        ("role_flexible", "partly", "c1"), ("role_flexible", "absent", "c2")
    ]  # fmt: skip
    assert first[2]["condition"].startswith("The peer worker role has a written job description")
    number = row_of(book, "extracts", factor="role_flexible", coder=None)
    fill(book, ("extracts", number, "evidence", "specified"), ("extracts", number, "coder", "agreed"))
    plan = plan_arrivals(place, [book])
    assert told(plan) == ["extracts.csv: D1, role_flexible, agreed: new"]


def test_a_new_document_comes_with_its_readings(place):
    book = sheets(place, Purpose.DOCUMENTS)["S02-new-document.xlsx"]
    cells = {"document": "D9", "type": "policy", "title": "Another", "may_share": "no"}
    fill(book, *(("documents", 2, name, value) for name, value in cells.items()))
    fill(book, ("extracts", 2, "evidence", "absent"), ("extracts", 2, "coder", "c1"))
    plan = plan_arrivals(place, [book])
    assert told(plan) == ["documents.csv: D9: new", "extracts.csv: D9, role_job_description, c1: new"]
    plan.write()
    assert not [problem for problem in check_study(place) if problem.level is Level.PROBLEM]


def test_the_day_of_the_next_workshop_stands_in_its_sheet(place):
    book = sheets(place, Purpose.WORKSHOPS)["S01-workshop.xlsx"]
    room = [row for row in rows(book, "workshops") if row["response"] is None]
    assert {row["held_on"] for row in room} == {pd.Timestamp("2011-11-02")}
    number = row_of(book, "workshops", factor="role_flexible", response=None)
    fill(book, ("workshops", number, "response", "refine"), ("workshops", number, "attendees", 12))
    assert told(plan_arrivals(place, [book])) == ["workshops.csv: S01, 2011-11-02, role_flexible: new"]


def test_a_passage_is_made_quotable_and_one_taken_out_is_asked_about(place):
    book = sheets(place, Purpose.QUOTATIONS)["S01-quotations.xlsx"]
    fill(book, ("excerpts", 2, "quotable_text", "I know [name]."), ("excerpts", 2, "may_quote", "board"))
    changed = openpyxl.load_workbook(book)
    changed["excerpts"].delete_rows(3)
    changed.save(book)
    plan = plan_arrivals(place, [book])
    assert told(plan)[:2] == [
        'excerpts.csv: E1, role_flexible, c1: quotable_text was blank, is "I know [name]."',
        'excerpts.csv: E1, role_flexible, c1: may_quote was "no", is "board"',
    ]
    with pytest.raises(ProblemsFound, match="E2.* would be taken away; fill it in again, or say --allow-removal"):
        plan.write()


def test_people_approached(place):
    book = sheets(place)["S01-invitations.xlsx"]
    cells = {"invitation": "I2", "site": "S01", "group": "manager", "informed_on": "2011-05-01"}
    fill(book, *(("invitations", 3, name, value) for name, value in cells.items()))
    assert told(plan_arrivals(place, [book])) == ["invitations.csv: I2: new"]


def test_all_problems_at_once_each_with_its_sheet_and_cell(place):
    books = sheets(place, *Purpose)
    fill(books["S01-D1.xlsx"], ("extracts", 4, "evidence", "maybe"))
    fill(books["S01-indicators.xlsx"], ("measurements", 2, "value", "many"), ("measurements", 3, "value", "=1+1"))
    fill(books["S01-workshop.xlsx"], ("workshops", 3, "response", "agreed"))
    fill(books["S01-quotations.xlsx"], ("excerpts", 2, "may_quote", "all"))
    before = {path.name: path.read_bytes() for path in place.iterdir() if path.is_file()}
    with pytest.raises(ProblemsFound) as refused:
        plan_arrivals(place, list(books.values()))
    found = {(one.file, one.row, one.column) for one in refused.value.problems if one.level is Level.PROBLEM}
    assert found == {
        ("S01-D1.xlsx, sheet extracts", 4, "evidence"),
        ("S01-D1.xlsx, sheet extracts", 4, "coder"),
        ("S01-indicators.xlsx, sheet measurements", 2, "value"),
        ("S01-indicators.xlsx, sheet measurements", 3, "value"),
        ("S01-workshop.xlsx, sheet workshops", 3, "response"),
        ("S01-quotations.xlsx, sheet excerpts", 2, "may_quote"),
    }
    assert before == {path.name: path.read_bytes() for path in place.iterdir() if path.is_file()}


@pytest.mark.parametrize("purpose", [one for one in Purpose if one is not Purpose.RATINGS])
def test_what_somebody_has_filled_in_is_never_written_over(place, purpose):
    books = sheets(place, purpose)
    own = ("S01", "readings", "matrix", "rivals")
    path = next(path for name, path in sorted(books.items()) if name.startswith(own))
    book = openpyxl.load_workbook(path)
    sheet = next(one for one in book.worksheets if one.title not in ("notes", "lists", "base", "member"))
    sheet.cell(2, sheet.max_column).value = "typed by hand"
    book.save(path)
    typed = path.read_bytes()
    with pytest.raises(ProblemsFound, match="differs from what the study has recorded"):
        sheets(place, purpose)
    assert path.read_bytes() == typed


def test_closed_values_have_drop_down_lists(place):
    books = sheets(place, *Purpose)
    wanted = {
        ("S01-D1.xlsx", "extracts"): {"factor", "evidence"},
        ("S01-workshop.xlsx", "workshops"): {"site", "factor", "response", "group"},
        ("S01-indicators.xlsx", "measurements"): {"site", "indicator", "rebase"},
        ("S01-quotations.xlsx", "excerpts"): {"source", "site", "factor", "may_quote"},
        ("indicators.xlsx", "indicators"): {"stage", "better"},
    }
    for (name, sheet), columns in wanted.items():
        page = openpyxl.load_workbook(books[name])[sheet]
        letters = {str(rule.sqref).rstrip("0123456789:").split(":")[0].rstrip("0123456789") for rule in
                   page.data_validations.dataValidation}  # fmt: skip
        assert {page[f"{letter}1"].value for letter in letters} == columns, name


CELLS = st.tuples(st.sampled_from(["S01", "S02"]), st.sampled_from(["waits", "posts"]), st.integers(1, 9))


@settings(max_examples=15, deadline=None)
@given(
    cells=st.dictionaries(CELLS, st.integers(0, 99), min_size=1, max_size=12), parts=st.integers(1, 4), data=st.data()
)
def test_however_rows_are_spread_over_files_the_study_is_the_same(tmp_path_factory, cells, parts, data):
    """Files in a folder add up: in any number, in any order, some rows twice, all at once or one by one."""
    spread = [data.draw(st.sets(st.integers(0, parts - 1), min_size=1)) for _ in cells]
    states = []
    for together in (True, False):
        base = tmp_path_factory.mktemp("spread")
        (base / "study").mkdir()
        place = write_study(base / "study", **MORE | {"measurements": None})
        files = []
        for part in range(parts):
            lines = [f"{site},{indicator},2012-0{month}-01,{value}\n" for ((site, indicator, month), value), where
                     in zip(cells.items(), spread, strict=True) if part in where]  # fmt: skip
            files.append(base / f"{part}.csv")
            files[-1].write_text("site,indicator,period,value\n" + "".join(lines), encoding="utf-8")
        for some in [files] if together else [[one] for one in reversed(files)]:
            plan_arrivals(place, some).write()
        frame = read_study(place).frames["measurements"]
        states.append({(r.site, r.indicator, r.period.month): r.value for r in frame.itertuples()})
    assert states == [cells, cells]
