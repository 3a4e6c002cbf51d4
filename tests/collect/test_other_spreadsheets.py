"""Data sheets saved by LibreOffice come back as the study that went out; a folder of them is one import."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
from pathlib import Path

import pytest

from collect.broken_files import changed
from collect.filling import fill, sheets
from collect.test_broken_files import ANSWERS, PEOPLE, ods
from peerwork.collect.arrivals import plan_arrivals
from peerwork.problems import ProblemsFound

OFFICE = shutil.which("soffice")
HAS_CALAMINE = importlib.util.find_spec("python_calamine") is not None
COMMENT = "Two lines,\n  with  spaces, é and 🙂"


def saved_as(kind: str, books: list[Path], out: Path, *, timeout: int = 300) -> list[Path]:
    """The workbooks, opened and saved as another kind by LibreOffice."""
    home = f"-env:UserInstallation={(out / 'office').as_uri()}"
    words = [OFFICE, home, "--headless", "--convert-to", kind, "--outdir", out / "saved", *books]
    subprocess.run(words, check=True, capture_output=True, timeout=timeout)
    return sorted((out / "saved").iterdir())


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize(
    "kind",
    ["ods", "xlsx", pytest.param("xls", marks=pytest.mark.skipif(not HAS_CALAMINE, reason="needs python-calamine"))],
)
def test_saved_by_libreoffice_nothing_changes_but_what_was_filled_in(folder, tmp_path, kind):
    place = folder()
    books = sheets(place)
    untouched = [path for name, path in books.items() if "new" not in name]
    fill(books["S01-P1.xlsx"], ("answers", 3, "in_place", "partly"), ("answers", 3, "comment", COMMENT))
    saved = saved_as(kind, untouched, tmp_path)
    assert len(saved) == 5
    plan = plan_arrivals(place, [tmp_path / "saved"])
    assert [str(one) for one in plan.differences] == ["answers.csv: P1, role_specific_tasks: new"]
    assert f"comment {COMMENT}" in plan.differences[0].now


def test_a_folder_is_one_import_and_what_excel_leaves_there_is_no_workbook(folder):
    place = folder()
    books = sheets(place)
    fill(books["S01-P1.xlsx"], ("answers", 2, "importance", 4))
    fill(books["S02-P3.xlsx"], ("answers", 2, "importance", 4))
    (books["S01-P1.xlsx"].parent / "~$S01-P1.xlsx").write_bytes(b"owner")
    plan = plan_arrivals(place, [books["S01-P1.xlsx"].parents[1]])
    assert [one.row for one in plan.differences] == ["P1, role_job_description", "P3, role_job_description"]


def test_a_formula_in_an_opendocument_sheet_is_refused(folder, tmp_path):
    plain = b'<table:table-cell office:value-type="string"><text:p>4</text:p>'
    formula = b'<table:table-cell table:formula="of:=2+2" office:value-type="float" office:value="4"><text:p>4</text:p>'
    data = changed(ods(participants=PEOPLE, answers=ANSWERS), "content.xml", lambda text: text.replace(plain, formula))
    (tmp_path / "a.ods").write_bytes(data)
    with pytest.raises(ProblemsFound, match="a.ods, sheet answers, row 2, column importance: holds a formula"):
        plan_arrivals(folder(), [tmp_path / "a.ods"])
