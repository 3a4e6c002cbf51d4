"""`Canvas`: a matplotlib figure measured in pixels, filled from the top down by the charts of the family."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.textpath import text_to_path
from matplotlib.transforms import Affine2D

from peerwork.pages.charts.style import PIXELS, SMALL, TEXT, WIDTH, light, text_on

SPECK = 0.04  # pixels: no line to an eye, but enough of one for its round ends to be drawn
BODY = FontProperties(family="DejaVu Sans")  # comes with matplotlib: the same widths on every machine

BOLD = FontProperties(family="DejaVu Sans", weight="bold")


@lru_cache(maxsize=4096)
def text_width(words: str, size: float) -> float:
    """The width of the words in pixels, in a font a little wider than most that a reader's machine will use."""
    width, _, _ = text_to_path.get_text_width_height_descent(words, BODY, ismath=False)
    return width * size / BODY.get_size_in_points()


def wrapped(words: str, width: float, size: float) -> list[str]:
    """The words in lines no wider than that, but for a single word that is."""
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines or [""]


def _compound(shapes: Sequence[Sequence[tuple[float, float]]], *, closed: bool) -> Path:
    """One path of several shapes, each given by its points."""
    last = Path.CLOSEPOLY if closed else Path.LINETO
    codes = [code for points in shapes for code in (Path.MOVETO, *[Path.LINETO] * (len(points) - 2), last)]
    path = Path([point for points in shapes for point in points], codes)
    path.should_simplify = False
    return path


# The layers of a drawing, the lowest first; within a layer nothing lies over anything else.
TRACK, BAR, MARK, EYE = range(4)


@dataclass(frozen=True)
class Drawing:
    """A finished canvas, not yet a figure: its width in pixels, all that is on it as text, what makes the figure."""

    width: float
    marks: str
    figure: Callable[[], Figure]


class Canvas:
    """A drawing in progress: `y` is where the next thing goes, and `figure` closes it at that height.

    Boxes, lines and dots of one look are kept together and become one path: a chart of fifty rows is then a few
    artists, quick to draw and small to send.
    """

    def __init__(self, width: float = WIDTH) -> None:
        self.width = width
        self.y = 0.0
        self._boxes: dict[tuple[int, str, bool], list[tuple[float, float, float, float]]] = defaultdict(list)
        self._lines: dict[tuple[int, str, float, str], list[tuple[float, float, float, float]]] = defaultdict(list)
        self._words: dict[tuple[str, float, bool, str], list[tuple[float, float, str]]] = defaultdict(list)
        self._corners: dict[tuple[int, str], list[tuple[float, float, float]]] = defaultdict(list)

    def figure(self) -> Drawing:
        """The finished drawing. What it costs is paid when its figure is made."""
        marks = (self._boxes, self._corners, self._lines, self._words)
        return Drawing(self.width, repr([self.width, self.y, *map(dict, marks)]), self._drawn)

    def _drawn(self) -> Figure:
        height = round(self.y)
        figure = Figure(figsize=(self.width / PIXELS, height / PIXELS), dpi=PIXELS, facecolor=light("paper"))
        downwards = Affine2D().scale(1 / PIXELS, -1 / PIXELS).translate(0, height / PIXELS) + figure.dpi_scale_trans
        for artist in (*self._drawn_boxes(), *self._drawn_corners(), *self._drawn_lines(), *self._drawn_words()):
            artist.set_transform(downwards)
            figure.add_artist(artist)
        return figure

    def _drawn_boxes(self) -> Iterator[PathPatch]:
        for (layer, role, hollow), boxes in self._boxes.items():
            points = [((x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)) for x0, y0, x1, y1 in boxes]
            path = _compound(points, closed=True)
            if hollow:
                dashes = (0, (3, 2))
                yield PathPatch(
                    path, facecolor="none", edgecolor=light(role), linewidth=1.5, linestyle=dashes, zorder=layer
                )
            else:
                yield PathPatch(path, facecolor=light(role), edgecolor="none", linewidth=0, zorder=layer)

    def _drawn_corners(self) -> Iterator[PathPatch]:
        for (layer, role), marks in self._corners.items():
            points = [((x - r, y), (x, y - r), (x + r, y), (x, y + r), (x - r, y)) for x, y, r in marks]
            path = _compound(points, closed=True)
            yield PathPatch(path, facecolor=light(role), edgecolor="none", linewidth=0, zorder=layer)

    def _drawn_lines(self) -> Iterator[PathPatch]:
        for (layer, role, width, look), lines in self._lines.items():
            path = _compound([((x0, y0), (x1, y1)) for x0, y0, x1, y1 in lines], closed=False)
            style = (0, (2, 2)) if look == "dashed" else "solid"
            cap = "round" if look == "round" else "butt"
            yield PathPatch(
                path, facecolor="none", edgecolor=light(role), linewidth=width, linestyle=style, capstyle=cap,
                snap=False, zorder=layer,
            )  # fmt: skip

    def _drawn_words(self) -> Iterator[Text]:
        for (role, size, bold, anchor), places in self._words.items():
            font = BOLD if bold else BODY
            for x, y, words in places:
                yield Text(
                    x, y, words, color=light(role), fontproperties=font, fontsize=size, horizontalalignment=anchor,
                    verticalalignment="baseline", parse_math=False, zorder=EYE + 1,
                )  # fmt: skip

    def text(
        self, x: float, y: float, words: str, *, role: str = "ink", size: float = TEXT, bold: bool = False,
        anchor: str = "left",
    ) -> None:  # fmt: skip
        """Words with their baseline at y. A dollar sign is a dollar sign."""
        if words:
            self._words[role, size, bold, anchor].append((round(x, 1), round(y), words))

    def bar(
        self, x0: float, x1: float, y: float, height: float, role: str, *, open_end: bool = False, layer: int = BAR
    ) -> None:
        """A box from x0 to x1; an open one is dashed and hollow: the value is somewhere in it."""
        self._boxes[layer, role, open_end].append((x0, y, x1, y + height))

    def line(
        self, x0: float, y0: float, x1: float, y1: float, *, role: str = "rule", width: float = 1, dashed: bool = False,
        layer: int = TRACK,
    ) -> None:  # fmt: skip
        """A straight line."""
        self._lines[layer, role, width, "dashed" if dashed else "solid"].append((x0, y0, x1, y1))

    def dot(self, x: float, y: float, radius: float, role: str, *, hollow: bool = False) -> None:
        """A round mark: a line too short to see, with round ends."""
        self._lines[MARK, role, radius * 2, "round"].append((x, y, x + SPECK, y))
        if hollow:
            self._lines[EYE, "paper", radius * 2 - 3, "round"].append((x, y, x + SPECK, y))

    def diamond(self, x: float, y: float, radius: float, role: str) -> None:
        """A square mark on its corner."""
        self._corners[MARK, role].append((x, y, radius))

    def tile(
        self, x0: float, y: float, width: float, height: float, role: str, sign: str, *, hollow: bool = False
    ) -> None:
        """A box with a sign in it: the sign says what the colour says."""
        if hollow:
            self.bar(x0 + 0.75, x0 + width - 0.75, y + 0.75, height - 1.5, "rule", open_end=True)
        else:
            self.bar(x0, x0 + width, y, height, role)
        ink = "muted" if hollow else text_on(role)
        size = min(SMALL, width * 0.75)
        self.text(x0 + width / 2, y + height / 2 + size * 0.36, sign, role=ink, size=size, bold=True, anchor="center")

    def title(self, words: str) -> None:
        """The name of a panel, bold, with a rule below it."""
        for line in wrapped(words, self.width * 0.86, 15):  # bold is wider than what was measured
            self.y += 19
            self.text(0, self.y, line, size=15, bold=True)
        self.y += 8
        self.line(0, self.y, self.width, self.y, role="ink", width=1.5)
        self.y += 4

    def label(
        self, words: str, value: str = "", *, aside: str = "", role: str = "ink", bold: bool = True, left: float = 0.0
    ) -> None:
        """A row's name at the left and its value at the right, on as many lines as the name needs."""
        end = self.width - (34 if aside else 0)
        room = end - left - text_width(value, TEXT) * 1.12 - 10
        lines = wrapped(words, room, TEXT)
        self.y += 17
        for line in lines:
            self.text(left, self.y, line)
            self.y += 16
        self.y -= 16
        if aside:
            self.text(self.width, self.y, aside, role="muted", size=SMALL, anchor="right")
        if value:
            self.text(end, self.y, value, role=role, bold=bold, anchor="right")
        self.y += 6

    def note(self, words: str) -> None:
        """Small muted words on as many lines as they need."""
        for line in wrapped(words, self.width, SMALL):
            self.y += 15
            self.text(0, self.y, line, role="muted", size=SMALL)

    def key(self, entries: Sequence[tuple[str, str, str]]) -> None:
        """What the marks mean: (role, sign, words) each, in as many lines as they need."""
        x, self.y = 0.0, self.y + 4
        for role, sign, words in entries:
            wide = 20 + text_width(words, SMALL) + 12
            if x and x + wide - 12 > self.width:
                x, self.y = 0.0, self.y + 19
            if role == "open":
                self.tile(x, self.y, 15, 15, "rule", sign, hollow=True)
            else:
                self.tile(x, self.y, 15, 15, role, sign)
            self.text(x + 20, self.y + 11.5, words, role="muted", size=SMALL)
            x += wide
        self.y += 19
