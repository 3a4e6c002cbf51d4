"""What stands at the end of a ranking: every one that ties is named, or none; bounds are not ranked."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from peerwork.cells import number, side
from peerwork.pages.prose import count, join_words

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


def describe_first(ranked: Sequence[Place], write: Callable[[Any], str], noun: str) -> str:
    """All that may be highest: "A mentor, 4.6 of 5", "A and B, 4.6 of 5 each", "7 factors, 4.6 of 5 each".

    Where bounds hide their order: "A and B, 4 or more each, which this release cannot rank; 1 more may be as high".
    """
    found = first(ranked)
    edge = max(place.low for place in found)
    return _say(found, [place for place in found if place.low >= edge], write, noun, "high")


def describe_last(ranked: Sequence[Place], write: Callable[[Any], str], noun: str) -> str:
    """All that may be lowest, in the same words."""
    found = last(ranked)
    edge = min(place.high for place in found)
    return _say(found, [place for place in found if place.high <= edge], write, noun, "low")


def _say(found: Sequence[Place], sure: list[Place], write: Callable[[Any], str], noun: str, way: str) -> str:
    """`sure` are those that reach the edge for certain; the rest of `found` only may."""
    sure = sure or list(found)
    cell = next((place.cell for place in sure if side(place.cell)), sure[0].cell)
    names = join_words(place.label for place in sure) if len(sure) <= NAMED else count(len(sure), noun)
    told = f"{names}, {write(cell)}{' each' if len(sure) > 1 else ''}"
    if len(sure) > 1 and not is_tie(sure):
        told += ", which this release cannot rank"
    others = len(found) - len(sure)
    return f"{told}; {others} more may be as {way}" if others else told
