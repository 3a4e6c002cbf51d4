"""METHOD 13: what the interviews that remain could still change of METHOD 3's verdicts."""

from __future__ import annotations

from itertools import product

import pandas as pd
import pytest

from peerwork.scoring.fieldwork import score_fieldwork
from peerwork.scoring.undecided_patterns import score_undecided_patterns
from small_tables import framework, study_of

GROUPS = ("peer_worker", "manager")


def open_after(proposed, contrary, none, *, planned, groups=GROUPS):
    """The row after these answers, given in turn by the groups, with `planned` interviews of each group."""
    effects = ["facilitator"] * proposed + ["barrier"] * contrary + ["neither"] * none
    people = pd.DataFrame(
        [(f"P{n}", "S01", groups[n % len(groups)]) for n in range(len(effects))],
        columns=["participant", "site", "group"],
    )
    answers = pd.DataFrame(
        [(f"P{n}", "support", "yes", effect) for n, effect in enumerate(effects)],
        columns=["participant", "factor", "in_place", "effect"],
    )
    sites = "site | name | sector\nS01 | One | statutory"
    config = {"planned": dict.fromkeys(GROUPS, planned)}
    study = study_of(
        framework("support", groups=" ".join(GROUPS)), config=config, sites=sites, participants=people, answers=answers
    )
    patterns = pd.DataFrame(
        [("S01", "support", len(effects), proposed, 0, contrary, 0, none, verdict(proposed, contrary, none, groups))],
        columns=[
            "site", "factor", "n", "present_helps", "absent_hinders", "present_hinders", "absent_helps",
            "no_difference", "verdict",
        ],
    )  # fmt: skip
    patterns = patterns.assign(flips_to_change=1)
    return score_undecided_patterns(patterns, score_fieldwork(study), study).iloc[0]


def verdict(proposed, contrary, none, groups):
    n = proposed + contrary + none
    if n < 3 or len(groups[:n]) < 2:
        return "too_little_evidence"
    names = {"replicated": proposed, "alternative_pattern": contrary, "no_difference": none}
    return next((name for name, count in names.items() if 3 * count >= 2 * n), "mixed")


def test_a_verdict_falls_when_its_share_can_drop_below_two_thirds():
    row = open_after(4, 1, 0, planned=4)  # 4 of 5; 4 of 6 still holds, 4 of 7 does not
    assert (row["verdict"], row["n_remaining"], row["interviews_to_change"]) == ("replicated", 3, 2)
    assert row["could_change"]


def test_a_verdict_that_all_who_remain_cannot_change_is_settled():
    row = open_after(6, 0, 0, planned=4)  # 6 of 8 is still three quarters
    assert (row["n_remaining"], row["could_change"]) == (2, False)
    assert pd.isna(row["interviews_to_change"])


def test_mixed_can_become_a_verdict():
    row = open_after(2, 2, 0, planned=4)  # 4 of 6 is two thirds
    assert (row["verdict"], row["interviews_to_change"]) == ("mixed", 2)


def test_too_little_evidence_needs_answers_and_groups_enough():
    assert open_after(2, 0, 0, planned=2)["interviews_to_change"] == 1
    one_group = open_after(3, 0, 0, planned=4, groups=("peer_worker",))
    assert (one_group["verdict"], one_group["interviews_to_change"]) == ("too_little_evidence", 1)


def test_nobody_left_changes_nothing():
    row = open_after(2, 2, 0, planned=2)
    assert (row["n_remaining"], row["could_change"]) == (0, False)


@pytest.mark.parametrize("counts", [c for c in product(range(5), repeat=3) if 3 <= sum(c) <= 7])
def test_the_least_number_is_that_of_trying_every_way(counts):
    row = open_after(*counts, planned=5)
    now, left = verdict(*counts, GROUPS), 10 - sum(counts)
    tries = [
        more
        for more in range(1, left + 1)
        for a, b in product(range(more + 1), repeat=2)
        if a + b <= more and verdict(counts[0] + a, counts[1] + b, counts[2] + more - a - b, GROUPS) != now
    ]
    assert row["interviews_to_change"] == pytest.approx(min(tries) if tries else float("nan"), nan_ok=True)
