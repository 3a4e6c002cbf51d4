"""What an explorer shows of a choice: each view is one line of code, and shows what that line gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Choice:
    """What is chosen: blank for all of them. `rules` holds only the thresholds that were moved."""

    site: str = ""
    group: str = ""
    domain: str = ""
    factor: str = ""
    without: str = ""
    rules: Mapping[str, float] = field(default_factory=dict)

    def only(self, *names: str) -> dict[str, str]:
        """What is chosen of these; a factor says more than its domain."""
        chosen = {name: value for name in names if (value := getattr(self, name))}
        if "factor" in chosen:
            chosen.pop("domain", None)
        return chosen


def _answers(choice: Choice) -> str:
    return f"results.browse({_given(choice.only('site', 'group', 'domain', 'factor'))})"


def _ratings(choice: Choice) -> str:
    rows = f"results.select({_given(choice.only('site', 'group', 'domain', 'factor'))})"
    wide = f"{rows}.pivot(index=['group', 'site', 'participant'], columns='label', values='importance')"
    return f"seaborn.heatmap({wide}, cmap='cividis', yticklabels=True, xticklabels=True, linewidths=0.5)"


def _importance(choice: Choice) -> str:
    place = choice.only("site", "group")
    scope = "site_group" if len(place) == 2 else next(iter(place), "study")
    wanted = {"scope": scope, "kind": "either", **place, **choice.only("domain", "factor")}
    return f"pw.plot.importance(results.select('importance', {_given(wanted)}))"


def _conditions(choice: Choice) -> str:
    return f"pw.plot.conditions(results.select('conditions', {_given(choice.only('site', 'domain', 'factor'))}))"


def _patterns(choice: Choice) -> str:
    return f"pw.plot.patterns(results.select('patterns', {_given(choice.only('site', 'domain', 'factor'))}))"


def _moved(choice: Choice) -> str:
    changes: dict[str, Any] = {"drop": choice.without} if choice.without else {}
    changes |= {"rules": dict(choice.rules)} if choice.rules else {}
    return f"pw.what_if(study, {_given(changes)})"


@dataclass(frozen=True)
class View:
    """One view: its title, the code of a choice, and what must be chosen first."""

    title: str
    code: Callable[[Choice], str]
    needs: str = ""

    def missing(self, choice: Choice) -> str:
        """What is to be chosen before there is anything to see; nothing where all is."""
        if self.needs == "change":
            return "" if choice.rules or choice.without else "Move a threshold, or leave somebody out."
        return f"Choose a {self.needs}." if self.needs and not getattr(choice, self.needs) else ""


VIEWS = (
    View("Answers", _answers),
    View("Ratings side by side", _ratings, needs="domain"),
    View("Importance", _importance),
    View("In place", _conditions, needs="site"),
    View("Patterns", _patterns, needs="site"),
    View("What moves", _moved, needs="change"),
)


def line_of(code: str, study: str, choice: Choice) -> str:
    """The code of a view as one line that runs in any notebook of the project."""
    imports = "import peerwork as pw, seaborn" if "seaborn." in code else "import peerwork as pw"
    if "results." not in code:
        return f"{imports}; {code.replace('(study, ', f'({study!r}, ')}"
    by_rules = f", rules={dict(choice.rules)!r}" if choice.rules else ""
    return f"{imports}; results = pw.score({study!r}{by_rules}); {code}"


def _given(wanted: Mapping[str, Any]) -> str:
    return ", ".join(f"{name}={value!r}" for name, value in wanted.items())
