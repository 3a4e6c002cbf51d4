"""Perceived impacts: who is affected, for good and for bad, and by whom that is told."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from peerwork.pages.chart import ChartPlan
from peerwork.pages.charts.rows import columns_of, whole
from peerwork.pages.prose import count
from peerwork.plot import impacts
from peerwork.plot.counts import ROLES, impacts_wide


def draw_impacts(
    parts: Mapping[str, pd.DataFrame], *, name: str, whom: Mapping[str, str], caption: str = ""
) -> ChartPlan:
    """Counts by who is affected and direction: of everybody, and of each group that told of impacts.

    `parts` are impact_counts rows of one scope, under the words for it: `on`, `direction`, `n_impacts`. `whom` names
    who is affected.
    """
    rows = pd.concat([part.assign(domain=told) for told, part in parts.items()], ignore_index=True)
    wide = impacts_wide(rows, list(whom))
    alts = [_alt(str(told), part, whom) for told, part in wide.groupby("domain", sort=False)]
    columns = {str(direction).capitalize(): wide[direction].map(whole) for direction in ROLES}
    table = pd.DataFrame({"Who is affected": wide["on"].map(whom), "Told by": wide["domain"], **columns})
    caption = caption or "Impacts that interviewees described, by who is affected"
    return ChartPlan(name, caption, table, alts, columns_of(impacts, rows, labels=whom))


def _alt(title: str, wide: pd.DataFrame, whom: Mapping[str, str]) -> str:
    told = [
        f"{whom[row['on']]}: "
        + ", ".join(f"{row[direction]:.0f} {direction}" for direction in ROLES if row[direction])
        + "."
        for row in wide.to_dict("records")
    ]
    return f"{title}, {count(int(wide[list(ROLES)].to_numpy().sum()), 'impact')}. {' '.join(told)}"
