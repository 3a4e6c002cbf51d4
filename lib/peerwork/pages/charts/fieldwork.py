"""Who was interviewed, against the plan?"""

from __future__ import annotations

from typing import Any

import pandas as pd

from peerwork.cells import Row, numbers, records
from peerwork.pages.chart import Chart, single
from peerwork.pages.charts.canvas import Canvas
from peerwork.pages.charts.rows import whole
from peerwork.pages.charts.style import WIDTH

LINE = 20.0


def draw_interviews(rows: pd.DataFrame, *, each: str, name: str, caption: str = "") -> Chart:
    """One panel: interviews done, beside the number planned.

    `rows` are one of `each` ("Group", "Site"): `label`, `planned_min`, `planned_max`, `done`.
    """
    plan = rows.rename(columns={"label": each})
    done = plan["done"].map(whole)
    planned = [_planned(row) for row in records(plan)]
    table = pd.DataFrame({each: plan[each], "Done": done, "Planned": planned})
    said = [
        f"{label} {_beside(done or 'none', planned)}{' planned' if planned else ''}"
        for label, done, planned in table.to_numpy()
    ]
    alt = f"Interviews done: {'; '.join(said)}."
    return single(name, _draw(plan, table), caption=caption or "Interviews done and planned", alt=alt, table=table)


def _planned(row: Row) -> str:
    low, high = whole(row["planned_min"]), whole(row["planned_max"])
    return low if low == high else f"{low} to {high}"


def _beside(done: str, planned: str) -> str:
    """What was done beside what was planned: "2 of 2", "9, of 8 to 10"."""
    return f"{done}, of {planned}" if " to " in planned else f"{done} of {planned}" if planned else done


def _draw(rows: pd.DataFrame, table: pd.DataFrame) -> Any:
    """A filled dot for each interview done, a ring for each still missing from the least that was planned."""
    canvas = Canvas()
    done, planned = numbers(rows["done"]), numbers(rows["planned_min"])
    most = max(float(done.max()), float(planned.fillna(0).max()), 1)
    size = min(24.0, WIDTH / most)
    for (label, reached, goal), made, wanted in zip(table.to_numpy(), done, planned.fillna(0), strict=True):
        canvas.label(label, reached if reached == "withheld" else _beside(reached, goal))
        for place in range(int(max(0 if pd.isna(made) else made, 0 if pd.isna(made) else wanted))):
            canvas.dot(size * (place + 0.5), canvas.y + 8, min(7.0, size * 0.4), "high", hollow=place >= made)
        canvas.y += LINE
    canvas.y += 2
    canvas.note("filled: done; open: planned and not done")
    canvas.y += 6
    return canvas.drawing()
