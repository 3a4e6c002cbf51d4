"""Result tables to disk, as CSV."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pandas as pd

from peerwork.scoring.tables import Tables


def write_tables(tables: Tables, folder: Path) -> list[Path]:
    """The path of each table written: a UTF-8 CSV of every digit, blank where there is none.

    The same tables are the same bytes on every platform. A file appears whole or not at all: it is written beside and
    renamed. Raises OSError where the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    return [_write(tables[name], folder / f"{name}.csv") for name in tables]


def _write(frame: pd.DataFrame, path: Path) -> Path:
    handle, beside = tempfile.mkstemp(prefix=f".{path.stem}-", suffix=".csv", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            frame.to_csv(file, index=False, lineterminator="\n")
        Path(beside).chmod(0o644)
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
    return path
