"""Every released figure of one factor put together: whom it is about, and what it says of them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from peerwork.audit.claims import SLACK, Figure, people_of
from peerwork.audit.puzzle import Puzzle

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


def put_together(
    figures: list[Figure], people: pd.DataFrame, truth: np.ndarray, ends: tuple[int, int], shown: set[str]
) -> Placed:
    """The puzzle of one factor; `shown` are the sites whose own figure is released, which others may rest on."""
    sets, lows, highs, counts, strange = [], [], [], [], []
    for figure in figures:
        inside = _place(figure, people, truth, shown)
        if inside is None:
            strange.append(figure)
        elif figure.measure.startswith("n_"):
            counts.append((inside.astype(float), int(figure.measure[2:]), int(figure.low)))
        elif inside.any():
            sets.append(inside)
            low, high = _totals(figure, int(inside.sum()))
            lows.append(low)
            highs.append(high)
    matrix = np.array(sets, dtype=float).reshape(-1, len(people))
    puzzle = Puzzle(matrix, np.array(lows, dtype=float), np.array(highs, dtype=float), truth, *ends, tuple(counts))
    told = {(f.scope, f.place.get(f.scope, "")) for f in figures if f.kind != "either"}
    return Placed(puzzle, people, tuple(strange), told)


def _totals(figure: Figure, n: int) -> tuple[int, int]:
    """The least and greatest whole total that the figure leaves for n people."""
    return math.ceil(figure.low * n - SLACK), math.floor(figure.high * n + SLACK)


def _place(figure: Figure, people: pd.DataFrame, truth: np.ndarray, shown: set[str]) -> np.ndarray | None:
    """Whom the figure is about: the first reading that its number of people and the truth bear out."""
    about = people_of(figure, people)
    for base in _bases(figure, people, shown):
        inside = about & base
        if figure.n in (None, int(inside.sum())) and _is_true(figure, inside, truth):
            return inside
    return None


def _is_true(figure: Figure, inside: np.ndarray, truth: np.ndarray) -> bool:
    if figure.measure.startswith("n_"):
        return int((truth[inside] == int(figure.measure[2:])).sum()) == int(figure.low)
    low, high = _totals(figure, int(inside.sum()))
    return low <= truth[inside].sum() <= high


def _bases(figure: Figure, people: pd.DataFrame, shown: set[str]) -> Iterator[np.ndarray]:
    """The people that a figure may rest on: of the sites shown, everybody, or those of an earlier edition."""
    gone, at_shown = people["withdrawn"].to_numpy(dtype=bool), people["site"].isin(shown).to_numpy()
    if figure.measure != "picks":
        yield ~gone & at_shown
    yield ~gone
    for here in (at_shown, np.ones(len(people), dtype=bool)):
        yield here
        for left_out in range(1, NEWEST + 1):
            earlier = _without_newest(people, left_out)
            yield ~gone & here & earlier
            yield here & earlier


def _without_newest(people: pd.DataFrame, number: int) -> np.ndarray:
    newest = people.sort_values("interviewed_on", kind="stable").index[-number:]
    return ~people.index.isin(newest)
