"""A CSV file as people really save it -> a frame of text. Nothing is repaired: what cannot be read is said."""

from __future__ import annotations

import difflib
import io
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from peerwork.problems import Level, Problem, quoted
from peerwork.study.schema import File

SEPARATORS = (",", ";", "\t")
NEWLINE, QUOTE, SPACE = 10, 34, 32
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_CONTROL_BYTES = bytes([*range(9), 11, 12, *range(14, 32), 127])
_NO_CHARACTERS = ("\ufffe".encode(), "\uffff".encode())
_FOREIGN = re.compile(rb"[\x80-\xff]")
_FOREIGN_WORD = re.compile(r'[^\s,;"]*[^\x00-\x7f][^\s,;"]*')
_EXCELS_OWN_LINE = re.compile(rb"[ \"]*sep=", re.IGNORECASE)
_UTF8_INSIDE = re.compile(rb"[\xc3-\xdf][\x80-\xbf]|[\xe2-\xef][\x80-\xbf]{2}")


@dataclass
class Reading:
    """A file while it is read: its problems and notes so far."""

    file: File
    problems: list[Problem] = field(default_factory=list)

    def refuse(self, row: int | None, column: str, wrong: str, right: str) -> None:
        """Add a problem."""
        self.problems.append(Problem(self.file.csv, row, column, wrong, right))

    def note(self, row: int | None, column: str, wrong: str, right: str) -> None:
        """Add a note."""
        self.problems.append(Problem(self.file.csv, row, column, wrong, right, Level.NOTE))

    @property
    def refused(self) -> bool:
        """Whether the file cannot be read on."""
        return any(problem.level is Level.PROBLEM for problem in self.problems)


def read_file(path: Path, file: File) -> tuple[pd.DataFrame | None, list[Problem]]:
    """One row a row of the file, its index the row that a spreadsheet shows; every column text as categories.

    Columns stand in the schema's order, then extra ones in the file's; a blank cell is missing, blank rows are left
    out. Legal and read: a byte-order mark, CRLF or CR, Windows-1252, semicolons, spaces round a value. The frame is
    None where the file cannot be read; the problems say why.
    """
    reading = Reading(file)
    data = _bytes_of(path, reading)
    if data is None:
        return None, reading.problems
    frame, problems = read_data(data, file)
    return frame, [*reading.problems, *problems]


def read_data(data: bytes, file: File) -> tuple[pd.DataFrame | None, list[Problem]]:
    """The same of a file's bytes."""
    reading = Reading(file)
    text = _plain(data, reading)
    if text is None:
        return None, reading.problems
    if _EXCELS_OWN_LINE.match(text):
        reading.refuse(
            1, "", 'is "sep=…", a line that only Excel understands', "remove it: the header belongs in row 1"
        )
        return None, reading.problems
    separator = _separator(text, file)
    columns = _header(text, separator, reading)
    _refuse_layout(text, separator, len(columns), reading)
    if reading.refused:
        return None, reading.problems
    frame = _without_blank_rows(_parsed(text, separator, columns))
    return _in_schema_order(frame, reading), reading.problems


def header_of(data: bytes, file: File) -> tuple[str, list[str]]:
    """The separator of a file that could be read, and its columns as they stand in it."""
    text = _plain(data, Reading(file))
    if text is None:
        raise ValueError(f"{file.csv} could not be read")
    separator = _separator(text, file)
    return separator, _names(text, separator)


def _bytes_of(path: Path, reading: Reading) -> bytes | None:
    if path.is_dir():
        reading.refuse(None, "", "is a folder", f"put the file {reading.file.csv} in its place")
        return None
    try:
        return path.read_bytes()
    except OSError as error:
        reading.refuse(None, "", f"cannot be read ({error.strerror})", "make it readable, or close it in Excel")
        return None


def _plain(data: bytes, reading: Reading) -> bytes | None:
    """The text as UTF-8 with plain line ends, or None and a problem."""
    text = _as_utf8(data, reading)
    if text is None:
        return None
    text = text.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if not text.strip():
        reading.refuse(None, "", "is empty", "write its header and rows, or remove the file")
        return None
    return text


def _as_utf8(data: bytes, reading: Reading) -> bytes | None:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        reading.refuse(None, "", "is UTF-16 text", 'save it as "CSV UTF-8"')
        return None
    if b"\0" in data:
        row = _row_at(data, data.index(b"\0"))
        reading.refuse(row, "", "holds a NUL byte: damaged, or UTF-16 text", 'save it again as "CSV UTF-8"')
        return None
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        text = _windows_1252(data, reading)
        if text is None:
            return None
        data = text.encode("utf-8")
    return None if _refuse_control(data, reading) else data


def _refuse_control(data: bytes, reading: Reading) -> bool:
    """A control character would break pages, workbooks and XML; most files hold none, which is quickly seen."""
    if len(data.translate(None, _CONTROL_BYTES)) == len(data) and not any(mark in data for mark in _NO_CHARACTERS):
        return False
    text = data.decode("utf-8")
    control = _CONTROL.search(text)
    if control is None:
        return False
    row = text.count("\n", 0, control.start()) + 1
    reading.refuse(row, "", f"holds the control character U+{ord(control.group()):04X}", "remove it")
    return True


def _windows_1252(data: bytes, reading: Reading) -> str | None:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        row = _row_at(data, error.start)
        reading.refuse(row, "", "is neither UTF-8 nor Windows-1252 text", 'save it again as "CSV UTF-8"')
        return None
    foreign = _FOREIGN.search(data)
    reading.note(_row_at(data, foreign.start() if foreign else 0), "", *_guessed(text))
    mixed = _UTF8_INSIDE.search(data)
    if mixed:
        wrong = f"reads {quoted(mixed.group().decode('cp1252'))}, which may be a UTF-8 character in a Windows-1252 file"
        reading.note(_row_at(data, mixed.start()), "", wrong, "look at it, and correct it if it is")
    return text


def _guessed(text: str) -> tuple[str, str]:
    """What to say of a text whose encoding nothing tells, with a word for the reader to judge."""
    found = _FOREIGN_WORD.search(text)
    word = found.group() if found else text
    wrong = f"is not UTF-8 text; it is read as Windows-1252, which is a guess: is {quoted(word, longest=30)} right?"
    return wrong, 'save it as "CSV UTF-8", and correct what was misread'


def _row_at(data: bytes, position: int) -> int:
    return data.count(b"\n", 0, position) + 1


def _separator(data: bytes, file: File) -> str:
    """The separator by which the first line holds most of the known columns."""
    line = data.partition(b"\n")[0].decode("utf-8")
    known = {column.name for column in file.columns}

    def hits(separator: str) -> int:
        return len(known & {cell.strip().strip('"').strip() for cell in line.split(separator)})

    return max(SEPARATORS, key=hits)


def _header(data: bytes, separator: str, reading: Reading) -> list[str]:
    """The column names; problems for a blank, repeated or missing one."""
    if separator == "\t":
        reading.refuse(1, "", "is separated by tabs", "save it as CSV, with commas or semicolons")
    if data[: _ends(data)[0]].count(b'"') % 2:
        return []  # _refuse_layout says which quotation mark is never closed
    names = [] if data.startswith(b"\n") else _names(data, separator)
    if not any(names):
        reading.refuse(1, "", "the first row is blank", "the header belongs in row 1")
        return names
    for name in sorted({name for name in names if name and names.count(name) > 1}):
        reading.refuse(1, name, f"the column {quoted(name)} stands {names.count(name)} times", "keep one of them")
    for column in reading.file.columns:
        if column.name not in names and not column.optional:
            reading.refuse(1, column.name, f"the column {quoted(column.name)} is missing", _instead(column.name, names))
    return names


def _instead(missing: str, names: list[str]) -> str:
    near = difflib.get_close_matches(missing, [name.lower() for name in names if name], n=1)
    meant = [name for name in names if near and name.lower() == near[0]]
    return f"rename {quoted(meant[0])}, if that is meant" if meant else "add it to the header"


def _names(data: bytes, separator: str) -> list[str]:
    first = _ends(data)[0]
    return [str(name).strip() for name in _parse(data[:first], separator).iloc[0]]


def _ends(data: bytes) -> np.ndarray:
    """The position of the line end that closes each record (a line end inside quotation marks closes none)."""
    buffer = np.frombuffer(data, dtype=np.uint8)
    ends = _outside_quotes(np.flatnonzero(buffer == NEWLINE), buffer)
    return ends if data.endswith(b"\n") and ends.size and ends[-1] == len(data) - 1 else np.append(ends, len(data))


def _outside_quotes(positions: np.ndarray, buffer: np.ndarray) -> np.ndarray:
    quotes = np.flatnonzero(buffer == QUOTE)
    return positions[np.searchsorted(quotes, positions) % 2 == 0] if quotes.size else positions


def _refuse_layout(data: bytes, separator: str, width: int, reading: Reading) -> None:
    """Problems for every row with more cells than the header and every stray quotation mark; a note for short rows."""
    buffer = np.frombuffer(data, dtype=np.uint8)
    ends = _ends(data)
    quotes = np.flatnonzero(buffer == QUOTE)
    if quotes.size:
        _refuse_quotes(data, quotes, ends, separator, reading)
    if reading.refused:
        return
    separators = _outside_quotes(np.flatnonzero(buffer == ord(separator)), buffer)
    cells = np.diff(np.searchsorted(separators, ends), prepend=0) + 1
    for record in np.flatnonzero(cells > width):
        wrong = f"has {cells[record]} cells, the header has {width}"
        reading.refuse(int(record) + 1, "", wrong, f'put a text that holds "{separator}" in quotation marks')
    short = np.flatnonzero((cells < width) & (np.diff(ends, prepend=-1) > 1))
    if short.size:
        wrong = f"{short.size} {'row has' if short.size == 1 else 'rows have'} fewer cells than the header"
        reading.note(int(short[0]) + 1, "", f"{wrong}, this is the first", "cells that are not there are read as blank")


def _refuse_quotes(data: bytes, quotes: np.ndarray, ends: np.ndarray, separator: str, reading: Reading) -> None:
    """A quotation mark opens a cell, closes one, or is doubled inside one; anything else swallows rows unseen."""
    if quotes.size % 2:
        row = int(np.searchsorted(ends, quotes[-1])) + 1
        reading.refuse(row, "", "a quotation mark is opened and never closed", "close it, or remove it")
        return
    opening, closing = quotes[0::2], quotes[1::2]
    doubled = np.flatnonzero(opening[1:] == closing[:-1] + 1)
    starts = np.delete(opening, doubled + 1)
    stops = np.delete(closing, doubled)
    edges = {NEWLINE, ord(separator)}
    buffer = np.frombuffer(b"\n" + data + b"\n", dtype=np.uint8)
    stray = [*starts[~np.isin(buffer[starts], [*edges, SPACE])], *stops[~np.isin(buffer[stops + 2], [*edges, SPACE])]]
    spaced = [*starts[buffer[starts] == SPACE], *stops[buffer[stops + 2] == SPACE]]
    stray += [mark for mark in spaced if not _at_edge(data, int(mark), separator, opens=mark in starts)]
    for row in sorted({int(np.searchsorted(ends, mark)) + 1 for mark in stray}):
        reading.refuse(
            row, "", "a quotation mark stands inside a value", 'put the value in "…" and double the mark: ""'
        )


def _at_edge(data: bytes, mark: int, separator: str, *, opens: bool) -> bool:
    """Whether only spaces stand between the mark and the cell's edge."""
    line = data[:mark].rpartition(b"\n")[2] if opens else data[mark + 1 :].partition(b"\n")[0]
    beside = line.rpartition(separator.encode())[2] if opens else line.partition(separator.encode())[0]
    return not beside.strip(b" ")


def _parsed(data: bytes, separator: str, columns: list[str]) -> pd.DataFrame:
    frame = _parse(data, separator, skiprows=1, width=len(columns))
    frame.columns = columns
    frame.index = pd.RangeIndex(2, len(frame) + 2)
    return frame.apply(_stripped) if len(frame) else frame


def _parse(data: bytes, separator: str, *, skiprows: int = 0, width: int | None = None) -> pd.DataFrame:
    """Every cell as it stands. Distinct texts are kept once (categories): millions of rows stay small.

    pandas makes numbers of categories that all look like numbers ("001" and "1" become one): those columns are read
    again as text.
    """
    read: Callable[..., Any] = partial(
        pd.read_csv,
        sep=separator,
        header=None,
        names=None if width is None else range(width),
        index_col=False,
        skiprows=skiprows,
        na_filter=False,
        skip_blank_lines=False,
        skipinitialspace=True,
        engine="c",
        low_memory=False,  # in pieces, a piece of numbers alone would lose its texts before they are joined
    )
    try:
        frame: pd.DataFrame = read(io.BytesIO(data), dtype="category")
    except pd.errors.EmptyDataError:
        return pd.DataFrame(columns=range(width or 0), dtype="category")
    numbers = [not isinstance(frame[name].cat.categories.dtype, pd.StringDtype) for name in frame.columns]
    if any(numbers) and len(frame):
        names = frame.columns[numbers]
        frame[names] = read(io.BytesIO(data), dtype="str")[names].astype("category")
    return frame


def _stripped(column: pd.Series) -> pd.Series:
    """Without the spaces round a value; a cell of nothing else is missing."""
    texts = pd.Index(column.cat.categories.astype("str").str.strip())
    kept = pd.Index(sorted(set(texts) - {""}), dtype="str")
    codes = np.append(kept.get_indexer(texts), -1)[column.cat.codes]
    return pd.Series(pd.Categorical.from_codes(codes, kept), index=column.index, name=column.name)


def _without_blank_rows(frame: pd.DataFrame) -> pd.DataFrame:
    filled = np.zeros(len(frame), dtype=bool)
    for position in range(frame.shape[1]):
        filled |= frame.iloc[:, position].notna().to_numpy()
    return frame if filled.all() else frame[filled]


def _in_schema_order(frame: pd.DataFrame, reading: Reading) -> pd.DataFrame | None:
    known = [column.name for column in reading.file.columns if column.name in frame.columns]
    extra = [name for name in frame.columns if name not in known and name]
    unnamed = [position for position, name in enumerate(frame.columns) if not name]
    for position in unnamed:
        values = frame.iloc[:, position].dropna()
        if len(values):
            wrong = f"a value stands under a column without a name: {quoted(values.iloc[0])}"
            reading.refuse(int(values.index[0]), "", wrong, f"name column {position + 1} in row 1, or clear it")
    if reading.refused:
        return None
    return frame[known + extra]
