"""Every cell of a file against what `schema.py` declares of its column, and each failure in words."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from peerwork.framework import Framework
from peerwork.problems import Problem, quoted
from peerwork.study.days import describe_day, is_day
from peerwork.study.known import HOME, Names
from peerwork.study.look_alikes import look_alike
from peerwork.study.schema import Column, File, Known, Type

NUMBER = r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,2})?"
LISTED = 8  # names listed in full in a message; beyond, their home is named

# One thing that a filled cell must be: which distinct texts pass, and what is wrong and right where one fails.
Test = tuple[Callable[[pd.Index], np.ndarray], Callable[[str], tuple[str, str]]]


def check_file(frame: pd.DataFrame, file: File, names: Names, framework: Framework | None) -> list[Problem]:
    """Every problem of one file's cells: blank, not of the closed set, unknown, no number, no date, repeated.

    `frame` is as `read_file` gives it. Tests run on the distinct texts of a column, so millions of rows are cheap.
    """
    problems = _repeats(file, frame) if file.key else []
    for column in (column for column in file.columns if column.name in frame):
        cells = frame[column.name]
        blank = cells.index[cells.isna()].tolist() if column.filled else []
        problems += [Problem(file.csv, row, column.name, "is blank", _blank_right(column)) for row in blank]
        for passes, say in tests_of(column, names, framework):
            fails = np.append(
                ~np.asarray(passes(cells.cat.categories), dtype=bool), False
            )  # a missing cell has code -1
            bad = cells[fails[cells.cat.codes]]
            words = {text: say(text) for text in bad.unique()}
            problems += [Problem(file.csv, row, column.name, *words[text]) for row, text in filled(bad)]
    return problems


def filled(cells: pd.Series) -> Iterator[tuple[int, Any]]:
    """The row, as a spreadsheet counts it, and the value of each cell that is not blank."""
    known = cells.dropna()
    return zip(known.index.tolist(), known.tolist(), strict=True)


def _blank_right(column: Column) -> str:
    if column.choices:
        return f"write one of {', '.join(column.choices)}"
    return f"write {column.known or column.says}"


def _repeats(file: File, frame: pd.DataFrame) -> list[Problem]:
    """A problem for each row that repeats an earlier one's key; one with a blank that must be filled repeats none."""
    key = [name for name in file.key if name in frame]
    if not key:
        return []
    told = [name for name in key if file.column(name).filled]
    codes = pd.DataFrame({name: frame[name].cat.codes for name in key}, index=frame.index)
    again = frame[key][codes.duplicated() & frame[told].notna().all(axis=1)]
    firsts = codes.assign(row=codes.index).groupby(key, sort=False)["row"].transform("first")
    return [
        Problem(file.csv, row, key[0], f"{_key_words(values)} stands already in row {firsts[row]}", "keep one row")
        for row, values in zip(again.index.tolist(), again.to_dict("records"), strict=True)
    ]


def _key_words(values: Mapping) -> str:
    return ", ".join(f"{name} {quoted(value)}" for name, value in values.items() if value == value)


def tests_of(column: Column, names: Names, framework: Framework | None) -> list[Test]:
    """The tests of one column's filled cells, in the order in which they are reported."""
    if column.choices:
        allowed = tuple(column.choices)
        return [(partial(_among, allowed), partial(_describe_choice, allowed))]
    if column.known is Known.RATING:
        return [_NUMBER, *_on_site_scale(framework)]
    if column.known is Known.IMPORTANCE:
        return _on_scale(names)
    if column.known:
        known = names[column.known]
        return [] if known is None else [(partial(_among, known), partial(_describe_unknown, column.known, known))]
    return [(_dates, describe_day)] if column.type is Type.DATE else _numeric(column)


def _numeric(column: Column) -> list[Test]:
    if column.type is Type.TEXT:
        return []
    tests = [_NUMBER]
    if column.type is Type.WHOLE:
        tests.append((_whole, lambda text: (f"{quoted(text)} is not a whole number", "write a whole number")))
    if column.low is not None or column.high is not None:
        low, high = column.low, column.high
        right = f"write a number from {low:g} to {high:g}" if high is not None else f"write a number from {low:g} on"
        tests.append((partial(_within, low, high), lambda text: (f"{quoted(text)} is out of range", right)))
    return tests


def numbers(texts: pd.Index) -> np.ndarray:
    """The texts as numbers; NaN where one is none."""
    good = texts.str.fullmatch(NUMBER).astype(bool)
    return texts.where(good, "nan").to_numpy(dtype=float)


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
        return [_NUMBER]
    right = f"write one of {', '.join(points)}, or leave it blank"
    allowed = [float(point) for point in points]
    wrong = "is not a point of the importance scale"
    return [(lambda texts: np.isin(numbers(texts), allowed), lambda text: (f"{quoted(text)} {wrong}", right))]


def _on_site_scale(framework: Framework | None) -> list[Test]:
    if framework is None or framework.site_scale is None:
        return []
    low, high, wrong = framework.site_scale.min, framework.site_scale.max, "is outside the framework's site_scale"
    right = f"write a number from {low:g} to {high:g}, or leave it blank"
    return [(partial(_within, low, high), lambda text: (f"{quoted(text)} {wrong}", right))]


def _among(allowed: Collection[str], texts: pd.Index) -> np.ndarray:
    return np.asarray(texts.isin(list(allowed)))


def _dates(texts: pd.Index) -> np.ndarray:
    return np.fromiter((is_day(text) for text in texts), dtype=bool, count=len(texts))


def _describe_number(text: str) -> tuple[str, str]:
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


_NUMBER: Test = (lambda texts: texts.str.fullmatch(NUMBER), _describe_number)


def _describe_choice(allowed: tuple[str, ...], text: str) -> tuple[str, str]:
    return f"{quoted(text)} is not one of the values allowed", _nearest(allowed, text, "")


def _describe_unknown(known: Known, allowed: tuple[str, ...], text: str) -> tuple[str, str]:
    return f"{quoted(text)} is not {known}", _nearest(allowed, text, f"add it to {HOME[known]}, or correct it")


def _nearest(allowed: tuple[str, ...], text: str, otherwise: str) -> str:
    alike = look_alike(text, allowed)
    if alike:
        return alike
    simple = {name.lower(): name for name in reversed(allowed)}
    near = difflib.get_close_matches(text.lower().replace(" ", "_"), list(simple), n=1, cutoff=0.75)
    if near:
        return f"did you mean {quoted(simple[near[0]])}?"
    return f"use one of {', '.join(allowed)}" if allowed and (len(allowed) <= LISTED or not otherwise) else otherwise
