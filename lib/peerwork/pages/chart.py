"""`Chart`: a figure that always travels with its words, its table and its name."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from markupsafe import Markup
from matplotlib.figure import Figure

from peerwork.pages.svg import figure_svg
from peerwork.pages.tables import html_table


class Undescribed(ValueError):
    """A chart without alt text, caption or table: it is not for a page."""


@dataclass(frozen=True)
class Chart:
    """One figure of a page.

    `name` is its file name in `figures/` (lower case, hyphens), `caption` says what it shows, `alt` what it says,
    written from `table`, which holds the numbers drawn, already labelled for a reader. Raises Undescribed when one of
    them is empty: a chart that only eyes can read is never built.
    """

    name: str
    figure: Figure
    caption: str
    alt: str
    table: pd.DataFrame

    def __post_init__(self) -> None:
        for part in ("name", "caption", "alt"):
            if not getattr(self, part).strip():
                raise Undescribed(f"the chart {self.name or self.caption!r} has no {part}")
        if self.table.empty:
            raise Undescribed(f"the chart {self.name} has no table")

    def _repr_html_(self) -> str:
        svg = figure_svg(self.figure, name=self.name, alt=self.alt)
        numbers = html_table(self.table, caption=self.caption)
        return Markup(
            '<figure class="chart" id="{name}">{svg}<figcaption>{caption}</figcaption>'
            '<details><summary>The numbers in this chart<span class="hidden">: {caption}</span></summary>'
            "{numbers}</details></figure>"
        ).format(name=self.name, svg=svg, caption=self.caption, numbers=numbers)
