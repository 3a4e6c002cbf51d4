"""Two imports at once: one after the other, or one is told to begin again; nothing of either is lost."""

from __future__ import annotations

import subprocess
import sys

import pytest

from collect.filling import fill, sheets
from peerwork.collect.editions import read_editions
from peerwork.collect.importing import plan_import
from peerwork.problems import ProblemsFound
from peerwork.study.read import read_study


def test_two_commands_at_once_bring_in_both(folder):
    place = folder()
    books = sheets(place)
    fill(books["S01-P1.xlsx"], ("answers", 2, "importance", 4))
    fill(books["S01-P2.xlsx"], ("answers", 2, "importance", 2))
    words = [sys.executable, "-m", "peerwork", "import", str(place)]
    running = [subprocess.Popen([*words, str(books[name])]) for name in ("S01-P1.xlsx", "S01-P2.xlsx")]
    assert [process.wait() for process in running] == [0, 0]
    assert list(read_study(place).frames["answers"]["importance"][:2]) == [4, 2]
    assert [edition.number for edition in read_editions(place)] == [1, 2, 3]


def test_an_import_planned_on_data_that_changed_meanwhile_begins_again(folder):
    place = folder()
    books = sheets(place)
    fill(books["S01-P1.xlsx"], ("answers", 2, "importance", 4))
    fill(books["S01-P2.xlsx"], ("answers", 2, "importance", 2))
    first, second = (plan_import(place, [books[name]]) for name in ("S01-P1.xlsx", "S01-P2.xlsx"))
    first.write()
    with pytest.raises(ProblemsFound, match="answers.csv: was changed meanwhile; run the import again"):
        second.write()
    assert list(read_study(place).frames["answers"]["importance"].head(1)) == [4]
