"""A programme's logic from left to right, and the order of its boxes that lets few links cross."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.figure import Figure

from peerwork.plot.palette import colour
from peerwork.plot.rows import TOP, new_axes, styled
from peerwork.plot.text import SMALL, TEXT, wrapped, write
from peerwork.words import label_of

BOX, GAP = 150.0, 48.0  # pixels: a box's width, and the space between columns in which links run
LINE, PAD, APART = 15.0, 7.0, 12.0
SWEEPS = 24
Links = Sequence[tuple[str, str]]
Columns = dict[str, list[str]]
Places = Mapping[str, tuple[float, float, float]]  # left, top and height of each box


@styled
def logic_model(data: pd.DataFrame, *, figure: Figure | None = None, ax: Axes | None = None) -> Axes:
    """A column a stage, a box an element, a line a link; boxes are ordered so that few links cross.

    `data` are logic_elements rows (`element`, `label`, `stage`, `leads_to`), stages in order. x and y are in pixels, y
    from the top. A link to what is not there is not drawn. Drawn on `ax`, or on a `figure` whose size is set. Returns
    the Axes.

    >>> pw.plot.logic_model(results.logic_elements)
    <Axes: ...>
    """
    links = links_of(data)
    columns = {str(stage): list(part["element"]) for stage, part in data.groupby("stage", sort=False, observed=True)}
    texts = {
        name: wrapped(str(label), BOX - 2 * PAD, SMALL)
        for name, label in zip(data["element"], data["label"], strict=True)
    }
    places, height = _places(least_crossings(columns, links), texts)
    width = len(columns) * (BOX + GAP) - GAP
    ax = ax or new_axes(figure, width, height + TOP, (0, 0, width, height))
    ax.set(xlim=(0, width), ylim=(height, 0), xticks=[], yticks=[])
    ax.spines[:].set_visible(False)
    for column, stage in enumerate(columns):
        write(ax, column * (BOX + GAP), 16, plural(stage).capitalize(), size=TEXT, weight="bold")
    heads = [((c * (BOX + GAP), 23), (c * (BOX + GAP) + BOX, 23)) for c in range(len(columns))]
    ax.add_collection(LineCollection(heads, color=colour("ink"), linewidth=1.5), autolim=False)
    _links(ax, links, places)
    for wide, role in ((BOX, "track"), (4, "high")):
        boxes = [[(x, y), (x + wide, y), (x + wide, y + high), (x, y + high)] for x, y, high in places.values()]
        ax.add_collection(PolyCollection(boxes, facecolor=colour(role), linewidth=0, zorder=2.5), autolim=False)
    for name, (x, y, _) in places.items():
        for line, words in enumerate(texts[name]):
            write(ax, x + PAD + 3, y + LINE * (line + 1) - 1, words, size=SMALL)
    return ax


def _places(columns: Columns, texts: Mapping[str, list[str]]) -> tuple[dict[str, tuple[float, float, float]], float]:
    """Where each box stands, each column spread over the height of the tallest, and that height."""
    heights = {name: len(lines) * LINE + PAD for name, lines in texts.items()}
    tallest = max(sum(heights[name] + APART for name in names) for names in columns.values())
    top, places = 30.0, {}
    for column, names in enumerate(columns.values()):
        spare = (tallest - sum(heights[name] + APART for name in names)) / len(names)
        y = top + spare / 2
        for name in names:
            places[name] = (column * (BOX + GAP), y, heights[name])
            y += heights[name] + APART + spare
    return places, top + tallest


def _links(ax: Axes, links: Links, places: Places) -> None:
    """A line from box to box with a point where it arrives; within a column a bracket at the right."""
    lines, ends = [], []
    for source, target in links:
        (x0, y0, high0), (x1, y1, high1) = places[source], places[target]
        start, end = y0 + high0 / 2, y1 + high1 / 2
        if x0 == x1:
            out = x0 + BOX + GAP / 4
            lines.append([(x0 + BOX, start), (out, start), (out, end), (x0 + BOX, end)])
        else:
            lines.append([(x0 + BOX, start), (x1 - 3, end)])
            ends.append((x1 - 3, end))
    ax.add_collection(LineCollection(lines, color=colour("muted"), linewidth=1), autolim=False)
    if ends:
        xs, ys = zip(*ends, strict=True)
        ax.plot(xs, ys, "o", color=colour("muted"), markersize=5, markeredgewidth=0, scalex=False, scaley=False)


def plural(stage: str) -> str:
    """ "activities", "outputs"."""
    name = label_of(stage)
    return f"{name[:-1]}ies" if name.endswith("y") else f"{name}s"


def links_of(elements: pd.DataFrame) -> list[tuple[str, str]]:
    """Every link between elements that are there, in the order of the rows."""
    known = set(elements["element"])
    rows = zip(elements["element"], elements["leads_to"], strict=True)
    return [(source, target) for source, leads in rows for target in parts(leads) if target in known]


def parts(cell: Any) -> list[str]:
    """The names in a cell that lists several."""
    return [] if pd.isna(cell) else str(cell).split(";")


def least_crossings(columns: Columns, links: Links) -> Columns:
    """The columns with their elements reordered: each moved towards the mean place of those it is linked with.

    Sweeps run forwards and backwards in turn, and the order with the fewest crossings met on the way is kept: the same
    for the same input, and never worse than the order given.
    """
    best, fewest, current = columns, crossings(columns, links), columns
    for sweep in range(SWEEPS):
        current = _swept(current, links, forwards=sweep % 2 == 0)
        now = crossings(current, links)
        if now < fewest:
            best, fewest = current, now
    return _swapped(best, links)


def _swapped(columns: Columns, links: Links) -> Columns:
    """Neighbours exchanged for as long as that takes a crossing away."""
    best, fewest, again = columns, crossings(columns, links), True
    while again:
        again = False
        for stage, names in best.items():
            for place in range(len(names) - 1):
                order = [*best[stage]]
                order[place : place + 2] = order[place + 1], order[place]
                now = crossings(best | {stage: order}, links)
                if now < fewest:
                    best, fewest, again = best | {stage: order}, now, True
    return best


def _swept(columns: Columns, links: Links, *, forwards: bool) -> Columns:
    stages = list(columns) if forwards else list(columns)[::-1]
    ordered: Columns = {}
    for stage in stages:
        places = {name: place / max(len(names), 1) for names in ordered.values() for place, name in enumerate(names)}
        pairs = [(a, b) if forwards else (b, a) for a, b in links]
        pull = {name: [places[a] for a, b in pairs if b == name and a in places] for name in columns[stage]}
        own = {name: place / len(columns[stage]) for place, name in enumerate(columns[stage])}
        ordered[stage] = sorted(
            columns[stage], key=lambda name: sum(pull[name]) / len(pull[name]) if pull[name] else own[name]
        )
    return {stage: ordered[stage] for stage in columns}


def crossings(columns: Columns, links: Links) -> int:
    """How many pairs of links between the same two columns cross."""
    at = {name: (column, place) for column, names in enumerate(columns.values()) for place, name in enumerate(names)}
    spans = [(at[a], at[b]) for a, b in links if at[a][0] != at[b][0]]
    return sum(
        (one[0][1] - other[0][1]) * (one[1][1] - other[1][1]) < 0
        for one, other in combinations(spans, 2)
        if one[0][0] == other[0][0] and one[1][0] == other[1][0]
    )
