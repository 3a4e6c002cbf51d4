"""A folder of a study -> every problem of it at once, or the Study."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from peerwork.problems import Level, Problem, ProblemsFound
from peerwork.rules import Rules
from peerwork.study.cross import Whole, check_across
from peerwork.study.files import FILES, PARTICIPANTS, File, Type
from peerwork.study.find import find_files, order_of
from peerwork.study.known import check_homes, known_names
from peerwork.study.model import Study
from peerwork.study.read import read_file
from peerwork.study.schema import check_file, numbers
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
    return list(_find(Path(folder)).problems)


def read_study(folder: Path) -> Study:
    """The study in `folder`, with every column of the schema, people who withdrew taken out of everything.

    Raises ProblemsFound with all problems when there is one, Unreadable where there is no study. Notes are kept.
    """
    found = _find(Path(folder))
    if any(problem.level is Level.PROBLEM for problem in found.problems):
        raise ProblemsFound(found.problems)
    return _study(found)


def _find(folder: Path) -> Findings:
    paths, problems = find_files(folder)
    settings = read_settings(folder)
    problems += settings.problems
    raw: RawFrames = {}
    for file in FILES:
        if file.name in paths:
            raw[file.name], found = read_file(paths[file.name], file)
            problems += found
    problems += check_settings(settings, raw) + _check_cells(settings, raw)
    return Findings(folder.resolve().name, settings, raw, tuple(sorted(problems, key=order_of)))


def _check_cells(settings: Settings, raw: RawFrames) -> list[Problem]:
    names = known_names(raw, settings.framework, settings.config)
    readable = {name: frame for name, frame in raw.items() if frame is not None}
    problems = check_homes(raw)
    for file in FILES:
        if file.name in readable:
            problems += check_file(readable[file.name], file, names, settings.framework)
    rules = settings.config.rules if settings.config else Rules()
    return problems + check_across(Whole(readable, settings.framework, rules))


def _study(found: Findings) -> Study:
    typed = {file.name: _typed(found.raw[file.name], file) for file in FILES if file.name in found.raw}
    people = typed.get("participants", _typed(pd.DataFrame(), PARTICIPANTS))
    gone = people["withdrawn_on"].notna()
    withdrawn = people[gone].reset_index(drop=True)
    frames = {name: _without(frame, withdrawn) for name, frame in typed.items()}
    config = found.settings.config
    return Study(
        name=found.name,
        config=config,
        framework=found.settings.framework,
        frames=frames,
        withdrawn=withdrawn,
        as_of=config.as_of or _latest(frames),
        notes=tuple(problem for problem in found.problems if problem.level is Level.NOTE),
    )


def _typed(raw: pd.DataFrame, file: File) -> pd.DataFrame:
    """The file with every column of its schema, typed, then its extra columns as text."""
    types = {column.name: column.type for column in file.columns}
    types |= {name: Type.TEXT for name in raw.columns if name not in types}
    columns = {name: _values(raw, name, kind) for name, kind in types.items()}
    return pd.DataFrame(columns, index=pd.RangeIndex(len(raw)))


def _values(raw: pd.DataFrame, name: str, kind: Type) -> pd.Series:
    """Each distinct text is converted once and laid out by its code; a missing cell is the last."""
    if name in raw:
        texts, codes = raw[name].cat.categories, raw[name].cat.codes.to_numpy()
    else:
        texts, codes = pd.Index([], dtype="str"), np.full(len(raw), -1)
    if kind is Type.TEXT:
        values = pd.array([*texts, None], dtype="str")
    elif kind is Type.DATE:
        values = pd.array(np.array([*texts, "NaT"], dtype="datetime64[us]"))
    else:
        values = pd.array(np.append(numbers(texts), np.nan), dtype="float64")
    taken = values.take(codes)
    return pd.Series(taken.to_numpy() if kind in (Type.NUMBER, Type.WHOLE) else taken)


def _without(frame: pd.DataFrame, withdrawn: pd.DataFrame) -> pd.DataFrame:
    if "participant" not in frame or withdrawn.empty:
        return frame
    return frame[~frame["participant"].isin(withdrawn["participant"])].reset_index(drop=True)


def _latest(frames: Mapping[str, pd.DataFrame]) -> dt.date | None:
    dated = [frame[column.name].max() for name, frame in frames.items() for column in _dates(name)]
    known = [date for date in dated if not pd.isna(date)]
    return max(known).date() if known else None


def _dates(name: str) -> list:
    file = next(file for file in FILES if file.name == name)
    return [column for column in file.columns if column.type is Type.DATE]
