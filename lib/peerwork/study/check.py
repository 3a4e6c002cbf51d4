"""A folder of a study -> every problem of it, at once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from peerwork.problems import Level, Problem, perhaps, quoted
from peerwork.rules import Rules
from peerwork.study.cells import check_file
from peerwork.study.codes import check_codes
from peerwork.study.cross import Whole, check_across
from peerwork.study.csv_file import read_file
from peerwork.study.days import check_days, check_lengths, read_days
from peerwork.study.find import find_files, order_of
from peerwork.study.indicator_references import check_references
from peerwork.study.known import check_homes, known_names
from peerwork.study.meaning import check_meaning
from peerwork.study.quotable import check_quotable
from peerwork.study.rates import check_rates
from peerwork.study.schema import FILES, SITES
from peerwork.study.settings import Settings, check_settings, read_settings

RawFrames = dict[str, pd.DataFrame | None]


@dataclass(frozen=True)
class Findings:
    """A study as text, and everything found in it, in a fixed order."""

    name: str
    settings: Settings
    raw: RawFrames
    problems: tuple[Problem, ...]


def check_study(folder: Path) -> list[Problem]:
    """Every problem and note of the study in `folder`, in a fixed order; raises Unreadable where it has no study."""
    return list(find_problems(Path(folder)).problems)


def find_problems(folder: Path) -> Findings:
    """The study in `folder` as text, with every problem and note; raises Unreadable where it has no study."""
    paths, problems = find_files(folder)
    settings = read_settings(folder)
    problems += settings.problems
    raw: RawFrames = {}
    for file in FILES:
        if file.name in paths:
            frame, found = read_file(paths[file.name], file)
            raw[file.name], notes = (None, []) if frame is None else read_days(frame, file)
            problems += found + notes
    problems += check_settings(settings, raw) + _note_extra_columns(settings, raw) + _check_cells(settings, raw)
    return Findings(folder.resolve().name, settings, raw, tuple(sorted(problems, key=order_of)))


def _note_extra_columns(settings: Settings, raw: RawFrames) -> list[Problem]:
    """A note for each column that neither the schema nor `site_attributes` names: a slip of the pen, perhaps."""
    declared = set(settings.config.site_attributes) if settings.config else set()
    notes = []
    for file in FILES:
        known = [column.name for column in file.columns]
        frame = raw.get(file.name)
        columns = [] if frame is None else list(frame.columns)
        for name in columns:
            if name not in known and not (file is SITES and name in declared):
                right = perhaps(name.lower(), [own for own in known if own not in columns], "it is kept as text")
                notes.append(Problem(file.csv, 1, name, f"{quoted(name)} is an extra column", right, Level.NOTE))
    return notes


def _check_cells(settings: Settings, raw: RawFrames) -> list[Problem]:
    names = known_names(raw, settings.framework, settings.config)
    readable = {name: frame for name, frame in raw.items() if frame is not None}
    problems = check_homes(raw)
    for file in FILES:
        if file.name in readable:
            problems += check_file(readable[file.name], file, names, settings.framework)
    rules = settings.config.rules if settings.config else Rules()
    problems += check_across(Whole(readable, settings.framework, rules)) + check_rates(readable)
    problems += check_codes(readable) + check_days(readable) + check_lengths(readable)
    problems += check_quotable(readable) + check_meaning(readable, names, settings.framework, settings.config)
    return problems + check_references(readable, settings.framework, settings.logic)
