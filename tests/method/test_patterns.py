"""METHOD 3: did the condition, or its absence, work as the framework proposes?"""

from __future__ import annotations

import pandas as pd
import pytest
from interviews import score_interviews

from small_tables import framework, study_of

ANSWERS = {
    "H": ("yes", "facilitator"),
    "h": ("no", "facilitator"),
    "B": ("yes", "barrier"),
    "b": ("no", "barrier"),
    "N": ("yes", "neither"),
    "n": ("no", "neither"),
    "/": ("partly", "facilitator"),
    "?": ("unsure", "barrier"),
    "x": ("not_applicable", "neither"),
    "u": ("yes", "unsure"),
    "_": ("yes", ""),
    ".": ("", "facilitator"),
    "p": ("partly", "unsure"),
}


def pattern(said: str, *, groups: tuple[str, ...] = ("peer_worker", "manager"), **rules) -> pd.Series:
    """The row of one site and factor; each letter is one person's two answers, the groups taking turns."""
    people, answers = ["participant|site|group"], ["participant|factor|in_place|effect|importance"]
    for number, letter in enumerate(said):
        people.append(f"P{number}|S1|{groups[number % len(groups)]}")
        answers.append(f"P{number}|supervision|{'|'.join(ANSWERS[letter])}|")
    frames = {"participants": "\n".join(people), "answers": "\n".join(answers)}
    return score_interviews(study_of(framework("supervision"), config={"rules": rules}, **frames))["patterns"].iloc[0]


def test_each_pair_of_answers_has_its_place():
    found = pattern("HHhBBBbbbbNNn")
    assert found[["present_helps", "absent_helps", "present_hinders", "absent_hinders"]].tolist() == [2, 1, 3, 4]
    assert (found["no_difference"], found["n"]) == (3, 13)


def test_partly_would_confirm_either_way_and_is_counted_apart():
    found = pattern("HHH//p")
    assert (found["n"], found["n_partly"]) == (3, 2)  # partly with unsure says nothing


def test_unsure_not_applicable_and_blank_say_nothing():
    found = pattern("HHH?xu_.")
    assert (found["n"], found["n_partly"], found["verdict"]) == (3, 0, "replicated")


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("HbB", "replicated"),  # two of three
        ("HHHbBBN", "mixed"),  # four of seven
        ("Bhn", "alternative_pattern"),
        ("BBhhHH", "alternative_pattern"),
        ("NnH", "no_difference"),
        ("HBN", "mixed"),
        ("HHBB", "mixed"),
        ("HHbBN", "mixed"),  # three of five
    ],
)
def test_two_thirds_make_a_pattern(said, verdict):
    assert pattern(said)["verdict"] == verdict


@pytest.mark.parametrize(("said", "verdict"), [("HH", "too_little_evidence"), ("HHH", "replicated")])
def test_three_answers_are_needed(said, verdict):
    assert pattern(said)["verdict"] == verdict


def test_two_groups_are_needed():
    assert pattern("HHHH", groups=("manager",))["verdict"] == "too_little_evidence"
    assert pattern("HHHH")["verdict"] == "replicated"


def test_a_group_whose_people_only_say_partly_is_no_group():
    assert pattern("H/H/H/")["verdict"] == "too_little_evidence"


def test_with_too_little_evidence_flips_are_blank():
    assert pd.isna(pattern("HH")["flips_to_change"])


def test_the_expected_share_is_the_product_of_the_margins():
    # yes 3 of 4, facilitator 2 of 4, barrier 1 of 4: 3/4 x 2/4 + 1/4 x 1/4
    assert pattern("HHNb")["expected_share"] == 0.4375


def test_when_all_are_present_and_help_nothing_more_is_seen_than_expected():
    assert pattern("HHH")["expected_share"] == 1


def test_the_expected_share_without_answers_is_blank():
    assert pd.isna(pattern("??_")["expected_share"])


@pytest.mark.parametrize(
    ("said", "flips"),
    [("HHH", 2), ("HHB", 1), ("HBN", 1), ("HHHH", 2), ("HHHHHH", 3), ("HHHHBB", 1), ("HHBBNN", 2), ("HHHBBBNNN", 3)],
)
def test_flips_is_the_least_number_of_answers_to_move(said, flips):
    assert pattern(said)["flips_to_change"] == flips


def test_outcomes_have_no_pattern():
    study = study_of(
        framework("supervision", "benefit", outcomes=("benefit",)),
        participants="""participant | site | group
                        P1          | S1   | manager""",
        answers="""participant | factor  | in_place | effect      | importance
                   P1          | benefit | yes      | facilitator | 5""",
    )
    assert set(score_interviews(study)["patterns"]["factor"]) == {"supervision"}
