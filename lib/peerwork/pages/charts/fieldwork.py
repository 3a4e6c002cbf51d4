"""Who was interviewed, against the plan?"""

from __future__ import annotations

import pandas as pd

from peerwork.cells import records
from peerwork.pages.chart import ChartPlan
from peerwork.pages.charts.rows import columns_of, said, whole
from peerwork.plot import interviews
from peerwork.plot.fieldwork import planned


def draw_interviews(rows: pd.DataFrame, *, each: str, name: str, caption: str = "") -> ChartPlan:
    """Interviews done, over the range that was planned.

    `rows` are one of `each` ("Group", "Site"): `label`, `planned_min`, `planned_max`, `done`, and `status` if known.
    """
    plan = [planned(row["planned_min"], row["planned_max"]) for row in records(rows)]
    table = pd.DataFrame({each: rows["label"], "Done": rows["done"].map(whole), "Planned": plan})
    if "status" in rows:
        table["Status"] = rows["status"].map(said)
    told = [
        f"{row[each]}: {row['Done'] or 'none'}{f' done, {row_plan} planned' if (row_plan := row['Planned']) else ''}"
        for row in records(table)
    ]
    caption = caption or "Interviews done and planned"
    return ChartPlan(name, caption, table, [f"Interviews done: {'; '.join(told)}."], columns_of(interviews, rows))
