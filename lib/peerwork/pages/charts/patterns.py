"""Did the factor work as the framework proposes, answer by answer, at one site?"""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from peerwork.cells import Row, numbers, records
from peerwork.pages.chart import Chart, Panel
from peerwork.pages.charts.canvas import Canvas, text_width
from peerwork.pages.charts.rows import (
    behind,
    by_domain,
    said,
    say_counts,
    verdict_words,
    weak_column,
    weak_notes,
    whole,
)
from peerwork.pages.charts.style import SMALL, WIDTH, text_on
from peerwork.pages.charts.tiles import OPEN, draw_list, draw_value, key_panel, sign_of, tile_role, value_key
from peerwork.pages.context import Context
from peerwork.pages.prose import count
from peerwork.pages.tables import Tiles

BAR = 17.0
LEFT = 26.0
# column of the table: (role of its colour, words)
ANSWERS = {
    "present_helps": ("high", "there, and it helped"),
    "absent_hinders": ("high_soft", "missing, and that hindered"),
    "no_difference": ("middle", "no difference"),
    "absent_helps": ("low_soft", "missing, and that helped"),
    "present_hinders": ("low", "there, and it hindered"),
}


def draw_patterns(rows: pd.DataFrame, context: Context, *, name: str, caption: str = "") -> Chart:
    """One panel a domain: each factor's answers as proposed, no difference and contrary, with the site's verdict.

    `rows` are patterns rows of one site. A verdict that one answer could change is marked fragile. Where an audience
    sees no counts, the verdict alone is drawn.
    """
    chosen = context.in_order(rows)
    counts = _counts(chosen)
    longest = float(counts.sum(axis=1).max()) if len(counts) else 0.0
    panels = tuple(
        Panel(
            domain.id,
            _draw(domain.label, part, counts.loc[part.index], longest, context),
            _alt(domain.label, part, context),
        )
        for domain, part in by_domain(chosen, context)
    )
    caption = caption or "Whether each condition, or its absence, helped or hindered as the framework proposes"
    answers = [(role, "", words) for role, words in ANSWERS.values()] if counts.notna().any(axis=None) else []
    key = key_panel(
        value_key(chosen["verdict"]),
        answers,
        notes=["Fragile: one answer would change the verdict.", *weak_notes(chosen)],
    )
    table = _table(chosen, context)
    return Chart(name, caption, table, panels, key, _tiles(chosen, table, context))


def fragile(rows: pd.DataFrame) -> pd.Series:
    """Whether one answer could change each verdict: from `fragile` where an audience sees only that, else the count."""
    if "fragile" in rows:
        return rows["fragile"].astype("str").isin(["yes", "True"])
    return numbers(rows["flips_to_change"]).eq(1) if "flips_to_change" in rows else pd.Series(False, rows.index)


def _counts(rows: pd.DataFrame) -> pd.DataFrame:
    """The five counts as numbers; missing throughout where one of them is not shown."""
    if not set(ANSWERS) <= set(rows.columns):
        return pd.DataFrame(float("nan"), rows.index, list(ANSWERS))
    counts = rows[list(ANSWERS)].apply(numbers)
    return counts.where(counts.notna().all(axis=1))


def _draw(title: str, rows: pd.DataFrame, counts: pd.DataFrame, longest: float, context: Context) -> Any:
    canvas = Canvas()
    canvas.title(title)
    if counts.isna().all(axis=None):
        return draw_list(canvas, rows, "verdict", context, aside=fragile(rows).map({True: "fragile", False: ""}))
    for row, answers, weak in zip(records(rows), records(counts), fragile(rows), strict=True):
        look = sign_of(row["verdict"])
        role = "muted" if look.role in (OPEN, "middle", "high_soft") else look.role
        canvas.label(context.factor(row["factor"]), verdict_words(row, "verdict"), aside=behind(row["n"]), role=role)
        draw_value(canvas, 0, canvas.y, 20, row["verdict"])
        _answers(canvas, answers, longest)
        if weak:
            canvas.text(WIDTH, canvas.y + 13, "fragile", size=SMALL, anchor="right")
        canvas.y += BAR + 6
    return canvas.drawing()


def _answers(canvas: Canvas, answers: Row, longest: float) -> None:
    """One answer is as wide in every row of the chart, so that lengths can be compared."""
    if any(map(math.isnan, answers.values())):
        return
    unit = min(22.0, (WIDTH - LEFT - text_width("fragile", SMALL) - 6) / max(longest, 1))
    x = LEFT
    for column, (role, _) in ANSWERS.items():
        wide = answers[column] * unit
        if wide:
            canvas.bar(x, x + wide - 1, canvas.y + 1, BAR, role)
            canvas.text(
                x + wide / 2, canvas.y + 13, f"{answers[column]:.0f}", role=text_on(role), size=SMALL, anchor="center"
            )
        x += wide


def _alt(title: str, rows: pd.DataFrame, context: Context) -> str:
    weak = int(fragile(rows).sum())
    words = f" {count(weak, 'verdict')} would change with one answer." if weak else ""
    return f"{title}: {say_counts(rows['verdict'])}.{words}"


def _tiles(rows: pd.DataFrame, table: pd.DataFrame, context: Context) -> Tiles:
    """The colours of the table: each verdict's, and that of each kind of answer where anybody gave it."""
    answers = {words.capitalize(): role for role, words in ANSWERS.values()}
    looks = {
        name: [role if cell not in ("", "0") else "" for cell in table[name]]
        for name, role in answers.items()
        if name in table
    }
    looks["Verdict"] = [tile_role(value) for value in rows["verdict"]]
    plain = [""] * len(table)
    roles = list(zip(*(looks.get(name, plain) for name in table.columns[1:]), strict=True))
    return Tiles(roles, [context.framework.domain_of[factor].label for factor in rows["factor"]])


def _table(rows: pd.DataFrame, context: Context) -> pd.DataFrame:
    columns = {
        "Factor": rows["factor"].map(context.factor),
        "Verdict": rows["verdict"].map(said),
        "Answers": rows["n"].map(whole),
        **weak_column(rows),
    }
    if set(ANSWERS) <= set(rows.columns):
        columns |= {words.capitalize(): rows[column].map(whole) for column, (_, words) in ANSWERS.items()}
    columns["One answer would change it"] = fragile(rows).map({True: "yes", False: ""})
    return pd.DataFrame(columns)
