"""The command, as people and programs call it."""

import json
import shutil
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from made_studies import make_study, write_study
from peerwork.cli import app


@pytest.fixture(scope="module")
def good(tmp_path_factory) -> Path:
    return write_study(make_study(1, shape="plain"), tmp_path_factory.mktemp("study") / "good")


@pytest.fixture
def small(tmp_path) -> Path:
    return write_study(make_study(7, sites=2, people=3, factors=3), tmp_path / "small")


@pytest.fixture
def broken(good, tmp_path) -> Path:
    study = Path(shutil.copytree(good, tmp_path / "broken"))
    answers = (study / "answers.csv").read_text(encoding="utf-8").splitlines()
    answers[1] = answers[1].replace(answers[1].split(",")[0], "NOBODY", 1)
    (study / "answers.csv").write_text("\n".join(answers) + "\n", encoding="utf-8")
    return study


def run(*words):
    return CliRunner().invoke(app, [str(word) for word in words])


def test_a_good_study_is_checked_with_0(good):
    assert run("check", good).exit_code == 0


def test_a_broken_study_is_checked_with_1_and_a_line_that_names_file_row_and_value(broken):
    done = run("check", broken)
    assert done.exit_code == 1
    [line] = [line for line in done.stdout.splitlines() if "NOBODY" in line]
    assert line.startswith("answers.csv, row 2, column participant: ")


def test_problems_for_programs_are_json_records(broken):
    records = json.loads(run("check", broken, "--json").stdout)
    assert {"file", "row", "column", "wrong", "right", "level"} <= set(records[0])
    assert any(record["row"] == 2 and record["level"] == "problem" for record in records)


def test_a_study_that_is_not_there_is_2(tmp_path):
    assert run("check", tmp_path / "nowhere").exit_code == 2
    assert run("tables", tmp_path / "nowhere", "--out", tmp_path / "out").exit_code == 2


@pytest.mark.parametrize("command", ["tables", "build"])
def test_a_broken_study_writes_nothing(command, broken, tmp_path):
    out = tmp_path / "out"
    done = run(command, broken, "--out", out)
    assert done.exit_code == 1 and "NOBODY" in done.stderr
    assert not list(out.glob("**/*.csv")) and not list(out.glob("**/*.html"))


def test_an_unknown_audience_is_refused_before_anything_is_read(tmp_path):
    assert run("tables", tmp_path / "nowhere", "--audience", "press", "--out", tmp_path / "out").exit_code == 2


def test_a_workshop_needs_its_site(good, tmp_path):
    done = run("tables", good, "--audience", "workshop", "--out", tmp_path / "out")
    assert done.exit_code == 1 and "site" in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_text_that_a_spreadsheet_would_run_is_written_harmless(good, tmp_path):
    study = Path(shutil.copytree(good, tmp_path / "formula"))
    sites = (study / "sites.csv").read_text(encoding="utf-8").splitlines()
    sites[1] = sites[1].replace(sites[1].split(",")[1], "=1+1", 1)
    (study / "sites.csv").write_text("\n".join(sites) + "\n", encoding="utf-8")
    assert run("tables", study, "--out", tmp_path / "out").exit_code == 0
    assert ",'=1+1," in (tmp_path / "out" / "sites.csv").read_text(encoding="utf-8")


def test_the_same_study_gives_the_same_tables_byte_for_byte(good, tmp_path):
    for name in ("first", "second"):
        assert run("tables", good, "--out", tmp_path / name).exit_code == 0
    first, second = ({p.name: p.read_bytes() for p in (tmp_path / name).iterdir()} for name in ("first", "second"))
    assert first == second and "importance.csv" in first


def test_sheets_go_out_are_filled_in_and_come_back(small, tmp_path):
    assert run("sheets", small, "--out", tmp_path / "sheets").exit_code == 0
    book = min((tmp_path / "sheets").rglob("*-P*.xlsx"))
    opened = openpyxl.load_workbook(book)
    opened["participants"].cell(
        2, [cell.value for cell in opened["participants"][1]].index("interviewed_on") + 1
    ).value = "2011-12-24"
    opened.save(book)
    before = (small / "participants.csv").read_bytes()

    tried = run("import", small, book, "--dry-run")
    assert (
        tried.exit_code == 0
        and "2011-12-24" in tried.stdout
        and "would change: participants.csv; differences: 1" in tried.stdout
    )
    assert (small / "participants.csv").read_bytes() == before
    refused = run("sheets", small, "--out", tmp_path / "sheets")
    assert refused.exit_code == 1 and book.name in refused.stderr

    done = run("import", small, book)
    assert done.exit_code == 0 and b"2011-12-24" in (small / "participants.csv").read_bytes()
    assert done.stdout.splitlines()[0] == tried.stdout.splitlines()[0]
    assert run("sheets", small, "--out", tmp_path / "sheets").exit_code == 0


def test_a_new_study_is_made_once_and_passes_its_check_when_it_names_a_site(tmp_path):
    made = tmp_path / "ours"
    assert run("new", made).exit_code == 0
    sites = made / "sites.csv"
    header = sites.read_text(encoding="utf-8").strip().split(",")
    sites.write_text(",".join(header) + "\nS01" + "," * (len(header) - 1) + "\n", encoding="utf-8", newline="\n")
    done = run("check", made)
    assert done.exit_code == 0, done.stdout
    again = run("new", made)
    assert again.exit_code == 1 and "ours" in again.stderr


def test_the_audit_says_who_could_be_recognised_in_what_the_team_sees_and_nobody_in_what_a_board_does(small, tmp_path):
    for audience in ("team", "board"):
        assert run("tables", small, "--audience", audience, "--out", tmp_path / audience).exit_code == 0
    unsafe = run("audit", small, "--released", tmp_path / "team", "--audience", "board")
    assert unsafe.exit_code == 1 and len(unsafe.stdout.splitlines()) > 1
    assert run("audit", small, "--released", tmp_path / "board").exit_code == 0
