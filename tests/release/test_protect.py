"""What each audience is given of the same tables (METHOD 14)."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from made_studies import make_study
from peerwork.problems import ProblemsFound
from peerwork.release import protect, release_tables
from peerwork.scoring import score_study
from peerwork.vocabulary import Audience
from release.random_studies import rated_study

STUDY = rated_study(1)
TABLES = score_study(STUDY)
BOARD, PUBLIC = (protect(STUDY, TABLES, audience).tables for audience in (Audience.BOARD, Audience.PUBLIC))
WORKSHOP = protect(STUDY, TABLES, Audience.WORKSHOP, site="S02").tables


def means(tables, **where):
    rows = tables["importance"]
    for column, value in where.items():
        rows = rows[rows[column] == value]
    return rows.set_index(["scope", "sector", "site", "group", "factor", "kind"])["mean"]


def test_the_team_sees_the_tables_as_they_are():
    assert protect(STUDY, TABLES, Audience.TEAM).tables is TABLES


def test_a_board_sees_a_sites_mean_to_the_nearest_half():
    shown = means(BOARD, scope="site", kind="either")
    assert set(shown) <= {"<=2", "2.5", "3.0", "3.5", ">=4"}
    assert len(shown) == 12


def test_nobody_outside_the_team_sees_a_group_at_a_site():
    for tables in (BOARD, PUBLIC, WORKSHOP):
        assert "site_group" not in set(tables["importance"]["scope"])
        assert tables["conditions"]["group"].isna().all()


@pytest.mark.parametrize("column", ["ci_low", "ci_high", "median", "n_1", "n_2", "n_3", "n_4", "n_5"])
def test_intervals_medians_and_counts_of_answers_are_withheld(column):
    for tables in (BOARD, PUBLIC, WORKSHOP):
        assert set(tables["importance"][column]) == {"*"}


@pytest.mark.parametrize("audience", [Audience.WORKSHOP, "workshop"])
def test_a_workshop_sees_its_own_site_and_no_other(audience):
    """Whatever says so: a plain word once gave it the rows of every site."""
    study = make_study(3, sites=4, factors=4)
    protected = protect(study, score_study(study), audience, site="S02")
    tables = release_tables(study, protected, audience, folder=Path(), site="S02").frames
    assert {"sites", "fieldwork", "passages", "conditions", "release_log"} <= set(tables)
    for name, rows in tables.items():
        told = rows.astype("str").to_numpy().ravel()
        assert not {"S01", "S03", "S04"} & set(told), name


def test_the_public_sees_a_site_by_its_code():
    assert list(PUBLIC["sites"].columns) == ["site", "name", "sector"]
    assert (PUBLIC["sites"]["name"] == PUBLIC["sites"]["site"]).all()
    assert "site" not in set(PUBLIC["importance"]["scope"])


def test_a_sites_status_and_verdict_are_the_same_for_every_audience():
    for people in ((2, 2, 0, 0, 0), (2, 1, 1, 1, 1)):
        small = rated_study(2, sites=3, people=people)
        tables = score_study(small)
        views = [protect(small, tables, audience).tables for audience in (Audience.BOARD, Audience.PUBLIC)]
        views += [protect(small, tables, Audience.WORKSHOP, site="S02").tables]
        for table, column in (("conditions", "status"), ("patterns", "verdict")):
            shown = [view[table].set_index(["site", "factor"])[column] for view in views]
            assert shown[0].equals(shown[1])
            assert shown[2].equals(shown[0][shown[2].index])


def test_no_number_of_answers_at_a_site_leaves_the_team():
    for tables in (BOARD, PUBLIC, WORKSHOP):
        assert set(tables["conditions"]["n_asked"]) == {8}
        for name, told in (("conditions", {"site", "group", "factor", "n_asked", "status"}),
                           ("patterns", {"site", "factor", "verdict"})):  # fmt: skip
            assert set(tables[name].drop(columns=list(told)).to_numpy().ravel()) == {"*"}


def test_counts_across_sites_are_over_those_shown_and_say_over_how_many():
    small = rated_study(2, sites=4, people=(1, 1, 1, 0, 0))
    board = protect(small, score_study(small), Audience.BOARD).tables["replication"]
    assert set(board["sites_shown"]) == set(board["shown_with_evidence"]) == {0}
    assert set(board["sites_with_evidence"]) == {"*"}
    whole = score_study(STUDY)["replication"]
    assert BOARD["replication"]["sites_with_evidence"].equals(whole["sites_with_evidence"])
    assert list(BOARD["replication"]["shown_replicated"]) == list(whole["sites_replicated"])


def test_releases_to_different_audiences_agree():
    board, public = means(BOARD, kind="either"), means(PUBLIC, kind="either")
    both = public[public != "*"]
    assert board[both.index].equals(both)
    workshop = means(WORKSHOP, kind="either")
    shown = workshop[workshop != "*"]
    assert len(shown) == 2
    assert board[shown.index].equals(shown)


@pytest.mark.parametrize("seed", range(4))
def test_which_site_means_are_withheld_depends_on_nobodys_rating(seed):
    """The same people rate otherwise: the same cells are withheld."""
    held = [
        means(protect(study, score_study(study), Audience.BOARD).tables, scope="site").eq("*")
        for study in (rated_study(seed, people=(2, 3, 0, 0, 0), fives=fives) for fives in (0.0, 1.0))
    ]
    assert held[0].equals(held[1])


def test_a_table_without_a_rule_is_not_released():
    more = type(TABLES)(dict(TABLES.frames) | {"gossip": pd.DataFrame({"site": ["S01"], "said": ["…"]})})
    assert "gossip" not in protect(STUDY, more, Audience.BOARD).tables


def test_a_column_without_a_rule_is_not_released():
    more = type(TABLES)(dict(TABLES.frames) | {"patterns": TABLES["patterns"].assign(gossip="…")})
    assert "gossip" not in protect(STUDY, more, Audience.BOARD).tables["patterns"]


def test_the_log_says_what_is_withheld_and_holds_no_value():
    log = protect(STUDY, TABLES, Audience.BOARD).log
    assert list(log.columns) == ["table", "scope", "place", "factor", "kind", "why"]
    assert log["why"].notna().all()


def test_a_workshop_needs_a_site_of_the_study():
    with pytest.raises(ProblemsFound, match="S99"):
        protect(STUDY, TABLES, Audience.WORKSHOP, site="S99")


def test_protecting_changes_none_of_the_tables():
    before = {name: TABLES[name].copy() for name in TABLES}
    protect(STUDY, TABLES, Audience.BOARD)
    for name, frame in before.items():
        pd.testing.assert_frame_equal(TABLES[name], frame)


PASSAGES = pd.DataFrame(
    {
        "excerpt": list("abcde"),
        "participant": "P000",
        "site": ["S02", "S02", "S02", "S02", "S01"],
        "group": "manager",
        "factor": "factor0",
        "theme": None,
        "text": "the whole of it, names too",
        "quotable_text": ["to nobody", "to workshops", "to boards", "to all", "to all, elsewhere"],
        "may_quote": ["no", "workshop", "board", "yes", "yes"],
    }
)


@pytest.mark.parametrize(
    ("audience", "site", "quoted"),
    [
        (Audience.WORKSHOP, "S02", {"to workshops"}),  # boards read the rest, with the group
        (Audience.BOARD, None, {"to boards", "to all", "to all, elsewhere"}),
        (Audience.PUBLIC, None, {"to all", "to all, elsewhere"}),
    ],
)
def test_a_passage_is_quoted_as_far_as_it_may_be_and_never_beside_its_speaker(audience, site, quoted):
    more = type(TABLES)(dict(TABLES.frames) | {"passages": PASSAGES})
    passages = protect(STUDY, more, audience, site=site).tables["passages"]
    assert set(passages["quotable_text"]) == quoted
    assert not {"text", "participant", "excerpt"} & set(passages.columns)
    assert ("group" in passages) is (audience is Audience.BOARD)
    assert ("site" in passages) is (audience is Audience.WORKSHOP)


def test_the_public_sees_means_of_so_many_that_two_of_a_workshop_learn_nothing():
    rows = PUBLIC["importance"]
    shown = rows[rows["mean"] != "*"]
    assert len(shown)
    assert (shown["n"].astype(int) >= 19).all()
