"""Answers as small whole numbers, and how many there are of each kind in every cell of site, group and factor.

Everything that METHOD 1 to 4 say of answers follows from these counts, so text is looked at once and answers are
never looped over: five million of them cost a few passes over arrays of integers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd

from peerwork.study.model import Study
from peerwork.vocabulary import Effect, InPlace


@dataclass(frozen=True)
class Axes:
    """What cells are counted by, each in the order its rows are written."""

    sites: tuple[str, ...]
    sectors: tuple[str, ...]
    groups: tuple[str, ...]
    factors: tuple[str, ...]
    sector_of_site: np.ndarray

    @property
    def shape(self) -> tuple[int, int, int]:
        """How many sites, groups and factors there are."""
        return len(self.sites), len(self.groups), len(self.factors)


@dataclass(frozen=True)
class CodedAnswers:
    """One entry an answer: its cell (of site, group and factor) and what was said, as codes; -1 is blank."""

    axes: Axes
    points: tuple[int, ...]
    cell: np.ndarray
    in_place: np.ndarray
    effect: np.ndarray
    rating: np.ndarray


def axes_of(study: Study) -> Axes:
    """The sites by code, sectors and groups in the framework's order, and the factors that the study asks about."""
    sites = study.frames["sites"].sort_values("site")
    present = set(sites["sector"])
    sectors = tuple(sector for sector in study.framework.sectors if sector in present)
    return Axes(
        sites=tuple(sites["site"]),
        sectors=sectors,
        groups=study.framework.groups,
        factors=tuple(factor.id for factor in study.factors),
        sector_of_site=codes_of(sites["sector"], sectors),
    )


def code_answers(study: Study) -> CodedAnswers:
    """One entry a row of `answers.csv` about a factor of the study; everyone in it is in `participants.csv`."""
    answers, axes = study.frames["answers"], axes_of(study)
    cell = cells_of(answers, study, axes)
    coded = {
        "cell": cell,
        "in_place": codes_of(answers["in_place"], _words(InPlace)),
        "effect": codes_of(answers["effect"], _words(Effect)),
        "rating": codes_of(answers["importance"], study.framework.scale),
    }
    if (cell < 0).any():
        coded = {name: codes[cell >= 0] for name, codes in coded.items()}
    return CodedAnswers(axes=axes, points=study.framework.scale, **coded)


def cells_of(rows: pd.DataFrame, study: Study, axes: Axes) -> np.ndarray:
    """The cell of each row, which has a participant and a factor; -1 where the study does not ask about the factor."""
    people = study.frames["participants"]
    n_groups, n_factors = len(axes.groups), len(axes.factors)
    part = codes_of(people["site"], axes.sites).astype(np.int64) * n_groups + codes_of(people["group"], axes.groups)
    person = codes_of(rows["participant"], people["participant"])
    factor = codes_of(rows["factor"], axes.factors)
    return np.where(factor < 0, -1, part[person] * n_factors + factor)


def codes_of(values: pd.Series, labels: Sequence | pd.Series) -> np.ndarray:
    """The position of each value among the labels, -1 where it is blank or none of them."""
    index = pd.Index(labels)
    small = np.int8 if len(index) < 128 else np.int32
    if isinstance(values.dtype, pd.CategoricalDtype):
        return np.append(index.get_indexer(values.cat.categories), -1).astype(small)[values.cat.codes]
    return index.get_indexer(values).astype(small)


def count_cells(cell: np.ndarray, axes: Axes, *, category: np.ndarray | None = None, size: int = 1) -> np.ndarray:
    """How many entries there are in each category (0 to `size` - 1; others uncounted), site, group and factor."""
    counts = count_at(cell, int(np.prod(axes.shape)), category=category, size=size)
    return counts.reshape(size, *axes.shape)


def count_at(
    cell: np.ndarray, length: int, *, category: np.ndarray | None = None, size: int = 1, most: int = 2**31 - 1
) -> np.ndarray:
    """How many entries there are in each category and cell, in the smallest type that can hold `most`."""
    counts = np.zeros(size * length, dtype=np.int32 if most > 255 else np.uint8)
    if category is not None:
        cell = (cell + category.astype(np.int64) * length)[(category >= 0) & (category < size)]
    np.add.at(counts, cell, counts.dtype.type(1))
    return counts.reshape(size, length)


def keys(codes: np.ndarray, labels: Sequence[str]) -> pd.Categorical:
    """A key column of a result: the labels of these codes, blank for -1."""
    return pd.Categorical.from_codes(codes, categories=pd.Index(list(labels), dtype="str"), validate=False)


def share(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    """The part of the whole, NaN where there is no whole."""
    return np.divide(part, whole, out=np.full(np.broadcast(part, whole).shape, np.nan), where=np.asarray(whole) > 0)


def _words(values: type[StrEnum]) -> list[str]:
    return [str(value) for value in values]
