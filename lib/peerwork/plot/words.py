"""The words that charts share: a closed value, a count, how many people stand behind a figure."""

from __future__ import annotations

from collections.abc import Iterable
from string import ascii_uppercase
from typing import Any

import pandas as pd

from peerwork.cells import NOT_SHOWN, records
from peerwork.plot.palette import ORDER, SIGNS
from peerwork.words import label_of

FRAGILE = "◇"  # beside a verdict that would not survive one interview less, or thresholds a little apart


def said(value: Any) -> str:
    """A closed value in words, also where it is not shown or nobody said so."""
    if pd.isna(value) or value == "":
        return "nobody said so"
    return NOT_SHOWN if value == "*" else label_of(str(value))


def whole(cell: Any) -> str:
    """A count as a page writes it: `9`, `not shown`, nothing for a blank."""
    if pd.isna(cell):
        return ""
    return NOT_SHOWN if cell == "*" else f"{float(cell):.0f}" if str(cell)[0] not in "<>" else str(cell)


def format_n(cell: Any) -> str:
    """How many people stand behind a figure: `n 9`; nothing where that is not known."""
    text = whole(cell)
    return f"n {text}" if text and text != NOT_SHOWN else ""


def describe_events(events: pd.DataFrame | None) -> list[str]:
    """Each dated change of one series with the letter that marks it: "A. New limits from April 2011: another form"."""
    told = []
    for place, row in enumerate(records(events) if events is not None else ()):
        label = row["label"] if isinstance(row["label"], str) else "no reason is recorded"
        begun = "New limits from " if str(row["rebase"]) == "True" else ""
        told.append(f"{ascii_uppercase[place % 26]}. {begun}{row['on']:%B %Y}: {label}")
    return told


def weak_notes(data: pd.DataFrame) -> list[str]:
    """What the mark of a fragile verdict means, for the key; nothing where there is none."""
    there = "weak" in data and data["weak"].eq(True).any()
    return [f"{FRAGILE} fragile: a small change would change it."] if there else []


def value_key(values: Iterable[Any]) -> list[tuple[str, str, str]]:
    """The key to the closed values that are there, from what the framework proposes to what is not known."""
    there = {"" if pd.isna(value) else str(value) for value in values}
    looks = {value: look for value, look in SIGNS.items() if value in there}
    ordered = sorted(looks, key=lambda value: ORDER.index(looks[value].role))
    return [(looks[value].role, looks[value].sign, said(value)) for value in ordered]
