"""Result tables to disk, as CSV."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from peerwork.scoring.tables import Tables
from peerwork.whole_files import write_whole


def write_tables(tables: Tables, folder: Path) -> list[Path]:
    """The path of each table written: a UTF-8 CSV of every digit, blank where there is none.

    The same tables are the same bytes on every platform. A file appears whole or not at all. Raises OSError where the
    folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    return [_write(tables[name], folder / f"{name}.csv") for name in tables]


def _write(frame: pd.DataFrame, path: Path) -> Path:
    write_whole(path, frame.to_csv(index=False, lineterminator="\n").encode("utf-8"))
    return path
