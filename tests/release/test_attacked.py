"""Studies of awkward shapes, released to a board and the public together, withstand the attack (METHOD 14).

A few of those that `benchmarks/attack_studies.py` attacks by the hundred.
"""

from __future__ import annotations

import pytest

from peerwork.audit import describe_audit
from release.attacked import TURNS, attack_study
from release.random_studies import MADE, awkward_study


@pytest.mark.parametrize("number", range(1, 23, 2))
def test_an_uneven_study_withstands_the_attack(number, tmp_path):
    attacked = attack_study(number, tmp_path)
    assert attacked.shape == "uneven" and attacked.how in TURNS
    assert attacked.audit.safe, describe_audit(attacked.audit)


def test_a_bound_beside_the_scales_own_end_is_not_taken_for_it_in_a_later_edition(tmp_path):
    """A share of ">=0.1" was: "10 % or less" is what a scale's end would say."""
    attacked = attack_study(51, tmp_path, "one new person")
    assert attacked.audit.safe, describe_audit(attacked.audit)


def test_the_campaign_has_every_shape():
    shapes = {awkward_study(number)[0] for number in range(2 * len(MADE))}
    assert shapes == {*MADE, "uneven"}
