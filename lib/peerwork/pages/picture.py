"""A drawing as a matplotlib figure, and as a PNG file: for slides, letters and whoever works on in a notebook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path as File

from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

from peerwork.pages.charts.drawing import BODY, EYE, Box, Drawing, Look, Shape, Words
from peerwork.pages.charts.style import PIXELS, light

PNG_DOTS = 144  # dots an inch: twice the size on the page, sharp on paper and on good screens
SPECK = 0.04  # pixels: no line to an eye, but enough of one for its round ends to be drawn
FONTS = {bold: FontProperties(family=BODY, weight="bold" if bold else "normal") for bold in (False, True)}
Points = Sequence[tuple[float, float]]


def figure_of(drawing: Drawing) -> Figure:
    """The drawing as a figure of matplotlib, in light colours."""
    height = drawing.height
    figure = Figure(figsize=(drawing.width / PIXELS, height / PIXELS), dpi=PIXELS, facecolor=light("paper"))
    downwards = Affine2D().scale(1 / PIXELS, -1 / PIXELS).translate(0, height / PIXELS) + figure.dpi_scale_trans
    marks = (patch for look, boxes in drawing.marks.items() for patch in _marks(look, boxes))
    for place, artist in enumerate((*marks, *_words(drawing.words))):
        artist.set(transform=downwards, zorder=place)
        figure.add_artist(artist)
    return figure


def save_png(drawing: Drawing, path: File) -> None:
    """Write the drawing as a picture without a word on how or when it was made."""
    figure_of(drawing).savefig(path, format="png", dpi=PNG_DOTS, metadata={"Software": None})


def _marks(look: Look, boxes: Sequence[Box]) -> Iterator[PathPatch]:
    """Marks of one look as one patch; rings as dots, and smaller ones of paper in them."""
    colour = light(look.role)
    if look.shape in (Shape.BOX, Shape.DIAMOND):
        corners = _diamond if look.shape is Shape.DIAMOND else _box
        yield PathPatch(_path(map(corners, boxes), closed=True), facecolor=colour, edgecolor="none", linewidth=0)
    elif look.shape is Shape.OPEN:
        yield _outline(_path(map(_box, boxes), closed=True), colour, 1.5, dashes=(3, 2))
    elif look.shape in (Shape.LINE, Shape.DASHED):
        dashes = (2, 2) if look.shape is Shape.DASHED else ()
        lines = (((x0, y0), (x1, y1)) for x0, y0, x1, y1 in boxes)
        yield _outline(_path(lines, closed=False), colour, look.width, dashes=dashes)
    else:
        dots = _path((((x, y), (x + SPECK, y)) for x, y, _, _ in boxes), closed=False)
        yield _outline(dots, colour, look.width, cap="round")
        if look.shape is Shape.RING:
            yield _outline(dots, light("paper"), look.width - EYE, cap="round")


def _outline(path: Path, colour: str, width: float, *, dashes: tuple[float, ...] = (), cap: str = "butt") -> PathPatch:
    style = (0, dashes) if dashes else "solid"
    return PathPatch(
        path, facecolor="none", edgecolor=colour, linewidth=width, linestyle=style, capstyle=cap, snap=False
    )


def _path(shapes: Iterable[Points], *, closed: bool) -> Path:
    """One path of several shapes, each given by its points."""
    known = list(shapes)
    last = Path.CLOSEPOLY if closed else Path.LINETO
    codes = [code for points in known for code in (Path.MOVETO, *[Path.LINETO] * (len(points) - 2), last)]
    path = Path([point for points in known for point in points], codes)
    path.should_simplify = False
    return path


def _box(box: Box) -> Points:
    x0, y0, x1, y1 = box
    return (x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)


def _diamond(box: Box) -> Points:
    x0, y0, x1, y1 = box
    x, y = (x0 + x1) / 2, (y0 + y1) / 2
    return (x0, y), (x, y0), (x1, y), (x, y1), (x0, y)


def _words(words: Words) -> Iterator[Text]:
    for script, texts in words.items():
        for x, y, text in texts:
            yield Text(
                x, round(y), text, color=light(script.role), fontproperties=FONTS[script.bold], fontsize=script.size,
                horizontalalignment=script.anchor, verticalalignment="baseline", parse_math=False,
            )  # fmt: skip
