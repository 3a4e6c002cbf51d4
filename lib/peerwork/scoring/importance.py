"""METHOD 1: how important people think each factor, and how sure a mean is."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce

import numpy as np
import pandas as pd
from scipy.special import stdtrit

from peerwork.rules import Rules
from peerwork.scoring.access import ALL, ONLY_BOARD, ONLY_PUBLIC, ONLY_WORKSHOP, Access, Protection
from peerwork.scoring.counts import CodedAnswers, count_at, count_cells, share
from peerwork.scoring.scopes import KINDS, rows_where, sum_by_scope
from peerwork.scoring.table_spec import (
    ANY_GROUP,
    ANY_SECTOR,
    ANY_SITE,
    FACTOR,
    KIND,
    NONE,
    SCOPE,
    number,
    result_table,
    whole,
)
from peerwork.vocabulary import Kind, Scope

EITHER = KINDS.index(Kind.EITHER)


IMPORTANCE_TABLE = result_table(
    "importance", "a factor of one kind in one scope", section=1, files="answers",
    pages="findings handbook handbook_domain importance perspectives site_evidence",
    score=lambda found: score_importance(found.answers, rules=found.study.rules),
    by=(SCOPE, ANY_SECTOR, ANY_SITE, ANY_GROUP, FACTOR, KIND),
    columns=(
        whole("n", "people behind the figure"), number("mean", "mean importance, on the framework's scale"),
        number("ci_low", "lower end of the 95 % interval", blank=NONE),
        number("ci_high", "upper end of the 95 % interval", blank=NONE), number("median", "median importance"),
        whole("n_sites", "sites behind it; outside the team only", optional=True),
        whole("n_<point>", "ratings of that point, for each point of the scale"),
    ),
    access=Access(
        {ALL: "scope sector site group factor kind n n_sites mean"},
        starred="ci_low ci_high median n_<point>",
        rows={
            ONLY_WORKSHOP: ("scope", "site"),
            ONLY_BOARD: ("scope", "study sector site group"),
            ONLY_PUBLIC: ("scope", "study sector group"),
        },
        protection=Protection.MEANS,
    ),
)  # fmt: skip


def score_importance(answers: CodedAnswers, *, rules: Rules) -> pd.DataFrame:
    """One row a factor of one kind in one scope: its mean importance on the framework's scale, and every answer.

    A factor has rows in a scope where somebody was asked about it. `kind` is whose ratings are counted: of those who
    call it a facilitator, a barrier, or all. Blank ratings are missing, never zero: with none `n` is 0 and `mean`,
    `median` and interval are blank. `ci_low` and `ci_high` are for study, sector and group from
    `rules.interval_min_sites` sites with a rating on, within the scale. `n_<point>` counts each point of the scale.
    METHOD 1.
    """
    axes, points = answers.axes, np.array(answers.points)
    n_asked = count_cells(answers.cell, axes)[0]
    asked = {scope: n > 0 for scope, n in sum_by_scope(n_asked, axes).items()}
    ratings = _count_ratings(answers, most=int(n_asked.max()))
    low, high = _intervals(ratings, answers, rules)
    rows = rows_where(asked, axes)
    counts = [rows.column(sum_by_scope(of_point, axes), np.int32) for of_point in ratings]
    summary = _summary(counts, points)
    columns = rows.keys() | {"n": summary["n"], "mean": summary["mean"]}
    columns |= {"ci_low": rows.column(low, float), "ci_high": rows.column(high, float), "median": summary["median"]}
    columns |= {f"n_{point}": count for point, count in zip(answers.points, counts, strict=True)}
    return pd.DataFrame(columns, copy=False)


def linearised_interval(by_site: np.ndarray, points: np.ndarray, *, rules: Rules) -> tuple[np.ndarray, np.ndarray]:
    """The ends of the 95 % interval of each mean, from counts by point, by site and by whatever else.

    People of one site are alike, so the standard error of the mean is linearised over sites: k / (k - 1) times the sum
    of squared site totals of deviations, by n squared; t with k - 1 degrees of freedom; clipped to the scale. NaN with
    fewer than `rules.interval_min_sites` sites with a rating. METHOD 1.
    """
    n_site, total_site = reduce(np.add, by_site.astype(np.int32)), _total(by_site, points)
    n, k = n_site.sum(axis=0), (n_site > 0).sum(axis=0)
    enough = k >= rules.interval_min_sites
    k = np.where(enough, k, 2)
    mean = share(total_site.sum(axis=0), n)
    deviations = total_site - n_site * mean
    error = share(np.sqrt(k / (k - 1) * (deviations**2).sum(axis=0)), n)
    half = np.where(enough, stdtrit(k - 1, (1 + rules.confidence) / 2) * error, np.nan)
    return np.maximum(mean - half, points.min()), np.minimum(mean + half, points.max())


def _intervals(
    ratings: np.ndarray, answers: CodedAnswers, rules: Rules
) -> tuple[dict[Scope, np.ndarray], dict[Scope, np.ndarray]]:
    """The lower and upper ends of the intervals by scope: place, factor and kind."""
    axes, by_site = answers.axes, ratings.sum(axis=2, dtype=np.int32)
    sites_of = {
        Scope.STUDY: [by_site],
        Scope.SECTOR: [by_site[:, axes.sector_of_site == sector] for sector in range(len(axes.sectors))],
        Scope.GROUP: [ratings[:, :, group] for group in range(len(axes.groups))],
    }
    points = np.array(answers.points)
    ends = {
        scope: np.array([linearised_interval(part, points, rules=rules) for part in parts])
        for scope, parts in sites_of.items()
        if parts
    }
    return {scope: both[:, 0] for scope, both in ends.items()}, {scope: both[:, 1] for scope, both in ends.items()}


def _count_ratings(answers: CodedAnswers, most: int) -> np.ndarray:
    """Counts by point, site, group, factor and kind; the last kind holds every rating, whatever the effect."""
    kind = np.where((answers.effect == 0) | (answers.effect == 1), answers.effect, EITHER)
    of_kind = answers.cell * len(KINDS) + kind
    length = int(np.prod(answers.axes.shape)) * len(KINDS)
    counts = count_at(of_kind, length, category=answers.rating, size=len(answers.points), most=most)
    counts = counts.reshape(len(counts), *answers.axes.shape, len(KINDS))
    counts[..., EITHER] += counts[..., 0] + counts[..., 1]
    return counts


def _summary(counts: list[np.ndarray], points: np.ndarray) -> dict[str, np.ndarray]:
    """The number, mean and median of the ratings of each row, from its counts by point."""
    n = reduce(np.add, counts)
    return {"n": n, "mean": share(_total(counts, points), n), "median": _median(counts, n, points)}


def _total(counts: Iterable[np.ndarray], points: np.ndarray) -> np.ndarray:
    """The ratings added up: whole numbers, exact as floats."""
    return reduce(np.add, (np.multiply(count, point, dtype=float) for count, point in zip(counts, points, strict=True)))


def _median(counts: list[np.ndarray], n: np.ndarray, points: np.ndarray) -> np.ndarray:
    """The middle rating, or the mean of the two in the middle."""
    lower, upper, seen = (np.zeros(len(n), dtype=np.int32) for _ in range(3))
    for count in counts[:-1]:
        seen += count
        lower += seen < (n + 1) >> 1
        upper += seen < (n >> 1) + 1
    return np.where(n > 0, (points[lower] + points[upper]) / 2, np.nan)
