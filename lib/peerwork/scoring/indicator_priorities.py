"""Which indicators are worth measuring: importance against feasibility, and how far the raters agree (METHOD 12)."""

from __future__ import annotations

import numpy as np
import pandas as pd

from peerwork.rules import at_least, first_that_holds
from peerwork.scoring.access import NOT_WORKSHOP, Access
from peerwork.scoring.table_spec import INDICATOR, NONE, choice, number, proportion, result_table, text, whole
from peerwork.vocabulary import Zone

MEASURES = ["importance", "feasibility"]


PRIORITY = (
    whole("n", "raters"),
    number("importance", "mean importance, 1 to 5", low=1, high=5),
    number("feasibility", "mean feasibility, 1 to 5", low=1, high=5),
    choice("zone", "importance against feasibility", Zone, blank=NONE),
)

INDICATOR_PRIORITIES_TABLE = result_table(
    "indicator_priorities", "an indicator", section=12, files="indicator_ratings", pages="indicators logic_model",
    score=lambda found: score_indicator_priorities(found.file("indicator_ratings")), by=(INDICATOR,),
    columns=(*PRIORITY,),
    access=Access(
        {NOT_WORKSHOP: "indicator n importance feasibility zone"},
        count="n", counted="importance feasibility zone",
    ),
)  # fmt: skip

INDICATOR_PRIORITIES_BY_GROUP_TABLE = result_table(
    "indicator_priorities_by_group", "an indicator as one group of raters sees it", section=12,
    files="indicator_ratings", pages="indicators",
    score=lambda found: score_priorities_by_group(found.file("indicator_ratings")),
    by=(text("group", "the raters' group"), INDICATOR),
    columns=(*PRIORITY,),
)  # fmt: skip

INDICATOR_AGREEMENT_TABLE = result_table(
    "indicator_agreement", "a measure and a set of judges", section=12, files="indicator_ratings", pages="indicators",
    score=lambda found: score_indicator_agreement(found.file("indicator_ratings")),
    by=(
        text("measure", "importance or feasibility"),
        text("judges", "who is compared: raters, or groups of raters"),
        text("group", "the raters' group", blank="where all raters are judged together"),
    ),
    columns=(
        whole("n_judges", "judges"), whole("n_indicators", "indicators rated by all of them"),
        proportion("kendalls_w", "Kendall's W"),
    ),
)  # fmt: skip


def score_indicator_priorities(indicator_ratings: pd.DataFrame) -> pd.DataFrame:
    """One row an indicator: raters, mean importance and feasibility (1 to 5), and its zone.

    METHOD 12: split at the grand mean of each, the mean of the indicators' means, so that an indicator that more people
    rated does not move the line; a mean on the line is above it. Blank ratings are missing; an indicator without a
    rating of either kind has no zone, and `n` counts the people who gave at least one of the two.
    """
    rated = indicator_ratings.dropna(subset=MEASURES, how="all")
    means = rated.groupby("indicator", sort=True)[MEASURES].mean()
    means.insert(0, "n", rated.groupby("indicator")["rater"].nunique())
    return means.assign(zone=_zones(means)).reset_index()


def _zones(means: pd.DataFrame) -> pd.Series:
    important, feasible = (at_least(means[measure], means[measure].mean()) for measure in MEASURES)
    tests = {Zone.MONITOR_NOW: important & feasible, Zone.MAKE_MEASURABLE: important, Zone.EASY_EXTRA: feasible}
    zones = first_that_holds(tests, Zone.LEAVE).astype(object)
    zones[means[MEASURES].isna().any(axis=1)] = None
    return pd.Series(zones, index=means.index, dtype="str")


def score_priorities_by_group(indicator_ratings: pd.DataFrame) -> pd.DataFrame:
    """One row an indicator in a group of raters: as `score_indicator_priorities`, split at the group's own means."""
    groups = indicator_ratings.groupby("group", sort=True)
    parts = [score_indicator_priorities(ratings).assign(group=group) for group, ratings in groups]
    columns = INDICATOR_PRIORITIES_BY_GROUP_TABLE.names
    return pd.concat(parts, ignore_index=True)[columns] if parts else pd.DataFrame(columns=columns)


def score_indicator_agreement(indicator_ratings: pd.DataFrame) -> pd.DataFrame:
    """One row a measure and a set of judges: Kendall's W, 0 (no agreement on the order) to 1 (the same order).

    `judges` is `groups` (each group is one judge, by its means) or `raters` (of the group in `group`, or of all where
    that is blank). Only indicators that every judge rated are ranked (`n_indicators`). Blank with fewer than two judges
    or indicators, or where nobody prefers anything. Tie-corrected; Siegel and Castellan 1988, 9.3.
    """
    rows = [
        {"measure": measure, "judges": judges, "group": group} | _agreement(ratings, judge, measure)
        for measure in MEASURES
        for judges, group, judge, ratings in _judges(indicator_ratings)
    ]
    return pd.DataFrame(rows, columns=INDICATOR_AGREEMENT_TABLE.names).astype({"judges": "str", "group": "str"})


def _judges(ratings: pd.DataFrame) -> list[tuple[str, str | None, str, pd.DataFrame]]:
    within = [("raters", str(group), "rater", rows) for group, rows in ratings.groupby("group", sort=True)]
    return [("groups", None, "group", ratings), ("raters", None, "rater", ratings), *within]


def _agreement(ratings: pd.DataFrame, judge: str, measure: str) -> dict[str, float]:
    by_judge = ratings.pivot_table(index=judge, columns="indicator", values=measure, aggfunc="mean")
    complete = by_judge.dropna(axis=1)
    judges, indicators = complete.shape
    return {"n_judges": judges, "n_indicators": indicators, "kendalls_w": kendalls_w(complete.to_numpy(dtype=float))}


def kendalls_w(ratings: np.ndarray) -> float:
    """Kendall's W of judges (rows) over what they rate (columns), corrected for ties; NaN where it is not defined.

    W = 12 S / (m² (n³ − n) − m T): S the squared deviations of the columns' rank sums from their mean, T the sum of
    t³ − t over every judge's ties of t equal ratings. Siegel and Castellan 1988, 9.3.
    """
    judges, rated = ratings.shape
    if judges < 2 or rated < 2:
        return float("nan")
    ranks = pd.DataFrame(ratings).rank(axis=1).to_numpy()  # ties share their mean rank
    sums = ranks.sum(axis=0)
    ties = sum(float((times**3 - times).sum()) for times in (np.unique(row, return_counts=True)[1] for row in ratings))
    most = judges**2 * (rated**3 - rated) - judges * ties
    return float(12 * ((sums - sums.mean()) ** 2).sum() / most) if most > 0 else float("nan")
