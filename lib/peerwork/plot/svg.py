"""The pass: what matplotlib draws of a figure, as compact SVG. The same figure is always the same bytes.

A renderer of matplotlib's, asked in place of its own SVG backend, so that nothing is written first and read again:
numbers to a tenth, marks of one look as one path, texts of one look in one group, no clip paths and no metadata. Text
stays text. Colours are attributes, and a page turns those of the palette dark by rules that find them.
"""

from __future__ import annotations

import io
from base64 import b64encode
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from markupsafe import escape
from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from peerwork.plot.palette import ROLES
from peerwork.plot.text import BOLD, TEXT, text_width

FONTS = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
PIXELS = 72  # dots an inch: one point of a figure is what SVG calls a pixel
ANCHORS = {"center": "middle", "right": "end"}
HEAVY = 600  # a font's weight from which it is bold
CIRCLE = len(np.asarray(Path.unit_circle().vertices))
UNSEEN = (("fill", "none"),)  # the look of what has neither face nor edge
Box = tuple[float, float, float, float]  # left, top, right, bottom, in pixels
Look = tuple[tuple[str, str], ...]  # attributes in order


def drawn(figure: Figure) -> Pass:
    """What matplotlib draws of the figure at one dot a point: once for every SVG that is made of it."""
    dots = figure.dpi
    figure.dpi = PIXELS
    try:
        glyphs = Pass(*(float(side) * PIXELS for side in figure.get_size_inches()))
        figure.draw(glyphs)
    finally:
        figure.dpi = dots
    return glyphs


def inline_svg(glyphs: Pass, *, alt: str, box: Box | None = None) -> str:
    """What stands in a box, or all of it, as an inline `<svg>` with `alt` as its accessible name."""
    return _svg(glyphs, box or glyphs.box, f'role=img aria-label="{_line(alt)}"', _bare)


def svg_file(glyphs: Pass, *, alt: str) -> str:
    """All of it as the text of a file of its own, which follows the reader's choice of light or dark."""
    given = f'xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{_line(alt)}" font-family="{FONTS}"'
    given += f' font-size="{_n(TEXT)}" fill="{ROLES["ink"][0]}"'
    style = f"<style>@media (prefers-color-scheme:dark){{{dark_rules('svg')}}}</style>"
    return f"{_svg(glyphs, glyphs.box, given, _quoted, style)}\n"


def svg_rules(within: str) -> str:
    """CSS for every SVG that `within` selects: what a chart's words are where nothing else is said."""
    return f"{within}{{font-size:{_n(TEXT)}px;fill:{ROLES['ink'][0]}}}"


def dark_rules(within: str) -> str:
    """CSS that turns the light colours of the palette inside `within` into the dark ones."""
    return f"{within}{{fill:{ROLES['ink'][1]}}}" + "".join(
        f'{within} [{attribute}="{pale}"]{{{attribute}:{dark}}}'
        for pale, dark in ROLES.values()
        for attribute in ("fill", "stroke")
    )


class Pass(RendererBase):
    """Keeps what it is asked to draw: marks and words, each with its look and the point where it stands."""

    holds_words = True  # a text says where it is held, and need not be laid out

    def __init__(self, width: float, height: float) -> None:
        super().__init__()
        self.width, self.height = width, height
        self.box: Box = (0.0, 0.0, width, height)
        self._flip = Affine2D().scale(1, -1).translate(0, height)
        self.glyphs: list[tuple[Look, str, float, float]] = []
        self.words: list[tuple[Look, str, float, float]] = []

    def get_canvas_width_height(self) -> tuple[float, float]:
        """The figure's size in pixels."""
        return self.width, self.height

    def get_text_width_height_descent(self, s: str, prop: Any, ismath: Any) -> tuple[float, float, float]:
        """From a cache of letters; a text is not laid out to be measured."""
        if ismath:
            return super().get_text_width_height_descent(s, prop, ismath)
        size = prop.get_size_in_points()
        return text_width(s, size) * (BOLD if _bold(prop) else 1), size * 0.93, size * 0.22

    def draw_path(self, gc: GraphicsContextBase, path: Path, transform: Any, rgbFace: Any = None) -> None:
        """A line or a filled shape, cut to the axes where it reaches over them."""
        path = transform.transform_path(path)
        clip = gc.get_clip_rectangle()
        if clip is not None and np.size(path.vertices) and not _within(path, clip):
            path = path.clip_to_bbox(clip) if rgbFace is not None else path.cleaned(clip=clip.extents)
        path = self._flip.transform_path(path)
        look, steps = _look(gc, rgbFace), _steps(path) if np.size(path.vertices) else ""
        if steps and look != UNSEEN:
            self.glyphs.append((look, steps, *_middle(path)))

    def draw_markers(
        self, gc: GraphicsContextBase, marker_path: Path, marker_trans: Any, path: Path, trans: Any, rgbFace: Any = None
    ) -> None:
        """A mark at each point: round ones as lines of no length with round ends, others as shapes."""
        clip, shape = gc.get_clip_rectangle(), marker_trans.transform_path(marker_path)
        dx, dy = _middle(shape)
        places = [(x, y) for x, y in trans.transform(path.vertices) if clip is None or clip.contains(x + dx, y + dy)]
        if len(shape.vertices) == CIRCLE and rgbFace is not None:
            self._dots(gc, [(x, self.height - y) for x, y in places], float(np.ptp(shape.vertices[:, 0])), rgbFace)
            return
        for x, y in places:
            self.draw_path(gc, shape, Affine2D().translate(x, y), rgbFace)

    def _dots(self, gc: GraphicsContextBase, points: list[tuple[float, float]], size: float, face: Any) -> None:
        """Dots; rings as dots of the edge's colour and smaller ones of their face's over them."""
        edge = gc.get_linewidth()
        for rgb, across in [(gc.get_rgb(), size + edge), (face, size - edge)] if edge else [(face, size)]:
            look = (("stroke", to_hex(rgb)), ("stroke-width", _n(across)), ("stroke-linecap", "round"))
            self.glyphs += [(look, f"M{_n(x)} {_n(y)}h0", x, y) for x, y in points]

    def draw_image(self, gc: GraphicsContextBase, x: float, y: float, im: Any, transform: Any = None) -> None:
        """A picture that its owner put into the axes."""
        from PIL import Image

        data = io.BytesIO()
        Image.fromarray(im[::-1]).save(data, format="png")
        high, wide = im.shape[:2]
        source = f'href="data:image/png;base64,{b64encode(data.getvalue()).decode("ascii")}"'
        tag = f'<image x="{_n(x)}" y="{_n(self.height - y - high)}" width="{wide}" height="{high}" {source}/>'
        self.glyphs.append(((), tag, x + wide / 2, self.height - y - high / 2))

    def draw_text(
        self, gc: GraphicsContextBase, x: float, y: float, s: str, prop: Any, angle: float, ismath: Any = False,
        mtext: Any = None,
    ) -> None:  # fmt: skip
        """One line of text, held where its alignment says."""
        if ismath:
            self._draw_text_as_path(gc, x, y, s, prop, angle, ismath)  # type: ignore[attr-defined]  # not in its types
            return
        anchor = mtext.get_ha() if mtext is not None and not angle else "left"
        if anchor in ANCHORS:
            x = mtext.get_transform().transform(mtext.get_unitless_position())[0]
        self._keep(s, x, y, to_hex(gc.get_rgb()), prop, anchor, angle)

    def hold(self, text: Any, x: float, y: float) -> None:
        """A text at its baseline, without being laid out."""
        prop = text.get_fontproperties()
        self._keep(text.get_text(), x, self.height - y, to_hex(text.get_color()), prop, text.get_ha(), 0.0)

    def _keep(self, words: str, x: float, y: float, colour: str, prop: Any, anchor: str, angle: float) -> None:
        size = prop.get_size_in_points()
        look = (
            ("fill", "" if colour == ROLES["ink"][0] else colour),
            ("font-size", "" if size == TEXT else _n(size)),
            ("font-weight", "700" if _bold(prop) else ""),
            ("text-anchor", ANCHORS.get(anchor, "")),
            ("rotate", _n(-angle) if angle else ""),
        )
        self.words.append((tuple((key, value) for key, value in look if value), words, x, y))


def _svg(drawn: Pass, box: Box, given: str, value: Any, style: str = "") -> str:
    """What stands in the box; a ground that is larger than it is left to the page."""
    left, top, right, bottom = box
    ground = "" if style else f"M0 {_n(drawn.height)}H{_n(drawn.width)}V0H0z"  # a page has a ground of its own

    def inside(items: Iterable[tuple[Look, str, float, float]]) -> list[tuple[Look, str, float, float]]:
        return [item for item in items if left - 1 <= item[2] <= right + 1 and top <= item[3] <= bottom]

    glyphs = [glyph for glyph in inside(drawn.glyphs) if glyph[1] != ground]
    size = " ".join(map(_n, (left, top, right - left, bottom - top)))
    sides = f'width="{_n(right - left)}" height="{_n(bottom - top)}"'
    drawing = _paths(glyphs, value) + _texts(inside(drawn.words), value)
    return f'<svg {given} viewBox="{size}" {sides}>{style}{drawing}</svg>'


def _paths(glyphs: Sequence[tuple[Look, str, float, float]], value: Any) -> str:
    """The glyphs in the order in which they were drawn; those of one look that follow each other as one path."""
    parts: list[tuple[Look, list[str]]] = []
    for look, steps, _, _ in glyphs:
        if not look or not parts or parts[-1][0] != look:
            parts.append((look, []))
        parts[-1][1].append(steps)
    return "".join(
        f"<path{_given(look, value)} d={value(''.join(steps))} />" if look else steps[0] for look, steps in parts
    )


def _texts(words: Sequence[tuple[Look, str, float, float]], value: Any) -> str:
    """The words over the marks, those of one look in one group."""
    groups: dict[Look, list[str]] = defaultdict(list)
    for look, text, x, y in words:
        *rest, last = look or (("", ""),)
        where = f"x={value(_n(x))} y={value(_n(y))}"
        if last[0] == "rotate":
            look, where = tuple(rest), f"{where} transform={value(f'rotate({last[1]} {_n(x)} {_n(y)})')}"
        groups[look].append(f"<text {where}>{escape(text)}</text>")
    return "".join(f"<g{_given(look, value)}>{''.join(texts)}</g>" for look, texts in groups.items())


def _look(gc: GraphicsContextBase, face: Any) -> Look:
    """The attributes of a mark: only those that say something."""
    look = [("fill", "none" if face is None else to_hex(face[:3]))]
    width, alpha = gc.get_linewidth(), gc.get_alpha()
    if width and gc.get_rgb()[3] > 0:
        look += [("stroke", to_hex(gc.get_rgb()[:3])), ("stroke-width", "" if width == 1 else _n(width))]
        dashes = gc.get_dashes()[1]
        look.append(("stroke-dasharray", "" if dashes is None else " ".join(map(_n, np.asarray(dashes, dtype=float)))))
    alpha = face[3] if face is not None and len(face) > 3 else alpha
    look.append(("opacity", "" if alpha is None or alpha == 1 else f"{alpha:.2g}"))
    return tuple((key, value) for key, value in look if value)


def _steps(path: Path) -> str:
    """The path to a tenth of a pixel; lines along an axis by one number."""
    steps, here = [], ("", "")
    for points, code in path.iter_segments(simplify=False, curves=True):
        if code == Path.CLOSEPOLY:
            steps.append("z")
            continue
        places = [_n(number) for number in points]
        there = (places[-2], places[-1])
        if code == Path.MOVETO:
            steps.append("" if there == here and steps and steps[-1] != "z" else f"M{' '.join(places)}")
        elif code == Path.LINETO:
            if there != here:
                x, y = there
                steps.append(f"V{y}" if x == here[0] else f"H{x}" if y == here[1] else f"L{x} {y}")
        else:
            steps.append(f"{'Q' if code == Path.CURVE3 else 'C'}{' '.join(places)}")
        here = there
    return "".join(steps)


def _middle(path: Path) -> tuple[float, float]:
    x, y = (np.nanmin(path.vertices, axis=0) + np.nanmax(path.vertices, axis=0)) / 2
    return float(x), float(y)


def _within(path: Path, clip: Any) -> bool:
    (x0, y0), (x1, y1) = np.nanmin(path.vertices, axis=0), np.nanmax(path.vertices, axis=0)
    return clip.x0 - 1 <= x0 and x1 <= clip.x1 + 1 and clip.y0 - 1 <= y0 and y1 <= clip.y1 + 1


def _bold(prop: Any) -> bool:
    weight = prop.get_weight()
    return weight in ("bold", "semibold", "heavy", "black") or (not isinstance(weight, str) and weight >= HEAVY)


def _given(look: Look, value: Any) -> str:
    return "".join(f" {key}={value(text)}" for key, text in look)


def _n(number: float) -> str:
    """Tenths of a pixel are as fine as an eye sees; whole numbers have no point."""
    return f"{round(float(number), 1) + 0.0:g}"


def _line(words: str) -> str:
    return str(escape(" ".join(words.split())))


def _bare(value: str) -> str:
    """Without quotation marks where HTML needs none."""
    return f'"{value}"' if any(letter in value for letter in " \"'=<>`") or not value else value


def _quoted(value: str) -> str:
    return f'"{value}"'
