"""`Chart`: figures that always travel with their words, their table and their name."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
from markupsafe import Markup

from peerwork.pages.charts.drawing import Drawing
from peerwork.pages.charts.style import WIDTH, chart_rules, light, tile_rules
from peerwork.pages.svg import page_svg, svg_file
from peerwork.pages.tables import Tiles, html_table

FIGURES = "PEERWORK_FIGURES"  # the folder in which a build wants each chart that a notebook shows
# What a chart needs to look right in a notebook; a page has these rules in its own style sheet and leaves them out.
STYLE = f"<style>figure svg{{background:{light('paper')}}}{chart_rules('figure svg')}{tile_rules()}</style>"
PICTURES = "PEERWORK_PICTURES"  # set where it wants them as PNG too: that costs as much again as the whole page


class Undescribed(ValueError):
    """A chart without alt text, caption or table: it is not for a page."""


@dataclass(frozen=True)
class Panel:
    """One figure of a chart: `key` ends its file name, `alt` says what it shows, written from the chart's table."""

    key: str
    drawing: Drawing
    alt: str

    @property
    def figure(self) -> Any:
        """The drawing as a figure of matplotlib: to change, to put on slides, to save in another format."""
        from peerwork.pages.picture import figure_of  # a page needs no pictures, and spares their import

        return figure_of(self.drawing)


@dataclass(frozen=True)
class Chart:
    """One chart of a page: a figure, or the panels of one that is split for reading.

    `name` is its file name in `figures/` (lower case, hyphens), `caption` says what it shows, `table` holds the
    numbers drawn, already labelled for a reader, and each panel's `alt` is written from it. `key` says what the marks
    mean. Where every mark is a tile with its number or words in it, a page shows the table itself, coloured as `tiles`
    says: the figure would say the same twice. Raises Undescribed when one of them is empty: a chart that only eyes can
    read is never built.
    """

    name: str
    caption: str
    table: pd.DataFrame
    panels: tuple[Panel, ...]
    key: Panel | None = None
    tiles: Tiles | None = None

    def __post_init__(self) -> None:
        for part, words in (("name", self.name), ("caption", self.caption)):
            if not words.strip():
                raise Undescribed(f"the chart {self.name or self.caption!r} has no {part}")
        if self.table.empty:
            raise Undescribed(f"the chart {self.name} has no table")
        if not self.panels:
            raise Undescribed(f"the chart {self.name} has no figure")
        for panel in self.figures:
            if not panel.alt.strip():
                raise Undescribed(f"the chart {self.name} has no alt text ({panel.key or 'its one figure'})")

    @property
    def figures(self) -> tuple[Panel, ...]:
        """The panels, after the key where there is one."""
        return (self.key, *self.panels) if self.key else self.panels

    @property
    def alt(self) -> str:
        """What the chart says, panel after panel."""
        return " ".join(panel.alt for panel in self.panels)

    def file(self, panel: Panel) -> str:
        """The file name of a panel, without its ending; also the start of every id in its SVG."""
        return f"{self.name}-{panel.key}" if panel.key else self.name

    def html(self) -> Markup:
        """The figure with its caption and, folded under it, its table; or the table as tiles."""
        key = Markup('<div class="key">{}</div>').format(self._svg(self.key)) if self.key else ""
        if self.tiles:
            key = key if self.tiles.keyed else ""
            return Markup('<figure class="chart" id="{}"><figcaption>{}</figcaption>{}{}</figure>').format(
                self.name, self.caption, key, html_table(self.table, caption=self.caption, tiles=self.tiles)
            )
        return Markup(
            '<figure class="chart" id="{name}"><figcaption>{caption}</figcaption>{key}'
            '<div class="panels {shape}">{figures}</div>'
            '<details><summary>The numbers in this chart<span class="hidden">: {caption}</span></summary>'
            "{numbers}</details></figure>"
        ).format(
            name=self.name,
            shape=self._shape(),
            key=key,
            figures=Markup("").join(self._svg(panel) for panel in self.panels),
            caption=self.caption,
            numbers=html_table(self.table, caption=self.caption),
        )

    def _svg(self, panel: Panel) -> Markup:
        return page_svg(panel.drawing, name=self.file(panel), alt=panel.alt)

    def _shape(self) -> str:
        """How a page lays the panels out; one much wider than a phone is left out there: a list stands beside it."""
        if any(panel.drawing.width > 2 * WIDTH for panel in self.panels):
            return "wide"
        return "one" if len(self.panels) == 1 else "many"

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        """What a notebook shows; in a build, the chart is also left in the folder for figures."""
        if FIGURES in os.environ:
            _write(self, Path(os.environ[FIGURES]), pictures=PICTURES in os.environ)
        return {"text/html": f"{STYLE}{self.html()}", "text/plain": f"{self.caption}. {self.alt}"}


def single(name: str, drawing: Drawing, *, caption: str, alt: str, table: pd.DataFrame) -> Chart:
    """A chart of one figure."""
    return Chart(name, caption, table, (Panel("", drawing, alt),))


def write_figures(charts: Iterable[Chart], folder: Path) -> list[Path]:
    """Write each panel of each chart as SVG and PNG into the folder; the same charts are always the same bytes."""
    return [path for chart in charts for path in _write(chart, folder, pictures=True)]


def _write(chart: Chart, folder: Path, *, pictures: bool) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    for panel in chart.figures:
        vector, raster = (folder / f"{chart.file(panel)}.{ending}" for ending in ("svg", "png"))
        svg = svg_file(panel.drawing, name=chart.file(panel), alt=panel.alt)
        vector.write_text(svg, encoding="utf-8", newline="\n")
        written.append(vector)
        if pictures:
            from peerwork.pages.picture import save_png

            save_png(panel.drawing, raster)
            written.append(raster)
    return written
