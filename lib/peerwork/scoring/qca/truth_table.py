"""The truth table: which combination of conditions each case belongs to, and whether it goes with the outcome."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from peerwork.rules import TOLERANCE, at_least
from peerwork.scoring.qca import fit
from peerwork.scoring.qca.minimise import Row, Term, number

LINE = 0.5  # neither in nor out of a set
TYPES = {
    "row": "int64", "pattern": "object", "configuration": "str", "n": "int64", "consistency": "float64",
    "pri": "float64", "value": "str", "contradictory": "str", "cases": "str",
}  # fmt: skip


@dataclass(frozen=True)
class Cutoffs:
    """What makes a row count, and what makes it positive: cases, consistency and PRI (shares)."""

    frequency: int = 1
    consistency: float = 0.8
    pri: float = 0.0


def membership(sets: pd.DataFrame, term: Term) -> np.ndarray:
    """The membership of each case (row of `sets`, one column a condition) in the term: the smallest of its literals."""
    literals = [
        sets.iloc[:, place].to_numpy() if value else 1 - sets.iloc[:, place].to_numpy()
        for place, value in enumerate(term)
        if value is not None
    ]
    return np.min(literals, axis=0) if literals else np.ones(len(sets))


def write_term(term: Term, names: list[str]) -> str:
    """The term as text: `A*~B`, where `~` is absent and `*` is and."""
    literals = [("" if value else "~") + name for name, value in zip(names, term, strict=True) if value is not None]
    return "*".join(literals) or "1"


def on_the_line(memberships: Any) -> np.ndarray:
    """Whether each membership is neither in nor out of its set: 0.5, by whatever sum it was reached."""
    return np.abs(np.asarray(memberships, dtype=float) - LINE) <= TOLERANCE


def build_truth_table(sets: pd.DataFrame, outcome: pd.Series, cutoffs: Cutoffs) -> pd.DataFrame:
    """One row a combination that at least one case belongs to (membership above 0.5), in the order of a truth table.

    `pattern` is the combination as a tuple, `configuration` as text, `row` its number from 1 (as R's QCA counts), `n`
    its cases, also by name; `consistency` and `pri` as sufficient for the outcome, over all cases; `value` is positive
    or negative, or remainder with fewer than `cutoffs.frequency` cases; `contradictory` (yes, no) when its cases differ
    in the outcome. A case on the line of a condition (see `on_the_line`) belongs to no combination, on that of the
    outcome it contradicts nothing. Nothing may be missing. METHOD 10.
    """
    names, y = list(sets.columns), outcome.to_numpy()
    cases_in: dict[Row, list[str]] = {}
    for case, values in sets[~on_the_line(sets).any(axis=1)].iterrows():
        cases_in.setdefault(tuple(int(value > LINE) for value in values), []).append(str(case))
    rows = []
    for pattern, cases in sorted(cases_in.items()):
        x, told = membership(sets, pattern), y[sets.index.isin(cases) & ~on_the_line(y)] > LINE
        found = {"consistency": fit.consistency(x, y), "pri": fit.pri(x, y)}
        rows.append({
            "row": number(pattern) + 1, "pattern": pattern, "configuration": write_term(pattern, names),
            "n": len(cases), **found, "value": _value(len(cases), found, cutoffs),
            "contradictory": "yes" if told.any() and not told.all() else "no", "cases": ",".join(cases),
        })  # fmt: skip
    return pd.DataFrame(rows, columns=list(TYPES)).astype(TYPES)


def _value(n: int, found: dict[str, float], cutoffs: Cutoffs) -> str:
    if n < cutoffs.frequency:
        return "remainder"
    reached = at_least(found["consistency"], cutoffs.consistency) and at_least(found["pri"], cutoffs.pri)
    return "positive" if reached else "negative"


def cases_of(term: Term, table: pd.DataFrame) -> str:
    """The cases that belong to the term, combination by combination: `S1; S2,S3`."""
    inside = [
        all(literal is None or literal == value for literal, value in zip(term, pattern, strict=True))
        for pattern in table["pattern"]
    ]
    return "; ".join(table.loc[inside, "cases"])
