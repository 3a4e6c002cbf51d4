"""What a page is made of: blocks whose titles say what was found, side by side where there is room.

A block is HTML in a page and in JupyterLab, and plain words in a terminal. Every string is escaped where it is set.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import pandas as pd
from markupsafe import Markup

from peerwork.pages.chart import Chart
from peerwork.pages.look import in_notebook
from peerwork.pages.tables import html_table


class Shown(Protocol):
    """Anything that a block can hold: a chart, a grid, a list of sentences."""

    def html(self) -> Markup:
        """As it stands in a page."""


@dataclass(frozen=True)
class Numbers:
    """The numbers behind a chart, folded under it; printing does not unfold them."""

    caption: str
    rows: pd.DataFrame

    def html(self) -> Markup:
        """A closed fold that opens on the table."""
        table = html_table(self.rows, caption=self.caption)
        return Markup("<details><summary>The numbers: {}</summary>{}</details>").format(self.caption, table)


@dataclass(frozen=True)
class Block:
    """One finding: a title that states it, what is measured and of how many, what shows it, and notes beside it."""

    title: str
    measure: str = ""
    body: tuple[Shown, ...] = ()
    notes: tuple[str, ...] = ()
    aside: tuple[Shown, ...] = ()

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        self.leave_figures()
        return {"text/plain": str(self), "text/html": in_notebook(self.html())}

    def leave_figures(self) -> None:
        """In a build, leave its charts in the folder for figures."""
        for shown in self.body:
            if isinstance(shown, Chart):
                shown.leave()

    def __str__(self) -> str:
        return "\n".join(filter(None, (self.title, self.measure, *self.notes)))

    def html(self) -> Markup:
        """The block as a section of the page."""
        measure = Markup('<p class="sub">{}</p>').format(self.measure) if self.measure else Markup("")
        body = Markup("").join(shown.html() for shown in self.body)
        beside = Markup("").join((*(shown.html() for shown in self.aside), *map(_note, self.notes)))
        if beside:
            body = Markup('<div class="beside"><div>{}</div><div>{}</div></div>').format(body, beside)
        return Markup("<section><h2>{}</h2>{}{}</section>").format(self.title, measure, body)


@dataclass(frozen=True)
class Opening:
    """How a page opens: its answer in a sentence, one or two more, and up to three numbers with what they count."""

    eyebrow: str
    headline: str
    lead: str = ""
    numbers: tuple[tuple[str, str, str], ...] = ()  # the number, "of 50", what it counts
    under: str = ""

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/plain": f"{self.headline}\n{self.lead}".strip(), "text/html": in_notebook(self.html())}

    def html(self) -> Markup:
        """The page's first screen: the only h1."""
        head = Markup('<h1><span class="eye">{}</span>{}</h1>').format(self.eyebrow, self.headline)
        lead = Markup("<p>{}</p>").format(self.lead) if self.lead else Markup("")
        items = Markup("").join(
            Markup("<li><b>{}{}</b>{}</li>").format(n, Markup(" <small>{}</small>").format(of) if of else "", what)
            for n, of, what in self.numbers
        )
        numbers = Markup('<ul class="nums">{}</ul>').format(items) if items else Markup("")
        under = Markup('<p class="sub">{}</p>').format(self.under) if self.under else Markup("")
        return Markup('<div class="opening"><div>{}{}</div>{}</div>{}').format(head, lead, numbers, under)


@dataclass(frozen=True)
class Columns:
    """Blocks beside each other at 1280 pixels, under each other on a phone; those that are None are left out."""

    blocks: tuple[Block, ...]

    @classmethod
    def of(cls, *blocks: Block | None) -> Columns:
        """The blocks that there are."""
        return cls(tuple(block for block in blocks if block is not None))

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        for block in self.blocks:
            block.leave_figures()
        return {"text/plain": "\n\n".join(map(str, self.blocks)), "text/html": in_notebook(self.html())}

    def html(self) -> Markup:
        """The blocks in as many columns; nothing where there is none."""
        if len(self.blocks) < 2:
            return Markup("").join(block.html() for block in self.blocks)
        name = {2: "two", 3: "three"}[len(self.blocks)]
        return Markup('<div class="{}">{}</div>').format(name, Markup("").join(block.html() for block in self.blocks))


@dataclass(frozen=True)
class Steps:
    """A numbered list, or a bullet each."""

    items: tuple[str, ...]
    numbered: bool = False

    def html(self) -> Markup:
        """As a list."""
        tag = Markup("ol") if self.numbered else Markup("ul")
        items = Markup("").join(Markup("<li>{}</li>").format(item) for item in self.items)
        return Markup("<{}>{}</{}>").format(tag, items, tag)


@dataclass(frozen=True)
class Said:
    """A paragraph."""

    text: str

    def html(self) -> Markup:
        """As a paragraph."""
        return Markup("<p>{}</p>").format(self.text)


@dataclass(frozen=True)
class Links:
    """Where to go from here: pages by address and title."""

    pages: tuple[tuple[str, str], ...]

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/plain": ", ".join(title for _, title in self.pages), "text/html": in_notebook(self.html())}

    def html(self) -> Markup:
        """As a row of links; not printed."""
        items = Markup("").join(Markup('<li><a href="{}">{}</a></li>').format(*page) for page in self.pages)
        return Markup('<ul class="go">{}</ul>').format(items) if items else Markup("")


def stacked(blocks: Sequence[Block | None]) -> Columns | Block:
    """The blocks that there are, for a cell that may have none."""
    return Columns.of(*blocks)


def _note(text: str) -> Markup:
    return Markup('<p class="note">{}</p>').format(text)
