"""`TileTable`: a chart whose every mark is a sign or a word, as one table with coloured cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

import pandas as pd
from markupsafe import Markup, escape

from peerwork.pages.chart import Chart, ChartPlan
from peerwork.pages.look import CLASSES, in_notebook
from peerwork.pages.tables import FITS, across, cell_text
from peerwork.plot.palette import Sign
from peerwork.plot.rows import Entry
from peerwork.plot.text import SMALL, wrapped

NARROW = 11  # columns of signs that fit on the narrowest screen


@dataclass(frozen=True)
class TileTable:
    """A table whose cells bear a colour: `looks` of each cell after the first of its row, None for a plain one.

    `table` is in words, the first column names the row; rows of one of `blocks` stand together under its name. With
    `signs` a cell shows its sign and keeps its words for those who cannot see it. `heads` name runs of columns (words,
    how many). `key` says what the colours mean, `draw` fills a figure for a notebook.
    """

    name: str
    caption: str
    table: pd.DataFrame
    looks: Sequence[Sequence[Sign | None]]
    draw: Callable[..., object]
    blocks: Sequence[str] = ()
    signs: bool = False
    heads: Sequence[tuple[str, int]] = ()
    key: Sequence[Entry] = ()

    def figure(self) -> Chart:
        """The same as a figure of matplotlib."""
        alts = (self.caption,)
        return ChartPlan(self.name, self.caption, self.table, alts, self.draw, instead=self.html).figure()

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/plain": self.caption, "text/html": in_notebook(self.html())}

    def html(self) -> Markup:
        """The table under its caption and key; one that is too wide for a phone scrolls by itself."""
        cells = [[cell_text(value) for value in row] for row in self.table.itertuples(index=False, name=None)]
        columns = [str(column) for column in self.table.columns]
        look = "tiles signs" if self.signs else "tiles"
        table = Markup("<table class='{}'><caption>{}</caption><thead>{}</thead>{}</table>").format(
            look, self.caption, Markup(self._head(columns)), Markup(self._body(cells, len(columns)))
        )
        fits = len(columns) <= NARROW + 1 if self.signs else across(columns, cells) <= FITS
        if not fits:
            region = Markup('<div class="scroll" role="region" tabindex="0" aria-label="{} (table)">{}</div>')
            table = region.format(self.caption, table)
        return Markup('<figure class="chart" id="{}"><figcaption>{}</figcaption>{}{}</figure>').format(
            self.name, self.caption, key_list(self.key), table
        )

    def _head(self, columns: list[str]) -> str:
        over = ""
        if len(self.heads) > 1:
            many = sum(wide for _, wide in self.heads)
            before = len(columns) - many
            over = f"<tr><td colspan={before}></td>" + "".join(
                f"<th scope=colgroup colspan={wide}>{escape(words)}</th>" for words, wide in self.heads
            )
        worded = len(columns) - 1 - sum(wide for _, wide in self.heads) if self.signs and self.heads else 0
        classes = ["", *[" class=w"] * worded, *[""] * len(columns)]
        heads = (f"<th scope=col{how}>{escape(column)}" for column, how in zip(columns, classes, strict=False))
        return f"{over}<tr>{''.join(heads)}"

    def _body(self, cells: list[list[str]], columns: int) -> str:
        told = []
        blocks = self.blocks or [""] * len(cells)
        for block, run in groupby(zip(blocks, cells, self.looks, strict=True), key=itemgetter(0)):
            told.append("<tbody>")
            if block:
                told.append(f"<tr><th scope=rowgroup colspan={columns}>{escape(block)}")
            for _, (first, *rest), looks in run:
                tiles = "".join(self._cell(cell, look) for cell, look in zip(rest, looks, strict=True))
                told.append(f"<tr{self._lines(first)}><th scope=row><span>{escape(first)}</span>{tiles}")
        return "".join(told)

    def _lines(self, name: str) -> str:
        """The class of a row whose words take several lines on a narrow screen, where they stand over its tiles."""
        worded = any(look is None for look in self.looks[0]) if self.looks else False
        lines = len(wrapped(name, FITS, SMALL + 2)) + worded if self.signs else 1
        return f" class=t{min(lines, 4)}" if lines > 1 else ""

    def _cell(self, words: str, look: Sign | None) -> str:
        if look is None or not words:
            return f"<td class=w><span>{escape(words)}</span>" if self.signs and words else f"<td>{escape(words)}"
        sign = f' data-s="{escape(look.sign)}"' if self.signs and look.sign else ""
        inside = f"<i>{escape(words)}</i>" if self.signs else escape(words)
        return f"<td class={CLASSES[look.role]}{sign}>{inside}"


def key_list(entries: Sequence[Entry]) -> Markup:
    """The key as a list; nothing where there is none."""
    if not entries:
        return Markup("")
    items = (
        Markup('<li><b class="{}"{}>{}</b>{}').format(
            CLASSES[role], Markup(' aria-hidden="true"'), sign or Markup("&nbsp;"), words
        )
        for role, sign, words in entries
    )
    return Markup('<ul class="keys">{}</ul>').format(Markup("").join(items))
