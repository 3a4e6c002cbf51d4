"""`Tables`: what was found, a tidy frame a result table of docs/data-dictionary.md, and as CSV on disk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import pandas as pd

from peerwork.atomic import write_atomic


@dataclass(frozen=True)
class Tables:
    """The result tables by name, in the order they are written. An analysis without data has no table at all."""

    frames: Mapping[str, pd.DataFrame]

    def __post_init__(self) -> None:
        object.__setattr__(self, "frames", MappingProxyType(dict(self.frames)))

    def __getitem__(self, name: str) -> pd.DataFrame:
        return self.frames[name]

    def __contains__(self, name: object) -> bool:
        return name in self.frames

    def __iter__(self) -> Iterator[str]:
        return iter(self.frames)


def write_tables(tables: Tables, folder: Path) -> list[Path]:
    """The path of each table written: a UTF-8 CSV of every digit, blank where there is none.

    The same tables are the same bytes on every platform. A file appears whole or not at all. Raises OSError where the
    folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    return [_write(tables[name], folder / f"{name}.csv") for name in tables]


def _write(frame: pd.DataFrame, path: Path) -> Path:
    write_atomic(path, frame.to_csv(index=False, lineterminator="\n").encode("utf-8"))
    return path
