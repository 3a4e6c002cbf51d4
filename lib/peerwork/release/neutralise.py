"""Text that a spreadsheet would run as a formula, made harmless where tables leave as CSV or workbook."""

from __future__ import annotations

import re

import pandas as pd

from peerwork.scoring.tables import Tables

RUN = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "＝",
    "＋",
    "－",
    "＠",
)  # the wide forms too: some spreadsheets narrow them
PLAIN = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?")


def neutralise_text(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would run it; a plain number stays a number.

    OWASP, CSV Injection: https://owasp.org/www-community/attacks/CSV_Injection
    """
    risky = text.lstrip(" ").startswith(RUN) and not PLAIN.fullmatch(text)
    return f"'{text}" if risky else text


def neutralise(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with every text and heading made harmless; numbers and dates stay as they are."""
    safe = frame.rename(columns=lambda name: neutralise_text(str(name)))
    texts = [place for place in range(safe.shape[1]) if not _is_number(safe.iloc[:, place])]
    return safe.assign(**{safe.columns[place]: _neutral(safe.iloc[:, place]) for place in texts})


def neutralise_tables(tables: Tables) -> Tables:
    """Every table made harmless, for writing."""
    return Tables({name: neutralise(tables[name]) for name in tables})


def _is_number(column: pd.Series) -> bool:
    return pd.api.types.is_numeric_dtype(column) or pd.api.types.is_datetime64_any_dtype(column)


def _neutral(column: pd.Series) -> pd.Series:
    """Each different text is looked at once; a column with nothing to do is returned as it is."""
    changed = {value: neutralise_text(value) for value in column.dropna().unique() if isinstance(value, str)}
    changed = {value: safe for value, safe in changed.items() if safe != value}
    return column.astype("str").replace(changed) if changed else column
