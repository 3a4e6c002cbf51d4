"""METHOD 1: the factors that interviewees named as most important."""

from __future__ import annotations

import numpy as np
import pandas as pd

from peerwork.scoring.access import NOT_WORKSHOP, Access, Protection
from peerwork.scoring.counts import Axes, axes_of, cells_of, codes_of, count_cells, share
from peerwork.scoring.scopes import KINDS, rows_where, sum_by_scope
from peerwork.scoring.table_spec import (
    ANY_GROUP,
    ANY_SECTOR,
    ANY_SITE,
    FACTOR,
    KIND,
    SCOPE,
    proportion,
    result_table,
    whole,
)
from peerwork.study.model import Study
from peerwork.vocabulary import Scope

TOP_THREE_TABLE = result_table(
    "top_three", "a factor of one kind in one scope", section=1, files="top_three",
    pages="findings handbook handbook_domain importance site_evidence stakeholder_group",
    score=lambda found: score_top_three(found.study),
    by=(SCOPE, ANY_SECTOR, ANY_SITE, ANY_GROUP, FACTOR, KIND),
    columns=(
        whole("n_named", "people who named the factor"),
        whole("n_participants", "people who named at least one factor"), proportion("share", "0 to 1"),
    ),
    access=Access(
        {NOT_WORKSHOP: "scope sector site group factor kind n_participants share"},
        starred="n_named", rows={NOT_WORKSHOP: ("scope", "study sector group")}, protection=Protection.PICKS,
    ),
)  # fmt: skip


def score_top_three(study: Study) -> pd.DataFrame:
    """One row a factor of one kind in one scope: the share (0 to 1) of people there who named it.

    The denominator `n_participants` is the people there who named at least one factor, of any kind. Factors that
    nobody named are 0; where nobody named any, the share is blank. A group at a site has rows only where somebody
    named something. METHOD 1.
    """
    axes = axes_of(study)
    picks = study.frames["top_three"]
    cell = cells_of(picks, study, axes)
    known = cell >= 0
    named = sum_by_scope(_count_named(cell[known], codes_of(picks["kind"], KINDS)[known], axes), axes)
    people = sum_by_scope(_count_people(picks[known], study, axes), axes)
    n_factors = len(axes.factors)
    wanted = {scope: np.ones((len(n), n_factors), dtype=bool) for scope, n in people.items()}
    wanted[Scope.SITE_GROUP] &= people[Scope.SITE_GROUP][:, None] > 0
    beside = {scope: np.broadcast_to(n[:, None, None], (len(n), n_factors, 3)) for scope, n in people.items()}
    rows = rows_where(wanted, axes)
    columns = rows.keys()
    counts = {"n_named": rows.column(named, np.int32), "n_participants": rows.column(beside, np.int32)}
    return pd.DataFrame(columns | counts | {"share": share(*counts.values())}, copy=False)


def _count_named(cell: np.ndarray, kind: np.ndarray, axes: Axes) -> np.ndarray:
    """People by site, group, factor and kind; nobody names a factor twice, so picks count people."""
    of_kind = count_cells(cell, axes, category=kind, size=2)
    return np.stack([*of_kind, count_cells(cell, axes)[0]], axis=-1)


def _count_people(picks: pd.DataFrame, study: Study, axes: Axes) -> np.ndarray:
    """People by site and group who named at least one factor."""
    people = study.frames["participants"]
    namers = people[people["participant"].isin(picks["participant"])]
    counts = np.zeros(axes.shape[:2], dtype=np.int32)
    np.add.at(counts, (codes_of(namers["site"], axes.sites), codes_of(namers["group"], axes.groups)), 1)
    return counts
