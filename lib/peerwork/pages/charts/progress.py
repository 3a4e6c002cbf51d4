"""Fieldwork and mapping: done against planned, the calendar, and our sites beside the country's initiatives."""

from __future__ import annotations

from typing import Any

import pandas as pd

from peerwork.cells import Row, numbers, records
from peerwork.pages.chart import Chart, Panel, single
from peerwork.pages.charts.canvas import MARK, Canvas
from peerwork.pages.charts.drawing import Drawing
from peerwork.pages.charts.rows import whole
from peerwork.pages.charts.style import SMALL, WIDTH
from peerwork.pages.context import Context
from peerwork.vocabulary import FieldworkStatus, When
from peerwork.words import word

BAR = 14.0
SHORT = (FieldworkStatus.SHORT, FieldworkStatus.NOT_STARTED)
WHENS = {When.PAST: "muted", When.UNDER_WAY: "high", When.DUE: "low", When.LATER: "high_soft"}


def planned(low: Any, high: Any) -> str:
    """ "8 to 10", "2", or nothing without a plan."""
    least, most = whole(low), whole(high)
    return least if least == most else f"{least} to {most}"


def draw_fieldwork_by_site(rows: pd.DataFrame, context: Context, *, name: str, caption: str = "") -> Chart:
    """One panel: a bar a site for interviews done, the planned range marked on it; `rows` are fieldwork_by_site."""
    table = pd.DataFrame(
        {
            "Site": rows["site"].map(context.site),
            "Done": rows["done"].map(whole),
            "Planned": [planned(*pair) for pair in zip(rows["planned_min"], rows["planned_max"], strict=True)],
            "Status": rows["status"].map(_said),
        }
    )
    told = [f"{row['Site']}: {row['Done']} of {row['Planned'] or 'no plan'}, {row['Status']}" for row in records(table)]
    alt = f"Interviews done and planned at each site. {'; '.join(told)}."
    return single(
        name, _bars(rows, table), caption=caption or "Interviews at each site, done and planned", alt=alt, table=table
    )


def _said(status: Any) -> str:
    return "withheld" if status == "*" else word(str(status))


def _bars(rows: pd.DataFrame, table: pd.DataFrame) -> Drawing:
    canvas = Canvas()
    done, low, high = (numbers(rows[column]) for column in ("done", "planned_min", "planned_max"))
    most = max(float(pd.concat([done, high]).max()), 1.0)
    for place, row in zip(rows.index, records(table), strict=True):
        short = rows.loc[place, "status"] in SHORT
        canvas.label(row["Site"], f"{row['Done']} of {row['Planned']}" if row["Planned"] else row["Done"])
        if low[place] == low[place]:
            canvas.bar(low[place] / most * WIDTH - 1, high[place] / most * WIDTH + 1, canvas.y - 2, BAR + 4, "track")
        if done[place] == done[place]:
            canvas.bar(
                0, max(done[place] / most * WIDTH, 1), canvas.y + 2, BAR - 4, "low" if short else "high", layer=MARK
            )
        canvas.y += BAR + 6
    canvas.note("pale: the planned range; the bar: done; orange where it is short of the plan")
    canvas.y += 6
    return canvas.drawing()


def draw_calendar(rows: pd.DataFrame, context: Context, *, as_of: str | None, name: str, caption: str = "") -> Chart:
    """One panel: a line a kind of event (and wave), periods as bars, days as diamonds; `rows` are calendar rows."""
    table = pd.DataFrame(
        {
            "What": [_what(row) for row in records(rows)],
            "Where": [context.site(site) if isinstance(site, str) else "" for site in rows["site"]],
            "When": [_when(row) for row in records(rows)],
            "Stands": rows["when"].fillna("").map(word),
            "Note": rows["note"].fillna(""),
        }
    )
    told = [" ".join(part for part in (row["What"], row["Where"], row["When"]) if part) for row in records(table)]
    alt = f"Calendar{f' as of {_day(as_of)}' if as_of else ''}. {'; '.join(told)}."
    return single(name, _gantt(rows, as_of), caption=caption or "The calendar of the study", alt=alt, table=table)


def _what(row: Row) -> str:
    what = word(str(row["what"])).capitalize()
    return f"{what}, {row['wave']}" if isinstance(row["wave"], str) else what


def _day(date: Any) -> str:
    day = pd.Timestamp(date)
    return f"{day.day} {day:%B %Y}"


def _when(row: Row) -> str:
    if pd.isna(row["ends"]):
        return f"from {_day(row['starts'])}"
    return _day(row["starts"]) if row["starts"] == row["ends"] else f"{_day(row['starts'])} to {_day(row['ends'])}"


def _gantt(rows: pd.DataFrame, as_of: str | None) -> Drawing:
    canvas = Canvas()
    today = pd.Timestamp(as_of) if as_of else None
    dates = [*rows["starts"], *rows["ends"].dropna(), *([today] if today else [])]
    first, days = min(dates), max((max(dates) - min(dates)).days, 1)

    def at(date: pd.Timestamp) -> float:
        return 6 + (date - first).days / days * (WIDTH - 12)

    top = canvas.y
    for label, part in rows.assign(label=[_what(row) for row in records(rows)]).groupby("label", sort=False):
        canvas.label(str(label))
        for row in records(part):
            role = WHENS.get(row["when"], "muted")
            end = row["ends"] if not pd.isna(row["ends"]) else max(dates)
            if end > row["starts"]:
                canvas.bar(at(row["starts"]), at(end), canvas.y, BAR - 2, role)
            else:
                canvas.diamond(at(end), canvas.y + BAR / 2 - 1, 6, role)
        canvas.y += BAR + 4
    if today:
        canvas.line(at(today), top, at(today), canvas.y, role="ink", width=1.5, dashed=True, layer=MARK)
    _axis(canvas, min(dates), max(dates), at)
    canvas.key([(role, "", word(when)) for when, role in WHENS.items() if (rows["when"] == when).any()])
    if today:
        canvas.note(f"dashed: {_day(today)}, the day this page speaks of")
    canvas.y += 6
    return canvas.drawing()


def _axis(canvas: Canvas, first: pd.Timestamp, last: pd.Timestamp, at: Any) -> None:
    canvas.line(0, canvas.y, WIDTH, canvas.y)
    canvas.y += 14
    canvas.text(0, canvas.y, first.strftime("%b %Y"), role="muted", size=SMALL)
    canvas.text(WIDTH, canvas.y, last.strftime("%b %Y"), role="muted", size=SMALL, anchor="right")
    for year in range(first.year + 1, last.year + 1):
        x = at(pd.Timestamp(year, 1, 1))
        canvas.line(x, canvas.y - 14, x, canvas.y - 9, role="muted")
        if 60 < x < WIDTH - 60:
            canvas.text(x, canvas.y, str(year), role="muted", size=SMALL, anchor="center")
    canvas.y += 4


def draw_mapping(rows: pd.DataFrame, context: Context, *, name: str, caption: str = "") -> Chart:
    """A panel for region, sector and role: the share of initiatives found, and of this study's sites below it.

    `rows` are mapping_counts rows; `sites` and `share_sites` may be missing, where the audience does not see them.
    """
    rows = rows.reindex(columns=[*rows.columns, *{"sites", "share_sites"}.difference(rows.columns)])
    panels = tuple(
        Panel(str(by), _shares(str(by), part, context), _alt(str(by), part, context))
        for by, part in rows.groupby("by", sort=False)
    )
    columns = {
        "Value": [_value(row, context) for row in records(rows)],
        "By": rows["by"],
        "Initiatives": rows["initiatives"].map(whole),
        "Peer workers": rows["peer_workers"].map(whole),
        "Initiatives that gave a number": rows["n_with_number"].map(whole),
    }
    if rows["sites"].notna().any():
        columns["Sites of this study"] = rows["sites"].map(whole)
    return Chart(name, caption or "Peer worker initiatives that were found", pd.DataFrame(columns), panels)


def _value(row: Row, context: Context) -> str:
    known = context.framework.sectors if row["by"] == "sector" else {}
    return known.get(row["value"], str(row["value"]))


def _shares(by: str, rows: pd.DataFrame, context: Context) -> Drawing:
    canvas = Canvas()
    canvas.title(f"By {by}")
    theirs, ours = numbers(rows["share"]), numbers(rows["share_sites"])
    longest = max(float(pd.concat([theirs, ours]).max()), 0.01)
    for place, row in rows.iterrows():
        sites = f", {whole(row['sites'])} of our sites" if not pd.isna(ours[place]) else ""
        canvas.label(_value(row, context), f"{whole(row['initiatives'])}{sites}", bold=False)
        for share, role in ((theirs[place], "high_soft"), (ours[place], "high")):
            if share == share:
                canvas.bar(0, share / longest * WIDTH, canvas.y, 8, role)
                canvas.y += 10
        canvas.y += 3
    key = [("high_soft", "", "share of initiatives")] + (
        [("high", "", "share of our sites")] if ours.notna().any() else []
    )
    canvas.key(key)
    return canvas.drawing()


def _alt(by: str, rows: pd.DataFrame, context: Context) -> str:
    told = [
        f"{_value(row, context)}: {whole(row['initiatives'])}"
        + (f" and {whole(row['sites'])} of our sites" if not pd.isna(row["sites"]) else "")
        for row in records(rows)
    ]
    return f"Initiatives by {by}. {'; '.join(told)}."
