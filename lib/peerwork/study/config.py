"""`study.yaml`: what a study declares beforehand."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from peerwork.framework import Identifier, Text
from peerwork.rules import Rules

Planned = Annotated[int, Field(ge=0, strict=True)]


class Part(BaseModel):
    """Frozen, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class PlannedSites(Part):
    """Sites planned in all, and those that are for one community."""

    total: Planned | None = None
    community_specific: Planned | None = None


class Event(Part):
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


class StudyConfig(Part):
    """The keys of `study.yaml`; `title` and `framework` are required, every other has a default."""

    title: Text
    framework: Text
    synthetic: bool = False
    planned: dict[Identifier, Planned | tuple[Planned, Planned]] = Field(default_factory=dict)
    planned_sites: PlannedSites = PlannedSites()
    site_attributes: tuple[Identifier, ...] = ()
    outcome: str | None = None
    logic: Text | None = None
    factors: Literal["all"] | tuple[Identifier, ...] = "all"
    configurations: dict[str, Any] = Field(default_factory=dict)
    calendar: tuple[Event, ...] = ()
    rules: Rules = Rules()
    as_of: dt.date | None = None
    edition: str | None = None
    targets: dict[str, Planned] = Field(default_factory=dict)
    contact: str | None = None

    @model_validator(mode="after")
    def _ranges(self) -> StudyConfig:
        for group, plan in self.planned.items():
            if isinstance(plan, tuple) and plan[0] > plan[1]:
                raise ValueError(f"planned {group} runs from {plan[0]} down to {plan[1]}; exchange them")
        return self
