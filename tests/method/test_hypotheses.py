"""METHOD 9: the null hypotheses."""

from __future__ import annotations

import pandas as pd
import pytest

from peerwork.framework import Factor
from peerwork.rules import Rules
from peerwork.scoring.hypotheses import mark_perceived, score_direct_tests, score_hypotheses


def factor(name: str, kind: str = "condition", tests: tuple[str, ...] = ("practice",)) -> Factor:
    return Factor(id=name, label=name, condition="It is so.", kind=kind, tests=tests)


def speaks(status: str, pattern: str, kind: str = "condition") -> str | None:
    conditions = pd.DataFrame(
        [["S1", None, "guide", status]], columns=["site", "group", "factor", "status"], dtype="str"
    )
    patterns = pd.DataFrame([["S1", "guide", pattern]], columns=["site", "factor", "verdict"], dtype="str")
    found = score_direct_tests(conditions, patterns[: len(pattern)], sites=["S1"], factors=[factor("guide", kind)])
    said = found["speaks"].iloc[0]
    return None if pd.isna(said) else said


@pytest.mark.parametrize(
    ("status", "pattern", "expected"),
    [
        ("in_place", "replicated", "against"),
        ("in_place", "mixed", "undecided"),
        ("in_place", "no_difference", "supporting"),
        ("in_place", "alternative_pattern", "supporting"),
        ("mixed", "replicated", "undecided"),
        ("contested", "alternative_pattern", "supporting"),
        ("not_in_place", "replicated", "supporting"),
        ("in_place", "too_little_evidence", None),
        ("not_in_place", "too_little_evidence", None),
        ("too_little_evidence", "replicated", None),
    ],
)
def test_how_a_condition_speaks(status, pattern, expected):
    assert speaks(status, pattern) == expected


@pytest.mark.parametrize(
    ("status", "expected"), [("in_place", "against"), ("not_in_place", "supporting"), ("mixed", "undecided")]
)
def test_an_outcome_speaks_by_its_status_alone(status, expected):
    assert speaks(status, "", kind="outcome") == expected


def test_only_direct_tests_count_and_one_factor_may_test_two():
    factors = [factor("guide", tests=("practice", "distinctive")), factor("pay", tests=())]
    nothing = pd.DataFrame([], columns=["site", "group", "factor", "status", "verdict"], dtype="str")
    found = score_direct_tests(nothing, nothing, sites=["S1"], factors=factors)
    assert found[["hypothesis", "factor"]].values.tolist() == [["distinctive", "guide"], ["practice", "guide"]]
    assert found["speaks"].isna().all()


def said(*by_site: str) -> pd.DataFrame:
    words = {"a": "against", "s": "supporting", "u": "undecided", "-": None}
    rows = [
        ("practice", f"S{n}", f"f{i}", words[letter]) for n, site in enumerate(by_site) for i, letter in enumerate(site)
    ]
    return pd.DataFrame(rows, columns=["hypothesis", "site", "factor", "speaks"]).astype("str")


def verdicts(*by_site: str) -> list[str]:
    sites = [f"S{n}" for n in range(len(by_site))]
    found = score_hypotheses(said(*by_site), sites=sites, rules=Rules())
    return found.loc[found["hypothesis"] == "practice", "verdict"].tolist()


def test_two_thirds_of_a_sites_factors_decide_and_fewer_leave_it_open():
    assert verdicts("aau")[1:] == ["challenged"]
    assert verdicts("ssa")[1:] == ["not_challenged"]
    assert verdicts("aasu")[1:] == ["open"]


def test_one_factor_with_evidence_is_too_little_and_two_are_enough():
    assert verdicts("a--")[1:] == ["too_little_evidence"]
    assert verdicts("aa-")[1:] == ["challenged"]


def test_the_study_needs_three_sites_with_a_result():
    assert verdicts("aa", "aa", "a")[0] == "too_little_evidence"
    assert verdicts("aa", "aa", "us")[0] == "challenged"
    assert verdicts("aa", "us", "us")[0] == "open"
    assert verdicts("ss", "ss", "aa")[0] == "not_challenged"


def test_the_studys_units_are_sites_with_a_result():
    found = score_hypotheses(said("aa", "ss", "us", "-"), sites=["S0", "S1", "S2", "S3"], rules=Rules())
    study = found[(found["hypothesis"] == "practice") & (found["scope"] == "study")]
    assert study[["units", "supporting", "against"]].values.tolist() == [[3, 1, 1]]


def test_every_hypothesis_has_a_row_even_where_nothing_tests_it():
    found = score_hypotheses(said("aa"), sites=["S0"], rules=Rules())
    assert (
        found.loc[found["hypothesis"] == "delivery", ["units", "verdict"]].values.tolist()
        == [[0, "too_little_evidence"]] * 2
    )


@pytest.mark.parametrize(
    ("measured", "expected"),
    [(False, {"practice": "no", "delivery": "yes"}), (True, {"practice": "no", "delivery": "no"})],
)
def test_delivery_is_perceived_only_until_something_is_measured(measured, expected):
    marked = mark_perceived(pd.DataFrame({"hypothesis": ["practice", "delivery"]}), measured=measured)
    assert dict(zip(marked["hypothesis"], marked["perceived_only"], strict=True)) == expected
