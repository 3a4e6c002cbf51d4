"""Which factors did interviewees name among the three most important?"""

from __future__ import annotations

import pandas as pd

from peerwork.cells import percent, records, withheld
from peerwork.pages.chart import ChartPlan
from peerwork.pages.charts.rows import columns_of, labelled, whole
from peerwork.pages.context import Context
from peerwork.plot import top_three
from peerwork.plot.counts import top_three_wide
from peerwork.vocabulary import Kind

PART = 12  # factors in one part


def draw_top_three(rows: pd.DataFrame, context: Context, *, name: str, caption: str = "") -> ChartPlan:
    """Each factor that anybody named, the most named first: as a barrier to the left, as a facilitator to the right.

    `rows` are top_three rows of one scope. Shares are of the people who named at least one factor.
    """
    wide = top_three_wide(labelled(rows, context))
    last = max(1, (len(wide) - 1) // PART)
    names = ["Named most often", *["Named next"] * (last - 1), "Named least often"]
    parts = [min(place // PART, last) for place in range(len(wide))]
    titles = [f"{names[part]}{' ' * part}" for part in parts]  # parts of one name stay apart
    wide = wide.assign(domain=titles if len(wide) > PART else "")
    alts = [_alt(part) for _, part in wide.groupby("domain", sort=False)]
    caption = caption or "Factors named among the three most important"
    return ChartPlan(name, caption, _table(wide), alts, columns_of(top_three, wide))


def _alt(rows: pd.DataFrame) -> str:
    said = [
        f"{row['label']}: helps {percent(row['facilitator']) or 'not named'}, "
        f"hinders {percent(row['barrier']) or 'not named'}."
        for row in records(rows)
    ]
    return f"Share of people who named each factor among their three. {' '.join(said)}"


def _table(rows: pd.DataFrame) -> pd.DataFrame:
    columns = {"Factor": rows["label"]}
    for kind, words in ((Kind.FACILITATOR, "helps"), (Kind.BARRIER, "hinders"), (Kind.EITHER, "either")):
        if not withheld(rows[f"{kind}_named"]).all():
            columns[f"Named, {words}"] = rows[f"{kind}_named"].map(whole)
        columns[f"Share, {words}"] = rows[str(kind)].map(percent)
    columns["People who named any"] = rows["either_people"].map(whole)
    return pd.DataFrame(columns)
