"""Notes on passages that are to be quoted: what in them could tell somebody who said it, or where (METHOD 14)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import pandas as pd

from peerwork.problems import Level, Problem, quoted
from peerwork.study.cells import filled

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
SHORT = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
DAY = r"\d{1,2}(?:st|nd|rd|th)?"
NUMBERS = r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d{2})"
NAMED = rf"{DAY}(?: of)? (?:{MONTHS}|{SHORT})\b|(?:{MONTHS}|{SHORT}),? (?:{DAY}\b(?:,? \d{{4}})?|\d{{4}})"
DATE = re.compile(rf"\b(?:{NUMBERS}|{NAMED})")
FILE, COLUMN = "excerpts.csv", "quotable_text"


def check_quotable(raw: Mapping[str, pd.DataFrame]) -> list[Problem]:
    """A note for each quotable text that holds a participant's code, a site's code or name, or a date."""
    frame = raw.get("excerpts")
    if frame is None or COLUMN not in frame:
        return []
    words = _words(raw)
    return [
        Problem(FILE, row, COLUMN, f"holds {what} {quoted(found)}", "take it out of what is quoted", Level.NOTE)
        for row, text in filled(frame[COLUMN])
        for what, found in _telling(str(text), words)
    ]


def _words(raw: Mapping[str, pd.DataFrame]) -> dict[str, re.Pattern[str]]:
    """What to look for, by what it is: whole words, whatever their case."""
    columns = {
        "a participant's code": ("participants", "participant"),
        "a site's code": ("sites", "site"),
        "a site's name": ("sites", "name"),
    }
    found = {}
    for what, (file, column) in columns.items():
        values = raw[file][column].dropna().unique() if file in raw and column in raw[file] else ()
        named = sorted({str(value).strip() for value in values} - {""}, key=len, reverse=True)
        if named:
            found[what] = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, named))})(?!\w)", re.IGNORECASE)
    return found | {"a date": DATE}


def _telling(text: str, words: Mapping[str, re.Pattern[str]]) -> Iterator[tuple[str, str]]:
    for what, pattern in words.items():
        if found := pattern.search(text):
            yield what, found.group()
