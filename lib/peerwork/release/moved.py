"""Verdicts that are not what they were in an earlier edition of the data, and the changes of data behind each."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from peerwork.collect.compare import compare_contents
from peerwork.collect.editions import Contents, edition_contents, study_contents
from peerwork.collect.merging import Difference
from peerwork.problems import Problem, ProblemsFound
from peerwork.scoring import score_study
from peerwork.scoring.tables import Tables
from peerwork.study.model import Study
from peerwork.study.read import read_study

NOW = "now"
VERDICTS = {
    "patterns": "verdict",
    "conditions": "status",
    "replication": "verdict",
    "fidelity": "fidelity",
    "hypotheses": "verdict",
    "distinguishing": "verdict",
    "indicator_priorities": "zone",
}
KEYS = ("hypothesis", "scope", "site", "group", "factor", "indicator")


@dataclass(frozen=True)
class Moved:
    """One verdict that moved: where, before and after (blank: there was none), and the changes of data behind it."""

    table: str
    keys: tuple[tuple[str, str], ...]
    before: str
    after: str
    why: tuple[Difference, ...]

    def __str__(self) -> str:
        where = ", ".join(value for _, value in self.keys)
        return f"{self.table}: {where}: was {self.before or 'not there'}, is {self.after or 'not there'}"


def compare_kept(folder: Path, before: str, now: str) -> tuple[list[Difference], list[Moved]]:
    """What changed from one edition of the study in `folder` to another (a number, or `now`), and what it moved.

    Raises ProblemsFound where an edition is not kept or has problems of its own.
    """
    states = [_contents(folder, name) for name in (before, now)]
    changed = compare_contents(*states)
    old, new = (_read(folder, contents) for contents in states)
    return changed, compare_verdicts(score_study(old), score_study(new), changed, sites=_sites(old) | _sites(new))


def _contents(folder: Path, name: str) -> Contents:
    if name == NOW:
        return study_contents(folder)
    if not name.isdecimal():
        raise ProblemsFound([Problem(name, None, "", "is no edition", f"give its number, or {NOW}")])
    return edition_contents(folder, int(name))


def _read(folder: Path, contents: Contents) -> Study:
    """The study as it was; it is laid beside the data, so that its framework is found as theirs is."""
    with tempfile.TemporaryDirectory(prefix=".peerwork-edition-", dir=folder) as beside:
        for name, data in contents.items():
            (Path(beside) / name).write_bytes(data)
        return read_study(Path(beside))


def _sites(study: Study) -> dict[str, str]:
    people = study.frames.get("participants")
    return {} if people is None else dict(zip(people["participant"], people["site"], strict=True))


def compare_verdicts(
    before: Tables, now: Tables, changed: Sequence[Difference], *, sites: dict[str, str]
) -> list[Moved]:
    """Every verdict that moved, table by table; `sites` says where each interviewee is."""
    moved = []
    for table, value in VERDICTS.items():
        old, new = (_values(tables, table, value) for tables in (before, now))
        for keys in dict.fromkeys([*old, *new]):
            was, is_now = old.get(keys, ""), new.get(keys, "")
            if was != is_now:
                moved.append(Moved(table, keys, was, is_now, tuple(_why(dict(keys), changed, sites))))
    return moved


def _values(tables: Tables, table: str, value: str) -> dict[tuple[tuple[str, str], ...], str]:
    if table not in tables:
        return {}
    frame = tables[table]
    keys = [name for name in KEYS if name in frame]
    rows = frame[[*keys, value]].astype("object").to_dict("records")
    return {
        tuple((key, str(row[key])) for key in keys if not pd.isna(row[key])): str(row[value])
        for row in rows
        if not pd.isna(row[value])
    }


def _why(keys: dict[str, str], changed: Sequence[Difference], sites: dict[str, str]) -> list[Difference]:
    """The changes about the same factor (or indicator), at the same site where the verdict is one site's."""
    about = keys.get("factor") or keys.get("indicator")
    named = [one for one in changed if about is None or about in one.row.split(", ")]
    site = keys.get("site")
    return [one for one in named if site is None or site in _places(one, sites)] or list(
        one for one in changed if not one.row or one.file in ("participants.csv", "sites.csv")
    )


def _places(difference: Difference, sites: dict[str, str]) -> set[str]:
    names = difference.row.split(", ")
    return {*names, *(sites[name] for name in names if name in sites)}
