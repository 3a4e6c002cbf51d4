"""What every answer has: the page's evidence, and its block or nothing."""

from __future__ import annotations

from abc import abstractmethod
from functools import cached_property
from typing import Any, Protocol

import pandas as pd
from matplotlib.figure import Figure

from peerwork.pages.answers.evidence import Evidence
from peerwork.pages.blocks import Block, Columns
from peerwork.pages.chart import Chart
from peerwork.pages.grid import Bars, CellTable, Grid, Marks, ShareGrid
from peerwork.pages.prose import Prose, missing, paragraph
from peerwork.pages.sections.section import Section


class Displayed(Protocol):
    """What a notebook's cell can show."""

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]: ...


class Answer(Section):
    """One question of a page, answered by a block whose title is a sentence; nothing where there is nothing to say."""

    @cached_property
    def evidence(self) -> Evidence:
        """What the page's tables say."""
        return Evidence(self.context)

    @abstractmethod
    def block(self) -> Block | None:
        """The answer, or None where the tables have none."""

    def show(self) -> Displayed:
        """What a notebook's cell shows."""
        return Columns.of(self.block())

    def table(self) -> pd.DataFrame:
        """The numbers or words of what it shows, one row a mark or line; empty where it shows neither."""
        shown = self._shown(Chart, Grid, Bars, Marks, ShareGrid, CellTable)
        return shown.plan.table if isinstance(shown, Chart) else shown.frame() if shown else pd.DataFrame()

    def plot(self) -> Figure | None:
        """What it shows as a figure of matplotlib, to change and to save; None where it shows words alone."""
        shown = self._shown(Chart, Grid, Bars, Marks, ShareGrid)
        return shown if shown is None or isinstance(shown, Chart) else shown.plot().get_figure(root=True)

    def _shown(self, *kinds: type) -> Any:
        found = self.block()
        return next((shown for shown in found.body if isinstance(shown, kinds)), None) if found else None

    def say(self) -> Prose:
        """The title alone."""
        found = self.block()
        return paragraph(found.title) if found else missing("")
