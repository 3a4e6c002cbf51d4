"""A drawing as compact SVG: text stays text, and the same drawing is always the same bytes.

On a page, looks are classes of the page's style sheet and short values bear no quotation marks: a figure of fifty rows
is then a few kilobytes. In a file of its own, each look is written out, so that the file is whole by itself.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from peerwork.pages.charts.drawing import EYE, Box, Drawing, Look, Script, Shape
from peerwork.pages.charts.style import CLASSES, FONTS, SIZES, TEXT, WIDTH, dark_rules, light

Attributes = dict[str, str]
PLAIN = re.compile(r"[\w.,:#()%+-]+", re.ASCII)  # what HTML reads as one value without quotation marks
DASHES = {Shape.OPEN: "4.5 3", Shape.DASHED: "2 2"}
OPEN_WIDTH = 1.5  # pixels: the line around an open box
ANCHORS = {"center": "middle", "right": "end"}
COLUMN = 3  # texts that begin at one place across are written as a column of so many or more


@dataclass(frozen=True)
class Pen:
    """How attributes are written: those of words, those of marks of one line's width, and a value."""

    words: Callable[[Script], Attributes]
    marks: Callable[[Look, float], Attributes]
    value: Callable[[str], str]


def page_svg(drawing: Drawing, *, name: str, alt: str) -> Markup:
    """The drawing as an inline `<svg>` with `alt` as its accessible name, for a page that has `chart_rules`."""
    size = "" if drawing.width == WIDTH else f" width={_n(drawing.width)} height={drawing.height}"
    return Markup(
        f'<svg role=img aria-label="{_label(alt)}" viewBox="0 0 {_n(drawing.width)} {drawing.height}"{size}>'
        f"{_body(drawing, name, PAGE)}</svg>"
    )


def svg_file(drawing: Drawing, *, name: str, alt: str) -> str:
    """The drawing as the text of a file of its own, which follows the reader's choice of light or dark."""
    width, height = _n(drawing.width), drawing.height
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{_label(alt)}" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" font-family="{FONTS}" font-size="{_n(TEXT)}px">'
        f"<style>@media (prefers-color-scheme:dark){{{dark_rules('svg')}}}</style>"
        f'<path d="M0 0H{width}V{height}H0z" fill="{light("paper")}"/>{_body(drawing, name, FILE)}</svg>\n'
    )


def _label(alt: str) -> str:
    return str(escape(" ".join(alt.split())))


def _body(drawing: Drawing, name: str, pen: Pen) -> str:
    marks = (part for look, boxes in drawing.marks.items() for part in _marks(look, boxes, name, pen))
    words = (_words(script, texts, pen) for script, texts in drawing.words.items())
    return "".join((*marks, *words))


def _n(number: float) -> str:
    """Tenths of a pixel are as fine as an eye sees; whole numbers have no point."""
    return f"{round(number, 1) + 0.0:g}"


def _marks(look: Look, boxes: Sequence[Box], name: str, pen: Pen) -> Iterator[str]:
    """Marks of one look as one path; boxes are lines as thick as they are high, and so are one path a height."""
    if look.shape is Shape.BOX:
        heights: dict[float, list[Box]] = defaultdict(list)
        for left, top, right, bottom in boxes:
            heights[round(bottom - top, 1)].append((left, (top + bottom) / 2, right, (top + bottom) / 2))
        for height, lines in heights.items():
            yield _path(_lines(lines), pen.marks(look, height), pen)
    elif look.shape is Shape.RING:
        yield _rings(look, boxes, f"{name}-{look.role}", pen)
    else:
        width = OPEN_WIDTH if look.shape is Shape.OPEN else look.width
        yield _path(PATHS[look.shape](boxes), pen.marks(look, width), pen)


def _rings(look: Look, boxes: Sequence[Box], ring: str, pen: Pen) -> str:
    """Dots, and once more the same path a little thinner, in the colour of paper."""
    dots = _tag("path", {"id": ring, "d": _dots(boxes)}, pen)
    eye = Look(look.layer, Shape.RING, "paper")
    inside = {"href": f"#{ring}"} | pen.marks(eye, look.width - EYE)
    return _group(pen.marks(look, look.width), [dots], pen) + _tag("use", inside, pen)


def _path(steps: str, attributes: Attributes, pen: Pen) -> str:
    return _tag("path", {"d": steps} | attributes, pen)


def _lines(boxes: Iterable[Box]) -> str:
    """Each line from its first point to its second; one that begins where the last ended goes on from there."""
    steps, here = [], ("", "")
    for box in boxes:
        x0, y0, x1, y1 = map(_n, box)
        start = "" if (x0, y0) == here else f"M{x0} {y0}"
        steps.append(f"{start}{f'H{x1}' if y0 == y1 else f'V{y1}' if x0 == x1 else f'L{x1} {y1}'}")
        here = (x1, y1)
    return "".join(steps)


def _dots(boxes: Iterable[Box]) -> str:
    """Lines of no length: their round ends are the dots."""
    return "".join(f"M{_n(x)} {_n(y)}h0" for x, y, _, _ in boxes)


def _outlines(boxes: Iterable[Box]) -> str:
    return "".join(f"M{_n(left)} {_n(top)}H{_n(right)}V{_n(bottom)}H{_n(left)}z" for left, top, right, bottom in boxes)


def _diamonds(boxes: Iterable[Box]) -> str:
    parts = []
    for left, top, right, bottom in boxes:
        half = _n((right - left) / 2)
        parts.append(f"M{_n(left)} {_n((top + bottom) / 2)}l{half}-{half} {half} {half}-{half} {half}z")
    return "".join(parts)


PATHS: Mapping[Shape, Callable[[Sequence[Box]], str]] = {
    Shape.OPEN: _outlines, Shape.LINE: _lines, Shape.DASHED: _lines, Shape.DOT: _dots, Shape.DIAMOND: _diamonds,
}  # fmt: skip


def _words(script: Script, texts: Sequence[tuple[float, float, str]], pen: Pen) -> str:
    """Texts of one look in one group: signs as one text, then columns of texts that begin at the same place across."""
    signs = [text for text in texts if len(text[2]) == 1]
    joined = len(signs) >= COLUMN
    columns: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for x, y, words in texts:
        if not (joined and len(words) == 1):
            columns[_n(round(x))].append((_n(round(y)), str(escape(words))))
    parts = [_signs(signs, pen)] if joined else []
    parts += [_column(x, lines, pen) for x, lines in columns.items()]
    return _group(pen.words(script), parts, pen)


def _signs(signs: Sequence[tuple[float, float, str]], pen: Pen) -> str:
    """Texts of one character as one text, each character at a place of its own: a third of the size."""
    places = {"x": " ".join(_n(x) for x, _, _ in signs), "y": " ".join(_n(round(y)) for _, y, _ in signs)}
    return _tag("text", places, pen, str(escape("".join(sign for _, _, sign in signs))))


def _column(x: str, lines: Sequence[tuple[str, str]], pen: Pen) -> str:
    if x != "0" and len(lines) >= COLUMN:
        return _group({"transform": f"translate({x})"}, [_column("0", lines, pen)], pen)
    across = {} if x == "0" else {"x": x}
    return "".join(_tag("text", across | {"y": y}, pen, words) for y, words in lines)


def _group(attributes: Attributes, parts: Sequence[str], pen: Pen) -> str:
    return _tag("g", attributes, pen, "".join(parts)) if attributes else "".join(parts)


def _tag(tag: str, attributes: Attributes, pen: Pen, inner: str = "") -> str:
    words = "".join(f" {key}={pen.value(value)}" for key, value in attributes.items())
    return f"<{tag}{words}>{inner}</{tag}>" if inner else f"<{tag}{words} />"


def _bare(value: str) -> str:
    return value if PLAIN.fullmatch(value) else f'"{value}"'


def _quoted(value: str) -> str:
    return f'"{value}"'


def _classes(*names: str) -> Attributes:
    known = " ".join(name for name in names if name)
    return {"class": known} if known else {}


def _page_words(script: Script) -> Attributes:
    size = SIZES.get(script.size)
    classes = _classes(CLASSES[script.role], size or "", "b" if script.bold else "", CLASSES.get(script.anchor, ""))
    return classes if size is not None else classes | {"font-size": _n(script.size)}


def _page_marks(look: Look, width: float) -> Attributes:
    classes = _classes(CLASSES[look.role], CLASSES.get(look.shape.value, ""))
    plain = width == 1 or look.shape in (Shape.DIAMOND, Shape.OPEN)
    return classes if plain else classes | {"stroke-width": _n(width)}


def _file_words(script: Script) -> Attributes:
    given = {"fill": light(script.role)}
    if script.size != TEXT:
        given["font-size"] = _n(script.size)
    if script.bold:
        given["font-weight"] = "700"
    if script.anchor in ANCHORS:
        given["text-anchor"] = ANCHORS[script.anchor]
    return given


def _file_marks(look: Look, width: float) -> Attributes:
    if look.shape is Shape.DIAMOND:
        return {"fill": light(look.role)}
    given = {"fill": "none", "stroke": light(look.role), "stroke-width": _n(width)}
    if look.shape in DASHES:
        given["stroke-dasharray"] = DASHES[look.shape]
    if look.shape in (Shape.DOT, Shape.RING):
        given["stroke-linecap"] = "round"
    return given


PAGE = Pen(_page_words, _page_marks, _bare)
FILE = Pen(_file_words, _file_marks, _quoted)
