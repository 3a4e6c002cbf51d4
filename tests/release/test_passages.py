"""A passage reaches an audience when its text was made quotable and `may_quote` goes as far."""

import pandas as pd
import pytest

from made_studies import make_study
from peerwork.release import protect
from peerwork.release.passages import released_passages
from peerwork.scoring import score_study
from peerwork.vocabulary import Audience

ROWS = pd.DataFrame(
    {
        "factor": "pay", "theme": None, "site": ["S02", "S01", "S01", "S02", "S01"], "text": "with names in it",
        "quotable_text": ["d", "c", "b", "a", None], "may_quote": ["no", "workshop", "board", "yes", "yes"],
    }
)  # fmt: skip


@pytest.mark.parametrize("audience, read", [("workshop", ["a", "b", "c"]), ("board", ["a", "b"]), ("public", ["a"])])
def test_an_audience_reads_what_was_released_for_it_or_for_a_wider_one(audience, read):
    assert released_passages(ROWS, Audience(audience))["quotable_text"].tolist() == read


@pytest.mark.parametrize(
    "audience, columns",
    [
        ("workshop", {"site", "factor", "theme", "quotable_text"}),
        ("board", {"group", "factor", "theme", "quotable_text"}),
        ("public", {"factor", "theme", "quotable_text"}),
    ],
)
def test_the_full_text_who_said_it_and_where_stay_with_the_team(audience, columns):
    study = make_study(3, sites=2, factors=4)
    site = "S01" if audience == "workshop" else None
    shown = protect(study, score_study(study), Audience(audience), site=site).tables["passages"]
    assert set(shown.columns) == columns
    assert audience != "workshop" or set(shown["site"]) <= {"S01"}
