"""METHOD 10 against an enumerator written from the definitions: `benchmarks/qca_tables.py` runs 500 tables."""

from __future__ import annotations

import pandas as pd
import pytest
from plain_qca import enumerate_models, random_table, written

from peerwork.scoring.qca.minimise import smallest_covers
from peerwork.scoring.qca.solve import solve
from peerwork.scoring.qca.truth_table import Cutoffs, build_truth_table, write_term


def found_models(seed: int) -> dict[tuple[str, str], list[str]]:
    """The library's models of a random table, each side and solution, as sorted text."""
    table = random_table(seed)
    names = list("ABCDE"[: table.k])
    data = pd.DataFrame(
        table.cases, columns=[*names, "Y"], index=[f"S{n}" for n in range(len(table.cases))], dtype=float
    )
    cutoffs = Cutoffs(frequency=table.frequency, consistency=table.consistency, pri=table.pri)
    found = {}
    for side, outcome, turned in (("Y", data["Y"], 0), ("~Y", 1 - data["Y"], 1)):
        expected = {place: value ^ turned for place, value in table.expectations.items()}
        rows = build_truth_table(data[names], outcome, cutoffs)
        for solution, models in solve(rows, n_conditions=table.k, expectations=expected).models.items():
            texts = [" + ".join(sorted(write_term(term, names) for term in model)) for model in models]
            found[side, str(solution)] = sorted(texts)
    return found


def tried_models(seed: int) -> dict[tuple[str, str], list[str]]:
    table = random_table(seed)
    sides = {"Y": enumerate_models(table), "~Y": enumerate_models(table, negated=True)}
    return {(side, name): sorted(written(models)) for side, by in sides.items() for name, models in by.items()}


@pytest.mark.parametrize("seed", range(40))
def test_every_model_of_every_solution_is_the_one_that_trying_everything_finds(seed):
    assert found_models(seed) == tried_models(seed)


def test_cebotari_and_vinks_chart_has_its_four_tied_models():
    """Cebotari & Vink 2013, incl. 0.85, as R's QCA 3 prints its chart and its models (DEMOC ETHFRACT GEOCON POLDIS
    NATPRIDE): rows 5, 15, 16, 24, 27, 29, 30, 31 and 32 go with protest."""
    rows = [tuple(int(digit) for digit in f"{n - 1:05b}") for n in (5, 15, 16, 24, 27, 29, 30, 31, 32)]
    no_pride, poor, mixed, apart, three, ethnic = (
        (None, None, None, None, 0), (0, 1, None, 1, None), (1, 1, 1, None, None), (1, 1, None, 0, None),
        (1, None, 1, 1, None), (None, 1, 1, 1, None),
    )  # fmt: skip
    models = smallest_covers([no_pride, poor, mixed, apart, three, ethnic], rows)
    assert {frozenset(model) for model in models} == {
        frozenset({no_pride, three, poor, mixed}),
        frozenset({no_pride, three, poor, apart}),
        frozenset({no_pride, three, mixed, ethnic}),
        frozenset({no_pride, three, apart, ethnic}),
    }
