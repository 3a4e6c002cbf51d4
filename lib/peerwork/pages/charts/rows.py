"""The rows of a chart: by domain, in the framework's order, and put into words for alt text and tables."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pandas as pd

from peerwork.cells import WITHHELD, Row, number
from peerwork.framework import Domain
from peerwork.pages.context import Context
from peerwork.pages.prose import count, is_are, listed
from peerwork.words import word

NAMED = 2  # factors that share a first or last place and are still named one by one


def by_domain(rows: pd.DataFrame, context: Context) -> Iterator[tuple[Domain, pd.DataFrame]]:
    """Each domain that has rows, with its rows in the framework's order."""
    ordered = context.in_order(rows)
    domains = np.array([context.framework.domain_of[factor].id for factor in ordered["factor"]], dtype=object)
    for domain in context.domains:
        there = np.flatnonzero(domains == domain.id)
        if len(there):
            yield domain, ordered.take(there)


def say_extremes(rows: pd.DataFrame, column: str, context: Context, write: Callable[[Any], str]) -> str:
    """ "Highest: Regular supervision, 4.6. Lowest: A mentor, 2.9. 1 factor is withheld."; blanks are not spoken of."""
    cells = list(zip(rows["factor"], rows[column], strict=True))
    known = [(factor, cell, value) for factor, cell in cells if not math.isnan(value := number(cell))]
    values = [value for _, _, value in known]
    hidden = sum(isinstance(cell, str) and cell == WITHHELD for _, cell in cells)
    parts = []
    if known:
        parts.append(f"Highest: {_at(known, max(values), context, write)}.")
        if min(values) < max(values):
            parts.append(f"Lowest: {_at(known, min(values), context, write)}.")
    if hidden:
        parts.append(f"{count(hidden, 'factor')} {is_are(hidden)} withheld.")
    return " ".join(parts) or "No numbers here."


def _at(known: list[tuple[str, Any, float]], where: float, context: Context, write: Callable[[Any], str]) -> str:
    there = [(context.factor(factor), cell) for factor, cell, value in known if value == where]
    labels = [label for label, _ in there]
    names = listed(labels) if len(labels) <= NAMED else f"{len(labels)} factors"
    return f"{names}, {write(there[0][1])}"


def say_counts(values: pd.Series, noun: str = "factor") -> str:
    """ "in place for 4 factors, mixed for 1 factor": a closed value each, the most frequent first."""
    counts = values.astype("str").fillna("").value_counts()
    order = sorted(counts.index, key=lambda value: (-counts[value], value))
    return ", ".join(f"{said(value)} for {count(int(counts[value]), noun)}" for value in order)


def said(value: Any) -> str:
    """A closed value in words, also where it is withheld or blank."""
    if pd.isna(value) or value == "":
        return "no evidence"
    return "withheld" if value == "*" else word(str(value))


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
    """A count as a page writes it: `9`, `withheld`, nothing for a blank."""
    if pd.isna(cell):
        return ""
    return "withheld" if cell == "*" else f"{float(cell):.0f}" if str(cell)[0] not in "<>" else str(cell)


def behind(cell: Any) -> str:
    """How many people stand behind a figure: `n 9`; nothing where that is not known."""
    text = whole(cell)
    return f"n {text}" if text and text != "withheld" else ""
