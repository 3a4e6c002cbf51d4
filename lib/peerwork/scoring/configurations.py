"""METHOD 10: which combinations of conditions go with success, and how far that rests on the cut-offs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from peerwork.scoring.access import NOT_WORKSHOP, Access
from peerwork.scoring.condition_sets import memberships, outcome_of
from peerwork.scoring.found import Found
from peerwork.scoring.qca import fit
from peerwork.scoring.qca.solve import Model, Solution, Solutions, simplifying_assumptions, solve
from peerwork.scoring.qca.truth_table import (
    Cutoffs,
    build_truth_table,
    cases_of,
    membership,
    on_the_line,
    write_term,
)
from peerwork.scoring.table_spec import NONE, TableSpec, choice, proportion, result_table, text, whole
from peerwork.vocabulary import YesNo

CONSISTENCIES = (0.75, 0.8, 0.85, 0.9, 0.95)  # the grid of the robustness check, beside the declared cut-offs
FREQUENCIES = (1, 2)
DIRECTION = {"present": 1, "absent": 0}

OUTCOME = text("outcome", "the outcome, or its negation with ~")
SOLUTION = choice("solution", "what is assumed of combinations that no site shows", Solution)
MODEL = text("model", "M1, M2 …: more than one where the data cannot tell them apart")
N_MODELS = whole("n_models", "models of this solution that tie")
CONSISTENCY = proportion("consistency", "how far it lies within the outcome")
PRI = proportion("pri", "consistency without what speaks for the outcome and its negation alike")

CONFIGURATIONS_TABLE = result_table(
    "configurations", "a term of a model", section=10, files="outcomes", pages="configurations summary",
    score=lambda found: found.once(_analysis).get("configurations"),
    by=(OUTCOME, SOLUTION, MODEL, text("term", "a combination: * is and, ~ is not")),
    columns=(
        CONSISTENCY, PRI, proportion("raw_coverage", "share of the outcome that the term covers"),
        proportion("unique_coverage", "share of the outcome that no other term of the model covers"),
        text("cases", "sites that belong to it: combinations parted by ;, sites by ,", blank=NONE),
    ),
    access=Access(
        {NOT_WORKSHOP: "outcome solution model term consistency pri raw_coverage unique_coverage"},
        starred="cases",
    ),
)  # fmt: skip

CONFIGURATION_MODELS_TABLE = result_table(
    "configuration_models", "a model of a solution", section=10, files="outcomes", pages="configurations",
    score=lambda found: found.once(_analysis).get("configuration_models"), by=(OUTCOME, SOLUTION, MODEL),
    columns=(
        text("expression", "the whole model: + is or"), N_MODELS, CONSISTENCY, PRI,
        proportion("coverage", "share covered"),
        whole("assumptions", "combinations without enough sites that the model takes for positive"),
    ),
    access=Access({NOT_WORKSHOP: "outcome solution model expression n_models"}),
)  # fmt: skip

TRUTH_TABLE_TABLE = result_table(
    "truth_table", "a combination of conditions that some site shows", section=10, files="outcomes",
    pages="configurations",
    score=lambda found: found.once(_analysis).get("truth_table"),
    by=(OUTCOME, whole("row", "number of the combination in the whole truth table")),
    columns=(
        text("configuration", "the combination: * is and, ~ is not"), whole("n", "sites in it"), CONSISTENCY, PRI,
        text("value", "positive, negative, remainder (too few sites)"),
        choice("contradictory", "yes where its sites differ in the outcome", YesNo),
        text("cases", "those sites", blank=NONE),
    ),
)  # fmt: skip

NECESSITY_TABLE = result_table(
    "necessity", "a condition, or its negation", section=10, files="outcomes", pages="configurations",
    score=lambda found: found.once(_analysis).get("necessity"),
    by=(OUTCOME, text("condition", "a condition, or its negation with ~")),
    columns=(
        proportion("consistency", "how far the outcome lies within the condition"),
        proportion("coverage", "share covered"),
        proportion("relevance", "relevance of necessity (RoN): low where the condition is there nearly everywhere"),
    ),
)  # fmt: skip

CONFIGURATION_ROBUSTNESS_TABLE = result_table(
    "configuration_robustness", "a solution at one pair of cut-offs", section=10, files="outcomes",
    pages="configurations",
    score=lambda found: found.once(_analysis).get("configuration_robustness"),
    by=(
        OUTCOME, SOLUTION,
        whole("frequency", "cut-off: least sites of a combination"),
        proportion("consistency", "cut-off: least consistency"),
    ),
    columns=(
        N_MODELS, text("expressions", "the models, parted by |", blank=NONE),
        choice("same", "whether the models are those of the declared cut-offs", YesNo),
    ),
)  # fmt: skip

CONFIGURATION_DESIGN_TABLE = result_table(
    "configuration_design", "an outcome, or its negation", section=10, files="outcomes", pages="configurations",
    score=lambda found: found.once(_analysis).get("configuration_design"), by=(OUTCOME,),
    columns=(
        whole("sites", "sites with every membership"), whole("conditions", "conditions declared"),
        whole("rows_possible", "combinations there could be"),
        whole("rows_observed", "combinations with enough sites"),
        proportion("share_observed", "share of the combinations"),
        whole("rows_positive", "combinations that go with the outcome"),
        whole("rows_contradictory", "combinations whose sites differ in the outcome"),
        whole("sites_on_the_line", "sites with a membership of 0.5, in a condition or in the outcome"),
        whole("sites_in_no_row", "those of a condition: in no combination"),
    ),
)  # fmt: skip


def _analysis(found: Found) -> dict[str, pd.DataFrame]:
    """The tables of METHOD 10 but `calibration`; none where `study.yaml` declares no conditions or no outcome."""
    declared, calibration = found.study.config.configurations, found.get("calibration")
    if calibration is None:
        return {}
    by_site = calibration.pivot(index="site", columns="condition", values="membership")[list(declared.conditions)]
    cutoffs = Cutoffs(frequency=declared.frequency, consistency=declared.consistency, pri=declared.pri)
    outcome = str(outcome_of(found.study))
    scored = memberships(found.study, outcome).rename(outcome)
    return score_configurations(by_site, scored, cutoffs=cutoffs, expectations=declared.expectations)


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
        "configuration_design": score_design(table, sets, outcome),
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
    return _typed(rows, CONFIGURATIONS_TABLE)


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
    return _typed(rows, CONFIGURATION_MODELS_TABLE)


def _typed(rows: list[dict], spec: TableSpec) -> pd.DataFrame:
    """The rows as a frame whose columns keep their types even where there are none."""
    types = {name: kind for name, kind in spec.types.items() if name != OUTCOME.name}
    return pd.DataFrame(rows, columns=list(types)).astype(types)


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


def score_design(table: pd.DataFrame, sets: pd.DataFrame, outcome: pd.Series) -> pd.DataFrame:
    """One row: how much of the logical space the sites cover, and where they contradict each other."""
    in_no_row = on_the_line(sets).any(axis=1)
    observed = table["value"].ne("remainder")
    design = {
        "sites": len(sets),
        "conditions": sets.shape[1],
        "rows_possible": 2 ** sets.shape[1],
        "rows_observed": int(observed.sum()),
        "share_observed": observed.sum() / 2 ** sets.shape[1],
        "rows_positive": int(table["value"].eq("positive").sum()),
        "rows_contradictory": int(table["contradictory"].eq("yes").sum()),
        "sites_on_the_line": int((in_no_row | on_the_line(outcome)).sum()),
        "sites_in_no_row": int(in_no_row.sum()),
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
