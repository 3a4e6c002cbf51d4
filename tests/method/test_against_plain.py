"""Every row of METHOD 1 to 4 and 11 equals an independent calculation in plain Python, and nothing else has a row."""

from __future__ import annotations

import random

import pandas as pd
import plain
import pytest
from chance_studies import FACTORS, as_frame, as_plain, as_study, made_rows
from hypothesis import given, settings
from hypothesis import strategies as st
from interviews import score_interviews

from peerwork.scoring.distinguishing import score_distinguishing
from small_tables import framework, study_of

SEEDS = st.integers(min_value=0, max_value=10**9)
SCOPED = ["scope", "sector", "site", "group", "factor", "kind"]


def rows_of(frame: pd.DataFrame, keys: list[str]) -> dict[tuple, dict]:
    """The frame as rows under their keys, blank as None; a key that stands twice fails."""
    plain_values = frame.astype(object).where(frame.notna(), None)
    rows = {tuple(row[key] for key in keys): row for row in plain_values.to_dict("records")}
    assert len(rows) == len(frame)
    return rows


def assert_same(frame: pd.DataFrame, keys: list[str], expected: dict[tuple, dict]) -> None:
    found = rows_of(frame, keys)
    assert set(found) == set(expected)
    for key, row in expected.items():
        for column, value in row.items():
            wanted = pytest.approx(value, rel=1e-12, abs=1e-12) if isinstance(value, float) else value
            assert found[key][column] == wanted, (key, column)


@given(SEEDS)
@settings(max_examples=30, deadline=None)
def test_every_table_equals_the_plain_calculation(seed):
    rows = made_rows(seed)
    slow, tables = as_plain(rows), score_interviews(as_study(rows))
    assert ("importance" in tables) == bool(rows["answers"])
    if rows["answers"]:
        assert_same(tables["importance"], SCOPED, plain.importance(slow))
        assert_same(tables["conditions"], ["site", "group", "factor"], plain.conditions(slow))
        assert_same(tables["patterns"], ["site", "factor"], plain.patterns(slow))
        across = plain.replication(slow)
        by_sector = {key: row for key, row in across.items() if key[0] == "sector"}
        by_other = {key: row for key, row in across.items() if key[0] != "sector"}
        assert_same(tables["replication"].assign(attribute="sector"), ["attribute", "factor"], by_sector)
        assert_same(tables["replication_by"], ["attribute", "factor"], by_other)
    if rows["top_three"]:
        assert_same(tables["top_three"], SCOPED, plain.top_three(slow))


def test_the_made_studies_reach_every_verdict():
    found = {"status": set(), "pattern": set(), "replication": set()}
    for seed in range(150):
        slow = as_plain(made_rows(seed))
        found["status"] |= {row["status"] for row in plain.conditions(slow).values()}
        found["pattern"] |= {row["verdict"] for row in plain.patterns(slow).values()}
        found["replication"] |= {row["verdict"] for row in plain.replication(slow).values()}
    assert found["status"] == {None, "in_place", "not_in_place", "mixed", "contested", "too_little_evidence"}
    assert found["pattern"] == {"replicated", "alternative_pattern", "no_difference", "mixed", "too_little_evidence"}
    assert found["replication"] == {
        "generic", "sector_specific", "alternative", "not_established", "too_little_evidence",
    }  # fmt: skip


@given(SEEDS)
@settings(max_examples=30, deadline=None)
def test_distinguishing_equals_the_plain_calculation(seed):
    chance = random.Random(seed)
    sites = [
        {"site": f"S{n}", "name": f"Site {n}", "sector": "statutory", "region": "London",
         "implementation": chance.choice(("high", "low", "medium", None))}
        for n in range(chance.randint(1, 6))
    ]  # fmt: skip
    ratings = [
        {"site": site["site"], "factor": factor, "rating": chance.choice((-2.0, -1.0, -0.5, 0.0, 1.0, 2.0, None))}
        for site in sites for factor in FACTORS if chance.random() < 0.9
    ]  # fmt: skip
    frame = as_frame("site_ratings", ratings or [{"site": "S0", "factor": "alpha", "rating": None}])
    study = study_of(
        framework(*FACTORS), sites=as_frame("sites", sites), site_ratings=frame.astype({"rating": "float64"})
    )
    expected = plain.distinguishing(sites, ratings) if ratings else {"alpha": {"verdict": "too_little_evidence"}}
    assert_same(score_distinguishing(study), ["factor"], {(factor,): row for factor, row in expected.items()})
