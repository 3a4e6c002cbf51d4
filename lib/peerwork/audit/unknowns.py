"""The unknowns of the attack on ratings and picks: one an answer, however many releases it stands behind.

An answer that did not change since an earlier release is the same unknown; one that changed, or whose giver left, is
its own, and of those the study as it stands no longer says what they were.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

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


class Known:
    """What the people behind each release answered, by token, as far as the study still says so."""

    def __init__(self, truth: Truth, releases: Sequence[ReleaseRecord]) -> None:
        self.truth = truth
        self.states: list[pd.DataFrame] = []
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
        self.names = dict(zip(truth.today["person"], truth.today["participant"], strict=True))

    def _state(self, release: ReleaseRecord) -> pd.DataFrame:
        return self.truth.today if release.people is None else release.people.astype("str").fillna("")

    @cached_property
    def _namers(self) -> list[pd.DataFrame]:
        """By state, one row a person who named any factor."""
        return [s[s["person"].isin(s.loc[s["pick"] != "", "person"])].drop_duplicates("person") for s in self.states]

    def ratings(self, factor: str) -> Unknowns:
        """Who rated a factor, and how."""
        today = self.truth.today[self.truth.today["factor"] == factor]
        values = dict(zip(today["rating"], today["importance"], strict=True))
        effects = dict(zip(zip(today["person"], today["answer"], strict=True), today["effect"], strict=True))
        frames = [
            rows.assign(token=rows["rating"]) for state in self.states
            for rows in [state[(state["factor"] == factor) & (state["rating"] != "")]]
        ]  # fmt: skip
        found = self._together(frames, set(zip(today["person"], today["rating"], strict=True)))
        effect = [
            "" if not answer else effects.get((person, answer), "?")
            for person, answer in zip(found.people["person"], found.people["answer"], strict=True)
        ]
        value = found.people["token"].map(values).to_numpy(dtype=float)
        return Unknowns(found.people.assign(effect=effect), value, found.within)

    def picks(self, factor: str, kind: str) -> Unknowns:
        """Who named any factor, and whether they named this one (1) or not (0), as of that kind."""
        today = self.truth.today[self.truth.today["factor"] == factor]
        kinds = dict(zip(today["pick"], today["kind"], strict=True))
        frames = []
        for state, namers in zip(self.states, self._namers, strict=True):
            named = dict(state.loc[(state["factor"] == factor), ["person", "pick"]].itertuples(index=False, name=None))
            frames.append(namers.assign(token=namers["person"].map(named).fillna("")))
        now = {(person, "") for person in self.truth.people["person"]}
        found = self._together(frames, now | set(zip(today["person"], today["pick"], strict=True)))
        value = [_named(token, kinds.get(token), kind) for token in found.people["token"]]
        return Unknowns(found.people, np.array(value, dtype=float), found.within)

    def _together(self, frames: Sequence[pd.DataFrame], now: set[tuple[str, str]]) -> Unknowns:
        """One row an answer of some states' rows, which each have a `token`."""
        rows = pd.concat(frames, ignore_index=True).drop_duplicates(["person", "token"]).reset_index(drop=True)
        keys = list(zip(rows["person"], rows["token"], strict=True))
        states = [set(zip(frame["person"], frame["token"], strict=True)) for frame in frames]
        within = np.array([[key in state for key in keys] for state in states], dtype=bool).reshape(
            len(states), len(rows)
        )
        people = rows.assign(
            sector=rows["site"].map(self.sectors),
            name=[self.names.get(person, "somebody who left") for person in rows["person"]],
            inside=[key in now for key in keys],
            effect="",
        )
        return Unknowns(people, np.full(len(rows), np.nan), within)


def _named(token: str, found: str | None, kind: str) -> float:
    if not token:
        return 0.0
    if kind == "either":
        return 1.0
    return float(found == kind) if found else np.nan
