"""`Canvas`: a drawing measured in pixels, filled from the top down by the charts of the family."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.ft2font import FT2Font, LoadFlags

from peerwork.pages.charts.drawing import BODY, Box, Drawing, Look, Marks, Script, Shape
from peerwork.pages.charts.style import SMALL, TEXT, TITLE, WIDTH, text_on

SIZE = 100  # points at which letters are measured, so that what hinting adds is lost in rounding


@cache
def _font() -> FT2Font:
    font = get_font(findfont(FontProperties(family=BODY)))
    font.set_size(SIZE, 72)
    return font


@cache
def _letter_width(letter: str) -> float:
    """The width of a letter in pixels, at one pixel."""
    return _font().load_char(ord(letter), flags=LoadFlags.NO_HINTING).linearHoriAdvance / 65536 / SIZE


def text_width(words: str, size: float) -> float:
    """The width of the words in pixels, in a font a little wider than most that a reader's machine will use."""
    return sum(map(_letter_width, words)) * size


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


# The layers of a drawing, the lowest first; within a layer nothing lies over anything else.
TRACK, BAR, MARK = range(3)


class Canvas:
    """A drawing in progress: `y` is where the next thing goes, and `drawing` closes it at that height.

    Boxes, lines and dots of one look are kept together: a chart of fifty rows is then a few shapes, quick to write
    and small to send.
    """

    def __init__(self, width: float = WIDTH) -> None:
        self.width = width
        self.y = 0.0
        self._marks: Marks = defaultdict(list)
        self._words: dict[Script, list[tuple[float, float, str]]] = defaultdict(list)

    def drawing(self) -> Drawing:
        """The finished drawing, the lowest layer first."""
        marks = sorted(self._marks.items(), key=lambda item: item[0].layer)
        return Drawing(self.width, round(self.y), dict(marks), dict(self._words))

    def text(
        self, x: float, y: float, words: str, *, role: str = "ink", size: float = TEXT, bold: bool = False,
        anchor: str = "left",
    ) -> None:  # fmt: skip
        """Words with their baseline at y. A dollar sign is a dollar sign."""
        if words:
            self._words[Script(role, size, bold, anchor)].append((x, y, words))

    def bar(
        self, x0: float, x1: float, y: float, height: float, role: str, *, open_end: bool = False, layer: int = BAR
    ) -> None:
        """A box from x0 to x1; an open one is dashed and hollow: the value is somewhere in it."""
        self._add(Look(layer, Shape.OPEN if open_end else Shape.BOX, role), (x0, y, x1, y + height))

    def line(
        self, x0: float, y0: float, x1: float, y1: float, *, role: str = "rule", width: float = 1, dashed: bool = False,
        layer: int = TRACK,
    ) -> None:  # fmt: skip
        """A straight line."""
        self._add(Look(layer, Shape.DASHED if dashed else Shape.LINE, role, width), (x0, y0, x1, y1))

    def dot(self, x: float, y: float, radius: float, role: str, *, hollow: bool = False) -> None:
        """A round mark; a hollow one is a ring that hides what is under it."""
        self._add(Look(MARK, Shape.RING if hollow else Shape.DOT, role, radius * 2), (x, y, x, y))

    def diamond(self, x: float, y: float, radius: float, role: str) -> None:
        """A square mark on its corner."""
        self._add(Look(MARK, Shape.DIAMOND, role), (x - radius, y - radius, x + radius, y + radius))

    def _add(self, look: Look, box: Box) -> None:
        self._marks[look].append(box)

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
        for line in wrapped(words, self.width * 0.86, TITLE):  # bold is wider than what was measured
            self.y += 19
            self.text(0, self.y, line, size=TITLE, bold=True)
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
