"""The whole set: what a build leaves, and what it refuses before anything runs."""

import json
import shutil

import pytest
from tiny_project import CROSS

from peerwork.audit import Audit, Finding
from peerwork.build.run import build_from_bundle
from peerwork.problems import ProblemsFound
from peerwork.release import read_history
from peerwork.vocabulary import Audience


def test_a_build_leaves_pages_notebooks_tables_statement_and_manifest(project):
    result = project.build()
    assert result.whole and result.drawn == ("cross-site", "site-S01", "site-S02", "site-S03")
    files = set(project.bytes())
    assert {"accessibility.html", "manifest.json", "cross-site.html", "cross-site.ipynb", "site-S03.html"} <= files
    assert {"tables/importance.csv", "tables/conditions.csv"} <= files
    listed = json.loads((project.out / "manifest.json").read_text(encoding="utf-8"))["files"]
    assert set(listed) | {"manifest.json"} == {name for name in files if not name.startswith("logs/")}


def test_the_same_study_twice_is_the_same_bytes(project):
    project.build()
    first = project.bytes()
    project.build(out=project.root / "other")
    project.out = project.root / "other"
    assert project.bytes() == first


def test_a_notebook_that_fails_leaves_no_page_a_log_and_all_other_pages(project):
    project.write("findings", "1 / 0")
    result = project.build()
    assert not result.whole and set(result.failed) == {"cross-site"}
    assert "ZeroDivisionError" in result.failed["cross-site"].read_text(encoding="utf-8")
    assert not (project.out / "cross-site.html").exists()
    assert (project.out / "site-S01.html").exists()
    assert "1 page could not be drawn" in (project.out / "accessibility.html").read_text(encoding="utf-8")


def test_a_page_that_fails_takes_the_page_of_the_build_before_away(project):
    project.build()
    project.write("findings", "1 / 0")
    project.build()
    assert not (project.out / "cross-site.html").exists() and not (project.out / "cross-site.ipynb").exists()


def test_an_unknown_parameter_is_refused_before_anything_runs(project):
    project.write("site", "1")
    with pytest.raises(ProblemsFound, match="no parameter site"):
        project.build()
    assert not project.out.exists()


def test_a_study_with_problems_writes_nothing(project):
    (project.study / "answers.csv").write_text("participant\nnobody\n", encoding="utf-8")
    before = sorted(project.root.rglob("*"))
    with pytest.raises(ProblemsFound):
        project.build()
    assert sorted(project.root.rglob("*")) == before


def test_a_page_that_is_no_longer_planned_is_taken_away_and_nothing_else(project):
    project.build()
    (project.out / "my-notes.txt").write_text("mine", encoding="utf-8")
    project.build(catalogue=[CROSS])
    assert not (project.out / "site-S03.html").exists()
    assert (project.out / "my-notes.txt").exists()


def test_a_bundle_is_all_that_a_release_needs(project):
    """The study's folder is gone, and the executed notebooks and pages of the board come out all the same."""
    project.build(audience=Audience.BOARD)
    first = project.bytes()
    kept = project.root / "kept"
    shutil.move(project.root / ".out.build" / "bundle", kept)
    shutil.rmtree(project.study)
    built = build_from_bundle(kept, project.root / "again", root=project.root)
    project.out = project.root / "again"
    assert built.whole and project.bytes() == first
    assert str(project.root) not in "".join(content.decode("utf-8", "replace") for content in first.values())


def test_a_process_that_draws_holds_no_way_to_the_study(project):
    look = "import os\nprint(os.getcwd(), sorted(os.listdir()), *os.environ.values(), *os.sys.argv)"
    project.write("findings", look)
    project.build(audience=Audience.BOARD, catalogue=[CROSS])
    assert str(project.study) not in (project.out / "cross-site.ipynb").read_text(encoding="utf-8")


def learnt(*releases):
    """An attack that learns something from finished pages only."""
    return Audit(tuple(Finding("P1", "something", "factor") for release in releases if release.pages))


def test_what_an_attack_learns_from_is_not_published(project):
    with pytest.raises(ProblemsFound, match="P1 could learn something"):
        project.build(audience=Audience.BOARD, attack=lambda releases, today: learnt(*releases), release=True)
    assert not project.out.exists() and not read_history(project.study).releases


def test_a_draft_says_so_and_writes_nothing_into_the_study(project):
    before = {path: path.read_bytes() for path in project.study.iterdir()}
    project.build(audience=Audience.BOARD)
    assert "Draft, not released" in project.bytes()["accessibility.html"].decode()
    assert {path: path.read_bytes() for path in project.study.iterdir()} == before


def test_a_release_is_noted_once_and_is_no_draft(project):
    attacked = []

    def attack(releases, today):
        return attacked.append(releases) or Audit(())

    project.build(audience=Audience.BOARD, release=True, attack=attack)
    assert [release.number for release in read_history(project.study).releases] == [1]
    assert all("Draft" not in text.decode() for name, text in project.bytes().items() if name.endswith(".html"))
    assert [[release.name for release in releases] for releases in attacked] == [["board"], ["board"]]
    project.build(audience=Audience.PUBLIC, release=True, attack=attack)
    assert [release.name for release in attacked[-1]] == ["board", "public"]
    history = read_history(project.study)
    project.build(audience=Audience.BOARD, release=True)
    assert read_history(project.study) == history


def test_nothing_is_done_twice(project):
    project.build(audience=Audience.BOARD)
    assert not project.build(audience=Audience.BOARD).drawn and "Nothing changed" in project.said[0]
    assert (project.out / "site-S01.html").exists()
    assert not list(project.out.rglob("*.log"))
