"""METHOD 12: indicators by importance and feasibility, and agreement between those who rated them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import friedmanchisquare

from peerwork.scoring.indicator_priorities import (
    kendalls_w,
    score_indicator_agreement,
    score_indicator_priorities,
    score_priorities_by_group,
)
from small_tables import table

RATINGS = """rater | group        | indicator | importance | feasibility
             R1    | peer_worker  | hope      | 5          | 4
             R2    | manager      | hope      | 4          | 4
             R1    | peer_worker  | beds      | 4          | 2
             R2    | manager      | beds      | 5          | 1
             R1    | peer_worker  | sessions  | 2          | 5
             R2    | manager      | sessions  | 1          | 5
             R1    | peer_worker  | logos     | 1          | 1
             R2    | manager      | logos     | 2          | 2 """


def zones(ratings):
    return score_indicator_priorities(table(ratings)).set_index("indicator")["zone"].to_dict()


def test_each_quarter_has_its_zone():
    assert zones(RATINGS) == {
        "hope": "monitor_now",
        "beds": "make_measurable",
        "sessions": "easy_extra",
        "logos": "leave",
    }


def test_a_mean_on_the_line_is_above_it():
    found = zones("""rater | group | indicator | importance | feasibility
                     R1    | staff | low       | 1          | 3
                     R1    | staff | middle    | 2          | 3
                     R1    | staff | high      | 3          | 3 """)
    assert found == {"low": "easy_extra", "middle": "monitor_now", "high": "monitor_now"}


def test_an_indicator_that_more_people_rated_does_not_move_the_line():
    found = score_indicator_priorities(
        table("""rater | group | indicator | importance | feasibility
                 R1    | staff | often     | 5          | 3
                 R2    | staff | often     | 5          | 3
                 R3    | staff | often     | 5          | 3
                 R1    | staff | seldom    | 2          | 3
                 R1    | staff | middle    | 3.5        | 3 """)
    ).set_index("indicator")
    assert found.loc["middle", "zone"] == "monitor_now"  # (5 + 2 + 3.5) / 3 = 3.5; over ratings it would be 4.1
    assert found["n"].to_dict() == {"middle": 1, "often": 3, "seldom": 1}


def test_a_blank_rating_is_missing_and_without_one_kind_there_is_no_zone():
    found = score_indicator_priorities(
        table("""rater | group | indicator | importance | feasibility
                 R1    | staff | half      | 4          |
                 R2    | staff | half      | 2          |
                 R1    | staff | nothing   |            |
                 R1    | staff | whole     | 1          | 1 """)
    ).set_index("indicator")
    assert found["importance"].to_dict() == {"half": 3.0, "whole": 1.0}
    assert found["zone"].isna().to_dict() == {"half": True, "whole": False}


def test_each_group_is_split_at_its_own_means():
    found = score_priorities_by_group(table(RATINGS)).set_index(["group", "indicator"])["zone"]
    assert found["manager", "beds"] == "make_measurable"
    assert found["peer_worker", "hope"] == "monitor_now"
    assert found["peer_worker", "logos"] == "leave"


def test_the_same_order_is_full_agreement_and_groups_are_one_judge_each():
    found = score_indicator_agreement(
        table("""rater | group        | indicator | importance | feasibility
                 R1    | peer_worker  | hope      | 5          | 1
                 R1    | peer_worker  | beds      | 3          | 3
                 R1    | peer_worker  | logos     | 1          | 5
                 R2    | manager      | hope      | 4          | 5
                 R2    | manager      | beds      | 3          | 3
                 R2    | manager      | logos     | 2          | 1 """)
    ).set_index(["measure", "judges"])
    assert found.loc[("importance", "groups"), ["n_judges", "kendalls_w"]].tolist() == [2, 1.0]
    assert found.loc[("feasibility", "groups"), ["n_judges", "kendalls_w"]].tolist() == [2, 0.0]
    within = score_indicator_agreement(table(RATINGS)).query("judges == 'raters' and group.notna()")
    assert within["kendalls_w"].isna().all()  # one rater in each group


def test_only_indicators_that_every_judge_rated_are_ranked():
    ratings = table(RATINGS)
    ratings.loc[1, "importance"] = np.nan
    found = score_indicator_agreement(ratings).set_index(["measure", "judges"])
    assert found.loc[("importance", "groups"), "n_indicators"] == 3
    assert found.loc[("feasibility", "groups"), "n_indicators"] == 4


def test_kendalls_w_of_siegel_and_castellan():
    """Siegel and Castellan 1988, section 9.3: three people rank eight attributes of a conference."""
    ranks = [[5, 6, 7, 1, 2, 4, 3, 8], [1, 7, 6, 2, 3, 5, 4, 8], [4, 5, 1, 3, 2, 7, 6, 8]]
    assert kendalls_w(np.array(ranks, dtype=float)) == pytest.approx(0.6560847, abs=1e-7)


def test_where_nobody_prefers_anything_there_is_no_w():
    assert np.isnan(kendalls_w(np.full((3, 4), 2.0)))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.integers(1, 5), min_size=4, max_size=4), min_size=3, max_size=6))
def test_w_is_friedmans_statistic_over_its_most(ratings):
    judges = np.array(ratings, dtype=float)
    if (judges == judges[:, :1]).all():
        return
    statistic = friedmanchisquare(*judges.T).statistic
    assert kendalls_w(judges) == pytest.approx(statistic / (len(judges) * 3))
