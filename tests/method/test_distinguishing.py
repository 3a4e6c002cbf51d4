"""METHOD 11: consensus ratings."""

from __future__ import annotations

import pandas as pd
import pytest

from peerwork.scoring.distinguishing import score_distinguishing
from small_tables import framework, study_of

SITES = """site | name | sector    | region | implementation
           A    | A    | statutory | London | high
           B    | B    | statutory | London | high
           C    | C    | statutory | London | low
           D    | D    | statutory | London | low
           E    | E    | statutory | London |     """


def distinguishing(ratings: str, calls: str = "", **rules) -> pd.Series:
    """The row of one factor; `ratings` are those of sites A to E, `.` for blank."""
    rows = [
        f"{site}|culture|{'' if given == '.' else given}" for site, given in zip("ABCDE", ratings.split(), strict=True)
    ]
    frames = {"site_ratings": "\n".join(["site|factor|rating", *rows])}
    if calls:
        frames["analyst_calls"] = f"factor|call\nculture|{calls}"
    study = study_of(framework("culture", "planning"), sites=SITES, config={"rules": rules}, **frames)
    found = score_distinguishing(study)
    assert found["factor"].tolist() == ["culture"]
    return found.iloc[0]


@pytest.mark.parametrize(
    ("ratings", "gap", "verdict"),
    [
        ("2 1 0 -1 .", 1, "distinguishing"),
        ("2 0 0 -1 .", 0, "not_distinguishing"),
        ("-1 2 1 -2 .", -2, "not_distinguishing"),
        ("0.5 1 0 0 .", 0.5, "distinguishing"),
    ],
)
def test_the_gap_is_lowest_of_the_high_less_highest_of_the_low(ratings, gap, verdict):
    found = distinguishing(ratings)
    assert (found["gap"], found["verdict"]) == (gap, verdict)


def test_sites_neither_high_nor_low_are_on_no_side():
    assert distinguishing("2 1 0 0 -2")["gap"] == distinguishing("2 1 0 0 2")["gap"] == 1


def test_a_blank_rating_is_left_out():
    found = distinguishing("2 . 0 . .")
    assert (found["lowest_high"], found["highest_low"], found["gap"]) == (2, 0, 2)


@pytest.mark.parametrize("ratings", [". . 1 1 1", "1 1 . . 1"])
def test_no_rating_on_a_side_is_too_little_evidence(ratings):
    found = distinguishing(ratings)
    assert found["verdict"] == "too_little_evidence"
    assert pd.isna(found["gap"])


def test_without_strong_gap_there_is_no_strength():
    assert "strength" not in distinguishing("2 2 0 0 .")


@pytest.mark.parametrize(("ratings", "strength"), [("2 2 0 0 .", "strong"), ("1.5 2 0 0 .", "weak")])
def test_strength_is_of_distinguishing_factors_from_the_studys_own_gap(ratings, strength):
    assert distinguishing(ratings, strong_gap=2)["strength"] == strength
    assert pd.isna(distinguishing("0 0 0 0 .", strong_gap=2)["strength"])


@pytest.mark.parametrize(
    ("ratings", "call", "differs"),
    [
        ("2 2 0 0 .", "distinguishing", "no"),
        ("2 2 0 0 .", "not_distinguishing", "yes"),
        ("2 2 0 0 .", "strong", "no"),
        ("2 2 0 0 .", "weak", "yes"),
        ("0 0 0 0 .", "weak", "yes"),
        (". . 0 0 .", "strong", "yes"),
    ],
)
def test_the_analysts_call_stands_beside_and_says_whether_it_differs(ratings, call, differs):
    found = distinguishing(ratings, call, strong_gap=2)
    assert (found["analyst_call"], found["differs"]) == (call, differs)


def test_strong_or_weak_is_not_compared_where_the_study_sets_no_gap():
    assert distinguishing("2 2 0 0 .", "weak")["differs"] == "no"


def test_a_study_that_knows_no_implementation_has_too_little_evidence():
    study = study_of(
        framework("culture"),
        sites="site|name|sector|region\nA|A|statutory|London",
        site_ratings="site|factor|rating\nA|culture|2",
    )
    assert score_distinguishing(study)["verdict"].tolist() == ["too_little_evidence"]
