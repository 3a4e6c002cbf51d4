"""A study's interviews as an SPSS file: one row an interviewee, variables and values with their labels."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from peerwork.atomic import write_atomic
from peerwork.collect.mapping import ANSWERED, ASKED, map_bytes
from peerwork.collect.spss import load_pyreadstat
from peerwork.study.model import Study
from peerwork.study.schema import ANSWERS, PARTICIPANTS, Column, Known, Type
from peerwork.vocabulary import PickKind

LONGEST_NAME = 64  # bytes of a variable's name that SPSS allows
TICKS = {"0": "No", "1": "Yes"}
_STAMP, _NO_CLOCK = slice(92, 109), b"01 Jan 0000:00:00"  # day and time of writing in the header of a .sav


@dataclass
class _Sheet:
    """The columns while they are collected, and what is said of them."""

    columns: dict[str, pd.Series] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    values: dict[str, dict[float, str]] = field(default_factory=dict)
    lines: list[tuple[str, str]] = field(default_factory=list)

    def add(self, name: str, target: str, label: str, column: pd.Series, values: Mapping[str, str] | None) -> None:
        """A column; where its values are closed, as numbers with labels."""
        name = self._free(name)
        if values is not None:
            codes = {value: float(number) for number, value in enumerate(values, start=1)}
            if all(value.lstrip("-").isdecimal() for value in values):
                codes = {value: float(value) for value in values}  # the points of a scale are their own codes
            self.values[name] = {codes[value]: words for value, words in values.items()}
            column = column if column.dtype == "float64" else column.map(codes).astype("float64")
        self.columns[name] = column
        self.labels[name] = label
        self.lines.append((name, target))

    def _free(self, name: str) -> str:
        free, number = name.encode()[:LONGEST_NAME].decode("utf-8", "ignore"), 2
        while free.casefold() in {taken.casefold() for taken in self.columns}:
            ending = f"_{number}"
            free, number = name[: LONGEST_NAME - len(ending)] + ending, number + 1
        return free


def write_spss(study: Study, out: Path) -> list[Path]:
    """`interviews.sav` and `interviews-map.csv`, by which it comes back. Raises Refused where pyreadstat is missing.

    A factor has a variable for in_place, effect, importance and comment, and one for each way of naming it among the
    most important (1 or 0). Only what somebody answered has variables.
    """
    pyreadstat = load_pyreadstat()
    people = study.frames["participants"].set_index("participant", drop=False)
    sheet = _Sheet()
    _add_people(sheet, study, people)
    _add_answers(sheet, study, people.index)
    _add_picks(sheet, study, people.index)
    frame = pd.DataFrame({name: column.reindex(people.index).array for name, column in sheet.columns.items()})
    paths = [out / "interviews.sav", out / "interviews-map.csv"]
    with tempfile.TemporaryDirectory() as beside:
        made = Path(beside) / "interviews.sav"
        labels = {"column_labels": sheet.labels, "variable_value_labels": sheet.values}
        pyreadstat.write_sav(frame, made, file_label="", **labels)
        data = bytearray(made.read_bytes())
    data[_STAMP] = _NO_CLOCK
    for path, content in zip(paths, (bytes(data), map_bytes(sheet.lines)), strict=True):
        write_atomic(path, content)
    return paths


def _add_people(sheet: _Sheet, study: Study, people: pd.DataFrame) -> None:
    for column in PARTICIPANTS.columns:
        target = "participant" if column.name == "participant" else f"participants.{column.name}"
        if people[column.name].notna().any():
            sheet.add(column.name, target, column.says, people[column.name], _closed(column, study))


def _add_answers(sheet: _Sheet, study: Study, index: pd.Index) -> None:
    if not study.has("answers"):
        return
    answers = study.frames["answers"]
    for factor in study.factors:
        own = answers[answers["factor"] == factor.id].set_index("participant")
        if own[list(ANSWERED)].isna().all(axis=1).any():
            asked = pd.Series(index.isin(own.index).astype("float64"), index=index)
            target = f"answers.{ASKED}:{factor.id}"
            sheet.add(f"{ASKED}_{factor.id}", target, f"{factor.label}: asked about", asked, TICKS)
        for name in ANSWERED:
            if own[name].notna().any():
                column = ANSWERS.column(name)
                label = f"{factor.label}: {column.says}"
                target = f"answers.{name}:{factor.id}"
                sheet.add(f"{name}_{factor.id}", target, label, own[name].reindex(index), _closed(column, study))


def _add_picks(sheet: _Sheet, study: Study, index: pd.Index) -> None:
    if not study.has("top_three"):
        return
    picks = study.frames["top_three"]
    named = pd.Index(picks["participant"])
    for factor in study.factors:
        for kind in PickKind:
            own = named[(picks["factor"] == factor.id) & (picks["kind"] == kind)]
            if len(own):
                ticked = pd.Series(index.isin(own).astype("float64"), index=index)
                label = f"{factor.label}: named among the most important, {kind}"
                target = f"top_three.{kind}:{factor.id}"
                sheet.add(f"{kind}_{factor.id}", target, label, ticked, TICKS)


def _closed(column: Column, study: Study) -> dict[str, str] | None:
    """The values of a closed column and their words; None where anything may stand."""
    if column.choices:
        return {value: _words(value) for value in column.choices}
    if column.known is Known.GROUP:
        return dict(study.framework.stakeholder_groups)
    if column.known is Known.IMPORTANCE:
        return {str(point): words or str(point) for point, words in study.framework.importance_scale.items()}
    return {} if column.type in (Type.NUMBER, Type.WHOLE) else None


def _words(value: str) -> str:
    return value.replace("_", " ").capitalize()
