"""A claim: a form of sentence, and what would make it untrue by the tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from reader import Said
from released import Released, Row

Fault = str


@dataclass(frozen=True)
class Place:
    """Where a sentence stands: the audience's tables, the team's, and what the page is about."""

    own: Released
    team: Released
    said: Said

    @property
    def scope(self) -> str:
        """study, site or group."""
        kind, dash, _ = self.said.page.partition("-")
        return kind if dash and kind in ("site", "group") else "study"

    @property
    def about(self) -> dict[str, str]:
        """The column that says what the page is about."""
        return {self.scope: self.said.page.removesuffix("-evidence").partition("-")[2]} if self.scope != "study" else {}

    def rows(self, table: str, *, team: bool = False, **where: str) -> list[Row]:
        """Rows of a table about the page's subject."""
        released = self.team if team else self.own
        about = {name: value for name, value in self.about.items() if released.has(table, name)}
        return released.rows(table, **about, **where)

    def scoped(self, table: str, *, team: bool = False, **where: str) -> list[Row]:
        """Rows of a table with scopes, of the page's own."""
        return self.rows(table, team=team, scope=self.scope, **where)


Check = Callable[[Place, re.Match[str]], Iterable[Fault]]
CLAIMS: list[tuple[re.Pattern[str], Check]] = []


def claim(*patterns: str) -> Callable[[Check], Check]:
    """Register what checks sentences of these forms, whole sentences each."""

    def kept(check: Check) -> Check:
        CLAIMS.extend((re.compile(rf"(?:{pattern})\Z", re.DOTALL), check) for pattern in patterns)
        return check

    return kept


def differs(what: str, said: object, counted: object) -> list[Fault]:
    """A fault unless what is said is what can be counted."""
    return [] if str(said) == str(counted) else [f"{what}: says {said}, the tables have {counted}"]


NUMBER = r"(?:[\d,]+|no|none|never|No)"


def number(text: str) -> int:
    """A number as sentences write it: 1,003, none, no."""
    return 0 if text.lower() in ("no", "none", "never") else int(text.replace(",", ""))


def names_in(text: str, known: Iterable[str]) -> list[str]:
    """The labels that a list names ("a, b and c"); raises ValueError where something else stands between them."""
    labels = sorted(known, key=len, reverse=True)
    found: list[str] = []
    while text:
        label = next((name for name in labels if text.startswith(name)), None)
        if label is None:
            raise ValueError(f"no label at {text!r}")
        found.append(label)
        text = re.sub(r"\A(?:, | and )", "", text[len(label) :])
    return found
