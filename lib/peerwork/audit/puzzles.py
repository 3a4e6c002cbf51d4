"""Every released figure of one factor put together: whom it is about, and what it says of them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd

from peerwork.audit.claims import SLACK, Figure, people_of
from peerwork.audit.puzzle import Puzzle

WIDE = ("study", "sector", "group")
NEWEST = 3  # interviews that an earlier edition may have lacked


@dataclass(frozen=True)
class Placed:
    """One factor's puzzle, the people in it, and the figures that could not be placed.

    `told` holds the places (scope and name) of which a figure is released of those who said it helped, or hindered.
    """

    puzzle: Puzzle
    people: pd.DataFrame
    strange: tuple[Figure, ...]
    told: set[tuple[str, str]]


def put_together(figures: list[Figure], people: pd.DataFrame, truth: np.ndarray, ends: tuple[int, int]) -> Placed:
    """The puzzle of one factor."""
    sets: dict[tuple, tuple[np.ndarray, int, int]] = {}
    counts, strange = [], []
    others = _bases_of_others(figures, people, truth)
    for figure in figures:
        inside = _place(figure, people, truth, [figure.shown] if figure.shown else others)
        if inside is None:
            strange.append(figure)
        elif figure.measure.startswith("n_"):
            counts.append((inside.astype(float), int(figure.measure[2:]), int(figure.low)))
        elif inside.any():
            low, high = _totals(figure, int(inside.sum()))
            sets[inside.tobytes(), low, high] = inside, low, high
    matrix = np.array([inside for inside, *_ in sets.values()], dtype=float).reshape(-1, len(people))
    lows, highs = (np.array([bounds[end] for bounds in sets.values()], dtype=float) for end in (1, 2))
    told = {(f.scope, f.place.get(f.scope, "")) for f in figures if f.kind != "either"}
    return Placed(Puzzle(matrix, lows, highs, truth, *ends, tuple(counts)), people, tuple(strange), told)


def _bases_of_others(figures: list[Figure], people: pd.DataFrame, truth: np.ndarray) -> list[frozenset[str]]:
    """The sites that figures may rest on whose release tells no site's own: those that another tells, or a guess."""
    told = sorted({f.shown for f in figures if f.shown and len(f.shown) > 1}, key=sorted)
    return told or [frozenset(sites_behind(figures, people, truth))]


def _totals(figure: Figure, n: int) -> tuple[int, int]:
    """The least and greatest whole total that the figure leaves for n people."""
    return math.ceil(figure.low * n - SLACK), math.floor(figure.high * n + SLACK)


def _place(figure: Figure, people: pd.DataFrame, truth: np.ndarray, sites: list[frozenset[str]]) -> np.ndarray | None:
    """Whom the figure is about: the first reading that its number of people and the truth bear out."""
    about = people_of(figure, people)
    for base in _bases(figure, people, [people["site"].isin(some).to_numpy() for some in sites]):
        inside = about & base
        known = figure.n == int(inside.sum()) if figure.n is not None else inside.any()
        if known and _is_true(figure, inside, truth):
            return inside
    return None


def _is_true(figure: Figure, inside: np.ndarray, truth: np.ndarray) -> bool:
    if figure.measure.startswith("n_"):
        return int((truth[inside] == int(figure.measure[2:])).sum()) == int(figure.low)
    low, high = _totals(figure, int(inside.sum()))
    return low <= truth[inside].sum() <= high


def _bases(figure: Figure, people: pd.DataFrame, at_sites: list[np.ndarray]) -> Iterator[np.ndarray]:
    """The people that a figure may rest on: of some sites, everybody, or those of an earlier edition."""
    gone = people["withdrawn"].to_numpy(dtype=bool)
    if figure.measure != "picks":
        yield from (~gone & here for here in at_sites)
    yield ~gone
    for here in (*at_sites, np.ones(len(people), dtype=bool)):
        yield here
        for left_out in range(1, NEWEST + 1):
            earlier = _without_newest(people, left_out)
            yield ~gone & here & earlier
            yield here & earlier


def sites_behind(figures: list[Figure], people: pd.DataFrame, truth: np.ndarray) -> set[str]:
    """The sites that means of more than one site rest on, where no site's own mean is released to tell.

    Of all that could be, the first that bears most of them out: the true ones, or ones that nobody can tell from them.
    """
    wide = [f for f in figures if f.measure == "importance" and f.n is not None and f.scope in WIDE]
    if not wide:
        return set()
    about, best = [people_of(figure, people) for figure in wide], (0, set[str]())
    for sites in _sets_of_sites(people[~people["withdrawn"].to_numpy(dtype=bool)]):
        base = (people["site"].isin(sites) & ~people["withdrawn"]).to_numpy(dtype=bool)
        fit = sum(
            f.n == int((a & base).sum()) and _is_true(f, a & base, truth) for f, a in zip(wide, about, strict=True)
        )
        best = max(best, (fit, sites), key=lambda found: found[0])
        if fit == len(wide):
            break
    return best[1]


def _sets_of_sites(people: pd.DataFrame) -> Iterator[set[str]]:
    """All sites; those with so many people, and so many outside the largest group; all but one, or two."""
    made_up = {site: sorted(rows["group"].value_counts()) for site, rows in people.groupby("site")}
    yield set(made_up)
    for least in range(12):
        for others in range(5):
            yield {site for site, groups in made_up.items() if sum(groups) >= least and sum(groups[:-1]) >= others}
    for size in (1, 2):
        yield from (set(made_up) - set(out) for out in combinations(made_up, size))


def _without_newest(people: pd.DataFrame, number: int) -> np.ndarray:
    newest = people.sort_values("interviewed_on", kind="stable").index[-number:]
    return ~people.index.isin(newest)
