"""A comment becomes a passage that nobody may quote yet, once."""

from __future__ import annotations

import pytest

from made_studies import make_study, write_study
from peerwork.collect.quote import quote
from peerwork.problems import ProblemsFound
from peerwork.study.read import read_study


@pytest.fixture
def folder(tmp_path):
    study = make_study(5, sites=2, factors=3)
    study.frames["answers"].loc[0, "comment"] = "It kept me, and Kim, going."
    return write_study(study, tmp_path / "study")


def test_the_row_is_blank_for_release(folder):
    answers = read_study(folder).frames["answers"]
    before = (folder / "excerpts.csv").read_bytes()
    code = quote(folder, answers["participant"].iloc[0], answers["factor"].iloc[0])
    row = read_study(folder).frames["excerpts"].set_index("excerpt").loc[code]
    assert (row["text"], row["may_quote"]) == ("It kept me, and Kim, going.", "no")
    assert row[["quotable_text", "theme"]].isna().all()
    assert (folder / "excerpts.csv").read_bytes().startswith(before)
    with pytest.raises(ProblemsFound, match="already"):
        quote(folder, answers["participant"].iloc[0], answers["factor"].iloc[0])


def test_where_nobody_commented_nothing_is_written(folder):
    before = (folder / "excerpts.csv").read_bytes()
    answers = read_study(folder).frames["answers"]
    with pytest.raises(ProblemsFound, match="gave no why"):
        quote(folder, answers["participant"].iloc[0], answers["factor"].iloc[0], said_in="why")
    assert (folder / "excerpts.csv").read_bytes() == before
