"""The programme logic from left to right."""

from __future__ import annotations

from functools import partial

import pandas as pd

from peerwork.cells import records
from peerwork.pages.chart import ChartPlan
from peerwork.pages.prose import join_words
from peerwork.plot import logic_model
from peerwork.plot.logic import links_of as links_of
from peerwork.plot.logic import parts, plural
from peerwork.words import label_of


def draw_logic(elements: pd.DataFrame, *, name: str, caption: str = "") -> ChartPlan:
    """One wide figure: a column a stage, a box an element, a line a link. The table lists what each leads to.

    `elements` are logic_elements rows, stages in order.
    """
    labels = dict(zip(elements["element"], elements["label"], strict=True))
    table = pd.DataFrame(
        {
            "Element": elements["label"],
            "Stage": elements["stage"].map(label_of),
            "Leads to": [join_words(labels[t] for t in parts(leads) if t in labels) for leads in elements["leads_to"]],
        }
    )

    return ChartPlan(
        name, caption or "How the programme is expected to work", table, [_alt(table)], partial(logic_model, elements)
    )


def _alt(table: pd.DataFrame) -> str:
    told = []
    for stage, part in table.groupby("Stage", sort=False):
        leads = [f"{row['Element']} leads to {row['Leads to']}" for row in records(part) if row["Leads to"]]
        ends = [row["Element"] for row in records(part) if not row["Leads to"]]
        leads += [f"nothing further from {join_words(ends)}"] if ends else []
        told.append(f"{plural(str(stage)).capitalize()}: {'; '.join(leads)}.")
    return " ".join(told)
