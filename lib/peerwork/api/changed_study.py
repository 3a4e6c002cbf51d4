"""A study as it would be: without some of its people, or read by other rules."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

import pandas as pd
from pydantic import ValidationError

from peerwork.problems import Problem, ProblemsFound, quoted, unknown_name
from peerwork.rules import Rules
from peerwork.study.model import Study


def change_study(
    study: Study,
    *,
    drop: Collection[str] = (),
    drop_group: Collection[str] = (),
    rules: Mapping[str, Any] | None = None,
) -> Study:
    """The study as if some people and whole groups had not been asked, and by its own rules but for these.

    What they said goes from every file; raters of indicators go with their group. Raises ProblemsFound with everybody,
    every group and every rule that is not there, and every rule that is out of bounds.
    """
    rules = rules or {}
    problems = _unknown_people(study, drop, drop_group) + _unknown_rules(rules)
    if problems:
        raise ProblemsFound(problems)
    frames = {name: _kept(frame, study, drop, drop_group) for name, frame in study.frames.items()}
    config = study.config.model_copy(update={"rules": _changed(study.rules, rules)}) if rules else study.config
    return replace(study, frames=frames, config=config)


def _unknown_people(study: Study, drop: Collection[str], drop_group: Collection[str]) -> list[Problem]:
    people = study.frames["participants"]["participant"] if study.has("participants") else pd.Series(dtype="str")
    known, groups = set(people), study.framework.groups
    problems = [unknown_name("drop", "interviewee", name, people) for name in drop if name not in known]
    return problems + [unknown_name("drop_group", "group", name, groups) for name in drop_group if name not in groups]


def _unknown_rules(rules: Mapping[str, Any]) -> list[Problem]:
    known = Rules.model_fields
    return [unknown_name("rules", "rule", name, known) for name in rules if name not in known]


def _changed(own: Rules, rules: Mapping[str, Any]) -> Rules:
    try:
        return Rules.model_validate({**own.model_dump(exclude_unset=True), **rules})
    except ValidationError as error:
        raise ProblemsFound(map(_refused, error.errors())) from None


def _refused(error: Any) -> Problem:
    rule = ".".join(map(str, error["loc"])) or "rules"
    return Problem("rules", None, rule, f"{quoted(error['input'])} is refused", error["msg"])


def _kept(frame: pd.DataFrame, study: Study, people: Collection[str], groups: Collection[str]) -> pd.DataFrame:
    """The rows of everybody else; the same frame where nobody's are gone."""
    gone = pd.Series(False, index=frame.index)
    if "participant" in frame:
        everybody = study.frames["participants"]
        of_groups = everybody["participant"][everybody["group"].isin(groups)]
        gone |= frame["participant"].isin({*people, *of_groups})
    if {"rater", "group"} <= set(frame.columns):
        gone |= frame["group"].isin(groups)
    return frame[~gone].reset_index(drop=True) if gone.any() else frame
