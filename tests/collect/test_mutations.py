"""Data sheets that come back as hands leave them: rightly read or clearly refused, and nothing else is changed.

`benchmarks/sheets_come_back.py` does the same with workbooks that LibreOffice saved.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest

from collect.mutations import MUTATIONS, Mutation, study_of_20
from peerwork.collect.arrivals import plan_arrivals
from peerwork.collect.editions import study_contents, undo
from peerwork.collect.sheets import write_sheets
from peerwork.problems import ProblemsFound
from peerwork.study.read import read_study
from peerwork.vocabulary import Purpose


@pytest.fixture(scope="module")
def went_out(tmp_path_factory) -> Path:
    """The study, and its sheets beside it."""
    home = tmp_path_factory.mktemp("twenty")
    folder = study_of_20(home / "study")
    write_sheets(read_study(folder), home / "sheets", folder=folder, purposes=(Purpose.INTERVIEWS,))
    return home


def mutate(home: Path, place: Path, mutation: Mutation) -> tuple[Path, Path]:
    """A study and one of its workbooks, as they stand when the workbook comes back."""
    folder = shutil.copytree(home / "study", place / "study")
    book = openpyxl.load_workbook(home / "sheets" / "S02" / mutation.book)
    mutation.change(book)
    mutation.study(folder)
    book.save(place / mutation.book)
    return folder, place / mutation.book


def brought_back(folder: Path, book: Path, mutation: Mutation) -> list[str]:
    """Import the workbook; every way in which that is not what must follow."""
    before, wrong = study_contents(folder), []
    try:
        plan = plan_arrivals(folder, [book], prefer=mutation.prefer)
        plan.write(allow_removal=mutation.allow_removal)
    except ProblemsFound as found:
        told = "\n".join(map(str, found.problems)).replace(book.name, mutation.book)
        if not mutation.refused or mutation.refused not in told:
            wrong.append(f"refused: {told}")
        return wrong + (["a refusal wrote"] if everything(folder) != before else [])
    if mutation.refused:
        return [f"not refused: {[str(one) for one in plan.differences]}"]
    told = [str(one) for one in plan.differences]
    if told != list(mutation.changes):
        wrong.append(f"changes: {told}")
    notes = "\n".join(map(str, plan.notes)).replace(book.name, mutation.book)
    if mutation.noted not in notes or (notes and not mutation.noted):
        wrong.append(f"notes: {notes}")
    return wrong + _elsewhere(before, folder, mutation) + _undone(before, folder, mutation)


def everything(folder: Path) -> dict[str, bytes]:
    """Every file of the folder but the lock."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def _elsewhere(before: dict[str, bytes], folder: Path, mutation: Mutation) -> list[str]:
    """Bytes that changed although nothing was said of them: only lines of the person in a file that was named may."""
    wrong = []
    for name, data in study_contents(folder).items():
        lines, old = data.split(b"\n"), before[name].split(b"\n")
        changed = set(lines) ^ set(old)
        named = any(change.startswith(f"{name}: ") for change in mutation.changes)
        if changed and not (named and all(line.startswith((b"P07,", b"P21,")) for line in changed)):
            wrong.append(f"{name} changed elsewhere: {changed}")
        if len(changed) > 2 * len(mutation.changes):
            wrong.append(f"{name}: {len(changed)} lines")
    gone = {person for person in read_study(folder).withdrawn["participant"]}
    return wrong if "P20" in gone else [*wrong, "P20 is back"]


def _undone(before: dict[str, bytes], folder: Path, mutation: Mutation) -> list[str]:
    if not mutation.changes:
        return [] if everything(folder) == before else ["something was written"]
    undo(folder)
    return [] if study_contents(folder) == before else ["undo gives other bytes"]


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.name)
def test_what_comes_back_is_read_rightly_or_refused_with_its_place(went_out, tmp_path, mutation):
    assert brought_back(*mutate(went_out, tmp_path, mutation), mutation) == []
