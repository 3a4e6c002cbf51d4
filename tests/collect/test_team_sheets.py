"""The team's own workbooks: readings a member, the matrix, rivals and follow-ups, out and in again (METHOD 16)."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest

from collect.filling import fill, sheets
from peerwork.build.note_basis import write_basis
from peerwork.collect.arrivals import plan_arrivals
from peerwork.collect.new_study import new_study
from peerwork.problems import Level, ProblemsFound
from peerwork.scoring import score_study
from peerwork.study.check import check_study
from peerwork.study.read import read_study
from peerwork.vocabulary import Purpose
from study.folders import write_study

OURS = (Purpose.READINGS, Purpose.MATRIX, Purpose.RIVALS, Purpose.FOLLOWUPS)
F = "role_flexible"
MORE = {
    "study": "title: A small study\nframework: peer_worker_roles\nsynthetic: true\nas_of: 2012-01-20\n"
    'edition: "2"\nstandpoints: [service_user_researcher, university_researcher]\n',
    "themes": "theme,label\nt_trust,Trust\n",
    "excerpts": "excerpt,source,participant,site,factor,theme,text,may_quote\n"
    f"E1,interview,P1,,{F},,It changes with the day.,no\nE2,interview,P3,,,t_trust,They know me.,no\n",
    "workshops": f"site,held_on,factor,response,action\nS01,2011-10-01,{F},agree,Write it down\n"
    "S01,2011-10-01,role_job_description,refine,\n",
    "readings": "reading,about,judgement,text,by,standpoint,on,edition,rests_on,status,answers\n"
    f"R1,factor:{F},holds,Ours in every word,zoe,service_user_researcher,2012-01-02,1,,,\n"
    f"R2,hypothesis:practice,cannot_say,Theirs alone,yan,university_researcher,2012-01-03,1,excerpt:E1,open,\n",
    "summaries": f"factor,theme,site,group,text,by,on,edition\n{F},,S01,,It changes.,zoe,2012-01-04,1\n"
    ",t_trust,,peer_worker,They are known.,yan,2012-01-04,1\n",
    "rivals": "rival,label,would_show,seen\nV1,=Luck,It differs by the day,no\n",
    "followups": "site,factor,action,owner,due\nS02,role_flexible,A new form,a manager,2012-02-01\n",
}


@pytest.fixture
def place(folder) -> Path:
    return folder(**MORE)


def told(plan) -> list[str]:
    return [str(difference) for difference in plan.differences]


def row_of(path: Path, sheet: str, text: str) -> int:
    """The row of a sheet in which this text stands."""
    rows = openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True)
    return next(n for n, row in enumerate(rows, 1) if text in row)


def read_by(books: dict[str, Path], name: str, who: str, *readings: tuple[str, str, str]) -> Path:
    """A workbook in which a member has read results: about, judgement, text."""
    path = books[name]
    fill(path, ("member", 2, "by", who), ("member", 2, "on", "2012-01-10"))
    for about, judgement, text in readings:
        row = row_of(path, "readings", about)
        fill(path, ("readings", row, "judgement", judgement), ("readings", row, "text", text))
    return path


def problems_of(place: Path, *paths: Path) -> list[str]:
    with pytest.raises(ProblemsFound) as refused:
        plan_arrivals(place, paths)
    return [str(one) for one in refused.value.problems if one.level is Level.PROBLEM]


# --- out ---


def test_every_member_has_a_workbook_and_whoever_comes_a_blank_one(place):
    assert sorted(sheets(place, *OURS)) == [
        "S01-followups.xlsx", "S02-followups.xlsx", "matrix.xlsx", "readings-new-service_user_researcher.xlsx",
        "readings-new-university_researcher.xlsx", "readings-team.xlsx", "readings-yan.xlsx", "readings-zoe.xlsx",
        "rivals.xlsx",
    ]  # fmt: skip


def test_a_members_workbook_holds_nobody_elses_reading_in_any_part_of_it(place):
    others = {"readings-zoe.xlsx": ("Theirs alone", "yan", "R2"), "readings-yan.xlsx": ("Ours in every", "zoe", "R1")}
    for name, path in sheets(place, Purpose.READINGS).items():
        with zipfile.ZipFile(path) as pack:
            everything = " ".join(pack.read(part).decode() for part in pack.namelist())
        for word in others.get(name, [*others["readings-zoe.xlsx"], *others["readings-yan.xlsx"]]):
            assert f">{word}" not in everything, (name, word)


def test_untouched_they_change_nothing(place):
    assert told(plan_arrivals(place, list(sheets(place, *OURS).values()))) == []


def test_a_study_without_any_of_the_files_is_offered_all_of_them(tmp_path):
    new_study(tmp_path / "study")
    (tmp_path / "study" / "sites.csv").write_text("site,name,sector,region\nS01,One,statutory,North\n")
    offered = sorted(sheets(tmp_path / "study", *OURS))
    assert offered == ["S01-followups.xlsx", "matrix.xlsx", "readings-new.xlsx", "readings-team.xlsx", "rivals.xlsx"]


# --- in ---


def test_a_member_reads_and_is_named_once(place):
    books = sheets(place, Purpose.READINGS)
    path = read_by(books, "readings-new-university_researcher.xlsx", "xu", (f"factor:{F}", "holds_in_part", "Partly."))
    plan_arrivals(place, [path]).write()
    row = read_study(place).frames["readings"].set_index("reading").loc[f"xu-{F}"]
    assert [row[name] for name in ("about", "by", "standpoint", "edition", "judgement", "text")] == [
        f"factor:{F}", "xu", "university_researcher", "2", "holds_in_part", "Partly."
    ]  # fmt: skip
    assert told(plan_arrivals(place, [path])) == []  # and the same sheet brought again says nothing new
    assert "readings-xu.xlsx" in sheets(place, Purpose.READINGS)


def test_no_reading_is_shown_before_members_of_two_standpoints_are_in_however_many_sheets_come(place):
    books = sheets(place, Purpose.READINGS)
    about = f"factor:{F}"
    again = read_by(books, "readings-new-service_user_researcher.xlsx", "wes", (about, "does_not_hold", "No."))
    plan_arrivals(place, [again]).write()
    assert score_study(read_study(place))["readings"].empty
    other = read_by(books, "readings-new-university_researcher.xlsx", "xu", (about, "holds", "Yes."))
    plan_arrivals(place, [other]).write()
    assert set(score_study(read_study(place))["readings"]["by"]) == {"zoe", "wes", "xu"}


def test_one_who_reads_from_two_standpoints_is_refused(place):
    path = read_by(sheets(place, Purpose.READINGS), "readings-new-university_researcher.xlsx", "zoe",
                   ("factor:role_specific_tasks", "holds", "Also mine."))  # fmt: skip
    [problem] = problems_of(place, path)
    assert '"zoe" reads from service_user_researcher and university_researcher' in problem
    assert "sheet readings" in problem


def test_nobody_agrees_alone_what_the_team_infers(place):
    path = read_by(sheets(place, Purpose.READINGS), "readings-zoe.xlsx", "zoe")
    fill(path, ("readings", row_of(path, "readings", "R1"), "status", "agreed"))
    [problem] = problems_of(place, path)
    assert "an agreed reading is the team's" in problem


def test_what_the_team_infers_is_shown_when_two_standpoints_have_read_it(place):
    books = sheets(place, Purpose.READINGS)
    team = read_by(books, "readings-team.xlsx", "team", (f"factor:{F}", "holds", "We agree."))
    plan_arrivals(place, [team]).write()
    assert write_basis(place, []) == [f"team-{F}"]
    row = score_study(read_study(place))["joint_display"].set_index("factor").loc[F]
    assert row["reading"] == f"team-{F}" and row[["judgement", "inference", "inferred"]].isna().all()
    other = read_by(books, "readings-new-university_researcher.xlsx", "xu", (f"factor:{F}", "holds", "Yes."))
    plan_arrivals(place, [other]).write()
    row = score_study(read_study(place))["joint_display"].set_index("factor").loc[F]
    assert (row["inference"], row["stale"]) == ("We agree.", "fresh")


def test_a_reading_of_somebody_else_is_not_written_over(place):
    path = read_by(sheets(place, Purpose.READINGS), "readings-new-university_researcher.xlsx", "xu")
    row = row_of(path, "readings", f"factor:{F}")
    fill(path, *(("readings", row, name, value) for name, value in
                 {"reading": "R1", "judgement": "holds", "text": "In their name."}.items()))  # fmt: skip
    assert any('"R1" is a reading of "zoe"' in problem for problem in problems_of(place, path))


def test_readings_of_nobody_and_of_two_members_are_refused(place):
    books = sheets(place, Purpose.READINGS)
    nobody = books["readings-new-university_researcher.xlsx"]
    row = row_of(nobody, "readings", f"factor:{F}")
    fill(nobody, ("readings", row, "judgement", "holds"), ("readings", row, "text", "Who?"))
    assert any("sheet member" in one and "write who fills this in" in one for one in problems_of(place, nobody))
    fill(books["readings-zoe.xlsx"], ("member", 3, "by", "yan"))
    assert any("is a second member" in one for one in problems_of(place, books["readings-zoe.xlsx"]))


@pytest.mark.parametrize(
    ("column", "value", "says"),
    [
        ("about", "factor:unheard_of", "is not a factor"),
        ("rests_on", "page 4", "names nothing to rest on"),
        ("judgement", "maybe", '"maybe"'),
        ("answers", "R99", "is no other reading"),
        ("text", "=1+1", "holds a formula"),
    ],
)
def test_what_is_wrong_with_a_reading_is_said_with_its_sheet_and_cell(place, column, value, says):
    path = read_by(sheets(place, Purpose.READINGS), "readings-zoe.xlsx", "zoe")
    row = row_of(path, "readings", "R1")
    fill(path, ("readings", row, column, value))
    told = problems_of(place, path)
    assert any(f"readings-zoe.xlsx, sheet readings, row {row}, column {column}" in one and says in one for one in told)


def test_the_matrix_is_edited_in_its_cells_and_only_what_changed_is_somebody_elses(place):
    path = sheets(place, Purpose.MATRIX)["matrix.xlsx"]
    fill(path, ("member", 2, "by", "xu"), ("member", 2, "on", "2012-01-11"))
    fill(path, ("matrix by site", row_of(path, "matrix by site", F), "S02", "Fixed there."))
    row = row_of(path, "matrix by group", "t_trust")
    fill(path, ("matrix by group", row, "peer_worker", "Known, and relied on."))
    plan_arrivals(place, [path]).write()
    rows = read_study(place).frames["summaries"].fillna("")
    assert sorted(map(tuple, rows[["factor", "theme", "site", "group", "text", "by", "edition"]].to_numpy())) == [
        ("", "t_trust", "", "peer_worker", "Known, and relied on.", "xu", "2"),
        (F, "", "S01", "", "It changes.", "zoe", "1"),
        (F, "", "S02", "", "Fixed there.", "xu", "2"),
    ]
    assert told(plan_arrivals(place, [path])) == []


def test_a_cell_that_is_emptied_is_asked_about(place):
    path = sheets(place, Purpose.MATRIX)["matrix.xlsx"]
    fill(path, ("matrix by site", row_of(path, "matrix by site", F), "S01", None))
    with pytest.raises(ProblemsFound, match=f"{F}, S01: was recorded and would be taken away"):
        plan_arrivals(place, [path]).write()


def test_cells_with_passages_and_no_summary_stand_out(place):
    book = openpyxl.load_workbook(sheets(place, Purpose.MATRIX)["matrix.xlsx"])
    yellow = {
        (sheet.cell(cell.row, 1).value or sheet.cell(cell.row, 2).value, sheet.cell(1, cell.column).value)
        for sheet in (book["matrix by site"], book["matrix by group"])
        for row in sheet.iter_rows()
        for cell in row
        if cell.fill.fgColor.rgb == "FFFFF3C4"
    }
    assert yellow == {(F, "peer_worker"), ("t_trust", "S02")}


def test_what_is_wrong_in_the_matrix_is_said_with_its_cell(place):
    path = sheets(place, Purpose.MATRIX)["matrix.xlsx"]
    row = row_of(path, "matrix by site", F)
    fill(path, ("member", 2, "by", "xu"), ("member", 2, "on", "2012-01-11"))
    fill(path, ("matrix by site", row, "S02", "=A1"))
    fill(path, ("matrix by site", 1, "S01", "S09"))
    told = problems_of(place, path)
    assert any(f"sheet matrix by site, row {row}, column S02: holds a formula" in one for one in told)
    assert any(f"sheet matrix by site, row {row}, column S09" in one and "not a site" in one for one in told)


def test_a_changed_cell_needs_to_be_somebodys(place):
    path = sheets(place, Purpose.MATRIX)["matrix.xlsx"]
    fill(path, ("matrix by site", row_of(path, "matrix by site", F), "S02", "Fixed there."))
    assert [one.split(":")[0] for one in problems_of(place, path)] == [
        "matrix.xlsx, sheet member, column by", "matrix.xlsx, sheet member, column on"
    ]  # fmt: skip


def test_a_sheet_taken_out_takes_nothing_along_but_who_writes_is_needed(place):
    books = sheets(place, Purpose.MATRIX, Purpose.READINGS)
    path, readings = books["matrix.xlsx"], books["readings-zoe.xlsx"]
    for one, title in ((path, "matrix by site"), (readings, "member")):
        book = openpyxl.load_workbook(one)
        del book[title]
        book.save(one)
    assert told(plan_arrivals(place, [path])) == []
    assert any("sheet member" in one and "write who fills this in" in one for one in problems_of(place, readings))


def test_rivals_and_follow_ups_come_back_and_a_formula_stops_them(place):
    books = sheets(place, Purpose.RIVALS, Purpose.FOLLOWUPS)
    fill(books["rivals.xlsx"], *(("rivals", 3, name, value) for name, value in
         {"rival": "V2", "label": "Pay", "would_show": "Paid posts alone", "factor": F}.items()))  # fmt: skip
    follow = books["S01-followups.xlsx"]
    row = row_of(follow, "followups", F)  # the action that its workshop asked for has room
    fill(follow, ("followups", row, "action", "It is written down"), ("followups", row, "done_on", "2012-01-05"))
    plan = plan_arrivals(place, list(books.values()))
    assert told(plan) == [f"rivals.csv: V2, {F}: new", f"followups.csv: S01, {F}, It is written down: new"]
    plan.write()
    assert read_study(place).frames["rivals"]["label"].tolist() == ["=Luck", "Pay"]
    fill(books["rivals.xlsx"], ("rivals", 3, "note", '=HYPERLINK("http://x")'))
    assert "holds a formula" in problems_of(place, books["rivals.xlsx"])[0]


def test_what_a_site_or_board_reads_names_nobody(place):
    books = sheets(place, Purpose.FOLLOWUPS)
    follow = books["S02-followups.xlsx"]
    fill(follow, ("followups", row_of(follow, "followups", "A new form"), "action", "A new form, as P3 asked"))
    assert any('holds the code of an interviewee, "P3"' in one for one in problems_of(place, follow))


def test_a_summary_that_names_somebody_is_noted(tmp_path):
    (tmp_path / "study").mkdir()
    folder = write_study(
        tmp_path / "study", **MORE | {"summaries": MORE["summaries"].replace("It changes.", "P1 says so")}
    )
    noted = [one for one in check_study(folder) if one.file == "summaries.csv"]
    assert [(one.level, one.row, one.column) for one in noted] == [(Level.NOTE, 2, "text")]
