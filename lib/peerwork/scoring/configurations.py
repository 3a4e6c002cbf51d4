"""METHOD 10: which combinations of conditions go with success, and how far that rests on the cut-offs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from peerwork.scoring.qca import fit
from peerwork.scoring.qca.solve import Model, Solution, Solutions, simplifying_assumptions, solve
from peerwork.scoring.qca.truth_table import Cutoffs, build_truth_table, cases_of, membership, write_term

CONSISTENCIES = (0.75, 0.8, 0.85, 0.9, 0.95)  # the grid of the robustness check, beside the declared cut-offs
FREQUENCIES = (1, 2)
DIRECTION = {"present": 1, "absent": 0}


def score_configurations(
    sets: pd.DataFrame, outcome: pd.Series, *, cutoffs: Cutoffs, expectations: Mapping[str, str]
) -> dict[str, pd.DataFrame]:
    """The tables of one analysis, each for the outcome and for its negation (`~`), over sites with every membership.

    `sets` has a row a site and a column a condition, `outcome` a value a site, both 0 to 1; a site that lacks one is
    left out. `expectations` says of a condition whether its presence or its absence is expected to bring the outcome;
    for the negation the reverse. Tables: configurations (a row a term), configuration_models (a model), truth_table (an
    observed combination), necessity (a condition or its negation), configuration_robustness (a solution at other
    cut-offs), configuration_design (an outcome). METHOD 10.
    """
    complete = sets.notna().all(axis=1) & outcome.notna()
    sets, outcome = sets[complete], outcome[complete].astype("float64")
    if sets.empty:
        return {}
    places = {list(sets.columns).index(name): DIRECTION[expected] for name, expected in expectations.items()}
    sides = (
        (str(outcome.name), outcome, places),
        (f"~{outcome.name}", 1 - outcome, {place: 1 - value for place, value in places.items()}),
    )
    found = [_analyse(name, sets, values, cutoffs, expected) for name, values, expected in sides]
    return {table: pd.concat([side[table] for side in found], ignore_index=True) for table in found[0]}


def _analyse(
    name: str, sets: pd.DataFrame, outcome: pd.Series, cutoffs: Cutoffs, expected: Mapping[int, int]
) -> dict[str, pd.DataFrame]:
    table = build_truth_table(sets, outcome, cutoffs)
    solutions = solve(table, n_conditions=sets.shape[1], expectations=expected)
    tables = {
        "configurations": score_terms(solutions, sets, outcome, table),
        "configuration_models": score_models(solutions, sets, outcome, table),
        "truth_table": table.drop(columns="pattern"),
        "necessity": score_necessity(sets, outcome),
        "configuration_robustness": score_cutoffs(solutions, sets, outcome, cutoffs, expected),
        "configuration_design": score_design(table, sets),
    }
    for frame in tables.values():
        frame.insert(0, "outcome", pd.Series(name, index=frame.index, dtype="str"))
    return tables


def _models(solutions: Solutions) -> list[tuple[Solution, str, Model]]:
    return [
        (solution, f"M{place}", model)
        for solution, models in solutions.models.items()
        for place, model in enumerate(models, start=1)
    ]


def score_terms(solutions: Solutions, sets: pd.DataFrame, outcome: pd.Series, table: pd.DataFrame) -> pd.DataFrame:
    """One row a term of a model: how sufficient it is, what it covers, and the sites that belong to it."""
    names, y, rows = list(sets.columns), outcome.to_numpy(), []
    for solution, label, model in _models(solutions):
        members = [membership(sets, term) for term in model]
        for term, x, unique in zip(model, members, fit.unique_coverages(members, y), strict=True):
            rows.append({
                "solution": str(solution), "model": label, "term": write_term(term, names),
                "consistency": fit.consistency(x, y), "pri": fit.pri(x, y), "raw_coverage": fit.coverage(x, y),
                "unique_coverage": unique, "cases": cases_of(term, table),
            })  # fmt: skip
    return _typed(rows, "solution model term consistency pri raw_coverage unique_coverage cases")


def score_models(solutions: Solutions, sets: pd.DataFrame, outcome: pd.Series, table: pd.DataFrame) -> pd.DataFrame:
    """One row a model of a solution: its expression, its fit, how many models tie, and how much it assumes.

    `assumptions` counts the combinations without enough sites that the model takes for positive.
    """
    names, y, rows = list(sets.columns), outcome.to_numpy(), []
    for solution, label, model in _models(solutions):
        x = fit.union([membership(sets, term) for term in model])
        rows.append({
            "solution": str(solution), "model": label, "expression": _expression(model, names),
            "n_models": len(solutions.models[solution]), "consistency": fit.consistency(x, y), "pri": fit.pri(x, y),
            "coverage": fit.coverage(x, y),
            "assumptions": len(simplifying_assumptions(model, table, n_conditions=len(names))),
        })  # fmt: skip
    return _typed(rows, "solution model expression n_models consistency pri coverage assumptions")


def _typed(rows: list[dict], columns: str) -> pd.DataFrame:
    """The rows as a frame whose columns keep their types even where there are none."""
    numbers = {"consistency", "pri", "raw_coverage", "unique_coverage", "coverage"}
    counts = {"n_models", "assumptions"}
    kind = {name: "float64" if name in numbers else "int64" if name in counts else "str" for name in columns.split()}
    return pd.DataFrame(rows, columns=list(kind)).astype(kind)


def _expression(model: Model, names: list[str]) -> str:
    return " + ".join(write_term(term, names) for term in model)


def score_necessity(sets: pd.DataFrame, outcome: pd.Series) -> pd.DataFrame:
    """One row a condition, and its negation (`~`): is it there wherever the outcome is, and does that say anything?

    `relevance` (RoN) is low where a condition is there nearly everywhere, so necessary for anything.
    """
    y = outcome.to_numpy()
    both = {name: sets[name].to_numpy() for name in sets} | {f"~{name}": 1 - sets[name].to_numpy() for name in sets}
    rows = [(name, fit.coverage(x, y), fit.consistency(x, y), fit.relevance(x, y)) for name, x in both.items()]
    return pd.DataFrame(rows, columns=["condition", "consistency", "coverage", "relevance"])


def score_design(table: pd.DataFrame, sets: pd.DataFrame) -> pd.DataFrame:
    """One row: how much of the logical space the sites cover, and where they contradict each other."""
    observed = table["value"].ne("remainder")
    design = {
        "sites": len(sets),
        "conditions": sets.shape[1],
        "rows_possible": 2 ** sets.shape[1],
        "rows_observed": int(observed.sum()),
        "share_observed": observed.sum() / 2 ** sets.shape[1],
        "rows_positive": int(table["value"].eq("positive").sum()),
        "rows_contradictory": int(table["contradictory"].eq("yes").sum()),
        "sites_on_the_line": int(sets.eq(0.5).any(axis=1).sum()),
    }
    return pd.DataFrame([design])


def score_cutoffs(
    declared: Solutions, sets: pd.DataFrame, outcome: pd.Series, cutoffs: Cutoffs, expected: Mapping[int, int]
) -> pd.DataFrame:
    """One row a solution at one pair of cut-offs: its models, and whether they are the declared ones (`same`)."""
    rows = []
    for frequency in sorted({*FREQUENCIES, cutoffs.frequency}):
        for consistency in sorted({*CONSISTENCIES, cutoffs.consistency}):
            other = replace(cutoffs, frequency=frequency, consistency=consistency)
            table = build_truth_table(sets, outcome, other)
            for solution, models in solve(table, n_conditions=sets.shape[1], expectations=expected).models.items():
                rows.append({
                    "solution": str(solution), "frequency": frequency, "consistency": consistency,
                    "n_models": len(models),
                    "expressions": " | ".join(_expression(model, list(sets.columns)) for model in models),
                    "same": "yes" if set(models) == set(declared.models[solution]) else "no",
                })  # fmt: skip
    return pd.DataFrame(rows)
