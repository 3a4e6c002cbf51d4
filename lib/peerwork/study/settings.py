"""`study.yaml` and its framework, read together: the settings of a study and what they say of its files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import pandas as pd

from peerwork.framework import Framework
from peerwork.logic import LogicModel
from peerwork.problems import Level, Problem, ProblemsFound, Unreadable, perhaps, quoted
from peerwork.strict_yaml import Index, Where, dotted, load_model, read_yaml
from peerwork.study.config import StudyConfig
from peerwork.study.declared import find_configuration_problems
from peerwork.study.find import SETTINGS, read_framework, read_logic
from peerwork.study.schema import SITES

Named = TypeVar("Named")


@dataclass
class Settings:
    """What could be read of `study.yaml` and the framework it names, the line of each key, and every problem."""

    config: StudyConfig | None = None
    framework: Framework | None = None
    logic: LogicModel | None = None
    lines: dict[Where, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def refuse(self, where: Where, wrong: str, right: str, level: Level = Level.PROBLEM) -> None:
        """Add a problem of `study.yaml`, with its line."""
        column = dotted(tuple(Index(part) if isinstance(part, int) else part for part in where))
        self.problems.append(Problem(SETTINGS, self.lines.get(where), column, wrong, right, level))


def read_settings(folder: Path) -> Settings:
    """The settings of the study in `folder`; a framework is looked for even where other keys are wrong.

    Raises Unreadable where `study.yaml` cannot be opened.
    """
    path = folder / SETTINGS
    data, lines, problems = read_yaml(path, name=SETTINGS)
    if problems and not path.is_dir() and not _opens(path):
        raise Unreadable(problems)
    settings = Settings(lines=lines, problems=list(problems))
    if not problems:
        try:
            settings.config = load_model(StudyConfig, path, name=SETTINGS)
        except ProblemsFound as found:
            settings.problems += found.problems
        _check_previous(settings, folder)
    named = data if isinstance(data, dict) else {}
    settings.framework = _named(named.get("framework"), read_framework, folder, settings)
    settings.logic = _named(named.get("logic"), read_logic, folder, settings)
    return settings


def _check_previous(settings: Settings, folder: Path) -> None:
    """The earlier edition is a folder within the study's: what is compared with belongs to the study."""
    previous = settings.config.previous if settings.config else None
    if previous is None:
        return
    inside = (folder / previous).resolve()
    if not inside.is_dir() or not inside.is_relative_to(folder.resolve()) or inside == folder.resolve():
        right = "put the earlier edition, a folder an audience as a build leaves it, in a folder of the study"
        settings.refuse(("previous",), f"there is no folder {quoted(previous)} in the study", right)


def _named(name: object, read: Callable[[str, Path], Named], folder: Path, settings: Settings) -> Named | None:
    """What a key of `study.yaml` names; its problems join those of the settings."""
    if not isinstance(name, str) or not name:
        return None
    try:
        return read(name, folder)
    except ProblemsFound as found:
        settings.problems += [_with_line(problem, settings.lines) for problem in found.problems]
        return None


def _opens(path: Path) -> bool:
    try:
        with path.open("rb"):
            return True
    except OSError:
        return False


def _with_line(problem: Problem, lines: Mapping[Where, int]) -> Problem:
    if problem.file != SETTINGS:
        return problem
    return Problem(problem.file, lines.get((problem.column,)), problem.column, problem.wrong, problem.right)


def check_settings(settings: Settings, raw: Mapping[str, pd.DataFrame | None]) -> list[Problem]:
    """What `study.yaml` names that neither the framework nor the files have."""
    config, framework = settings.config, settings.framework
    if config is None:
        return []
    found = Settings(lines=settings.lines)
    if framework:
        if config.factors != "all":
            _unknown_references(found, ("factors",), config.factors, framework.by_id, "a factor of the framework")
        for group in config.planned:
            if group not in framework.stakeholder_groups:
                right = _right(group, framework.groups)
                found.refuse(("planned", group), f"{quoted(group)} is not a stakeholder group of the framework", right)
    _check_sites(found, config, raw)
    _check_outcome(found, config, raw)
    if framework:
        for where, wrong, right, level in find_configuration_problems(config, framework, raw):
            found.refuse(where, wrong, right, level)
    return found.problems


def _unknown_references(found: Settings, where: Where, values: Iterable[str], known: Iterable[str], what: str) -> None:
    seen: set[str] = set()
    for index, value in enumerate(values):
        if value not in known:
            found.refuse((*where, index), f"{quoted(value)} is not {what}", _right(value, known))
        elif value in seen:
            found.refuse((*where, index), f"{quoted(value)} stands twice", "keep one of them")
        seen.add(value)


def _right(value: str, known: Iterable[str]) -> str:
    names = list(known)
    return perhaps(value, names, f"use one of {', '.join(names)}")


def _check_sites(found: Settings, config: StudyConfig, raw: Mapping[str, pd.DataFrame | None]) -> None:
    sites = raw.get("sites")
    if sites is None:
        return
    own = {column.name for column in SITES.columns if column.name not in ("region", "community")}
    columns = [name for name in sites.columns if name not in own]
    for index, attribute in enumerate(config.site_attributes):
        if attribute not in sites.columns:
            right = f"add it to sites.csv, or use one of {', '.join(columns)}"
            found.refuse(("site_attributes", index), f"{quoted(attribute)} is no column of sites.csv", right)
    codes = set(sites["site"].dropna())
    for index, event in enumerate(config.calendar):
        if event.site is not None and event.site not in codes:
            right = _right(event.site, sorted(codes))
            found.refuse(("calendar", index, "site"), f"{quoted(event.site)} is not a site of sites.csv", right)


def _check_outcome(found: Settings, config: StudyConfig, raw: Mapping[str, pd.DataFrame | None]) -> None:
    if config.outcome is None:
        return
    if "outcomes" not in raw:
        wrong = f"there is no outcomes.csv to find {quoted(config.outcome)} in"
        right = "add it; until then replication is perceived only"
        found.refuse(("outcome",), wrong, right, Level.NOTE)
        return
    outcomes = raw["outcomes"]
    if outcomes is None:
        return
    known = sorted(outcomes["outcome"].dropna().unique())
    if config.outcome not in known:
        found.refuse(("outcome",), f"{quoted(config.outcome)} is not in outcomes.csv", _right(config.outcome, known))
