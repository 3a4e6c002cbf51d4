"""What is wrong with a study's files, in words that say what would be right."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum

MOST_NAMES = 60  # beyond, a list of all that would be right is longer than anybody reads


class Level(StrEnum):
    """PROBLEM stops the analysis; NOTE is worth a look and stops nothing."""

    PROBLEM = "problem"
    NOTE = "note"


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong (or worth a look): where, what is there, what would be right.

    `row` is the row a spreadsheet shows (the header is row 1), or the line of a YAML file.
    """

    file: str
    row: int | None
    column: str
    wrong: str
    right: str
    level: Level = Level.PROBLEM

    def __str__(self) -> str:
        row = "" if self.row is None else f", row {self.row}"
        column = f", column {self.column}" if self.column else ""
        note = "note: " if self.level is Level.NOTE else ""
        return one_line(f"{note}{self.file}{row}{column}: {self.wrong}; {self.right}")

    def as_record(self) -> dict[str, object]:
        """The problem as plain values, for JSON and tables."""
        return asdict(self)


class ProblemsFound(Exception):
    """Raised once, with every problem that was found: nothing is half read."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)

    def _render_traceback_(self) -> list[str]:
        """In a notebook the problems alone: where in the program they were found mends none of them."""
        return [str(problem) for problem in self.problems]


class UnknownName(ProblemsFound, KeyError, ValueError):
    """A name that nothing knows: which one looks like it, and all that there are."""

    def __init__(self, place: str, noun: str, name: object, known: Iterable[str]) -> None:
        super().__init__([unknown_name(place, noun, name, known)])


class Unreadable(ProblemsFound):
    """The study itself cannot be read (no folder, no study.yaml): there is nothing to check."""


def perhaps(text: str, known: Iterable[str], otherwise: str) -> str:
    """What would be right in place of a name that nothing knows: the one that looks like it, or `otherwise`."""
    near = difflib.get_close_matches(text, list(known), n=1)
    return f"did you mean {quoted(near[0])}?" if near else otherwise


def unknown_name(place: str, noun: str, name: object, known: Iterable[str]) -> Problem:
    """The problem of a name that nothing knows: the one that looks like it first, then all that there are."""
    names = [str(one) for one in known]
    shown = names if len(names) <= MOST_NAMES else [*names[:3], "…", names[-1]]
    right = f"there are {', '.join(shown)}" if names else "there is none"
    near = perhaps(str(name), names, "")
    return Problem(place, None, "", f"there is no {noun} {quoted(name)}", f"{near} {right}".strip())


def one_line(text: str) -> str:
    """The text on one line, its control characters shown instead of obeyed."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)


def quoted(value: object, *, longest: int = 60) -> str:
    """The value as it stands in the file, in quotation marks, shortened if long."""
    text = one_line(str(value))
    return f'"{text}"' if len(text) <= longest else f'"{text[: longest - 1]}…"'
