"""A figure as compact SVG: text stays text, the same figure is the same bytes, ids never clash between figures."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import matplotlib as mpl
from markupsafe import Markup, escape
from matplotlib.figure import Figure

from peerwork.pages.charts.style import FONTS, dark_rules

# The hash salt and the missing date make the bytes repeatable; `none` keeps words as words.
SVG_SETTINGS = {"svg.hashsalt": "peerwork", "svg.fonttype": "none"}
HREF = "{http://www.w3.org/1999/xlink}href"
NUMBER = re.compile(r"-?\d+\.\d+(?:e-?\d+)?")
POINT = re.compile(r"(-?[\d.]+) (-?[\d.]+)")
# What SVG does anyway, or what the root element says for all: not worth repeating in each element.
DEFAULTS = {
    ("stroke-linejoin", "miter"), ("stroke-linecap", "butt"), ("font-size", "13px"), ("font-weight", "400"),
    ("text-anchor", "start"), ("stroke-dashoffset", "0"), ("stroke-width", "1"), ("opacity", "1"),
}  # fmt: skip
KEPT = frozenset(
    (
        *("fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-dashoffset"),
        *("stroke-linecap", "stroke-linejoin", "opacity", "font-size", "font-weight", "font-style", "text-anchor"),
        "clip-path",
    )
)
Clips = dict[str, tuple[float, float, float, float]]  # left, top, width, height of each clip path that is a box
PLACES = frozenset({"x", "y", "cx", "cy", "r", "d", "id", "transform"})  # what neighbours of one look may differ in
GROUPED = frozenset({"text", "path", "circle"})
PNG_DOTS = 144  # dots an inch: twice the size on the page, sharp on paper and on good screens


def figure_svg(figure: Figure, *, name: str, alt: str) -> Markup:
    """The figure as an inline `<svg>` element with `alt` as its accessible name, in the font of the page around it."""
    root = ET.fromstring(_drawn(figure))
    used = {name for element in root.iter() for name in _references(element)}
    clips = _clips(root)
    body = _written([node for child in root for node in _nodes(child, name, used, clips)])
    width, height = (_round(size) for size in root.attrib["viewBox"].split()[2:])
    return Markup(
        f'<svg role="img" aria-label="{escape(" ".join(alt.split()))}" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" font-size="13px">{body}</svg>'
    )


def own_file(svg: Markup) -> str:
    """An inline SVG as the text of a file of its own, which follows the reader's choice of light or dark."""
    style = f"<style>@media (prefers-color-scheme:dark){{{dark_rules('svg')}}}</style>"
    own = f'<svg xmlns="http://www.w3.org/2000/svg" font-family="{FONTS}" '
    return str(svg).replace("<svg ", own, 1).replace(">", f">{style}", 1) + "\n"


def save_png(figure: Figure, path: Path) -> None:
    """Write the figure as a picture without a word on how or when it was made."""
    figure.savefig(path, format="png", dpi=PNG_DOTS, metadata={"Software": None})


def _drawn(figure: Figure) -> str:
    buffer = io.StringIO()
    with mpl.rc_context(SVG_SETTINGS):
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    return buffer.getvalue()


def _references(element: ET.Element) -> Iterator[str]:
    if HREF in element.attrib:
        yield element.attrib[HREF].removeprefix("#")
    for value in element.attrib.values():
        yield from re.findall(r"url\(#([^)]+)\)", value)


def _clips(root: ET.Element) -> Clips:
    """The box of every clip path that is a box."""
    boxes = {}
    for clip in root.iter():
        if _tag(clip) == "clipPath" and len(clip) and _tag(clip[0]) == "rect":
            boxes[clip.attrib["id"]] = tuple(float(clip[0].attrib[key]) for key in ("x", "y", "width", "height"))
    return boxes


def _tag(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


@dataclass(frozen=True)
class Node:
    """One element that shows something: its tag, its attributes and what is inside."""

    tag: str
    attributes: dict[str, str]
    inner: str


def _nodes(element: ET.Element, name: str, used: set[str], clips: Clips) -> Iterator[Node]:
    """The element as nodes, without what shows nothing; a group that says nothing gives way to what is in it."""
    tag = _tag(element)
    if tag in ("metadata", "style"):
        return
    attributes = _attributes(element, name, used, clips)
    children = [node for child in element for node in _nodes(child, name, used, clips)]
    if tag == "text":
        yield Node(tag, attributes, str(escape(element.text or "")))
    elif tag == "g" and not attributes:
        yield from children
    elif tag == "clipPath" and "id" not in attributes:
        return
    elif tag in ("g", "defs", "clipPath", "pattern", "svg"):
        if children:
            yield Node(tag, attributes, _written(children))
    elif tag == "path" and "d" not in attributes:
        return  # a line whose every point is missing, or lies outside the drawing
    elif tag == "path":
        yield Node(*_shape(attributes), "")
    else:
        yield Node(tag, attributes, "")


def _written(nodes: Iterable[Node]) -> str:
    """Nodes as text; neighbours of one look stand in one group, which says that look once."""
    return "".join(_run(look, list(run)) for look, run in groupby(nodes, key=_look))


def _look(node: Node) -> tuple[str, tuple[tuple[str, str], ...]]:
    return node.tag, tuple((key, value) for key, value in node.attributes.items() if key not in PLACES)


def _run(look: tuple[str, tuple[tuple[str, str], ...]], run: list[Node]) -> str:
    tag, shared = look
    run = _signs_joined(run) if tag == "text" else run
    if len(run) == 1 or not shared or tag not in GROUPED:
        return "".join(_element(node.tag, node.attributes, node.inner) for node in run)
    own = ({key: value for key, value in node.attributes.items() if key in PLACES} for node in run)
    inner = "".join(_element(tag, places, node.inner) for places, node in zip(own, run, strict=True))
    return _element("g", dict(shared), inner)


def _signs_joined(run: list[Node]) -> list[Node]:
    """Texts of one character become one text, each character with a place of its own: a third of the size."""
    signs = [
        node for node in run if len(node.inner) == 1 and node.attributes.keys() <= {*dict(_look(node)[1]), "x", "y"}
    ]
    if len(signs) < 3:
        return run
    places = {axis: " ".join(node.attributes[axis] for node in signs) for axis in ("x", "y")}
    joined = Node("text", signs[0].attributes | places, "".join(node.inner for node in signs))
    return [*(node for node in run if node not in signs), joined]


def _element(tag: str, attributes: dict[str, str], inner: str) -> str:
    words = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items())
    return f"<{tag}{words}>{inner}</{tag}>" if inner else f"<{tag}{words}/>"


def _attributes(element: ET.Element, name: str, used: set[str], clips: Clips) -> dict[str, str]:
    given = {key: value for key, value in element.attrib.items() if key != "style"}
    style = dict(part.split(":", 1) for part in element.attrib.get("style", "").split(";") if ":" in part)
    given |= {key.strip(): value.strip() for key, value in style.items() if key.strip() in KEPT}
    if _clips_nothing(element, given, clips):
        del given["clip-path"]
    found: dict[str, str] = {}
    for key, value in given.items():
        if key == "id":
            if value in used:
                found["id"] = f"{name}-{value}"
        elif key == HREF:
            found["href"] = f"#{name}-{value.removeprefix('#')}"
        elif (key, value) not in DEFAULTS and not (key == "transform" and value.startswith("rotate(-0 ")):
            found[key] = _round(value.replace("url(#", f"url(#{name}-"))
    return found


def _clips_nothing(element: ET.Element, given: dict[str, str], clips: Clips) -> bool:
    """Whether every point of a path lies inside the box that it is clipped to."""
    box = clips.get(given.get("clip-path", "")[5:-1])
    points = [(float(x), float(y)) for x, y in POINT.findall(element.attrib.get("d", ""))]
    if box is None or not points:
        return False
    left, top, width, height = box
    return all(left <= x <= left + width and top <= y <= top + height for x, y in points)


def _round(value: str) -> str:
    """Tenths of a pixel are as fine as an eye sees; whole numbers lose their point."""
    return NUMBER.sub(lambda found: f"{float(found[0]):.1f}".removesuffix(".0").replace("-0.0", "0"), value)


def _shape(attributes: dict[str, str]) -> tuple[str, dict[str, str]]:
    """A circle where the path is one, else the path in as few characters as say the same."""
    path = " ".join(attributes["d"].split())
    rest = {key: value for key, value in attributes.items() if key != "d"}
    curves = re.findall(r"C [-\d. ]+? ([-\d.]+) ([-\d.]+)(?= C| z|$)", path)
    if len(curves) == 8 and " L " not in path and path.endswith("z") and "id" not in rest:
        xs, ys = sorted(float(x) for x, _ in curves), sorted(float(y) for _, y in curves)
        radius = (xs[-1] - xs[0]) / 2
        if abs(radius - (ys[-1] - ys[0]) / 2) < 0.11:
            centre = {"cx": (xs[0] + xs[-1]) / 2, "cy": (ys[0] + ys[-1]) / 2, "r": radius}
            return "circle", {key: _round(f"{value:.2f}") for key, value in centre.items()} | rest
    return "path", {"d": _short(path)} | rest


def _short(path: str) -> str:
    """Lines along an axis as H and V, no space where none is needed."""
    if " C " in path or " Q " in path:
        return re.sub(r" ?([A-Za-z]) ?", r"\1", path)
    steps: list[str] = []
    here = ("", "")
    for command, x, y in re.findall(r"([MLz]) ?([-\d.]*) ?([-\d.]*)", path):
        steps.append(_step(command, x, y, here))
        here = (x, y)
    return "".join(steps)


def _step(command: str, x: str, y: str, here: tuple[str, str]) -> str:
    if command == "z":
        return "z"
    if command == "M":
        return f"M{x} {y}"
    if (x, y) == here:
        return "h0"
    return f"H{x}" if y == here[1] else f"V{y}" if x == here[0] else f"L{x} {y}"
