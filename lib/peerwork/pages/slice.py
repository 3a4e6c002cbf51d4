"""`Slice`: everything one page may show, and nothing else. A notebook opens its slice and draws."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pandas as pd

from peerwork.vocabulary import Audience


@dataclass(frozen=True)
class Slice:
    """One page's protected tables and facts.

    `kind` is a page of the catalogue; `subject` its parameters (`{"site": "S03"}`); `facts` what the page says of the
    study itself (title, framework, rules, provenance), plain JSON values; `tables` frames already protected for
    `audience` and cut to what the page is about.
    """

    kind: str
    audience: Audience
    subject: Mapping[str, str]
    facts: Mapping[str, Any]
    tables: Mapping[str, pd.DataFrame]

    def __post_init__(self) -> None:
        for name in ("subject", "facts", "tables"):
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))


def write_slice(page: Slice, path: Path) -> None:
    """Write the slice as one JSON file: the same slice is always the same bytes."""
    plain = {
        "kind": page.kind,
        "audience": page.audience.value,
        "subject": dict(page.subject),
        "facts": dict(page.facts),
        "tables": {name: _plain(frame) for name, frame in page.tables.items()},
    }
    path.write_text(json.dumps(plain, ensure_ascii=False, allow_nan=False), encoding="utf-8", newline="\n")


def read_slice(path: Path) -> Slice:
    """The slice of a file that `write_slice` wrote."""
    plain = json.loads(path.read_text(encoding="utf-8"))
    tables = {name: _frame(columns) for name, columns in plain["tables"].items()}
    return Slice(plain["kind"], Audience(plain["audience"]), plain["subject"], plain["facts"], tables)


def _plain(frame: pd.DataFrame) -> list[dict[str, Any]]:
    kinds = {name: _dtype(column) for name, column in frame.items()}
    return [
        {"name": str(name), "dtype": kinds[name], "values": _values(column, kinds[name])}
        for name, column in frame.items()
    ]


def _dtype(column: pd.Series) -> str:
    if isinstance(column.dtype, pd.CategoricalDtype) or column.dtype == object:
        return "str"
    return str(column.dtype)


def _values(column: pd.Series, dtype: str) -> list[Any]:
    if column.dtype.kind == "M":
        column = column.dt.strftime("%Y-%m-%d")
    if dtype == "float64":
        return [None if value != value else value for value in column.tolist()]
    if dtype == "str" and not isinstance(column.dtype, pd.StringDtype):
        column = column.astype("str")
    return column.array.to_numpy(dtype=object, na_value=None).tolist()


def _frame(columns: list[dict[str, Any]]) -> pd.DataFrame:
    series = {column["name"]: pd.Series(column["values"], dtype=column["dtype"]) for column in columns}
    return pd.DataFrame(series, columns=[column["name"] for column in columns])
