"""Somebody who withdraws is nowhere under the study's folder, packed files searched too; everybody else stays."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import shutil
import tarfile

import pytest

from collect.broken_files import packed, with_flag
from collect.filling import fill, sheets
from peerwork.collect.editions import edition_contents, read_editions
from peerwork.collect.forget import forget_person
from peerwork.collect.importing import plan_import
from peerwork.collect.traces import Traces, find_traces
from peerwork.problems import Level, ProblemsFound
from peerwork.scoring.basis import list_moved, said_now, stale_of
from peerwork.scoring.found import Found
from peerwork.study.read import read_study
from study.folders import STUDY

WORDS = 'Said:\n"never" again'  # P3's own, over two lines and with quotation marks

TRACES = Traces("P3", [WORDS, "Somebody listens to me now"])


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
    assert list(find_traces(place, TRACES)) == []
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
        lambda path: path.with_name("x.tar.gz").write_bytes(gzip.compress(tarred("b.txt", b"by P3."))),
        lambda path: path.with_name("x.bz2").write_bytes(bz2.compress(b"by P3.")),
        lambda path: path.with_name("x.xz").write_bytes(lzma.compress(b"by P3.")),
        lambda path: path.with_name("notes.txt").write_text("as p3 said"),
        lambda path: path.with_name("notes.txt").write_bytes("as P3 said".encode("utf-16")),
        lambda path: path.with_name("x.xls").write_bytes(b"\0\1" + "Somebody listens to me now".encode("utf-16-le")),
        lambda path: path.with_name("x.html").write_text("Somebody <em>listens</em> to me&nbsp;now, <b>P</b>3"),
        lambda path: path.with_name("x.docx").write_bytes(packed({"word/document.xml": b"<w>P</w><w>3</w>"})),
    ],
)
def test_what_other_programs_left_is_named(tmp_path, make):
    make(tmp_path / "here")
    [left] = find_traces(tmp_path, TRACES)
    assert left.file.startswith(("notes.txt", "x.", "Tape P3"))


def tarred(name: str, data: bytes) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as pack:
        member = tarfile.TarInfo(name)
        member.size = len(data)
        pack.addfile(member, io.BytesIO(data))
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "wrong"),
    [
        ("x.zip", with_flag(packed({"a.txt": b"x"})), "a part of it has a password"),
        ("x.xlsx", b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "it has a password"),
        ("x.7z", b"7z\xbc\xaf\x27\x1c" + b"\0" * 9, "7-Zip"),
    ],
)
def test_what_cannot_be_looked_into_is_named(tmp_path, name, data, wrong):
    (tmp_path / name).write_bytes(data)
    [left] = find_traces(tmp_path, TRACES)
    assert left.file == name and wrong in left.wrong and left.level is Level.PROBLEM


def test_recordings_are_a_note(tmp_path):
    (tmp_path / "tape 4.mp3").write_bytes(b"\0")
    (tmp_path / "letter.pdf").write_bytes(b"%PDF")
    [left] = find_traces(tmp_path, TRACES)
    assert "2 recordings, pictures or PDFs" in left.wrong and left.level is Level.NOTE


def test_a_link_that_leads_out_is_neither_followed_nor_removed(place, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "a.txt").write_text("P3")
    try:
        (place / ".x.build").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    except OSError:
        pytest.skip("no rights to make links here")
    [left] = forget_person(place, "P3").left
    assert left.file == ".x.build" and (tmp_path / "elsewhere" / "a.txt").exists()


def test_what_others_wrote_of_the_person_is_taken_out_of_editions_and_named_in_the_study(place):
    """Nobody can edit a packed edition; a sentence of the study's own file is for its author to write again."""
    (place / "notes.csv").write_text("note\nas P3 said\n")
    summaries = "factor,site,text,by,on,edition\nrole_flexible,S02,P3 alone says so,m1,2011-06-01,1\n"
    (place / "summaries.csv").write_text(summaries)
    left = {one.file for one in forget_person(place, "P3").left}
    assert left == {"notes.csv", "summaries.csv"}
    assert edition_contents(place, 3)["summaries.csv"].decode() == summaries.replace("P3", "[forgotten]")
    (place / "notes.csv").unlink()
    (place / "summaries.csv").write_text(summaries.replace("P3 alone", "One person"))
    assert list(find_traces(place, Traces("P3", []))) == []


def test_it_may_be_done_again_while_traces_are_left(place):
    (place / "notes.csv").write_text("note\nas P3 said\n")
    assert [one.file for one in forget_person(place, "P3").left] == ["notes.csv"]
    assert [one.file for one in forget_person(place, "P3").left] == ["notes.csv"]
    (place / "notes.csv").unlink()
    with pytest.raises(ProblemsFound, match="is nobody's code"):
        forget_person(place, "P3")


def test_a_code_within_another_is_nobodys_trace(tmp_path):
    (tmp_path / "notes.txt").write_text("P30 and XP3 and P3x")
    assert list(find_traces(tmp_path, TRACES)) == []


def test_nobody_of_that_code(place):
    with pytest.raises(ProblemsFound, match='"P9" is nobody\'s code'):
        forget_person(place, "P9")


F = "role_flexible"
MEANING = {
    "excerpts": "excerpt,source,participant,factor,text,may_quote\n"
    f"E1,interview,P3,{F},They change it every day,no\nE2,interview,P1,{F},It is fine as it is,no\n",
    "readings": "reading,about,judgement,text,by,standpoint,on,edition,rests_on,status\n"
    f"I1,factor:{F},holds,We agree,team,us,2011-07-01,,,agreed\n"
    f"I2,factor:role_specific_tasks,holds,We agree,team,us,2011-07-01,,,agreed\n"
    f"R1,factor:{F},holds,Mine,A,us,2011-07-01,,excerpt:E1,\n",
    "basis": "reading,edition,rests_on,said\n"
    f"I1,,conditions:{F}@S01,n 2; share 1\nI1,,conditions:{F}@S02,n 2; share 0.5\nI1,,excerpt:E1,text 0123\n"
    f"I1,,excerpt:E2,text 4567\nI1,,replication:{F},verdict generic\n"
    "I2,,replication:role_specific_tasks,verdict generic\n",
    "summaries": f"factor,site,group,text\n{F},S02,,Every day another\n{F},,peer_worker,All say it\n{F},S01,,Fine\n",
    "rivals": 'rival,label,would_show\nV1,Luck,"One said: They change it every day"\n',
    "study": "title: A small study\nframework: peer_worker_roles\nsynthetic: true\nstandpoints: [us]\n",
    "answers": f"participant,factor,in_place,effect,importance,comment\nP3,{F},yes,facilitator,4,\n"
    f"P1,{F},no,barrier,4,\nP1,role_specific_tasks,no,barrier,4,\n",
}


def test_what_was_noted_of_their_answers_goes_and_inferences_that_rested_on_them_are_stale(folder):
    place = folder(**MEANING)
    forget_person(place, "P3")
    rows = read_study(place).frames["basis"].set_index("rests_on")["said"].to_dict()
    assert {name for name, said in rows.items() if said == "withdrawn"} == {
        f"conditions:{F}@S02", "excerpt:E1", f"replication:{F}"
    }  # fmt: skip
    assert rows[f"conditions:{F}@S01"] == "n 2; share 1" and rows["excerpt:E2"] == "text 4567"
    study = read_study(place)
    moved = list_moved(study, said_now(Found(study)))
    assert stale_of(study, moved)["I1"] == "stale"
    assert set(moved[moved["was"].eq("withdrawn")]["reading"]) == {"I1"}


def test_what_the_team_wrote_of_them_is_named(folder):
    left = [str(one) for one in forget_person(folder(**MEANING), "P3").left]
    assert any(one.startswith("rivals.csv: still names the person, or quotes their words") for one in left)
    assert any("summary 1, of role_flexible at S02, may hold" in one for one in left)
    assert any("summary 2, of role_flexible at peer_worker, may hold" in one for one in left)
    assert any("reading R1 rests on a passage of theirs" in one for one in left)
    assert len(left) == 4
