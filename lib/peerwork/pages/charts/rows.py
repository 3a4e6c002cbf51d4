"""The rows of a chart: by domain, in the framework's order, and put into words for alt text and tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from peerwork.cells import WITHHELD
from peerwork.pages.context import Context
from peerwork.pages.prose import count, is_are
from peerwork.pages.ranks import describe_first, describe_last, first, last, places
from peerwork.plot.rows import in_columns
from peerwork.plot.words import said as said
from peerwork.plot.words import whole as whole


def by_domain(rows: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
    """Each domain of labelled rows, by its label, with its rows: the parts in which a page shows a chart."""
    for domain, part in rows.groupby("domain", sort=False):
        yield str(domain), part


def describe_extremes(rows: pd.DataFrame, column: str, context: Context, write: Callable[[Any], str]) -> str:
    """ "Highest: Regular supervision, 4.6. Lowest: A mentor, 2.9. 1 factor is not shown."; blanks are not spoken of."""
    cells = rows[column].tolist()
    ranked = places([context.factor(factor) for factor in rows["factor"]], cells)
    hidden = sum(isinstance(cell, str) and cell == WITHHELD for cell in cells)
    parts = [f"Highest: {describe_first(ranked, write, 'factor')}."] if ranked else []
    if ranked and not {place.label for place in first(ranked)} & {place.label for place in last(ranked)}:
        parts.append(f"Lowest: {describe_last(ranked, write, 'factor')}.")
    if hidden:
        parts.append(f"{count(hidden, 'factor')} {is_are(hidden)} not shown.")
    return " ".join(parts) or "No numbers here."


def describe_counts(values: pd.Series, noun: str = "factor") -> str:
    """ "in place for 4 factors, mixed for 1 factor": a closed value each, the most frequent first."""
    counts = values.astype("str").fillna("").value_counts()
    order = sorted(counts.index, key=lambda value: (-counts[value], value))
    return ", ".join(f"{said(value)} for {count(int(counts[value]), noun)}" for value in order)


def labelled(rows: pd.DataFrame, context: Context) -> pd.DataFrame:
    """The rows in the framework's order, with the label of each factor and of its domain."""
    chosen = context.in_order(rows)
    domains = [context.framework.domain_of[factor].label for factor in chosen["factor"]]
    return chosen.assign(label=chosen["factor"].map(context.factor), domain=domains)


def weak_column(rows: pd.DataFrame) -> dict[str, pd.Series]:
    """The column of a chart's table that says which verdicts are fragile; none where that is not known."""
    return {"Fragile": rows["weak"].map({True: "yes", False: ""})} if "weak" in rows else {}


def columns_of(draw: Callable[..., Axes], rows: pd.DataFrame, **options: Any) -> Callable[..., Figure]:
    """What fills a figure with that chart of those rows, in columns."""
    return partial(in_columns, draw, rows, **options)
