"""A new study is one to fill in, and passes its own check."""

from __future__ import annotations

import pytest

from peerwork.collect.new_study import new_study
from peerwork.problems import ProblemsFound
from peerwork.study.check import check_study
from peerwork.study.read import read_study
from peerwork.study.schema import FILES


@pytest.mark.parametrize("framework", ["peer_worker_roles", "cfir"])
def test_a_new_study_has_every_file_and_no_problem(tmp_path, framework):
    written = new_study(tmp_path / 'a: "new" one', framework=framework)
    assert {path.name for path in written} == {"study.yaml", *(file.csv for file in FILES)}
    assert check_study(written[0].parent) == []
    assert read_study(written[0].parent).config.title == 'a: "new" one'


def test_nothing_is_written_over(tmp_path):
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(ProblemsFound, match="is there already and not empty"):
        new_study(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_an_unknown_framework_writes_nothing(tmp_path):
    with pytest.raises(ProblemsFound, match="did you mean"):
        new_study(tmp_path / "new", framework="peer_worker_role")
    assert not (tmp_path / "new").exists()
