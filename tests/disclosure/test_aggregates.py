"""Study, sector and group means: told as far as every rating stays open, whatever the ratings are (METHOD 14)."""

from __future__ import annotations

from collections import defaultdict
from itertools import product

import numpy as np
import pytest

from peerwork.disclosure.cuts import free_network, showing
from peerwork.disclosure.judge import Standard, count_leaks, is_open
from peerwork.release.importance import Shown, decide
from peerwork.release.ratings import Places, Ratings
from peerwork.rules import Rules
from peerwork.vocabulary import Kind, Scope

SCALE = (1, 2, 3, 4, 5)
STANDARD = Standard.of(Rules(), SCALE)


def decided(people: np.ndarray, totals: np.ndarray, sectors: tuple[int, ...]) -> Shown:
    """What is shown when these people (sites by groups) give ratings of these totals."""
    n_sites, n_groups = people.shape
    names = [tuple(f"{kind}{i}" for i in range(n)) for kind, n in (("S", n_sites), ("g", n_groups), ("c", 2))]
    everybody_else = [np.zeros_like(people), np.zeros_like(people)]
    ratings = Ratings("f", np.stack([*everybody_else, people]), np.stack([*everybody_else, totals]))
    return decide(ratings, Places(*names, np.array(sectors)), STANDARD)


def text_of(shown: Shown) -> tuple:
    """All that a reader is given of a factor: every figure's text, and why others are withheld."""
    return tuple(sorted((k, f.text) for k, f in shown.figures.items())), tuple(sorted(shown.withheld.items()))


def ranges(people: np.ndarray) -> list[range]:
    return [range(n, 5 * n + 1) for n in people.ravel()]


def narrowest(fits: np.ndarray, people: np.ndarray) -> int:
    """The fewest values that anybody's rating has, to any insider, among these totals (a row each; cells by column)."""
    sizes, fewest = people.ravel(), 5

    def leaves(total: np.ndarray, n: int) -> np.ndarray:
        return (total >= n) & (total <= 5 * n)

    for insider, value in product(np.flatnonzero(sizes), SCALE):
        rest, left = fits.copy(), sizes.copy()
        rest[:, insider] -= value
        left[insider] -= 1
        rest = rest[leaves(rest[:, insider], left[insider])]
        for other in np.flatnonzero(left) if len(rest) else ():
            fewest = min(fewest, sum(leaves(rest[:, other] - x, left[other] - 1).any() for x in SCALE))
    return fewest


@pytest.mark.parametrize(
    ("people", "sectors"),
    [
        ([[5], [6]], (0, 0)),
        ([[6], [0]], (0, 1)),
        ([[3, 3]], (0,)),
    ],
)
def test_whatever_is_shown_or_withheld_many_ratings_could_have_led_to_it(people, sectors):
    """Every set of totals is decided; those that look alike to a reader leave everybody three values or more."""
    people, alike = np.array(people), defaultdict(list)
    for totals in product(*ranges(people)):
        alike[text_of(decided(people, np.array(totals).reshape(people.shape), sectors))].append(totals)
    assert len(alike) > 1
    assert min(narrowest(np.array(fits), people) for fits in alike.values()) >= 3


def test_a_mean_that_would_tell_is_shown_as_a_bound():
    """Two sites of five: a sector mean of 4.9 would show that hardly anybody gave less than 5."""
    shown = decided(np.array([[5], [5]]), np.array([[25], [24]]), (0, 0))
    assert shown.figures[(Scope.SECTOR, "c0", Kind.EITHER)].text[:2] == ">="


def test_a_bound_is_true_and_never_more_than_the_mean():
    for totals in product(range(5, 26, 4), range(6, 31, 3)):
        shown = decided(np.array([[5], [6]]), np.array(totals)[:, None], (0, 0))
        mean = sum(totals) / 11
        for (scope, _, _), figure in shown.figures.items():
            if scope != Scope.SITE and figure.text[:2] in (">=", "<=") and figure.text[2:] not in ("4.5", "1.5"):
                bound = float(figure.text[2:])
                assert mean >= bound - 1e-9 if figure.text[0] == ">" else mean <= bound + 1e-9


@pytest.mark.parametrize("seed", range(60))
def test_the_quick_judgement_is_that_of_every_rating_of_every_insider(seed):
    draw = np.random.default_rng(seed)
    people, sector = draw.integers(0, 5, (draw.integers(1, 5), draw.integers(1, 4))), draw.integers(0, 2, 5)
    totals = np.array([[draw.choice(SCALE, n, p=(0.1, 0.1, 0.1, 0.2, 0.5)).sum() for n in row] for row in people])
    network = free_network(people, sector[: len(people)], 2, SCALE)

    def with_total(part: str, place: int | None, inside: np.ndarray) -> None:
        nonlocal network
        n, total = int(people[inside].sum()), int(totals[inside].sum())
        if n and draw.random() < 0.6:
            slack = int(draw.integers(0, n))
            network = showing(network, part, place, (max(n, total - slack), min(5 * n, total + slack)))

    for site in range(len(people)):
        with_total("sites", site, np.s_[site])
    for group in range(people.shape[1]):
        with_total("groups", group, np.s_[:, group])
    with_total("study", None, np.s_[:])
    assert is_open(network, STANDARD) == (count_leaks(network, STANDARD) == 0)
