"""`peerwork tables`: as safe as a build, and never over anything that somebody else wrote."""

import shutil

import pytest

from peerwork.audit import Audit, Finding
from peerwork.build.only_tables import build_tables
from peerwork.problems import ProblemsFound
from peerwork.release import read_history
from peerwork.vocabulary import Audience


def files(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()} if folder.exists() else {}


def write(project, audience=Audience.TEAM, attack=None):
    out = project.root / "tables"
    build_tables(project.study, audience, out, attack=attack)
    return files(out)


@pytest.mark.parametrize("audience", [Audience.TEAM, Audience.BOARD])
def test_they_are_those_of_a_build_for_the_same_audience(project, audience):
    project.build(audience=audience)
    alone = write(project, audience)
    assert alone.pop("manifest.json") and alone == files(project.out / "tables")


def test_what_is_attacked_is_all_that_would_be_written(project):
    seen = []
    written = write(project, Audience.BOARD, lambda released, today: seen.extend(released) or Audit(()))
    (draft,) = seen
    assert {f"{name}.csv" for name in draft.tables} == set(written) - {"manifest.json"} and "importance" in draft.tables


def test_a_draft_writes_nothing_into_the_study(project):
    before = files(project.study)
    write(project, Audience.BOARD)
    assert files(project.study) == before and not read_history(project.study).releases


def test_what_an_attack_learns_from_and_nothing_mends_is_not_written(project):
    leak = Audit((Finding("P1", "something", "factor"),))
    with pytest.raises(ProblemsFound, match="P1 could learn something"):
        write(project, Audience.BOARD, lambda released, today: leak)
    assert not (project.root / "tables").exists() and not list(project.root.glob(".peerwork-*"))


def test_a_table_that_there_is_no_longer_is_taken_away(project):
    before = write(project)
    (project.study / "answers.csv").unlink()
    after = write(project)
    assert "importance.csv" in before and "importance.csv" not in after and set(after) < set(before)


@pytest.mark.parametrize("audience", [Audience.TEAM, Audience.BOARD])
def test_a_study_is_never_written_over(project, audience):
    before = files(project.study)
    for wrong in (project.study, shutil.copytree(project.study, project.root / "copy")):
        with pytest.raises(ProblemsFound, match="holds a study"):
            build_tables(project.study, audience, wrong)
        with pytest.raises(ProblemsFound, match="holds a study"):
            project.build(audience=audience, out=wrong)
        assert files(wrong) == before


@pytest.mark.parametrize(
    "theirs",
    [
        {"sites.csv": b"mine"},
        {"manifest.json": b'{"files": ["notes.txt"]}', "notes.txt": b"mine"},
        {"manifest.json": b'["notes.txt"]'},
    ],
)
def test_files_of_somebody_else_stay_as_they_are(project, theirs):
    out = project.root / "tables"
    out.mkdir()
    for name, content in theirs.items():
        (out / name).write_bytes(content)
    with pytest.raises(ProblemsFound, match=f"{next(iter(theirs))}: is there already"):
        write(project)
    assert files(out) == theirs


def test_a_set_of_pages_stays_whole(project):
    project.build()
    with pytest.raises(ProblemsFound, match="holds a set of pages"):
        build_tables(project.study, Audience.TEAM, project.out)
