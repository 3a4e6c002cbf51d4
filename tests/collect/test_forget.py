"""Somebody who withdraws is nowhere under the study's folder, packed files searched too; everybody else stays."""

from __future__ import annotations

import gzip
import shutil

import pytest

from collect.broken_files import packed
from collect.filling import fill, sheets
from peerwork.collect.editions import edition_contents, read_editions
from peerwork.collect.forget import forget_person
from peerwork.collect.importing import plan_import
from peerwork.collect.traces import Traces, find_traces
from peerwork.problems import ProblemsFound
from peerwork.study.read import read_study
from study.folders import STUDY

WORDS = 'Said:\n"never" again'  # P3's own, over two lines and with quotation marks


@pytest.fixture
def place(folder):
    """A study with two editions, a map, a folder of sheets and a cache, P3 in all of them."""
    impacts = "participant,on,direction,text\nP3,team,positive,Somebody listens to me now\nP30,team,positive,Other\n"
    people = STUDY["participants.csv"] + "P30,S01,manager,2011-06-02,,\n"
    place = folder(impacts=impacts, participants=people)
    books = sheets(place)
    fill(books["S02-P3.xlsx"], ("answers", 2, "importance", 3))
    plan_import(place, [books["S02-P3.xlsx"]]).write()
    (place / "maps").mkdir()
    (place / "maps" / "p.csv").write_text("from,to\nTape of Ann,participant:P3\nTape of Bob,participant:P1\n")
    shutil.copytree(books["S02-P3.xlsx"].parents[1], place / "sheets")
    (place / ".team.build").mkdir()
    (place / ".team.build" / "slice.json").write_text("P3")
    return place


def test_code_and_words_are_nowhere_and_everybody_else_stays(place):
    forgotten = forget_person(place, "P3")
    assert forgotten.left == ()
    traces = Traces("P3", [WORDS, "Somebody listens to me now"])
    assert list(find_traces(place, traces)) == []
    assert set(read_study(place).frames["participants"]["participant"]) == {"P1", "P2", "P30"}
    others = STUDY["answers.csv"].replace('P3,role_job_description,no,neither,1,"Said:\n""never"" again"\n', "")
    assert (place / "answers.csv").read_text(encoding="utf-8") == others
    assert (place / "maps" / "p.csv").read_text() == "from,to\nTape of Bob,participant:P1\n"
    assert (place / "sheets" / "S01" / "S01-P1.xlsx").exists()
    assert not (place / "sheets" / "S02" / "S02-P3.xlsx").exists() and not (place / ".team.build").exists()


def test_kept_editions_stay_but_for_the_person(place):
    forget_person(place, "P3", by="MK", on="2011-08-01")
    editions = read_editions(place)
    assert [one.what for one in editions] == ["as found", "import", "one person forgotten"]
    assert (editions[-1].by, editions[-1].on, editions[-1].before) == ("MK", "2011-08-01", None)
    for one in editions:
        contents = edition_contents(place, one.number)
        assert b"P3," not in contents["participants.csv"] and b"P30," in contents["participants.csv"]


@pytest.mark.parametrize(
    "make",
    [
        lambda path: path.with_name("notes.txt").write_text("as P3 said"),
        lambda path: path.with_name("x.zip").write_bytes(packed({"a.zip": packed({"b.txt": b"by P3."})})),
        lambda path: path.with_name("x.gz").write_bytes(gzip.compress(b"Somebody listens to me now")),
        lambda path: path.with_name("x.json").write_text('{"text": "Said:\\n\\"never\\" again"}'),
        lambda path: path.with_name("Tape P3.mp3").write_bytes(b"\0"),
    ],
)
def test_what_other_programs_left_is_named(place, make):
    make(place / "here")
    [left] = forget_person(place, "P3").left
    assert left.file.startswith(("notes.txt", "x.", "Tape P3"))


def test_a_code_within_another_is_nobodys_trace(place):
    (place / "notes.txt").write_text("P30 and XP3 and P3x")
    assert forget_person(place, "P3").left == ()


def test_nobody_of_that_code(place):
    with pytest.raises(ProblemsFound, match='"P9" is nobody\'s code'):
        forget_person(place, "P9")
