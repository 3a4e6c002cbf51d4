"""What arrives of readings, summaries and follow-ups, checked beside what is recorded (METHOD 16)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from peerwork.collect.workbook import Filled
from peerwork.problems import Problem, quoted
from peerwork.study.known import Names
from peerwork.study.meaning import check_meaning
from peerwork.study.schema import FOLLOWUPS, READINGS, RIVALS, SUMMARIES
from peerwork.study.settings import Settings

Recorded = Mapping[str, pd.DataFrame | None]
OURS = (READINGS.name, SUMMARIES.name, RIVALS.name, FOLLOWUPS.name)
ELSEWHERE = 10_000_000  # added to rows that are not of the file that is checked


def check_team(books: Sequence[Filled], recorded: Recorded, names: Names, settings: Settings) -> list[Problem]:
    """Every problem of each file's readings, summaries and follow-ups, as they will stand beside all others."""
    problems: list[Problem] = []
    for book in books:
        frames = {name: _beside(book, name, books, recorded) for name in OURS if name in book.frames}
        if not frames:
            continue
        known = {name: frame for name, frame in recorded.items() if frame is not None}
        found = check_meaning({**known, **frames}, names, settings.framework, settings.config)
        own = [one for one in found if one.file.removesuffix(".csv") in frames and (one.row or 0) < ELSEWHERE]
        problems += [book.placed(problem) for problem in own]
        problems += _of_others(book, [recorded.get(READINGS.name)])
    return problems


def _beside(book: Filled, name: str, books: Iterable[Filled], recorded: Recorded) -> pd.DataFrame:
    """The rows of a file, then those of the others that arrive and those recorded that none of them replaces."""
    own = book.frames[name].astype("str")
    others = [one.frames[name].astype("str") for one in books if one is not book and name in one.frames]
    before = recorded.get(name)
    if name == READINGS.name and before is not None:
        codes = {code for frame in (own, *others) for code in frame["reading"]}
        others.append(before[~before["reading"].isin(codes)].astype("str"))
    elsewhere = [frame.set_axis(frame.index + ELSEWHERE * n, axis=0) for n, frame in enumerate(others, start=1)]
    return pd.concat([own, *elsewhere])


def _of_others(book: Filled, recorded: Sequence[pd.DataFrame | None]) -> list[Problem]:
    """A reading that is recorded as another member's: nobody writes over it."""
    own = book.frames.get(READINGS.name)
    if own is None:
        return []
    said = {
        code: by
        for frame in recorded
        if frame is not None
        for code, by in zip(frame["reading"], frame["by"], strict=True)
    }
    right = "give yours a code of its own"
    return [
        book.placed(
            Problem(READINGS.csv, int(row), "reading", f"{quoted(code)} is a reading of {quoted(said[code])}", right)
        )
        for row, code, by in zip(own.index, own["reading"], own["by"], strict=True)
        if code in said and said[code] != by
    ]
