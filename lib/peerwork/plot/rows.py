"""Charts made of rows: names, values and marks stacked on one Axes whose y is pixels from the top.

A chart of fifty rows is one Axes: names are texts and marks are collections, which matplotlib draws in a tenth of the
time that fifty Axes or ticks take. Blocks (a domain each) stand under each other, and a page cuts the drawing between
them.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.transforms import Affine2D, ScaledTranslation, blended_transform_factory

from peerwork.plot.palette import OPEN, colour, text_on
from peerwork.plot.text import BOLD, SMALL, TEXT, TITLE, text_width, wrapped, write

STYLE = Path(__file__).parent / "peerwork.mplstyle"
PIXELS = 72
TOP = 28.0  # pixels above the Axes: room for a title of its owner's
COLUMN, GAP, WIDE = 340.0, 30.0, 680.0  # pixels: a column of a page, between two columns, a chart by itself
LINE = 15.0  # pixels from one line of text to the next
Entry = tuple[str, str, str]  # of a key: role, sign, words
P = ParamSpec("P")
T = TypeVar("T")


@functools.cache
def _style() -> mpl.RcParams:
    return mpl.rc_params_from_file(STYLE, use_default_template=False)


def styled(draw: Callable[P, T]) -> Callable[P, T]:
    """The function, run in the one style of all charts."""

    @functools.wraps(draw)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> T:
        with mpl.rc_context(rc=_style()):
            return draw(*args, **kwargs)

    return wrapper


@dataclass(frozen=True)
class Shape:
    """How rows are laid out, in pixels: names beside their marks, or above them as a narrow column needs."""

    above: bool
    width: float
    left: float
    right: float
    pitch: float
    ends: float = 76.0  # pixels beside a name above its marks, for what the row comes to

    @property
    def apart(self) -> float:
        """Pixels between two blocks."""
        return 18 if self.above else 5

    @property
    def head(self) -> float:
        """The size of a block's name."""
        return TITLE if self.above else TEXT

    @property
    def room(self) -> float:
        """How wide a name may be."""
        return self.width - self.ends if self.above else self.left - 28


def shape_of(
    names: str, *, right: float = 8.0, pitch: float = 20.0, wide: float = 180.0, ends: float = Shape.ends
) -> Shape:
    """`left` for a screen, `above` for a column of a page; `right` is kept free for words beside the marks there.

    `ends` is kept free beside a name that stands above its marks.
    """
    if names not in ("left", "above"):
        raise ValueError(f"names={names!r}: write 'left' or 'above'")
    above = names == "above"
    return Shape(above, COLUMN, 4, right, pitch + 16, ends) if above else Shape(above, WIDE, 268, wide, pitch - 3.5)


def in_blocks(data: pd.DataFrame) -> pd.DataFrame:
    """The rows with those of one domain together, domains in the order in which they first appear."""
    if "domain" not in data:
        return data
    place = {domain: place for place, domain in enumerate(data["domain"].drop_duplicates())}
    return data.sort_values("domain", key=lambda column: column.map(place), kind="stable")


def labels(data: pd.DataFrame, column: str = "factor") -> list[str]:
    """What a reader calls each row: its label where the frame has one, else its id."""
    known = next(name for name in (f"{column}_label", "label", column) if name in data)
    return data[known].astype("str").tolist()


def named(data: pd.DataFrame, column: str) -> dict[str, str]:
    """The values of a column with their labels, where the frame has them: in a category's order, or as they appear."""
    known = data.dropna(subset=[column]).drop_duplicates(column)
    known = known.sort_values(column) if isinstance(known[column].dtype, pd.CategoricalDtype) else known
    beside = f"{column}_label" if f"{column}_label" in data else column
    return dict(zip(known[column].astype("str"), known[beside].astype("str"), strict=True))


class Rows:
    """The rows of a frame on an Axes: `y` is the middle of each row's marks, `blocks` the name and extent of each
    block.

    `foot` names places along the x axis under each block.
    """

    def __init__(
        self, data: pd.DataFrame, ax: Axes | None, shape: Shape, xlim: tuple[float, float], *,
        foot: Mapping[float, str] | None = None, name: str = "factor",
    ) -> None:  # fmt: skip
        self.shape, self.foot = shape, foot or {}
        across = shape.width - shape.left - shape.right
        self.ax = ax if ax is not None else new_axes(None, shape.width, 1, (shape.left, 0, across, 1))
        self.ax.aside = shape.right  # type: ignore[attr-defined]  # read by `in_columns`
        self.names = [wrapped(words, shape.room) for words in labels(data, name)]
        block = next((name for name in ("domain_label", "domain") if name in data), None)
        blocks = data[block].astype("str").tolist() if block else [""] * len(data)
        self.blocks: list[tuple[str, float, float]] = []
        self.y, self._heads, height = self._stack(blocks)
        self.ax.set(xlim=xlim, ylim=(height, 0), xticks=[], yticks=[])
        self.ax.spines[:].set_visible(False)
        self.ax.blocks = self.blocks  # type: ignore[attr-defined]  # pages read it
        self._own = ax is None
        self._write()

    def done(self, key: Sequence[Entry] = (), notes: Sequence[str] = ()) -> Axes:
        """The Axes, with what its marks mean for the key above it."""
        self.ax.key = (tuple(key), tuple(notes))  # type: ignore[attr-defined]  # pages read it
        if self._own:
            fit(self.ax.figure)  # type: ignore[arg-type]  # never a part of one
        return self.ax

    def _stack(self, blocks: Sequence[str]) -> tuple[np.ndarray, list[tuple[float, list[str]]], float]:
        places, heads, y, top = [], [], 0.0, 0.0
        lines = self.names
        for place, block in enumerate(blocks):
            if place == 0 or block != blocks[place - 1]:
                if place:
                    y += (LINE + 6) * bool(self.foot) * self.shape.above
                    self.blocks.append((blocks[place - 1], top, y))
                    y += self.shape.apart
                top = y
                if block:
                    words = wrapped(block, self.shape.width / BOLD - 8, self.shape.head)
                    heads.append((y, words))
                    y += 19 * len(words) + (10 if self.shape.above else 2)
            extra = LINE * (len(lines[place]) - 1)
            places.append(y + self.shape.pitch / 2 + (8 + extra if self.shape.above else extra / 2))
            y += self.shape.pitch + extra
        y += LINE * bool(self.foot) + 6
        if len(blocks):
            self.blocks.append((blocks[-1], top, y))
        return np.array(places), heads, y

    @functools.cached_property
    def edges(self) -> tuple[Any, Any]:
        """Transforms with x in pixels from the left and from the right edge of the Axes, and y as in the data."""
        points = Affine2D().scale(1 / PIXELS) + self.ax.figure.dpi_scale_trans
        corner = self.ax.transAxes
        sides = (points + ScaledTranslation(side, 0, corner) for side in (0, 1))  # type: ignore[arg-type]  # as in xmr
        left, right = (blended_transform_factory(side, self.ax.transData) for side in sides)
        return left, right

    @property
    def _over(self) -> float:
        """Pixels from the middle of a row's marks up to the line of its name."""
        return (self.shape.pitch - 16) / 2 + 3

    @property
    def per_pixel(self) -> float:
        """How much of the x axis one pixel is."""
        low, high = self.ax.get_xlim()
        return (high - low) / (self.shape.width - self.shape.left - self.shape.right)

    def _write(self) -> None:
        left, right = self.edges
        for y, words in self._heads:
            for line, text in enumerate(words):
                self.text(-self.shape.left, y + 16 + 19 * line, text, size=self.shape.head, weight="bold")
        if self._heads and self.shape.above:
            rules = [((-self.shape.left, y + 19 * len(w) + 3), (self.shape.width - self.shape.left,
                y + 19 * len(w) + 3))
                     for y, w in self._heads]  # fmt: skip
            self.lines(rules, color=colour("ink"), linewidth=1.5, transform=left, clip_on=False)
        for y, lines in zip(self.y, self.names, strict=True):
            for place, text in enumerate(lines):
                if self.shape.above:
                    self.text(-self.shape.left, y - self._over - LINE * (len(lines) - 1 - place), text)
                else:
                    self.text(-14, y + 4.5 + LINE * (place - (len(lines) - 1) / 2), text, ha="right")
        for _, _, bottom in self.blocks[0 if self.shape.above else -1 :] if self.foot else ():
            for x, label in self.foot.items():
                low, high = sorted(self.ax.get_xlim())
                near = (high - low) * 0.02
                ha = "left" if x <= low + near else "right" if x >= high - near else "center"
                write(self.ax, x, bottom - 7, label, size=SMALL, color=colour("muted"), ha=ha)

    def text(self, x: float, y: float, words: str, *, edge: int = 0, **look: Any) -> None:
        """Words at a distance from the left edge of the Axes, or from the right (`edge` 1)."""
        if words:
            write(self.ax, x, y, words, transform=self.edges[edge], **look)

    def lines(self, segments: Sequence[Any], **look: Any) -> None:
        """Straight lines of one look, as one collection that leaves the limits alone."""
        if len(segments):
            self.ax.add_collection(LineCollection(segments, **{"capstyle": "butt", **look}), autolim=False)

    def value(self, place: int, words: str, color: str = "", *, bold: bool = True, aside: str = "") -> None:
        """What a row comes to, at the right of its marks (or of its name), and how many people stand behind it."""
        beside = not self.shape.above or self.shape.right > 40
        y = self.y[place] + 4.5 if beside else self.y[place] - self._over
        edge = self.shape.right - 4 if not self.shape.above else self.shape.right
        look: dict[str, Any] = {"color": color or colour("ink"), "weight": "bold" if bold else "normal"}
        look |= {"size": SMALL} if color == colour("muted") else {}
        if beside:
            self.text(9, y, words, edge=1, **look)
        else:
            self.text(edge - (text_width(aside, SMALL) + 8 if aside else 0), y, words, edge=1, ha="right", **look)
        aside_y = self.y[place] - self._over if self.shape.above else y
        self.text(edge, aside_y, aside, edge=1, ha="right", size=SMALL, color=colour("muted"))

    def bars(self, spans: Iterable[tuple[int, float, float]], height: float, color: str, **look: Any) -> None:
        """Bars (row, from, to) of one colour, as one collection."""
        half = height / 2
        places = [(x0, x1, self.y[row] - half, self.y[row] + half) for row, x0, x1 in spans]
        corners = [[(x0, y0), (x1, y0), (x1, y1), (x0, y1)] for x0, x1, y0, y1 in places]
        if corners:
            look = {"linewidth": 0, **look}
            self.ax.add_collection(PolyCollection(corners, facecolor=color, **look), autolim=False)

    def open_bars(self, spans: Iterable[tuple[int, float, float]], height: float, color: str) -> None:
        """Hollow dashed bars: the value is somewhere in them."""
        self.bars(spans, height, "none", edgecolor=color, linewidth=1.5, linestyle=(0, (3, 2)))

    def stack(
        self, counts: pd.DataFrame, begins: pd.Series, unit: float | pd.Series, roles: Sequence[str], height: float
    ) -> None:
        """Counts end to end from where each row begins, a role a column, each with its number where there is room."""
        at, gap = begins.to_numpy(dtype=float).copy(), self.per_pixel
        units = np.broadcast_to(np.asarray(unit, dtype=float), at.shape)
        for column, role in zip(counts, roles, strict=True):
            many = counts[column].fillna(0).to_numpy(dtype=float)
            spans = [(p, at[p], at[p] + n * units[p] - gap) for p, n in enumerate(many) if n]
            self.bars(spans, height, colour(role))
            for place, start, end in spans:
                words = f"{many[place]:.0f}"
                if (end - start) / gap > text_width(words, SMALL) + 4:
                    look = {"ha": "center", "size": SMALL, "color": colour(text_on(role))}
                    write(self.ax, (start + end) / 2, self.y[place] + 4, words, **look)
            at = at + many * np.where(many > 0, units, 0)

    def glyphs(self, places: Iterable[tuple[int, float]], marker: str, color: str, size: float, **look: Any) -> None:
        """A mark at each (row, x)."""
        known = list(places)
        if known:
            rows, xs = zip(*known, strict=True)
            look = {"markeredgewidth": 0, "markerfacecolor": color, "markeredgecolor": color, **look}
            self.ax.plot(
                xs, self.y[list(rows)], marker, markersize=size, scalex=False, scaley=False, clip_on=False, **look
            )


def new_axes(figure: Figure | None, width: float, height: float, box: tuple[float, float, float, float]) -> Axes:
    """An Axes on a figure made as large as that; on one that a notebook shows by itself, where none is given.

    All in pixels; `box` is left, bottom, width and height.
    """
    if figure is None:
        import matplotlib.pyplot as plt

        figure = plt.figure(dpi=PIXELS)
    figure.set_size_inches(width / PIXELS, height / PIXELS)
    return figure.add_axes((box[0] / width, box[1] / height, box[2] / width, box[3] / height))


def fit(figure: Figure) -> None:
    """Make the figure as high as its highest Axes under its key, and each Axes as high as its rows: y is in pixels."""
    heights = [ax.get_ylim()[0] for ax in figure.axes]
    entries, notes = getattr(figure.axes[0], "key", ((), ()))
    width = figure.get_figwidth() * PIXELS
    across = COLUMN if len(figure.axes) > 1 else width
    lines = _key_lines(entries, notes, across)
    top = TOP + 19 * len(lines)
    height = max(heights) + top + 6
    for ax, rows in zip(figure.axes, heights, strict=True):
        box = ax.get_position()
        ax.set_position((box.x0, 1 - (top + rows) / height, box.width, rows / height))
    figure.set_size_inches(width / PIXELS, height / PIXELS)
    figure.key_box = (0.0, TOP - 2, across, top - 2) if lines else None  # type: ignore[attr-defined]  # pages read it
    for place, line in enumerate(lines):
        for x, role, sign, words in line:
            _key_entry(figure, x, height - TOP - 19 * place, role, sign, words)


def _key_lines(
    entries: Sequence[Entry], notes: Sequence[str], across: float
) -> list[list[tuple[float, str, str, str]]]:
    """The lines of a key as wide as that: (x, role, sign, words) each; a note has no mark."""
    lines: list[list[tuple[float, str, str, str]]] = []
    x = across
    for role, sign, words in entries:
        wide = 32 + text_width(words, SMALL)
        if x + wide - 12 > across:
            lines.append([])
            x = 0.0
        lines[-1].append((x, role, sign, words))
        x += wide
    return lines + [[(0.0, "", "", line)] for note in notes for line in wrapped(note, across, SMALL)]


def _key_entry(figure: Figure, x: float, y: float, role: str, sign: str, words: str) -> None:
    pixels = Affine2D().scale(1 / PIXELS) + figure.dpi_scale_trans
    if role:
        look: dict[str, Any] = {"facecolor": colour(role), "linewidth": 0}
        if role == OPEN:
            look = {"facecolor": "none", "edgecolor": colour(OPEN), "linestyle": (0, (3, 2)), "linewidth": 1.5}
        figure.add_artist(Rectangle((x, y - 15), 15, 15, transform=pixels, **look))
        figure.text(
            x + 7.5, y - 11.5, sign, transform=pixels, ha="center", size=SMALL, weight="bold",
            color=colour("muted" if role == OPEN else text_on(role)),
        )  # fmt: skip
    figure.text(x + 20 * bool(role), y - 11.5, words, transform=pixels, size=SMALL, color=colour("muted"))


def in_columns(
    draw: Callable[..., Axes], data: pd.DataFrame, *, figure: Figure, columns: int = 3, **options: Any
) -> Figure:
    """The chart in columns, an Axes each, as a page and a screen are wide: a domain is never broken.

    `draw` is a function of this package that takes `ax` and `names`.

    >>> from matplotlib.figure import Figure
    >>> rows = results.select("conditions", site="S03")
    >>> pw.plot.in_columns(pw.plot.conditions, rows, figure=Figure(dpi=72))
    <Figure ...>
    """
    parts = _shared_out(data, columns)
    width = len(parts) * (COLUMN + GAP) - GAP
    figure.set_size_inches(width / PIXELS, 1)
    for place, part in enumerate(parts):
        left = place * (COLUMN + GAP) + 4
        ax = draw(part, ax=figure.add_axes((left / width, 0, COLUMN / width, 1)), names="above", **options)
        room = COLUMN - 4 - ax.aside  # type: ignore[attr-defined]  # set where rows are drawn
        ax.set_position((left / width, 0, room / width, 1))
    limits = [ax.get_xlim() for ax in figure.axes]
    for ax in figure.axes:
        ax.set_xlim(min(low for low, _ in limits), max(high for _, high in limits))
    fit(figure)
    return figure


def _shared_out(data: pd.DataFrame, columns: int) -> list[pd.DataFrame]:
    """The rows in as many parts of about one length, cut between domains."""
    if "domain" not in data:
        return [data]
    sizes = data.groupby("domain", sort=False).size() + 2
    aim, part, now = sizes.sum() / columns, 0, 0.0
    column = {}
    for domain, size in sizes.items():
        if now and now + size / 2 > aim and part < columns - 1:
            part, now = part + 1, 0.0
        column[domain] = part
        now += size
    at = data["domain"].map(column)
    return [data[at == place] for place in range(part + 1)]


def blocks_of(figure: Figure, *, left: float = 4) -> list[tuple[str, tuple[float, float, float, float]]]:
    """The name and the box, in pixels, of each block of rows on the figure: where a page may cut it."""
    if hasattr(figure, "cuts"):
        return list(figure.cuts)
    found = []
    height, width = figure.get_figheight() * PIXELS, figure.get_figwidth() * PIXELS
    for ax in figure.axes:
        box = ax.get_position()
        top = height * (1 - box.y1)
        start = box.x0 * width - left
        for place, (name, y0, y1) in enumerate(getattr(ax, "blocks", ())):
            first = 0.0 if place == 0 and ax.get_title(loc="left") + ax.get_title() else top + y0
            found.append((name, (start, first, min(start + COLUMN, width), top + y1)))
    return found
