"""A new study is one to fill in, and passes its own check."""

from __future__ import annotations

from pathlib import Path

import pytest

from peerwork.collect.new_study import new_study
from peerwork.problems import ProblemsFound
from peerwork.study.check import check_study
from peerwork.study.read import read_study
from peerwork.study.schema import FILES

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("framework", ["peer_worker_roles", "cfir"])
def test_a_new_study_has_every_file_and_no_problem(tmp_path, framework):
    written = new_study(tmp_path / 'a: "new" one', framework=framework)
    assert {path.name for path in written} == {"study.yaml", *(file.csv for file in FILES)}
    assert check_study(written[0].parent) == []
    assert read_study(written[0].parent).config.title == 'a: "new" one'


def test_a_framework_of_ones_own_comes_into_the_study(tmp_path):
    own = tmp_path / "ours.yaml"
    own.write_bytes((ROOT / "data" / "frameworks" / "cfir.yaml").read_bytes())
    new_study(tmp_path / "new", framework=str(own))
    own.unlink()  # the study stands alone
    assert check_study(tmp_path / "new") == []
    assert read_study(tmp_path / "new").framework.id == "cfir"


def test_a_framework_that_is_a_broken_file_writes_nothing(tmp_path):
    (tmp_path / "ours.yaml").write_text("id: [", encoding="utf-8")
    with pytest.raises(ProblemsFound, match="ours.yaml"):
        new_study(tmp_path / "new", framework=str(tmp_path / "ours.yaml"))
    assert not (tmp_path / "new").exists()


def test_nothing_is_written_over(tmp_path):
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(ProblemsFound, match="is there already and not empty"):
        new_study(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_an_unknown_framework_writes_nothing(tmp_path):
    with pytest.raises(ProblemsFound, match="did you mean"):
        new_study(tmp_path / "new", framework="peer_worker_role")
    assert not (tmp_path / "new").exists()
