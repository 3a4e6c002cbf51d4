"""The example study, read and scored once for every test of this room, and the truth that was planted in it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pandas as pd

from peerwork.scoring import score_study
from peerwork.scoring.tables import Tables
from peerwork.study.model import Study
from peerwork.study.read import read_study

EXAMPLE = Path(__file__).resolve().parents[2] / "data" / "example"


@cache
def example() -> Study:
    """The study as it is read."""
    return read_study(EXAMPLE)


@cache
def scored() -> Tables:
    """Every result table of it."""
    return score_study(example())


def truth(name: str) -> pd.DataFrame:
    """One planted table: `factors`, `cells`, `shifts` or `priorities`; a blank cell is missing."""
    return pd.read_csv(EXAMPLE / "truth" / f"{name}.csv")
