"""A result table in one place: its `TableSpec` stands beside the function that scores it, and all else is derived.

Derived are the data dictionary, the check of every column that comes out, who sees what of it, and which pages open it.
A table is a `File` that comes out instead of going in.
"""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

import pandas as pd

from peerwork.scoring.access import Access
from peerwork.study.schema import Column, File, Known, Type
from peerwork.vocabulary import Kind, Scope, TrueFalse

if TYPE_CHECKING:
    from peerwork.scoring.found import Found

Score = Callable[["Found"], pd.DataFrame | None]


@dataclass(frozen=True)
class TableSpec(File):
    """A result table: what a row is, its columns in order, the `key` that no two rows share, and where it comes from.

    `section` is the method's (0: as recorded). `score` makes the table of what was found, or says None where there is
    nothing to make it of; it is asked only when each of `files` holds rows. Without it, the release makes the table.
    `pages` are the kinds of page that open it. Without `access` nobody outside the team sees it. A study may add
    columns: attributes of its sites, its sectors, the points of its scale.
    """

    section: int = 0
    files: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    score: Score | None = None
    access: Access | None = None

    @property
    def about(self) -> str:
        """What a row is, and by which section of the method."""
        return f"{self.row} (METHOD {self.section})" if self.section else self.row

    @property
    def names(self) -> list[str]:
        """The names of its columns, in order."""
        return [column.name for column in self.columns]

    def declared(self, name: str) -> Column | None:
        """The column of that name, or that stands for it (`n_<point>` for n_4); None for a study's own."""
        exact = [column for column in self.columns if column.name == name]
        alike = [column for column in self.columns if re.fullmatch(re.sub("<[a-z]+>", ".+", column.name), name)]
        return next(iter(exact + alike), None)

    @property
    def types(self) -> dict[str, str]:
        """The type of each column in a frame without blank counts."""
        kinds = {Type.WHOLE: "int64", Type.NUMBER: "float64", Type.DATE: "datetime64[us]"}
        return {column.name: kinds.get(column.type, "str") for column in self.columns}


def result_table(
    name: str,
    row: str,
    *,
    section: int,
    files: str = "",
    pages: str = "",
    score: Score | None = None,
    access: Access | None = None,
    by: tuple[Column, ...] = (),
    columns: tuple[Column, ...] = (),
) -> TableSpec:
    """A table with one row for each combination of the columns `by`, and `columns` beside them."""
    key = tuple(column.name for column in by)
    needs, opened = tuple(files.split()), tuple(pages.split())
    return TableSpec(name, row, (*by, *columns), key, False, section, needs, opened, score, access)


@cache
def tables_of(*packages: str) -> tuple[TableSpec, ...]:
    """Every table that a module of these packages declares, by section of the method: no list to forget one in.

    Raises ValueError where two tables have one name.
    """
    found: dict[str, TableSpec] = {}
    for package in packages:
        for module in pkgutil.walk_packages(import_module(package).__path__, f"{package}."):
            for spec in vars(import_module(module.name)).values():
                if isinstance(spec, TableSpec) and found.setdefault(spec.name, spec) is not spec:
                    raise ValueError(f"two result tables are called {spec.name}; give each its own name")
    return tuple(sorted(found.values(), key=lambda spec: spec.section))


NONE = "where there is none"


def text(name: str, says: str, *, known: Known | None = None, blank: str = "") -> Column:
    """A column of text; `blank` says what a blank cell means, and without it there is none. So for the others."""
    return Column(name, says, filled=not blank, known=known, blank=blank)


def choice(name: str, says: str, choices: type[StrEnum], *, optional: bool = False, blank: str = "") -> Column:
    """A column of a closed set of values."""
    return Column(name, says, optional=optional, filled=not blank, choices=choices, blank=blank)


def flag(name: str, says: str) -> Column:
    """A column of True and False."""
    return choice(name, says, TrueFalse)


def whole(name: str, says: str, *, optional: bool = False, blank: str = "") -> Column:
    """A column of counts: whole numbers that are not negative."""
    return Column(name, says, type=Type.WHOLE, optional=optional, filled=not blank, low=0, blank=blank)


def number(name: str, says: str, *, low: float | None = None, high: float | None = None, blank: str = NONE) -> Column:
    """A column of numbers."""
    return Column(name, says, type=Type.NUMBER, filled=not blank, low=low, high=high, blank=blank)


def proportion(name: str, says: str, *, blank: str = NONE) -> Column:
    """A column of numbers from 0 to 1."""
    return number(name, says, low=0, high=1, blank=blank)


def date(name: str, says: str) -> Column:
    """A column of days."""
    return Column(name, says, type=Type.DATE, blank=NONE)


ABOUT_ALL = "where the row is about all"
SCOPE = choice("scope", "what the row is about", Scope)
KIND = choice("kind", "whose ratings, or picks, are counted", Kind)
SITE = text("site", "a site's code", known=Known.SITE)
ANY_SITE = text("site", "a site's code", known=Known.SITE, blank=ABOUT_ALL)
SITE_OR_ALL = text("site", "a site's code, or all", known=Known.SITE_OR_ALL)
GROUP = text("group", "a stakeholder group", known=Known.GROUP)
ANY_GROUP = text("group", "a stakeholder group", known=Known.GROUP, blank=ABOUT_ALL)
ANY_SECTOR = text("sector", "a sector", known=Known.SECTOR, blank=ABOUT_ALL)
FACTOR = text("factor", "a factor of the framework", known=Known.FACTOR)
ANY_FACTOR = text("factor", "a factor of the framework", known=Known.FACTOR, blank="where it is about none")
ANY_THEME = text("theme", "an inductive theme", known=Known.THEME, blank="where it is about none")
INDICATOR = text("indicator", "a performance indicator", known=Known.INDICATOR)
