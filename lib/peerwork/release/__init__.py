"""Tables and an audience in, protected tables and a release log out."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from peerwork.problems import Problem, ProblemsFound
from peerwork.scoring.tables import Tables
from peerwork.study.model import Study
from peerwork.vocabulary import Audience


@dataclass(frozen=True)
class Protected:
    """What an audience may see: `tables`, and in `log` what was withheld and why, without the values."""

    tables: Tables
    log: pd.DataFrame


def protect(study: Study, tables: Tables, audience: Audience, *, site: str | None = None) -> Protected:
    """The tables as the audience may see them; the team sees everything. Raises ProblemsFound for any other."""
    if audience is not Audience.TEAM:
        wrong = f"nothing is released to the audience {audience} yet"
        raise ProblemsFound([Problem(study.name, None, "audience", wrong, "build for the audience team")])
    return Protected(tables, pd.DataFrame({"table": [], "withheld": [], "why": []}))
