"""`Study`: what was recorded, as frozen frames beside the framework and the rules that it is read by."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import pandas as pd

from peerwork.framework import Factor, Framework
from peerwork.logic import LogicModel
from peerwork.problems import Problem
from peerwork.rules import Rules
from peerwork.study.config import StudyConfig
from peerwork.vocabulary import FactorKind


@dataclass(frozen=True)
class Study:
    """A study that passed its checks.

    `frames` holds a frame for each file that is there, under its name without `.csv`, with every column of the
    schema (text as `str`, numbers as `float64`, dates as `datetime64`, missing as NaN) and any extra column as text.
    People who withdrew are in `withdrawn` and in nothing else. Do not change a frame: copy it.
    """

    name: str
    config: StudyConfig
    framework: Framework
    frames: Mapping[str, pd.DataFrame]
    withdrawn: pd.DataFrame
    as_of: dt.date | None
    notes: tuple[Problem, ...] = field(default=())
    logic: LogicModel | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "frames", MappingProxyType(dict(self.frames)))

    @property
    def rules(self) -> Rules:
        """The thresholds of this study."""
        return self.config.rules

    def has(self, file: str) -> bool:
        """Whether the file (named without `.csv`) is there and holds at least one row."""
        return file in self.frames and not self.frames[file].empty

    @property
    def factors(self) -> tuple[Factor, ...]:
        """The factors that this study asks about, in the framework's order."""
        wanted = self.config.factors
        return tuple(f for f in self.framework.factors if wanted == "all" or f.id in wanted)

    @property
    def conditions(self) -> tuple[Factor, ...]:
        """Those of kind condition: only these have patterns, fidelity and configurations."""
        return tuple(f for f in self.factors if f.kind is FactorKind.CONDITION)
