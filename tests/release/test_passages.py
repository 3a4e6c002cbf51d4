"""A passage reaches an audience when it may, and when at least three people besides the reader could have said it."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from made_studies import make_study
from peerwork.release import protect
from peerwork.release.passages import ORDER, RELEASED, audiences_of, groups_left_out, released_passages
from peerwork.scoring import score_study
from peerwork.vocabulary import Audience, MayQuote

ROWS = pd.DataFrame(
    {
        "factor": "pay", "theme": None, "site": ["S02", "S01", "S01", "S02", "S01"], "text": "with names in it",
        "participant": "P1", "group": "manager",
        "quotable_text": ["d", "c", "b", "a", None], "may_quote": ["no", "workshop", "board", "yes", "yes"],
    }
)  # fmt: skip
MANY = pd.DataFrame({"site": ["S01", "S02"] * 4, "group": "manager"})
PLACES = [(site, group) for site in ("S01", "S02", "S03") for group in ("manager", "peer_worker", "strategic")]
NUMBERS = st.lists(st.integers(0, 6), min_size=len(PLACES), max_size=len(PLACES))


@pytest.mark.parametrize("audience, read", [("workshop", ["a", "b", "c"]), ("board", ["a", "b"]), ("public", ["a"])])
def test_an_audience_reads_what_was_released_for_it_or_for_a_wider_one(audience, read):
    assert released_passages(ROWS, MANY, Audience(audience))["quotable_text"].tolist() == read


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


def people(numbers):
    return {place: n for place, n in zip(PLACES, numbers, strict=True) if n}


def told_of(place, seen):
    """What readers of everything are told of a passage from a place."""
    labels = {Audience.WORKSHOP: place[0], Audience.BOARD: place[1], Audience.PUBLIC: "somewhere"}
    return {(audience, labels[audience]) for audience in seen}


@given(NUMBERS, st.sampled_from([MayQuote.YES, MayQuote.BOARD, MayQuote.WORKSHOP]))
def test_whoever_holds_all_of_it_finds_three_besides_themselves_who_could_have_said_it(numbers, flag):
    there = people(numbers)
    seen = audiences_of(there, flag)
    for place in (place for place in there if seen[place]):
        alike = [other for other in there if told_of(other, seen[other]) == told_of(place, seen[place])]
        assert sum(there[other] for other in alike) >= 4
    assert all(flag in RELEASED[audience] for told in seen.values() for audience in told)


@pytest.mark.parametrize("flag, read_by", [(MayQuote.YES, set(ORDER)), (MayQuote.BOARD, {"board", "workshop"})])
def test_where_four_of_a_group_were_interviewed_at_every_site_all_may_read_it(flag, read_by):
    assert all(seen == read_by for seen in audiences_of(dict.fromkeys(PLACES, 4), flag).values())


def test_a_workshop_of_two_managers_is_not_given_what_the_board_reads_of_managers():
    """24 of 29 passages of a workshop's could be narrowed so: a board reads the group, the workshop knows its site."""
    there = dict.fromkeys(PLACES, 2)
    assert all(seen == {"board"} for seen in audiences_of(there, MayQuote.BOARD).values())
    assert all(seen == {"workshop"} for seen in audiences_of(there, MayQuote.WORKSHOP).values())


def test_what_one_workshop_alone_is_not_given_would_be_told_by_that():
    """S01 has two managers and nobody else has so few: a passage that the other workshops do not read is from there."""
    there = {("S01", "manager"): 2, ("S02", "manager"): 5, ("S03", "manager"): 5}
    assert all(seen == {"board"} for seen in audiences_of(there, MayQuote.BOARD).values())


def test_which_groups_are_left_out_is_said_whether_they_said_anything_or_not():
    two_each = pd.DataFrame(PLACES * 2, columns=["site", "group"])
    assert groups_left_out(two_each, Audience.BOARD, None) == []
    assert groups_left_out(two_each, Audience.WORKSHOP, "S01") == ["manager", "peer_worker", "strategic"]


def test_a_passage_of_nobody_has_nobody_to_protect():
    rows = ROWS.assign(participant=None)
    assert released_passages(rows, MANY.head(1), Audience.BOARD)["quotable_text"].tolist() == ["a", "b"]
