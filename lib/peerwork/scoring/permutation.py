"""The permutation p value of METHOD 6: groups shuffled within sites, exact wherever that can be counted."""

from __future__ import annotations

from functools import lru_cache
from math import comb, gcd, lcm, sqrt

import numpy as np
from scipy.special import ndtr  # scipy.stats takes a second to import

from peerwork.rules import TOLERANCE, Rules

SEED = 20110501  # of the Monte Carlo draws: the same study gives the same p value


def permutation_p_value(counts_a: np.ndarray, counts_b: np.ndarray, *, rules: Rules) -> float:
    """The two-sided p value of the mean over sites of Cliff's delta, both groups' people shuffled within each site.

    `counts_a`, `counts_b`: a row a site, a column a point of the scale, how often it was given; every site has both
    groups. Sites are independent, so their distributions are counted one by one and convolved: exact where the
    arrangements of all sites, or the values that the statistic can take, are at most `rules.exact_arrangements`. Beyond
    that `rules.permutations` seeded draws, (1 + as extreme) / (1 + draws); from `rules.normal_from_sites` sites on the
    normal distribution with the exact permutation variance, corrected for its steps. METHOD 6.
    """
    sites = [_site(a, b) for a, b in zip(counts_a.tolist(), counts_b.tolist(), strict=True)]
    observed = sum(_won(a, b) / (sum(a) * sum(b)) for a, b in zip(counts_a.tolist(), counts_b.tolist(), strict=True))
    arrangements = [comb(sum(pooled), n_a) for n_a, pooled in sites]
    unit = lcm(*(n_a * (sum(pooled) - n_a) for n_a, pooled in sites))
    if len(sites) >= rules.normal_from_sites:
        span = _span(sites, unit) if max(arrangements) <= rules.exact_arrangements else 0.0
        return _normal(sites, max(abs(observed) - span / 2, 0.0))
    product = _product(arrangements, rules.exact_arrangements)
    countable = max(arrangements) <= rules.exact_arrangements and 2 * unit * len(sites) < rules.exact_arrangements
    if product <= rules.exact_arrangements or countable:
        return _exact(sites, unit, observed)
    return _drawn(sites, observed, rules.permutations)


Site = tuple[int, tuple[int, ...]]  # people of the first group, and how often each point was given by both together


def _site(a: list[int], b: list[int]) -> Site:
    return sum(a), tuple(x + y for x, y in zip(a, b, strict=True) if x + y)


def _won(a: list[int], b: list[int]) -> int:
    """Pairs of people in which a is higher, less those in which b is."""
    won = below = 0
    above = sum(b)
    for of_a, of_b in zip(a, b, strict=True):
        above -= of_b
        won += of_a * (below - above)
        below += of_b
    return won


def _product(numbers: list[int], limit: int) -> int:
    product = 1
    for number in numbers:
        product *= number
        if product > limit:
            break
    return product


@lru_cache(maxsize=50_000)
def _distribution(n_a: int, pooled: tuple[int, ...]) -> tuple[tuple[int, float], ...]:
    """Every number of pairs won, and its probability, when `n_a` people are chosen at random of those pooled."""
    ways = {(0, 0): 1}  # (chosen so far, won so far): arrangements
    seen = 0
    for tied in pooled:
        following: dict[tuple[int, int], int] = {}
        for (chosen, won), count in ways.items():
            for more in range(min(tied, n_a - chosen) + 1):
                key = (chosen + more, won + more * (seen - chosen) - (tied - more) * chosen)
                following[key] = following.get(key, 0) + count * comb(tied, more)
        ways, seen = following, seen + tied
    total = comb(seen, n_a)
    return tuple(sorted((won, count / total) for (chosen, won), count in ways.items() if chosen == n_a))


def _exact(sites: list[Site], unit: int, observed: float) -> float:
    """By convolution on a lattice of 1 / `unit`: exact, for it adds what enumeration would count."""
    probability, reach = np.ones(1), 0
    for n_a, pooled in sites:
        step = unit // (n_a * (sum(pooled) - n_a))
        support = _distribution(n_a, pooled)
        widest = step * max(abs(won) for won, _ in support)
        wider = np.zeros(len(probability) + 2 * widest)
        for won, share in support:
            start = widest + step * won
            wider[start : start + len(probability)] += share * probability
        probability, reach = wider, reach + widest
    at = np.abs(np.arange(-reach, reach + 1))
    return min(1.0, float(probability[at >= round(abs(observed) * unit)].sum()))


def _drawn(sites: list[Site], observed: float, draws: int) -> float:
    rng = np.random.default_rng(SEED)
    total = np.zeros(draws)
    for n_a, pooled in sites:
        tied = np.array(pooled)
        chosen = rng.multivariate_hypergeometric(tied, n_a, size=draws)
        left = tied - chosen
        below = np.cumsum(left, axis=1) - left
        above = left.sum(axis=1, keepdims=True) - below - left
        total += (chosen * (below - above)).sum(axis=1) / (n_a * (sum(pooled) - n_a))
    extreme = int((np.abs(total) >= abs(observed) - TOLERANCE).sum())
    return (1 + extreme) / (1 + draws)


def _span(sites: list[Site], unit: int) -> float:
    """How far apart neighbouring values of the sum of deltas are; half of it is the correction for steps."""
    steps = [
        (won - first) * (unit // (n_a * (sum(pooled) - n_a)))
        for n_a, pooled in set(sites)
        for (first, _), *others in [_distribution(n_a, pooled)]
        for won, _ in others
    ]
    return gcd(*steps) / unit


def _normal(sites: list[Site], observed: float) -> float:
    """Mann and Whitney's variance with ties, of a delta instead of U."""
    variance = 0.0
    for n_a, pooled in sites:
        n = sum(pooled)
        ties = sum(tied**3 - tied for tied in pooled) / (n * (n - 1))
        variance += (n + 1 - ties) / (3 * n_a * (n - n_a))
    return 1.0 if variance < TOLERANCE else float(2 * ndtr(-observed / sqrt(variance)))
