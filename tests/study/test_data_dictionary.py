"""Every table is declared once, beside its scorer: the dictionary says it, and what is scored keeps to it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from peerwork.data_dictionary import tables, write_dictionary
from peerwork.problems import Level
from peerwork.scoring import score_study, write_tables
from peerwork.study.cells import check_file
from peerwork.study.csv_file import read_file
from peerwork.study.known import known_names
from peerwork.study.read import read_study

ROOT = Path(__file__).parents[2]


def test_the_page_is_what_the_declarations_say():
    page = (ROOT / "docs" / "data-dictionary.md").read_text(encoding="utf-8")
    assert page == write_dictionary() + "\n", "python -m peerwork.data_dictionary docs/data-dictionary.md"


@pytest.mark.parametrize("name", ["example", "published/damschroder2013"])
def test_what_is_scored_is_what_is_declared(name, tmp_path):
    """What comes out is checked as what goes in: columns, closed sets, names, numbers, ranges, blanks, keys."""
    study = read_study(ROOT / "data" / name)
    specs = {spec.name: spec for spec in tables()}
    text = {file: frame.astype("str").astype("category") for file, frame in study.frames.items()}
    names = known_names(text, study.framework, study.config)
    wrong = {}
    for path in write_tables(score_study(study), tmp_path):
        spec = specs[path.stem]
        fixed = replace(spec, columns=tuple(column for column in spec.columns if "<" not in column.name))
        frame, problems = read_file(path, fixed)
        assert frame is not None, problems
        found = [
            str(p) for p in problems + check_file(frame, fixed, names, study.framework) if p.level is Level.PROBLEM
        ]
        strange = [column for column in frame if spec.declared(column) is None]
        own = set(study.config.site_attributes) if path.stem == "sites" else set()
        if found or set(strange) - own:
            wrong[path.stem] = (found[:5], strange)
    assert wrong == {}


def test_columns_stand_in_the_order_declared(tmp_path):
    study = read_study(ROOT / "data" / "example")
    specs = {spec.name: spec for spec in tables()}
    for name, frame in score_study(study).frames.items():
        declared = [specs[name].declared(column) for column in frame.columns]
        places = [specs[name].columns.index(column) for column in declared if column and "<sector>" not in column.name]
        assert places == sorted(places), name
