"""METHOD 1: importance ratings."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pandas as pd
import pytest
from interviews import score_interviews
from scipy.stats import t as student

from peerwork.rules import Rules
from peerwork.scoring.importance import linearised_interval
from small_tables import framework, study_of

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


# R's ClusterBootstrap 1.1.2, data set `opposites` (Deen and de Rooij 2020, doi 10.3758/s13428-019-01252-y), the last
# two occasions of its first ten subjects left out: how many scores each of 36 subjects has, and their sum.
SCORES = [2] * 10 + [4] * 26
SUMS = [
    237, 320, 301, 263, 231, 294, 361, 424, 339, 268, 881, 862, 1110, 758, 758, 967, 668, 781, 930, 644, 859, 871, 905,
    736, 625, 899, 725, 634, 1003, 932, 944, 860, 452, 1125, 905, 1064,
]  # fmt: skip


def test_the_published_standard_error_of_an_unbalanced_cluster_sample():
    """Mean 201.096774 and linearised SE 7.232594, which divides by k; METHOD 1 by k - 1: the root of 36/35."""
    points = np.arange(0, 500)
    counts = np.zeros((len(points), len(SUMS), 1), dtype=int)
    for subject, (n, total) in enumerate(zip(SCORES, SUMS, strict=True)):
        low, more = divmod(total, n)  # the error depends on a subject's number and sum of scores only
        counts[low, subject] += n - more
        counts[low + 1, subject] += more
    low, high = linearised_interval(counts, points, rules=Rules())
    assert (low[0] + high[0]) / 2 == pytest.approx(201.096774, abs=1e-6)
    assert (high[0] - low[0]) / 2 / student.ppf(0.975, 35) == pytest.approx(7.232594 * sqrt(36 / 35), abs=1e-6)
