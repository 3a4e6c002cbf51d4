"""Days: written in another form than year-month-day, or that cannot be (far from our time or from all others)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

import pandas as pd

from peerwork.problems import Level, Problem, quoted
from peerwork.study.schema import FILES, File, Type

Raw = Mapping[str, pd.DataFrame]
_YEAR = r"^(\d{4})-\d{2}-\d{2}$"
OUR_TIME = (1950, 2100)  # the years in which studies of peer workers happen
LONGEST_INTERVIEW = 480  # minutes
FAR_YEARS = 25  # a series of measurements is longer than a study, and shorter than this


_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PARTED = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})")
_EXCELS_ZERO = dt.date(1899, 12, 30)  # so that its numbers from 61 on (1 March 1900) are right
_FORMS = {"/": "day/month/year", ".": "day.month.year", "-": "day-month-year"}
_MONTH_FIRST = {"/": "month/day/year", "-": "month-day-year"}
NUMBER_OF_A_DAY = "Excel's number of a day"


def read_days(frame: pd.DataFrame, file: File) -> tuple[pd.DataFrame, list[Problem]]:
    """The file with days as year-month-day where a whole column is written in one other form, and a note of each.

    A column is read so only where every cell fits the form and at least one fits no other; else it stays as it is,
    and each cell is refused with its readings (see `readings_of`).
    """
    read, notes = {}, []
    for name in (column.name for column in file.columns if column.type is Type.DATE and column.name in frame):
        texts = frame[name].cat.categories
        by_form = [readings_of(text) for text in texts if not is_day(text)]
        if not by_form or len(by_form) < len(texts):
            continue
        forms = set.intersection(*(set(readings) for readings in by_form))
        sure = sorted(form for form in forms if any(set(readings) == {form} for readings in by_form))
        if len(sure) == 1:
            days = pd.Index([readings[sure[0]].isoformat() for readings in by_form], dtype="str")
            read[name] = pd.Series(
                pd.Categorical(days.take(frame[name].cat.codes.to_numpy()).where(frame[name].notna())), frame.index
            )
            filled = frame[name].dropna()
            row, text = filled.index[0], str(filled.iloc[0])
            wrong = f"is read as {sure[0]}: {quoted(text)} is {readings_of(text)[sure[0]]:%Y-%m-%d}"
            notes.append(Problem(file.csv, int(row), name, wrong, "write days as year-month-day", Level.NOTE))
    return frame.assign(**read), notes


def is_day(text: str) -> bool:
    """Whether the text is a day, as year-month-day."""
    try:
        return bool(_ISO.fullmatch(text)) and dt.date.fromisoformat(text) is not None
    except ValueError:
        return False


def readings_of(text: str) -> dict[str, dt.date]:
    """What day the text may be, by the form that it would be written in; nothing where it is no day in any."""
    parted = _PARTED.fullmatch(text)
    if parted:
        first, mark, second, year = parted.groups()
        forms = {_FORMS[mark]: (year, second, first), _MONTH_FIRST.get(mark, ""): (year, first, second)}
        days = {form: _day(*map(int, parts)) for form, parts in forms.items() if form}
        return {form: day for form, day in days.items() if day is not None}
    if re.fullmatch("[1-9][0-9]{4}", text):
        day = _EXCELS_ZERO + dt.timedelta(days=int(text))
        return {NUMBER_OF_A_DAY: day} if OUR_TIME[0] <= day.year <= OUR_TIME[1] else {}
    return {}


def describe_day(text: str) -> tuple[str, str]:
    """What is wrong with a text that should be a day, and right: its readings where it has any."""
    days = sorted({day.isoformat() for day in readings_of(text).values()})
    if not days:
        return f"{quoted(text)} is no date", "write year-month-day, such as 2011-05-31"
    return f"{quoted(text)} is no date here; it may be {' or '.join(days)}", "write year-month-day"


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def check_lengths(raw: Raw) -> list[Problem]:
    """A note of each interview longer than a working day: 45.00 without its point, or seconds."""
    people = raw.get("participants")
    if people is None or "minutes" not in people:
        return []
    texts = people["minutes"].dropna()
    long = texts[pd.to_numeric(texts.astype("str"), errors="coerce") > LONGEST_INTERVIEW]
    wrong = f"minutes are more than {LONGEST_INTERVIEW // 60} hours"
    return [
        Problem("participants.csv", row, "minutes", f"{quoted(text)} {wrong}", "check the length", Level.NOTE)
        for row, text in zip(long.index.tolist(), long.tolist(), strict=True)
    ]


def check_days(raw: Raw) -> list[Problem]:
    """A day far from all others of its column, or from our time, is a slip of the pen more often than a day."""
    dated = [(file, column.name) for file in FILES for column in file.columns if column.type is Type.DATE]
    return [
        problem
        for file, name in dated
        if file.name in raw and name in raw[file.name]
        for problem in _far(raw[file.name], file.csv, name)
    ]


def _far(frame: pd.DataFrame, file: str, name: str) -> list[Problem]:
    texts = frame[name].cat.categories.to_series()
    years = pd.to_numeric(texts.str.extract(_YEAR, expand=False))
    usual = years.reindex(frame[name].astype("str")).median()
    far = years[~years.between(*OUR_TIME) & years.notna() | ((years - usual).abs() > FAR_YEARS)].index
    wrong = "is far from our time or from the other days of this column"
    found = frame[name][frame[name].isin(far)]
    return [
        Problem(file, row, name, f"{quoted(text)} {wrong}", "check the year", Level.NOTE)
        for row, text in zip(found.index.tolist(), found.tolist(), strict=True)
    ]
