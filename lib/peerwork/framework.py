"""The framework as data: domains, factors, stakeholder groups and scales of a study's conceptual framework."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from pathlib import Path
from typing import Annotated

from pydantic import Field, model_validator

from peerwork.problems import Problem, ProblemsFound, quoted
from peerwork.strict_yaml import FrozenModel, load_model
from peerwork.vocabulary import FactorKind, Hypothesis

Identifier = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_]*$")]
Text = Annotated[str, Field(min_length=1, pattern=r"\S")]

FRAMEWORKS = Path("data") / "frameworks"


class Factor(FrozenModel):
    """A condition that is proposed to be in place, or an outcome that is hoped for."""

    id: Identifier
    label: Text
    condition: Text
    kind: FactorKind = FactorKind.CONDITION
    sources: tuple[str, ...] = ()
    asked_of: tuple[str, ...] = ()
    tests: tuple[Hypothesis, ...] = ()


class Domain(FrozenModel):
    """A group of factors."""

    id: Identifier
    label: Text
    factors: Annotated[tuple[Factor, ...], Field(min_length=1)]


class SiteScale(FrozenModel):
    """The scale of consensus ratings, one a factor and site."""

    min: float
    max: float

    @model_validator(mode="after")
    def _in_order(self) -> SiteScale:
        if self.min >= self.max:
            raise ValueError(f"min {self.min:g} is not below max {self.max:g}; write the lower end as min")
        return self


class Words(FrozenModel):
    """The nouns of a framework's study, as sentences use them: pages speak of nothing that they do not say.

    `role` is what was introduced; `person` and `people` those whose role it is; `went_well` a clause that says that the
    study's outcome was reached, `headed_well` and `headed_not` the same over a column.
    """

    role: Text = "what was introduced"
    person: Text = "person"
    people: Text = "people"
    service: Text = "site"
    services: Text = "sites"
    went_well: Text = "it went well"
    headed_well: Text = "Went well"
    headed_not: Text = "Did not go well"


class Framework(FrozenModel):
    """A conceptual framework. Without an importance scale and groups it serves consensus ratings only."""

    id: Identifier
    title: Text
    importance_scale: dict[int, Text] = Field(default_factory=dict)
    stakeholder_groups: dict[Identifier, Text] = Field(default_factory=dict)
    site_scale: SiteScale | None = None
    sectors: dict[Identifier, Text] = Field(
        default_factory=lambda: {"statutory": "Statutory", "voluntary": "Voluntary", "partnership": "Partnership"}
    )
    citation: str = ""
    licence: str = ""
    domains: Annotated[tuple[Domain, ...], Field(min_length=1)]
    handbook: dict[Text, tuple[Identifier, ...]] = Field(default_factory=dict)  # chapters: the domains of each
    words: Words = Words()
    impacts_on: dict[Identifier, Text] = Field(
        default_factory=dict
    )  # who is affected, as impacts.csv and pages name them

    @model_validator(mode="after")
    def _consistent(self) -> Framework:
        if len(self.importance_scale) == 1:
            raise ValueError("importance_scale has one point; a scale needs at least two")
        for factor in self.factors:
            unknown = [group for group in factor.asked_of if group not in self.stakeholder_groups]
            if unknown:
                groups = ", ".join(self.stakeholder_groups)
                raise ValueError(f"factor {factor.id} is asked of unknown group {unknown[0]}; use one of {groups}")
        self._check_handbook()
        return self

    def _check_handbook(self) -> None:
        """Every domain that a chapter names exists, and stands in one chapter only."""
        named = [domain for chapter in self.handbook.values() for domain in chapter]
        known = [domain.id for domain in self.domains]
        for domain, times in Counter(named).items():
            if domain not in known:
                raise ValueError(f"handbook names unknown domain {domain}; use one of {', '.join(known)}")
            if times > 1:
                raise ValueError(f"handbook names domain {domain} {times} times; keep it in one chapter")

    def __repr__(self) -> str:
        return f"Framework({self.id}: {len(self.domains)} domains, {len(self.factors)} factors)"

    __str__ = __repr__

    @property
    def chapters(self) -> dict[str, tuple[Domain, ...]]:
        """The chapters of a handbook, each with its domains; a domain that no chapter names is one of its own."""
        by_id = {domain.id: domain for domain in self.domains}
        chapters = {title: tuple(by_id[name] for name in names) for title, names in self.handbook.items()}
        named = {domain.id for domains in chapters.values() for domain in domains}
        return chapters | {domain.label: (domain,) for domain in self.domains if domain.id not in named}

    @cached_property
    def factors(self) -> tuple[Factor, ...]:
        """Every factor, in the framework's order."""
        return tuple(factor for domain in self.domains for factor in domain.factors)

    @cached_property
    def by_id(self) -> dict[str, Factor]:
        """Every factor under its id."""
        return {factor.id: factor for factor in self.factors}

    @cached_property
    def domain_of(self) -> dict[str, Domain]:
        """The domain of every factor id."""
        return {factor.id: domain for domain in self.domains for factor in domain.factors}

    @property
    def scale(self) -> tuple[int, ...]:
        """The points of the importance scale, lowest first."""
        return tuple(sorted(self.importance_scale))

    @property
    def groups(self) -> tuple[str, ...]:
        """The stakeholder groups, in the framework's order."""
        return tuple(self.stakeholder_groups)


def load_framework(path: Path) -> Framework:
    """The framework of a YAML file; raises ProblemsFound with every problem, each with its line and its mend."""
    framework = load_model(Framework, path)
    problems = _duplicate_ids(framework, path.name)
    if problems:
        raise ProblemsFound(problems)
    return framework


def _duplicate_ids(framework: Framework, file: str) -> list[Problem]:
    ids = [domain.id for domain in framework.domains] + [factor.id for factor in framework.factors]
    return [
        Problem(file, None, "id", f"the id {quoted(name)} is used {times} times", "give each domain and factor its own")
        for name, times in Counter(ids).items()
        if times > 1
    ]
