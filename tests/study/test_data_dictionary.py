"""The data dictionary says what the schemas and the tables hold, no more and no less."""

from __future__ import annotations

from pathlib import Path

import pytest

from peerwork.scoring.columns import MEANING, RESULTS
from peerwork.scoring.dictionary import say_dictionary
from peerwork.scoring.study_tables import score_study
from peerwork.study.read import read_study

ROOT = Path(__file__).parents[2]


def test_the_page_is_what_the_schemas_say():
    page = (ROOT / "docs" / "data-dictionary.md").read_text(encoding="utf-8")
    assert page == say_dictionary() + "\n", "python -m peerwork.scoring.dictionary docs/data-dictionary.md"


@pytest.mark.parametrize("study", ["example", "published/damschroder2013"])
def test_every_column_of_every_table_is_in_the_dictionary(study):
    recorded = read_study(ROOT / "data" / study)
    own = {*recorded.config.site_attributes, *(f"n_{point}" for point in recorded.framework.scale)}
    by_sector = tuple(f"{sector}_" for sector in recorded.framework.sectors)
    written = {result.name: result.columns.split() for result in RESULTS}
    undocumented = {}
    for name, frame in score_study(recorded).frames.items():
        columns = [column for column in frame.columns if column not in own and not column.startswith(by_sector)]
        expected = [column for column in written.get(name, []) if column in columns]
        if columns != expected:
            undocumented[name] = columns
    assert undocumented == {}, "write these tables and their columns in scoring/columns.py"


def test_every_meaning_is_of_some_column():
    assert set(MEANING) <= {column for result in RESULTS for column in result.columns.split()}
