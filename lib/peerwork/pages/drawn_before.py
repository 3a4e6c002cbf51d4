"""Charts as they were drawn before: one whose marks are the same is not drawn again, and is the same bytes.

A build gives a page the charts of its last drawing (`BEFORE`) and keeps those of this one (`NOW`), a line of JSON each.
"""

from __future__ import annotations

import json
import os
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

import matplotlib as mpl
from markupsafe import Markup
from matplotlib.figure import Figure

from peerwork.pages.charts import canvas, style
from peerwork.pages.charts.canvas import Drawing
from peerwork.pages.svg import __file__ as svg_file
from peerwork.pages.svg import figure_svg

BEFORE, NOW = "PEERWORK_CHARTS_BEFORE", "PEERWORK_CHARTS_NOW"


def svg_of(figure: Figure | Drawing, *, name: str, alt: str) -> Markup:
    """The figure as an inline SVG (svg.py); a drawing that the page's last drawing had is taken from there."""
    if isinstance(figure, Figure):
        return figure_svg(figure, name=name, alt=alt)
    mark = blake2b("\0".join((_version(), name, alt, figure.marks)).encode(), digest_size=16).hexdigest()
    known = _before(os.environ.get(BEFORE, "")).get(mark)
    svg = Markup(known) if known is not None else figure_svg(figure.figure(), name=name, alt=alt)
    if NOW in os.environ:
        with Path(os.environ[NOW]).open("a", encoding="utf-8", newline="\n") as file:
            file.write(json.dumps([mark, svg]) + "\n")
    return svg


@lru_cache(maxsize=1)
def _before(path: str) -> dict[str, str]:
    """The charts of a page's last drawing; none where there was none."""
    lines = Path(path).read_text(encoding="utf-8").splitlines() if path and Path(path).is_file() else []
    return dict(json.loads(line) for line in lines)


@lru_cache(maxsize=1)
def _version() -> str:
    """What turns marks into bytes, besides the marks."""
    code = "\0".join(Path(file).read_text(encoding="utf-8") for file in (canvas.__file__, style.__file__, svg_file))
    return f"{mpl.__version__}\0{code}"
