"""SPSS files (.sav): variables with their labels in, a study's interviews with theirs out."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pandas as pd

from peerwork.collect.archive import Refused
from peerwork.collect.spreadsheet import MOST_CELLS, MOST_ROWS
from peerwork.collect.variables import Respondents, Variable

KIND = "an SPSS file (.sav)"
MOST_BYTES = 20_000_000
MOST_UNPACKED = 200_000_000  # bytes of all cells: a text that is packed may be a thousand times longer
_AGAIN = "save it again from SPSS, without a password"
_MAGIC = (b"$FL2", b"$FL3")


def load_pyreadstat() -> Any:
    """The reader and writer of SPSS files; raises Refused where it is not installed."""
    try:
        import pyreadstat
    except ImportError as error:
        raise Refused(f"is {KIND}, which needs pyreadstat", 'install "peerwork[exchange]"') from error
    return pyreadstat


def read_spss(path: Path) -> Respondents:
    """One row a case; what SPSS calls missing (its own or the user's) is blank. Raises Refused, or OSError."""
    pyreadstat = load_pyreadstat()
    with path.open("rb") as file:
        if file.read(4) not in _MAGIC:
            raise Refused(f"is not {KIND}, or a protected one", _AGAIN)
    if path.stat().st_size > MOST_BYTES:
        raise Refused(f"holds {path.stat().st_size:,} bytes", "leave out the variables that are not needed")
    try:
        _, meta = pyreadstat.read_sav(path, metadataonly=True)
        n_rows = meta.number_rows or 0
        if n_rows > MOST_ROWS or n_rows * len(meta.column_names) > 10 * MOST_CELLS:
            raise Refused(f"holds {n_rows:,} rows", f"give a file of at most {MOST_ROWS:,} rows")
        if (n_rows or MOST_ROWS) * sum(meta.variable_storage_width.values()) > MOST_UNPACKED:
            raise Refused(
                f"unpacks to more than {MOST_UNPACKED:,} bytes", "leave out the variables that are not needed"
            )
        frame, meta = pyreadstat.read_sav(path, user_missing=False, row_limit=MOST_ROWS + 1)
    except Refused:
        raise
    except Exception as error:  # pyreadstat raises its own, unicode and value errors
        raise Refused(f"is not {KIND}, or a damaged one", _AGAIN) from error
    names = meta.column_names_to_labels
    variables = {
        name: Variable(
            name,
            names.get(name) or "",
            {_text(code) or "": label for code, label in meta.variable_value_labels.get(name, {}).items()},
        )
        for name in meta.column_names
    }
    rows = [{name: _text(value) for name, value in row.items()} for row in frame.to_dict("records")]
    return Respondents(path.name, variables, tuple(enumerate(rows, start=1)))


def _text(value: Any) -> str | None:
    """The value as a CSV would have it."""
    if value is None or (not isinstance(value, str) and pd.isna(value)):
        return None
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip() or None
