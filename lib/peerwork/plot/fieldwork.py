"""Who was interviewed against the plan, and what is due when."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import date2num, num2date

from peerwork.cells import NOT_SHOWN, numbers, records
from peerwork.plot.palette import colour
from peerwork.plot.rows import Rows, shape_of, styled
from peerwork.plot.words import whole
from peerwork.vocabulary import When
from peerwork.words import label_of

BAR = 10.0
WHENS = {When.PAST: "muted", When.UNDER_WAY: "high", When.DUE: "low", When.LATER: "high_soft"}


def planned(low: Any, high: Any) -> str:
    """ "8 to 10", "2", or nothing without a plan."""
    least, most = whole(low), whole(high)
    return least if least == most else f"{least} to {most}"


def of_plan(done: Any, plan: str) -> str:
    """What was done beside what was planned: "2 of 2", "9, of 8 to 10"."""
    made = whole(done)
    return made if not plan or made == NOT_SHOWN else f"{made}, of {plan}" if " to " in plan else f"{made} of {plan}"


@styled
def interviews(data: pd.DataFrame, *, ax: Axes | None = None, names: str = "left") -> Axes:
    """A row a site or group (`label`): a bar for the interviews done over the range that was planned, in pale.

    `data` have `planned_min`, `planned_max` and `done`. A bar is orange where it is short of the plan; a count that is
    withheld leaves no bar. Returns the Axes.

    >>> pw.plot.interviews(results.fieldwork_by_site.assign(label=lambda rows: rows["site"]))
    <Axes: ...>
    """
    done, low, high = (
        numbers(data[column]).reset_index(drop=True) for column in ("done", "planned_min", "planned_max")
    )
    most = max(1.0, float(pd.concat([done, high]).max()))
    rows = Rows(data, ax, shape_of(names, wide=112), (0, most), name="label")
    plan = [
        (p, a - most / 300, b + most / 300) for p, (a, b) in enumerate(zip(low, high, strict=True)) if a == a and b == b
    ]
    rows.bars(plan, 16, colour("rule"))
    short = done < low
    for role, there in (("high", ~short), ("low", short)):
        rows.bars([(p, 0, n) for p, n in enumerate(done) if there[p] and n > 0], BAR, colour(role))
    for place, row in enumerate(records(data)):
        rows.value(place, of_plan(row["done"], planned(row["planned_min"], row["planned_max"])), bold=False)
    key = [("high", "", "done"), *([("low", "", "fewer than planned")] if short.any() else []), ("rule", "", "planned")]
    return rows.done(key)


@styled
def calendar(data: pd.DataFrame, *, as_of: str | None = None, ax: Axes | None = None, names: str = "left") -> Axes:
    """A row a kind of event (`label`): periods as bars, days as diamonds, the day that is spoken of as a dashed line.

    `data` are calendar rows (`starts`, `ends`, `when`); an event without an end goes on to the last date there is. x is
    in matplotlib's dates. Returns the Axes.

    >>> pw.plot.calendar(results.calendar.assign(label=lambda rows: rows["what"]), as_of="2012-06-01")
    <Axes: ...>
    """
    today = pd.Timestamp(as_of) if as_of else None
    dates = pd.Series([*data["starts"], *data["ends"].dropna(), *([today] if today else [])])
    first, last = date2num(dates.min()), date2num(dates.max())
    room = max(last - first, 30) * 0.02
    kinds = data.drop_duplicates("label")
    foot = {first: num2date(first).strftime("%b %Y"), last: num2date(last).strftime("%b %Y")}
    rows = Rows(kinds, ax, shape_of(names, wide=24), (first - room, last + room), foot=foot, name="label")
    at = {label: place for place, label in enumerate(kinds["label"])}
    events = data.assign(
        x0=date2num(data["starts"]), x1=date2num(data["ends"].fillna(dates.max())), row=data["label"].map(at)
    )
    for when, role in WHENS.items():
        part = events[events["when"] == when]
        long = part["x1"] > part["x0"]
        rows.bars(zip(*(part.loc[long, name] for name in ("row", "x0", "x1")), strict=True), 12, colour(role))
        rows.glyphs(zip(part.loc[~long, "row"], part.loc[~long, "x1"], strict=True), "D", colour(role), 8.5)
    if today:
        now = date2num(today)
        rows.lines(
            [((now, 0), (now, rows.blocks[-1][2] - 20))], color=colour("ink"), linewidth=1.5, linestyle=(0, (2, 2))
        )
    key = [(role, "", label_of(when)) for when, role in WHENS.items() if (data["when"] == when).any()]
    return rows.done(key, [f"Dashed: {today.day} {today:%B %Y}, the day this speaks of."] if today else [])
