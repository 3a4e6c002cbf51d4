"""How wide words are, before anything is drawn: the same on every machine."""

from __future__ import annotations

from functools import cache
from typing import Any

from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties, findfont
from matplotlib.ft2font import FT2Font, LoadFlags
from matplotlib.text import Text

BODY = "DejaVu Sans"  # comes with matplotlib, and is a little wider than most fonts that a reader's machine will use
TEXT, SMALL, TITLE = 13.0, 11.5, 15.0  # pixels
BOLD = 1.12  # how much wider bold letters are


@cache
def _font() -> FT2Font:
    """A font of our own: matplotlib sets the size of the one that it shares whenever it draws."""
    return FT2Font(findfont(FontProperties(family=BODY)))


@cache
def _letter_width(letter: str) -> float:
    font = _font()
    return float(font.load_char(ord(letter), flags=LoadFlags.NO_SCALE).horiAdvance / font.units_per_EM)


@cache
def _width(words: str) -> float:
    return sum(map(_letter_width, words))


def text_width(words: str, size: float = TEXT) -> float:
    """The width of the words in pixels."""
    return _width(words) * size


def wrapped(words: str, width: float, size: float = TEXT) -> list[str]:
    """The words in lines no wider than that, but for a single word that is."""
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines or [""]


class Words(Text):
    """A text of matplotlib's that is quick to make and to write: never cut, and laid out only where that is needed."""

    def set_clip_path(self, *_: Any, **__: Any) -> None:
        """Words are not cut at the edge of the axes."""

    def draw(self, renderer: Any) -> None:
        """A renderer that holds each text by its alignment is told where; others lay it out."""
        level = self.get_verticalalignment() == "baseline" and not self.get_rotation()
        if level and getattr(renderer, "holds_words", False):
            x, y = self.get_transform().transform(self.get_unitless_position())
            renderer.hold(self, x, y)
        else:
            super().draw(renderer)


def write(ax: Axes, x: float, y: float, words: str, **look: Any) -> None:
    """Words on an Axes, as `ax.text` puts them there, in a third of the time."""
    look.setdefault("transform", ax.transData)
    ax.add_artist(Words(x, y, words, **look))
