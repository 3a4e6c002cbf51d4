"""Which combinations of conditions go with success?"""

from __future__ import annotations

from typing import Any

import pandas as pd

from peerwork.cells import NOT_SHOWN, format_cell, percent, records
from peerwork.pages.charts.calibration import draw_calibration
from peerwork.pages.charts.rows import whole
from peerwork.pages.prose import Prose, bullet_list, count, join_words, missing, paragraph
from peerwork.pages.sections.section import ChartSection, Listing, Shown
from peerwork.words import label_of

NOTHING = "This study declares no analysis of configurations."
TOLD = "intermediate"  # the solution that sentences speak of: it assumes no more than was declared beforehand
EVERY_ROW = "every combination that sites show goes with it, so that no condition could matter: nothing is minimised"
ROWS = {"positive": "goes with the outcome", "negative": "does not", "remainder": "too few sites"}


class Configurations(ChartSection):
    """METHOD 10: qualitative comparative analysis."""

    def say(self) -> Prose:
        """The solution for the outcome and for its absence, ties, contradictions, and how far cut-offs matter."""
        rows = self.rows("configurations")
        if rows.empty and self.rows("configuration_design").empty:
            return missing(self.context.lacks(NOTHING, "No analysis of configurations is shown here."))
        models = self.rows("configuration_models")
        outcomes = self._outcomes()
        told = [self._describe_solution(rows, models, outcome) for outcome in outcomes]
        return bullet_list([*told, *self._describe_design(), *self._describe_robust(outcomes)], role="findings")

    def _chart(self) -> Shown:
        """How far each site belongs to each condition."""
        rows = self.rows("calibration")
        if rows.empty:
            return missing("Memberships of sites are not shown on this page.")
        return draw_calibration(rows, self.context, name=self.chart_name("calibration"))

    def list_solutions(self) -> Any:
        """Every term of every model of every solution, with its fit and its sites."""
        rows = self.rows("configurations")
        if rows.empty:
            none = NOTHING if self.rows("configuration_design").empty else "There is no model to list."
            return missing(self.context.lacks(none, "No combination of conditions is shown here."))
        columns = {
            "Combination": rows["term"].map(combination),
            "For": rows["outcome"].map(outcome_words),
            "Solution": rows["solution"],
            "Model": rows["model"],
            "Consistency": rows["consistency"].map(_fit),
            "PRI": rows["pri"].map(_fit),
            "Raw coverage": rows["raw_coverage"].map(_fit),
            "Unique coverage": rows["unique_coverage"].map(_fit),
        }
        if not (rows["cases"] == "*").all():
            columns["Sites"] = rows["cases"].map(_sites)
        return Listing("Combinations that go with the outcome, and with its absence", pd.DataFrame(columns))

    def list_truth_table(self) -> Any:
        """Every combination that some site shows."""
        rows = self.rows("truth_table")
        if rows.empty:
            return missing("The truth table is not shown on this page.")
        columns = {
            "Combination": rows["configuration"].map(combination),
            "For": rows["outcome"].map(outcome_words),
            "Sites": rows["cases"].map(_sites),
            "Consistency": rows["consistency"].map(_fit),
            "PRI": rows["pri"].map(_fit),
            "Verdict": rows["value"].map(ROWS),
            "Sites differ in the outcome": rows["contradictory"],
        }
        return Listing("The truth table", pd.DataFrame(columns))

    def list_necessity(self) -> Any:
        """Is a condition there wherever the outcome is?"""
        rows = self.rows("necessity")
        if rows.empty:
            return missing("Necessity is not shown on this page.")
        columns = {
            "Condition": rows["condition"].map(combination),
            "For": rows["outcome"].map(outcome_words),
            "Consistency": rows["consistency"].map(_fit),
            "Coverage": rows["coverage"].map(_fit),
            "Relevance": rows["relevance"].map(_fit),
        }
        return Listing("Necessity: is the condition there wherever the outcome is?", pd.DataFrame(columns))

    def list_cutoffs(self) -> Any:
        """Each solution at other cut-offs."""
        rows = self.rows("configuration_robustness")
        if rows.empty:
            return missing("Other cut-offs are not shown on this page.")
        columns = {
            "Models": rows["expressions"].map(_models),
            "For": rows["outcome"].map(outcome_words),
            "Solution": rows["solution"],
            "Least sites": rows["frequency"].map(whole),
            "Least consistency": rows["consistency"].map(lambda cell: format_cell(cell, decimals=2)),
            "As declared": rows["same"],
        }
        return Listing("The same analysis at other cut-offs", pd.DataFrame(columns))

    def how_to_read(self) -> Prose:
        """What consistency and coverage are, and what the three solutions assume."""
        return paragraph(
            "Outcome, conditions, calibration and cut-offs were declared beforehand. A site belongs to a set from 0 "
            "(fully out) to 1 (fully in).",
            "Consistency says how far a combination lies within the outcome, coverage how much of the outcome it "
            "accounts for; relevance is low where a condition is there nearly everywhere.",
            "The conservative solution assumes nothing of combinations that no site shows; the parsimonious one "
            "whatever makes it shortest; the intermediate one only what was expected beforehand.",
            "Combinations that go with an outcome at chosen sites are no proof that they bring it about.",
            role="how",
        )

    def _outcomes(self) -> list[str]:
        for table in ("configuration_design", "configurations"):
            rows = self.rows(table)
            if not rows.empty:
                return list(dict.fromkeys(rows["outcome"]))
        return []

    def _describe_solution(self, rows: pd.DataFrame, models: pd.DataFrame, outcome: str) -> str:
        own = rows[(rows["outcome"] == outcome) & (rows["solution"] == TOLD)]
        if own.empty:
            none = _all_positive(self.rows("configuration_design"), outcome)
            return f"For {outcome_words(outcome)}, {EVERY_ROW if none else 'no combination is consistent enough'}."
        first = own[own["model"] == own["model"].iloc[0]]
        terms = "; or ".join(
            f"{combination(row['term'])} (consistency {_fit(row['consistency'])}, coverage {_fit(row['raw_coverage'])})"
            for row in records(first)
        )
        tied = own["model"].nunique()
        ties = f" {tied} models tie: the sites cannot tell them apart; this is the first." if tied > 1 else ""
        return f"For {outcome_words(outcome)}, the {TOLD} solution is: {terms}.{ties}"

    def _describe_design(self) -> list[str]:
        rows = self.rows("configuration_design")
        if rows.empty:
            return []
        row = rows.iloc[0]
        told = (
            f"{count(int(row['sites']), 'site').capitalize()} show {row['rows_observed']:.0f} of the "
            f"{row['rows_possible']:.0f} combinations that there could be ({percent(row['share_observed'])})."
        )
        differ = int(row["rows_contradictory"])
        if differ:
            told += f" In {count(differ, 'combination')} the sites differ in the outcome."
        no_row = int(row["sites_in_no_row"])
        told += f" {count(no_row, 'site')} on the line between in and out: in no combination." if no_row else ""
        line = int(row["sites_on_the_line"]) - no_row
        told += f" {count(line, 'site')} on the line in the outcome alone: no contradiction to any." if line else ""
        return [told]

    def _describe_robust(self, outcomes: list[str]) -> list[str]:
        rows = self.rows("configuration_robustness")
        rows = rows[(rows["solution"] == TOLD) & (rows["outcome"] == outcomes[0])] if not rows.empty else rows
        if rows.empty:
            return []
        same = int((rows["same"] == "yes").sum())
        return [
            f"The {TOLD} solution for {outcome_words(outcomes[0])} is the same at {same} of "
            f"{count(len(rows), 'pair')} of cut-offs."
        ]


def _all_positive(design: pd.DataFrame, outcome: str) -> bool:
    rows = design[design["outcome"] == outcome] if not design.empty else design
    return any(row["rows_positive"] == row["rows_observed"] > 0 for row in records(rows))


def outcome_words(outcome: str) -> str:
    """ "introduced well", or "the absence of introduced well"."""
    return f"the absence of {label_of(outcome[1:])}" if outcome.startswith("~") else label_of(outcome)


def combination(term: str) -> str:
    """ "EXPECTATIONS and not SUPERVISION", of `EXPECTATIONS*~SUPERVISION`."""
    if term in ("1", "*", ""):
        return NOT_SHOWN if term == "*" else "any combination"
    return " and ".join(part.replace("~", "not ").replace("_", " ") for part in term.split("*"))


def _models(expressions: Any) -> str:
    if pd.isna(expressions) or not expressions:
        return "none"
    models = ["; or ".join(combination(term) for term in model.split(" + ")) for model in str(expressions).split(" | ")]
    return " | ".join(models)


def _fit(cell: Any) -> str:
    """Three decimals, as QCA is published; as a percentage where it is rounded for an audience."""
    return percent(cell) if isinstance(cell, str) else format_cell(cell, decimals=3)


def _sites(cases: Any) -> str:
    return "" if pd.isna(cases) else join_words(str(cases).replace(";", ",").replace(" ", "").split(","))
