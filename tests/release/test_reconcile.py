"""Where answers changed since an earlier release stands only what that release implies (METHOD 14)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

import pytest

from peerwork.release.decisions import decide_all
from peerwork.vocabulary import Kind, Scope
from release.made_history import after_release
from release.random_studies import rated_study

STUDY = rated_study(5, sites=5, factors=1)
COLLEAGUE, PERSON = STUDY.frames["participants"]["participant"].iloc[[8, 9]]  # of one group, at S02


def rating(study, person, value):
    """The study where this person rates so."""
    answers = study.frames["answers"].copy()
    answers.loc[answers["participant"].eq(person), "importance"] = float(value)
    return replace(study, frames=dict(study.frames) | {"answers": answers})


def without(study, *people):
    """The study without these people."""
    kept = {
        name: frame[~frame["participant"].isin(people)].reset_index(drop=True)
        for name, frame in study.frames.items()
        if "participant" in frame
    }
    return replace(study, frames=dict(study.frames) | kept)


def shown(study, history=None):
    return decide_all(study, history).importance["factor0"]


def texts(study, history=None):
    return tuple(sorted((key, figure.text, figure.n) for key, figure in shown(study, history).figures.items()))


def later(first, second):
    return shown(second, after_release(first))


def mean_of(study, key):
    """The mean over the people of the sites shown; of everybody, since here every site is."""
    rows = study.frames["answers"].merge(study.frames["participants"]).merge(study.frames["sites"][["site", "sector"]])
    scope, place, _ = key
    rows = rows if scope == Scope.STUDY else rows[rows[str(scope)] == place]
    return rows["importance"].mean(), len(rows)


@pytest.mark.parametrize("seed", range(3))
def test_a_new_answer_changes_nothing_that_is_shown(seed):
    study = rated_study(seed, sites=4, factors=1)
    history = after_release(without(study, PERSON))
    assert len({texts(rating(study, PERSON, value), history) for value in range(1, 6)}) == 1


@pytest.mark.parametrize("seed", range(3))
def test_what_an_answer_is_corrected_to_changes_nothing_that_is_shown(seed):
    study = rating(rated_study(seed, sites=4, factors=1), PERSON, 3)
    history = after_release(study)
    assert len({texts(rating(study, PERSON, value), history) for value in (1, 2, 4, 5)}) == 1


@pytest.mark.parametrize("seed", range(3))
def test_an_answer_taken_back_shows_only_as_far_as_the_earlier_release_showed_it(seed):
    """Two of one group and site, six between them: where the earlier release is the same, so is the later one."""
    study, found = rated_study(seed, sites=4, factors=1), defaultdict(set)
    for value in range(1, 6):
        first = rating(rating(study, PERSON, value), COLLEAGUE, 6 - value)
        found[texts(first)].add(texts(without(first, PERSON), after_release(first)))
    assert all(len(after) == 1 for after in found.values()) and len(found) < 5


@pytest.mark.parametrize("people", [[9], [9, 17], [1, 9, 25, 33]])
@pytest.mark.parametrize("seed", range(3))
def test_what_stands_is_true_of_the_people_of_today(people, seed):
    whole = rated_study(seed, sites=5, factors=1, fives=0.3)
    fewer = without(whole, *whole.frames["participants"]["participant"].iloc[people])
    for first, second in ((whole, fewer), (fewer, whole)):
        for key, figure in later(first, second).figures.items():
            mean, n = mean_of(second, key)
            bound, usual = float(figure.text.lstrip("<>=")), figure.text in (">=4", "<=2", ">=4.5", "<=1.5")
            slack = (0.25 if key[0] == Scope.SITE else 0.05) if usual or figure.text[0] not in "<>" else 0
            assert figure.n == n
            assert mean >= bound - slack - 1e-9 or figure.text[0] == "<"
            assert mean <= bound + slack + 1e-9 or figure.text[0] == ">"


def test_after_one_new_interview_most_figures_still_stand():
    study = rated_study(5, sites=8, factors=1)
    alone, beside = shown(study).figures, later(without(study, PERSON), study).figures
    wide = [key for key in alone if key[0] != Scope.SITE and key[2] == Kind.EITHER]
    assert len([key for key in wide if key in beside]) >= 0.9 * len(wide)


def test_a_figure_whose_people_answer_as_before_stands_as_it_was():
    """Nobody of the other sector is new."""
    first = without(STUDY, PERSON)
    sector, key = "voluntary", (Scope.SECTOR, "voluntary", Kind.EITHER)
    assert sector not in set(STUDY.frames["sites"].set_index("site").loc[["S02"], "sector"])
    assert later(first, STUDY).figures[key].text == shown(first).figures[key].text


def test_means_of_those_who_said_it_helped_are_not_shown_where_anybody_is_new():
    found = later(without(STUDY, PERSON), STUDY)
    assert {key[2] for key in found.figures} == {Kind.EITHER}


def test_a_third_release_is_no_finer_than_the_first_two_imply():
    """The newcomers of two releases, in turn, change nothing."""
    other = STUDY.frames["participants"]["participant"].iloc[30]
    history = after_release(without(STUDY, PERSON, other))
    found = set()
    for value in range(1, 6):
        second = rating(without(STUDY, other), PERSON, value)
        found.add(texts(rating(rating(STUDY, PERSON, value), other, value), after_release(second, history)))
    assert len(found) == 1
