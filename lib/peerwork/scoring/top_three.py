"""METHOD 1: the factors that interviewees named as most important."""

from __future__ import annotations

import numpy as np
import pandas as pd

from peerwork.scoring.counts import Axes, axes_of, cells_of, codes_of, count_cells, share
from peerwork.scoring.importance import KINDS, key_frame
from peerwork.study.model import Study
from peerwork.vocabulary import Scope


def score_top_three(study: Study) -> pd.DataFrame:
    """One row a factor of one kind in one scope: the share (0 to 1) of people there who named it.

    The denominator `n_participants` is the people there who named at least one factor, of any kind. Factors that
    nobody named are 0; where nobody named any, the share is blank. A group at a site has rows only where somebody
    named something. METHOD 1.
    """
    axes = axes_of(study)
    picks = study.frames["top_three"]
    cell = cells_of(picks, study, axes)
    asked = cell >= 0
    named = _count_named(cell[asked], codes_of(picks["kind"], KINDS)[asked], axes)
    people = _count_people(picks[asked], study, axes)
    of_sector = [axes.sector_of_site == sector for sector in range(len(axes.sectors))]
    by_site, people_at = named.sum(axis=2), people.sum(axis=1)
    sectors = np.stack([by_site[:, sites].sum(axis=1) for sites in of_sector], axis=1)
    sector_people = np.array([people_at[sites].sum() for sites in of_sector])
    site, group = np.nonzero(people)
    frames = [
        _rows(Scope.STUDY, axes, by_site.sum(axis=1, keepdims=True), people.sum(keepdims=True).reshape(1)),
        _rows(Scope.SECTOR, axes, sectors, sector_people, sector=np.arange(len(axes.sectors))),
        _rows(Scope.SITE, axes, by_site, people_at, site=np.arange(len(axes.sites))),
        _rows(Scope.GROUP, axes, named.sum(axis=1), people.sum(axis=0), group=np.arange(len(axes.groups))),
        _rows(Scope.SITE_GROUP, axes, named[:, site, group], people[site, group], site=site, group=group),
    ]
    return pd.concat(frames, ignore_index=True)


def _count_named(cell: np.ndarray, kind: np.ndarray, axes: Axes) -> np.ndarray:
    """People by kind, site, group and factor; nobody names a factor twice, so picks count people."""
    of_kind = count_cells(cell, axes, category=kind, size=2)
    return np.concatenate([of_kind, count_cells(cell, axes)])


def _count_people(picks: pd.DataFrame, study: Study, axes: Axes) -> np.ndarray:
    """People by site and group who named at least one factor."""
    people = study.frames["participants"]
    namers = people[people["participant"].isin(picks["participant"])]
    counts = np.zeros(axes.shape[:2], dtype=np.int32)
    np.add.at(counts, (codes_of(namers["site"], axes.sites), codes_of(namers["group"], axes.groups)), 1)
    return counts


def _rows(scope: Scope, axes: Axes, named: np.ndarray, people: np.ndarray, **where: np.ndarray) -> pd.DataFrame:
    """The rows of one scope, from counts by kind, place and factor and from people by place."""
    each = len(axes.factors) * len(KINDS)
    factor = np.tile(np.repeat(np.arange(len(axes.factors)), len(KINDS)), len(people))
    frame = key_frame(scope, axes, factor, **{name: np.repeat(codes, each) for name, codes in where.items()})
    frame["n_named"] = named.transpose(1, 2, 0).reshape(-1).astype(np.int32)
    frame["n_participants"] = np.repeat(people, each).astype(np.int32)
    frame["share"] = share(frame["n_named"].to_numpy(), frame["n_participants"].to_numpy())
    return frame
