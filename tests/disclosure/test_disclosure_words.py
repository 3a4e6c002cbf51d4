"""Status, verdict, both or neither: decided from the numbers asked and the rules alone (METHOD 14)."""

from __future__ import annotations

from fractions import Fraction

import pytest

from disclosure.plain import PlainRules, most_that_is_safe
from peerwork.disclosure.possible import composition_of
from peerwork.disclosure.words import Words, decide_words
from peerwork.rules import Rules

TINY = [(1,), (2,), (1, 1), (3,), (1, 2), (1, 1, 1), (1, 1, 2), (2, 2), (1, 3), (1, 1, 1, 1)]
ALIKE = {  # rules, said twice
    "as they are": (Rules(), PlainRules()),
    "half decides": (Rules(in_place_share=0.6, not_in_place_share=0.4), PlainRules(Fraction(3, 5), Fraction(2, 5))),
    "three quarters": (Rules(pattern_share=0.75), PlainRules(pattern=Fraction(3, 4))),
    "one answer is enough": (Rules(min_answers=1, min_groups=1), PlainRules(answers=1, groups=1)),
    "all must answer": (Rules(min_share_asked=1.0), PlainRules(asked=Fraction(1))),
    "one contests": (Rules(contested_min_answers=1), PlainRules(contest=1)),
}


@pytest.mark.parametrize("with_verdict", [True, False])
@pytest.mark.parametrize("name", ALIKE)
@pytest.mark.parametrize("sizes", [sizes for sizes in TINY if sum(sizes) <= 3], ids=str)
def test_it_is_what_going_through_all_answers_one_by_one_finds(sizes, name, with_verdict):
    rules, plain = ALIKE[name]
    found = decide_words(composition_of(sizes), rules, with_verdict=with_verdict)
    assert found.value == most_that_is_safe(sizes, plain, with_verdict=with_verdict)


@pytest.mark.parametrize("sizes", [sizes for sizes in TINY if sum(sizes) == 4], ids=str)
def test_it_is_so_of_four_people(sizes):
    assert decide_words(composition_of(sizes), Rules()).value == most_that_is_safe(sizes)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ((2, 2, 2, 1, 1), Words.BOTH),
        ((2, 2, 2), Words.BOTH),
        ((2, 2), Words.VERDICT),  # contested, and I said "partly": my colleague said yes
        ((1, 1, 1), Words.NEITHER),  # replicated, and I said otherwise: the two others say so
        ((1, 1), Words.BOTH),  # never more than too little evidence, so nothing is told
        ((5,), Words.BOTH),  # of one group, as well
        ((), Words.BOTH),
    ],
)
def test_what_is_shown_at_a_site_follows_from_whom_was_asked(asked, words):
    assert decide_words(composition_of(asked), Rules()) is words


def test_another_deciding_share_withholds_other_sites():
    compositions = [(2, 2), (1, 1, 1, 1), (1, 2, 2), (2, 2, 2)]
    shown = [[decide_words(made, rules) for made in compositions] for rules in (Rules(), Rules(in_place_share=0.8))]
    assert shown[0] != shown[1]


@pytest.mark.parametrize("asked", [(3, 3, 2, 2, 2), (2, 2, 2, 2, 2, 2), (6, 6), (1,) * 12])
def test_a_dozen_people_are_judged_too(asked):
    assert decide_words(composition_of(asked), Rules()) in Words
