"""The codes of sites, people, documents and coders: what a code may hold, and which two read like one."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

import pandas as pd

from peerwork.problems import Level, Problem, quoted
from peerwork.study.cells import filled
from peerwork.study.look_alikes import look_alikes, skeleton

Raw = Mapping[str, pd.DataFrame]
_NOT_IN_FILE_NAMES = r'[<>:"/\\|?*]|[. ]$|^\.'
_SEPARATORS = r"[,;]"
LONGEST_SITE_CODE = 60
AGREED = "agreed"  # the coder of an adjudicated reading


def check_codes(raw: Raw) -> list[Problem]:
    """Every problem and note of codes; `raw` holds files as text."""
    return _site_codes(raw) + _codes_alike(raw) + _agreed(raw)


def _site_codes(raw: Raw) -> list[Problem]:
    """A site's code names its page on every machine: Windows tells neither S1 from s1 nor allows a colon."""
    if "sites" not in raw:
        return []
    codes = raw["sites"]["site"].astype("str").dropna()
    problems = []
    for row, code in filled(codes[codes.str.contains(_NOT_IN_FILE_NAMES) | (codes.str.len() > LONGEST_SITE_CODE)]):
        right = f'use letters, digits, "-" and "_", at most {LONGEST_SITE_CODE}'
        problems.append(Problem("sites.csv", row, "site", f"{quoted(code)} cannot be part of a file name", right))
    for row, code in filled(codes[codes.str.contains(_SEPARATORS)]):
        right = "leave it out: lists of sites are written with commas and semicolons between them"
        problems.append(Problem("sites.csv", row, "site", f"{quoted(code)} holds a comma or a semicolon", right))
    for row, code in filled(codes[codes.str.lower() == "all"]):
        right = "give the site another code"
        problems.append(Problem("sites.csv", row, "site", f"{quoted(code)} means every site", right))
    return problems


# Codes that people type again and again: two that nobody could tell apart may be one.
_CODES = (
    ("sites", "site"), ("participants", "participant"), ("documents", "document"), ("extracts", "coder"),
    ("themes", "theme"), ("excerpts", "coder"), ("indicators", "indicator"), ("indicator_ratings", "rater"),
    ("readings", "by"), ("summaries", "by"), ("outcomes", "outcome"), ("invitations", "invitation"),
)  # fmt: skip
_THEY = {"participants": "two people", "sites": "two sites", "documents": "two documents"}


def _codes_alike(raw: Raw) -> list[Problem]:
    """Two codes that differ in what nobody sees, or hardly; file systems take two such sites for one."""
    problems = []
    for file, column in _CODES:
        if file not in raw or column not in raw[file]:
            continue
        codes = raw[file][column].astype("str").dropna().drop_duplicates()
        for row, code, other, what in look_alikes(filled(codes)):
            one_file = file == "sites" and unicodedata.normalize("NFC", code.casefold()) == unicodedata.normalize(
                "NFC", other.casefold()
            )
            right = "give each site its own code" if one_file else f"check that they are {_THEY.get(file, 'two')}"
            wrong = f"{quoted(code)} differs from {quoted(other)} in {what} only"
            level = Level.PROBLEM if one_file else Level.NOTE
            problems.append(Problem(f"{file}.csv", row, column, wrong, right, level))
    return problems


def _agreed(raw: Raw) -> list[Problem]:
    """The adjudicated reading is coder `agreed`, in these letters: written otherwise it would be one coder more."""
    if "extracts" not in raw or "coder" not in raw["extracts"]:
        return []
    cells = raw["extracts"]["coder"]
    wrong = [text for text in cells.cat.categories if text != AGREED and skeleton(text) == AGREED]
    right = f"write {AGREED}, or give the coder another code"
    return [
        Problem("extracts.csv", row, "coder", f"{quoted(text)} is not quite {AGREED}, the adjudicated reading", right)
        for row, text in filled(cells[cells.isin(wrong)])
    ]
