"""What holds for every study, whatever was answered."""

from __future__ import annotations

import random

import pandas as pd
from chance_studies import as_study, made_rows
from hypothesis import given, settings
from hypothesis import strategies as st
from interviews import score_interviews
from pandas.testing import assert_frame_equal

SEEDS = st.integers(min_value=0, max_value=10**9)
POINTS = [f"n_{point}" for point in range(1, 6)]


def assert_same_tables(left: dict[str, pd.DataFrame], right: dict[str, pd.DataFrame]) -> None:
    assert list(left) == list(right)
    for name in left:
        assert_frame_equal(left[name], right[name], check_exact=True, obj=name)


@given(SEEDS)
@settings(max_examples=15, deadline=None)
def test_shuffling_rows_changes_nothing(seed):
    rows = made_rows(seed)
    chance = random.Random(seed)
    shuffled = {name: chance.sample(found, len(found)) for name, found in rows.items()}
    assert_same_tables(score_interviews(as_study(rows)), score_interviews(as_study(shuffled)))


@given(SEEDS)
@settings(max_examples=15, deadline=None)
def test_a_blank_rating_never_counts(seed):
    rows = made_rows(seed)
    found = score_interviews(as_study(rows))
    if "importance" not in found:
        return
    rated = {**rows, "answers": [answer for answer in rows["answers"] if answer["importance"] is not None]}
    if not rated["answers"]:
        return
    keys = ["scope", "sector", "site", "group", "factor", "kind"]
    before = found["importance"][found["importance"]["n"] > 0].astype({key: "str" for key in keys})
    after = score_interviews(as_study(rated))["importance"]
    after = after[after["n"] > 0].astype({key: "str" for key in keys})
    assert_frame_equal(before.reset_index(drop=True), after.reset_index(drop=True), check_exact=True)


@given(SEEDS)
@settings(max_examples=15, deadline=None)
def test_shares_lie_in_0_to_1_means_in_the_scale_and_points_add_to_n(seed):
    tables = score_interviews(as_study(made_rows(seed)))
    if "importance" in tables:
        importance = tables["importance"]
        assert (importance[POINTS].sum(axis=1) == importance["n"]).all()
        for name in ("mean", "median", "ci_low", "ci_high"):
            assert importance[name].dropna().between(1, 5).all()
        interval = importance.dropna(subset="ci_low")
        assert ((interval["ci_low"] <= interval["mean"]) & (interval["mean"] <= interval["ci_high"])).all()
        assert (importance["mean"].isna() == (importance["n"] == 0)).all()
        assert tables["conditions"]["share_in_place"].dropna().between(0, 1).all()
        assert tables["patterns"]["expected_share"].dropna().between(0, 1).all()
    if "top_three" in tables:
        assert tables["top_three"]["share"].dropna().between(0, 1).all()


@given(SEEDS)
@settings(max_examples=15, deadline=None)
def test_facilitators_and_barriers_are_among_either(seed):
    rows = made_rows(seed)
    tables = score_interviews(as_study(rows))
    for name, count in (("importance", "n"), ("top_three", "n_named")):
        if name in tables:
            found = tables[name].astype({"kind": "str"})
            by_kind = {kind: part[count].to_numpy() for kind, part in found.groupby("kind")}
            assert (by_kind["facilitator"] + by_kind["barrier"] <= by_kind["either"]).all()


@given(SEEDS)
@settings(max_examples=15, deadline=None)
def test_the_sectors_add_to_the_study_and_the_groups_to_the_site(seed):
    tables = score_interviews(as_study(made_rows(seed)))
    if "importance" not in tables:
        return
    found = tables["importance"].astype({"scope": "str", "kind": "str"})
    n = found.groupby(["scope", "kind"])["n"].sum().unstack("kind")
    for scope in ("sector", "site", "group", "site_group"):
        pd.testing.assert_series_equal(n.loc[scope], n.loc["study"], check_names=False)


def test_scoring_changes_no_frame_of_the_study():
    study = as_study(made_rows(7))
    before = {name: frame.copy() for name, frame in study.frames.items()}
    score_interviews(study)
    for name, frame in before.items():
        assert_frame_equal(study.frames[name], frame)


def test_categories_on_the_way_in_change_nothing():
    study = as_study(made_rows(7))
    answers = study.frames["answers"]
    as_categories = answers.astype({name: "category" for name in ("participant", "factor", "in_place", "effect")})
    changed = as_study(made_rows(7))
    object.__setattr__(changed, "frames", {**study.frames, "answers": as_categories})
    for name in ("importance", "conditions", "patterns"):
        assert_frame_equal(score_interviews(study)[name], score_interviews(changed)[name])
