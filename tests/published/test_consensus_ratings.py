"""METHOD 11 on two published tables: Damschroder and Lowery 2013, Table 3; Martinez and others 2017, Table 2."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pandas as pd
import pytest

from peerwork.scoring.distinguishing import score_distinguishing
from peerwork.study.read import read_study

ROOT = Path(__file__).parents[2]
PUBLISHED = ROOT / "data" / "published"
PRINTED = ROOT / "tests" / "reference"  # the tables as they are printed, a rating a row
TABLES = {"damschroder2013": "damschroder2013_MOVE_ratings.csv", "martinez2017": "martinez2017_PVS_ratings.csv"}
SIDES = {"high": "high", "low": "low"}


@pytest.fixture(scope="module", params=TABLES)
def name(request) -> str:
    return request.param


def computed(name: str) -> pd.DataFrame:
    return score_distinguishing(read_study(PUBLISHED / name)).set_index("factor")


def printed(name: str) -> list[dict[str, str]]:
    """The reference transcription of the paper's table, a rating a row."""
    path = PRINTED / TABLES[name]
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_all_26_rows_of_damschroder_that_can_be_evaluated_are_reproduced():
    found = computed("damschroder2013")
    evaluable = found[found["gap"].notna()]
    assert len(evaluable) == 26
    marked = evaluable["analyst_call"].isin(["strong", "weak"])
    assert (marked == (evaluable["gap"] > 0)).all()
    assert (marked == (evaluable["verdict"] == "distinguishing")).all()
    assert (evaluable["differs"] == "no").all()


def test_damschroders_marks_stand_beside_the_computed_verdicts():
    found = computed("damschroder2013")
    calls = found["analyst_call"].value_counts()
    assert (calls["strong"], calls["weak"]) == (9, 2)
    assert found.loc["planning", "analyst_call"] == "strong"  # the table; the abstract names executing instead
    assert found.loc["executing", "verdict"] == "too_little_evidence"
    assert found.loc["patient_needs", "highest_low"] == 0  # "0 (mixed)" counts as 0
    assert "strength" not in found


def test_the_cut_row_of_damschroder_stays_cut():
    row = computed("damschroder2013").loc["reflecting_evaluating"]
    assert row["highest_low"] == -1
    assert row["verdict"] == "too_little_evidence"
    assert pd.isna(row["analyst_call"])


def test_what_martinez_calls_associated_is_a_gap_of_two_or_more_either_way():
    found = computed("martinez2017")
    evaluable = found[found["gap"].notna()]
    associated = evaluable["analyst_call"] == "distinguishing"
    assert len(evaluable) == 17
    assert (associated == (evaluable["gap"].abs() >= 2)).all()
    assert ((evaluable["strength"] == "strong") == (evaluable["gap"] >= 2)).all()
    assert (found["analyst_call"] == "distinguishing").sum() == 11 + 1  # 11 related and one added
    assert (found["analyst_call"] == "not_distinguishing").sum() == 7


def test_the_five_calls_of_martinez_that_differ_are_listed():
    found = computed("martinez2017")
    assert set(found.index[found["differs"] == "yes"]) == {
        "adaptability",  # related in reverse, as is design quality
        "design_quality",
        "implementation_leaders",  # a gap of 1
        "champions",  # Center D not rated, as in organizational tracking
        "organizational_tracking",
    }


def test_every_rating_is_the_printed_one(name):
    study, rows = read_study(PUBLISHED / name), printed(name)
    ratings = study.frames["site_ratings"]
    assert len(ratings) == len(rows)
    for row, rating in zip(rows, ratings.to_dict("records"), strict=True):
        number = re.fullmatch(r"([+-]?\d)( \(mixed\))?", row["rating"])
        assert rating["site"] == row["site"].removeprefix("Center ")
        assert (rating["rating"] == float(number[1])) if number else pd.isna(rating["rating"]), row
        assert (rating["mixed"] == "yes") == bool(number and number[2]), row
        assert bool(number) == pd.isna(rating["note"]), row


def test_every_row_is_the_printed_construct(name):
    study, rows = read_study(PUBLISHED / name), printed(name)
    given = dict(zip(study.frames["site_ratings"]["factor"], (row["construct"] for row in rows), strict=True))
    for factor, construct in given.items():
        label = study.framework.by_id[factor].label
        assert words(label) <= words(construct) or words(construct) <= words(label), (factor, construct)


def words(text: str) -> set[str]:
    return set(
        re.findall(r"[a-z]+", text.lower().replace("organis", "organiz").replace("championing", "champions"))
    ) - {"and", "the"}


def test_every_side_and_call_is_the_printed_one(name):
    study, rows = read_study(PUBLISHED / name), printed(name)
    sides = study.frames["sites"].set_index("site")["implementation"]
    calls = study.frames["analyst_calls"].set_index("factor")["call"]
    for row, factor in zip(rows, study.frames["site_ratings"]["factor"], strict=True):
        side = sides[row["site"].removeprefix("Center ")]
        assert (side if isinstance(side, str) else None) == SIDES.get(row["site_group"])
        assert calls.get(factor) in CALLS[row["distinguishing_as_printed"]], row


CALLS = {
    "**": {"strong"},
    "*": {"weak"},
    "": {"not_distinguishing", None},  # None where a side has no rating: the paper makes no call either
    "<not retrieved>": {None},
    "+ association": {"distinguishing"},
    "+ association a": {"distinguishing"},
    "- + associated a": {"distinguishing"},
    "- association": {"distinguishing"},
    "Not associated": {"not_distinguishing"},
}
