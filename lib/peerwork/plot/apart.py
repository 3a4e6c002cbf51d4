"""Where people, or kinds of sites, see a factor differently: two means joined, a mark a group, sites by sector."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from peerwork.cells import number, numbers, records, side
from peerwork.plot.importance import mean_marks
from peerwork.plot.palette import MARKERS, colour
from peerwork.plot.rows import Rows, in_blocks, named, shape_of, styled
from peerwork.plot.text import SMALL, write

SIDES = ("o", "D")  # the first of two is a dot, the second a diamond
SIGNS = dict(zip(MARKERS, "●◆▲■▼✚✖★", strict=True))  # a marker as a letter, for a key
LANE = 8.0  # pixels from one group's mark to the next


@styled
def dumbbells(
    data: pd.DataFrame, *, first: str, second: str, value: str = "", labels: tuple[str, str] = ("", ""),
    scale: Sequence[float] = (1, 2, 3, 4, 5), strong: str = "", ax: Axes | None = None, names: str = "left",
) -> Axes:  # fmt: skip
    """A row a factor: two means on one line, a dot and a diamond, joined, and what a row comes to in words.

    `first` and `second` name the columns of the means, `value` that of the words at the row's end, `labels` says what
    the two are, `strong` names a column of truth: rows whose joining line is to be seen first. A bounded mean is a
    dashed bar over all that it may be; one that is withheld or missing leaves no mark and no line. Returns the Axes.

    >>> means = results.select("importance", scope="sector", kind="either", domain="support")
    >>> rows = means.pivot(index=["factor", "label"], columns="sector", values="mean").reset_index()
    >>> pw.plot.dumbbells(rows, first="statutory", second="voluntary", labels=("statutory", "voluntary"))
    <Axes: ...>
    """
    data = in_blocks(data)
    foot = {float(point): f"{point:g}".replace("-", "−") for point in scale}
    rows = Rows(data, ax, shape_of(names, wide=110, ends=126), (min(scale), max(scale)), foot=foot)
    rows.lines([((min(scale), y), (max(scale), y)) for y in rows.y], color=colour("rule"), linewidth=1)
    pairs = list(zip(data[first], data[second], strict=True))
    told = data[strong].tolist() if strong else [False] * len(data)
    for role, there in (("middle", False), ("muted", True)):
        joined = [
            ((number(a), rows.y[p]), (number(b), rows.y[p]))
            for p, (a, b) in enumerate(pairs)
            if bool(told[p]) is there and number(a) == number(a) and number(b) == number(b) and not side(a) + side(b)
        ]
        rows.lines(joined, color=colour(role), linewidth=4)
    for cells, marker in zip(zip(*pairs, strict=True), SIDES, strict=True):
        mean_marks(rows, list(cells), "ink" if marker == "o" else "muted", marker, 10 if marker == "o" else 9)
    for place, row in enumerate(records(data)):
        rows.value(place, str(row[value]) if value else "", aside=str(row.get("behind", "") or ""))
    return rows.done(notes=[f"{SIGNS[m]} {words}" for m, words in zip(SIDES, labels, strict=True) if words])


@styled
def by_group(
    data: pd.DataFrame, *, groups: Mapping[str, str] | None = None, scale: Sequence[float] = (1, 2, 3, 4, 5),
    ax: Axes | None = None, names: str = "left",
) -> Axes:  # fmt: skip
    """A row a factor, a lane in it for each stakeholder group: its mean as a mark of the group's shape, its interval.

    `data` are importance rows, one a factor and group (`mean`, `ci_low`, `ci_high` where there are intervals). `groups`
    gives the groups' order and labels. What is withheld or was not rated leaves its lane empty. Returns the Axes.

    >>> pw.plot.by_group(results.select("importance", scope="group", kind="either", domain="support"))
    <Axes: ...>
    """
    groups = groups or named(data, "group")
    there = [group for group in groups if (data["group"] == group).any()]
    factors = in_blocks(data.drop_duplicates("factor"))
    foot = {float(point): f"{point:g}" for point in scale}
    shape = shape_of(names, pitch=LANE * len(there) + 4, wide=24)
    rows = Rows(factors, ax, shape, (min(scale), max(scale)), foot=foot)
    at = dict(zip(factors["factor"], rows.y, strict=True))
    grid = [((x, top), (x, bottom)) for x in scale for _, top, bottom in rows.blocks]
    rows.lines(grid, color=colour("grid"), linewidth=1, zorder=0.5)
    for place, (group, marker) in enumerate(zip(there, MARKERS, strict=False)):
        part = data[data["group"] == group]
        shift = LANE * (place - (len(there) - 1) / 2)
        ys = part["factor"].map(at).to_numpy(dtype=float) + shift
        _intervals(rows, part, ys)
        _means(rows, part["mean"], ys, marker)
    key = [f"{SIGNS[marker]} {groups[group]}" for group, marker in zip(there, MARKERS, strict=False)]
    return rows.done(
        notes=[*key, "Lines: intervals."] if "ci_low" in data and numbers(data["ci_low"]).notna().any() else key
    )


def _intervals(rows: Rows, part: pd.DataFrame, ys: Any) -> None:
    if "ci_low" in part:
        ends = zip(numbers(part["ci_low"]), numbers(part["ci_high"]), ys, strict=True)
        rows.lines([((a, y), (b, y)) for a, b, y in ends if a == a and b == b], color=colour("rule"), linewidth=2.5)


def _means(rows: Rows, means: pd.Series, ys: Any, marker: str) -> None:
    """The marks of one group; a bounded mean is a dashed line from its bound to the end of the scale."""
    low, high = sorted(rows.ax.get_xlim())
    bounds = [side(cell) for cell in means]
    values = numbers(means)
    exact = [(x, y) for x, y, way in zip(values, ys, bounds, strict=True) if x == x and not way]
    if exact:
        rows.ax.plot(
            *zip(*exact, strict=True), marker, color=colour("ink"), markersize=6.5, markeredgewidth=0, scalex=False,
            scaley=False, clip_on=False,
        )  # fmt: skip
    opened = [((x, y), (high if way == ">" else low, y)) for x, y, way in zip(values, ys, bounds, strict=True) if way]
    rows.lines(opened, color=colour("ink"), linewidth=2, linestyle=(0, (3, 2)))


@styled
def by_sector(
    data: pd.DataFrame, *, sectors: Mapping[str, str] | None = None, ax: Axes | None = None, names: str = "left"
) -> Axes:
    """A row a factor, a column a sector: a mark for each site that could be judged, filled where it mattered there.

    `data` are one row a factor and sector: `value` (the sector), `sites_with_evidence`, `sites_replicated`. `sectors`
    gives their order and labels. Every sector that has a row appears, with its numbers; what is withheld has no mark.
    x is a place among the sites, a sector after the other. Returns the Axes.

    >>> pw.plot.by_sector(results.select("replication_by_value", attribute="sector", domain="support"))
    <Axes: ...>
    """
    sectors = sectors or named(data, "value")
    there = [sector for sector in sectors if (data["value"] == sector).any()]
    factors = in_blocks(data.drop_duplicates("factor"))
    most = {s: max(1, int(numbers(data.loc[data["value"] == s, "sites_with_evidence"]).max() or 1)) for s in there}
    starts, x = {}, 0.0
    for sector in there:
        starts[sector] = x
        x += most[sector] + 3.4
    shape = shape_of(names, wide=12)
    rows = Rows(factors, ax, shape, (-0.5, max(x, 12)), foot=dict.fromkeys([], ""))
    at = {factor: place for place, factor in enumerate(factors["factor"])}
    for sector, marker in zip(there, MARKERS, strict=False):
        part = data[data["value"] == sector]
        filled, hollow = [], []
        counts = zip(
            part["factor"], numbers(part["sites_with_evidence"]), numbers(part["sites_replicated"]), strict=True
        )
        for factor, sites, found in counts:
            place = at[factor]
            if sites != sites or found != found:
                continue
            filled += [(place, starts[sector] + site) for site in range(int(found))]
            hollow += [(place, starts[sector] + site) for site in range(int(found), int(sites))]
            where = starts[sector] + most[sector] - 0.3
            write(rows.ax, where, rows.y[place] + 4, f"{found:.0f} of {sites:.0f}", size=SMALL, color=colour("muted"))
        rows.glyphs(filled, marker, colour("ink"), 8)
        rows.glyphs(hollow, marker, colour("paper"), 7, markeredgewidth=1, markeredgecolor=colour("ink"))
    return rows.done(
        notes=[f"{SIGNS[m]} {sectors[s]}" for s, m in zip(there, MARKERS, strict=False)]
        + [
            "Each mark is a site that could be judged. Filled: it mattered there. Hollow: it did not, or not as "
            "expected."
        ]
    )
