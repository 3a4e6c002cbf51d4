"""Result tables on disk."""

from __future__ import annotations

import pandas as pd
import pytest
from chance_studies import as_study, made_rows
from interviews import score_interviews

from peerwork.scoring import write_tables
from peerwork.scoring.tables import Tables


def test_a_table_is_written_with_every_digit_and_blank_where_there_is_none(tmp_path):
    frame = pd.DataFrame(
        {"site": ["S1", None], "share": [2 / 3, float("nan")], "n": pd.array([3, None], dtype="Int32")}
    )
    (path,) = write_tables(Tables({"conditions": frame}), tmp_path / "new")
    assert path == tmp_path / "new" / "conditions.csv"
    assert path.read_bytes() == b"site,share,n\nS1,0.6666666666666666,3\n,,\n"


def test_what_is_read_back_is_what_was_found(tmp_path):
    tables = score_interviews(as_study(made_rows(7)))
    write_tables(Tables(tables), tmp_path)
    for name in ("importance", "conditions", "patterns", "replication", "top_three"):
        read = pd.read_csv(tmp_path / f"{name}.csv", dtype={"site": "str", "sector": "str", "group": "str"})
        assert list(read.columns) == list(tables[name].columns)
        for column in read:
            found = tables[name][column]
            same = (read[column].isna() == found.isna()) & (
                found.isna() | (read[column] == found.astype(read[column].dtype))
            )
            assert same.all(), (name, column)


def test_the_same_tables_are_the_same_bytes(tmp_path):
    for folder in ("one", "two"):
        write_tables(Tables(score_interviews(as_study(made_rows(3)))), tmp_path / folder)
    first, second = (sorted((tmp_path / folder).iterdir()) for folder in ("one", "two"))
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_an_older_table_is_replaced_and_nothing_else_is_left(tmp_path):
    for value in ("old", "new"):
        write_tables(Tables({"conditions": pd.DataFrame({"site": [value]})}), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["conditions.csv"]
    assert (tmp_path / "conditions.csv").read_text(encoding="utf-8") == "site\nnew\n"


def test_a_write_that_fails_leaves_the_older_table_whole(tmp_path):
    write_tables(Tables({"conditions": pd.DataFrame({"site": ["old"]})}), tmp_path)
    with pytest.raises(UnicodeEncodeError):
        write_tables(Tables({"conditions": pd.DataFrame({"site": ["\ud800"]}, dtype=object)}), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["conditions.csv"]
    assert (tmp_path / "conditions.csv").read_text(encoding="utf-8") == "site\nold\n"
