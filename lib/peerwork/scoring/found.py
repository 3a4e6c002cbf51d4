"""What is found in a study: every result table, scored once, when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any, TypeVar

import pandas as pd

from peerwork.scoring.counts import CodedAnswers, code_answers
from peerwork.scoring.table_spec import TableSpec, tables_of
from peerwork.scoring.tables import Tables
from peerwork.study.model import Study

SCORING = "peerwork.scoring"
Made = TypeVar("Made")


class Found:
    """A study and the tables made of it so far. A table that is made of others asks for them by name."""

    study: Study

    def __init__(self, study: Study) -> None:
        self.study = study
        self._specs = {spec.name: spec for spec in tables_of(SCORING)}
        self._tables: dict[str, pd.DataFrame | None] = {}
        self._made: dict[Callable[[Found], Any], Any] = {}

    def get(self, name: str) -> pd.DataFrame | None:
        """The table of that name; None where the study's files do not allow it."""
        if name not in self._tables:
            self._tables[name] = self._score(self._specs[name])
        return self._tables[name]

    def _score(self, spec: TableSpec) -> pd.DataFrame | None:
        return spec.score(self) if spec.score and all(map(self.study.has, spec.files)) else None

    def __getitem__(self, name: str) -> pd.DataFrame:
        frame = self.get(name)
        if frame is None:
            raise LookupError(f"the files of {self.study.name} do not allow the table {name}")
        return frame

    def those(self, *names: str) -> dict[str, pd.DataFrame]:
        """Of the tables of these names, those that the study's files allow."""
        return {name: frame for name in names if (frame := self.get(name)) is not None}

    def file(self, name: str) -> pd.DataFrame:
        """The rows of a file of the study, by its name without `.csv`."""
        return self.study.frames[name]

    def once(self, make: Callable[[Found], Made]) -> Made:
        """What `make` makes of all this, made once for the tables that share it."""
        if make not in self._made:
            self._made[make] = make(self)
        return self._made[make]

    @cached_property
    def answers(self) -> CodedAnswers:
        """The answers of interviews as whole numbers, coded once for all that is counted of them."""
        return code_answers(self.study)

    @property
    def sites(self) -> list[str]:
        """The codes of the sites, in order."""
        return sorted(self.file("sites")["site"])

    @property
    def attributes(self) -> tuple[str, ...]:
        """The attributes of sites that `study.yaml` declares."""
        return self.study.config.site_attributes

    @property
    def factors(self) -> list[str]:
        """The ids of the factors that the study asks about, in the framework's order."""
        return [factor.id for factor in self.study.factors]

    @property
    def conditions(self) -> tuple[str, ...]:
        """Of these the conditions: only they have patterns, fidelity and configurations."""
        return tuple(factor.id for factor in self.study.conditions)


def score_study(study: Study) -> Tables:
    """Every result table that the study's files allow; one whose files are missing is not there."""
    found = Found(study)
    frames = {spec.name: found.get(spec.name) for spec in tables_of(SCORING)}
    return Tables({name: frame for name, frame in frames.items() if frame is not None})
