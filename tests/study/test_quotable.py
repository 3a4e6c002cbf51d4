"""A note for each quotable text that could tell somebody who said it, or where."""

import pandas as pd
import pytest

from peerwork.problems import Level
from peerwork.study.quotable import check_quotable

RAW = {
    "participants": pd.DataFrame({"participant": ["P1", "P10"]}),
    "sites": pd.DataFrame({"site": ["S01", "N"], "name": ["Mill House", None]}),
}


def notes(text):
    rows = pd.DataFrame({"quotable_text": [text, None]}, index=[2, 3])
    found = check_quotable(RAW | {"excerpts": rows})
    assert all((note.row, note.column, note.level) == (2, "quotable_text", Level.NOTE) for note in found)
    return [note.wrong.removeprefix("holds ") for note in found]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("as p10 said", "a participant's code"),
        ("here at S01 we", "a site's code"),
        ("in mill house they", "a site's name"),
        ("on 12/5/2011", "a date"),
        ("since 2011-05-12", "a date"),
        ("on the 3rd of May", "a date"),
        ("until September 2010", "a date"),
        ("in May, 2010", "a date"),
    ],
)
def test_what_tells_is_noted(text, what):
    (note,) = notes(text)
    assert note.startswith(what)


@pytest.mark.parametrize(
    "text", ["P100 is a form", "it may 12 times", "in 2011", "S010", "half of 24/7 cover", "not now"]
)
def test_what_tells_nobody_is_not(text):
    assert notes(text) == []


def test_each_kind_is_one_note():
    assert len(notes("P1 of Mill House, S01, on 1 June")) == 4


def test_a_study_without_passages_has_none():
    assert check_quotable(RAW) == []
