"""The unknowns of the attack on ratings and picks: one an answer, however many releases it stands behind.

An answer that did not change since an earlier release is the same unknown; one that changed, or whose giver left, is
its own, and of those the study as it stands no longer says what they were.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from peerwork.audit.knowledge import Truth
from peerwork.audit.released import ReleaseRecord


@dataclass(frozen=True, eq=False)
class Unknowns:
    """One factor's answers, of all releases together.

    `people` has one row an answer: `person`, `name` (for findings), `site`, `group`, `sector`, `effect` ("" where
    nothing informative, "?" where it is not known any more) and `inside` (whether it stands today). `value` is the true
    one, NaN where it is not known any more. `within` (releases by answers) says behind which release each stands.
    """

    people: pd.DataFrame
    value: np.ndarray
    within: np.ndarray

    def of_each_person(self) -> np.ndarray:
        """Each person with all answers of their own, and last somebody who has none: attackers by answers."""
        own = self.people["person"].to_numpy(dtype=object)
        rows = [own == person for person in dict.fromkeys(own)]
        return np.array([*rows, np.zeros(len(own), dtype=bool)])

    def of_pairs_at(self, site: str) -> np.ndarray:
        """Any two people of a site together: attackers by answers."""
        own = self.people["person"].to_numpy(dtype=object)
        here = list(dict.fromkeys(own[(self.people["site"] == site).to_numpy()]))
        pairs = [(own == a) | (own == b) for place, a in enumerate(here) for b in here[place + 1 :]]
        return np.array(pairs, dtype=bool).reshape(-1, len(own))


class Rows:
    """Rows of people and factors: their columns, where each factor's stand, and the first of each who named any."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self.columns = {str(name): frame[name].to_numpy(dtype=object) for name in frame.columns}
        self._of = {str(factor): places for factor, places in frame.groupby("factor").indices.items()}
        naming = set(self["person"][self["pick"] != ""])
        first = {person: place for place, person in reversed(list(enumerate(self["person"]))) if person in naming}
        self.namers = np.array(sorted(first.values()), dtype=int)

    def __getitem__(self, column: str) -> np.ndarray:
        return self.columns[column]

    def of(self, factor: str) -> np.ndarray:
        """Where the rows of a factor stand."""
        return np.asarray(self._of.get(factor, ()), dtype=int)


class Known:
    """What the people behind each release answered, by token, as far as the study still says so."""

    def __init__(self, truth: Truth, releases: Sequence[ReleaseRecord]) -> None:
        self.today = Rows(truth.today)
        self.states: list[Rows] = []
        places: list[int] = []
        made: dict[int, int] = {}
        for release in releases:
            key = 0 if release.people is None else id(release.people)
            if key not in made:
                made[key] = len(self.states)
                self.states.append(self._state(release))
            places.append(made[key])
        self.state_of = tuple(places)
        self.sectors = dict(zip(truth.sites["site"], truth.sites["sector"], strict=True))
        self.names = dict(zip(self.today["person"], self.today["participant"], strict=True))

    def _state(self, release: ReleaseRecord) -> Rows:
        return self.today if release.people is None else Rows(release.people.astype("str").fillna(""))

    def ratings(self, factor: str) -> Unknowns:
        """Who rated a factor, and how."""
        rows = self.today.of(factor)
        person, rating, answer, effect, value = (
            self.today[name][rows] for name in ("person", "rating", "answer", "effect", "importance")
        )
        rated = [(state, state.of(factor)[state["rating"][state.of(factor)] != ""]) for state in self.states]
        given = [(state, places, list(state["rating"][places])) for state, places in rated]
        found, tokens = self._together(given, set(zip(person, rating, strict=True)))
        values, effects = (
            dict(zip(rating, value, strict=True)),
            dict(zip(zip(person, answer, strict=True), effect, strict=True)),
        )
        told = zip(found.people["person"], found.people["answer"], strict=True)
        said = ["" if not answer else effects.get((person, answer), "?") for person, answer in told]
        people = found.people.assign(effect=np.array(said, dtype=object))
        return Unknowns(people, np.array([values.get(token, np.nan) for token in tokens], dtype=float), found.within)

    def picks(self, factor: str, kind: str) -> Unknowns:
        """Who named any factor, and whether they named this one (1) or not (0), as of that kind."""
        today, rows = self.today, self.today.of(factor)
        kinds = dict(zip(today["pick"][rows], today["kind"][rows], strict=True))
        given = []
        for state in self.states:
            named = dict(zip(state["person"][state.of(factor)], state["pick"][state.of(factor)], strict=True))
            given.append((state, state.namers, [named.get(person, "") for person in state["person"][state.namers]]))
        now = {(person, "") for person in today["person"]}
        found, tokens = self._together(given, now | set(zip(today["person"][rows], today["pick"][rows], strict=True)))
        value = [_named(token, kinds.get(token), kind) for token in tokens]
        return Unknowns(found.people, np.array(value, dtype=float), found.within)

    def _together(
        self, given: Sequence[tuple[Rows, np.ndarray, list[str]]], now: set[tuple[str, str]]
    ) -> tuple[Unknowns, list[str]]:
        """One row an answer of some states' rows (where they stand, and the token of each), and its token."""
        about: dict[tuple[str, str], tuple[str, ...]] = {}
        states = []
        for state, places, tokens in given:
            keys = list(zip(state["person"][places], tokens, strict=True))
            for key, *rest in zip(keys, *(state[name][places] for name in ("site", "group", "answer")), strict=True):
                about.setdefault(key, tuple(rest))
            states.append(set(keys))
        people = {
            "person": [person for person, _ in about],
            "site": [site for site, *_ in about.values()],
            "group": [group for _, group, _ in about.values()],
            "answer": [answer for *_, answer in about.values()],
            "sector": [self.sectors.get(site) for site, *_ in about.values()],
            "name": [self.names.get(person, "somebody who left") for person, _ in about],
            "effect": [""] * len(about),
        }
        within = np.array([[key in state for key in about] for state in states], dtype=bool)
        inside = np.array([key in now for key in about], dtype=bool)
        frame = pd.DataFrame(people, dtype=object).assign(inside=inside)  # of objects: read by column, again and again
        return (
            Unknowns(frame, np.full(len(about), np.nan), within.reshape(len(states), len(about))),
            [token for _, token in about],
        )


def _named(token: str, found: str | None, kind: str) -> float:
    if not token:
        return 0.0
    if kind == "either":
        return 1.0
    return float(found == kind) if found else np.nan
