"""The workbook of every protected table, read back by a program that did not write it."""

import io
import os
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

from pages import made_up
from peerwork.office import workbook
from peerwork.office.workbook import make_workbook

ROWS = """site,mean,n,note
S01,>=4,7,=1+1
007,3.5,*,"@SUM(A1)"
S03,,-2,http://example.org
"""


def made(folder: Path, rows: str = ROWS, **tables: str) -> bytes:
    for name, text in {"importance": rows, **tables}.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8", newline="\n")
    return make_workbook(sorted(folder.glob("*.csv")), facts=made_up.facts(), audience="board")


@pytest.fixture(params=[0, workbook.LARGE], ids=["large", "small"])
def book(tmp_path, request, monkeypatch):
    monkeypatch.setattr(workbook, "LARGE", request.param)
    policy = "says\nNothing is shown on fewer than 5 people.\n"
    return openpyxl.load_workbook(io.BytesIO(made(tmp_path, release_policy=policy)))


def test_each_table_is_a_sheet_after_contents_and_notes(book):
    assert book.sheetnames == ["Contents", "Notes", "importance", "release_policy"]


def test_numbers_are_numbers_and_everything_else_is_text(book):
    rows = list(book["importance"].iter_rows(min_row=2, values_only=True))
    assert rows == [
        ("S01", ">=4", 7, "=1+1"),
        ("007", 3.5, "*", "@SUM(A1)"),
        ("S03", None, -2, "http://example.org"),
    ]


def test_nothing_is_a_formula_or_a_link(book):
    cells = [cell for row in book["importance"].iter_rows() for cell in row]
    assert all(cell.data_type in "sn" and cell.hyperlink is None for cell in cells)
    assert all(cell.quotePrefix for cell in cells if str(cell.value).startswith(("=", "@")))


def test_the_contents_say_what_a_row_is_and_lead_to_the_sheet(book):
    name, row, count = book["Contents"][5]
    assert (name.value, count.value) == ("importance", 3) and "METHOD 1" in row.value
    assert name.hyperlink.location == "'importance'!A1"


def test_the_notes_hold_the_rules_of_the_release_and_every_column(book):
    notes = list(book["Notes"].iter_rows(values_only=True))
    assert any(row[0] == "Nothing is shown on fewer than 5 people." for row in notes)
    assert ("importance", "mean") in {row[:2] for row in notes}


def test_a_label_stands_beside_each_id_of_the_framework(tmp_path):
    rows = "factor,group,mean\nrole_flexible,manager,4\nunheard_of,,*\n"
    sheet = openpyxl.load_workbook(io.BytesIO(made(tmp_path, rows=rows)))["importance"]
    assert list(sheet.values) == [
        ("factor", "factor_label", "group", "group_label", "mean"),
        ("role_flexible", "Room to adapt", "manager", made_up.FRAMEWORK.stakeholder_groups["manager"], 4),
        ("unheard_of", None, None, None, "*"),
    ]


def test_a_long_name_is_a_sheet_of_31_characters(tmp_path):
    name = "replication_by_something_very_long"
    assert name[:31] in openpyxl.load_workbook(io.BytesIO(made(tmp_path, **{name: "a\n1\n"}))).sheetnames


def test_a_table_without_rows_is_a_sheet_with_its_columns(tmp_path):
    book = openpyxl.load_workbook(io.BytesIO(made(tmp_path, rows="site,mean\n")))
    assert [cell.value for cell in book["importance"][1]] == ["site", "mean"]


@pytest.mark.parametrize(("rows", "told"), [(3, "the first 2"), (4, None)])
def test_rows_beyond_what_excel_holds_are_left_out_and_the_contents_say_so(tmp_path, monkeypatch, rows, told):
    monkeypatch.setattr(workbook, "ROWS", rows)
    book = openpyxl.load_workbook(io.BytesIO(made(tmp_path)))
    assert book["importance"].max_row == rows and book["Contents"]["C5"].value == 3
    assert ("importance.csv has them all" in book["Contents"]["B5"].value) is bool(told)
    assert told is None or told in book["Contents"]["B5"].value


def test_the_same_tables_are_the_same_bytes(tmp_path):
    assert made(tmp_path) == made(tmp_path)


def test_libreoffice_opens_it(tmp_path):
    office = shutil.which("soffice")
    if office is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("NO LIBREOFFICE: soffice is not on the PATH")
    (tmp_path / "tables.xlsx").write_bytes(made(tmp_path))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    as_csv = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,3"
    command = [office, profile, "--headless", "--convert-to", as_csv, "--outdir", str(tmp_path / "back")]
    subprocess.run([*command, str(tmp_path / "tables.xlsx")], check=True, capture_output=True, timeout=120)
    [back] = (tmp_path / "back").glob("*.csv")
    assert "=1+1" in back.read_text(encoding="utf-8") and "007,3.5,*" in back.read_text(encoding="utf-8")
