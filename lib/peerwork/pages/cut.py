"""Cut the protected tables of an audience into the slice that each page needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

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
    frames = {name: _for_kind(tables[name], page) for name in page.tables if name in tables}
    places = {name: rows.groupby(page.about, sort=False).indices for name, rows in frames.items() if _split(rows, page)}
    for subject in about:
        own = {
            name: rows.take(places[name].get(subject[page.about], [])).reset_index(drop=True)
            if name in places
            else rows
            for name, rows in frames.items()
        }
        yield Slice(page.kind, audience, subject, facts, own)


def _for_kind(rows: pd.DataFrame, page: PageKind) -> pd.DataFrame:
    if not page.about and "scope" in rows:
        # A page about the whole study draws no role at one site: one or two people stand behind such a figure.
        rows = rows[rows["scope"] != Scope.SITE_GROUP]
    if page.about != "site" and "group_a" in rows:
        rows = rows[rows["scope"] != Scope.SITE]  # two roles at one site
    return rows.reset_index(drop=True)


def _split(rows: pd.DataFrame, page: PageKind) -> bool:
    return bool(page.about) and page.about in rows.columns
