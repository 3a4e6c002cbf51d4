"""A table of one row an interviewee, as SPSS and REDCap have it, as rows of a study by a map of its variables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from peerwork.collect.mapping import ANSWERED, ASKED, TO, Line, Offer, check_factors, nearest_factor, simple
from peerwork.collect.origin import Origin
from peerwork.collect.records import Values
from peerwork.collect.workbook import Filled
from peerwork.framework import Framework
from peerwork.problems import Problem, perhaps, quoted
from peerwork.study.schema import FILES, Column, Known

TICKED = ("1", "checked", "yes", "true")
UNTICKED = ("0", "unchecked", "no", "false")
_FILES = {file.name: file for file in FILES}


@dataclass(frozen=True)
class Variable:
    """A column: its name, what was asked, and the words of its values."""

    name: str
    label: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Respondents:
    """One row an interviewee, as text, numbered as the file shows it; None is blank or declared missing."""

    name: str
    variables: Mapping[str, Variable]
    rows: tuple[tuple[int, Mapping[str, str | None]], ...]
    problems: tuple[Problem, ...] = ()


def offer_variables(data: Respondents, framework: Framework | None) -> list[Offer]:
    """What a first map offers: every variable, what its name and label are nearest to, how often it is filled."""
    return [
        Offer(name, _suggested(variable, framework), f"variable: {variable.label}".rstrip(": "), _filled(data, name))
        for name, variable in data.variables.items()
    ]


def _filled(data: Respondents, name: str) -> int:
    return sum(row.get(name) is not None for _, row in data.rows)


def _suggested(variable: Variable, framework: Framework | None) -> str:
    for column in ANSWERED:
        for text in (variable.name, variable.label):
            if simple(text).startswith(column):
                near = nearest_factor(simple(text).removeprefix(column), framework)
                return f"answers.{column}:{near}" if near else ""
    near = nearest_factor(variable.label or variable.name, framework)
    return f"answers.importance:{near}" if near else ""


def variable_rows(data: Respondents, lines: list[Line], map_file: Path, framework: Framework) -> Filled:
    """The rows of participants, answers, picks, impacts and other factors that the map makes of the variables."""
    problems = [*data.problems, *check_factors(lines, map_file, framework.by_id)]
    problems += _unknown_variables(data, lines, map_file)
    code = next((line.source for line in lines if line.target.kind == "participant"), None)
    if code is None:
        right = "map the variable that holds the interviewee's code to participant"
        problems.append(Problem(map_file.name, None, TO, "no variable says who answered", right))
    if code is None or problems:
        return Filled(data.name, {}, tuple(problems), one_person=False)
    made = _Made(data, lines, framework)
    for number, row in data.rows:
        if row[code] is not None:
            made.add_person(number, row, {"participant": row[code]})
        elif any(value is not None for value in row.values()):
            right = "write the interviewee's code"
            made.problems.append(Problem(data.name, number, code, "does not say who answered", right))
    frames = {name: _frame(made.rows[name]) for name in _spoken_of(lines)}
    scope = _Scope(lines).speaks_of
    return Filled(data.name, frames, tuple(made.problems), origins=made.origins, one_person=False, scope=scope)


def _unknown_variables(data: Respondents, lines: Iterable[Line], map_file: Path) -> list[Problem]:
    right = "write the variable's name"
    return [
        Problem(
            map_file.name,
            line.row,
            "from",
            f"{quoted(line.source)} is no variable of {data.name}",
            perhaps(line.source, data.variables, right),
        )
        for line in lines
        if line.source not in data.variables
    ]


class _Made:
    """Rows while they are made, by file, where each comes from, and what is wrong."""

    def __init__(self, data: Respondents, lines: list[Line], framework: Framework) -> None:
        self.data, self.framework = data, framework
        self.lines: dict[str, list[Line]] = defaultdict(list)
        for line in lines:
            self.lines[line.target.kind.partition(".")[0]].append(line)
        self.rows: dict[str, list[Values]] = defaultdict(list)
        self.origins: dict[str, dict[int, Origin]] = defaultdict(dict)
        self.problems: list[Problem] = []

    def add_person(self, number: int, row: Mapping[str, str | None], person: Values) -> None:
        """Add all that one row says."""
        self._add_told(number, row, person)
        self._add_answers(number, row, person)
        for line in self.lines["top_three"]:
            if self._ticked(line, number, row[line.source]):
                self._add("top_three", number, line, {**person, "factor": line.target.of, "kind": _last(line)})
        for line in self.lines["other_factors"]:
            if row[line.source] is not None:
                self._add("other_factors", number, line, {**person, "text": row[line.source], "kind": _last(line)})
        for line in self.lines["impacts"]:
            if row[line.source] is not None:
                on = line.target.kind.split(".")[1]
                said = {"on": on, "direction": _last(line), "text": row[line.source]}
                self._add("impacts", number, line, {**person, **said})

    def _add_told(self, number: int, row: Mapping[str, str | None], person: Values) -> None:
        lines = self.lines["participants"]
        told = {_last(line): self._value(line, row, "participants") for line in lines}
        self._put("participants", {**person, **told}, Origin("", number, {_last(line): line.source for line in lines}))

    def _add_answers(self, number: int, row: Mapping[str, str | None], person: Values) -> None:
        """A factor of which nothing at all is said was not asked about."""
        of_factor: dict[str, list[Line]] = defaultdict(list)
        for line in self.lines["answers"]:
            of_factor[line.target.of].append(line)
        for factor, lines in of_factor.items():
            said = {_last(line): self._value(line, row, "answers") for line in lines if _last(line) != ASKED}
            asked = [self._ticked(line, number, row[line.source]) for line in lines if _last(line) == ASKED]
            if any(asked) or any(value is not None for value in said.values()):
                columns = {_last(line): line.source for line in lines}
                self._put("answers", {**person, "factor": factor, **said}, Origin("", number, columns))

    def _add(self, file: str, number: int, line: Line, values: Values) -> None:
        self._put(file, values, Origin("", number, dict.fromkeys(values, line.source)))

    def _put(self, file: str, values: Values, origin: Origin) -> None:
        self.rows[file].append(values)
        self.origins[file][len(self.rows[file]) + 1] = origin

    def _value(self, line: Line, row: Mapping[str, str | None], file: str) -> str | None:
        variable, column = self.data.variables[line.source], _FILES[file].column(_last(line))
        return _value(variable, line, row[line.source], column, self.framework)

    def _ticked(self, line: Line, number: int, text: str | None) -> bool:
        told = (text or "0").casefold()
        if told not in (*TICKED, *UNTICKED):
            wrong, right = f"{quoted(text)} is neither ticked nor not", "write 1 or 0"
            self.problems.append(Problem(self.data.name, number, line.source, wrong, right))
        return told in TICKED


def _last(line: Line) -> str:
    return line.target.kind.rpartition(".")[2]


def _value(variable: Variable, line: Line, text: str | None, column: Column, framework: Framework) -> str | None:
    """The study's value: as the map says, else by the words of the value's label, else the value as it stands."""
    if text is None:
        return None
    label = variable.labels.get(text, text)
    for known in (text, label):
        if known in line.values:
            return line.values[known] or None
    words = _words(column, framework)
    return words.get(simple(label), words.get(simple(text), label if not words else text))


def _words(column: Column, framework: Framework) -> dict[str, str]:
    """What the values of a closed column are called, in small letters, and the value that is meant."""
    if column.choices:
        return {simple(value): value for value in column.choices}
    if column.known is Known.IMPORTANCE:
        labels = {simple(label): str(point) for point, label in framework.importance_scale.items()}
        return {str(point): str(point) for point in framework.scale} | labels
    if column.known is Known.GROUP:
        groups = framework.stakeholder_groups
        return {simple(label): group for group, label in groups.items()} | {simple(group): group for group in groups}
    return {}


def _spoken_of(lines: Iterable[Line]) -> list[str]:
    named = {line.target.kind.partition(".")[0] for line in lines if "." in line.target.kind}
    return [name for name in _FILES if name in named or name == "participants"]


class _Scope:
    """Which recorded rows the variables speak of: only those are taken away where no variable has them any more."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._targets = {(line.target.kind, line.target.of) for line in lines}

    def speaks_of(self, file: str, row: Values) -> bool:
        """Whether a mapped variable could have said this row."""
        if file == "answers":
            filled = [column for column in ANSWERED if row.get(column) is not None]
            return all((f"answers.{column}", row.get("factor")) in self._targets for column in filled or [ASKED])
        if file == "top_three":
            return (f"top_three.{row.get('kind')}", row.get("factor")) in self._targets
        if file == "other_factors":
            return (f"other_factors.{row.get('kind')}", "") in self._targets
        return file != "impacts" or (f"impacts.{row.get('on')}.{row.get('direction')}", "") in self._targets


def _frame(rows: list[Values]) -> pd.DataFrame:
    columns = list(dict.fromkeys(column for row in rows for column in row)) or ["participant"]
    frame = pd.DataFrame(rows, columns=columns, index=range(2, len(rows) + 2), dtype="str")
    return frame.astype(dict.fromkeys(frame.columns, "category"))
