"""The scopes of METHOD 1: the study, its sectors, sites and stakeholder groups, and the groups of each site."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from peerwork.scoring.counts import Axes, keys
from peerwork.vocabulary import Kind, Scope

KINDS = tuple(str(kind) for kind in Kind)
SCOPES = tuple(str(scope) for scope in Scope)


def sum_by_scope(counts: np.ndarray, axes: Axes) -> dict[Scope, np.ndarray]:
    """The counts (first by site, then by group) in every scope, each by its places in order."""
    by_site = counts.sum(axis=1, dtype=np.int32)
    sectors = [by_site[axes.sector_of_site == sector].sum(axis=0) for sector in range(len(axes.sectors))]
    return {
        Scope.STUDY: by_site.sum(axis=0, keepdims=True),
        Scope.SECTOR: np.array(sectors).reshape(len(sectors), *by_site.shape[1:]),
        Scope.SITE: by_site,
        Scope.GROUP: counts.sum(axis=0, dtype=np.int32),
        Scope.SITE_GROUP: counts.reshape(-1, *counts.shape[2:]),
    }


def key_columns(wanted: Mapping[Scope, np.ndarray], axes: Axes) -> dict[str, pd.Categorical]:
    """The key columns of one row a factor of each kind, where it is wanted (by scope: place and factor)."""
    labels = {"sector": axes.sectors, "site": axes.sites, "group": axes.groups}
    parts: dict[str, list[np.ndarray]] = {name: [] for name in ("scope", *labels, "factor", "kind")}
    for scope, where in wanted.items():
        places = _places(scope, axes)
        parts["scope"].append(np.full(3 * where.sum(), SCOPES.index(scope), dtype=np.int8))
        for name in labels:
            parts[name].append(_spread(places.get(name, np.full(len(where), -1, dtype=np.int8))[:, None], where))
        parts["factor"].append(_spread(_small(len(axes.factors)), where))
        parts["kind"].append(np.tile(np.arange(3, dtype=np.int8), where.sum()))
    labels = {"scope": SCOPES, **labels, "factor": axes.factors, "kind": KINDS}
    return {name: keys(np.concatenate(parts[name]), labels[name]) for name in parts}


def column(values: Mapping[Scope, np.ndarray], wanted: Mapping[Scope, np.ndarray], dtype: type) -> np.ndarray:
    """The values (by scope: place, factor and kind) as one column beside the keys; NaN in a scope without values."""
    filled = np.empty(3 * sum(int(where.sum()) for where in wanted.values()), dtype=dtype)
    end = 0
    for scope, where in wanted.items():
        start, end = end, end + 3 * int(where.sum())
        filled[start:end] = values[scope][where].reshape(-1) if scope in values else np.nan
    return filled


def _places(scope: Scope, axes: Axes) -> dict[str, np.ndarray]:
    """The codes that name each place of a scope."""
    sites, groups = _small(len(axes.sites)), _small(len(axes.groups))
    return {
        Scope.STUDY: {},
        Scope.SECTOR: {"sector": _small(len(axes.sectors))},
        Scope.SITE: {"site": sites},
        Scope.GROUP: {"group": groups},
        Scope.SITE_GROUP: {"site": np.repeat(sites, len(groups)), "group": np.tile(groups, len(sites))},
    }[scope]


def _spread(codes: np.ndarray, where: np.ndarray) -> np.ndarray:
    """The codes of every wanted cell, once for each kind."""
    return np.repeat(np.broadcast_to(codes, where.shape)[where], 3)


def _small(length: int) -> np.ndarray:
    return np.arange(length, dtype=np.min_scalar_type(-max(length, 1)))
