"""METHOD 10, rule by rule."""

from __future__ import annotations

from itertools import combinations, product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peerwork.scoring.configurations import score_configurations
from peerwork.scoring.qca import fit
from peerwork.scoring.qca.calibrate import calibrate_crisp, calibrate_fuzzy
from peerwork.scoring.qca.minimise import contains, covers, prime_implicants, smallest_covers
from peerwork.scoring.qca.solve import solve
from peerwork.scoring.qca.truth_table import Cutoffs, build_truth_table, write_term

ROWS = list(product((0, 1), repeat=3))


def test_direct_calibration_is_ragins():
    """R: calibrate(y, thresholds = "e=165, c=175, i=185") of the first two deviates of seed 12345."""
    raw = pd.Series([175 + 10 * 0.5855288, 175 + 10 * 0.7094660, 165, 175, 185, np.nan])
    found = calibrate_fuzzy(raw, out=165, crossover=175, fully_in=185)
    assert found[:5].tolist() == pytest.approx([0.8486502644, 0.8898274110, 0.05, 0.5, 0.95], abs=1e-7)
    assert pd.isna(found[5])


def test_each_side_of_the_crossover_has_its_own_slope():
    found = calibrate_fuzzy(pd.Series([0.1, 0.4, 0.8]), out=0.1, crossover=0.4, fully_in=0.8)
    assert found.tolist() == pytest.approx([0.05, 0.5, 0.95])


def test_anchors_may_run_downward():
    up = calibrate_fuzzy(pd.Series([166.0, 180.0]), out=165, crossover=175, fully_in=185)
    down = calibrate_fuzzy(pd.Series([166.0, 180.0]), out=185, crossover=175, fully_in=165)
    assert (up + down).tolist() == pytest.approx([1, 1])


def test_crisp_calibration_includes_the_threshold():
    assert calibrate_crisp(pd.Series([0.5, 0.49, np.nan]), threshold=0.5).tolist()[:2] == [1, 0]
    assert calibrate_crisp(pd.Series([np.nan]), threshold=0.5).isna().all()


def truth(cells: list[tuple[float, float, float]], **cutoffs) -> pd.DataFrame:
    data = pd.DataFrame(cells, columns=["A", "B", "Y"], index=[f"S{n}" for n in range(len(cells))])
    return build_truth_table(data[["A", "B"]], data["Y"], Cutoffs(**cutoffs)).set_index("configuration")


def test_a_row_with_fewer_sites_than_the_frequency_cut_off_is_a_remainder():
    cells = [(1, 1, 1), (1, 1, 1), (1, 0, 1)]
    assert truth(cells, frequency=2)["value"].to_dict() == {"A*~B": "remainder", "A*B": "positive"}


def test_a_row_is_positive_from_its_consistency_cut_off_on():
    cells = [(1, 1, 1)] * 4 + [(1, 1, 0)]
    assert truth(cells, consistency=0.8)["value"].tolist() == ["positive"]
    assert truth(cells, consistency=0.81)["value"].tolist() == ["negative"]


def test_pri_may_refuse_a_row_that_is_consistent_with_both_outcomes():
    cells = [(0.6, 0.6, 0.5), (0.6, 0.6, 0.6)]
    assert truth(cells, consistency=0.8, pri=0)["value"].tolist() == ["positive"]
    assert truth(cells, consistency=0.8, pri=0.75)["value"].tolist() == ["negative"]


def test_a_site_on_the_line_belongs_to_no_row():
    assert truth([(1, 1, 1), (0.5, 1, 1)])["cases"].to_dict() == {"A*B": "S0"}


@pytest.mark.parametrize("half", [0.5, 0.1 + 0.2 + 0.2, 0.3 + 0.1 + 0.1, 1 - 0.1 * 5, (0.7 + 0.3 + 0.5) / 3])
def test_a_half_is_a_half_by_whatever_sum_it_was_reached(half):
    assert truth([(1, 1, 1), (half, 1, 1)])["cases"].to_dict() == {"A*B": "S0"}


def test_a_site_just_off_the_line_is_in_its_row():
    assert truth([(0.5 + 1e-6, 1, 1), (0.5 - 1e-6, 1, 0)])["n"].to_dict() == {"~A*B": 1, "A*B": 1}


@pytest.mark.parametrize("other", [1, 0])
def test_a_site_on_the_line_of_the_outcome_contradicts_neither_side(other):
    assert truth([(1, 1, other), (1, 1, 0.1 + 0.2 + 0.2)])["contradictory"].tolist() == ["no"]
    assert truth([(1, 1, other), (1, 1, 0.5), (1, 1, 1 - other)])["contradictory"].tolist() == ["yes"]


def test_sites_on_the_line_are_counted_in_a_condition_and_in_the_outcome():
    sets = pd.DataFrame({"A": [1, 0.5, 0.5, 0], "B": 1.0}, index=["S1", "S2", "S3", "S4"])
    outcome = pd.Series([0.5, 0.5, 1, 0], index=sets.index, name="Y")
    design = score_configurations(sets, outcome, cutoffs=Cutoffs(), expectations={})["configuration_design"]
    assert design[["sites_on_the_line", "sites_in_no_row"]].values.tolist() == [[3, 2], [3, 2]]


def test_without_a_negative_row_nothing_is_minimised():
    table = truth([(1, 1, 1), (0, 0, 1)]).reset_index()
    assert set(solve(table, n_conditions=2, expectations={0: 1}).models.values()) == {()}


def test_an_easy_counterfactual_shortens_every_term_that_it_touches():
    """DEV*URB*~IND is easy, seen from DEV*~URB*~IND: with it DEV*URB*IND loses its IND as well."""
    cells = {(1, 1, 1): 1, (1, 0, 0): 1, (1, 0, 1): 0, (0, 0, 0): 0, (0, 1, 1): 0, (0, 0, 1): 0}
    data = pd.DataFrame(list(cells), columns=["DEV", "URB", "IND"], index=[f"S{n}" for n in range(6)], dtype=float)
    table = build_truth_table(data, pd.Series(list(cells.values()), data.index), Cutoffs())
    [model] = solve(table, n_conditions=3, expectations={0: 1, 1: 1, 2: 1}).models["intermediate"]
    assert [write_term(term, list(data)) for term in model] == ["DEV*URB", "DEV*~IND"]


def test_no_positive_row_leaves_no_model():
    table = truth([(1, 1, 0), (0, 0, 0)]).reset_index()
    assert set(solve(table, n_conditions=2, expectations={}).models.values()) == {()}


def test_relevance_of_what_is_always_there_is_missing():
    assert np.isnan(fit.relevance(np.ones(3), np.array([1.0, 1, 1])))


def test_an_expectation_drops_only_what_goes_against_it():
    """One row, ~A*B; the parsimonious solution is B."""
    table = truth([(0, 1, 1), (0, 0, 0)]).reset_index()
    models = [solve(table, n_conditions=2, expectations={0: value}).models["intermediate"] for value in (0, 1)]
    assert models[1] == (((None, 1),),)  # presence of A expected: with A as well, all the more
    assert models[0] == (((0, 1),),)  # absence of A expected: it may be what mattered


def is_implicant(term, negative) -> bool:
    return not any(covers(term, row) for row in negative)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["positive", "negative", "remainder"]), min_size=8, max_size=8))
def test_every_model_is_right_shortest_and_none_is_left_out(values):
    """Against every set of terms of three conditions, all 27 of them, tried one by one."""
    positive = [row for row, value in zip(ROWS, values, strict=True) if value == "positive"]
    negative = [row for row, value in zip(ROWS, values, strict=True) if value == "negative"]
    everything = list(product((0, 1, None), repeat=3))
    implicants = [t for t in everything if is_implicant(t, negative) and any(covers(t, row) for row in positive)]
    primes = {t for t in implicants if not any(other != t and contains(other, t) for other in implicants)}
    assert set(prime_implicants(positive, negative, 3)) == primes
    models = {frozenset(model) for model in smallest_covers(prime_implicants(positive, negative, 3), positive)}
    for size in range(1, 5):
        full = {
            frozenset(c) for c in combinations(primes, size) if all(any(covers(t, row) for t in c) for row in positive)
        }
        if full:
            break
    assert models == (full if positive else set())


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(["positive", "negative", "remainder"]), min_size=8, max_size=8),
    st.dictionaries(st.integers(0, 2), st.integers(0, 1)),
)
def test_the_intermediate_solution_lies_between_the_other_two(values, expectations):
    table = pd.DataFrame({"pattern": ROWS, "value": values})
    models = solve(table, n_conditions=3, expectations=expectations).models
    seen = {row: value for row, value in zip(ROWS, values, strict=True)}
    for model in models["intermediate"]:
        assumed = {row for row in ROWS if any(covers(term, row) for term in model)}
        assert {row for row in ROWS if seen[row] == "positive"} <= assumed
        assert not any(seen[row] == "negative" for row in assumed)
    assert bool(models["intermediate"]) == bool(models["conservative"]) == ({"positive", "negative"} <= set(values))
