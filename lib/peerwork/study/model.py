"""`Study`: what was recorded, as frozen frames beside the framework and the rules that it is read by."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from types import MappingProxyType

import pandas as pd
from markupsafe import escape

from peerwork.framework import Factor, Framework
from peerwork.logic import LogicModel
from peerwork.problems import Problem, unknown_name
from peerwork.rules import Rules
from peerwork.study.config import StudyConfig
from peerwork.study.labelled import labelled
from peerwork.study.schema import Column, columns_of
from peerwork.vocabulary import FactorKind


@dataclass(frozen=True, repr=False)
class Study:
    """A study that passed its checks.

    `frames` holds a frame for each file that is there, under its name without `.csv`, with every column of the
    schema (text as `str`, numbers as `float64`, dates as `datetime64`, missing as NaN) and any extra column as text.
    People who withdrew are in `withdrawn` and in nothing else. Do not change a frame: copy it. Each file is also an
    attribute (`study.answers`): a frame for a person, with labels, ordered categories, and who said it.
    """

    name: str
    config: StudyConfig
    framework: Framework
    frames: Mapping[str, pd.DataFrame]
    withdrawn: pd.DataFrame
    as_of: dt.date | None
    notes: tuple[Problem, ...] = field(default=())
    logic: LogicModel | None = None
    folder: Path | None = None

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

    @property
    def in_brief(self) -> str:
        """The study in a line: how many people at how many sites, which edition, and whether it is made up."""
        n = len(self.frames["participants"]) if self.has("participants") else 0
        people = f"{n:,} people at " if n else ""
        edition = f", edition {self.config.edition}" if self.config.edition else ""
        synthetic = ", synthetic" if self.config.synthetic else ""
        return f"{self.name}: {people}{len(self.frames['sites'])} sites{edition}{synthetic}"

    def labelled(self, rows: pd.DataFrame, *, columns: Iterable[Column] = ()) -> pd.DataFrame:
        """The rows of a file or result table as a person meets them, by its declared columns: ordered, labelled."""
        sites = sorted(self.frames["sites"]["site"])
        return labelled(rows, columns=columns, framework=self.framework, sites=sites)

    def _with_people(self, rows: pd.DataFrame) -> pd.DataFrame:
        """The rows with the site, sector and group of whoever said it, after the participant; as they are without."""
        if "participant" not in rows or "group" in rows:
            return rows
        people = self.frames["participants"].set_index("participant")
        sector = self.frames["sites"].set_index("site")["sector"]
        site = rows["participant"].map(people["site"])
        site = site.fillna(rows["site"]) if "site" in rows else site
        who = {"site": site, "sector": site.map(sector), "group": rows["participant"].map(people["group"])}
        place = list(rows).index("participant") + 1
        order = [*list(rows)[:place], *who, *(name for name in list(rows)[place:] if name not in who)]
        return rows.assign(**who)[order]

    def __getattr__(self, name: str) -> pd.DataFrame:
        if name.startswith("_") or name == "frames":
            raise AttributeError(name)
        if name not in self.frames:
            raise AttributeError(str(unknown_name("study", "file", name, self.frames)))
        return self.labelled(self._with_people(self.frames[name]), columns=columns_of(name))

    def __dir__(self) -> list[str]:
        own = [field.name for field in fields(self)] + ["rules", "factors", "conditions", "has"]
        return sorted({*own, *self.frames})

    def __repr__(self) -> str:
        return f"Study({self.in_brief})"

    def _repr_html_(self) -> str:
        rows = pd.DataFrame([[name, len(frame)] for name, frame in self.frames.items()], columns=["file", "rows"])
        return f"<p>{escape(self.config.title)}</p><p>{escape(repr(self))}</p>{rows.to_html(index=False, border=0)}"
