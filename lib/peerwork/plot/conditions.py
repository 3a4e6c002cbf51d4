"""Was each condition in place at a site? The share who say so, and the shares of its groups."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from peerwork.cells import number, numbers, records, side
from peerwork.plot.palette import OPEN, colour, ink, sign_of
from peerwork.plot.rows import Rows, in_blocks, shape_of, styled
from peerwork.plot.words import FRAGILE, format_n, said, value_key, weak_notes
from peerwork.rules import Rules

BAR, TRACK = 8.0, 18.0  # pixels
RIGHT = 132.0  # pixels beside the bars of a narrow column, for the status in words


@styled
def conditions(
    data: pd.DataFrame, *, groups: pd.DataFrame | None = None, ax: Axes | None = None, names: str = "left",
    rules: Rules | None = None,
) -> Axes:  # fmt: skip
    """A row a factor: its status in words and colour, the share of interviewees who say that it is in place.

    `data` are conditions rows of one site (`factor`, `share_in_place`, `status`, `n`; `label` and `domain` where they
    are known). `groups` are the same of its groups, each a ring; by default those rows of `data` that have a `group`.
    A share that is bounded ends in a dashed bar, one that is withheld or unknown leaves no mark. Returns the Axes.

    >>> pw.plot.conditions(results.select("conditions", site="S03", domain="support"))
    <Axes: ...>
    """
    rules = rules or Rules()
    if groups is None and "group" in data:
        groups = data[data["group"].notna()]
    data = in_blocks(data[data["group"].isna()] if "group" in data else data)
    shown = "share_in_place" in data
    shares = numbers(data["share_in_place"]) if shown else pd.Series(float("nan"), data.index)
    foot = {0.0: "no one", 1.0: "everyone says so"} if shares.notna().any() else {}
    rows = Rows(data, ax, shape_of(names, right=RIGHT), (0, 1), foot=foot)
    known = [place for place, share in enumerate(shares) if share == share]
    rows.bars([(place, 0, 1) for place in known], TRACK, colour("track"))
    rows.lines(
        [((limit, rows.y[p] - 10), (limit, rows.y[p] + 10)) for p in known for limit in (rules.not_in_place_share,
            rules.in_place_share)],
        color=colour("muted"), linewidth=1, linestyle=(0, (2, 2)),
    )  # fmt: skip
    told = records(data)
    _bars(rows, [told[place].get("share_in_place") if shown else None for place in range(len(told))], told)
    if groups is not None and len(groups) and shown:
        _rings(rows, data, groups)
    for place, row in enumerate(told):
        look = sign_of(row["status"])
        words = f"{look.sign} {said(row['status'])}{f' {FRAGILE}' if row.get('weak') is True else ''}".strip()
        rows.value(
            place, words, ink(look.role), bold=look.role in ("high", "low", "contested"), aside=format_n(row.get("n"))
        )
    return rows.done(value_key(data["status"]), _notes(groups is not None and len(groups) > 0, bool(known), data))


def _notes(groups: bool, drawn: bool, data: pd.DataFrame) -> list[str]:
    told = ["○ the share of one stakeholder group."] if groups and drawn else []
    return [*told, *(["Dashed lines: the thresholds."] if drawn else []), *weak_notes(data)]


def _bars(rows: Rows, cells: list[Any], told: list[dict[str, Any]]) -> None:
    """A bar a share, in the colour of its status; what a bound leaves open is dashed."""
    closed: dict[str, list[tuple[int, float, float]]] = {}
    opened: dict[str, list[tuple[int, float, float]]] = {}
    for place, (cell, row) in enumerate(zip(cells, told, strict=True)):
        share, role = number(cell), sign_of(row["status"]).role
        if share != share:
            continue
        if side(cell) == "<":
            opened.setdefault(role, []).append((place, 0, share))
        else:
            closed.setdefault(role, []).append((place, 0, max(share, 0.006)))
        if side(cell) == ">":
            opened.setdefault(role, []).append((place, share, 1))
    for role, spans in closed.items():
        rows.bars(spans, BAR, colour(role))
    for role, spans in opened.items():
        rows.open_bars(spans, BAR, ink(role) if role in ("contested", OPEN) else colour(role))


def _rings(rows: Rows, data: pd.DataFrame, groups: pd.DataFrame) -> None:
    """A ring for each group's share; those at one place stand side by side."""
    at = {factor: place for place, factor in enumerate(data["factor"])}
    step = 6 * rows.per_pixel
    taken: dict[tuple[int, float], int] = {}
    places = []
    for factor, share in zip(groups["factor"], numbers(groups["share_in_place"]), strict=True):
        if share == share and factor in at:
            key = (at[factor], share)
            level = taken[key] = taken.get(key, -1) + 1
            places.append((at[factor], share + (-step if share > 0.5 else step) * level))
    rows.glyphs(places, "o", colour("paper"), 7.5, markeredgewidth=1.5, markeredgecolor=colour("ink"))
