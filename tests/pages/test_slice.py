"""A slice comes back from its file as it was, and is always the same bytes."""

import numpy as np
import pandas as pd
import pytest

from peerwork.pages.catalogue import PageKind
from peerwork.pages.cut import cut_slice, cut_slices
from peerwork.pages.slice import Slice, read_slice, write_slice
from peerwork.scoring.tables import Tables
from peerwork.vocabulary import Audience
from small_tables import table

COLUMNS = {
    "numbers": pd.Series([1.5, np.nan, -0.0, 1 / 3]),
    "counts": pd.Series([1, 2, 3, 4]),
    "texts": pd.Series(["a", None, "*", "ü"], dtype="str"),
    "verdicts": pd.Series([True, False, True, True]),
    "categories": pd.Series(["x", None, "x", "y"], dtype="category"),
    "dates": pd.to_datetime(pd.Series(["2011-05-03", None, "2011-05-04", "2012-02-29"])),
    "counts with gaps": pd.Series([1, None, 3, 4], dtype="Int64"),
    "nothing": pd.Series([np.nan] * 4),
}


@pytest.mark.parametrize("name", COLUMNS)
def test_a_column_comes_back(name, tmp_path):
    rows = pd.DataFrame({name: COLUMNS[name]})
    write_slice(Slice("site", Audience.BOARD, {"site": "S01"}, {"title": "T"}, {"rows": rows}), tmp_path / "slice.json")
    back = read_slice(tmp_path / "slice.json")
    expected = rows.astype("str") if name == "categories" else rows
    pd.testing.assert_frame_equal(back.tables["rows"], expected, check_dtype=name != "dates")
    assert (back.kind, back.audience, back.subject, back.facts) == (
        "site",
        Audience.BOARD,
        {"site": "S01"},
        {"title": "T"},
    )


ROWS = pd.DataFrame(
    {
        "scope": ["study", "site", "site", "site_group", "group"],
        "site": [None, "S01", "S02", "S01", None],
        "group": [None, None, None, "manager", "manager"],
        "mean": [1.0, 2.0, 3.0, 4.0, 5.0],
    }
)
WHOLE = pd.DataFrame({"factor": ["a", "b"]})
TABLES = Tables({"importance": ROWS, "replication": WHOLE, "sites": ROWS})


def kind(about: str) -> PageKind:
    return PageKind("kind", "A kind", about, "x-{}", (), tables=("importance", "replication"))


def means(cut: Slice) -> list[float]:
    return cut.tables["importance"]["mean"].tolist()


def test_a_page_about_a_site_holds_that_site_and_what_is_about_no_site():
    cut = cut_slice(kind("site"), {"site": "S01"}, TABLES, {}, Audience.TEAM)
    assert means(cut) == [2.0, 4.0]
    assert cut.tables["replication"].equals(WHOLE) and "sites" not in cut.tables


def test_a_page_about_a_group_holds_that_group():
    assert means(cut_slice(kind("group"), {"group": "manager"}, TABLES, {}, Audience.TEAM)) == [4.0, 5.0]


def test_a_page_about_the_study_holds_everything_but_a_group_at_one_site():
    assert means(cut_slice(kind(""), {}, TABLES, {}, Audience.TEAM)) == [1.0, 2.0, 3.0, 5.0]


def test_a_subject_without_rows_has_empty_tables():
    assert means(cut_slice(kind("site"), {"site": "S09"}, TABLES, {}, Audience.TEAM)) == []


def test_many_are_cut_as_one_by_one():
    subjects = [{"site": "S02"}, {"site": "S01"}]
    many = [means(cut) for cut in cut_slices(kind("site"), subjects, TABLES, {}, Audience.TEAM)]
    assert many == [[3.0], [2.0, 4.0]]


def test_a_pair_is_about_both_of_its_groups():
    pairs = table("""scope | group_a     | group_b   | value
                     study | manager     | strategic | 1
                     study | peer_worker | manager   | 2
                     site  | peer_worker | manager   | 3""").rename(columns={"value": "mean"})
    tables = Tables({"importance": pairs})
    assert means(cut_slice(kind("group"), {"group": "manager"}, tables, {}, Audience.TEAM)) == [1.0, 2.0]
    assert means(cut_slice(kind("group"), {"group": "strategic"}, tables, {}, Audience.TEAM)) == [1.0]
