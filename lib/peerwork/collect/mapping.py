"""`MAP.csv`: what codes, cases and variables of another program are in the study; begun for the user to fill in."""

from __future__ import annotations

import csv
import difflib
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from peerwork.atomic import write_atomic
from peerwork.framework import Framework
from peerwork.problems import Problem, ProblemsFound, perhaps, quoted
from peerwork.study import schema
from peerwork.vocabulary import Direction, ImpactOn, PickKind

FOLDER = "maps"
FROM, TO = "from", "to"
COLUMNS = (FROM, TO, "suggested", "what", "count", "values")
ATTRIBUTE = "attribute "  # what a line about an attribute of cases begins with
ANSWERED = ("in_place", "effect", "importance", "comment")
ASKED = "asked"  # ticked where a factor was asked about, even if nothing was answered: METHOD 2 counts those
WHO = {"participant": "interview", "focus_group": "focus_group", "workshop": "workshop", "document": "document"}
_NEAR = 0.6  # of a code's name and a factor's: nearer names are suggested


class Target(NamedTuple):
    """What something becomes: `factor` and its id, `answers.importance` and a factor, `participants.gender` …"""

    kind: str
    of: str = ""


@dataclass(frozen=True)
class Line:
    """One line of a map: its row, the code or variable, what it becomes, and what its values become."""

    row: int
    source: str
    target: Target
    values: Mapping[str, str] = field(default_factory=dict)


class Offer(NamedTuple):
    """Something that a first map offers: its name, what may be meant, what it is, how often it is there."""

    source: str
    suggested: str
    what: str
    n: int


def map_path(folder: Path, file: Path, map_file: Path | None) -> Path:
    """The map of a file: the one named, else that in the study's folder `maps` under the file's own name."""
    return map_file or folder / FOLDER / f"{file.stem}.csv"


def begin_map(path: Path, file: Path, offers: Sequence[Offer]) -> Problem:
    """Write a first map; what to say of it."""
    rows = [(one.source, "", one.suggested, one.what, one.n, "") for one in offers]
    write_atomic(path, _csv(COLUMNS, rows))
    wrong = f"is begun, with the {len(offers)} codes or variables of {file.name}; nothing is imported yet"
    return Problem(path.as_posix(), None, TO, wrong, "fill in this column where something is meant, and import again")


def map_bytes(lines: Iterable[tuple[str, str]]) -> bytes:
    """A map of which everything is known."""
    return _csv((FROM, TO), lines)


def _csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().encode("utf-8-sig")  # Excel reads UTF-8 as such only behind a byte-order mark


def read_map(path: Path) -> list[Line]:
    """The lines that say what something becomes; raises ProblemsFound with every problem of the map."""
    rows, problems = _read_rows(path)
    lines = []
    for number, row in rows:
        target, wrong = _target((row.get(TO) or "").strip())
        values, odd = _values(row.get("values") or "")
        for column, text in ((TO, wrong), ("values", odd)):
            if text:
                problems.append(Problem(path.name, number, column, *text))
        if target is not None:
            lines.append(Line(number, (row.get(FROM) or "").strip(), target, values))
    if not lines and not problems:
        problems.append(Problem(path.name, None, TO, "says of nothing what it becomes", "fill in this column"))
    if problems:
        raise ProblemsFound(problems)
    return lines


def _read_rows(path: Path) -> tuple[list[tuple[int, dict[str, str]]], list[Problem]]:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ProblemsFound(
            [Problem(path.name, None, "", f"cannot be read ({error.strerror})", "name a map")]
        ) from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    head = text.partition("\n")[0]
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count))
    if reader.fieldnames is None or not {FROM, TO} <= {name.strip() for name in reader.fieldnames}:
        right = f"write them in row 1: {FROM},{TO}"
        raise ProblemsFound([Problem(path.name, 1, "", f"the columns {FROM} and {TO} are missing", right)])
    reader.fieldnames = [name.strip() for name in reader.fieldnames]
    return [(number, row) for number, row in enumerate(reader, start=2)], []


def _target(text: str) -> tuple[Target | None, tuple[str, str] | None]:
    if not text:
        return None, None
    kind, _, of = text.partition(":")
    if kind in targets():
        return Target(kind, of.strip()), None
    return None, (
        f"{quoted(text)} is nothing that a study has",
        perhaps(kind, targets(), f"use {', '.join(targets())}"),
    )


def targets() -> tuple[str, ...]:
    """Every kind of thing that something may become."""
    people = [f"participants.{column.name}" for column in schema.PARTICIPANTS.columns if column.name != "participant"]
    picks = [f"top_three.{kind}" for kind in PickKind]
    others = [f"other_factors.{kind}" for kind in PickKind]
    impacts = [f"impacts.{on}.{direction}" for on in ImpactOn for direction in Direction]
    answers = [f"answers.{column}" for column in (ASKED, *ANSWERED)]
    return ("factor", "theme", *WHO, *answers, *picks, *others, *impacts, *people)


def _values(text: str) -> tuple[dict[str, str], tuple[str, str] | None]:
    """`1=yes; 2=partly`: what the other program's values become."""
    pairs = [pair.partition("=") for pair in re.split(r"[;|]", text) if pair.strip()]
    if any(not equals for _, equals, _ in pairs):
        return {}, (f"{quoted(text)} is no list of values", "write such as 1=yes; 2=partly; 3=no")
    return {old.strip(): new.strip() for old, _, new in pairs}, None


def check_factors(lines: Iterable[Line], path: Path, factors: Iterable[str]) -> list[Problem]:
    """A problem for each line that names a factor which the study has not, or none where one is needed."""
    known = list(factors)
    needs = (
        "factor",
        *(f"answers.{column}" for column in (ASKED, *ANSWERED)),
        *(f"top_three.{kind}" for kind in PickKind),
    )
    return [
        Problem(
            path.name, line.row, TO, f"{quoted(line.target.of)} is not a factor of the study",
            perhaps(line.target.of, known, f"write {line.target.kind}:<a factor>"),
        )
        for line in lines
        if line.target.kind in needs and line.target.of not in known
    ]  # fmt: skip


def nearest_factor(name: str, framework: Framework | None) -> str:
    """The factor whose name or id is nearest to a code's; blank where none is near."""
    if framework is None:
        return ""
    names = {simple(factor.label): factor.id for factor in framework.factors}
    names |= {simple(factor.id): factor.id for factor in framework.factors}
    near = difflib.get_close_matches(simple(name), list(names), n=1, cutoff=_NEAR)
    return names[near[0]] if near else ""


def simple(text: str) -> str:
    """The text in small letters, everything else than letters and digits a single underscore."""
    return re.sub(r"[^\w]+|_+", "_", text.casefold()).strip("_")
