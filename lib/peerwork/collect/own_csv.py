"""A CSV file that is laid out as one of the study's own: a month's measurements, events, workshops, invitations."""

from __future__ import annotations

from pathlib import Path

from peerwork.collect.archive import Refused, read_limited
from peerwork.collect.layout import LISTED, SHEETS
from peerwork.collect.workbook import Filled
from peerwork.study.csv_file import header_of, read_file
from peerwork.study.schema import File

MOST_BYTES = 20_000_000
LONGEST_HEAD = 10_000  # bytes of the first line: these files have ten columns


def file_of(path: Path) -> File | None:
    """The file of a study that has these columns: all that it needs, and no others; None where there is none."""
    try:
        data = read_limited(path, MOST_BYTES, "")
    except (OSError, Refused):  # what cannot be read is told by whoever reads it
        return None
    if len(data.partition(b"\n")[0]) > LONGEST_HEAD:
        return None
    for file in (SHEETS[name] for name in LISTED):
        try:
            names = set(header_of(data, file)[1])
        except (TypeError, ValueError):
            return None
        if {column.name for column in file.columns if not column.optional} <= names <= {c.name for c in file.columns}:
            return file
    return None


def read_own(path: Path, file: File) -> Filled:
    """Its rows, in a study's words: each adds to the study or changes a row of the same key."""
    frame, problems = read_file(path, file)
    return Filled(path.name, {} if frame is None else {file.name: frame}, tuple(problems), one_person=False)
