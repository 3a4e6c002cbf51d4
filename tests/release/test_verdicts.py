"""One truth: outside the team a status or verdict is the team's, or it is not shown (METHOD 14)."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from peerwork.release import protect
from peerwork.release.released_words import told_before
from peerwork.release.verdicts import decide_verdicts
from peerwork.vocabulary import Audience
from release.made_history import after_release
from release.random_studies import awkward_study, rated_study, without
from release.scored import score_decided

COLUMNS = {  # by table: what tells its rows apart, and the words of the team in it
    "conditions": (["site", "factor"], ["status"]),
    "patterns": (["site", "factor"], ["verdict"]),
    "replication": (["factor"], ["verdict", "literal", "theoretical", "sites_with_evidence", "sites_replicated"]),
    "replication_by": (["attribute", "factor"], ["verdict", "literal", "theoretical", "sites_alternative"]),
    "replication_by_value": (["attribute", "value", "factor"], ["sites_with_evidence", "sites_replicated"]),
    "hypotheses": (["hypothesis", "site"], ["verdict", "units", "supporting", "against"]),
    "fidelity": (["site", "factor"], ["interviews", "fidelity", "sources"]),
    "fidelity_by_site": (["site"], ["n_factors", "share_carried_out"]),
}  # fmt: skip


def words(tables, name):
    """The words of a table as text, a row a key."""
    keys, columns = COLUMNS[name]
    rows = tables[name]
    rows = rows[rows["group"].isna()] if "group" in rows else rows
    return rows.astype("str").fillna("").set_index(keys)[columns].sort_index()


def released(study, audience=Audience.BOARD, history=None):
    return protect(study, score_decided(study), audience, history=history).tables


def shown(study, history=None):
    """The statuses and verdicts of sites that are shown."""
    return shown_in(released(study, history=history))


def shown_in(tables):
    found = pd.concat([words(tables, name).stack() for name in ("conditions", "patterns") if name in tables])
    return found[found != "*"]


@pytest.mark.parametrize("number", range(12))
def test_every_status_and_verdict_is_the_teams_or_not_shown(number):
    _, study = awkward_study(number)
    team = score_decided(study)
    tables = protect(study, team, Audience.BOARD).tables
    for name in (name for name in COLUMNS if name in tables and name in team):
        ours, theirs = words(team, name), words(tables, name)
        assert ours.index.equals(theirs.index), name
        assert ((theirs == ours) | (theirs == "*")).all(axis=None), name


def test_a_study_of_one_site_a_site_of_three_and_one_factor_are_released_too():
    for study in (
        rated_study(1, sites=1, people=(1, 1, 1, 0, 0)),
        rated_study(1, sites=1, people=(2, 2, 2, 1, 1), factors=1),
        rated_study(1, sites=3, people=(3, 0, 0, 0, 0), factors=1),
    ):
        tables = protect(study, score_decided(study), Audience.PUBLIC).tables
        assert len(tables["conditions"]) == len(study.frames["sites"]) * len(study.factors)


def test_what_can_be_nothing_but_too_little_evidence_is_shown_as_that():
    study = rated_study(1, sites=3, people=(3, 0, 0, 0, 0), factors=1)
    tables = released(study)
    for name, column in (("conditions", "status"), ("patterns", "verdict"), ("replication", "verdict")):
        assert set(words(tables, name)[column]) == {"too_little_evidence"}


def shuffled(study, seed):
    """The study with each factor's answers dealt anew to the people who were asked about it."""
    draw, answers = np.random.default_rng(seed), study.frames["answers"].copy()
    said = [name for name in answers if name not in ("participant", "factor")]
    for _, rows in answers.groupby("factor").groups.items():
        answers.loc[rows, said] = answers.loc[draw.permutation(rows), said].to_numpy()
    return replace(study, frames=dict(study.frames) | {"answers": answers})


@pytest.mark.parametrize("number", range(1, 13, 2))
def test_shuffled_answers_leave_the_same_statuses_and_verdicts_shown(number):
    _, study = awkward_study(number)
    assert set(shown(study).index) == set(shown(shuffled(study, number)).index)


def answering(study, person, in_place, effect):
    """The study where somebody says this of every factor."""
    answers = study.frames["answers"].copy()
    theirs = answers["participant"].eq(person)
    answers.loc[theirs, ["in_place", "effect"]] = [in_place, effect]
    return replace(study, frames=dict(study.frames) | {"answers": answers})


PERSON = "P100"  # of the second site
EVERY_ANSWER = [("yes", "facilitator"), ("no", "facilitator"), ("partly", "neither"), ("unsure", "unsure")]


@pytest.mark.parametrize("change", ["new", "gone", "otherwise"])
@pytest.mark.parametrize("people", [(2, 2, 2, 1, 1), (1, 1, 1, 1, 0), (2, 2, 2, 0, 0)])
def test_where_an_answer_is_new_gone_or_changed_nothing_new_is_told_and_the_rest_stands(change, people):
    whole = rated_study(3, sites=5, people=people, factors=1)
    pairs = {
        "new": lambda answer: (without(whole, PERSON), answering(whole, PERSON, *answer)),
        "gone": lambda answer: (answering(whole, PERSON, *answer), without(whole, PERSON)),
        "otherwise": lambda answer: (answering(whole, PERSON, "yes", "barrier"), answering(whole, PERSON, *answer)),
    }
    seen = set()
    for answer in EVERY_ANSWER:
        first, second = pairs[change](answer)
        history, alone = after_release(first), shown(second)
        told = released(second, history=history)
        beside = shown_in(told)
        assert "S02" not in set(beside.index.get_level_values(0))
        others = alone[alone.index.get_level_values(0) != "S02"]
        assert beside.equals(others)
        if change != "gone":
            seen.add(tuple(told[name].astype("str").to_csv() for name in ("conditions", "patterns", "replication")))
    assert len(seen) <= 1  # what they answer now shows nowhere


def test_the_same_study_released_again_is_the_same():
    study = rated_study(4, sites=5, people=(2, 2, 1, 1, 0))
    alone = released(study)
    beside = released(study, history=after_release(study))
    for name in ("conditions", "patterns", "replication"):
        pd.testing.assert_frame_equal(alone[name], beside[name])


def test_another_deciding_share_makes_every_word_new():
    study = rated_study(4, sites=5)
    other = replace(
        study, config=study.config.model_copy(update={"rules": study.rules.model_copy(update={"pattern_share": 0.75})})
    )
    assert shown(other, after_release(study)).empty


def test_a_place_where_nobody_of_before_is_asked_any_more_is_shown_again():
    whole = rated_study(3, sites=5, people=(2, 2, 2, 1, 1))
    people = whole.frames["participants"]
    first = [who for who in people["participant"][people["site"] == "S02"]]
    before, after = without(whole, *first[1::2]), without(whole, *first[0::2])
    alone = shown(after)
    assert shown(after, after_release(before)).equals(alone)


def test_sites_that_are_new_are_shown_and_change_what_hidden_words_elsewhere_are_told_by():
    """Two statements about the same hidden words, over other sites, could tell more than one: it is not made."""
    whole = rated_study(3, sites=6, people=(1, 1, 1, 0, 0))
    people = whole.frames["participants"]
    first = without(whole, *people["participant"][people["site"] > "S04"])
    beside = decide_verdicts(whole, *told_before(whole, after_release(first)))
    assert not any(mark for (table, *_), mark in beside.told.items() if table == "replication")
    larger = rated_study(3, sites=6)
    earlier = without(larger, *larger.frames["participants"].query("site > 'S04'")["participant"])
    assert shown(larger, after_release(earlier)).equals(shown(larger))
