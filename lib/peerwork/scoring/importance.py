"""METHOD 1: how important people think each factor, and how sure a mean is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import stdtrit

from peerwork.rules import Rules
from peerwork.scoring.counts import Axes, CodedAnswers, count_cells, keys, share
from peerwork.vocabulary import Kind, Scope

KINDS = tuple(str(kind) for kind in Kind)
SCOPES = tuple(str(scope) for scope in Scope)
EITHER = KINDS.index(Kind.EITHER)


@dataclass(frozen=True)
class Slab:
    """The ratings of one scope: counts by point, kind, place in the scope and factor, and where a factor was asked."""

    scope: Scope
    counts: np.ndarray
    asked: np.ndarray
    low: np.ndarray
    high: np.ndarray


def score_importance(answers: CodedAnswers, *, rules: Rules) -> pd.DataFrame:
    """One row a factor of one kind in one scope: its mean importance on the framework's scale, and every answer.

    A factor has rows in a scope where somebody was asked about it. `kind` is whose ratings are counted: of those who
    call it a facilitator, a barrier, or all. Blank ratings are missing, never zero: with none `n` is 0 and `mean`,
    `median` and interval are blank. `ci_low` and `ci_high` are for study, sector and group from
    `rules.interval_min_sites` sites with a rating on, within the scale. `n_<point>` counts each point of the scale.
    METHOD 1.
    """
    slabs = list(_slabs(answers, rules))
    points = np.array(answers.points)
    frame = pd.concat([_key_columns(slab, answers.axes) for slab in slabs], ignore_index=True)
    counts = [np.concatenate([_rows(slab.counts[point], slab.asked) for slab in slabs]) for point in range(len(points))]
    n = np.sum(counts, axis=0, dtype=np.int32)
    frame["n"] = n
    frame["mean"] = share(sum(point * count.astype(np.int64) for point, count in zip(points, counts, strict=True)), n)
    frame["ci_low"] = np.concatenate([_rows(slab.low, slab.asked) for slab in slabs])
    frame["ci_high"] = np.concatenate([_rows(slab.high, slab.asked) for slab in slabs])
    frame["median"] = _median(counts, n, points)
    for point, count in zip(answers.points, counts, strict=True):
        frame[f"n_{point}"] = count
    return frame


def linearised_interval(by_site: np.ndarray, points: np.ndarray, *, rules: Rules) -> tuple[np.ndarray, np.ndarray]:
    """The ends of the interval of each mean, from counts whose first axis is the point and last but one the site.

    People of one site are alike, so the standard error of the mean is linearised over sites:
    k / (k - 1) times the sum of squared site totals of deviations, by n squared; t with k - 1 degrees of freedom;
    clipped to the scale. NaN with fewer than `rules.interval_min_sites` sites with a rating. METHOD 1.
    """
    n_site, total_site = by_site.sum(axis=0), np.tensordot(points, by_site, axes=1)
    n, k = n_site.sum(axis=-2), (n_site > 0).sum(axis=-2)
    mean = share(total_site.sum(axis=-2), n)
    deviations = total_site - n_site * mean[..., None, :]
    enough = k >= rules.interval_min_sites
    spread = np.where(enough, k, 2) / (np.where(enough, k, 2) - 1) * (deviations**2).sum(axis=-2)
    half = stdtrit(np.where(enough, k, 2) - 1, (1 + rules.confidence) / 2) * share(np.sqrt(spread), n)
    half = np.where(enough, half, np.nan)
    return np.maximum(mean - half, points.min()), np.minimum(mean + half, points.max())


def _slabs(answers: CodedAnswers, rules: Rules) -> Iterator[Slab]:
    axes, points = answers.axes, np.array(answers.points)
    n_sites, n_groups, n_factors = axes.shape
    asked = count_cells(answers.cell, axes)[0] > 0
    ratings = _count_ratings(answers)

    def summed(scope: Scope, parts: list[tuple[np.ndarray, np.ndarray]]) -> Slab:
        ends = [linearised_interval(part, points, rules=rules) for part, _ in parts]
        return Slab(
            scope,
            np.stack([part.sum(axis=-2) for part, _ in parts], axis=2),
            np.stack([where.any(axis=0) for _, where in parts]),
            *(np.stack(end, axis=1) for end in zip(*ends, strict=True)),
        )

    def plain(scope: Scope, counts: np.ndarray, where: np.ndarray) -> Slab:
        nothing = np.broadcast_to(np.nan, counts.shape[1:])
        return Slab(scope, counts, where, nothing, nothing)

    by_site, asked_at = ratings.sum(axis=3), asked.any(axis=1)
    of_sector = [axes.sector_of_site == sector for sector in range(len(axes.sectors))]
    yield summed(Scope.STUDY, [(by_site, asked_at)])
    if of_sector:
        yield summed(Scope.SECTOR, [(by_site[:, :, sites], asked_at[sites]) for sites in of_sector])
    yield plain(Scope.SITE, by_site, asked_at)
    yield summed(Scope.GROUP, [(ratings[:, :, :, group], asked[:, group]) for group in range(n_groups)])
    flat = n_sites * n_groups
    yield plain(Scope.SITE_GROUP, ratings.reshape(len(points), 3, flat, n_factors), asked.reshape(flat, n_factors))


def _count_ratings(answers: CodedAnswers) -> np.ndarray:
    """Counts by point, kind, site, group and factor; the last kind holds every rating, whatever the effect."""
    kind = np.where((answers.effect == 0) | (answers.effect == 1), answers.effect, EITHER)
    category = np.where(answers.rating < 0, -1, answers.rating.astype(np.int16) * 3 + kind)
    counts = count_cells(answers.cell, answers.axes, category=category, size=3 * len(answers.points))
    counts = counts.reshape(len(answers.points), 3, *answers.axes.shape)
    counts[:, EITHER] += counts[:, :EITHER].sum(axis=1, dtype=np.int32)
    return counts


def _rows(values: np.ndarray, asked: np.ndarray) -> np.ndarray:
    """The values of kind, place and factor as the rows of the table: place, factor, kind."""
    place, factor = np.nonzero(asked)
    return values[:, place, factor].T.reshape(-1)


def _key_columns(slab: Slab, axes: Axes) -> pd.DataFrame:
    place, factor = (np.repeat(codes, 3) for codes in np.nonzero(slab.asked))
    where = {Scope.SECTOR: {"sector": place}, Scope.SITE: {"site": place}, Scope.GROUP: {"group": place}}
    n_groups = len(axes.groups)
    where[Scope.SITE_GROUP] = {"site": place // max(n_groups, 1), "group": place % max(n_groups, 1)}
    return key_frame(slab.scope, axes, factor, **where.get(slab.scope, {}))


def key_frame(scope: Scope, axes: Axes, factor: np.ndarray, **where: np.ndarray) -> pd.DataFrame:
    """One row a factor of each kind (in `KINDS` order, `factor` naming it three times) in a place of one scope."""
    blank = np.full(len(factor), -1, dtype=np.int8)
    return pd.DataFrame(
        {
            "scope": keys(np.full(len(factor), SCOPES.index(scope), dtype=np.int8), SCOPES),
            "sector": keys(where.get("sector", blank), axes.sectors),
            "site": keys(where.get("site", blank), axes.sites),
            "group": keys(where.get("group", blank), axes.groups),
            "factor": keys(factor, axes.factors),
            "kind": keys(np.tile(np.arange(3, dtype=np.int8), len(factor) // 3), KINDS),
        },
        copy=False,
    )


def _median(counts: list[np.ndarray], n: np.ndarray, points: np.ndarray) -> np.ndarray:
    """The middle rating, or the mean of the two in the middle."""
    lower, upper, seen = (np.zeros(len(n), dtype=np.int32) for _ in range(3))
    for count in counts:
        seen = seen + count
        lower += seen < (n + 1) // 2
        upper += seen < n // 2 + 1
    last = len(points) - 1
    middle = (points[np.minimum(lower, last)] + points[np.minimum(upper, last)]) / 2
    return np.where(n > 0, middle, np.nan)
