"""A folder of a study -> the Study: typed frames, people who withdrew taken out of everything."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from peerwork.framework import Framework
from peerwork.problems import Level, ProblemsFound
from peerwork.study.cells import numbers
from peerwork.study.check import Findings, find_problems
from peerwork.study.config import StudyConfig
from peerwork.study.model import Study
from peerwork.study.schema import FILES, PARTICIPANTS, File, Type


def read_study(folder: Path) -> Study:
    """The study in `folder`, with every column of the schema; people who withdrew are in `withdrawn` only.

    Raises ProblemsFound with all problems when there is one, Unreadable where there is no study. Notes are kept.
    """
    found = find_problems(Path(folder))
    config, framework = found.settings.config, found.settings.framework
    if config is None or framework is None or any(problem.level is Level.PROBLEM for problem in found.problems):
        raise ProblemsFound(found.problems)
    return _study(found, config, framework, Path(folder))


def _study(found: Findings, config: StudyConfig, framework: Framework, folder: Path) -> Study:
    typed = {file.name: _typed(frame, file) for file in FILES if (frame := found.raw.get(file.name)) is not None}
    people = typed.get("participants", _typed(pd.DataFrame(), PARTICIPANTS))
    gone = people["withdrawn_on"].notna()
    withdrawn = people[gone].reset_index(drop=True)
    frames = {name: _without(frame, withdrawn) for name, frame in typed.items()}
    return Study(
        name=found.name,
        config=config,
        framework=framework,
        frames=frames,
        withdrawn=withdrawn,
        as_of=config.as_of or _latest(frames),
        notes=tuple(problem for problem in found.problems if problem.level is Level.NOTE),
        logic=found.settings.logic,
        folder=folder,
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
    values: pd.api.extensions.ExtensionArray
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
