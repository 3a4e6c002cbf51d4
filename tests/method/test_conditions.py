"""METHOD 2: was the condition in place?"""

from __future__ import annotations

import pandas as pd
import pytest
from interviews import score_interviews

from small_tables import framework, study_of

GROUPS = {"p": "peer_worker", "t": "team_member", "u": "service_user", "m": "manager", "s": "strategic"}
WORDS = {"y": "yes", "/": "partly", "n": "no", "?": "unsure", "x": "not_applicable", "_": ""}


def conditions(said: str, **rules) -> pd.DataFrame:
    """The table of one site and factor; `said` is `p:yyn m:n`, each group with its people's answers."""
    people, answers = ["participant|site|group"], ["participant|factor|in_place|effect|importance"]
    for part in said.split():
        group, _, words = part.partition(":")
        for word in words:
            name = f"P{len(people)}"
            people.append(f"{name}|S1|{GROUPS[group]}")
            answers.append(f"{name}|supervision|{WORDS[word]}||")
    frames = {"participants": "\n".join(people), "answers": "\n".join(answers)}
    return score_interviews(study_of(framework("supervision"), config={"rules": rules}, **frames))["conditions"]


def of_all(said: str, **rules) -> pd.Series:
    found = conditions(said, **rules)
    return found[found["group"].isna()].iloc[0]


def status(said: str, **rules) -> str:
    return of_all(said, **rules)["status"]


def test_two_thirds_exactly_is_in_place():
    assert status("p:y m:y u:n") == "in_place"


def test_one_third_exactly_is_not_in_place():
    assert status("p:y m:n u:n") == "not_in_place"


def test_between_one_and_two_thirds_is_mixed():
    assert status("p:y m:/ u:n") == "mixed"
    assert status("p:yyyyyyyyyyyyyyyyyyy/ m:y u:n s:/") == "mixed"


def test_partly_is_a_half_and_a_group_speaks_once():
    found = of_all("p:y/ m:nnnnnn")
    assert (found["n"], found["share_in_place"]) == (8, (0.75 + 0) / 2)


def test_two_peer_workers_are_not_outvoted_by_six_others():
    assert of_all("p:yy m:nnnnnn")["share_in_place"] == 0.5


def test_unsure_not_applicable_and_blank_are_not_informative():
    found = of_all("p:y? m:yx u:y_")
    assert (found["n_asked"], found["n"], found["n_unsure"], found["share_in_place"]) == (6, 3, 1, 1)


@pytest.mark.parametrize(("said", "expected"), [("p:y m:y", "too_little_evidence"), ("p:yy m:y", "in_place")])
def test_three_informative_answers_are_needed(said, expected):
    assert status(said) == expected


@pytest.mark.parametrize(("said", "expected"), [("p:yyy", "too_little_evidence"), ("p:yyy m:y", "in_place")])
def test_two_groups_are_needed(said, expected):
    assert status(said) == expected


def test_a_group_that_says_nothing_informative_is_no_group():
    assert status("p:yyy m:??") == "too_little_evidence"


@pytest.mark.parametrize(
    ("said", "expected"), [("p:yy m:y u:???", "in_place"), ("p:yy m:y u:????", "too_little_evidence")]
)
def test_half_of_those_asked_must_be_informative(said, expected):
    assert status(said) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("p:yy m:nn", "contested"),
        ("p:yyn m:ynn", "contested"),  # two thirds against one third exactly
        ("p:y/ m:ynn", "contested"),
        ("p:yn m:nn", "not_in_place"),
        ("p:yyn m:yn", "mixed"),
        ("p:yy m:n", "mixed"),  # one answer does not contest
    ],
)
def test_contested_needs_two_groups_of_two_answers_at_opposite_thirds(said, expected):
    assert status(said) == expected


def test_contested_comes_before_in_place():
    assert status("p:yy m:nn u:y t:y s:y") == "contested"
    assert of_all("p:yy m:nn u:y t:y s:y")["share_in_place"] == 0.8


def test_every_site_and_factor_has_a_row_and_a_group_only_where_it_was_asked():
    study = study_of(
        framework("supervision", "pay", outcomes=("pay",)),
        participants="""participant | site | group
                        P1          | S1   | manager
                        P2          | S2   | manager""",
        answers="""participant | factor      | in_place | effect | importance
                   P1          | supervision | yes      |        |""",
    )
    found = score_interviews(study)["conditions"]
    rows = found[["site", "group", "factor", "n_asked", "status"]].astype(object).where(found.notna(), None)
    assert rows.values.tolist() == [
        ["S1", None, "supervision", 1, "too_little_evidence"],
        ["S1", None, "pay", 0, "too_little_evidence"],
        ["S1", "manager", "supervision", 1, None],
        ["S2", None, "supervision", 0, "too_little_evidence"],
        ["S2", None, "pay", 0, "too_little_evidence"],
    ]


def test_the_share_without_informative_answers_is_blank():
    assert pd.isna(of_all("p:? m:x")["share_in_place"])


def test_a_study_may_set_its_own_thresholds():
    assert status("p:y m:y u:n", in_place_share="3/4") == "mixed"
    assert status("p:y m:y", min_answers=2) == "in_place"
