"""Codes are names: a study whose codes are all digits, zero-padded, exponents or mixed gives the same tables."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

import made_studies
from peerwork.scoring import score_study
from peerwork.study.config import StudyConfig
from peerwork.study.model import Study
from peerwork.study.read import read_study

HOMES = {
    "site": "sites", "participant": "participants", "document": "documents", "theme": "themes",
    "indicator": "indicators", "excerpt": "excerpts", "invitation": "invitations", "outcome": "outcomes",
}  # fmt: skip
PROSE = ("name", "label", "text", "title")  # words of the study, in which a number is no code
KINDS: dict[str, Callable[[int], str]] = {
    "digits": str,
    "zeros in front": lambda n: f"{n:06d}",
    "exponents": lambda n: f"{n}E{n % 7}",
    "points": lambda n: f"{n}.{n % 3}0",
    "mixed case": lambda n: f"{'aB' if n % 2 else 'Ab'}{n}",
    "a mixture": lambda n: (str(n), f"0{n}", f"{n}e5", f"x{n}", f"{n}.0")[n % 5],
}


def new_names(study: Study, kind: Callable[[int], str]) -> dict[str, str]:
    """A new name for every code of the study's files; ids of a framework begin with a letter as it is."""
    old: list[str] = []
    for column, home in HOMES.items():
        if home in study.frames:
            old += list(study.frames[home][column].dropna().unique())
    old += list(study.withdrawn["participant"])
    return {name: kind(n) for n, name in enumerate(dict.fromkeys(old), start=1)}


def renamed(study: Study, names: dict[str, str]) -> Study:
    """The same study under the new names."""
    words = re.compile(
        "|".join(rf"(?<![\w.-]){re.escape(name)}(?![\w.-])" for name in sorted(names, key=len, reverse=True))
    )

    def text(value: object) -> object:
        return words.sub(lambda found: names[found[0]], value) if isinstance(value, str) else value

    def anew(frame: pd.DataFrame) -> pd.DataFrame:
        coded = {*HOMES, "parent", "leads_to", "about", "rests_on", "answers"} & set(frame.columns)
        return frame.assign(**{name: frame[name].map(text, na_action="ignore") for name in coded})

    settings = json.loads(study.config.model_dump_json(by_alias=True))
    settings = json.loads(words.sub(lambda found: names[found[0]], json.dumps(settings)))
    return replace(
        study, config=StudyConfig.model_validate(settings),
        frames={name: anew(frame) for name, frame in study.frames.items()}, withdrawn=anew(study.withdrawn),
    )  # fmt: skip


def tables_of(study: Study, folder: Path, back: dict[str, str]) -> dict[str, pd.DataFrame]:
    """Every result table of the study as read from disk, in its old names and in an order that no name decides."""
    found = score_study(read_study(made_studies.write_study(study, folder)))
    split = re.compile(r"([;,@|:*~+()= ]+)")

    def old(cell: object) -> object:
        if not isinstance(cell, str):
            return cell
        parts = [back.get(part, part) for part in split.split(cell)]
        return "".join(parts) if len(parts) == 1 else " ".join(sorted(part for part in parts if not split.match(part)))

    tables = {}
    for name in found:
        frame = found[name].astype(object)
        frame = frame.assign(**{column: frame[column].map(old) for column in frame if column not in PROSE})
        tables[name] = frame.sort_values(list(frame.columns), key=lambda c: c.map(repr)).reset_index(drop=True)
    return tables


@pytest.mark.parametrize(
    ("kind", "shape"),
    [
        ("digits", "withdrawn"), ("zeros in front", "plain"), ("exponents", "configurations"), ("points", "lone_role"),
        ("mixed case", "plain"), ("a mixture", "withdrawn"),
    ],
)  # fmt: skip
def test_every_table_is_the_same_but_for_the_names(tmp_path, kind, shape):
    study = made_studies.make_study(len(kind), shape, factors=4, **({} if shape == "configurations" else {"sites": 3}))
    names = new_names(study, KINDS[kind])
    assert len(set(names.values())) == len(names)
    before = tables_of(study, tmp_path / "before", {name: name for name in names})
    after = tables_of(renamed(study, names), tmp_path / "after", {new: old for old, new in names.items()})
    assert list(before) == list(after)
    for name, frame in before.items():
        pd.testing.assert_frame_equal(frame, after[name], obj=name, check_exact=False, rtol=1e-9)
