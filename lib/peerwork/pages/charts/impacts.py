"""Perceived impacts: who is affected, for good and for bad, and by whom that is told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from peerwork.cells import numbers
from peerwork.pages.chart import Chart, Panel
from peerwork.pages.charts.canvas import Canvas
from peerwork.pages.charts.rows import whole
from peerwork.pages.charts.style import SMALL, WIDTH, text_on
from peerwork.pages.charts.tiles import key_panel
from peerwork.pages.prose import count
from peerwork.vocabulary import Direction, ImpactOn

BAR = 18.0
ON = {
    ImpactOn.SERVICE_USER: "Service users",
    ImpactOn.PEER_WORKER: "Peer workers",
    ImpactOn.TEAM: "Teams",
    ImpactOn.ORGANISATION: "The organisation",
}
ROLES = {Direction.POSITIVE: "high", Direction.MIXED: "middle", Direction.NEGATIVE: "low"}


def draw_impacts(parts: Mapping[str, pd.DataFrame], *, name: str, caption: str = "") -> Chart:
    """One panel for everybody and for each group that told of impacts: counts by who is affected and direction.

    `parts` are impact_counts rows of one scope, under the words for it: `on`, `direction`, `n_impacts`.
    """
    counted = {told: _wide(rows) for told, rows in parts.items()}
    panels = tuple(
        Panel("" if len(counted) == 1 else str(place), _draw(told, wide), _alt(told, wide))
        for place, (told, wide) in enumerate(counted.items(), start=1)
    )
    table = pd.concat([_table(told, wide) for told, wide in counted.items()], ignore_index=True)
    key = key_panel([(role, "", str(direction)) for direction, role in ROLES.items()])
    return Chart(name, caption or "Impacts that interviewees described, by who is affected", table, panels, key)


def _wide(rows: pd.DataFrame) -> pd.DataFrame:
    """One row who is affected, one column a direction: how many impacts."""
    wide = rows.assign(count=numbers(rows["n_impacts"])).pivot(index="on", columns="direction", values="count")
    return wide.reindex(index=[on for on in ON if on in wide.index], columns=list(ROLES)).fillna(0)


def _draw(title: str, wide: pd.DataFrame) -> Any:
    canvas = Canvas()
    canvas.title(title)
    unit = min(24.0, WIDTH / max(float(wide.sum(axis=1).max()), 1))
    for on, counts in wide.iterrows():
        canvas.label(ON[ImpactOn(on)], f"{counts.sum():.0f}")
        x = 0.0
        for direction, role in ROLES.items():
            size = counts[direction] * unit
            if size:
                canvas.bar(x, x + size - 1, canvas.y, BAR, role)
                said = f"{counts[direction]:.0f}"
                if size > 9 * len(said):
                    canvas.text(x + size / 2, canvas.y + 13, said, role=text_on(role), size=SMALL, anchor="center")
            x += size
        canvas.y += BAR + 5
    return canvas.drawing()


def _alt(title: str, wide: pd.DataFrame) -> str:
    told = [
        f"{ON[ImpactOn(on)]}: "
        + ", ".join(f"{counts[direction]:.0f} {direction}" for direction in ROLES if counts[direction])
        + "."
        for on, counts in wide.iterrows()
    ]
    return f"{title}, {count(int(wide.to_numpy().sum()), 'impact')}. {' '.join(told)}"


def _table(title: str, wide: pd.DataFrame) -> pd.DataFrame:
    on = [ON[ImpactOn(on)] for on in wide.index]
    columns = {str(direction).capitalize(): wide[direction].map(whole).tolist() for direction in ROLES}
    return pd.DataFrame({"Who is affected": on, "Told by": title, **columns})
