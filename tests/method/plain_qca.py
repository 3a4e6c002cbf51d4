"""METHOD 10 a second time, from the definitions and by trying everything: sets of rows, no algebra of terms.

A term is the set of rows that it stands for; a model a set of terms. Nothing here is imported from the library.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, product

HALF = 1e-9
Rows = frozenset[tuple[int, ...]]
Literals = tuple[int | None, ...]


@dataclass(frozen=True)
class Table:
    """Random data, and how they are to be analysed: `cases` has the conditions and, last, the outcome."""

    cases: list[tuple[float, ...]]
    frequency: int
    consistency: float
    pri: float
    expectations: Mapping[int, int]

    @property
    def k(self) -> int:
        return len(self.cases[0]) - 1


def random_table(seed: int) -> Table:
    """Crisp, fuzzy or of few values; often with a 0.5, at times reached by a sum; any cut-offs and expectations."""
    draw = random.Random(seed)
    k, n = draw.choice((2, 3, 3, 4, 4)), draw.randint(4, 16)
    values: tuple[float, ...] = draw.choice(((0, 1), (0, 0.2, 0.4, 0.6, 0.8, 1), (0, 0.3, 0.5, 0.7, 1), ()))
    sums = (0.1 + 0.2 + 0.2, 0.7 - 0.2, 1 - 0.1 * 5)

    def member() -> float:
        if values == (0, 0.3, 0.5, 0.7, 1) and draw.random() < 0.2:
            return draw.choice(sums)
        return draw.choice(values) if values else round(draw.random(), 2)

    cases = [tuple(member() for _ in range(k + 1)) for _ in range(n)]
    expectations = {place: draw.randint(0, 1) for place in range(k) if draw.random() < 0.7}
    cut = draw.choice((0.6, 0.75, 0.8, 0.9))
    return Table(cases, draw.choice((1, 1, 2)), cut, draw.choice((0.0, 0.0, 0.5, 0.7)), expectations)


def enumerate_models(table: Table, *, negated: bool = False) -> dict[str, set[frozenset[Literals]]]:
    """Every model of each solution, by trying all terms and all sets of them."""
    rows = list(product((0, 1), repeat=table.k))
    positive = {row for row in rows if _value(table, row, negated) == "positive"}
    negative = {row for row in rows if _value(table, row, negated) == "negative"}
    expected = {place: value ^ negated for place, value in table.expectations.items()}
    if not negative or not positive:
        return {"conservative": set(), "intermediate": set(), "parsimonious": set()}
    conservative = _models(table.k, positive, positive)
    parsimonious = _models(table.k, positive, set(rows) - negative)
    intermediate = {
        model
        for long, short in product(conservative, parsimonious)
        for model in _models(table.k, positive, positive | _easy(long, short, expected, table.k))
    }
    return {"conservative": conservative, "intermediate": intermediate, "parsimonious": parsimonious}


def _value(table: Table, row: tuple[int, ...], negated: bool) -> str:
    inside = [case for case in table.cases if all(_belongs(v, r) for v, r in zip(case[:-1], row, strict=True))]
    if len(inside) < table.frequency:
        return "remainder"
    x = [min(v if r else 1 - v for v, r in zip(case[:-1], row, strict=True)) for case in table.cases]
    y = [1 - case[-1] if negated else case[-1] for case in table.cases]
    shared = sum(min(a, b) for a, b in zip(x, y, strict=True))
    both = sum(min(a, b, 1 - b) for a, b in zip(x, y, strict=True))
    pri = (shared - both) / (sum(x) - both) if sum(x) - both > 0 else float("nan")
    reached = shared / sum(x) >= table.consistency - HALF and pri >= table.pri - HALF
    return "positive" if reached else "negative"


def _belongs(value: float, literal: int) -> bool:
    return value > 0.5 + HALF if literal else value < 0.5 - HALF


def _rows_of(term: Literals) -> Rows:
    return frozenset(product(*((0, 1) if literal is None else (literal,) for literal in term)))


def _models(k: int, positive: set, allowed: set) -> set[frozenset[Literals]]:
    """Every smallest set of the widest terms inside `allowed` that together hold all positive rows."""
    terms = {term: _rows_of(term) for term in product((0, 1, None), repeat=k)}
    inside = {term: rows for term, rows in terms.items() if rows <= allowed}
    primes = {term: rows for term, rows in inside.items() if not any(rows < other for other in inside.values())}
    useful = [term for term, rows in primes.items() if rows & positive]
    for size in range(1, len(positive) + 1):
        found = {
            frozenset(some)
            for some in combinations(useful, size)
            if positive <= set().union(*(primes[term] for term in some))
        }
        if found:
            return found
    return set()


def _easy(long: frozenset[Literals], short: frozenset[Literals], expected: Mapping[int, int], k: int) -> set:
    """A row is easy where it differs from a conservative term, within a parsimonious one, in expected ways alone."""
    easy: set = set()
    for term, core in product(long, short):
        if _rows_of(term) <= _rows_of(core):
            easy |= {row for row in _rows_of(core) if all(_as_expected(row, term, core, expected, i) for i in range(k))}
    return easy


def _as_expected(row: tuple, term: Literals, core: Literals, expected: Mapping[int, int], place: int) -> bool:
    if term[place] is None or row[place] == term[place]:
        return True
    return core[place] is None and expected.get(place) == row[place]


def written(models: set[frozenset[Literals]]) -> Iterator[str]:
    """Each model as text, terms and models in the order of the alphabet."""
    names = "ABCDE"
    for model in models:
        terms = (
            "*".join(("" if literal else "~") + names[i] for i, literal in enumerate(term) if literal is not None)
            for term in model
        )
        yield " + ".join(sorted(terms))
