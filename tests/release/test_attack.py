"""The attack finds exactly what every possible set of answers leaves open, on systems small enough to try them all."""

from __future__ import annotations

from itertools import combinations, product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from peerwork.audit.attack import Search
from peerwork.audit.constraint_system import ConstraintSystem
from peerwork.audit.swaps import repair

NEED = 3


def insiders_and_outsider(people):
    """Each person with their own answer, and last somebody who has none: attackers by people."""
    return np.vstack([np.eye(people, dtype=bool), np.zeros((1, people), dtype=bool)])


def pairs_of(members, people):
    """Any two of the members together: attackers by people."""
    return np.array([np.isin(np.arange(people), pair) for pair in combinations(members, 2)]).reshape(-1, people)


@st.composite
def systems(draw, *, counted=True):
    """Totals of some people as intervals that hold the true one, and perhaps how many gave the lowest value."""
    size, highest = draw(st.integers(2, 5)), draw(st.integers(2, 4))
    truth = np.array(draw(st.lists(st.integers(1, highest), min_size=size, max_size=size)))
    figure = st.lists(st.booleans(), min_size=size, max_size=size)
    sets = np.array(draw(st.lists(figure, max_size=5)), dtype=float).reshape(-1, size)
    below, above = (np.array(draw(st.lists(st.integers(0, 2), min_size=len(sets), max_size=len(sets)))) for _ in "ab")
    counts = ()
    if counted and draw(st.booleans()):
        inside = np.array(draw(figure), dtype=float)
        counts = ((inside, 1, int(((truth == 1) & (inside > 0)).sum())),)
    return ConstraintSystem(sets, sets @ truth - below, sets @ truth + above, truth, 1, highest, counts)


def everything(system):
    """Every set of answers that fits: (sets, people)."""
    points = range(system.lowest, system.highest + 1)
    answers = np.array(list(product(points, repeat=system.people)))
    return answers[system.fit(answers)]


def known_to(system, attacker):
    """Every set of answers that fits and that these people, who know their own, cannot rule out."""
    answers = everything(system)
    return answers[(answers == system.truth)[:, attacker].all(axis=1)]


def search_of(system, attackers):
    search = Search(system, attackers)
    search.mend(NEED, np.ones(system.people, dtype=bool))
    return search


def all_attackers(system):
    return np.vstack(
        [insiders_and_outsider(system.people), pairs_of(np.arange(system.people), system.people)],
    )


@settings(max_examples=40, deadline=None)
@given(systems())
def test_the_values_that_stay_open_are_those_of_all_possible_answers(system):
    attackers = all_attackers(system)
    search = search_of(system, attackers)
    for place, attacker in enumerate(attackers):
        answers = known_to(system, attacker)
        for person in np.flatnonzero(~attacker):
            exact = min(len(set(answers[:, person])), NEED)
            assert min(search.widen(place, int(person), NEED), NEED) == exact


@settings(max_examples=40, deadline=None)
@given(systems())
def test_no_value_is_called_open_that_no_possible_answers_have(system):
    attackers = all_attackers(system)
    search = search_of(system, attackers)
    for attacker, values in zip(attackers, search.values, strict=True):
        answers = known_to(system, attacker)
        for person, value in np.argwhere(values & ~attacker[:, None]):
            assert value + system.lowest in answers[:, person]


@settings(max_examples=40, deadline=None)
@given(systems(), st.data())
def test_a_total_is_open_as_far_as_all_possible_answers_reach(system, data):
    size = system.people
    inside = np.array(data.draw(st.lists(st.booleans(), min_size=size, max_size=size).filter(any)))
    attackers = insiders_and_outsider(size)
    search = search_of(system, attackers)
    for place, attacker in enumerate(attackers):
        totals = known_to(system, attacker)[:, inside].sum(axis=1)
        exact = totals.max() - totals.min()
        assert search.reach(inside)[:, place].sum() <= exact
        assert min(search.widen_total(place, inside, NEED), NEED) == min(exact, NEED)


@settings(max_examples=40, deadline=None)
@given(systems(counted=False), st.integers(0, 99))
def test_what_a_repair_gives_fits_and_leaves_alone_who_is_held(system, seed):
    draw = np.random.default_rng(seed)
    start = draw.integers(system.lowest, system.highest + 1, (20, system.people))
    start[:, 0] = system.truth[0]
    held = np.zeros(start.shape, dtype=bool)
    held[:, 0] = True
    found = repair(system, start, held, draw)
    assert system.fit(found).all() and (found[:, 0] == system.truth[0]).all()
