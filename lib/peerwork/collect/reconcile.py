"""What came back in a sheet, beside what was corrected in the study since it went out: neither is lost unsaid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from peerwork.collect.base import Base, key_token
from peerwork.collect.records import Values
from peerwork.collect.same import same
from peerwork.problems import quoted
from peerwork.study.schema import File
from peerwork.vocabulary import Prefer


@dataclass
class Reconciled:
    """The rows as the study shall have them, and what was changed on both sides: where, and both values in words."""

    rows: list[Values] = field(default_factory=list)
    conflicts: list[tuple[str, str]] = field(default_factory=list)


def reconcile(
    file: File, sheet: Sequence[Values], study: Sequence[Values], base: Base, prefer: Prefer | None
) -> Reconciled:
    """The sheet's rows where only the sheet was changed, the study's where only the study was; conflicts where both."""
    found = Reconciled()
    recorded = {key_token(file, row): row for row in study}
    back = {key_token(file, row): row for row in sheet}
    for key, row in back.items():
        before = recorded.get(key)
        if before is not None:
            found.rows.append(_cells(file, row, before, base, prefer, found))
        elif not base.had(file, row) or _keeps(file, row, base, prefer, found, "changed", "taken away"):
            found.rows.append(row)
    for key, row in recorded.items():
        removed = key not in back and base.had(file, row)
        if key not in back and (not removed or _stays(file, row, base, prefer, found)):
            found.rows.append(row)
    return found


def _cells(file: File, row: Values, before: Values, base: Base, prefer: Prefer | None, found: Reconciled) -> Values:
    return {name: _cell(file, name, row, before, base, prefer, found) for name in row}


def _cell(
    file: File, name: str, row: Values, before: Values, base: Base, prefer: Prefer | None, found: Reconciled
) -> str | None:
    back, now = row[name], before.get(name)
    if same(file, name, back, now):
        return now
    known = base.had(file, row)
    if base.said(file, row, name, back) if known else back is None:
        return now  # the sheet left it alone, the study was corrected
    if base.said(file, row, name, now) if known else now is None:
        return back
    if prefer is None:
        found.conflicts.append(
            (f"{_what(file, row)}: {name}", f"{_value(back)} in the sheet, {_value(now)} in the study")
        )
    return now if prefer is Prefer.STUDY else back


def _keeps(file: File, row: Values, base: Base, prefer: Prefer | None, found: Reconciled, back: str, now: str) -> bool:
    """Whether a row that the sheet has and the study took away since comes back: if the sheet changed it."""
    if all(base.said(file, row, name, value) for name, value in row.items()):
        return False
    if prefer is None:
        found.conflicts.append((_what(file, row), f"{back} in the sheet, {now} in the study"))
    return prefer is not Prefer.STUDY


def _stays(file: File, row: Values, base: Base, prefer: Prefer | None, found: Reconciled) -> bool:
    """Whether a row that the sheet took away stays: if the study changed it since."""
    if all(base.said(file, row, name, value) for name, value in row.items() if _known(file, name)):
        return False
    if prefer is None:
        found.conflicts.append((_what(file, row), "taken away in the sheet, changed in the study"))
    return prefer is Prefer.STUDY


def _known(file: File, name: str) -> bool:
    return name in {column.name for column in file.columns}


def _what(file: File, row: Values) -> str:
    return ", ".join(str(row[name]) for name in file.key or ("participant", "text") if row.get(name))


def _value(value: str | None) -> str:
    return "blank" if value is None else quoted(value)
