"""METHOD 10 from a study: what is declared, how it is calibrated, what is refused."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from pydantic import ValidationError

from peerwork.scoring import score_study
from peerwork.scoring.condition_sets import score_calibration
from peerwork.study.config import Configurations, StudyConfig
from peerwork.study.declared import find_configuration_problems
from peerwork.study.read import read_study
from small_tables import framework, study_of, table

HOLTROP = Path(__file__).parents[2] / "data" / "published" / "holtrop2017"
SITES = [f"S{n}" for n in range(10)]
OUTCOMES = "site | outcome | membership\n" + "\n".join(f"S{n} | went_well | {n % 2}" for n in range(10))


def test_holtrop_as_a_study_gives_the_three_published_combinations():
    tables = score_study(read_study(HOLTROP))
    terms = tables["configurations"]
    found = terms[(terms["outcome"] == "REGISTRY_SUCCESS") & (terms["solution"] == "conservative")]
    assert found.round(3)[["term", "consistency", "raw_coverage", "unique_coverage", "cases"]].values.tolist() == [
        ["HS*KEY*RES*LEAD", 0.99, 0.505, 0.025, "P3; P1,P2,P5,P6,P8,P9"],
        ["HS*QI*RES*LEAD", 0.983, 0.584, 0.104, "P4,P7; P1,P2,P5,P6,P8,P9"],
        ["KEY*QI*RES*LEAD", 0.967, 0.733, 0.252, "P10,P12,P13; P1,P2,P5,P6,P8,P9"],
    ]
    design = tables["configuration_design"].iloc[0]
    assert (design["sites"], design["rows_possible"], design["rows_observed"]) == (13, 32, 5)


def conditions(*rows: str) -> pd.DataFrame:
    frame = table("\n".join(["site | group | factor | share_in_place | status", *rows]))
    return frame.assign(share_in_place=pd.to_numeric(frame["share_in_place"]))


def memberships(found: pd.DataFrame, **declared) -> list[float]:
    sites = pd.DataFrame({"site": ["S1"], "name": "A", "sector": "statutory", "region": "North"}, dtype="str")
    outcomes = "site | outcome | membership\nS1 | went_well | 0.7"
    config = {"configurations": Configurations.model_validate(declared), "outcome": "went_well"}
    study = study_of(framework("pay", "guide", "joy", outcomes=("joy",)), config=config, sites=sites, outcomes=outcomes)
    return score_calibration(study, found)["membership"].tolist()


PAY = conditions("S1 | | pay | 0.75 | in_place", "S1 | | guide | 0.25 | mixed", "S1 | manager | pay | 1 |")


def test_a_factor_is_calibrated_from_its_share_at_the_anchors_of_the_study():
    anchors = {"out": 0.25, "crossover": 0.5, "in": 0.75}
    assert memberships(PAY, conditions=["pay", "guide"], anchors=anchors) == pytest.approx([0.95, 0.05])


def test_a_condition_may_have_its_own_anchors_or_be_crisp():
    anchors = {"out": 0.25, "crossover": 0.5, "in": 0.75}
    own = {"guide": {"out": 0, "crossover": 0.25, "in": 1}, "pay": {"crisp": 0.75}}
    assert memberships(PAY, conditions=["pay", "guide"], anchors=anchors, calibration=own) == pytest.approx([1, 0.5])


def test_without_anchors_a_set_begins_and_ends_where_method_2_says_in_place():
    found = conditions("S1 | | pay | 0.6666666666666666 | in_place", "S1 | | guide | 0.3333333333333333 | not_in_place")
    assert memberships(found, conditions=["pay", "guide"]) == pytest.approx([0.95, 0.05])


def test_a_domain_is_the_mean_share_of_its_conditions_with_evidence():
    found = conditions(
        "S1 | | pay | 0.75 | in_place", "S1 | | guide | 0 | too_little_evidence", "S1 | | joy | 0 | not_in_place"
    )  # fmt: skip
    anchors = {"out": 0.25, "crossover": 0.5, "in": 0.75}
    assert memberships(found, conditions={"ALL": "all_of_it"}, anchors=anchors) == pytest.approx([0.95])


def test_a_set_that_the_team_scored_is_taken_as_it_is():
    assert memberships(PAY, conditions={"WENT": "went_well"}) == [0.7]


def test_a_site_without_evidence_on_a_condition_has_no_membership():
    found = conditions("S1 | | pay | 1 | too_little_evidence")
    assert pd.isna(memberships(found, conditions=["pay"])).all()


def problems(declared: dict, *, sites: int = 10, outcomes: str | None = OUTCOMES, **config) -> list[tuple[str, str]]:
    settings = StudyConfig(title="T", framework="small", configurations=declared, **({"outcome": "went_well"} | config))
    raw = {"sites": pd.DataFrame({"site": SITES[:sites]}), "outcomes": None if outcomes is None else table(outcomes)}
    parts = framework("a", "b", "c", "d", "e", "f", "joy", outcomes=("joy",))
    return [(wrong, level) for _, wrong, _, level in find_configuration_problems(settings, parts, raw)]


def test_nothing_declared_is_no_problem():
    assert problems({}) == []


def test_three_conditions_for_ten_sites_pass_a_fourth_is_noted_a_sixth_refused():
    assert problems({"conditions": list("abc")}) == []
    assert problems({"conditions": list("abcd")}) == [("4 conditions make 16 combinations for 10 sites", "note")]
    assert problems({"conditions": list("abcde")}) == [("5 conditions make 32 combinations for 10 sites", "note")]
    assert problems({"conditions": list("abcdef")}) == [("6 conditions make 64 combinations for 10 sites", "problem")]


def test_a_condition_that_nothing_stands_behind_is_refused():
    wrong = '"joy" is no domain, no factor of kind condition and no set of outcomes.csv'
    assert problems({"conditions": {"A": "a", "JOY": "joy"}}) == [(wrong, "problem")]


def test_a_factor_that_the_study_does_not_ask_about_is_refused():
    assert problems({"conditions": ["b"]}, factors=("a",))[0][1] == "problem"


def test_the_outcome_must_be_declared_scored_and_no_condition():
    assert problems({"conditions": ["a"]}, outcome=None) == [("configurations have no outcome", "problem")]
    assert problems({"conditions": ["a"], "outcome": "joy"}) == [('"joy" is not in outcomes.csv', "problem")]
    assert problems({"conditions": {"A": "went_well"}})[0] == ('"went_well" is a condition as well', "problem")


def test_before_outcomes_are_scored_the_declaration_stands_with_a_note():
    assert [level for _, level in problems({"conditions": ["a"]}, outcomes=None)] == ["note"]


@pytest.mark.parametrize(
    "declared",
    [
        {"conditions": ["a"], "expectations": {"b": "present"}},
        {"conditions": ["a"], "calibration": {"b": {"crisp": 0.5}}},
        {"conditions": ["a"], "anchors": {"out": 0.5, "crossover": 0.2, "in": 0.8}},
        {"conditions": ["a"], "anchors": {"out": 0.5}},
        {"conditions": ["a"], "anchors": {"crisp": 0.5, "out": 0.2}},
        {"conditions": ["a"], "cutoff": 0.8},
    ],
)
def test_what_cannot_be_meant_is_refused(declared):
    with pytest.raises(ValidationError):
        Configurations.model_validate(declared)


def test_a_study_without_outcomes_has_no_configurations():
    study = study_of(framework("pay"), participants="participant | site | group\nP1 | S1 | manager",
                     config={"configurations": {"conditions": ["pay"]}, "outcome": "went_well"})  # fmt: skip
    assert "configurations" not in score_study(study)


@pytest.mark.parametrize(("half", "noted"), [("0.5", 1), ("0.50", 1), ("0.51", 0)])
def test_sites_on_the_line_of_the_outcome_are_noted(half, noted):
    outcomes = OUTCOMES.replace("S1 | went_well | 1", f"S1 | went_well | {half}")
    found = problems({"conditions": list("ab")}, outcomes=outcomes)
    assert sum("neither in nor out" in wrong for wrong, _ in found) == noted
