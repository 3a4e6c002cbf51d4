"""`Chart`: a figure of matplotlib that always travels with its words, its table and its name."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
from markupsafe import Markup
from matplotlib.figure import Figure

from peerwork.pages.tables import html_table
from peerwork.plot.palette import COLOURS
from peerwork.plot.rows import PIXELS, WIDE, Entry, blocks_of
from peerwork.plot.svg import Box, Pass, drawn, inline_svg, svg_file

FIGURES = "PEERWORK_FIGURES"  # the folder in which a build wants each chart that a notebook shows
PICTURES = "PEERWORK_PICTURES"  # set where it wants them as PNG too: that costs as much again as the whole page
PNG_DOTS = 144  # dots an inch: twice the size on the page, sharp on paper and on good screens
TALLEST = 1200  # pixels that a figure may take in a notebook
SMALL = 300  # pixels across below which a chart is one of several on a line


class Undescribed(ValueError):
    """A chart without alt text, caption or table: it is not for a page."""


@dataclass(frozen=True)
class ChartPlan:
    """What a chart shows, before it is drawn.

    `name` is its file name in `figures/` (lower case, hyphens), `caption` says what it shows, `table` holds the numbers
    drawn, already labelled for a reader, `alts` are written from it: one for each part that a page may set apart.
    `draw` fills a figure. `unfolded` shows the table without being asked: where the chart speaks in numbers alone.
    Raises Undescribed when a word or the table is missing: a chart that only eyes can read is never built.
    """

    name: str
    caption: str
    table: pd.DataFrame
    alts: Sequence[str]
    draw: Callable[..., object]
    unfolded: bool = False
    instead: Callable[[], Markup] | None = None  # what a page shows in place of the figure: a table of tiles

    def __post_init__(self) -> None:
        for part, words in (("name", self.name), ("caption", self.caption)):
            if not words.strip():
                raise Undescribed(f"the chart {self.name or self.caption!r} has no {part}")
        if self.table.empty:
            raise Undescribed(f"the chart {self.name} has no table")
        if not self.alts or not all(alt.strip() for alt in self.alts):
            raise Undescribed(f"the chart {self.name} has no alt text")

    @property
    def alt(self) -> str:
        """What the chart says, part after part."""
        return " ".join(self.alts)

    def figure(self) -> Chart:
        """The chart, drawn: a figure to show, to change and to save."""
        chart = Chart(self)
        self.draw(figure=chart)
        return chart


class Chart(Figure):
    """A figure whose axes hold the data; `plan` has its words and its table.

    A notebook shows it as a picture of ordinary size, a page as SVG with its table folded under it: whatever its owner
    has changed by then.
    """

    def __init__(self, plan: ChartPlan) -> None:
        super().__init__(dpi=PIXELS, facecolor="white")
        self.plan = plan

    def html(self, marks: Pass | None = None) -> Markup:
        """The figure with its caption and, folded under it, its table; `marks` are what was drawn of it already.

        Raises Undescribed for a part without alt text.
        """
        if self.plan.instead:
            return self.plan.instead()
        plan = self.plan
        boxes: list[Box | None] = [*(box for _, box in blocks_of(self))] or [None]
        if len(plan.alts) != len(boxes):
            raise Undescribed(f"the chart {plan.name} has {len(boxes)} parts and {len(plan.alts)} alt texts")
        key_box = getattr(self, "key_box", None)
        key_parts = [(self._key_alt(), key_box)] if key_box else []
        parts, marks = [*key_parts, *zip(plan.alts, boxes, strict=True)], marks or drawn(self)
        svgs = [Markup(inline_svg(marks, alt=alt, box=box)) for alt, box in parts]
        key = Markup('<div class="key">{}</div>').format(svgs.pop(0)) if key_box else ""
        wide = any(box and box[2] - box[0] > WIDE for box in boxes) or (boxes == [None] and self._width > WIDE)
        return Markup(
            '<figure class="chart" id="{name}"><figcaption>{caption}</figcaption>{key}'
            '<div class="panels {shape}">{figures}</div>'
            '<details{open}><summary>The numbers in this chart<span class="hidden">: {caption}</span></summary>'
            "{numbers}</details></figure>"
        ).format(
            name=plan.name,
            shape="wide" if wide else "one" if len(svgs) == 1 and not _is_small(boxes[0]) else "many",
            key=key,
            figures=Markup("").join(svgs),
            caption=plan.caption,
            open=Markup(" open") if plan.unfolded else "",
            numbers=html_table(plan.table, caption=plan.caption),
        )

    @property
    def _width(self) -> float:
        return float(self.get_figwidth()) * PIXELS

    def _key_alt(self) -> str:
        entries, notes = self.axes[0].key  # type: ignore[attr-defined]  # as plot.rows left it
        return key_words(entries, notes)

    def _ipython_display_(self) -> None:
        """One output, whatever else IPython knows to make of a figure."""
        from IPython.display import display

        data, metadata = self._repr_mimebundle_()
        display(data, metadata=metadata, raw=True)

    def _repr_mimebundle_(self, **_: object) -> tuple[dict[str, Any], dict[str, Any]]:
        """A picture; in a build, what a page shows, and the chart is left in the folder for figures."""
        words = f"{self.plan.caption}. {self.plan.alt}"
        if FIGURES not in os.environ:
            wide, high = (float(side) * PIXELS for side in self.get_size_inches())
            scale = min(1.0, TALLEST / high)
            size = {"width": round(wide * scale), "height": round(high * scale), "alt": words}
            return {"image/png": self._png(), "text/plain": words}, {"image/png": size}
        marks = drawn(self)
        self.leave(marks)
        return {"text/html": str(self.html(marks)), "text/plain": words}, {}

    def leave(self, marks: Pass | None = None) -> None:
        """In a build, leave the chart in the folder for figures."""
        if FIGURES in os.environ:
            marks = marks or drawn(self)
            _write(self, marks, Path(os.environ[FIGURES]), pictures=PICTURES in os.environ)

    def _png(self) -> bytes:
        picture = io.BytesIO()
        self.savefig(picture, format="png", dpi=PNG_DOTS, metadata={"Software": None})
        return picture.getvalue()


def _is_small(box: Box | None) -> bool:
    """Whether a part is made to stand beside others: alone it keeps its size."""
    return box is not None and box[2] - box[0] < SMALL


def key_words(entries: Iterable[Entry], notes: Iterable[str]) -> str:
    """The key of a chart read aloud."""
    return (
        f"Key. {'; '.join([*(f'{sign or COLOURS.get(role, role)}: {words}' for role, sign, words in entries), *notes])}"
    )


def write_figures(charts: Iterable[Chart], folder: Path) -> list[Path]:
    """Write each chart as SVG and PNG into the folder; the same charts are always the same bytes."""
    return [path for chart in charts for path in _write(chart, drawn(chart), folder, pictures=True)]


def _write(chart: Chart, marks: Pass, folder: Path, *, pictures: bool) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    vector, raster = (folder / f"{chart.plan.name}.{ending}" for ending in ("svg", "png"))
    vector.write_text(svg_file(marks, alt=chart.plan.alt), encoding="utf-8", newline="\n")
    if not pictures:
        return [vector]
    raster.write_bytes(chart._png())
    return [vector, raster]
