"""Boolean minimisation: the prime implicants of a truth table, and every smallest set of them that covers it.

A term is a tuple with 1 (present), 0 (absent) or None (either) for each condition; a row is a term without None. With the
few conditions of a study every term can be looked at (3 to the power of the conditions), so nothing needs to be clever.
Quine 1952; McCluskey 1956; Petrick 1956.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations, product

Row = tuple[int, ...]
Term = tuple[int | None, ...]


def prime_implicants(positive: Iterable[Row], negative: Iterable[Row], n_conditions: int) -> list[Term]:
    """The shortest terms that cover a positive row and no negative one; rows in neither may be covered.

    In order of length, then of conditions, present before absent.
    """
    wanted, refused = list(positive), list(negative)
    primes: list[Term] = []
    for term in _terms(n_conditions):
        if any(contains(prime, term) for prime in primes) or any(covers(term, row) for row in refused):
            continue
        if any(covers(term, row) for row in wanted):
            primes.append(term)
    return primes


def _terms(n_conditions: int) -> Iterator[Term]:
    """Every term, the shortest first."""
    for length in range(n_conditions + 1):
        for places in combinations(range(n_conditions), length):
            for values in product((1, 0), repeat=length):
                term: list[int | None] = [None] * n_conditions
                for place, value in zip(places, values, strict=True):
                    term[place] = value
                yield tuple(term)


def in_order(terms: Iterable[Term]) -> list[Term]:
    """The terms as `prime_implicants` gives them: by length, then by conditions, present before absent."""

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
        for term in sorted(min(open_rows, key=len)):
            yield from _covers_of(by_row, chosen | {term}, size)
