"""What stands at the end of a ranking: every one that ties is named, or none; bounds are not ranked."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from peerwork.pages.cells import number, side
from peerwork.pages.prose import count, listed

NAMED = 5  # so many are still named one by one


@dataclass(frozen=True)
class Place:
    """One that is ranked: its words, the cell as it is shown, and the least and the most that it can be."""

    label: str
    cell: Any
    low: float
    high: float


def places(labels: Sequence[str], cells: Sequence[Any], *, decimals: int = 1) -> list[Place]:
    """Those with a number, as readers see it: what is written alike ties. Withheld and blank cells are left out."""
    found = []
    for label, cell in zip(labels, cells, strict=True):
        value = number(cell)
        if not math.isnan(value):
            value = round(value + 0.0, decimals)
            bound = side(cell)
            low, high = (-math.inf if bound == "<" else value), (math.inf if bound == ">" else value)
            found.append(Place(label, cell, low, high))
    return found


def first(ranked: Sequence[Place]) -> list[Place]:
    """All that could be the highest, given what is shown of each."""
    least = max((place.low for place in ranked), default=math.nan)
    return [place for place in ranked if place.high >= least]


def last(ranked: Sequence[Place]) -> list[Place]:
    """All that could be the lowest."""
    most = min((place.high for place in ranked), default=math.nan)
    return [place for place in ranked if place.low <= most]


def is_tie(found: Sequence[Place]) -> bool:
    """Whether all are shown as the same exact number, so that nothing about their order is unknown."""
    return len({place.low for place in found} | {place.high for place in found}) == 1


def say_end(found: Sequence[Place], write: Callable[[Any], str], noun: str, *, highest: bool) -> str:
    """ "Regular supervision, 4.6 of 5", "A and B, 4.6 of 5 each"; beyond NAMED their number: "7 factors, 4.6 of 5 each".

    Where bounds keep them from being ranked: "A and B, 4 or more (not ranked)", by the bound that all of them keep.
    """
    names = listed(place.label for place in found) if len(found) <= NAMED else count(len(found), noun)
    each = " each" if len(found) > 1 else ""
    if is_tie(found):
        return f"{names}, {write(found[0].cell)}{each}"
    ends = [place.low if highest else place.high for place in found]
    if len(found) == 1 or len(set(ends)) == 1:
        bound = next(place for place in found if side(place.cell))
        return f"{names}, {write(bound.cell)}{each}{'' if len(found) == 1 else ', not ranked'}"
    edge = min(ends) if highest else max(ends)
    return f"{names}, {edge:g} or {'more' if highest else 'less'}{each}, not ranked"
