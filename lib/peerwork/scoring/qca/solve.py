"""The three solutions of a truth table: conservative, parsimonious, intermediate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import product

import pandas as pd

from peerwork.scoring.qca.minimise import Row, Term, contains, covers, in_order, prime_implicants, smallest_covers

Model = tuple[Term, ...]


class Solution(StrEnum):
    """What is assumed of combinations that no case shows."""

    CONSERVATIVE = "conservative"  # nothing
    INTERMEDIATE = "intermediate"  # what the directional expectations make easy
    PARSIMONIOUS = "parsimonious"  # whatever makes the solution shortest


@dataclass(frozen=True)
class Solutions:
    """Every model of each solution. More than one: the data cannot tell them apart. None: no positive combination."""

    models: Mapping[Solution, tuple[Model, ...]]


def solve(table: pd.DataFrame, *, n_conditions: int, expectations: Mapping[int, int]) -> Solutions:
    """Every model of the three solutions of a truth table (see `build_truth_table`).

    `expectations` says of a condition's place whether the outcome is expected with its presence (1) or absence (0).
    METHOD 10; intermediate solutions: Ragin & Sonnett 2004.
    """
    positive = [pattern for pattern, value in zip(table["pattern"], table["value"], strict=True) if value == "positive"]
    negative = [pattern for pattern, value in zip(table["pattern"], table["value"], strict=True) if value == "negative"]
    every_other = [row for row in product((0, 1), repeat=n_conditions) if row not in set(positive)]
    conservative = smallest_covers(prime_implicants(positive, every_other, n_conditions), positive)
    parsimonious = smallest_covers(prime_implicants(positive, negative, n_conditions), positive)
    intermediate = {
        model: None
        for long, short in product(conservative, parsimonious)
        for model in _between(long, short, positive, expectations)
    }
    models = {
        Solution.CONSERVATIVE: tuple(conservative),
        Solution.INTERMEDIATE: tuple(intermediate),
        Solution.PARSIMONIOUS: tuple(parsimonious),
    }
    return Solutions(models)


def _between(long: Model, short: Model, positive: list[Row], expectations: Mapping[int, int]) -> list[Model]:
    """Every intermediate model between a conservative and a parsimonious one.

    From each conservative term, literals that go against the expectation are dropped unless the parsimonious term that
    it lies in needs them: a combination with the expected literal instead would bring the outcome all the more. A
    conservative term that lies in no single parsimonious one stays as it is.
    """
    terms = {_eased(term, core, expectations) for term in long for core in short if contains(core, term)}
    terms |= {term for term in long if not any(contains(core, term) for core in short)}
    widest = [term for term in terms if not any(other != term and contains(other, term) for other in terms)]
    return smallest_covers(in_order(widest), positive)


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
