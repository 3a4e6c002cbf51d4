"""What the sheets of the team's own workbooks say, as rows of the study's files: who reads, and the matrix."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from peerwork.collect.layout import WIDE
from peerwork.collect.origin import Origin
from peerwork.collect.records import Values, values_of
from peerwork.problems import Problem
from peerwork.study.about import read_reference
from peerwork.study.meaning import TEAM
from peerwork.study.schema import READINGS, SUMMARIES, Column, File, Type
from peerwork.vocabulary import ReadingStatus

MEMBER = File(
    "member",
    "the member of the team who fills this workbook in; one row, true of all that is new in it",
    (
        Column("by", "the member's code; no name", optional=True),
        Column("standpoint", "from where the member reads: one that study.yaml declares", optional=True),
        Column("on", "the day", type=Type.DATE, optional=True),
        Column("edition", "the edition that was read", optional=True),
    ),
    key=("by",),
)
CELL = ("factor", "theme", "site", "group")  # together whose a cell is
NOBODY = ("is blank", "write who fills this in, and when")


def wide_file(title: str, names: list[str]) -> File:
    """A sheet of the matrix as a file: what its rows are about, then a column a site or group."""
    columns = (Column(name, "", optional=True) for name in dict.fromkeys(names) if name and name != "label")
    return File(title, "a factor or theme", tuple(columns))


Rows = list[tuple[int, Values]]  # each with its row in the sheet


@dataclass(frozen=True)
class TeamRows:
    """Frames of a study's files, where their rows come from if not from a sheet of their name, and what is wrong."""

    frames: dict[str, pd.DataFrame]
    origins: dict[str, dict[int, Origin]]
    problems: tuple[Problem, ...]


def with_member(frames: Mapping[str, pd.DataFrame], workbook: str) -> TeamRows:
    """The frames without the sheets member and matrix: what those say stands in rows of readings and summaries.

    A problem for rows of which nobody says whose they are, and for a second member: each has a workbook.
    """
    own = {name: frame for name, frame in frames.items() if name != MEMBER.name and name not in WIDE}
    place, members = f"{workbook}, sheet {MEMBER.name}", _rows(frames.get(MEMBER.name, pd.DataFrame()))
    right = "keep one; each member has a workbook"
    problems = [Problem(place, row, "by", "is a second member", right) for row, _ in members[1:]]
    who: Values = members[0][1] if members else {}
    told = TeamRows(own, {}, ())
    if READINGS.name in own:
        rows = [(number, _read_by(row, who)) for number, row in _rows(own[READINGS.name])]
        own[READINGS.name] = _frame(rows, READINGS)
        problems += [] if who.get("by") or not rows else [Problem(place, None, "by", *NOBODY)]
    wide = {title: frames[title] for title in WIDE if title in frames}
    if wide:
        told, new = _summaries(own, wide, who)
        problems += [Problem(place, None, name, *NOBODY) for name in ("by", "on") if new and not who.get(name)]
    return TeamRows(told.frames, told.origins, tuple(problems))


def _rows(frame: pd.DataFrame) -> Rows:
    return list(zip(frame.index.tolist(), values_of(frame), strict=True))


def _frame(rows: Rows, file: File) -> pd.DataFrame:
    names = [column.name for column in file.columns]
    frame = pd.DataFrame([row for _, row in rows], index=[number for number, _ in rows], columns=names)
    return frame.astype("str").astype("category")


def _read_by(row: Values, who: Values) -> Values:
    """A reading with what its workbook says once; a new one is named by its member and result."""
    dated = {name: row.get(name) or who.get(name) for name in ("on", "edition")}
    agreed = str(ReadingStatus.AGREED) if who.get("by") == TEAM else None
    said = {"by": who.get("by"), "standpoint": who.get("standpoint"), "status": row.get("status") or agreed}
    return {**row, **dated, **said, "reading": row.get("reading") or code_of(row.get("about"), who.get("by"))}


def code_of(about: str | None, by: str | None) -> str | None:
    """The code of a member's reading of a result: the same whenever the sheet comes back."""
    result = read_reference(about) if about else None
    if result is None or not by:
        return None
    kind = "" if result.kind == "factor" else f"{result.kind}-"
    return "-".join(filter(None, (by, f"{kind}{result.name}", result.site, result.group)))


def _summaries(own: dict[str, pd.DataFrame], wide: Mapping[str, pd.DataFrame], who: Values) -> tuple[TeamRows, bool]:
    """A row a cell that says something, and whether any is new.

    One that says what it said when it went out keeps who wrote it; another is the member's.
    """
    sent = values_of(own.get(SUMMARIES.name))
    before = {tuple(row.get(name) for name in CELL): row for row in sent}
    now = {name: who.get(name) for name in ("by", "on", "edition")}
    rows: list[tuple[int, Values]] = []
    origins: dict[int, Origin] = {}
    new = False
    for title, number, place, cell, text in _cells(wide):
        old = before.get(tuple(cell.values()), {})
        row = old if old.get("text") == text else {**cell, "text": text, **now}
        new = new or row is not old
        rows.append((len(rows), row))
        columns = dict.fromkeys(("text", WIDE[title], "by", "on", "edition"), place)
        origins[len(origins)] = Origin(f"sheet {title}", number, columns)
    gone = [kind for title, kind in WIDE.items() if title not in wide]  # a sheet taken out takes no summary along
    rows += [(len(rows) + n, row) for n, row in enumerate(sent) if any(row.get(kind) for kind in gone)]
    frames = {**own, SUMMARIES.name: _frame(rows, SUMMARIES)}
    return TeamRows(frames, {SUMMARIES.name: origins}, ()), new


def _cells(wide: Mapping[str, pd.DataFrame]) -> Iterator[tuple[str, int, str, Values, str]]:
    """Each cell that says something: its sheet, row and column, whose it is, and what it says."""
    for title, frame in wide.items():
        places = [name for name in frame.columns if name not in ("factor", "theme")]
        for number, row in _rows(frame):
            for place in places:
                text = row[place]
                if text is not None:
                    about: Values = {name: row.get(name) for name in ("factor", "theme")}
                    yield title, number, place, {**dict.fromkeys(CELL), **about, WIDE[title]: place}, text
