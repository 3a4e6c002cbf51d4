"""How well one set is contained in another: the measures of necessity and sufficiency.

Ragin, Redesigning Social Inquiry, 2008, chapter 3; PRI and RoN: Schneider & Wagemann, Set-Theoretic Methods, 2012, 9.2.
Memberships are 0 to 1, nothing missing; a measure without a denominator is missing.
"""

from __future__ import annotations

import numpy as np


def consistency(x: np.ndarray, y: np.ndarray) -> float:
    """How far x is a subset of y, so sufficient for it: sum of min(x, y) / sum of x."""
    return _ratio(np.minimum(x, y).sum(), x.sum())


def pri(x: np.ndarray, y: np.ndarray) -> float:
    """Consistency without what x shares with y and its negation alike."""
    both = np.minimum(np.minimum(x, y), 1 - y).sum()
    return _ratio(np.minimum(x, y).sum() - both, x.sum() - both)


def coverage(x: np.ndarray, y: np.ndarray) -> float:
    """How much of y is covered by x: sum of min(x, y) / sum of y. The consistency of x as a necessary condition."""
    return consistency(y, x)


def relevance(x: np.ndarray, y: np.ndarray) -> float:
    """Relevance of necessity (RoN) of x for y: near 0 when x is trivial, in place nearly everywhere."""
    return _ratio((1 - x).sum(), (1 - np.minimum(x, y)).sum())


def unique_coverages(terms: list[np.ndarray], y: np.ndarray) -> list[float]:
    """What each term covers of y that no other term does; of a single term, all that it covers."""
    whole = coverage(union(terms), y)
    others = [[other for j, other in enumerate(terms) if j != i] for i in range(len(terms))]
    return [whole - (coverage(union(rest), y) if rest else 0.0) for rest in others]


def union(terms: list[np.ndarray]) -> np.ndarray:
    """Membership in any of the terms: the largest."""
    return np.max(terms, axis=0)


def _ratio(part: float, whole: float) -> float:
    return float(part / whole) if whole > 0 else float("nan")
