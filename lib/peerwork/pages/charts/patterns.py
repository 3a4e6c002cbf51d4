"""Did the factor work as the framework proposes, answer by answer, at one site?"""

from __future__ import annotations

import pandas as pd

from peerwork.cells import numbers, withheld
from peerwork.pages.charts.rows import columns_of, labelled, said, weak_column, whole
from peerwork.pages.context import Context
from peerwork.pages.tiles import TileTable
from peerwork.plot import patterns
from peerwork.plot.counts import ANSWERS
from peerwork.plot.palette import OPEN, Sign, sign_of


def draw_patterns(rows: pd.DataFrame, context: Context, *, name: str, caption: str = "") -> TileTable:
    """Each factor's answers as proposed, no difference and contrary, with the site's verdict.

    `rows` are patterns rows of one site. A verdict that one answer could change is marked fragile.
    """
    chosen = labelled(rows, context)
    table = _table(chosen)
    roles = {words.capitalize(): Sign(role, "") for role, words in ANSWERS.values()}
    verdicts = [None if (look := sign_of(value)).role == OPEN else look for value in chosen["verdict"]]
    columns = [
        verdicts if column == "Verdict" else [roles.get(column) if cell not in ("",
            "0") else None for cell in table[column]]
        for column in table.columns[1:]
    ]  # fmt: skip
    looks = list(zip(*columns, strict=True))
    caption = caption or "Whether each condition, or its absence, helped or hindered as the framework proposes"
    draw = columns_of(patterns, chosen)
    return TileTable(name, caption, table, looks, draw, blocks=chosen["domain"].tolist())


def fragile(rows: pd.DataFrame) -> pd.Series:
    """Whether one answer could change each verdict; nowhere where an audience is not told."""
    return numbers(rows["flips_to_change"]).eq(1) if "flips_to_change" in rows else pd.Series(False, rows.index)


def _table(rows: pd.DataFrame) -> pd.DataFrame:
    columns = {"Factor": rows["label"], "Verdict": rows["verdict"].map(said)}
    told = "n" in rows and not withheld(rows["n"]).all()
    columns |= {"Answers": rows["n"].map(whole)} if told else {}
    columns |= weak_column(rows)
    if told and set(ANSWERS) <= set(rows.columns):
        columns |= {words.capitalize(): rows[column].map(whole) for column, (_, words) in ANSWERS.items()}
    if told and {"fragile", "flips_to_change"} & set(rows.columns):
        columns["One answer would change it"] = fragile(rows).map({True: "yes", False: ""})
    return pd.DataFrame(columns)
