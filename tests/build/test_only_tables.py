"""`peerwork tables`: as safe as a build, and never over anything that somebody else wrote."""

import shutil

import pytest

from peerwork.build.only_tables import build_tables
from peerwork.problems import ProblemsFound
from peerwork.release import read_ledger
from peerwork.vocabulary import Audience


def nothing_learnt(folder):
    return []


def files(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()} if folder.exists() else {}


def write(project, audience=Audience.TEAM, attack=nothing_learnt):
    out = project.root / "tables"
    build_tables(project.study, audience, out, attack=attack)
    return files(out)


@pytest.mark.parametrize("audience", [Audience.TEAM, Audience.BOARD])
def test_they_are_those_of_a_build_for_the_same_audience(project, audience):
    project.build(audience=audience, attack=nothing_learnt)
    alone = write(project, audience)
    assert alone.pop("manifest.json") and alone == files(project.out / "tables")


def test_what_is_attacked_is_all_that_would_be_written_and_a_release_is_noted(project):
    seen = {}
    written = write(project, Audience.BOARD, lambda folder: seen.update(files(folder)) or [])
    assert seen == written and "importance.csv" in seen
    assert len(read_ledger(project.study).editions) == 1


def test_what_an_attack_learns_from_is_not_written(project):
    with pytest.raises(ProblemsFound, match="somebody could learn"):
        write(project, Audience.BOARD, lambda folder: ["somebody could learn something"])
    assert not (project.root / "tables").exists() and not read_ledger(project.study).editions
    assert not list(project.root.glob(".peerwork-*"))


def test_a_release_made_meanwhile_is_not_overlooked(project):
    def another(folder):
        answers = project.study / "answers.csv"
        lines = answers.read_text(encoding="utf-8").splitlines(keepends=True)
        answers.write_text("".join(lines[:-1]), encoding="utf-8", newline="\n")
        build_tables(project.study, Audience.PUBLIC, project.root / "meanwhile", attack=nothing_learnt)
        return []

    with pytest.raises(ProblemsFound, match="released meanwhile"):
        write(project, Audience.BOARD, another)
    assert not (project.root / "tables").exists()


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
            build_tables(project.study, audience, wrong, attack=nothing_learnt)
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
        build_tables(project.study, Audience.TEAM, project.out, attack=nothing_learnt)
