"""Every threshold of METHOD.md, in its one home, with its unit and section; `study.yaml` may override any of them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from fractions import Fraction
from typing import Annotated, Any, TypeVar

import numpy as np
from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from peerwork.strict_yaml import FrozenModel

Verdict = TypeVar("Verdict", bound=StrEnum)
TOLERANCE = 1e-9  # a share computed as a mean of shares may miss 2/3 by the last bit of a float


def _number(value: Any) -> Any:
    """ "2/3" in a YAML file is two thirds exactly."""
    if isinstance(value, str) and value.count("/") == 1:
        try:
            return float(Fraction(value.replace(" ", "")))
        except (ValueError, ZeroDivisionError):
            return value
    return value


def _rising(bands: tuple[int, ...]) -> tuple[int, ...]:
    if any(one >= following for one, following in zip(bands, bands[1:], strict=False)):
        raise ValueError("each band begins above the one before")
    return bands


Share = Annotated[float, BeforeValidator(_number), Field(ge=0, le=1)]
Majority = Annotated[float, BeforeValidator(_number), Field(gt=0.5, le=1)]  # two verdicts can never hold at once
Count = Annotated[int, Field(ge=1, strict=True)]
Bands = Annotated[tuple[Count, ...], Field(min_length=1), AfterValidator(_rising)]


class Rules(FrozenModel):
    """The thresholds of one study. Shares are 0 to 1, counts are whole people, answers, sites or points."""

    # METHOD 1: importance
    interval_min_sites: Count = Field(4, ge=2, description="sites from which on a mean has an interval")
    confidence: Annotated[float, Field(gt=0, lt=1)] = Field(0.95, description="of every interval")
    top_max: Count = Field(3, description="factors an interviewee may name as most important")
    # METHOD 2: conditions
    min_answers: Count = Field(3, description="informative answers below which there is too little evidence")
    min_groups: Count = Field(2, description="stakeholder groups below which there is too little evidence")
    min_share_asked: Share = Field(0.5, description="of those asked, the share that must be informative")
    in_place_share: Majority = Field(2 / 3, description="share from which a condition is in place")
    not_in_place_share: Annotated[Share, Field(lt=0.5)] = Field(1 / 3, description="share up to which it is not")
    contested_min_answers: Count = Field(2, description="informative answers with which a group can contest")
    # METHOD 3: patterns
    pattern_share: Majority = Field(2 / 3, description="share of answers that makes a pattern")
    # METHOD 4: replication
    evidence_site_share: Share = Field(0.5, description="share of the study's sites that must have evidence")
    evidence_min_sectors: Count = Field(2, description="sectors that must have sites enough with evidence")
    evidence_sector_sites: Count = Field(2, description="sites with evidence that make a sector count")
    generic_share: Majority = Field(3 / 4, description="share of sites from which a factor is generic")
    generic_sector_share: Share = Field(1 / 2, description="share that every sector must reach as well")
    specific_share: Majority = Field(3 / 4, description="share of one sector's sites that makes it specific …")
    specific_other_share: Share = Field(1 / 2, description="… while another sector stays below this share")
    alternative_share: Share = Field(1 / 2, description="share of sites with another pattern or no difference")
    outcome_present_above: Share = Field(0.5, description="membership above which the outcome is present")
    # METHOD 6: tensions
    tension_interval_min_sites: Count = Field(5, ge=2, description="sites from which on a tension has an interval")
    permutations: Count = Field(10_000, description="arrangements drawn where enumerating all is too many")
    exact_arrangements: Count = Field(100_000, description="arrangements up to which all are counted")
    normal_from_sites: Count = Field(50, description="sites from which on the normal distribution stands for drawing")
    # METHOD 7: culture and community
    culture_min_people: Count = Field(5, description="people of an ethnicity from which on it has a mean")
    culture_min_sites: Count = Field(2, description="sites from which on an ethnicity, or a kind of site, is compared")
    # METHOD 9: hypotheses
    hypothesis_min_factors: Count = Field(2, description="factors with evidence that a site needs")
    hypothesis_min_sites: Count = Field(3, description="sites with a result that the study needs")
    hypothesis_share: Majority = Field(2 / 3, description="share for, or against, that decides")
    # METHOD 10: configurations
    configuration_max_conditions: Count = Field(3, description="conditions above which ten sites are too few")
    configuration_max_rows: Count = Field(4, description="rows of the truth table for each site; beyond, refused")
    # METHOD 11: consensus ratings
    strong_gap: Annotated[float, Field(gt=0)] | None = Field(None, description="gap from which a factor is strong")
    # METHOD 12: indicators over time
    trend_points: Count = Field(7, ge=3, description="points strictly rising or falling that make a trend")
    run_points: Count = Field(7, ge=2, description="points on one side of the mean that make a run")
    screen_outliers: bool = Field(False, description="drop moving ranges of 3.267 times their mean, once")
    provisional_points: Count = Field(13, description="points below which limits are provisional")
    baseline_points: Count | None = Field(None, ge=12, description="first points that alone set mean and limits")
    # METHOD 13: fieldwork
    years_bands: Bands = Field((2, 5, 10), description="years in a role at which the next band begins")
    # METHOD 14: release
    min_people_workshop: Count = Field(3, description="people below which a workshop sees nothing")
    min_people_board: Count = Field(5, description="people below which the board sees nothing")
    min_people_public: Count = Field(10, description="people below which the public sees nothing")
    min_feasible: Count = Field(3, ge=2, description="values of a rating that must stay possible")
    min_range: Annotated[float, Field(gt=0)] = Field(1.0, description="points a withheld mean must keep open")
    # METHOD 16: what it means
    bears_out_share: Majority = Field(2 / 3, description="share of sites from which documents bear a finding out")
    disputed_share: Share = Field(0.5, description="share of disputing workshops that contradicts a finding")
    reading_min_standpoints: Count = Field(2, description="standpoints in before anybody's reading is shown")

    @model_validator(mode="after")
    def _in_order(self) -> Rules:
        steps = (self.min_people_workshop, self.min_people_board, self.min_people_public)
        if list(steps) != sorted(steps):
            raise ValueError("a wider audience may see fewer people; make workshop <= board <= public")
        return self


def first_that_holds(tests: Mapping[Verdict, Any], otherwise: Verdict) -> np.ndarray:
    """In each place the verdict of the first test that holds, in the order of the rule; `otherwise` where none does."""
    return np.select(list(tests.values()), [str(verdict) for verdict in tests], str(otherwise))


def at_least(values: Any, threshold: float) -> Any:
    """Whether each value reaches the threshold, exactly two thirds included; False where missing."""
    return np.asarray(values, dtype=float) >= threshold - TOLERANCE


def at_most(values: Any, threshold: float) -> Any:
    """Whether each value is at or below the threshold, exactly one third included; False where missing."""
    return np.asarray(values, dtype=float) <= threshold + TOLERANCE
