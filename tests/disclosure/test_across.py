"""What is told over several places beside words not shown, against every combination of outcomes tried in turn."""

from __future__ import annotations

from functools import lru_cache
from itertools import product

import numpy as np
import pytest

from disclosure.plain import PlainRules, is_safe_over_sites, worlds_of
from peerwork.disclosure.across import Across, Cell, Statement
from peerwork.disclosure.answers import N_OUTCOMES, STATUS_OF, VERDICT_OF, place_of, places_of
from peerwork.disclosure.possible import composition_of, find_possible
from peerwork.disclosure.words import Words
from peerwork.rules import Rules
from peerwork.scoring.conditions import STATUSES
from peerwork.scoring.patterns import VERDICTS

RULES = Rules(min_answers=2)  # so that sites of two can have a verdict
PLAIN = PlainRules(answers=2)


@lru_cache
def plain_worlds(sizes):
    """The worlds of a site, by the library's number of the outcome."""
    return [
        (answers, place_of(STATUSES.index(status), VERDICTS.index(verdict)))
        for answers, (status, verdict) in worlds_of(sizes, PLAIN)
    ]


def cell(sizes, words, actual):
    possible = find_possible(composition_of(sizes), RULES, with_verdict=True)
    return Cell(possible, words.told(STATUS_OF[actual], VERDICT_OF[actual]) & possible.every, actual)


def safe(cells, sizes, known):
    """Whether what is known (statements and what they say) is safe, the slow way."""
    lefts = [places_of(made.left) for made in cells.values()]
    allowed = [made for made in product(*lefts) if all(said_of(before, made) == said for before, said in known)]
    sites = [(site, plain_worlds(size)) for (site, _), size in zip(cells, sizes, strict=True)]
    return is_safe_over_sites(sites, allowed)


def statements(draw, places):
    """Things that could be said of these places: of rare and common outcomes, of all together or of single ones."""
    for _ in range(4):
        few = draw.random() < 0.5
        shows = {place: (draw.random(N_OUTCOMES) < (0.2 if few else 0.7)).astype(int) for place in places}
        least = int(draw.integers(1, len(places) + 1))
        yield Statement(shows, lambda rows, least=least: (rows.sum(axis=1) >= least).astype(int))


def said_of(statement, made):
    """What a statement says of one combination of outcomes."""
    shown = [shows[outcome] for shows, outcome in zip(statement.shows.values(), made, strict=True)]
    return int(statement.value(np.array([shown]))[0])


def compare(seed):
    """For random statements in turn, whether each is told, and whether that is right by going through everything."""
    draw = np.random.default_rng(seed)
    places = [("S1", "a"), ("S1", "b")] if seed % 3 == 0 else [("S1", "a"), ("S2", "a")]
    sizes = [[(1, 1), (1, 1, 1)][int(draw.integers(2))], (1, 1, 1)][:: 1 if seed % 3 else -1]
    if seed % 3 == 0:
        sizes = [(1, 1, 1), (1, 1, 1)]  # the same people
    actual = [int(draw.choice(sorted({made for _, made in plain_worlds(size)}))) for size in sizes]
    cells = {place: cell(size, Words.NEITHER, made) for place, size, made in zip(places, sizes, actual, strict=True)}
    across, known, found = Across(cells), [], []
    for statement in statements(draw, places):
        every = product(*(places_of(made.left) for made in cells.values()))
        before = [made for made in every if all(said_of(before, made) == said for before, said in known)]
        could_say = {said_of(statement, made) for made in before}
        right = len(could_say) == 1 or all(safe(cells, sizes, [*known, (statement, said)]) for said in could_say)
        found.append((across.tell_if_safe(statement), right))
        known += [(statement, said_of(statement, actual))] if right else []
    return found


@pytest.mark.parametrize("seeds", [range(0, 5), range(5, 10), range(10, 15)], ids=str)
def test_a_statement_is_told_exactly_where_whatever_it_could_say_is_safe(seeds):
    found = [made for seed in seeds for made in compare(seed)]
    assert all(told == right for told, right in found)
    assert {told for told, _ in found} == {True, False}


def test_a_place_that_is_held_is_spoken_of_only_where_it_changes_nothing():
    actual = plain_worlds((1, 1))[0][1]
    held = Cell(
        find_possible((1, 1), RULES, with_verdict=True),
        find_possible((1, 1), RULES, with_verdict=True).every,
        actual,
        True,
    )
    across = Across({("S1", "a"): held})
    whole, nothing = np.arange(N_OUTCOMES) % 2, np.zeros(N_OUTCOMES, dtype=int)
    assert not across.tell_if_safe(Statement({("S1", "a"): whole}, lambda rows: rows[:, 0]))
    assert across.tell_if_safe(Statement({("S1", "a"): nothing}, lambda rows: rows[:, 0]))
