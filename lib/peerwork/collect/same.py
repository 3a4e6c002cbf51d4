"""When two cells say the same: a spreadsheet keeps neither 5.0 from 5 nor one line end from another."""

from __future__ import annotations

from peerwork.study.schema import File, Known, Type

LISTED = ("leads_to",)  # several codes in a cell, separated by semicolons: with a space, so that lines end between them
_NUMBERS = (Known.IMPORTANCE, Known.RATING)


def plain(file: File, column: str, value: str | None) -> str | None:
    """The value without what spreadsheets do not keep."""
    if value is None or column not in {one.name for one in file.columns}:
        return value
    own = file.column(column)
    if own.type in (Type.NUMBER, Type.WHOLE) or own.known in _NUMBERS:
        try:
            return repr(float(value))
        except ValueError:  # no number: the check says so
            return value
    if column in LISTED:
        return ";".join(part.strip() for part in value.split(";"))
    return value.replace("\r\n", "\n").strip()


def same(file: File, column: str, one: str | None, other: str | None) -> bool:
    """Whether both say the same, blank or not."""
    return plain(file, column, one) == plain(file, column, other)
