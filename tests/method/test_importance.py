"""METHOD 1: importance ratings."""

from __future__ import annotations

import csv
from math import sqrt
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from interviews import score_interviews
from scipy.stats import t as student

from peerwork.rules import Rules
from peerwork.scoring.importance import linearised_interval
from small_tables import framework, study_of

STATS = Path(__file__).parents[3] / "shared" / "reference" / "stats"
FIVE_SITES = """participant | site | group       | sector
                P1          | S1   | peer_worker | statutory
                P2          | S2   | manager     | statutory
                P3          | S3   | peer_worker | statutory
                P4          | S4   | manager     | statutory
                P5          | S4   | peer_worker | statutory"""


def importance(answers: str, participants: str = FIVE_SITES, **config) -> pd.DataFrame:
    study = study_of(framework("supervision", "pay"), participants=participants, answers=answers, config=config)
    return score_interviews(study)["importance"]


def row(frame: pd.DataFrame, scope: str = "study", kind: str = "either", **keys: str) -> pd.Series:
    wanted = frame[(frame["scope"] == scope) & (frame["kind"] == kind) & (frame["factor"] == "supervision")]
    for name, value in keys.items():
        wanted = wanted[wanted[name] == value]
    assert len(wanted) == 1
    return wanted.iloc[0]


FOUR_RATINGS = """participant | factor      | in_place | effect      | importance
                  P1          | supervision | yes      | facilitator | 5
                  P2          | supervision | yes      | barrier     | 2
                  P3          | supervision | yes      | neither     | 4
                  P4          | supervision | yes      |             | 4
                  P5          | supervision | yes      | facilitator |  """


def test_kind_splits_the_ratings_by_what_their_people_say_of_the_effect():
    found = importance(FOUR_RATINGS)
    assert (row(found, kind="facilitator")["n"], row(found, kind="facilitator")["mean"]) == (1, 5)
    assert (row(found, kind="barrier")["n"], row(found, kind="barrier")["mean"]) == (1, 2)


def test_either_holds_every_rating_whatever_the_effect():
    found = row(importance(FOUR_RATINGS))
    assert (found["n"], found["mean"], found["median"]) == (4, 3.75, 4)
    assert [found[f"n_{point}"] for point in range(1, 6)] == [0, 1, 0, 2, 1]


def test_a_blank_rating_is_missing_and_never_zero():
    at_s4 = row(importance(FOUR_RATINGS), "site", site="S4")
    assert (at_s4["n"], at_s4["mean"]) == (1, 4)


def test_a_factor_has_rows_only_where_somebody_was_asked():
    found = importance(FOUR_RATINGS)
    assert set(found["factor"]) == {"supervision"}
    assert set(found.loc[found["scope"] == "site_group", "group"]) == {"peer_worker", "manager"}
    assert len(found) == 3 * (1 + 1 + 4 + 2 + 5)  # study, sector, sites, groups, groups at sites; three kinds


def test_scope_columns_that_do_not_apply_are_blank():
    filled = importance(FOUR_RATINGS).groupby("scope")[["sector", "site", "group"]].count().gt(0)
    assert filled.loc["study"].tolist() == [False, False, False]
    assert filled.loc["sector"].tolist() == [True, False, False]
    assert filled.loc["site"].tolist() == [False, True, False]
    assert filled.loc["group"].tolist() == [False, False, True]
    assert filled.loc["site_group"].tolist() == [False, True, True]


@pytest.mark.parametrize(("ratings", "median"), [("1 5", 3), ("1 2 5", 2), ("1 2 3 5", 2.5), ("4", 4)])
def test_the_median_is_the_middle_rating_or_the_mean_of_the_two_in_the_middle(ratings, median):
    people = "\n".join(["participant|site|group", *(f"P{n}|S1|manager" for n, _ in enumerate(ratings.split()))])
    rows = [f"P{n}|supervision|yes||{rating}" for n, rating in enumerate(ratings.split())]
    found = importance("\n".join(["participant|factor|in_place|effect|importance", *rows]), people)
    assert row(found)["median"] == median


def test_an_interval_needs_four_sites_with_a_rating():
    assert row(importance(FOUR_RATINGS))[["ci_low", "ci_high"]].notna().all()
    without_s4 = FOUR_RATINGS.replace("|             | 4", "|             |  ")
    assert row(importance(without_s4))[["ci_low", "ci_high"]].isna().all()
    assert row(importance(without_s4, rules={"interval_min_sites": 3}))[["ci_low", "ci_high"]].notna().all()


def test_a_kind_needs_four_sites_of_its_own():
    assert pd.isna(row(importance(FOUR_RATINGS), kind="facilitator")["ci_low"])


def test_one_site_has_no_interval_however_many_answer_there():
    people = "\n".join(["participant|site|group", *(f"P{n}|S1|manager" for n in range(6))])
    rows = [f"P{n}|supervision|yes||{n % 5 + 1}" for n in range(6)]
    found = importance("\n".join(["participant|factor|in_place|effect|importance", *rows]), people)
    assert found[["ci_low", "ci_high"]].isna().all(axis=None)


def test_the_interval_is_linearised_over_sites_and_clipped_to_the_scale():
    # mean 3.75; site totals of deviations 1.25, -1.75, 0.25, 0.25; t(3) = 3.1824
    half = 3.182446305284 * sqrt(4 / 3 * (1.25**2 + 1.75**2 + 0.25**2 + 0.25**2)) / 4
    found = row(importance(FOUR_RATINGS))
    assert found["ci_low"] == pytest.approx(3.75 - half)
    assert 3.75 + half > 5
    assert found["ci_high"] == 5


def test_ratings_that_all_agree_have_an_interval_without_width():
    same = FOUR_RATINGS.replace("| 5", "| 4").replace("| 2", "| 4")
    assert row(importance(same))[["ci_low", "mean", "ci_high"]].tolist() == [4, 4, 4]


def test_the_published_standard_error_of_an_unbalanced_cluster_sample():
    """shared/reference/stats/expected.json: unbalanced `opposites`, mean 201.096774, linearised SE 7.232594.

    That one divides by k; METHOD 1 by k - 1, for few sites: larger by the root of 36/35.
    """
    path = STATS / "clusterbootstrap_opposites_unbalanced.csv"
    if not path.is_file():
        pytest.skip("the reference folder is not here")
    with path.open(encoding="utf-8", newline="") as file:
        scores = pd.DataFrame(csv.DictReader(file)).astype(int)
    points = np.arange(scores["SCORE"].min() - 100, scores["SCORE"].max() + 101)
    counts = pd.crosstab(scores["SCORE"], scores["Subject"]).reindex(points, fill_value=0).to_numpy()
    low, high = linearised_interval(counts[..., None], points, rules=Rules())
    assert (low[0] + high[0]) / 2 == pytest.approx(201.096774, abs=1e-6)
    assert (high[0] - low[0]) / 2 / student.ppf(0.975, 35) == pytest.approx(7.232594 * sqrt(36 / 35), abs=1e-6)
