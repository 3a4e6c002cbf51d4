"""Cut the protected tables of an audience into the slice that one page needs."""

from __future__ import annotations

from collections.abc import Mapping
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
    wanted = {name: _about(tables[name], page, subject) for name in page.tables if name in tables}
    return Slice(page.kind, audience, subject, facts, wanted)


def _about(rows: pd.DataFrame, page: PageKind, subject: Mapping[str, str]) -> pd.DataFrame:
    if not page.about and "scope" in rows:
        # A page about the whole study draws no role at one site: one or two people stand behind such a figure.
        return rows[rows["scope"] != Scope.SITE_GROUP].reset_index(drop=True)
    if page.about not in rows.columns:
        return rows.reset_index(drop=True)
    column = rows[page.about]
    return rows[column.isna() | (column == subject[page.about])].reset_index(drop=True)
