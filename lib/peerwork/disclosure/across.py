"""What may be told of several sites or factors together, beside words that are not shown (METHOD 14).

Each word that is not shown leaves outcomes open. A statement that rests on such words rules some combinations of them
out. It is told when, whichever of the things that it could say it says, what is left at every place stays safe against
an outsider, and against anybody of a site who knows what they answered about each factor there.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

import numpy as np

from peerwork.disclosure.answers import Outcomes, places_of
from peerwork.disclosure.possible import Possible
from peerwork.disclosure.words import leaves_enough

MOST_ROWS = 20_000  # combinations gone through for one statement; beyond, it is not told
MOST_INSIDERS = 3_000  # combinations of what an insider may have answered; beyond, it is not told

Place = tuple[str, str]  # a site and a factor


@dataclass(frozen=True, eq=False)
class Cell:
    """One factor at one site: what is possible there, and the outcomes that the words shown leave."""

    possible: Possible
    left: Outcomes
    actual: int  # the place of the outcome that it has
    held: bool = False  # not to be told of at all: a word was shown of it before somebody's answer changed

    @cached_property
    def known(self) -> tuple[tuple[Outcomes, np.ndarray], ...]:
        """For each insider: the outcomes that their own answer leaves, and what each answer of another allows."""
        own = np.bitwise_or.reduce(self.possible.insiders, axis=2)
        found: dict[Outcomes, list[np.ndarray]] = {}
        for pair, answer in zip(*np.nonzero(own & self.left), strict=True):
            found.setdefault(int(own[pair, answer]) & self.left, []).append(self.possible.insiders[pair, answer])
        return tuple((outcomes, np.array(allowed)) for outcomes, allowed in sorted(found.items()))

    def stays_open(self, left: Outcomes) -> bool:
        """Whether everybody's answer stays open to an outsider who knows that one of these outcomes is left."""
        return bool(leaves_enough(self.possible.outsiders, left).all())


@dataclass(frozen=True, eq=False)
class JointOutcomes:
    """Places whose outcomes depend on each other by what was told: the combinations left, one a row.

    `classes` are the sets of outcomes that are told apart at each place; `rows` name one of them for each place.
    """

    places: tuple[Place, ...]
    classes: tuple[tuple[Outcomes, ...], ...]
    rows: np.ndarray

    def of(self, place: Place) -> np.ndarray:
        """The class of a place in each row."""
        return self.rows[:, self.places.index(place)]


@dataclass(frozen=True, eq=False)
class Statement:
    """One thing that could be told: it says `value` of what each of its places shows of itself.

    `shows` gives for each place a number for each outcome (`N_OUTCOMES` of them); `value` takes those numbers, a
    combination a row and a place a column, and gives one number a row.
    """

    shows: Mapping[Place, np.ndarray]
    value: Callable[[np.ndarray], np.ndarray]
    by: str = ""  # how the value is made, in text: the same text is the same way


class Across:
    """What has been told so far across places, and what more may be."""

    def __init__(self, cells: Mapping[Place, Cell]) -> None:
        self.cells = cells
        self.parts = {place: _alone(place, cell) for place, cell in cells.items()}

    def rests_on(self, statement: Statement) -> list[Place]:
        """The places not shown that what is said could depend on."""
        return [place for place, shows in statement.shows.items() if len(set(shows[self._left(place)])) > 1]

    def token(self, statement: Statement) -> str:
        """The same token for the same statement about places of which the same is shown."""
        left = {place: places_of(self.cells[place].left) for place in statement.shows}
        about = [(place, left[place], shows[left[place]].tolist()) for place, shows in statement.shows.items()]
        return sha256(repr((statement.by, about)).encode("utf-8")).hexdigest()

    def tell_if_safe(self, statement: Statement) -> bool:
        """Whether the statement may be told; if so it is taken to be known from now on."""
        involved = self.rests_on(statement)
        joined = _joined([self.parts[place] for place in involved])
        for place in involved:
            joined = joined and _told_apart(joined, place, statement.shows[place])
        if joined is None:
            return False
        said = statement.value(self._columns(statement, joined))
        if len(set(said.tolist())) == 1:
            return True
        if any(self.cells[place].held for place in involved):
            return False
        options = [
            JointOutcomes(joined.places, joined.classes, joined.rows[said == value]) for value in np.unique(said)
        ]
        if not all(self._is_safe(option) for option in options):
            return False
        actual = self.said(statement)
        kept = JointOutcomes(joined.places, joined.classes, joined.rows[said == actual])
        self.parts |= dict.fromkeys(joined.places, kept)
        return True

    def _left(self, place: Place) -> list[int]:
        part = self.parts[place]
        classes = part.classes[part.places.index(place)]
        return places_of(_union(classes, np.unique(part.of(place))))

    def said(self, statement: Statement) -> int:
        """What a statement says."""
        shown = [shows[self.cells[place].actual] for place, shows in statement.shows.items()]
        return int(statement.value(np.array(shown, dtype=int).reshape(1, -1))[0])

    def _columns(self, statement: Statement, joined: JointOutcomes) -> np.ndarray:
        """What each place shows in each combination."""
        columns = []
        for place, shows in statement.shows.items():
            if place in joined.places:
                classes = joined.classes[joined.places.index(place)]
                first = np.array([places_of(outcomes)[0] for outcomes in classes])
                columns.append(shows[first][joined.of(place)])
            else:
                columns.append(np.full(len(joined.rows), shows[self._left(place)[0]]))
        return np.array(columns).T.reshape(len(joined.rows), len(columns))

    def _is_safe(self, part: JointOutcomes) -> bool:
        """Whether these combinations leave everybody's answers open, to outsiders and to people of each site."""
        for place, classes in zip(part.places, part.classes, strict=True):
            if not self.cells[place].stays_open(_union(classes, np.unique(part.of(place)))):
                return False
        return all(self._is_safe_from(part, site) for site in dict.fromkeys(site for site, _ in part.places))

    def _is_safe_from(self, part: JointOutcomes, site: Hashable) -> bool:
        """The same against the people of one site, whatever each of them answered about its factors."""
        own = [number for number, (where, _) in enumerate(part.places) if where == site]
        fits = {number: self._fitting(part, number) for number in own}
        for number in range(len(part.places)):
            others = [_least_of(fits[place]) for place in own if place != number]
            if math.prod(map(len, others)) > MOST_INSIDERS:
                return False
            allowed = np.ones((1, len(part.rows)), dtype=bool)
            for rows in others:
                allowed = np.unique((allowed[:, None] & rows[None]).reshape(-1, len(part.rows)), axis=0)
            if not self._is_safe_at(part, number, allowed, fits.get(number)):
                return False
        return True

    def _fitting(self, part: JointOutcomes, number: int) -> np.ndarray:
        """For each insider of a place (rows): the combinations that fit what they answered there."""
        classes = np.array(part.classes[number])
        known = np.array([outcomes for outcomes, _ in self.cells[part.places[number]].known], dtype=np.int64)
        return ((known[:, None] & classes[None]) != 0)[:, part.rows[:, number]]

    def _is_safe_at(self, part: JointOutcomes, number: int, allowed: np.ndarray, fits: np.ndarray | None) -> bool:
        """Whether answers at one place stay open to an insider to whom these combinations are left, each a row."""
        cell, classes = self.cells[part.places[number]], part.classes[number]
        of_class = part.rows[:, number][:, None] == np.arange(len(classes))
        possible = np.unique((allowed.astype(np.float32) @ of_class.astype(np.float32)) > 0, axis=0)
        lefts = [_union(classes, np.flatnonzero(there)) for there in possible if there.any()]
        if not all(cell.stays_open(left) for left in lefts):
            return False
        return fits is None or all(
            bool(leaves_enough(answers, left).all()) for left in lefts for _, answers in cell.known
        )


def _alone(place: Place, cell: Cell) -> JointOutcomes:
    return JointOutcomes((place,), ((cell.left,),), np.zeros((1, 1), dtype=np.int16))


def _joined(parts: Sequence[JointOutcomes]) -> JointOutcomes | None:
    """The combinations of several parts together; None where they are too many."""
    whole = JointOutcomes((), (), np.zeros((1, 0), dtype=np.int16))
    for part in dict.fromkeys(parts):
        if len(whole.rows) * len(part.rows) > MOST_ROWS:
            return None
        first = np.repeat(whole.rows, len(part.rows), axis=0)
        second = np.tile(part.rows, (len(whole.rows), 1))
        whole = JointOutcomes(whole.places + part.places, whole.classes + part.classes, np.hstack([first, second]))
    return whole


def _told_apart(part: JointOutcomes, place: Place, shows: np.ndarray) -> JointOutcomes | None:
    """The part with the outcomes of a place told apart that show different numbers; None where it gets too long."""
    number = part.places.index(place)
    split = [_by_number(outcomes, shows) for outcomes in part.classes[number]]
    starts = np.cumsum([0, *map(len, split)])
    times = np.array([len(pieces) for pieces in split])[part.rows[:, number]]
    if times.sum() > MOST_ROWS:
        return None
    rows = np.repeat(part.rows, times, axis=0)
    within = np.arange(len(rows)) - np.repeat(np.cumsum(times) - times, times)
    rows[:, number] = starts[rows[:, number]] + within
    classes = list(part.classes)
    classes[number] = tuple(piece for pieces in split for piece in pieces)
    return JointOutcomes(part.places, tuple(classes), rows)


def _by_number(outcomes: Outcomes, shows: np.ndarray) -> list[Outcomes]:
    """A set of outcomes in sets that show the same number."""
    found: dict[int, int] = {}
    for place in places_of(outcomes):
        found[int(shows[place])] = found.get(int(shows[place]), 0) | 1 << place
    return [found[number] for number in sorted(found)]


def _union(classes: Sequence[Outcomes], chosen: np.ndarray) -> Outcomes:
    left = 0
    for number in chosen:
        left |= classes[int(number)]
    return left


def _least_of(rows: np.ndarray) -> np.ndarray:
    """Of sets of combinations (rows), those that hold no other one: knowing less is never more dangerous."""
    distinct = np.unique(rows[rows.any(axis=1)], axis=0)
    inside = (distinct[:, None] & ~distinct[None]).sum(axis=2) == 0  # whether the one lies in the other
    np.fill_diagonal(inside, False)
    return distinct[~inside.any(axis=0)]
