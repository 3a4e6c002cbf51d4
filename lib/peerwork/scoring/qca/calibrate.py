"""From raw values to membership in a set."""

from __future__ import annotations

import numpy as np
import pandas as pd

from peerwork.rules import at_least

FULLY_IN = np.log(0.95 / 0.05)  # log-odds at the anchors: Ragin, Redesigning Social Inquiry, 2008, chapter 5


def calibrate_fuzzy(raw: pd.Series, *, out: float, crossover: float, fully_in: float) -> pd.Series:
    """One membership (0 to 1) a raw value, by Ragin's direct method: log-odds linear on each side of the crossover.

    Membership is 0.05 at `out`, 0.5 at `crossover`, 0.95 at `fully_in`; anchors may also run downward. Missing stays
    missing. R's QCA gives the same with `idm = 0.95`.
    """
    away = raw - crossover
    above = np.sign(away) == np.sign(fully_in - crossover)
    reach = np.where(above, fully_in - crossover, crossover - out)
    return 1 / (1 + np.exp(-FULLY_IN * away / reach))


def calibrate_crisp(raw: pd.Series, *, threshold: float) -> pd.Series:
    """One membership (0 or 1) a raw value: 1 from the threshold on. Missing stays missing."""
    return pd.Series(at_least(raw, threshold), index=raw.index).astype("float64").where(raw.notna())
