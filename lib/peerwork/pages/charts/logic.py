"""The programme logic from left to right, and the order of its boxes that lets few links cross."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

import pandas as pd

from peerwork.cells import records
from peerwork.pages.chart import Chart, single
from peerwork.pages.charts.canvas import Canvas, wrapped
from peerwork.pages.charts.drawing import Drawing
from peerwork.pages.charts.style import SMALL, TEXT
from peerwork.pages.prose import listed
from peerwork.words import word

BOX, GAP = 150.0, 48.0  # pixels: a box's width, and the space between columns in which links run
LINE, PAD, APART = 15.0, 7.0, 12.0
SWEEPS = 24
Links = Sequence[tuple[str, str]]
Columns = dict[str, list[str]]


def draw_logic(elements: pd.DataFrame, *, name: str, caption: str = "") -> Chart:
    """One wide figure: a column a stage, a box an element, a line a link. The table lists what each leads to.

    `elements` are logic_elements rows, stages in order.
    """
    labels = dict(zip(elements["element"], elements["label"], strict=True))
    links = links_of(elements)
    columns = {str(stage): list(part["element"]) for stage, part in elements.groupby("stage", sort=False)}
    figure = _draw(least_crossings(columns, links), links, elements.set_index("element"))
    table = pd.DataFrame(
        {
            "Element": elements["label"],
            "Stage": elements["stage"].map(word),
            "Leads to": [listed(labels[t] for t in _parts(leads) if t in labels) for leads in elements["leads_to"]],
        }
    )
    return single(
        name, figure, caption=caption or "How the programme is expected to work", alt=_alt(table), table=table
    )


def links_of(elements: pd.DataFrame) -> list[tuple[str, str]]:
    """Every link between elements that are there, in the order of the rows."""
    known = set(elements["element"])
    rows = zip(elements["element"], elements["leads_to"], strict=True)
    return [(source, target) for source, leads in rows for target in _parts(leads) if target in known]


def _parts(cell: object) -> list[str]:
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


def _draw(columns: Columns, links: Links, elements: pd.DataFrame) -> Drawing:
    canvas = Canvas(width=len(columns) * (BOX + GAP) - GAP)
    lines = {name: wrapped(str(elements.loc[name, "label"]), BOX - 2 * PAD, SMALL) for name in elements.index}
    heights = {name: len(lines[name]) * LINE + PAD for name in lines}
    tallest = max(sum(heights[name] + APART for name in names) for names in columns.values())
    top, places = 30.0, {}
    for column, (stage, names) in enumerate(columns.items()):
        x = column * (BOX + GAP)
        canvas.text(x, 16, plural(stage).capitalize(), size=TEXT, bold=True)
        canvas.line(x, 23, x + BOX, 23, role="ink", width=1.5)
        spare = (tallest - sum(heights[name] + APART for name in names)) / len(names)
        y = top + spare / 2
        for name in names:
            places[name] = (x, y)
            _box(canvas, x, y, lines[name], heights[name])
            y += heights[name] + APART + spare
    _links(canvas, links, places, heights)
    canvas.y = top + tallest
    return canvas.drawing()


def plural(stage: str) -> str:
    """ "activities", "outputs"."""
    name = word(stage)
    return f"{name[:-1]}ies" if name.endswith("y") else f"{name}s"


def _box(canvas: Canvas, x: float, y: float, lines: list[str], height: float) -> None:
    canvas.bar(x, x + BOX, y, height, "track")
    canvas.bar(x, x + 4, y, height, "high")
    for place, line in enumerate(lines):
        canvas.text(x + PAD + 3, y + LINE * (place + 1) - 1, line, size=SMALL)


def _links(
    canvas: Canvas, links: Links, places: Mapping[str, tuple[float, float]], heights: Mapping[str, float]
) -> None:
    """A line from box to box with a point where it arrives; within a column a bracket at the right."""
    for source, target in links:
        (x0, y0), (x1, y1) = places[source], places[target]
        start, end = y0 + heights[source] / 2, y1 + heights[target] / 2
        if x0 == x1:
            out = x0 + BOX + GAP / 4
            for piece in ((x0 + BOX, start, out, start), (out, start, out, end), (out, end, x0 + BOX, end)):
                canvas.line(*piece, role="muted")
        else:
            canvas.line(x0 + BOX, start, x1 - 3, end, role="muted")
            canvas.dot(x1 - 3, end, 2.5, "muted")


def _alt(table: pd.DataFrame) -> str:
    told = []
    for stage, part in table.groupby("Stage", sort=False):
        leads = [f"{row['Element']} leads to {row['Leads to']}" for row in records(part) if row["Leads to"]]
        ends = [row["Element"] for row in records(part) if not row["Leads to"]]
        leads += [f"nothing further from {listed(ends)}"] if ends else []
        told.append(f"{plural(str(stage)).capitalize()}: {'; '.join(leads)}.")
    return " ".join(told)
