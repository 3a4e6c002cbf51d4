"""Made studies: the same seed gives the same study, and each shape is as awkward as its name says."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from made_studies import SHAPES, make_study, write_study
from peerwork.study.read import read_study


@pytest.mark.parametrize("shape", SHAPES)
def test_the_same_seed_gives_the_same_study_and_another_seed_another(shape: str):
    first, again, other = make_study(1, shape), make_study(1, shape), make_study(2, shape)
    for name, frame in first.frames.items():
        pd.testing.assert_frame_equal(frame, again.frames[name])
    assert any(not frame.equals(other.frames[name]) for name, frame in first.frames.items())


@pytest.mark.parametrize("shape", SHAPES)
def test_a_made_study_is_read_from_disk_as_it_was_made(shape: str, tmp_path: Path):
    made = make_study(1, shape)
    read = read_study(write_study(made, tmp_path / shape))
    assert sorted(read.frames) == sorted(made.frames)
    for name, frame in made.frames.items():
        pd.testing.assert_frame_equal(read.frames[name], frame)
    pd.testing.assert_frame_equal(read.withdrawn, made.withdrawn)
    assert (read.framework, read.config.model_copy(update={"framework": made.config.framework})) == (
        made.framework,
        made.config,
    )


@pytest.mark.parametrize("shape", [name for name, shape in SHAPES.items() if shape.answered and not shape.consensus])
def test_nobody_is_asked_twice_and_nobody_names_more_than_three(shape: str):
    frames = make_study(1, shape).frames
    assert not frames["answers"].duplicated(["participant", "factor"]).any()
    assert frames["top_three"].groupby("participant").size().max() <= 3
    assert not frames["top_three"].duplicated(["participant", "factor"]).any()


def people_by_site(shape: str) -> list[int]:
    return make_study(1, shape).frames["participants"].groupby("site").size().tolist()


def test_the_tiny_site_has_three_people():
    assert people_by_site("tiny_site")[0] == 3


def test_the_lone_role_is_met_at_one_site_only():
    people = make_study(1, "lone_role").frames["participants"]
    assert people.loc[people["group"] == "strategic", "site"].nunique() == 1


def test_half_of_the_ratings_are_five():
    ratings = make_study(1, "half_fives").frames["answers"]["importance"].dropna()
    assert 0.45 < ratings.eq(5).mean() < 0.55


def test_where_everyone_agrees_there_is_one_answer():
    answers = make_study(1, "everyone_agrees").frames["answers"]
    assert set(answers["in_place"].dropna()) == {"yes"} and set(answers["effect"].dropna()) == {"facilitator"}


def test_where_all_is_blank_people_were_asked_and_nothing_is_recorded():
    answers = make_study(1, "all_blank").frames["answers"]
    assert len(answers) > 0 and answers[["in_place", "effect", "importance"]].isna().all(axis=None)


def test_those_who_withdrew_are_in_no_frame():
    study = make_study(1, "withdrawn")
    gone = set(study.withdrawn["participant"])
    assert len(gone) == 3
    assert not any(gone & set(frame["participant"]) for frame in study.frames.values() if "participant" in frame)


def test_a_study_may_be_as_large_as_a_benchmark_needs():
    assert (
        make_study(1, sites=12, people=4, factors=3).frames["participants"].groupby("site").size().tolist() == [20] * 12
    )
