"""`Drawing`: the finished marks and words of one figure, by look, before anybody writes them as SVG or as a picture."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

BODY = "DejaVu Sans"  # comes with matplotlib: the same widths on every machine
EYE = 3.0  # pixels by which the inside of a ring is smaller than the ring
Box = tuple[float, float, float, float]  # left, top, right, bottom; a line from its first point to its second


class Shape(Enum):
    """What a mark is. An open box is dashed and hollow: the value is somewhere in it."""

    BOX = "box"
    OPEN = "open"
    LINE = "line"
    DASHED = "dashed"
    DOT = "dot"
    RING = "ring"
    DIAMOND = "diamond"


@dataclass(frozen=True)
class Look:
    """How marks look: their layer (the lowest first), shape, role of colour, and a line's or dot's width in pixels."""

    layer: int
    shape: Shape
    role: str
    width: float = 1.0


@dataclass(frozen=True)
class Script:
    """How words look; `anchor` is `left`, `center` or `right`."""

    role: str
    size: float
    bold: bool
    anchor: str


Marks = dict[Look, list[Box]]
Words = dict[Script, list[tuple[float, float, str]]]


@dataclass(frozen=True)
class Drawing:
    """A figure of that many pixels: marks by look, in the order in which they are painted, and words over them."""

    width: float
    height: int
    marks: Marks
    words: Words
