"""METHOD 4: across sites."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from interviews import score_interviews

from peerwork.rules import Rules
from peerwork.scoring.replication import (
    SiteVerdicts,
    score_replication,
    score_replication_by,
    score_replication_by_value,
)
from small_tables import framework, study_of

PATTERNS = {
    "r": "replicated",
    "a": "alternative_pattern",
    "n": "no_difference",
    "m": "mixed",
    ".": "too_little_evidence",
}
STATUSES = {"y": "in_place", "n": "not_in_place", "m": "mixed", "c": "contested", ".": "too_little_evidence"}


def verdicts(by_sector: str, *, status: str = "", membership: list | None = None, **rules) -> SiteVerdicts:
    """One factor at sites whose patterns stand by sector: `statutory:rrm voluntary:aa`."""
    parts = [part.split(":") for part in by_sector.split()]
    sectors = [sector for sector, letters in parts for _ in letters]
    letters = "".join(letters for _, letters in parts)
    names = [f"S{number:02d}" for number in range(len(letters))]
    return SiteVerdicts(
        sites=pd.DataFrame({"site": names, "sector": sectors}),
        factors=("supervision",),
        pattern=np.array([[PATTERNS[letter]] for letter in letters], dtype=object),
        status=np.array([[STATUSES[letter]] for letter in status or "m" * len(letters)], dtype=object),
        membership=None if membership is None else np.array(membership, dtype=float),
        rules=Rules(**rules),
    )


def found(by_sector: str, **options) -> pd.Series:
    return score_replication(verdicts(by_sector, **options), ("statutory", "voluntary")).iloc[0]


def verdict(by_sector: str, **rules) -> str:
    return found(by_sector, **rules)["verdict"]


def test_generic_in_three_quarters_of_sites_and_half_of_each_sector():
    assert verdict("statutory:rr voluntary:rm") == "generic"  # 3 of 4, 1 of 2
    assert verdict("statutory:rrm voluntary:rrm") == "not_established"  # 4 of 6
    assert verdict("statutory:rrrrrrr voluntary:rmm") == "sector_specific"  # 8 of 10, but 1 of 3


def test_a_sector_of_one_site_cannot_stand_against_generic():
    assert verdict("statutory:rrr voluntary:rr partnership:m") == "generic"


def test_sector_specific_in_three_quarters_of_one_sector_and_under_half_of_another():
    assert verdict("statutory:rrrm voluntary:mmm") == "sector_specific"
    assert verdict("statutory:rrmm voluntary:mmm") == "not_established"  # half of the one
    assert verdict("statutory:rrrm voluntary:rm") == "not_established"  # half of the other is not fewer than half


def test_sector_specific_needs_two_sites_in_each():
    assert verdict("statutory:rr voluntary:mm partnership:m") == "sector_specific"
    assert verdict("statutory:rm voluntary:rm partnership:r") == "not_established"


def test_alternative_when_other_patterns_and_no_difference_are_half():
    assert verdict("statutory:am voluntary:nm") == "alternative"
    assert verdict("statutory:am voluntary:mm") == "not_established"
    assert verdict("statutory:aaa voluntary:nrr") == "alternative"


def test_sector_specific_comes_before_alternative():
    assert verdict("statutory:rr voluntary:aa") == "sector_specific"


@pytest.mark.parametrize(
    ("by_sector", "expected"),
    [
        ("statutory:rr.. voluntary:rr..", "generic"),  # half of the sites
        ("statutory:rr... voluntary:rr..", "too_little_evidence"),
        ("statutory:rrr voluntary:r.", "too_little_evidence"),  # one sector with two
        ("statutory:rrr voluntary:rr", "generic"),
    ],
)
def test_evidence_is_half_of_the_sites_and_two_sectors_of_two(by_sector, expected):
    assert verdict(by_sector) == expected


def test_sites_are_counted_by_verdict_and_by_sector():
    row = found("statutory:rra. voluntary:rnm")
    assert row[["sites_with_evidence", "sites_replicated", "sites_alternative", "sites_no_difference"]].tolist() == [
        6, 3, 1, 1,
    ]  # fmt: skip
    assert row[["statutory_sites_with_evidence", "statutory_sites_replicated"]].tolist() == [3, 2]
    assert row[["voluntary_sites_with_evidence", "voluntary_sites_replicated"]].tolist() == [3, 1]


def test_literal_is_replicated_and_in_place_with_the_outcome_present():
    row = found("statutory:rrrr voluntary:m", status="yynyy", membership=[0.51, 0.5, 0.9, np.nan, 1])
    assert row["literal"] == 1  # 0.5 is not present; not in place, not scored and mixed do not count


def test_theoretical_is_replicated_and_not_in_place_with_the_outcome_absent():
    row = found("statutory:rrrr voluntary:m", status="nnynn", membership=[0.5, 0.51, 0, np.nan, 0])
    assert row["theoretical"] == 1


def test_without_outcomes_literal_and_theoretical_are_blank():
    assert found("statutory:rr voluntary:rr", status="yyyy")[["literal", "theoretical"]].isna().all()


def with_attribute(by_value: str) -> SiteVerdicts:
    made = verdicts(by_value)
    return SiteVerdicts(**{**vars(made), "sites": made.sites.rename(columns={"sector": "paid"})})


def test_an_attributes_values_play_the_part_of_sectors():
    by = score_replication_by(with_attribute("yes:rr no:mm"), ("paid",))
    assert by[["attribute", "factor", "sites_with_evidence", "verdict"]].values.tolist() == [
        ["paid", "supervision", 4, "sector_specific"]
    ]


def test_sites_of_a_blank_value_count_among_the_sites_and_in_no_value():
    made = with_attribute("yes:rr no:rr blank:mm")
    blank = made.sites["paid"].where(made.sites["paid"] != "blank")
    made = SiteVerdicts(**{**vars(made), "sites": made.sites.assign(paid=blank)})
    assert score_replication_by(made, ("paid",)).loc[0, "verdict"] == "not_established"  # 4 of 6 sites
    assert set(score_replication_by_value(made, ("paid",))["value"]) == {"yes", "no"}


def test_a_site_is_specific_to_a_community_or_other():
    made = verdicts("statutory:rrra")
    sites = made.sites.assign(community=["South Asian women", None, "Somali elders", None]).astype("str")
    made = SiteVerdicts(**{**vars(made), "sites": sites})
    by_value = score_replication_by_value(made, ("community",))
    assert by_value[["value", "sites", "sites_replicated", "sites_alternative"]].values.tolist() == [
        ["other", 2, 1, 1],
        ["specific", 2, 2, 0],
    ]


def test_the_outcome_is_the_one_that_the_study_names():
    frames = {
        "participants": "participant|site|group\nP1|S1|manager\nP2|S1|peer_worker\nP3|S1|peer_worker",
        "answers": "\n".join(
            ["participant|factor|in_place|effect|importance", *(f"P{n}|pay|yes|facilitator|5" for n in (1, 2, 3))]
        ),
        "outcomes": "site|outcome|membership\nS1|well|1\nS1|other|0",
    }
    literal = {
        outcome: score_interviews(study_of(framework("pay"), config={"outcome": outcome}, **frames))["replication"][
            "literal"
        ][0]
        for outcome in ("well", "other")
    }
    assert literal == {"well": 1, "other": 0}
    assert score_interviews(study_of(framework("pay"), **frames))["replication"]["literal"].isna().all()
