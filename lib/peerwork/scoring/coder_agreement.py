"""METHOD 5: how far two coders read the same documents alike."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import krippendorff
import numpy as np
import pandas as pd

from peerwork.scoring.access import NOT_WORKSHOP, Access
from peerwork.scoring.fidelity import extracts_of
from peerwork.scoring.table_spec import number, proportion, result_table, text, whole
from peerwork.study.codes import AGREED
from peerwork.vocabulary import Evidence

LEVELS = tuple(str(evidence) for evidence in Evidence)  # contradicted < absent < partly < specified
EVERY_FACTOR = "all"
Level = Literal["nominal", "ordinal", "interval"]


CODER_AGREEMENT_TABLE = result_table(
    "coder_agreement", "a factor, or `all`", section=5, files="documents", pages="documents",
    score=lambda found: score_coder_agreement(extracts_of(found.study), factors=found.conditions),
    by=(text("factor", "a factor, or all"),),
    columns=(
        whole("units", "readings that two or more coders gave"), whole("coders", "coders, `agreed` left out"),
        number("alpha", "Krippendorff's alpha, ordinal", low=-1, high=1),
        proportion("agreement", "share of pairs of readings that are the same"),
    ),
    access=Access({NOT_WORKSHOP: "factor units coders alpha agreement"}),
)  # fmt: skip


def score_coder_agreement(extracts: pd.DataFrame, *, factors: Iterable[str]) -> pd.DataFrame:
    """One row a factor, and `all`: Krippendorff's alpha (ordinal) and the share of pairs of readings that agree.

    A unit is one document on one factor read by two coders or more; coder `agreed` is left out. Alpha is blank without
    units, and where every reading is the same (nothing could have disagreed). Factors without a unit have no row.
    METHOD 5; Krippendorff, Content Analysis, 4th ed. 2018, chapter 12.
    """
    wanted = list(factors)
    read = extracts.dropna(subset=["document", "factor", "coder", "evidence"])
    read = read[read["coder"].ne(AGREED) & read["factor"].isin(wanted)]
    twice = read.groupby(["document", "factor"])["coder"].transform("nunique") >= 2
    double = read[twice]
    rows = [_agreement(EVERY_FACTOR, double)]
    by_factor = dict(tuple(double.groupby("factor", observed=True)))
    rows += [_agreement(factor, by_factor[factor]) for factor in wanted if factor in by_factor]
    return pd.DataFrame(rows).astype({"factor": "str", "alpha": "float64", "agreement": "float64"})


def _agreement(factor: str, read: pd.DataFrame) -> dict[str, object]:
    counts = _counts(read)
    return {
        "factor": factor,
        "units": len(counts),
        "coders": read["coder"].nunique(),
        "alpha": score_alpha(counts, level="ordinal"),
        "agreement": _share_of_pairs(counts),
    }


def _counts(read: pd.DataFrame) -> np.ndarray:
    units = read.groupby(["document", "factor"], sort=True).ngroup().to_numpy()
    levels = pd.Categorical(read["evidence"], categories=LEVELS).codes
    n_units = int(units.max(initial=-1)) + 1
    return np.bincount(units * len(LEVELS) + levels, minlength=n_units * len(LEVELS)).reshape(n_units, len(LEVELS))


def score_alpha(counts: np.ndarray, *, level: Level, values: Iterable[float] | None = None) -> float:
    """Krippendorff's alpha (-1 to 1) of `counts`: a row a unit, a column a value in order, how often it was given.

    `level` is nominal, ordinal or interval; `values` the numbers of the columns (default 0, 1, 2 …). Units read once
    drop out. Missing where fewer than two values occur among units read twice or more: agreement by chance is certain.
    """
    pairable = counts[counts.sum(axis=1) >= 2]
    if (pairable.sum(axis=0) > 0).sum() < 2:
        return float("nan")
    domain = list(range(counts.shape[1])) if values is None else list(values)
    return float(krippendorff.alpha(value_counts=pairable, value_domain=domain, level_of_measurement=level))


def _share_of_pairs(counts: np.ndarray) -> float:
    """The mean over units of the share of pairs of readings that agree; missing without units."""
    if not len(counts):
        return float("nan")
    n = counts.sum(axis=1)
    return float(np.mean((counts * (counts - 1)).sum(axis=1) / (n * (n - 1))))
