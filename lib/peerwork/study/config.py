"""`study.yaml`: what a study declares beforehand."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from peerwork.framework import Identifier, Text
from peerwork.rules import Rules, Share
from peerwork.strict_yaml import FrozenModel

Planned = Annotated[int, Field(ge=0, strict=True)]


class PlannedSites(FrozenModel):
    """Sites planned in all, and those that are for one community."""

    total: Planned | None = None
    community_specific: Planned | None = None


class Event(FrozenModel):
    """Fieldwork, a workshop, a board meeting or a report: on a day, or from one to another."""

    what: Text
    on: dt.date | None = None
    starts: dt.date | None = Field(None, alias="from")
    ends: dt.date | None = Field(None, alias="to")
    wave: str | None = None
    site: str | None = None
    note: str | None = None

    @model_validator(mode="after")
    def _dated(self) -> Event:
        if (self.on is None) == (self.starts is None):
            raise ValueError("an event needs a day or a period; write on, or from and to")
        if self.starts and self.ends and self.ends < self.starts:
            raise ValueError(f"to {self.ends} is before from {self.starts}; exchange them")
        return self


class Anchors(FrozenModel):
    """From which raw value on a case is fully out of a set, neither in nor out, fully in; or a threshold: crisp."""

    out: float | None = None
    crossover: float | None = None
    fully_in: float | None = Field(None, alias="in")
    crisp: float | None = None

    @model_validator(mode="after")
    def _complete(self) -> Anchors:
        fuzzy = (self.out, self.crossover, self.fully_in)
        if (self.crisp is None) == (fuzzy == (None, None, None)) or (self.crisp is None and None in fuzzy):
            raise ValueError("anchors are incomplete; write out, crossover and in, or crisp alone")
        known = [anchor for anchor in fuzzy if anchor is not None]
        if self.crisp is None and known not in (sorted(set(known)), sorted(set(known), reverse=True)):
            raise ValueError("anchors are out of order; write out < crossover < in, or all the other way round")
        return self


Expectation = Literal["present", "absent"]


class Configurations(FrozenModel):
    """METHOD 10, declared beforehand: which conditions, how calibrated, and what makes a row of the truth table count.

    `conditions` gives each a short name (capital letters read well) and its source: a domain or a factor of kind
    condition (its share in place, calibrated by `calibration` under that name, else `anchors`, else the rules of
    METHOD 2), or a set of outcomes.csv, which needs no calibration. Empty: no such analysis.
    """

    outcome: str | None = None
    conditions: dict[Identifier, str] = Field(default_factory=dict)
    anchors: Anchors | None = None
    calibration: dict[Identifier, Anchors] = Field(default_factory=dict)
    frequency: Annotated[int, Field(ge=1, strict=True)] = 1
    consistency: Share = 0.8
    pri: Share = 0.0
    expectations: dict[Identifier, Expectation] = Field(default_factory=dict)

    @model_validator(mode="before")
    @classmethod
    def _named(cls, data: Any) -> Any:
        """A plain list of sources names each condition by its source."""
        if isinstance(data, dict) and isinstance(data.get("conditions"), list):
            return data | {"conditions": {str(source): source for source in data["conditions"]}}
        return data

    @model_validator(mode="after")
    def _declared(self) -> Configurations:
        unknown = [name for name in (*self.calibration, *self.expectations) if name not in self.conditions]
        if unknown:
            known = ", ".join(self.conditions) or "conditions first"
            raise ValueError(f"{unknown[0]} is not one of the conditions; use {known}")
        return self


class StudyConfig(FrozenModel):
    """The keys of `study.yaml`; `title` and `framework` are required, every other has a default."""

    title: Text
    framework: Text
    synthetic: bool = False
    planned: dict[Identifier, Planned | tuple[Planned, Planned]] = Field(default_factory=dict)
    planned_roles: dict[Text, Planned | tuple[Planned, Planned]] = Field(default_factory=dict)
    planned_sites: PlannedSites = PlannedSites()
    site_attributes: tuple[Identifier, ...] = ()
    outcome: str | None = None
    outcome_for_board: bool = True  # whether a board sees at which sites the outcome is present; the public never does
    logic: Text | None = None
    factors: Literal["all"] | tuple[Identifier, ...] = "all"
    configurations: Configurations = Configurations()
    calendar: tuple[Event, ...] = ()
    rules: Rules = Rules()
    as_of: dt.date | None = None
    edition: str | None = None
    ethnic_majority: tuple[str, ...] = ()  # as interviewees describe themselves; the system does not decide who it is
    targets: dict[str, Planned] = Field(default_factory=dict)
    standpoints: tuple[Identifier, ...] = ()  # from where members read results (METHOD 16)
    contact: str | None = None
    previous: Text | None = None  # a folder in the study's own: an earlier edition, a folder an audience as built

    @model_validator(mode="after")
    def _ranges(self) -> StudyConfig:
        for group, plan in self.planned.items():
            if isinstance(plan, tuple) and plan[0] > plan[1]:
                raise ValueError(f"planned {group} runs from {plan[0]} down to {plan[1]}; exchange them")
        return self
