"""The three solutions of a truth table: conservative, parsimonious, intermediate."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from enum import StrEnum
from itertools import product

import pandas as pd

from peerwork.scoring.qca.minimise import Row, Term, contains, covers, prime_implicants, smallest_covers

Model = tuple[Term, ...]


class Solution(StrEnum):
    """What is assumed of combinations that no case shows."""

    CONSERVATIVE = "conservative"  # nothing
    INTERMEDIATE = "intermediate"  # what the directional expectations make easy
    PARSIMONIOUS = "parsimonious"  # whatever makes the solution shortest


@dataclass(frozen=True)
class Solutions:
    """Every model of each solution. More than one: the data cannot tell them apart. None: nothing to minimise."""

    models: Mapping[Solution, tuple[Model, ...]]


def solve(table: pd.DataFrame, *, n_conditions: int, expectations: Mapping[int, int]) -> Solutions:
    """Every model of the three solutions of a truth table (see `build_truth_table`).

    `expectations` says of a condition's place whether the outcome is expected with its presence (1) or absence (0).
    Without a positive row there is nothing to minimise, and without a negative one every condition would go: no model.
    METHOD 10; intermediate solutions: Ragin & Sonnett 2004.
    """
    positive, negative = _rows(table, "positive"), _rows(table, "negative")
    if not negative:
        return Solutions(dict.fromkeys(Solution, ()))
    conservative = _minimised(positive, set(positive), n_conditions)
    parsimonious = smallest_covers(prime_implicants(positive, negative, n_conditions), positive)
    intermediate = {
        model: None
        for long, short in product(conservative, parsimonious)
        for model in _minimised(positive, _easy(long, short, expectations, n_conditions) | set(positive), n_conditions)
    }
    models = {
        Solution.CONSERVATIVE: tuple(conservative),
        Solution.INTERMEDIATE: tuple(intermediate),
        Solution.PARSIMONIOUS: tuple(parsimonious),
    }
    return Solutions(models)


def _rows(table: pd.DataFrame, value: str) -> list[Row]:
    return table.loc[table["value"] == value, "pattern"].tolist()


def _minimised(positive: list[Row], allowed: Set[Row], n_conditions: int) -> list[Model]:
    """Every smallest model that covers the positive rows and nothing but allowed ones."""
    others = [row for row in product((0, 1), repeat=n_conditions) if row not in allowed]
    return smallest_covers(prime_implicants(positive, others, n_conditions), positive)


def _easy(long: Model, short: Model, expectations: Mapping[int, int], n_conditions: int) -> set[Row]:
    """The easy counterfactuals of a conservative and a parsimonious model: what they differ by, as far as expected.

    From each conservative term, literals that go against the expectation are dropped unless the parsimonious term that
    it lies in needs them: a combination with the expected literal instead would bring the outcome all the more. A
    conservative term that lies in no single parsimonious one makes nothing easy.
    """
    eased = {_eased(term, core, expectations) for term in long for core in short if contains(core, term)}
    return {row for row in product((0, 1), repeat=n_conditions) if any(covers(term, row) for term in eased)}


def _eased(term: Term, core: Term, expectations: Mapping[int, int]) -> Term:
    return tuple(
        None if kept is None and place in expectations and literal == 1 - expectations[place] else literal
        for place, (literal, kept) in enumerate(zip(term, core, strict=True))
    )


def simplifying_assumptions(model: Model, table: pd.DataFrame, *, n_conditions: int) -> list[Row]:
    """The combinations without enough cases that the model counts as positive: what it assumes."""
    observed = set(table.loc[table["value"] != "remainder", "pattern"])
    everything = product((0, 1), repeat=n_conditions)
    return [row for row in everything if row not in observed and any(covers(term, row) for term in model)]
