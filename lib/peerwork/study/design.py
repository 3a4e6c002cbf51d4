"""What was read of a study, in a line; and what its design cannot give, however people answer (METHOD 2 and 4)."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from peerwork.framework import Factor, Framework
from peerwork.problems import Level, Problem
from peerwork.rules import Rules
from peerwork.study.check import Findings, RawFrames
from peerwork.study.config import StudyConfig
from peerwork.study.find import SETTINGS
from peerwork.vocabulary import FactorKind

_COUNTED = {
    "sites": ("site", "sites"),
    "participants": ("person", "people"),
    "answers": ("answer", "answers"),
    "documents": ("document", "documents"),
    "extracts": ("reading of a document", "readings of documents"),
    "excerpts": ("passage", "passages"),
    "site_ratings": ("consensus rating", "consensus ratings"),
    "outcomes": ("membership", "memberships"),
    "indicators": ("indicator", "indicators"),
    "measurements": ("measurement", "measurements"),
    "mapping": ("initiative mapped", "initiatives mapped"),
}  # fmt: skip


def describe_read(found: Findings, problems: list[Problem]) -> str:
    """What was read, and how many problems and notes: `4 sites, 21 people, 163 answers; no problems`."""
    told = [
        f"{len(frame):,} {words[len(frame) != 1]}"
        for name, words in _COUNTED.items()
        if (frame := found.raw.get(name)) is not None and (len(frame) or name in ("sites", "participants"))
    ]
    n_problems = sum(problem.level is Level.PROBLEM for problem in problems)
    n_notes = len(problems) - n_problems
    counts = f"{n_problems or 'no'} {'problem' if n_problems == 1 else 'problems'}"
    notes = f", {n_notes} {'note' if n_notes == 1 else 'notes'}" if n_notes else ""
    return f"{', '.join(told) or 'nothing'}; {counts}{notes}"


def check_design(found: Findings) -> list[Problem]:
    """Notes of verdicts that nobody's answers could bring about: too few are asked, or too few sites of a sector."""
    config, framework = found.settings.config, found.settings.framework
    answers = found.raw.get("answers")
    if config is None or framework is None or answers is None or answers.empty:
        return []
    return _few_asked(found.raw, config, framework) + _few_sites(found.raw, framework, config.rules)


def _few_asked(raw: RawFrames, config: StudyConfig, framework: Framework) -> list[Problem]:
    """Factors asked of so few people, or groups, at every site that no status is possible there (METHOD 2)."""
    most, rules = _most_people(raw, config), config.rules
    asked = [factor for factor in framework.factors if config.factors == "all" or factor.id in config.factors]
    few: dict[tuple[int, int], list[Factor]] = {}
    for factor in asked:
        groups = [most[group] for group in factor.asked_of or framework.groups if most[group]]
        if sum(groups) < rules.min_answers or len(groups) < rules.min_groups:
            few.setdefault((sum(groups), len(groups)), []).append(factor)
    return [
        Problem(
            SETTINGS, None, "planned", f"{_named(factors)} asked of {_people(*size)} a site",
            f"no status is possible: it needs {rules.min_answers} answers of {rules.min_groups} groups", Level.NOTE,
        )
        for size, factors in few.items()
    ]  # fmt: skip


def _most_people(raw: RawFrames, config: StudyConfig) -> Counter[str]:
    """By stakeholder group: the most people that a site has, or is planned to have."""
    most: Counter[str] = Counter()
    people = raw.get("participants")
    if people is not None and len(people):
        here = people[["site", "group"]].astype("str").groupby(["site", "group"]).size()
        most |= Counter({str(group): int(n) for group, n in here.groupby("group").max().items()})
    plans = {group: plan[1] if isinstance(plan, tuple) else plan for group, plan in config.planned.items()}
    return most | Counter(plans)


def _named(factors: list[Factor]) -> str:
    if len(factors) == 1:
        return f"{factors[0].id} is"
    return f"{factors[0].id} and {len(factors) - 1} more {'factors' if len(factors) > 2 else 'factor'} are"


def _people(people: int, groups: int) -> str:
    if not people:
        return "nobody"
    of = f" of {groups} {'group' if groups == 1 else 'groups'}"
    return f"{people} {'person' if people == 1 else 'people'}{of}"


def _few_sites(raw: RawFrames, framework: Framework, rules: Rules) -> list[Problem]:
    """Fewer sectors with sites enough than evidence across sites needs (METHOD 4)."""
    sites: pd.DataFrame | None = raw.get("sites")
    conditions = [factor for factor in framework.factors if factor.kind is FactorKind.CONDITION]
    if sites is None or sites.empty or not conditions:
        return []
    counts = sites["sector"].astype("str").value_counts()
    if (counts >= rules.evidence_sector_sites).sum() >= rules.evidence_min_sectors:
        return []
    told = ", ".join(f"{n} {sector}" for sector, n in sorted(counts.items()))
    needs = f"{rules.evidence_min_sectors} sectors with {rules.evidence_sector_sites} sites or more"
    wrong = f"sites by sector: {told}"
    return [
        Problem(
            "sites.csv", None, "sector", wrong, f"no verdict across sites is possible: it needs {needs}", Level.NOTE
        )
    ]
