"""The method's own calculations, on any frame of the right shape: control charts, configurations, Cliff's delta."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from peerwork.problems import Problem, ProblemsFound, UnknownName, quoted, unknown_name
from peerwork.rules import Rules
from peerwork.scoring import tensions
from peerwork.scoring.configurations import DIRECTION, score_configurations
from peerwork.scoring.qca.truth_table import Cutoffs
from peerwork.scoring.spc import score_spc
from peerwork.vocabulary import Better

ALL = "all"


def xmr(
    measurements: pd.DataFrame | pd.Series,
    *,
    better: str = "higher",
    target: float | None = None,
    rules: Mapping[str, Any] | None = None,
) -> pd.DataFrame:
    """One row a measurement: mean and limits of its XmR chart, what the point shows, and the series' icons.

    `measurements` has `period` and `value`, and may have `site` and `indicator` (a chart for each pair) and `rebase`
    (yes starts a new process); or it is a series of values by period. `better` is higher, lower or neither. Limits are
    mean ± 2.66 × mean moving range; a blank value takes no part. Source: NHS England, Making Data Count.

    >>> import pandas as pd
    >>> import peerwork as pw
    >>> days = pd.Series([21, 23, 20, 22, 24, 21, 22, 35], index=pd.date_range("2011-01-01", periods=8, freq="MS"))
    >>> pw.xmr(days, better="lower")[["value", "mean", "upper", "point_type"]].round(1).tail(2).values.tolist()
    [[22.0, 23.5, 33.4, 'common_cause'], [35.0, 23.5, 33.4, 'special_cause_concern']]
    """
    if better not in list(Better):
        raise UnknownName("better", "direction", better, Better)
    rows = _as_rows(measurements)
    known = rows.columns.tolist()
    missing = [unknown_name("measurements", "column", name, known) for name in ("period", "value") if name not in known]
    if missing:
        raise ProblemsFound(missing)
    given = [name for name in ("site", "indicator") if name in rows]
    rows = rows.assign(**{name: ALL for name in ("site", "indicator") if name not in given})
    aims = pd.DataFrame({"indicator": rows["indicator"].unique()}).assign(better=better, target=target)
    charted = score_spc(rows, aims, rules=Rules.model_validate(rules or {}))
    return charted.drop(columns=[name for name in ("site", "indicator") if name not in given])


def _as_rows(measurements: pd.DataFrame | pd.Series) -> pd.DataFrame:
    if isinstance(measurements, pd.Series):
        return measurements.rename("value").rename_axis("period").reset_index()
    return measurements


def qca(
    sets: pd.DataFrame,
    *,
    outcome: str,
    conditions: Sequence[str],
    frequency: int = 1,
    consistency: float = 0.8,
    pri: float = 0.0,
    expectations: Mapping[str, str] | None = None,
) -> dict[str, pd.DataFrame]:
    """The tables of a qualitative comparative analysis, for the outcome and its negation (`~`).

    `sets` has a row a case (named by its index) and a column a set, memberships 0 to 1; a case that lacks one is left
    out. `expectations` says of a condition whether it is expected present or absent. The tables: `configurations` (a
    row a term of a model), `configuration_models`, `truth_table`, `necessity`, `configuration_robustness` (at other
    cut-offs) and `configuration_design`. Raises ProblemsFound for unknown sets and memberships outside 0 to 1. Source:
    Ragin 2008; the results are those of R's QCA 3.25.

    >>> import pandas as pd
    >>> import peerwork as pw
    >>> sets = pd.DataFrame({"A": [1, 1, 0, 0], "B": [1, 0, 1, 0], "Y": [1, 1, 0, 0]}, index=["S1", "S2", "S3", "S4"])
    >>> found = pw.qca(sets, outcome="Y", conditions=["A", "B"])
    >>> terms = found["configurations"].query("outcome == 'Y' and solution == 'parsimonious'")
    >>> terms[["term", "cases"]].values.tolist()
    [['A', 'S2; S1']]
    """
    expected, wanted = dict(expectations or {}), (outcome, *conditions)
    problems = [unknown_name("sets", "set", name, sets.columns.tolist()) for name in wanted if name not in sets]
    problems += [problem for name in wanted if name in sets for problem in _outside(sets[name])]
    problems += [unknown_name("expectations", "condition", name, conditions) for name in {*expected} - {*conditions}]
    problems += [unknown_name("expectations", "way", way, DIRECTION) for way in {*expected.values()} - {*DIRECTION}]
    if problems:
        raise ProblemsFound(problems)
    cutoffs = Cutoffs(frequency=frequency, consistency=consistency, pri=pri)
    named = sets.set_axis(sets.index.astype("str"))
    return score_configurations(named[list(conditions)], named[outcome], cutoffs=cutoffs, expectations=expected)


def _outside(values: pd.Series) -> list[Problem]:
    wrong = values[~(values.isna() | values.between(0, 1))]
    return [
        Problem("sets", None, str(values.name), f"{quoted(value)} of case {case}", "a membership is 0 to 1")
        for case, value in wrong.items()
    ]


def cliffs_delta(a: Iterable[float], b: Iterable[float]) -> float:
    """Cliff's delta of `a` against `b`: the share of pairs in which a is higher less that in which b is, -1 to 1.

    Blanks are left out; with nothing left on a side it is NaN. Source: Cliff, Psychological Bulletin 1993;114:494.

    >>> import peerwork as pw
    >>> pw.cliffs_delta([5, 4, 4], [3, 4, 2])
    0.7777777777777778
    """
    sides = [pd.Series(list(values), dtype="float64").dropna().to_numpy() for values in (a, b)]
    points = np.unique(np.concatenate(sides))
    counts = [np.bincount(np.searchsorted(points, side), minlength=len(points))[None] for side in sides]
    return float(tensions.cliffs_delta(*counts)[0])
