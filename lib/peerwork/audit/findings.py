"""What the attack found: who could learn what, and from which released cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

OUTSIDER = "anybody who reads it"


@dataclass(frozen=True, order=True)
class Cell:
    """One cell of a released table: which release and table it stands in, its row and its column.

    `release` is `Release.name` (`board`, `workshop-S01`), `row` the columns that name the row with their values, `kind`
    what the value is (importance, picks, status, verdict, fidelity, replication, hypothesis, impact, mapping, passage,
    sentence) and `composition` how many people of each stakeholder group, in the framework's order, it is about (blank
    where it crosses sites). Cells of the same table, column, kind and composition are alike: whoever withholds one
    withholds all of them, so that what is withheld tells nothing.
    """

    release: str
    table: str
    column: str
    row: tuple[tuple[str, str], ...] = ()
    kind: str = ""
    composition: tuple[int, ...] = ()

    @property
    def alike(self) -> tuple:
        """What the cells that are withheld together have in common."""
        return self.table, self.column, self.kind, self.composition


@dataclass(frozen=True)
class Finding:
    """Somebody who could learn something: who, what of whom, of which factor, and from which files and cells.

    `of` are the people whose answer it is, where it is an answer of one factor.
    """

    who: str
    learns: str
    factor: str
    files: tuple[str, ...] = ()
    cells: tuple[Cell, ...] = ()
    of: tuple[str, ...] = ()

    @property
    def lesson(self) -> tuple:
        """Who learns what of whom, from whatever files."""
        return self.who, self.learns, self.factor, self.of

    def __str__(self) -> str:
        about = f"{self.factor}: " if self.factor else ""
        return f"{about}{self.who} could learn {self.learns} (from {', '.join(self.files) or 'all of it'})"


@dataclass(frozen=True)
class Audit:
    """What the attack found, and how much it tried: figures, factors, attackers, programmes."""

    findings: tuple[Finding, ...]
    tried: dict[str, int] = field(default_factory=Counter)

    @property
    def safe(self) -> bool:
        """Whether nobody could learn anything."""
        return not self.findings

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The cells that findings rest on, each once, in order."""
        return cells_of(self.findings)


def beyond(audit: Audit, before: Audit) -> Audit:
    """What an attack learns that another, of fewer releases, does not: of the same people the same."""
    known = {finding.lesson for finding in before.findings}
    return replace(audit, findings=tuple(finding for finding in audit.findings if finding.lesson not in known))


def cells_of(findings: Iterable[Finding]) -> tuple[Cell, ...]:
    """The cells of some findings, each once, in order."""
    return tuple(sorted({cell for finding in findings for cell in finding.cells}))
