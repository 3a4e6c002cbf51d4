"""A figure as SVG that a page can hold: text stays text, the same figure is the same bytes, ids never clash."""

from __future__ import annotations

import io
import re

import matplotlib as mpl
from markupsafe import Markup, escape
from matplotlib.figure import Figure

# The hash salt and the missing date make the bytes repeatable; `none` keeps words as words.
SVG_SETTINGS = {"svg.hashsalt": "peerwork", "svg.fonttype": "none"}


def figure_svg(figure: Figure, *, name: str, alt: str) -> Markup:
    """The figure as an inline `<svg>` element with `alt` as its accessible name."""
    buffer = io.StringIO()
    with mpl.rc_context(SVG_SETTINGS):
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None}, bbox_inches="tight")
    svg = buffer.getvalue()
    body = svg[svg.index("<svg") :]
    body = re.sub(r"<metadata>.*?</metadata>", "", body, flags=re.DOTALL)
    body = re.sub(r"<!--.*?-->", "", body, flags=re.DOTALL)
    body = _own_ids(body, name)
    return Markup(body.replace("<svg ", f'<svg role="img" aria-label="{escape(alt)}" ', 1))


def _own_ids(svg: str, name: str) -> str:
    """Keep only ids that something refers to, and put the figure's name before them."""
    used = set(re.findall(r'(?:url\(#|href="#)([^)"]+)', svg))
    svg = re.sub(r' id="([^"]+)"', lambda m: f' id="{name}-{m[1]}"' if m[1] in used else "", svg)
    return re.sub(r'(url\(#|href="#)', rf"\g<1>{name}-", svg)
