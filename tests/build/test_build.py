"""The whole set: what a build leaves, and what it refuses before anything runs."""

import json

import pytest
from tiny_project import CROSS

from peerwork.problems import ProblemsFound


def test_a_build_leaves_pages_notebooks_tables_index_and_manifest(project):
    result = project.build()
    assert result.whole and result.drawn == ("cross-site", "site-S01", "site-S02", "site-S03")
    files = set(project.bytes())
    assert {"index.html", "manifest.json", "cross-site.html", "cross-site.ipynb", "site-S03.html"} <= files
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
    project.write("cross_site", "1 / 0")
    result = project.build()
    assert not result.whole and set(result.failed) == {"cross-site"}
    assert "ZeroDivisionError" in result.failed["cross-site"].read_text(encoding="utf-8")
    assert not (project.out / "cross-site.html").exists()
    assert (project.out / "site-S01.html").exists()
    assert "Across sites is missing" in (project.out / "index.html").read_text(encoding="utf-8")


def test_a_page_that_fails_takes_the_page_of_the_build_before_away(project):
    project.build()
    project.write("cross_site", "1 / 0")
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
