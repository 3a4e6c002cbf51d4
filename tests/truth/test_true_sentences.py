"""Every sentence on every page is true by the tables of the audience that reads it (benchmarks/: a hundred studies)."""

from __future__ import annotations

import pytest
from audiences import check_protected, check_study

from made_studies import make_study
from release.random_studies import uneven_study


@pytest.mark.parametrize("seed", [2, 5, 11, 18])
def test_of_an_uneven_study_with_cells_withheld_at_random(seed):
    assert list(check_study(uneven_study(2 * seed + 1), seed, most=1)) == []


@pytest.mark.parametrize("shape", ["plain", "one_site", "consensus_only", "indicators_only", "no_answers", "all_blank"])
def test_of_a_study_of_each_awkward_shape(shape):
    study = make_study(7, shape, factors=6)
    assert list(check_study(study, 7, most=1)) == []


def test_of_pages_as_protection_leaves_them_and_no_other_than_the_teams():
    study = make_study(3, "interviews_only", sites=4, factors=4)
    assert list(check_protected(study, 3, most=2)) == []
