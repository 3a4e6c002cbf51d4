"""What `study.yaml` declares for METHOD 10, against the framework and the files: problems before anything is scored."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from peerwork.framework import Framework
from peerwork.problems import Level, quoted
from peerwork.rules import TOLERANCE, Rules
from peerwork.study.config import StudyConfig
from peerwork.vocabulary import FactorKind

Raw = Mapping[str, pd.DataFrame | None]
Found = tuple[tuple[str, ...], str, str, Level]  # where in study.yaml, what is wrong, what would be right


def find_configuration_problems(config: StudyConfig, framework: Framework, raw: Raw) -> list[Found]:
    """Conditions and outcomes that nothing stands behind, and more combinations than the sites could ever show."""
    if not config.configurations.conditions:
        return []
    return _outcome(config, raw) + _sources(config, framework, raw) + _size(config, raw) + _on_the_line(config, raw)


def _scored_sets(raw: Raw) -> set[str] | None:
    """The sets of outcomes.csv; None where the file is not there or cannot be read."""
    outcomes = raw.get("outcomes")
    return None if outcomes is None else set(outcomes["outcome"].dropna())


def _outcome(config: StudyConfig, raw: Raw) -> list[Found]:
    outcome = config.configurations.outcome or config.outcome
    where, sets = ("configurations", "outcome"), _scored_sets(raw)
    if outcome is None:
        return [(where, "configurations have no outcome", "add outcome, a set of outcomes.csv", Level.PROBLEM)]
    if outcome in config.configurations.conditions.values():
        return [(where, f"{quoted(outcome)} is a condition as well", "take it out of the conditions", Level.PROBLEM)]
    if sets is None:
        return [
            (where, f"there is no outcomes.csv to find {quoted(outcome)} in", "add it to have it analysed", Level.NOTE)
        ]
    if outcome not in sets:
        return [(where, f"{quoted(outcome)} is not in outcomes.csv", _one_of(sets), Level.PROBLEM)]
    return []


def _sources(config: StudyConfig, framework: Framework, raw: Raw) -> list[Found]:
    factors = {f.id for f in framework.factors if f.kind is FactorKind.CONDITION}
    factors &= {f.id for f in framework.factors if config.factors == "all" or f.id in config.factors}
    known = factors | {d.id for d in framework.domains if any(f.id in factors for f in d.factors)}
    sets = _scored_sets(raw)
    problems: list[Found] = []
    for name, source in config.configurations.conditions.items():
        where = ("configurations", "conditions", name)
        if source in known and source in (sets or ()):
            wrong = f"{quoted(source)} is a set of outcomes.csv and a factor or domain"
            problems.append((where, wrong, "rename the set", Level.PROBLEM))
        if source not in known and source not in (sets or ()):
            wrong = f"{quoted(source)} is no domain, no factor of kind condition and no set of outcomes.csv"
            problems.append((where, wrong, _one_of(known | (sets or set())), Level.PROBLEM))
    return problems


def _one_of(names: set[str]) -> str:
    return f"use one of {', '.join(sorted(names))}" if names else "add it"


def _on_the_line(config: StudyConfig, raw: Raw) -> list[Found]:
    """Sites that a set neither holds nor leaves out: a note of each set (METHOD 10)."""
    outcomes, declared = raw.get("outcomes"), config.configurations
    if outcomes is None:
        return []
    half = (pd.to_numeric(outcomes["membership"].astype("str"), errors="coerce") - 0.5).abs() <= TOLERANCE
    outcome = declared.outcome or config.outcome
    effects = {name: "in no combination" for name in declared.conditions.values()}
    effects |= {outcome: "no contradiction to any"} if outcome else {}
    found: list[Found] = []
    for name, effect in effects.items():
        n = int((half & (outcomes["outcome"].astype("str") == name)).sum())
        if n:
            wrong = f"{n} {'site is' if n == 1 else 'sites are'} neither in nor out of {quoted(name)} (0.5): {effect}"
            found.append((("configurations",), wrong, "score them on one side where that can be said", Level.NOTE))
    return found


def _size(config: StudyConfig, raw: Raw) -> list[Found]:
    """METHOD 10: beyond so many combinations hardly any could be seen, and a solution would be made of assumptions."""
    sites = raw.get("sites")
    if sites is None or sites.empty:
        return []
    n, rules, where = len(sites), config.rules, ("configurations", "conditions")
    k = len(config.configurations.conditions)
    wrong = f"{k} conditions make {2**k} combinations for {n} sites"
    if 2**k > rules.configuration_max_rows * n:
        return [(where, wrong, f"declare {_most(rules, n)} conditions or fewer", Level.PROBLEM)]
    if 2**k * 10 > 2**rules.configuration_max_conditions * n:
        return [(where, wrong, "most of them stay unseen; fewer conditions would rest on more", Level.NOTE)]
    return []


def _most(rules: Rules, sites: int) -> int:
    return (rules.configuration_max_rows * sites).bit_length() - 1
