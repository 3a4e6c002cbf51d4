"""The rows of a chart: by domain, in the framework's order, and put into words for alt text and tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pandas as pd

from peerwork.framework import Domain
from peerwork.pages.cells import NOT_SHOWN, WITHHELD, Row
from peerwork.pages.context import Context
from peerwork.pages.prose import count, is_are
from peerwork.pages.ranks import first, last, places, say_first, say_last
from peerwork.pages.words import word


def by_domain(rows: pd.DataFrame, context: Context) -> Iterator[tuple[Domain, pd.DataFrame]]:
    """Each domain that has rows, with its rows in the framework's order."""
    ordered = context.in_order(rows)
    domains = np.array([context.framework.domain_of[factor].id for factor in ordered["factor"]], dtype=object)
    for domain in context.domains:
        there = np.flatnonzero(domains == domain.id)
        if len(there):
            yield domain, ordered.take(there)


def say_extremes(rows: pd.DataFrame, column: str, context: Context, write: Callable[[Any], str]) -> str:
    """ "Highest: Regular supervision, 4.6. Lowest: A mentor, 2.9. 1 factor is not shown."; blanks are not spoken of."""
    cells = rows[column].tolist()
    ranked = places([context.factor(factor) for factor in rows["factor"]], cells)
    hidden = sum(isinstance(cell, str) and cell == WITHHELD for cell in cells)
    parts = [f"Highest: {say_first(ranked, write, 'factor')}."] if ranked else []
    if ranked and not {place.label for place in first(ranked)} & {place.label for place in last(ranked)}:
        parts.append(f"Lowest: {say_last(ranked, write, 'factor')}.")
    if hidden:
        parts.append(f"{count(hidden, 'factor')} {is_are(hidden)} not shown.")
    return " ".join(parts) or "No numbers here."


def say_counts(values: pd.Series, noun: str = "factor") -> str:
    """ "in place for 4 factors, mixed for 1 factor": a closed value each, the most frequent first."""
    counts = values.astype("str").fillna("").value_counts()
    order = sorted(counts.index, key=lambda value: (-counts[value], value))
    return ", ".join(f"{said(value)} for {count(int(counts[value]), noun)}" for value in order)


def said(value: Any) -> str:
    """A closed value in words, also where it is not shown or nobody said anything that bears on it."""
    if pd.isna(value) or value == "":
        return "nobody said so"
    return NOT_SHOWN if value == "*" else word(str(value))


FRAGILE = "◇"  # beside a verdict that would not survive one interview less, or thresholds a little apart


def verdict_words(row: Row, column: str) -> str:
    """The verdict of a row in words, with a small mark where the row says that it is `weak`."""
    return f"{said(row[column])} {FRAGILE}" if row.get("weak", False) else said(row[column])


def weak_column(rows: pd.DataFrame) -> dict[str, pd.Series]:
    """The column of a chart's table that says which verdicts are fragile; none where that is not known."""
    return {"Fragile": rows["weak"].map({True: "yes", False: ""})} if "weak" in rows else {}


def weak_notes(rows: pd.DataFrame) -> list[str]:
    """What the mark means, for the key; nothing where there is none."""
    return [f"{FRAGILE} fragile: a small change would change it."] if "weak" in rows and rows["weak"].any() else []


def whole(cell: Any) -> str:
    """A count as a page writes it: `9`, `not shown`, nothing for a blank."""
    if pd.isna(cell):
        return ""
    return NOT_SHOWN if cell == "*" else f"{float(cell):.0f}" if str(cell)[0] not in "<>" else str(cell)


def behind(cell: Any) -> str:
    """How many people stand behind a figure: `n 9`; nothing where that is not known."""
    text = whole(cell)
    return f"n {text}" if text and text != NOT_SHOWN else ""
