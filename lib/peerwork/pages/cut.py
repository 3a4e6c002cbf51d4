"""Cut the protected tables of an audience into the slice that each page needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from peerwork.pages.catalogue import PageKind
from peerwork.pages.slice import Slice
from peerwork.scoring.tables import Tables
from peerwork.vocabulary import Audience, Scope


def cut_slice(
    page: PageKind, subject: Mapping[str, str], tables: Tables, facts: Mapping[str, Any], audience: Audience
) -> Slice:
    """The slice of one page: of its kind's tables, the rows about its subject and the rows about everybody."""
    return next(cut_slices(page, [subject], tables, facts, audience))


def cut_slices(
    page: PageKind, about: Sequence[Mapping[str, str]], tables: Tables, facts: Mapping[str, Any], audience: Audience
) -> Iterator[Slice]:
    """The slices of one kind of page, one a subject of `about`, made one at a time.

    A page about a site or a group holds that one's rows, and the whole of each table that has no such column: a figure
    of the study in a site's slice would make one corrected answer redraw every site's page.
    """
    frames = {name: _for_kind(tables[name], page) for name in page.opened if name in tables}
    frames = {name: _in_columns(rows, page.whole.get(name)) for name, rows in frames.items()}
    places: dict[str, list[Mapping[Any, Any]]] = {
        name: [rows.groupby(column, sort=False).indices for column in _about(rows, page)]
        if name not in page.whole
        else []
        for name, rows in frames.items()
    }
    for subject in about:
        own = {name: _own(rows, places[name], subject) for name, rows in frames.items()}
        yield Slice(page.kind, audience, subject, facts, own)


def _in_columns(rows: pd.DataFrame, columns: Sequence[str] | None) -> pd.DataFrame:
    """The rows of every place in those columns alone, of all groups together; all columns where none is named."""
    if not columns:
        return rows
    kept = rows[rows["group"].isna()] if "group" in rows else rows
    return kept[[name for name in columns if name in kept]].reset_index(drop=True)


def _own(rows: pd.DataFrame, places: list[Mapping[Any, Any]], subject: Mapping[str, str]) -> pd.DataFrame:
    """The rows that one of the columns says are about the subject, in their order; all rows without such a column."""
    if not places:
        return rows
    found = [places_of[value] for places_of in places for value in subject.values() if value in places_of]
    return rows.take(np.unique(np.concatenate([np.array([], dtype="intp"), *found]))).reset_index(drop=True)


def _for_kind(rows: pd.DataFrame, page: PageKind) -> pd.DataFrame:
    if not page.about and "scope" in rows:
        # A page about the whole study draws no role at one site: one or two people stand behind such a figure.
        rows = rows[rows["scope"] != Scope.SITE_GROUP]
    if page.about != "site" and "group_a" in rows:
        rows = rows[rows["scope"] != Scope.SITE]  # two roles at one site
    keys = [name for name, kind in rows.dtypes.items() if isinstance(kind, pd.CategoricalDtype)]
    return rows.astype(dict.fromkeys(keys, "str")).reset_index(drop=True)  # once for all pages of the kind


def _about(rows: pd.DataFrame, page: PageKind) -> list[str]:
    """The columns that say what a row is about: the page's own, or the two of a pair."""
    return [name for name in (page.about, f"{page.about}_a", f"{page.about}_b") if page.about and name in rows.columns]
