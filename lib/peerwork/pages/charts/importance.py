"""How important did people find each factor? Their answers, or the mean where answers are not shown."""

from __future__ import annotations

import pandas as pd

from peerwork.cells import format_cell, numbers
from peerwork.pages.chart import ChartPlan
from peerwork.pages.charts.rows import by_domain, columns_of, describe_extremes, labelled, whole
from peerwork.pages.context import Context
from peerwork.pages.prose import count
from peerwork.plot import importance
from peerwork.vocabulary import Kind


def draw_importance(rows: pd.DataFrame, context: Context, *, name: str, caption: str = "") -> ChartPlan:
    """Each factor's answers to either side of the middle point, with mean and n.

    `rows` are importance rows of one scope. Where an audience sees no counts of answers, the mean alone is drawn.
    """
    chosen = labelled(rows[rows["kind"] == Kind.EITHER], context)
    points = [f"n_{point}" for point in context.framework.scale]
    counts = chosen.reindex(columns=points).apply(numbers)
    counted = bool((counts.notna().all(axis=1) & (counts.sum(axis=1) > 0)).any())
    shown = "their answers, the mean and the number of ratings" if counted else "the mean and the number of ratings"
    return ChartPlan(
        name,
        caption or f"How important people found each factor: {shown}",
        _table(chosen, context, counted),
        [_alt(domain, part, context) for domain, part in by_domain(chosen)],
        columns_of(importance, chosen, scale=context.framework.importance_scale),
    )


def _alt(title: str, rows: pd.DataFrame, context: Context) -> str:
    top = context.framework.scale[-1]
    told = describe_extremes(
        rows, "mean", context, lambda mean: format_cell(mean, of="" if str(mean)[0] in "<>" else f" of {top}")
    )
    return f"{title}: mean importance of {count(len(rows), 'factor')}. {told}"


def _table(rows: pd.DataFrame, context: Context, counted: bool) -> pd.DataFrame:
    labels = context.framework.importance_scale
    columns = {"Factor": rows["label"], "Mean": rows["mean"].map(format_cell)}
    columns |= {"Ratings": rows["n"].map(whole)} if "n" in rows else {}
    columns |= {f"{point} {labels[point]}": rows[f"n_{point}"].map(whole) for point in labels if counted}
    return pd.DataFrame(columns)
