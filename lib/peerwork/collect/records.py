"""Some rows of a CSV file replaced; every other byte of it as it was."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from peerwork.cells import records

Values = dict[str, str | None]


def values_of(frame: pd.DataFrame | None) -> list[Values]:
    """Each row of a frame of texts, None where a cell is blank; no frame, no rows."""
    rows = [] if frame is None else records(frame)
    return [{name: None if pd.isna(value) else value for name, value in row.items()} for row in rows]


@dataclass(frozen=True)
class Dialect:
    """How a file is written: a file keeps its own."""

    separator: str
    encoding: str
    end: str
    columns: tuple[str, ...]

    def record(self, values: Values) -> bytes:
        """One row, quoted where it must be; raises UnicodeEncodeError where the encoding lacks a character."""
        text = io.StringIO(newline="")
        writer = csv.writer(text, delimiter=self.separator, lineterminator=self.end)
        writer.writerow(["" if values.get(column) is None else values[column] for column in self.columns])
        return text.getvalue().encode(self.encoding)


def dialect_of(data: bytes, columns: Sequence[str], separator: str) -> Dialect:
    """The dialect of a file that could be read."""
    try:
        data.decode("utf-8")
        encoding = "utf-8"
    except UnicodeDecodeError:
        encoding = "cp1252"
    end = "\r\n" if b"\r\n" in data else "\n" if b"\n" in data or b"\r" not in data else "\r"
    return Dialect(separator, encoding, end, tuple(columns))


def split_records(data: bytes) -> list[bytes]:
    """The records of a file, each with its line end: a line end inside quotation marks ends none."""
    end = b"\n" if b"\n" in data else b"\r"
    *lines, last = data.split(end)
    records, open_record = [], b""
    for line in [*(line + end for line in lines), last]:
        open_record += line
        if open_record.count(b'"') % 2 == 0:
            records.append(open_record)
            open_record = b""
    return [*records[:-1], *(part for part in records[-1:] if part), *([open_record] if open_record else [])]
