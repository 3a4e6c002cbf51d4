"""What every section has: the page's context and its own rows."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd
from markupsafe import Markup

from peerwork.pages.chart import Chart, ChartPlan
from peerwork.pages.context import Context
from peerwork.pages.look import in_notebook
from peerwork.pages.prose import Prose, join_words
from peerwork.pages.tables import html_table
from peerwork.pages.tiles import TileTable
from peerwork.vocabulary import Kind, Scope


@dataclass(frozen=True)
class Section(ABC):
    """One question of a page; its methods return what a notebook cell shows."""

    context: Context

    @abstractmethod
    def say(self) -> Prose:
        """What was found, in sentences."""

    def finding(self) -> str:
        """The one sentence that a page opens with; nothing where the section has nothing to say."""
        said = self.say()
        return "" if said.role == "missing" else said.sentences[0]

    def rows(self, table: str) -> pd.DataFrame:
        """The page's rows of a result table, in the framework's order; an empty frame where there is no such table."""
        return self.context.rows(table)

    def own(self, table: str, *, kind: Kind | None = None, scope: Scope | None = None) -> pd.DataFrame:
        """Those rows of one scope (the page's own, unless another is asked for) and kind."""
        rows = self.rows(table)
        if rows.empty:
            return rows
        rows = rows[rows["scope"] == (scope or self.context.scope)]
        return rows if kind is None else rows[rows["kind"] == kind]

    def with_weak(self, rows: pd.DataFrame, kind: str) -> pd.DataFrame:
        """The rows with `weak`: whether that kind of verdict is fragile; unchanged where nobody knows."""
        found = self.rows("robustness")
        if found.empty or rows.empty:
            return rows
        fragile = found[found["kind"].eq(kind) & found["fragile"].eq("yes")]
        keys = ["site", "factor"] if "site" in rows else ["factor"]
        places = pd.MultiIndex.from_frame(fragile[keys].astype("str"))
        return rows.assign(weak=pd.MultiIndex.from_frame(rows[keys].astype("str")).isin(places))

    def named(self, factors: Iterable[str], *, most: int = 5) -> str:
        """ " (Regular supervision and A mentor)": the factors' labels; nothing when there are more than `most`."""
        labels = [self.context.factor(factor) for factor in factors]
        return f" ({join_words(labels)})" if 0 < len(labels) <= most else ""

    def chart_name(self, what: str) -> str:
        """The file name of one of the page's charts."""
        return f"{self.context.page_name}-{what}"


@dataclass(frozen=True)
class Listing:
    """A table that a page shows as it is: `rows` are labelled for a reader already."""

    caption: str
    rows: pd.DataFrame

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/plain": self.caption, "text/html": in_notebook(self.html())}

    def html(self) -> Markup:
        """The table as HTML."""
        return html_table(self.rows, caption=self.caption)


Sentences = list[str]  # sentences, or what they are made of, in order
Shown = ChartPlan | TileTable | Listing | Prose  # what a section has to show of one question


def as_figure(shown: Shown) -> Chart | Listing | Prose:
    """A figure of matplotlib, to show, change and save; words where there is nothing to draw."""
    return shown.figure() if isinstance(shown, ChartPlan | TileTable) else shown


def as_table(shown: Shown) -> Any:
    """The numbers of the same chart as a table; its colours with it where they say as much."""
    return Listing(shown.caption, shown.table) if isinstance(shown, ChartPlan) else shown


class ChartSection(Section):
    """A section with a chart: `plot()` draws it, `table()` has its numbers."""

    @abstractmethod
    def _chart(self) -> Shown:
        """What there is to show, before it is drawn."""

    def plot(self) -> Any:
        """The chart as a figure of matplotlib whose axes hold the data; words where there is nothing to draw."""
        return as_figure(self._chart())

    def table(self) -> Any:
        """The numbers of the chart as a table, coloured where colours say as much as a drawing."""
        return as_table(self._chart())
