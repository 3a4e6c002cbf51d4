"""A REDCap export (CSV, raw values or labels) and its data dictionary, as a table of one row an interviewee."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path

from peerwork.collect.archive import Refused, read_limited
from peerwork.collect.spreadsheet import MOST_CELLS, MOST_ROWS
from peerwork.collect.variables import Respondents, Variable
from peerwork.problems import quoted

MOST_BYTES = 20_000_000
MOST_TABLE = 10 * MOST_CELLS
_FEWER = "leave out the fields that are not needed"
_AGAIN = "export it again from REDCap as CSV (raw data or labels)"
_FIELD = ("Variable / Field Name", "field_name")
_TYPE = ("Field Type", "field_type")
_LABEL = ("Field Label", "field_label")
_CHOICES = ("Choices, Calculations, OR Slider Labels", "select_choices_or_calculations")
_INSTRUMENT = ("redcap_repeat_instrument", "Repeat Instrument")
_EVENT = ("redcap_event_name", "Event Name")
_OWN = ("redcap_repeat_instance", "Repeat Instance", "redcap_data_access_group", "redcap_survey_identifier")
_TWO_WAYS = {"yesno": {"1": "yes", "0": "no"}, "truefalse": {"1": "true", "0": "false"}}
Table = tuple[list[str], list[list[str]]]


def read_table(path: Path) -> Table:
    """The header and rows of a CSV file; raises Refused, or OSError."""
    data = read_limited(path, MOST_BYTES, _FEWER)
    if b"\0" in data:
        raise Refused("is no CSV text, or UTF-16", _AGAIN)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + 1
        raise Refused(f"is not UTF-8 text (row {row})", _AGAIN) from error
    head = text.partition("\n")[0]
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count), strict=True)
        rows = list(islice(reader, MOST_ROWS + 1))
    except csv.Error as error:
        raise Refused(f"is not CSV as REDCap writes it (line {reader.line_num}: {error})", _AGAIN) from error
    if not rows or not any(rows[0]):
        raise Refused("is empty", _AGAIN)
    if len(rows) > MOST_ROWS:
        raise Refused(f"holds more than {MOST_ROWS:,} rows", "give a part of them")
    if len(rows) * len(rows[0]) > MOST_TABLE:
        raise Refused(f"holds more than {MOST_TABLE:,} cells", _FEWER)
    return [name.strip() for name in rows[0]], rows[1:]


def is_dictionary(table: Table) -> bool:
    """Whether the table is a data dictionary."""
    return any(name in table[0] for name in _FIELD)


def read_dictionary(table: Table) -> dict[str, Variable]:
    """The variables that a data dictionary declares, one for each box of a checkbox field."""
    header, rows = table
    variables: dict[str, Variable] = {}
    for row in (dict(zip(header, row, strict=False)) for row in rows):
        name, kind, label = (_first(row, names) for names in (_FIELD, _TYPE, _LABEL))
        choices = _TWO_WAYS.get(kind) or _choices(_first(row, _CHOICES))
        if kind == "checkbox":
            boxes = {f"{name}___{code.lower().replace('-', '_')}": words for code, words in choices.items()}
            variables |= {box: Variable(box, f"{label} (choice={words})") for box, words in boxes.items()}
        elif name:
            variables[name] = Variable(name, label, choices if kind not in ("calc", "slider", "text") else {})
    return variables


def _first(row: Mapping[str, str], names: Sequence[str]) -> str:
    return next((row[name].strip() for name in names if row.get(name)), "")


def _choices(text: str) -> dict[str, str]:
    """`1, Yes | 2, Partly`."""
    pairs = [choice.partition(",") for choice in text.split("|") if "," in choice]
    return {code.strip(): words.strip() for code, _, words in pairs}


def read_redcap(path: Path, table: Table, dictionary: Mapping[str, Variable]) -> Respondents:
    """One row a record. Raises Refused for repeating instruments and several events: which of them would count?"""
    header, rows = table
    twice = sorted(name for name, times in Counter(header).items() if name and times > 1)
    if twice:
        raise Refused(
            f"has the column {quoted(twice[0])} twice", "export raw data, whose columns have names of their own"
        )
    ragged = next((number for number, row in enumerate(rows, start=2) if row and len(row) != len(header)), None)
    if ragged:
        raise Refused(f"has another number of cells in row {ragged} than in its header", _AGAIN)
    records = [dict(zip(header, (cell.strip() or None for cell in row), strict=True)) for row in rows if row]
    _refuse_repeats(records)
    own = {*_INSTRUMENT, *_EVENT, *_OWN}
    variables = {name: dictionary.get(name, Variable(name, name)) for name in header if name and name not in own}
    return Respondents(path.name, variables, tuple(enumerate(records, start=2)))


def _refuse_repeats(records: list[dict[str, str | None]]) -> None:
    for name in _INSTRUMENT:
        repeated = sorted({str(row[name]) for row in records if row.get(name)})
        if repeated:
            right = "export without it, or have one row an interviewee"
            raise Refused(f"holds the repeating instrument {quoted(repeated[0])}", right)
    for name in _EVENT:
        events = sorted({str(row[name]) for row in records if row.get(name)})
        if len(events) > 1:
            raise Refused(f"holds {len(events)} events, such as {quoted(events[0])}", "export one event at a time")
