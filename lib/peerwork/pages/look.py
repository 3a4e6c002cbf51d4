"""How the parts of a page look: the one style sheet, on a page and in a notebook."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from peerwork.pages.chart import FIGURES
from peerwork.pages.tables import align_rules
from peerwork.plot.palette import OPEN, ROLES, text_on
from peerwork.plot.svg import dark_rules, svg_rules

TEMPLATES = Path(__file__).parent / "templates"
CLASSES = {  # of a coloured cell, by its role
    "high": "h", "high_soft": "i", "middle": "j", "low_soft": "n", "low": "l", "contested": "v", OPEN: "o",
}  # fmt: skip
INSIDE = "peerwork-output"  # the class round what a notebook shows, which alone the rules are for there


@cache
def rules() -> str:
    """The style sheet of a page, whoever may see it."""
    sheet = (TEMPLATES / "page.css").read_text(encoding="utf-8")
    dark = f"{dark_rules('svg')}{tile_rules(dark=True)}"
    return (
        f"{sheet}{align_rules()}{svg_rules('svg')}{tile_rules()}"
        f"@media (prefers-color-scheme:dark){{@media screen{{{dark}}}}}\n"
    )


def in_notebook(html: str) -> str:
    """What a notebook shows of a part of a page: the part itself in a build, whose page has the style sheet."""
    if FIGURES in os.environ:
        return str(html)
    return f'<div class="{INSIDE}"><style>{_inside()}</style>{html}</div>'


@cache
def _inside() -> str:
    """The rules for what stands inside a notebook's output alone; its paper is white or dark as they are."""
    own = rules().replace(":root{", "&{").replace("\nbody{", "\n&{")
    return f".{INSIDE}{{padding:0 .5rem;tr{{background:none!important}}{own}}}"


def tile_rules(dark: bool = False) -> str:
    """CSS that fills the cells of a table of tiles, and the marks of its key, by their roles' classes."""
    rules = "".join(
        f".tiles td.{CLASSES[role]},.keys "
        f".{CLASSES[role]}{{background:{shades[dark]};color:{ROLES[text_on(role)][dark]}}}"
        for role, shades in ROLES.items()
        if role in CLASSES
    )
    hollow = ROLES["muted"][dark]
    return f"{rules}.tiles td.o,.keys .o{{outline:1px dashed {ROLES['rule'][dark]};outline-offset:-1px;color:{hollow}}}"
