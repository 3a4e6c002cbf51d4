"""Boolean minimisation: the prime implicants of a truth table, and every smallest set of them that covers it.

A term is a tuple with 1 (present), 0 (absent) or None (either) for each condition; a row is a term without None. With
the few conditions of a study every term can be looked at (3 to the power of the conditions): nothing has to be clever.
Quine 1952; McCluskey 1956; Petrick 1956.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import product

import numpy as np

Row = tuple[int, ...]
Term = tuple[int | None, ...]


def prime_implicants(positive: Iterable[Row], negative: Iterable[Row], n_conditions: int) -> list[Term]:
    """The shortest terms that cover a positive row and no negative one; rows in neither may be covered.

    In order of length, then of conditions, present before absent.
    """
    terms, holds = _every_term(n_conditions)
    wanted, refused = ([number(row) for row in rows] for rows in (positive, negative))
    implicants = holds[:, wanted].any(axis=1) & ~holds[:, refused].any(axis=1)
    primes: list[Term] = []
    for place in np.flatnonzero(implicants):
        if not any(contains(prime, terms[place]) for prime in primes):
            primes.append(terms[place])
    return primes


def number(row: Row) -> int:
    """The place of the row among all rows, from 0: the conditions read as binary digits."""
    return int("".join(map(str, row)), 2)


@lru_cache
def _every_term(n_conditions: int) -> tuple[list[Term], np.ndarray]:
    """Every term, the shortest first, and which rows each stands for: terms x rows."""
    terms = in_order(product((1, 0, None), repeat=n_conditions))
    rows = list(product((0, 1), repeat=n_conditions))
    return terms, np.array([[covers(term, row) for row in rows] for term in terms])


def in_order(terms: Iterable[Term]) -> list[Term]:
    """The terms by length, then by conditions in their order, present before absent."""

    def place(term: Term) -> tuple[int, list[int], list[int]]:
        places = [i for i, literal in enumerate(term) if literal is not None]
        return len(places), places, [-(literal or 0) for literal in term]

    return sorted(terms, key=place)


def covers(term: Term, row: Row) -> bool:
    """Whether the row is one of those that the term stands for."""
    return all(literal is None or literal == value for literal, value in zip(term, row, strict=True))


def contains(wide: Term, narrow: Term) -> bool:
    """Whether every row of the narrow term is one of the wide term's."""
    return all(w is None or w == n for w, n in zip(wide, narrow, strict=True))


def smallest_covers(terms: list[Term], positive: Iterable[Row]) -> list[tuple[Term, ...]]:
    """Every set of terms that covers all positive rows with as few terms as possible, each in the terms' order.

    More than one means that the data cannot tell the models apart. Empty where some row is covered by no term.
    """
    wanted = list(positive)
    by_row = [frozenset(i for i, term in enumerate(terms) if covers(term, row)) for row in wanted]
    if not all(by_row):
        return []
    for size in range(1, len(wanted) + 1):
        found = sorted(set(_covers_of(by_row, frozenset(), size)), key=sorted)
        if found:
            return [tuple(terms[i] for i in sorted(cover)) for cover in found]
    return []


def _covers_of(by_row: list[frozenset[int]], chosen: frozenset[int], size: int) -> Iterator[frozenset[int]]:
    """Every way to add terms, up to `size` in all, until no row is uncovered; the hardest row first."""
    open_rows = [row for row in by_row if not row & chosen]
    if not open_rows:
        yield chosen
    elif len(chosen) < size:
        hardest = min(open_rows, key=len)
        for term in sorted(hardest):
            yield from _covers_of(by_row, chosen | {term}, size)
