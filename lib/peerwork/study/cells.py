"""pandera schemas, built from `schema.py` for one study's framework, and their failures in words."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd
import pandera.pandas as pa

from peerwork.framework import Framework, SiteScale
from peerwork.problems import Problem, quoted
from peerwork.study.known import HOME, Names
from peerwork.study.look_alikes import look_alike
from peerwork.study.schema import Column, File, Known, Type

NUMBER = r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,2})?"
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
LISTED = 8  # names listed in full in a message; beyond, their home is named


@dataclass(frozen=True)
class Test:
    """One thing a filled cell must be: which distinct texts pass, and what to say of one that does not."""

    name: str
    passes: Callable[[pd.Index], np.ndarray]
    say: Callable[[str], tuple[str, str]]


def check_file(frame: pd.DataFrame, file: File, names: Names, framework: Framework | None) -> list[Problem]:
    """Every problem of one file's cells: blank, not of the closed set, unknown, no number, no date, repeated.

    `frame` is as `read_file` gives it. Tests run on the distinct texts of a column, so millions of rows are cheap.
    """
    tests = {column.name: tests_of(column, names, framework) for column in file.columns}
    try:
        schema(file, tests).validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        return [problem for error in errors.schema_errors for problem in _in_words(error, file, tests, frame)]
    return []


def schema(file: File, tests: dict[str, list[Test]]) -> pa.DataFrameSchema:
    """The pandera schema of a file read as text categories."""
    columns = {
        column.name: pa.Column(
            checks=[pa.Check(partial(_by_category, test.passes), name=test.name) for test in tests[column.name]],
            nullable=not column.filled,
            required=not column.optional,
        )
        for column in file.columns
    }
    unique = [pa.Check(partial(_first_of_key, list(file.key)), name="key", ignore_na=False)] if file.key else []
    return pa.DataFrameSchema(columns, checks=unique, strict=False)


def _by_category(passes: Callable[[pd.Index], np.ndarray], column: pd.Series) -> pd.Series:
    verdicts = np.append(passes(column.cat.categories), True)  # a missing cell has code -1, the last
    return pd.Series(verdicts[column.cat.codes], index=column.index)


def _first_of_key(key: list[str], frame: pd.DataFrame) -> pd.Series:
    return ~repeated(frame, key)


def repeated(frame: pd.DataFrame, key: list[str]) -> pd.Series:
    """Whether a row repeats the key of an earlier one; a row with a key left blank that must be filled does not."""
    present = [name for name in key if name in frame]
    codes = pd.DataFrame({name: frame[name].cat.codes for name in present}, index=frame.index)
    return codes.duplicated() & frame[present[0]].notna()


def _in_words(
    error: pa.errors.SchemaError, file: File, tests: dict[str, list[Test]], frame: pd.DataFrame
) -> list[Problem]:
    name = error.check.name if isinstance(error.check, pa.Check) else ""
    if name == "key":
        return _repeats(file, frame)
    column = error.schema.name
    rows = sorted(int(row) for row in error.failure_cases["index"])
    if not name:
        right = _blank_right(file.column(column))
        return [Problem(file.csv, row, column, "is blank", right) for row in rows]
    say = {test.name: test.say for test in tests[column]}[name]
    words = {text: say(text) for text in set(frame.loc[rows, column])}
    return [Problem(file.csv, row, column, *words[text]) for row, text in frame.loc[rows, column].items()]


def _blank_right(column: Column) -> str:
    if column.choices:
        return f"write one of {', '.join(column.choices)}"
    return f"write {column.known or column.says}"


def _repeats(file: File, frame: pd.DataFrame) -> list[Problem]:
    key = [name for name in file.key if name in frame]
    codes = pd.DataFrame({name: frame[name].cat.codes for name in key}, index=frame.index)
    codes["row"] = codes.index
    firsts = codes.groupby(key, sort=False)["row"].transform("first")
    again = frame[key][repeated(frame, list(file.key))]
    return [
        Problem(file.csv, int(row), key[0], f"{_key_words(values)} stands already in row {firsts[row]}", "keep one row")
        for row, values in zip(again.index, again.to_dict("records"), strict=True)
    ]


def _key_words(values: dict[str, object]) -> str:
    return ", ".join(f"{name} {quoted(value)}" for name, value in values.items() if value == value)


def tests_of(column: Column, names: Names, framework: Framework | None) -> list[Test]:
    """The tests of one column's filled cells, in the order in which they are reported."""
    if column.choices:
        allowed = tuple(column.choices)
        return [Test("choices", partial(_among, allowed), partial(_say_choice, allowed))]
    if column.known is Known.RATING:
        return [_number(), *_on_site_scale(framework)]
    if column.known is Known.IMPORTANCE:
        return _on_scale(names)
    if column.known:
        allowed = names[column.known]
        return (
            [] if allowed is None else [Test("known", partial(_among, allowed), partial(_say_unknown, column, allowed))]
        )
    if column.type is Type.DATE:
        return [Test("date", _dates, _say_date)]
    return _numeric(column)


def _numeric(column: Column) -> list[Test]:
    if column.type is Type.TEXT:
        return []
    tests = [_number()]
    if column.type is Type.WHOLE:
        tests.append(
            Test("whole", _whole, lambda text: (f"{quoted(text)} is not a whole number", "write a whole number"))
        )
    if column.low is not None or column.high is not None:
        low, high = column.low, column.high
        right = f"write a number from {low:g} to {high:g}" if high is not None else f"write a number from {low:g} on"
        tests.append(
            Test("range", partial(_within, low, high), lambda text: (f"{quoted(text)} is out of range", right))
        )
    return tests


def _number() -> Test:
    return Test("number", lambda texts: texts.str.fullmatch(NUMBER), _say_number)


def numbers(texts: pd.Index) -> np.ndarray:
    """The texts as numbers; NaN where one is none."""
    good = texts.str.fullmatch(NUMBER).astype(bool)
    return np.where(good, pd.to_numeric(texts.where(good, "nan"), errors="coerce"), np.nan).astype(float)


def _whole(texts: pd.Index) -> np.ndarray:
    values = numbers(texts)
    return np.isnan(values) | (values == np.floor(values))


def _within(low: float | None, high: float | None, texts: pd.Index) -> np.ndarray:
    values = numbers(texts)
    return np.isnan(values) | (
        (values >= (-np.inf if low is None else low)) & (values <= (np.inf if high is None else high))
    )


def _on_scale(names: Names) -> list[Test]:
    points = names[Known.IMPORTANCE]
    if points is None:
        return [_number()]
    right = f"write one of {', '.join(points)}, or leave it blank"
    allowed = [float(point) for point in points]
    return [
        Test(
            "scale",
            lambda texts: np.isin(numbers(texts), allowed),
            lambda text: (f"{quoted(text)} is not a point of the importance scale", right),
        )
    ]


def _on_site_scale(framework: Framework | None) -> list[Test]:
    if framework is None or framework.site_scale is None:
        return []
    scale: SiteScale = framework.site_scale
    right = f"write a number from {scale.min:g} to {scale.max:g}, or leave it blank"
    say = partial(_say_off_scale, right)
    return [Test("scale", partial(_within, scale.min, scale.max), say)]


def _say_off_scale(right: str, text: str) -> tuple[str, str]:
    return f"{quoted(text)} is outside the framework's site_scale", right


def _among(allowed: Collection[str], texts: pd.Index) -> np.ndarray:
    return np.asarray(texts.isin(list(allowed)))


def _dates(texts: pd.Index) -> np.ndarray:
    return np.fromiter((_is_date(text) for text in texts), dtype=bool, count=len(texts))


def _is_date(text: str) -> bool:
    try:
        return bool(_DATE.fullmatch(text)) and dt.date.fromisoformat(text) is not None
    except ValueError:
        return False


def _say_date(text: str) -> tuple[str, str]:
    return f"{quoted(text)} is no date", "write year-month-day, such as 2011-05-31"


def _say_number(text: str) -> tuple[str, str]:
    if re.fullmatch(r"[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?", text):
        whole = text.replace(",", "")
        meant = (
            f", or {text.replace(',', '.')} if a decimal comma is meant"
            if text.count(",") == 1 > text.count(".")
            else ""
        )
        return f"{quoted(text)} is no number here", f"write {whole} without a comma{meant}"
    point = text.replace(",", ".").replace("\N{MINUS SIGN}", "-")
    if point != text and re.fullmatch(NUMBER, point):
        return f"{quoted(text)} is no number here", f"write {point}, with a decimal point and a plain minus"
    return f"{quoted(text)} is no number", "write a number, or leave it blank"


def _say_choice(allowed: tuple[str, ...], text: str) -> tuple[str, str]:
    return f"{quoted(text)} is not one of the values allowed", _nearest(allowed, text, "")


def _say_unknown(column: Column, allowed: tuple[str, ...], text: str) -> tuple[str, str]:
    home = HOME[column.known]
    return f"{quoted(text)} is not {column.known}", _nearest(allowed, text, f"add it to {home}, or correct it")


def _nearest(allowed: tuple[str, ...], text: str, otherwise: str) -> str:
    alike = look_alike(text, allowed)
    if alike:
        return alike
    simple = {name.lower(): name for name in reversed(allowed)}
    near = difflib.get_close_matches(text.lower().replace(" ", "_"), list(simple), n=1, cutoff=0.75)
    if near:
        return f"did you mean {quoted(simple[near[0]])}?"
    return f"use one of {', '.join(allowed)}" if allowed and (len(allowed) <= LISTED or not otherwise) else otherwise
