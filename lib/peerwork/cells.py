"""A cell of a protected table: a number, a bound (`>=4`), withheld (`*`) or nothing; read once, written one way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

WITHHELD = "*"
NOT_SHOWN = "not shown"  # its words: the audience may not see it, which says nothing of what it is
WITHDRAWN = "withdrawn"  # what an answer that rested on somebody's consent said, once they have taken it back

Row = Mapping[str, Any]  # one row of a table by column, as `records` gives it


def records(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows one by one as plain values, many times quicker to make than a Series each."""
    names = list(rows.columns)
    columns = [rows[name].tolist() for name in names]
    return [dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True)]


def each(rows: pd.DataFrame) -> Iterator[Any]:
    """The rows one by one as named tuples, to be read by a dot."""
    return rows.itertuples(index=False)


def texts(rows: pd.DataFrame, key: str, column: str) -> dict[str, str]:
    """What a column says by what another does; a blank says nothing."""
    known = rows[rows[column].notna()]
    return dict(zip(known[key].tolist(), known[column].tolist(), strict=True))


def numbers(column: pd.Series) -> pd.Series:
    """The column as floats: a bound becomes the bound itself, withheld and blank become NaN."""
    if column.dtype.kind in "fiu":
        return column.astype("float64")
    text = column.astype("str").str.removeprefix(">=").str.removeprefix("<=")
    return pd.to_numeric(text.where(column.notna() & (text != WITHHELD)), errors="coerce")


def over_shown(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with counts over what is shown (`shown_replicated`) in place of the team's, under their names."""
    names = {name: name.replace("shown_", "sites_") for name in rows.columns if "shown_" in name}
    names = {name: new if new in rows.columns else new.replace("sites_", "") for name, new in names.items()}
    return rows.drop(columns=list(names.values())).rename(columns=names) if names else rows


def withheld(column: pd.Series) -> pd.Series:
    """Whether each cell was withheld."""
    return column.astype("str").eq(WITHHELD)


def bounded(column: pd.Series) -> pd.Series:
    """`>` where a cell is "so much or more", `<` where it is "so much or less", else the empty text."""
    text = column.astype("str")
    return pd.Series(np.select([text.str.startswith(">="), text.str.startswith("<=")], [">", "<"], ""), column.index)


def number(cell: Any) -> float:
    """One cell as a float: a bound becomes the bound itself, withheld and blank become NaN."""
    if isinstance(cell, str):
        return float("nan") if cell == WITHHELD else float(cell[2:] if cell[:2] in (">=", "<=") else cell)
    return float("nan") if pd.isna(cell) else float(cell)


def side(cell: Any) -> str:
    """`>` where the cell is "so much or more", `<` where it is "so much or less", else the empty text."""
    return cell[0] if isinstance(cell, str) and cell[:2] in (">=", "<=") else ""


def format_cell(cell: Any, *, decimals: int = 1, of: str = "") -> str:
    """The cell in words: `4.6`, `4 or more`, `not shown`; nothing at all for a blank."""
    if pd.isna(cell):
        return ""
    if cell == WITHHELD:
        return NOT_SHOWN
    text = str(cell)
    if text[:2] in (">=", "<="):
        return f"{text[2:]} or {'more' if text[0] == '>' else 'less'}{of}"
    return f"{float(text):.{decimals}f}{of}"


def percent(cell: Any) -> str:
    """A share of 0 to 1 in words: `67%`, `90% or more`, `not shown`."""
    if pd.isna(cell) or cell == WITHHELD:
        return "" if pd.isna(cell) else NOT_SHOWN
    text = str(cell)
    if text[:2] in (">=", "<="):
        return f"{float(text[2:]) * 100:.0f}% or {'more' if text[0] == '>' else 'less'}"
    return f"{float(text) * 100:.0f}%"


def amount(value: Any, unit: Any = "") -> str:
    """The value with its unit: `51.1 %`, `14 people`; one decimal where there is one."""
    if pd.isna(value) or value == WITHHELD or str(value)[:2] in (">=", "<="):
        return format_cell(value)
    text = f"{float(value):,.1f}".removesuffix(".0")
    return f"{text} {unit}" if isinstance(unit, str) and unit and unit != "score" else text
