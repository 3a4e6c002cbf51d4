"""METHOD 6: where perspectives differ."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plain_b import enumerated_p_value

from peerwork.rules import Rules
from peerwork.scoring.permutation import permutation_p_value
from peerwork.scoring.tensions import benjamini_hochberg, cliffs_delta, score_tensions
from small_tables import table

GROUPS = ("peer_worker", "team_member", "manager")


def scored(answers: str, **rules) -> pd.DataFrame:
    frame = table(answers)
    for column in ("in_place", "importance"):
        if column not in frame:
            frame[column] = pd.Series(np.nan, index=frame.index, dtype="str" if column == "in_place" else "float64")
    return score_tensions(frame, factors=["pay"], groups=GROUPS, scale=range(1, 6), rules=Rules(**rules))


def counts(values: list[float], points: list[float]) -> np.ndarray:
    return np.array([[values.count(point) for point in points]])


@pytest.mark.parametrize(
    ("treatment", "control", "delta"),
    [
        ([10, 10, 20, 20, 20, 30, 30, 30, 40, 50], [10, 20, 30, 40, 40, 50], -0.25),  # Hogarty & Kromrey 1999
        ([10, 20, 20, 20, 30, 30, 30, 40, 50, 100], [120, 130, 140, 150, 150, 160], -1.0),
        ([1, 2, 1, 3, 2], [3, 2, 2, 3, 2], -0.44),  # effsize, tests of cliff.delta
    ],
)
def test_cliffs_delta_is_the_published_one(treatment, control, delta):
    points = sorted({*treatment, *control})
    assert cliffs_delta(counts(treatment, points), counts(control, points))[0] == pytest.approx(delta, abs=1e-7)


def test_a_site_counts_only_where_both_groups_rated():
    found = scored("""site | group       | factor | importance
                      S1   | peer_worker | pay    | 5
                      S1   | peer_worker | pay    | 4
                      S1   | manager     | pay    | 2
                      S2   | peer_worker | pay    | 1
                      S2   | manager     | pay    |
                      S3   | peer_worker | pay    | 3
                      S3   | manager     | pay    | 3""")
    study = found[found["scope"] == "study"]
    assert study[["group_a", "group_b", "n_sites", "n_a", "n_b"]].values.tolist() == [
        ["peer_worker", "manager", 2, 3, 2]
    ]
    assert study["difference"].tolist() == [1.25]  # the mean of 2.5 and 0, sites weighing alike
    assert study["cliffs_delta"].tolist() == [0.5]
    assert found.loc[found["scope"] == "site", "site"].tolist() == ["S1", "S3"]


def test_at_one_site_only_the_difference_is_given():
    found = scored("""site | group       | factor | importance
                      S1   | peer_worker | pay    | 5
                      S1   | manager     | pay    | 2""")
    site = found[found["scope"] == "site"].iloc[0]
    assert (site["difference"], site["cliffs_delta"]) == (3, 1)
    assert site[["ci_low", "ci_high", "p_value", "p_adjusted"]].isna().all()


def test_partly_in_place_counts_half_and_unsure_says_nothing():
    found = scored("""site | group       | factor | in_place
                      S1   | peer_worker | pay    | yes
                      S1   | peer_worker | pay    | partly
                      S1   | peer_worker | pay    | unsure
                      S1   | peer_worker | pay    | not_applicable
                      S1   | manager     | pay    | no""")
    assert found[["measure", "n_a", "n_b", "difference"]].values.tolist() == [["in_place", 2, 1, 0.75]] * 2


def sites(n: int) -> str:
    rows = ["site | group | factor | importance"]
    for site in range(n):
        rows += [f"S{site} | peer_worker | pay | {5 - site % 2}", f"S{site} | manager | pay | 3"]
    return "\n".join(rows)


def test_four_sites_have_no_interval_and_five_have():
    four, five = (scored(sites(n)).iloc[0] for n in (4, 5))
    assert pd.isna(four["ci_low"])
    reach = 2.7764451 * np.std([2, 1, 2, 1, 2], ddof=1) / np.sqrt(5)  # t with 4 degrees of freedom
    assert (five["ci_low"], five["ci_high"]) == pytest.approx((1.6 - reach, 1.6 + reach), abs=1e-6)


def test_an_interval_stays_within_what_the_scale_allows():
    answers = sites(5).replace("| 3", "| 1").replace("| 4", "| 3")
    assert scored(answers).iloc[0]["ci_high"] == 4


def test_a_site_whose_people_agree_cannot_move_the_p_value():
    alone = permutation_p_value(np.array([[0, 2]]), np.array([[2, 0]]), rules=Rules())
    with_another = permutation_p_value(np.array([[0, 2], [0, 2]]), np.array([[2, 0], [0, 1]]), rules=Rules())
    assert alone == with_another == pytest.approx(2 / 6)


group = st.lists(st.integers(1, 5), min_size=1, max_size=3)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(group, group), min_size=1, max_size=3))
def test_an_exact_p_value_is_an_enumeration(people):
    points = [1, 2, 3, 4, 5]
    a, b = (np.vstack([counts(site[side], points) for site in people]) for side in (0, 1))
    assert permutation_p_value(a, b, rules=Rules()) == pytest.approx(float(enumerated_p_value(people)), abs=1e-12)


A = np.array([[0, 1, 0, 1, 2], [0, 0, 1, 1, 1], [1, 0, 0, 1, 2], [0, 0, 2, 0, 1]])
B = np.array([[1, 1, 1, 0, 0], [1, 0, 2, 0, 1], [0, 2, 1, 1, 0], [1, 1, 0, 1, 0]])


def test_beyond_what_can_be_counted_seeded_draws_come_near_and_never_to_nothing():
    exact = permutation_p_value(A, B, rules=Rules())
    drawn = [permutation_p_value(A, B, rules=Rules(exact_arrangements=1)) for _ in range(2)]
    assert drawn[0] == drawn[1] != exact
    assert drawn[0] == pytest.approx(exact, abs=0.02)
    far = permutation_p_value(np.array([[0, 9]] * 9), np.array([[9, 0]] * 9), rules=Rules(exact_arrangements=1))
    assert far == 1 / 10_001


def test_the_normal_distribution_comes_near_from_fifty_sites_on():
    many_a, many_b = np.tile(B, (12, 1)), np.tile(np.roll(B, 1, axis=0), (12, 1))
    exact = permutation_p_value(many_a, many_b, rules=Rules(normal_from_sites=1000, exact_arrangements=10**7))
    assert permutation_p_value(many_a, many_b, rules=Rules(normal_from_sites=48)) == pytest.approx(exact, abs=0.003)


def test_adjustment_runs_over_all_pairs_and_factors_of_a_measure_and_not_across_measures():
    rows = []
    for site in range(6):
        for name, high, low in (("pay", 5, 1), ("team", 3, 3)):
            rows += [(f"S{site}", "peer_worker", name, high, "yes"), (f"S{site}", "manager", name, low, "yes")]
    answers = pd.DataFrame(rows, columns=["site", "group", "factor", "importance", "in_place"])
    answers = answers.astype({"importance": "float64"})
    found = score_tensions(answers, factors=["pay", "team"], groups=GROUPS, scale=range(1, 6), rules=Rules())
    study = found[found["scope"] == "study"].set_index(["measure", "factor"])
    assert study.loc[("importance", "pay"), "p_value"] == pytest.approx(2 / 2**6)
    assert study.loc[("importance", "pay"), "p_adjusted"] == pytest.approx(
        4 / 2**6
    )  # two tests of importance, not four
    assert study.loc[("importance", "team"), "p_adjusted"] == 1


def test_nobody_answering_leaves_an_empty_table_with_its_columns():
    answers = table("site | group | factor | importance | in_place").astype({"importance": "float64"})
    found = score_tensions(answers, factors=["pay"], groups=GROUPS, scale=range(1, 6), rules=Rules())
    assert found.empty
    assert "p_adjusted" in found


def test_the_answers_are_left_as_they_were():
    answers = table("""site | group       | factor | importance | in_place
                       S1   | peer_worker | pay    | 5          | yes""")
    before = answers.copy(deep=True)
    score_tensions(answers, factors=["pay"], groups=GROUPS, scale=range(1, 6), rules=Rules())
    pd.testing.assert_frame_equal(answers, before)


def test_adjusted_p_values_are_those_of_benjamini_and_hochberg():
    """Their 1995 paper, section 3: fifteen tests, of which four are rejected at 5 %."""
    p = "0.0001 0.0004 0.0019 0.0095 0.0201 0.0278 0.0298 0.0344 0.0459 0.3240 0.4262 0.5719 0.6528 0.7590 1.000"
    adjusted = benjamini_hochberg(pd.Series([float(value) for value in p.split()])[::-1])
    assert (adjusted <= 0.05).sum() == 4
    assert adjusted[3] == pytest.approx(0.0095 * 15 / 4)
    assert adjusted[7] == pytest.approx(0.0344 * 15 / 8)
