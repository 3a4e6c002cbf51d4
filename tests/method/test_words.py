"""METHOD 7, 8 and 13: culture and community, passages, impacts and what workshops said."""

from __future__ import annotations

import pandas as pd
import pytest

from peerwork.scoring.culture import count_ethnicities, score_community, score_culture_targets, score_ethnicity
from peerwork.scoring.found import Found
from peerwork.scoring.impacts import count_impacts, list_impacts
from peerwork.scoring.passages import count_passages, list_passages
from peerwork.scoring.workshops import score_workshop_marks
from small_tables import framework, study_of, table

PEOPLE = """participant | site | group       | ethnicity
            P1          | S1   | manager     | White British
            P2          | S1   | peer_worker | Black African
            P3          | S2   | peer_worker |"""
EXCERPTS = """excerpt | source    | participant | site | factor | theme | text | quotable_text | may_quote | coder
              E1      | interview | P1          |      | pay    |       | a    |               | no        | ann
              E1      | interview | P1          |      | pay    |       | a    |               | no        | bob
              E1      | interview | P1          |      |        | t_one | a    |               | no        | ann
              E2      | interview | P1          |      | pay    |       | b    | b             | board     | ann
              E3      | document  |             | S2   | pay    |       | c    | c             | yes       | ann"""


def passages() -> pd.DataFrame:
    return list_passages(study_of(framework("pay"), participants=PEOPLE, excerpts=EXCERPTS))


def test_a_passage_that_two_coders_gave_one_factor_is_one_passage():
    found = passages()
    assert found["excerpt"].tolist() == ["E1", "E2", "E3", "E1"]
    assert found["coders"].tolist() == [2, 1, 1, 1]


def test_a_passage_has_the_site_of_its_interviewee_or_its_own():
    assert passages()["site"].tolist() == ["S1", "S1", "S2", "S1"]
    assert passages()["group"].isna().tolist() == [False, False, True, False]


def test_passages_and_people_are_counted_by_group_and_by_site():
    counts = count_passages(passages())
    pay = counts[counts["factor"].eq("pay")].set_index("scope")[["group", "site", "n_passages", "n_people"]]
    assert pay.loc["study", ["n_passages", "n_people"]].tolist() == [3, 1]
    assert pay.loc["group"].tolist()[0] == "manager"
    assert pay.loc["site", ["site", "n_passages", "n_people"]].values.tolist() == [["S1", 2, 1], ["S2", 1, 0]]


def test_a_theme_has_its_own_row():
    counts = count_passages(passages())
    assert counts.loc[counts["theme"].eq("t_one") & counts["scope"].eq("study"), "n_passages"].tolist() == [1]


def test_impacts_count_negative_ones_and_what_their_tellers_call_success():
    study = study_of(
        framework("pay"),
        participants=PEOPLE,
        impacts="""participant | on   | direction | text | success
                                                                       P1          | team | negative  | x    |
                                                                       P1          | team | positive  | y    | yes
                                                                       P2          | team | positive  | z    |""",
    )
    counts = count_impacts(list_impacts(study))
    study_rows = counts[counts["scope"].eq("study")]
    columns = ["direction", "n_impacts", "n_people", "n_success"]
    assert study_rows[columns].values.tolist() == [["negative", 1, 1, 0], ["positive", 2, 2, 1]]
    assert counts[counts["group"].eq("peer_worker")][columns].values.tolist() == [["positive", 1, 1, 0]]


WORKSHOPS = table("""site | held_on    | factor | response | note   | action
                     S1   | 2012-03-01 | pay    | agree    | first  | do it
                     S1   | 2012-05-01 | pay    | dispute  | second |
                     S1   | 2012-03-01 | guide  | agree    |        |
                     S1   | 2012-03-01 | guide  | refine   | nearly | """)


def marks() -> pd.DataFrame:
    return score_workshop_marks(WORKSHOPS, sites=["S1", "S2"], factors=["pay", "guide"]).set_index(["site", "factor"])


def test_one_dispute_marks_a_result_disputed_and_both_notes_stand():
    assert marks().loc[("S1", "pay"), ["mark", "note", "action"]].tolist() == ["disputed", "first / second", "do it"]


def test_a_refinement_outweighs_agreement():
    assert marks().loc[("S1", "guide"), ["mark", "n_agree", "n_refine"]].tolist() == ["refined", 1, 1]


def test_what_no_workshop_spoke_of_is_unchecked():
    assert marks().loc["S2", "mark"].tolist() == ["unchecked", "unchecked"]


SITES = """site | name | sector    | region | community
           S1   | A    | statutory | North  | South Asian women
           S2   | B    | voluntary | North  |
           S3   | C    | voluntary | South  |"""


def visited(n: int, **config) -> object:
    people = [
        (f"P{i}", f"S{1 + i % 3}", ("manager", "peer_worker")[i % 2], "Indian" if i < n else None) for i in range(9)
    ]
    answers = [(f"P{i}", "pay", "yes", "facilitator", 5.0 if i % 3 == 0 else 3.0) for i in range(9)]
    return study_of(
        framework("pay"), sites=SITES, config=config,
        participants=pd.DataFrame(people, columns=["participant", "site", "group", "ethnicity"], dtype="str"),
        answers=pd.DataFrame(answers, columns=["participant", "factor", "in_place", "effect", "importance"]).astype(
            dict.fromkeys(("participant", "factor", "in_place", "effect"), "str")
        ),
    )  # fmt: skip


def test_community_specific_sites_stand_against_the_others_and_one_site_is_too_few():
    study = visited(0)
    found = score_community(Found(study)).set_index("measure")
    columns = ["sites_specific", "n_specific", "mean_specific", "mean_other", "difference", "allows"]
    assert found.loc["importance", columns].tolist() == [1, 3, 5, 3, 2, "no"]
    assert found.loc["in_place", ["n_specific", "n_other"]].tolist() == [1, 2]


def test_four_people_of_an_ethnicity_have_no_mean_and_five_have():
    four, five = (score_ethnicity(visited(n)).iloc[0] for n in (4, 5))
    assert (four["n"], four["allows"]) == (4, "no")
    assert pd.isna(four["mean"])
    assert (five["n"], five["allows"], five["mean"]) == (5, "yes", pytest.approx((5 + 3 + 3 + 5 + 3) / 5))


def test_people_who_gave_no_ethnicity_are_counted_apart():
    found = count_ethnicities(visited(5))
    assert found[["n_people", "allows"]].values.tolist() == [[5, "yes"], [4, "no"]]
    assert found["ethnicity"].isna().tolist() == [False, True]


def test_who_is_a_minority_is_said_only_where_the_study_says_so():
    targets = {"targets": {"from_minority_ethnic_communities": 4}}
    silent, told = visited(5, **targets), visited(5, **targets, ethnic_majority=("White British",))
    assert score_culture_targets(silent, count_ethnicities(silent))["done"].isna().tolist() == [False, True]
    found = score_culture_targets(told, count_ethnicities(told)).set_index("target")
    assert found.loc["from_minority_ethnic_communities"].tolist() == [4, 5]
    assert found.loc["community_specific_sites", "done"] == 1
