"""The scopes of METHOD 1: the study, its sectors, sites and stakeholder groups, and the groups of each site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

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


@dataclass(frozen=True)
class Rows:
    """The rows of a table by scope: one for each kind of each wanted cell, a cell being a place and a factor."""

    axes: Axes
    cells: Mapping[Scope, np.ndarray]

    def column(self, values: Mapping[Scope, np.ndarray], dtype: type) -> np.ndarray:
        """The values (by scope: of place, factor and kind) as a column; NaN in a scope without values."""
        filled: np.ndarray = np.empty((sum(map(len, self.cells.values())), len(KINDS)), dtype=dtype)
        end = 0
        for scope, cells in self.cells.items():
            start, end = end, end + len(cells)
            if scope in values:
                filled[start:end] = values[scope].reshape(-1, len(KINDS)).take(cells, axis=0)
            else:
                filled[start:end] = np.nan
        return filled.reshape(-1)

    def keys(self) -> dict[str, Any]:
        """The key columns: `scope`, `sector`, `site`, `group`, `factor` and `kind`."""
        labels = {"scope": SCOPES, "sector": self.axes.sectors, "site": self.axes.sites, "group": self.axes.groups}
        labels |= {"factor": self.axes.factors, "kind": KINDS}
        parts = [_codes(scope, cells, self.axes) for scope, cells in self.cells.items()]
        columns = {}
        for name, values in labels.items():
            codes = np.concatenate([np.broadcast_to(part[name], (len(part["factor"]), len(KINDS))) for part in parts])
            columns[name] = keys(codes.reshape(-1), values)
        return columns


def rows_where(wanted: Mapping[Scope, np.ndarray], axes: Axes) -> Rows:
    """The rows of the cells that are wanted, by scope: of place and factor."""
    return Rows(axes, {scope: np.flatnonzero(where) for scope, where in wanted.items()})


def _codes(scope: Scope, cells: np.ndarray, axes: Axes) -> dict[str, np.ndarray]:
    """The codes of each cell's keys, one column wide, and of the kinds, one row high."""
    sites, groups, factors = _small(len(axes.sites)), _small(len(axes.groups)), _small(len(axes.factors))
    place, factor = np.divmod(cells, max(len(factors), 1))
    places = {
        Scope.STUDY: {},
        Scope.SECTOR: {"sector": _small(len(axes.sectors))},
        Scope.SITE: {"site": sites},
        Scope.GROUP: {"group": groups},
        Scope.SITE_GROUP: {"site": np.repeat(sites, len(groups)), "group": np.tile(groups, len(sites))},
    }[scope]
    named: dict[str, Any] = {name: np.int8(-1) for name in ("sector", "site", "group")}
    named |= {name: codes[place][:, None] for name, codes in places.items()}
    kinds = np.arange(len(KINDS), dtype=np.int8)
    return named | {"scope": np.int8(SCOPES.index(scope)), "factor": factors[factor][:, None], "kind": kinds}


def _small(length: int) -> np.ndarray:
    """The codes of so many labels, in the smallest type that can hold -1 as well."""
    return np.arange(length, dtype=np.min_scalar_type(-max(length, 1)))
