"""Problems of readings, summaries, rivals and follow-ups that no single cell shows (METHOD 16)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from peerwork.framework import Framework
from peerwork.problems import Level, Problem, perhaps, quoted
from peerwork.study.about import RESULTS, TABLES, Reference, read_reference, read_references
from peerwork.study.config import StudyConfig
from peerwork.study.known import Names
from peerwork.study.schema import Known
from peerwork.vocabulary import Hypothesis, ReadingStatus

Raw = Mapping[str, pd.DataFrame]
FORM = "write factor:F, factor:F@S03, factor:F@group:manager, hypothesis:H or theme:T"
TEAM = "team"  # in `by`: what all agreed is no member's own
_KNOWN = {"factor": Known.FACTOR, "theme": Known.THEME}


def check_meaning(raw: Raw, names: Names, framework: Framework | None, config: StudyConfig | None) -> list[Problem]:
    """Every problem of the four files: what a reading is about, from where, on what it rests; which cell a summary is.

    `names` holds None for a kind that cannot be told; of such nothing is said.
    """
    problems = _one_of_two(raw, ("factor", "theme")) + _one_of_two(raw, ("site", "group"))
    if "readings" in raw:
        rows = _texts(raw["readings"])
        problems += _abouts(rows, names) + _answers(rows) + _agreed_once(rows) + _rests(rows, raw, names)
        problems += _agreed_by_all(rows) + _one_standpoint(rows)
        problems += [] if config is None else _standpoints(rows, config.standpoints)
    return problems + _people_named(raw, names)


def _line(row: object) -> int:
    return int(str(row))


def _texts(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.astype("str")


def _problem(row: object, column: str, wrong: str, right: str, level: Level = Level.PROBLEM) -> Problem:
    return Problem("readings.csv", _line(row), column, wrong, right, level)


def _one_of_two(raw: Raw, pair: tuple[str, str]) -> list[Problem]:
    if "summaries" not in raw:
        return []
    frame = _texts(raw["summaries"]).reindex(columns=list(pair))
    n_given = frame.notna().sum(axis=1)
    said = {0: f"neither {pair[0]} nor {pair[1]} is given", 2: f"{pair[0]} and {pair[1]} are both given"}
    return [
        Problem("summaries.csv", _line(row), pair[0], said[n], "write one of the two")
        for row, n in n_given.items()
        if n != 1
    ]


def _column(rows: pd.DataFrame, name: str) -> pd.Series:
    return rows[name] if name in rows else pd.Series(np.nan, index=rows.index, dtype="str")


def _abouts(rows: pd.DataFrame, names: Names) -> list[Problem]:
    problems = []
    for row, text in _column(rows, "about").dropna().items():
        about = read_reference(text)
        if about is None or about.kind not in RESULTS or (about.kind != "factor" and (about.site or about.group)):
            problems.append(_problem(row, "about", f"{quoted(text)} names no result", FORM))
        else:
            problems += [_problem(row, "about", *found) for found in _unknown(about, names)]
    return problems


def _unknown(about: Reference, names: Names) -> list[tuple[str, str]]:
    """What of a reference nobody declares, and what would be right."""
    named: tuple[tuple[str, str, tuple[str, ...] | None], ...] = (
        (about.site, Known.SITE, names.get(Known.SITE)),
        (about.group, Known.GROUP, names.get(Known.GROUP)),
        (about.name, "a null hypothesis", tuple(Hypothesis))
        if about.kind == "hypothesis"
        else (about.name, _KNOWN[about.kind], names.get(_KNOWN[about.kind])),
    )
    return [
        (f"{quoted(name)} is not {what}", perhaps(name, known, "use one that is declared"))
        for name, what, known in named
        if name and known is not None and name not in known
    ]


def _standpoints(rows: pd.DataFrame, declared: tuple[str, ...]) -> list[Problem]:
    right = f"use one of {', '.join(declared)}" if declared else "declare standpoints in study.yaml"
    return [
        _problem(row, "standpoint", f"{quoted(name)} is no standpoint of study.yaml", perhaps(name, declared, right))
        for row, name in _column(rows, "standpoint").dropna().items()
        if name not in declared
    ]


def _answers(rows: pd.DataFrame) -> list[Problem]:
    own = _column(rows, "reading")
    codes = set(own.dropna())
    return [
        _problem(row, "answers", f"{quoted(code)} is no other reading", "write the code of the reading that it answers")
        for row, code, reading in zip(rows.index, _column(rows, "answers"), own, strict=True)
        if isinstance(code, str) and (code not in codes or code == reading)
    ]


def _agreed_once(rows: pd.DataFrame) -> list[Problem]:
    """The team has one inference on a result: an older one is set aside."""
    agreed = rows[_column(rows, "status").eq(ReadingStatus.AGREED)]
    wrong, right = "is a second agreed reading of the same result", "set one of them aside (set_aside)"
    return [_problem(row, "status", wrong, right) for row in agreed.index[agreed["about"].duplicated()]]


def _agreed_by_all(rows: pd.DataFrame) -> list[Problem]:
    """What one member says is no inference of the team's: it would be read before anybody else's is in."""
    agreed = rows[_column(rows, "status").eq(ReadingStatus.AGREED) & _column(rows, "by").ne(TEAM)]
    right = f"write {TEAM} where all agreed it, or leave the status open"
    return [_problem(row, "by", "an agreed reading is the team's", right) for row in agreed.index]


def _one_standpoint(rows: pd.DataFrame) -> list[Problem]:
    """Two standpoints are two members': one who reads from both would be shown alone. Ann and ann are one."""
    by, said = _column(rows, "by"), _column(rows, "standpoint")
    who = by.str.casefold()
    own = said[by.ne(TEAM)].groupby(who).agg(lambda of: sorted(of.dropna().unique()))
    both = {member: standpoints for member, standpoints in own.items() if len(standpoints) > 1}
    right = "a member reads from one standpoint"
    return [
        _problem(row, "standpoint", f"{quoted(name)} reads from {' and '.join(both[member])}", right)
        for row, name, member in zip(who.index, by, who, strict=True)
        if member in both
    ]


def _rests(rows: pd.DataFrame, raw: Raw, names: Names) -> list[Problem]:
    """A form that nothing can follow is a problem; a passage that is no longer there makes the inference stale."""
    passages = set(raw["excerpts"]["excerpt"].astype("str")) if "excerpts" in raw else set()
    problems = []
    for row, text in _column(rows, "rests_on").dropna().items():
        for part, rest in read_references(text).items():
            if rest is None or rest.kind not in TABLES:
                right = f"write one of {', '.join(TABLES)}, a colon and its name"
                problems.append(_problem(row, "rests_on", f"{quoted(part)} names nothing to rest on", right))
            elif rest.kind == "excerpt" and rest.name not in passages:
                right = "it is taken as gone, and the inference as stale"
                problems.append(
                    _problem(row, "rests_on", f"there is no passage {quoted(rest.name)}", right, Level.NOTE)
                )
            elif rest.kind != "excerpt":
                problems += [_problem(row, "rests_on", *found) for found in _unknown_row(rest, names)]
    return problems


def _unknown_row(rest: Reference, names: Names) -> Iterable[tuple[str, str]]:
    themes = names.get(Known.THEME) or ()
    if rest.kind == "summary" and rest.name in themes:
        return _unknown(Reference("theme", rest.name, rest.site, rest.group), names)
    return _unknown(Reference("factor", rest.name, rest.site, rest.group), names)


NAMING = {  # texts of the team's own in which nobody's code belongs: what leaves the team must not have one
    "followups": {"action": Level.PROBLEM, "owner": Level.PROBLEM, "note": Level.PROBLEM},
    "summaries": {"text": Level.NOTE},
    "readings": {"text": Level.NOTE},
    "rivals": {"label": Level.NOTE, "would_show": Level.NOTE, "note": Level.NOTE},
}


def _people_named(raw: Raw, names: Names) -> list[Problem]:
    """An interviewee's code in what sites and boards read, or in what the team writes of a place as a whole."""
    people = names.get(Known.PARTICIPANT) or ()
    codes = [code for code in people if not code.isdecimal()]  # 12 is a number more often than a person
    if not codes:
        return []
    known = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(codes, key=len, reverse=True)))})(?!\w)")
    return [
        Problem(f"{file}.csv", _line(row), column, f"holds the code of an interviewee, {quoted(found.group())}",
                "take it out", level)
        for file, columns in NAMING.items()
        if file in raw
        for column, level in columns.items()
        for row, text in _column(_texts(raw[file]), column).dropna().items()
        if (found := known.search(text))
    ]  # fmt: skip
