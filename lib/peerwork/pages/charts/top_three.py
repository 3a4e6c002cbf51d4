"""Which factors did interviewees name among the three most important?"""

from __future__ import annotations

from typing import Any

import pandas as pd

from peerwork.cells import Row, numbers, percent, records, side, withheld
from peerwork.pages.chart import Chart, Panel
from peerwork.pages.charts.canvas import Canvas
from peerwork.pages.charts.rows import whole
from peerwork.pages.charts.style import SMALL, WIDTH
from peerwork.pages.context import Context
from peerwork.vocabulary import Kind

BAR = 16.0
PANEL = 10  # factors in one panel
MIDDLE = WIDTH / 2


def draw_top_three(rows: pd.DataFrame, context: Context, *, name: str, caption: str = "") -> Chart:
    """Each factor that anybody named, the most named first: as a barrier to the left, as a facilitator to the right.

    `rows` are top_three rows of one scope. Shares are of the people who named at least one factor.
    """
    wide = _wide(rows, context)
    longest = max(0.2, float(wide[["facilitator_number", "barrier_number"]].max(axis=None)))
    parts = [wide.iloc[start : start + PANEL] for start in range(0, len(wide), PANEL)]
    panels = tuple(
        Panel(
            "" if len(parts) == 1 else str(place), _draw(part, place, len(parts), longest, context), _alt(part, context)
        )
        for place, part in enumerate(parts, start=1)
    )
    return Chart(name, caption or "Factors named among the three most important", _table(wide, context), panels)


def _wide(rows: pd.DataFrame, context: Context) -> pd.DataFrame:
    """One row a factor named by anybody, or withheld: what was said of it as facilitator and as barrier."""
    ordered = context.in_order(rows)
    wide = pd.DataFrame({"factor": ordered["factor"].drop_duplicates()}).set_index("factor", drop=False)
    for kind in (Kind.FACILITATOR, Kind.BARRIER, Kind.EITHER):
        part = ordered[ordered["kind"] == kind].set_index("factor")
        wide[f"{kind}_share"] = part["share"].astype(object)
        wide[f"{kind}_named"] = part["n_named"].astype(object)
        wide[f"{kind}_people"] = part["n_participants"].astype(object)
        wide[f"{kind}_number"] = numbers(part["share"]).astype("float64")
    rank = wide["either_number"].fillna(wide[["facilitator_number", "barrier_number"]].max(axis=1))
    said = (rank.fillna(0) > 0) | withheld(wide["either_share"])
    wide = wide.assign(rank=rank.fillna(-1))[said]
    return wide.sort_values("rank", ascending=False, kind="stable")


def _draw(rows: pd.DataFrame, place: int, of: int, longest: float, context: Context) -> Any:
    canvas = Canvas()
    canvas.title("Named most often" if place == 1 else "Named next" if place < of or of == 2 else "Named least often")
    canvas.y += 13
    canvas.text(MIDDLE - 6, canvas.y, "hinders ◂", role="low", size=SMALL, bold=True, anchor="right")
    canvas.text(MIDDLE + 6, canvas.y, "▸ helps", role="high", size=SMALL, bold=True)
    top = canvas.y + 4
    for row in records(rows):
        canvas.label(context.factor(row["factor"]))
        _half(canvas, row, Kind.BARRIER, -1, longest)
        _half(canvas, row, Kind.FACILITATOR, 1, longest)
        canvas.y += BAR + 4
    canvas.line(MIDDLE, top, MIDDLE, canvas.y, role="muted")
    canvas.y += 4
    return canvas.drawing()


def _half(canvas: Canvas, row: Row, kind: Kind, way: int, longest: float) -> None:
    """One bar outwards from the middle, its share and count at its end."""
    cell, share = row[f"{kind}_share"], row[f"{kind}_number"]
    role = "low" if way < 0 else "high"
    end = MIDDLE + way * ((0 if pd.isna(share) else share) / longest * (MIDDLE - 78) + 1)
    if share > 0:
        canvas.bar(*sorted((MIDDLE + way, end)), canvas.y, BAR, role, open_end=side(cell) == "<")
    words = f"{_named(row, kind)} {percent(cell)}".strip() if pd.isna(share) or share > 0 else "0"
    anchor = "right" if way < 0 else "left"
    canvas.text(end + way * 5, canvas.y + 12, words, role="muted", size=SMALL, anchor=anchor)


def _named(row: Row, kind: Kind) -> str:
    text = whole(row[f"{kind}_named"])
    return f"{text} ·" if text and text != "withheld" else ""


def _alt(rows: pd.DataFrame, context: Context) -> str:
    said = [
        f"{context.factor(row['factor'])}: helps {percent(row['facilitator_share']) or 'not named'}, "
        f"hinders {percent(row['barrier_share']) or 'not named'}."
        for row in records(rows)
    ]
    return f"Share of people who named each factor among their three. {' '.join(said)}"


def _table(rows: pd.DataFrame, context: Context) -> pd.DataFrame:
    columns = {"Factor": rows["factor"].map(context.factor)}
    for kind, words in ((Kind.FACILITATOR, "helps"), (Kind.BARRIER, "hinders"), (Kind.EITHER, "either")):
        if not withheld(rows[f"{kind}_named"]).all():
            columns[f"Named, {words}"] = rows[f"{kind}_named"].map(whole)
        columns[f"Share, {words}"] = rows[f"{kind}_share"].map(percent)
    columns["People who named any"] = rows["either_people"].map(whole)
    return pd.DataFrame(columns)
