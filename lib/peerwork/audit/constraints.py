"""Every released figure of one factor put together: whom it is about, and what it says of them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
import pandas as pd

from peerwork.audit.claims import SLACK, ReadFigure, as_of_one_site, people_of
from peerwork.audit.constraint_system import ConstraintSystem
from peerwork.audit.integer_programme import integer_programme
from peerwork.audit.unknowns import Unknowns

WIDE = ("study", "sector", "group")
Bases = Sequence[frozenset[str] | None]  # by release: the sites behind a factor's wide figures, None where not recorded


@dataclass(frozen=True)
class Placed:
    """One factor's constraint system, its answers, whom each figure is about, and the figures that could not be placed.

    `told` holds the places (scope and name) of which a figure is released of those who said it helped, or hindered.
    """

    system: ConstraintSystem
    unknowns: Unknowns
    about: tuple[tuple[ReadFigure, np.ndarray], ...]
    strange: tuple[ReadFigure, ...]
    told: set[tuple[str, str]]


def build_constraints(
    figures: list[ReadFigure], unknowns: Unknowns, state_of: Sequence[int], bases: Bases, ends: tuple[int, int]
) -> Placed:
    """One factor's constraint system. Where the study no longer says what was answered, some that fit stand for it."""
    sets: dict[tuple, tuple[np.ndarray, int, int]] = {}
    counts, strange, about = [], [], []
    placing = _Placing(figures, unknowns, state_of, bases, ends)
    for read in figures:
        placed = placing.place(read)
        if placed is None:
            strange.append(read)
            continue
        figure, inside = placed
        about.append((figure, inside))
        if figure.measure.startswith("n_"):
            counts.append((inside.astype(float), int(figure.measure[2:]), int(figure.low)))
        elif inside.any():
            low, high = _totals(figure, int(inside.sum()))
            sets[inside.tobytes(), low, high] = inside, low, high
    matrix = np.array([inside for inside, *_ in sets.values()], dtype=float).reshape(-1, len(unknowns.value))
    lows, highs = (np.array([bounds[end] for bounds in sets.values()], dtype=float) for end in (1, 2))
    told = {(f.scope, f.place.get(f.scope, "")) for f in figures if f.kind != "either"}
    system = ConstraintSystem(matrix, lows, highs, _start(unknowns.value, ends), *ends, tuple(counts))
    system, fits = _completed(system, unknowns)
    return Placed(system, unknowns, tuple(about), tuple(strange) if fits else tuple(figures), told)


def _start(value: np.ndarray, ends: tuple[int, int]) -> np.ndarray:
    return np.where(np.isnan(value), sum(ends) // 2, value).round().astype(int)


def _completed(system: ConstraintSystem, unknowns: Unknowns) -> tuple[ConstraintSystem, bool]:
    """The system with answers that fit in the place of those that are not known any more; and whether any do."""
    if system.fit(system.truth[None])[0]:
        return system, True
    known = {int(place): int(system.truth[place]) for place in np.flatnonzero(~np.isnan(unknowns.value))}
    found = integer_programme(system).nearest(known)
    return (system, False) if found is None else (replace(system, truth=found), True)


def _totals(figure: ReadFigure, n: int) -> tuple[int, int]:
    """The least and greatest whole total that the figure leaves for n people."""
    return math.ceil(figure.low * n - SLACK), math.floor(figure.high * n + SLACK)


class _Placing:
    """Finds the answers that each figure is about."""

    def __init__(
        self,
        figures: list[ReadFigure],
        unknowns: Unknowns,
        state_of: Sequence[int],
        bases: Bases,
        ends: tuple[int, int],
    ) -> None:
        self.unknowns, self.state_of, self.bases, self.ends = unknowns, state_of, bases, ends
        told = sorted({f.shown for f in figures if f.shown and len(f.shown) > 1}, key=sorted)
        self._guesses = told or ([frozenset(self._sites_behind(figures))] if None in bases else [])

    def place(self, figure: ReadFigure) -> tuple[ReadFigure, np.ndarray] | None:
        """The figure as it is read and whom it is about, None where its number of people or its value are of nobody."""
        about = people_of(figure, self.unknowns.people) & self.unknowns.within[self.state_of[figure.release]]
        if figure.kind != "either" and figure.measure != "picks":
            about_known = self.unknowns.people["effect"].to_numpy(dtype=object)
            if (about_known[self.unknowns.within[self.state_of[figure.release]]] == "?").any():
                return figure, np.zeros_like(about)  # nobody can say any more whose it was
        for base in self._bases(figure):
            inside = about & base
            known = figure.n == int(inside.sum()) if figure.n is not None else inside.any()
            read = as_of_one_site(figure, *self.ends) if self._is_of_one_site(figure, inside) else figure
            if known and self._is_true(read, inside):
                return read, inside
        return None

    def _is_of_one_site(self, figure: ReadFigure, inside: np.ndarray) -> bool:
        wide = figure.measure == "importance" and figure.scope in WIDE
        return wide and len(set(self.unknowns.people["site"].to_numpy(dtype=object)[inside])) == 1

    def _bases(self, figure: ReadFigure) -> Iterator[np.ndarray]:
        """The people that a figure may rest on: those of the sites that were recorded, else of those that could be."""
        everybody = np.ones(len(self.unknowns.people), dtype=bool)
        recorded = self.bases[figure.release]
        if figure.measure == "picks" or figure.scope not in WIDE:
            yield everybody
        elif recorded is not None:
            yield self.unknowns.people["site"].isin(recorded).to_numpy()
        else:
            for sites in [figure.shown] if figure.shown else self._guesses:
                yield self.unknowns.people["site"].isin(sites).to_numpy()
            yield everybody

    def _is_true(self, figure: ReadFigure, inside: np.ndarray) -> bool:
        values = self.unknowns.value[inside]
        if np.isnan(values).any():
            return True
        if figure.measure.startswith("n_"):
            return int((values == int(figure.measure[2:])).sum()) == int(figure.low)
        low, high = _totals(figure, int(inside.sum()))
        return low <= values.sum() <= high

    def _sites_behind(self, figures: list[ReadFigure]) -> set[str]:
        """The sites that means of more than one site rest on, where a folder alone is attacked and tells no site's own.

        Of all that could be, the first that bears most of them out: the true ones, or ones that nobody can tell from
        them.
        """
        wide = [f for f in figures if f.measure == "importance" and f.n is not None and f.scope in WIDE]
        if not wide:
            return set()
        people = self.unknowns.people
        about = [people_of(f, people) & self.unknowns.within[self.state_of[f.release]] for f in wide]
        best = (0, set[str]())
        for sites in _sets_of_sites(people[people["inside"]]):
            base = people["site"].isin(sites).to_numpy()
            fit = sum(
                f.n == int((a & base).sum()) and self._is_true(f, a & base) for f, a in zip(wide, about, strict=True)
            )
            best = max(best, (fit, sites), key=lambda found: found[0])
            if fit == len(wide):
                break
        return best[1]


def _sets_of_sites(people: pd.DataFrame) -> Iterator[set[str]]:
    """All sites; those with so many people, and so many outside the largest group; all but one, or two."""
    made_up = {str(site): sorted(rows["group"].value_counts()) for site, rows in people.groupby("site")}
    yield set(made_up)
    for least in range(12):
        for others in range(5):
            yield {site for site, groups in made_up.items() if sum(groups) >= least and sum(groups[:-1]) >= others}
    for size in (1, 2):
        yield from (set(made_up) - set(out) for out in combinations(made_up, size))
