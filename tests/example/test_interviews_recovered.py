"""The analysis finds the truth planted in the interviews of the example (METHOD 1 to 4 and 6)."""

from __future__ import annotations

import pandas as pd
import pytest

from example.example_study import example, scored, truth
from peerwork.vocabulary import Kind, Pattern, Scope, Status

FACTORS = [row for row in truth("factors").itertuples() if isinstance(row.replication, str)]


def cells() -> pd.DataFrame:
    """One row a factor and site: what was planted beside what was found."""
    found = scored()["conditions"]
    statuses = found.loc[found["group"].isna(), ["site", "factor", "status"]]
    patterns = scored()["patterns"][["site", "factor", "verdict"]]
    planted = truth("cells").rename(columns={"status": "planted_status", "pattern": "planted_pattern"})
    return planted.merge(statuses, on=["site", "factor"]).merge(patterns, on=["site", "factor"], how="left")


@pytest.mark.parametrize("planted", FACTORS, ids=lambda row: row.factor)
def test_the_planted_verdict_across_sites_is_found(planted):
    verdicts = scored()["replication"].set_index("factor")["verdict"]
    assert verdicts[planted.factor] == planted.replication


def test_every_kind_of_verdict_across_sites_is_planted():
    assert {row.replication for row in FACTORS} == {
        "generic", "sector_specific", "alternative", "not_established", "too_little_evidence"
    }  # fmt: skip


def test_where_a_condition_is_planted_as_in_place_or_not_nine_in_ten_sites_come_out_so():
    clear = cells().query("planted_status in ['in_place', 'not_in_place'] and status != 'too_little_evidence'")
    assert (clear["status"] == clear["planted_status"]).mean() >= 0.9


def test_a_site_is_never_found_to_be_the_opposite_of_what_is_planted():
    opposite = {Status.IN_PLACE: Status.NOT_IN_PLACE, Status.NOT_IN_PLACE: Status.IN_PLACE}
    found = cells()
    assert found[found["planted_status"].map(opposite) == found["status"]].empty


def test_contested_conditions_are_found_at_nine_in_ten_sites_where_peer_workers_and_managers_differ():
    contested = cells().query("planted_status == 'contested'")
    assert len(contested) >= 25
    assert (contested["status"] == Status.CONTESTED).mean() >= 0.9


@pytest.mark.parametrize("pattern", [Pattern.REPLICATED, Pattern.ALTERNATIVE, Pattern.NO_DIFFERENCE])
def test_with_evidence_enough_the_planted_pattern_of_a_site_is_found_four_times_in_five(pattern: Pattern):
    planted = cells().query("planted_pattern == @pattern and verdict != 'too_little_evidence'").dropna(subset="verdict")
    assert len(planted) >= 10
    assert (planted["verdict"] == pattern).mean() >= 0.8


def importance(scope: Scope) -> pd.DataFrame:
    means = scored()["importance"]
    return means[(means["scope"] == scope) & (means["kind"] == Kind.EITHER)]


def test_mean_importance_is_within_half_a_point_of_the_planted_one_and_on_average_within_a_seventh():
    found = importance(Scope.STUDY).set_index("factor")["mean"]
    missed = (found - truth("factors").set_index("factor")["importance"]).abs()
    assert len(missed) == 54 and missed.notna().all()
    assert missed.max() < 0.5 and missed.mean() < 1 / 7


def test_about_nine_in_ten_intervals_hold_the_planted_mean():
    found = importance(Scope.STUDY).merge(truth("factors")[["factor", "importance"]], on="factor")
    assert found["importance"].between(found["ci_low"], found["ci_high"]).mean() > 0.85


def test_ratings_are_as_skewed_as_real_ones():
    ratings = example().frames["answers"]["importance"]
    assert 0.3 < ratings.eq(5).mean() < 0.5
    assert set(ratings.dropna()) == {1.0, 2.0, 3.0, 4.0, 5.0}


def test_the_five_factors_planted_as_most_important_lead_the_ranking():
    planted = truth("factors").nlargest(5, "importance")["factor"]
    found = importance(Scope.STUDY).nlargest(10, "mean")["factor"]
    assert set(planted) <= set(found)


def test_peer_workers_rate_above_managers_where_that_is_planted():
    means = importance(Scope.GROUP).pivot(index="factor", columns="group", values="mean")
    found = (means["peer_worker"] - means["manager"]).rename("found")
    planted = truth("factors").set_index("factor")["peer_worker_less_manager"]
    strong = pd.concat([planted, found], axis=1).dropna()
    strong = strong[strong["peer_worker_less_manager"].abs() >= 0.5]
    assert len(strong) >= 12
    assert ((strong["found"] > 0) == (strong["peer_worker_less_manager"] > 0)).mean() >= 0.9


def test_regular_supervision_is_replicated_literally_where_peer_working_went_well_and_theoretically_elsewhere():
    found = scored()["replication"].set_index("factor").loc["support_supervision"]
    assert (found["literal"], found["theoretical"]) == (6, 4)


def test_one_site_is_behind_plan_and_two_people_have_withdrawn():
    by_site = scored()["fieldwork_by_site"].set_index("site")
    assert by_site.index[by_site["status"] == "short"].tolist() == ["S09"]
    assert len(example().withdrawn) == 2


def test_the_example_has_about_ninety_interviewees_at_ten_sites_in_three_sectors():
    people, sites = example().frames["participants"], example().frames["sites"]
    assert 88 <= len(people) <= 96 and sites["site"].tolist() == [f"S{number:02d}" for number in range(1, 11)]
    assert sites["sector"].value_counts().to_dict() == {"statutory": 4, "voluntary": 4, "partnership": 2}
    assert sites["community"].notna().sum() == 2 and set(sites["region"]) == {"London", "North", "South"}
    assert people.loc[people["site"] != "S09"].groupby("site").size().between(8, 10).all()


def test_nobody_was_interviewed_before_the_wave_began_or_after_the_day_the_study_speaks_of():
    days = example().frames["participants"]["interviewed_on"]
    assert days.min() >= pd.Timestamp("2011-05-01") and days.max() <= pd.Timestamp(example().as_of)
    assert (days.dt.day_of_week < 5).all()


def test_the_example_says_that_it_is_synthetic():
    assert example().config.synthetic
