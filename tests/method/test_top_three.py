"""METHOD 1: the factors named as most important, and those that the framework lacks."""

from __future__ import annotations

import pandas as pd
from interviews import score_interviews

from small_tables import framework, study_of, table

PEOPLE = """participant | site | group
            P1          | S1   | peer_worker
            P2          | S1   | manager
            P3          | S1   | manager
            P4          | S2   | manager"""
PICKS = """participant | factor      | kind
           P1          | supervision | facilitator
           P1          | pay         | barrier
           P2          | supervision | barrier
           P4          | pay         | barrier"""


def top_three(picks: str = PICKS) -> pd.DataFrame:
    frame = table(picks)
    study = study_of(framework("supervision", "pay", "mentor"), participants=PEOPLE, top_three=frame)
    return score_interviews(study)["top_three"]


def row(scope: str, factor: str, kind: str, **keys: str) -> tuple:
    found = top_three()
    found = found[(found["scope"] == scope) & (found["factor"] == factor) & (found["kind"] == kind)]
    for name, value in keys.items():
        found = found[found[name] == value]
    assert len(found) == 1
    return tuple(found.iloc[0][["n_named", "n_participants", "share"]])


def test_the_denominator_is_the_people_who_named_at_least_one():
    assert row("study", "supervision", "either") == (2, 3, 2 / 3)  # P3 named nothing
    assert row("site", "supervision", "facilitator", site="S1") == (1, 2, 0.5)
    assert row("group", "pay", "barrier", group="manager") == (1, 2, 0.5)


def test_a_factor_that_nobody_named_is_zero():
    assert row("study", "mentor", "either") == (0, 3, 0)


def test_where_nobody_named_anything_the_share_is_blank():
    named, people, share = row("group", "pay", "either", group="strategic")
    assert (named, people) == (0, 0)
    assert pd.isna(share)


def test_a_group_at_a_site_has_rows_only_where_somebody_named_something():
    found = top_three("""participant | factor | kind
                         P2          | pay    | barrier""")
    at_sites = found[found["scope"] == "site_group"]
    assert set(zip(at_sites["site"], at_sites["group"], strict=True)) == {("S1", "manager")}


def test_factors_outside_the_framework_are_listed_by_site_and_group_and_not_scored():
    study = study_of(
        framework("supervision"),
        participants=PEOPLE,
        other_factors="""participant | text           | kind
                         P4          | A quiet room   | facilitator
                         P2          | Parking        | barrier
                         P1          | A bus that runs | facilitator""",
    )
    listed = score_interviews(study)["other_factors"]
    assert listed.values.tolist() == [
        ["S1", "peer_worker", "facilitator", "A bus that runs"],
        ["S1", "manager", "barrier", "Parking"],
        ["S2", "manager", "facilitator", "A quiet room"],
    ]
