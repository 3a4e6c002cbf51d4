"""`Canvas`: a matplotlib figure measured in pixels, filled from the top down by the charts of the family."""

from __future__ import annotations

from functools import lru_cache

from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Polygon, Rectangle
from matplotlib.textpath import text_to_path

from peerwork.pages.charts.style import SMALL, TEXT, WIDTH, light, text_on

PIXELS = 72  # one unit of the drawing is one point of the figure, which SVG calls a pixel
BODY = FontProperties(family="DejaVu Sans")  # comes with matplotlib: the same widths on every machine


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


class Canvas:
    """A drawing in progress: `y` is where the next thing goes, and `figure` closes it at that height."""

    def __init__(self, width: float = WIDTH) -> None:
        self.width = width
        self.y = 0.0
        self._figure = Figure(figsize=(width / PIXELS, 1), dpi=PIXELS, facecolor=light("paper"))
        self._axes = self._figure.add_axes((0, 0, 1, 1))
        self._axes.axis("off")

    def figure(self) -> Figure:
        """The finished figure."""
        height = round(self.y)
        self._figure.set_size_inches(self.width / PIXELS, height / PIXELS)
        self._axes.set(xlim=(0, self.width), ylim=(height, 0))
        return self._figure

    def text(
        self, x: float, y: float, words: str, *, role: str = "ink", size: float = TEXT, bold: bool = False,
        anchor: str = "left",
    ) -> None:
        """Words with their baseline at y. A dollar sign is a dollar sign."""
        self._axes.text(
            x, y, words, color=light(role), fontsize=size, weight="bold" if bold else "normal", ha=anchor,
            va="baseline", parse_math=False, clip_on=False,
        )  # fmt: skip

    def bar(self, x0: float, x1: float, y: float, height: float, role: str, *, open_end: bool = False) -> None:
        """A box from x0 to x1; an open one is dashed and hollow: the value is somewhere in it."""
        face, edge = ("none", light(role)) if open_end else (light(role), "none")
        style = {"linestyle": (0, (3, 2)), "linewidth": 1.5} if open_end else {"linewidth": 0}
        box = Rectangle((x0, y), x1 - x0, height, facecolor=face, edgecolor=edge, clip_on=False, **style)
        self._axes.add_artist(box)

    def line(
        self, x0: float, y0: float, x1: float, y1: float, *, role: str = "rule", width: float = 1, dashed: bool = False
    ) -> None:
        """A straight line."""
        style = (0, (2, 2)) if dashed else "solid"
        self._axes.add_artist(
            Line2D([x0, x1], [y0, y1], color=light(role), linewidth=width, linestyle=style, clip_on=False)
        )

    def dot(self, x: float, y: float, radius: float, role: str, *, hollow: bool = False) -> None:
        """A round mark."""
        face = light("paper") if hollow else light(role)
        dot = Circle((x, y), radius, facecolor=face, edgecolor=light(role), linewidth=1.5, clip_on=False)
        self._axes.add_artist(dot)

    def diamond(self, x: float, y: float, radius: float, role: str) -> None:
        """A square mark on its corner."""
        corners = [(x - radius, y), (x, y - radius), (x + radius, y), (x, y + radius)]
        self._axes.add_artist(Polygon(corners, facecolor=light(role), edgecolor="none", linewidth=0, clip_on=False))

    def tile(self, x0: float, y: float, width: float, height: float, role: str, sign: str, *, hollow: bool = False) -> None:
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
        for line in wrapped(words, self.width * 0.92, 15):  # bold is wider than what was measured
            self.y += 19
            self.text(0, self.y, line, size=15, bold=True)
        self.y += 8
        self.line(0, self.y, self.width, self.y, role="ink", width=1.5)
        self.y += 4

    def label(self, words: str, value: str = "", *, aside: str = "", role: str = "ink", bold: bool = True) -> None:
        """A row's name at the left and its value at the right, on as many lines as the name needs."""
        end = self.width - text_width(aside, SMALL) - (5 if aside and value else 0)
        room = end - text_width(value, TEXT) * 1.12 - 10
        lines = wrapped(words, room, TEXT)
        self.y += 17
        for line in lines:
            self.text(0, self.y, line)
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

    def key(self, entries: list[tuple[str, str, str]]) -> None:
        """What the marks mean: (role, sign, words) each, in as many lines as they need."""
        x, self.y = 0.0, self.y + 10
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
