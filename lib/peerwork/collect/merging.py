"""One person's (or site's) rows of a CSV file brought up to date, told as differences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from peerwork.collect.records import Values, dialect_of, split_records, values_of
from peerwork.collect.same import same
from peerwork.problems import one_line, quoted
from peerwork.study.csv_file import header_of, read_data
from peerwork.study.schema import File

Rows = list[Values]


@dataclass(frozen=True)
class Difference:
    """One cell that an import changes, or a whole row that it adds or takes away (then `column` is blank)."""

    file: str
    row: str
    column: str
    was: str | None
    now: str | None

    @property
    def removes(self) -> bool:
        """Whether something that was recorded is gone afterwards."""
        return self.was is not None and self.now is None

    def __str__(self) -> str:
        where = f"{self.file}: {self.row}" if self.row else self.file
        if not self.column:
            return one_line(f"{where}: {'new' if self.was is None else 'taken away'}")
        was, now = ("blank" if value is None else quoted(value) for value in (self.was, self.now))
        return one_line(f"{where}: {self.column} was {was}, is {now}")


@dataclass(frozen=True)
class Merged:
    """A file's bytes after a merge, and every difference to those before."""

    data: bytes
    differences: tuple[Difference, ...]


def merge_rows(data: bytes, file: File, owner: str, owners: Sequence[str], new: Sequence[Values]) -> Merged:
    """The file with the rows of `owners` (values of the column `owner`) brought to `new`.

    Rows are paired by the file's key, else by what they say, else in their order. A row that says the same keeps its
    bytes, one that changed keeps the columns that `new` does not have; every other row keeps its bytes. The file's own
    separator, line ends and encoding are kept (Windows-1252 becomes UTF-8 where a new text needs it).
    """
    data = data or (",".join(column.name for column in file.columns) + "\n").encode("utf-8-sig")
    data = _with_columns(data, file, {name for row in new for name, value in row.items() if value is not None})
    try:
        return _merge(data, file, owner, owners, new)
    except UnicodeEncodeError:
        return _merge(data.decode("cp1252").encode("utf-8-sig"), file, owner, owners, new)


def _merge(data: bytes, file: File, owner: str, owners: Sequence[str], new: Sequence[Values]) -> Merged:
    frame = _readable(data, file)
    separator, columns = header_of(data, file)
    dialect = dialect_of(data, columns, separator)
    records = split_records(data)
    own = frame[
        frame[owner].isin([one for one in owners if one is not None]) | (frame[owner].isna() & (None in owners))
    ]
    old = dict(zip(own.index.tolist(), values_of(own), strict=True))
    pairs, added = _paired(file, owner, old, new)
    differences = []
    for row, before in old.items():
        after = pairs.get(row)
        changed = _changes(file, before, after)
        if after is None:
            records[row - 1] = b""
        elif changed:
            records[row - 1] = dialect.record({**before, **after})
        differences += changed
    last = {before[owner]: row for row, before in old.items()}
    for one in added:
        _put_behind(records, last.get(one[owner], len(records)), dialect.record(one), dialect.end.encode())
    differences += [Difference(file.csv, _what(file, row), "", None, _told(row)) for row in added]
    return Merged(b"".join(records), tuple(differences))


def _readable(data: bytes, file: File) -> pd.DataFrame:
    """The rows of a file that was read once already. Raises ValueError where it cannot be read."""
    frame, _ = read_data(data, file)
    if frame is None:
        raise ValueError(f"{file.csv} cannot be read")
    return frame


def compare_rows(file: File, before: Sequence[Values], now: Sequence[Values]) -> list[Difference]:
    """Every difference between two states of one file: cells, then rows taken away, then new ones."""
    owner = file.columns[0].name
    old = dict(enumerate(before))
    pairs, added = _paired(file, owner, old, now)
    changed = [one for row, values in old.items() for one in _changes(file, values, pairs.get(row))]
    return changed + [Difference(file.csv, _what(file, row), "", None, _told(row)) for row in added]


def rows_of(data: bytes, file: File, owner: str, owners: Sequence[str]) -> Rows:
    """The rows of these owners, as they are recorded."""
    return [row for row in all_rows(data, file) if row[owner] in owners]


def all_rows(data: bytes, file: File) -> Rows:
    """Every row, as it is recorded."""
    frame = read_data(data, file)[0] if data else None
    return [] if frame is None else values_of(frame)


def _paired(file: File, owner: str, old: dict[int, Values], new: Sequence[Values]) -> tuple[dict[int, Values], Rows]:
    """The new values of each old row that has any, and the new rows that are left over."""
    pairs: dict[int, Values] = {}
    left: dict[object, list[Values]] = {}
    for row in new:
        left.setdefault(_key(file, owner, row), []).append(row)
    ways = (_same_words, _any) if not file.key else (_any,)  # without a key: first those that say the same
    for alike in ways:
        for place, before in old.items():
            mates = left.get(_key(file, owner, before), [])
            mate = next((one for one in mates if place not in pairs and alike(file, before, one)), None)
            if mate is not None:
                pairs[place] = mate
                mates.remove(mate)
    return pairs, [row for rows in left.values() for row in rows]


def _key(file: File, owner: str, row: Values) -> tuple[str | None, ...]:
    return tuple(row.get(name) for name in file.key or (owner,))


def _same_words(file: File, before: Values, after: Values) -> bool:
    return not _changes(file, before, after)


def _any(file: File, before: Values, after: Values) -> bool:
    return True


def _changes(file: File, before: Values, after: Values | None) -> list[Difference]:
    if after is None:
        return [Difference(file.csv, _what(file, before), "", _told(before), None)]
    return [
        Difference(file.csv, _what(file, after), name, before.get(name), value)
        for name, value in after.items()
        if not same(file, name, before.get(name), value)
    ]


def _what(file: File, row: Values) -> str:
    named = [row[name] for name in (file.key or ("participant", "text")) if row.get(name)]
    return ", ".join(str(name) for name in named)


def _told(row: Values) -> str:
    return "; ".join(f"{name} {value}" for name, value in row.items() if value is not None)


def _put_behind(records: list[bytes], row: int, record: bytes, end: bytes) -> None:
    """Put the record behind a row, which gets the line end that the last row of a file may lack."""
    before = records[row - 1]
    records[row - 1] = before + (b"" if before.endswith(end) or not before else end) + record


def _with_columns(data: bytes, file: File, wanted: set[str]) -> bytes:
    """The file with each wanted column: where one is missing, every row is written anew with the same values."""
    separator, columns = header_of(data, file)
    more = [column.name for column in file.columns if column.name in wanted and column.name not in columns]
    if not more:
        return data
    frame = _readable(data, file)
    dialect = dialect_of(data, [*columns, *more], separator)
    mark = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
    rows = [dialect.record(row) for row in values_of(frame)]
    return mark + dialect.record({name: name for name in dialect.columns}) + b"".join(rows)
