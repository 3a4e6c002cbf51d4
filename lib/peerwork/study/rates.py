"""Rates of `measurements.csv` against their own numerator and denominator (METHOD 12)."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from peerwork.problems import Level, Problem
from peerwork.study.cells import filled

FILE = "measurements.csv"
PARTS = ["value", "numerator", "denominator"]
SCALES = 10.0 ** np.arange(6)  # a share, per cent, per thousand …
PER_CENT = 100.0


def check_rates(raw: Mapping[str, pd.DataFrame]) -> list[Problem]:
    """Every rate that its parts contradict, and a note for each that they cannot confirm.

    `raw` holds files as text. A value must be the numerator over the denominator, as a share, per 100, per 1,000 and so
    on, to half a unit of its last decimal; where the indicator's unit is % and only another scale fits, a note asks.
    """
    frame = raw.get("measurements")
    if frame is None or not {"numerator", "denominator"} <= set(frame.columns):
        return []
    text = frame[PARTS].astype("str")
    rates = text.apply(pd.to_numeric, errors="coerce").dropna(how="any", subset=["numerator", "denominator"])
    return (
        _incomplete(text) + _undefined(text, rates) + _contradicted(text, rates[rates["denominator"] > 0], frame, raw)
    )


def _incomplete(text: pd.DataFrame) -> list[Problem]:
    one = text["numerator"].isna() != text["denominator"].isna()
    blank = text["numerator"].isna().map({True: "numerator", False: "denominator"})[one]
    right = "write it, so that the value can be checked, or leave out both"
    return [
        Problem(FILE, row, part, "is blank beside the other part", right, Level.NOTE) for row, part in filled(blank)
    ]


def _undefined(text: pd.DataFrame, rates: pd.DataFrame) -> list[Problem]:
    rows = rates.index[(rates["denominator"] <= 0) & rates["value"].notna()]
    right = "leave value blank where there was nobody to count"
    return [
        Problem(FILE, row, "denominator", f"{denominator} allows no rate", right)
        for row, denominator in filled(text["denominator"].loc[rows])
    ]


def _contradicted(
    text: pd.DataFrame, rates: pd.DataFrame, frame: pd.DataFrame, raw: Mapping[str, pd.DataFrame]
) -> list[Problem]:
    share = rates["numerator"] / rates["denominator"]
    half = 0.5 * 10.0 ** -text.loc[rates.index, "value"].str.extract(r"\.(\d*)$", expand=False).fillna("").str.len()
    off = np.abs(rates["value"].to_numpy()[:, None] - share.to_numpy()[:, None] * SCALES)
    fits = off <= half.to_numpy()[:, None] + 1e-9
    per_cent = _in_per_cent(frame.loc[rates.index, "indicator"], raw)
    given = rates["value"].notna().to_numpy()
    wrong = given & ~fits.any(axis=1)
    doubt = given & per_cent & fits.any(axis=1) & ~fits[:, SCALES == PER_CENT].ravel()
    levels = ((wrong, Level.PROBLEM), (doubt, Level.NOTE))
    return [_says(text, row, value, level) for rows, level in levels for row, value in filled(share[rows])]


def _in_per_cent(indicator: pd.Series, raw: Mapping[str, pd.DataFrame]) -> np.ndarray:
    known = raw.get("indicators")
    if known is None or "unit" not in known:
        return np.zeros(len(indicator), dtype=bool)
    units = known.astype("str").drop_duplicates("indicator").set_index("indicator")["unit"]
    return indicator.astype("str").map(units).eq("%").to_numpy()


def _says(text: pd.DataFrame, row: int, share: float, level: Level) -> Problem:
    value, numerator, denominator = text.loc[row, PARTS]
    wrong = f"{value} is not {numerator} of {denominator}"
    return Problem(
        FILE, int(row), "value", wrong, f"write {share * PER_CENT:.4g} for per cent, or correct the parts", level
    )
