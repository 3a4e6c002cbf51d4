"""An attack by somebody who has read METHOD 1 to 4, 9 and 14 only: it goes through every set of answers there could be.

For studies of a handful of people. It shares nothing with the project's own protection or attack: no bounds, no cuts,
no programmes, no compositions. It knows who was interviewed and asked, the rules, and the tables that were given out
(to a board, the public, a workshop) as text. It keeps the sets of answers that fit all of them, and asks what is left
of each person's answer to an outsider, and to each other person for whatever that person may have answered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product

import numpy as np
import pandas as pd

from peerwork.rules import Rules

Tables = Mapping[str, pd.DataFrame]
NEAR = 1e-9
YES, PARTLY, NO, NOTHING = range(4)  # what somebody said of whether it is in place
HELPS, HINDERS, NEITHER, SILENT = range(4)  # what somebody said of its effect
STATUS = ("in_place", "not_in_place", "mixed", "contested", "too_little_evidence")
VERDICT = ("replicated", "alternative_pattern", "no_difference", "mixed", "too_little_evidence")
TOO_LITTLE = 4
NUMBER = re.compile(r"^(<=|>=)?(\d+(?:\.\d+)?)$")


@dataclass(frozen=True)
class People:
    """Who was interviewed, in the order of columns of answer sets: their codes, sites and groups."""

    codes: tuple[str, ...]
    sites: np.ndarray
    groups: np.ndarray
    sectors: np.ndarray

    @classmethod
    def of(cls, frames: Mapping[str, pd.DataFrame]) -> People:
        """Everybody interviewed, who are all asked about everything."""
        rows = frames["participants"].merge(frames["sites"][["site", "sector"]], on="site").sort_values("participant")
        return cls(
            tuple(rows["participant"]), *(rows[name].to_numpy(dtype=object) for name in ("site", "group", "sector"))
        )

    def at(self, site: str) -> np.ndarray:
        """The places of a site's people."""
        return np.flatnonzero(self.sites == site)


def every_set(values: int, people: int) -> np.ndarray:
    """Every set of answers of so many people who each have so many: sets by people."""
    return np.indices((values,) * people, dtype=np.int8).reshape(people, -1).T


# --- importance -------------------------------------------------------------------------------------------------------


def fitting_ratings(people: People, factor: str, points: int, given: Sequence[Tables], board: Tables) -> np.ndarray:
    """The sets of ratings that fit (sets by people; 0 is blank); `board` says over which sites means are."""
    told = list(_told_of_ratings(people, factor, points, given, _base(factor, board)))
    all_rated = set().union(*(inside.tolist() for inside, n, *_ in told if n == len(inside)))
    some_blank = len(all_rated) < len(people.codes)
    sets = every_set(points + some_blank, len(people.codes)) + np.int8(not some_blank)
    for inside, n, low, high in told:
        rated = (sets[:, inside] > 0).sum(axis=1)
        sets = sets[(rated == n) & _between(sets[:, inside].sum(axis=1, dtype=np.int32), low * n, high * n)]
    return sets


def learn_ratings(people: People, sets: np.ndarray, points: int, rules: Rules, *, together: int = 1) -> list[str]:
    """Whose rating these sets leave fewer values than METHOD 14 promises, to so many of a site who compare notes."""
    places, need = range(len(people.codes)), min(rules.min_feasible, points)
    pairs = [(a, b) for a in places for b in range(a) if people.sites[a] == people.sites[b]]
    return [
        f"{_who(people, reader, held)} learns {people.codes[person]}'s rating: one of {found}"
        for reader in [(), *((one,) for one in places), *(pairs if together > 1 else ())]
        for person in places
        if person not in reader
        for held, found in _left(sets, reader, person, points + 1).items()
        if 0 < len(found - {0}) < need
    ]


def _between(total: np.ndarray, low: float, high: float) -> np.ndarray:
    return (total >= low - NEAR) & (total <= high + NEAR)


def _left(sets: np.ndarray, reader: tuple[int, ...], person: int, values: int) -> dict[tuple, set[int]]:
    """By all that the reader may have answered: which answers of the person are left."""
    code = np.zeros(len(sets), dtype=np.int64)
    for one in (*reader, person):
        code = code * values + sets[:, one]
    seen = np.zeros((values,) * (len(reader) + 1), dtype=bool)
    seen.flat[code] = True
    return {held: set(np.flatnonzero(seen[held]).tolist()) for held in np.ndindex(seen.shape[:-1]) if seen[held].any()}


def _who(people: People, reader: tuple[int, ...], held: tuple) -> str:
    named = " and ".join(f"{people.codes[one]} (who said {said})" for one, said in zip(reader, held, strict=True))
    return named or "anybody"


def _told_of_ratings(
    people: People, factor: str, points: int, given: Sequence[Tables], base: set[str]
) -> Iterator[tuple[np.ndarray, int, float, float]]:
    """Of which people a mean is given, how many of them rated, and between which ends it lies."""
    for tables in given:
        rows = tables["importance"]
        for row in rows[(rows["factor"] == factor) & (rows["kind"] == "either")].to_dict("records"):
            inside, one_site = _inside(people, row, base)
            if not row["n"].isdigit():
                continue
            low, high = _ends(row["mean"], points, one_site)
            yield inside, int(row["n"]), low, high
        helped = rows[(rows["factor"] == factor) & (rows["kind"] != "either") & rows["mean"].str.match(NUMBER)]
        if len(helped):
            raise NotImplementedError("means of those who said it helped, or hindered: too many sets of answers")


def _base(factor: str, board: Tables) -> set[str]:
    """The sites whose own mean a board sees, over which all wider means are."""
    rows = board["importance"]
    rows = rows[(rows["scope"] == "site") & (rows["factor"] == factor) & (rows["kind"] == "either")]
    return set(rows.loc[rows["mean"].str.match(NUMBER), "site"])


def _inside(people: People, row: Mapping[str, str], base: set[str]) -> tuple[np.ndarray, bool]:
    inside = people.sites == row["site"] if row["site"] else np.isin(people.sites, list(base))
    for name, of in (("sector", people.sectors), ("group", people.groups)):
        inside = inside & (of == row[name]) if row.get(name) else inside
    return np.flatnonzero(inside), len(set(people.sites[inside])) == 1


def _ends(text: str, points: int, one_site: bool) -> tuple[float, float]:
    """The least and greatest mean: to the nearest half of one site, else to one decimal; a bound is rounded alike."""
    found = NUMBER.match(text)
    if not found:
        return 0, points
    sign, value = found[1], float(found[2])
    half, usual = (0.25, 1) if one_site else (0.05, 0.5)
    if sign and value not in (1 + usual, points - usual):
        half = 0  # a bound of another kind says what it says
    return (0 if sign == "<=" else value - half), (points if sign == ">=" else value + half)


# --- in place, and effect ---------------------------------------------------------------------------------------------


def kind_of(said: int, effect: int) -> int:
    """What an answer says of the pattern: 0 as proposed, 1 contrary, 2 no difference, 3 not countable (METHOD 3)."""
    if said not in (YES, NO) or effect == SILENT:
        return 3
    return 2 if effect == NEITHER else int((said == YES) != (effect == HELPS))


KINDS = np.array([kind_of(*divmod(one, 4)) for one in range(16)])


class Site:
    """One factor at one site: every set of answers (people by what they said and its effect), with what each gives."""

    def __init__(self, people: People, site: str, rules: Rules) -> None:
        self.places = people.at(site)
        self.groups, self.rules = people.groups[self.places], rules
        sets = every_set(16, len(self.places))
        self.said, self.effect = sets // 4, sets % 4
        self.pair = self.status * 5 + self.verdict
        self._joint: dict[tuple[int | None, int], np.ndarray] = {}

    def joint(self, reader: int | None, person: int) -> np.ndarray:
        """Which answers of a reader (an outsider: the first) and a person go with which pair: (16, 16, 25)."""
        if (reader, person) not in self._joint:
            theirs, seen = self.said * 4 + self.effect, np.zeros((16, 16, 25), dtype=bool)
            mine = np.zeros(len(theirs), dtype=int) if reader is None else theirs[:, reader]
            seen[mine, theirs[:, person], self.pair] = True
            self._joint[reader, person] = seen
        return self._joint[reader, person]

    @cached_property
    def status(self) -> np.ndarray:
        """METHOD 2."""
        score, informative = (2 - self.said) / 2, self.said != NOTHING
        shares, n, heard = np.zeros(len(self.said)), informative.sum(axis=1), np.zeros(len(self.said), dtype=int)
        for_it, against = np.zeros(len(self.said), dtype=bool), np.zeros(len(self.said), dtype=bool)
        for group in sorted(set(self.groups)):
            of = self.groups == group
            count = informative[:, of].sum(axis=1)
            share = (score * informative)[:, of].sum(axis=1) / np.maximum(count, 1)
            shares, heard = shares + np.where(count > 0, share, 0), heard + (count > 0)
            for_it |= (count >= self.rules.contested_min_answers) & (share >= self.rules.in_place_share - NEAR)
            against |= (count >= self.rules.contested_min_answers) & (share <= self.rules.not_in_place_share + NEAR)
        share = shares / np.maximum(heard, 1)
        enough = (n >= self.rules.min_answers) & (heard >= self.rules.min_groups)
        enough &= n >= self.rules.min_share_asked * self.said.shape[1] - NEAR
        over, under = share >= self.rules.in_place_share - NEAR, share <= self.rules.not_in_place_share + NEAR
        return np.select([~enough, for_it & against, over, under], [4, 3, 0, 1], 2)

    @cached_property
    def verdict(self) -> np.ndarray:
        """METHOD 3."""
        kinds = KINDS[self.said * 4 + self.effect]
        counted = kinds < 3
        n = counted.sum(axis=1)
        heard = sum(counted[:, self.groups == group].any(axis=1).astype(int) for group in set(self.groups))
        enough = (n >= self.rules.min_answers) & (heard >= self.rules.min_groups)
        of = [(kinds == kind).sum(axis=1) / np.maximum(n, 1) >= self.rules.pattern_share - NEAR for kind in range(3)]
        return np.select([~enough, *of], [4, 0, 1, 2], 3)


class Worlds:
    """Every table of statuses and verdicts, of all factors at all sites, that fits what was given out.

    `sectors` are the sites' (one entry a site), `tests` the factors by which each null hypothesis is tested.
    """

    def __init__(
        self,
        people: People,
        factors: Sequence[str],
        rules: Rules,
        given: Sequence[Tables],
        sectors: Mapping[str, str],
        tests: Mapping[str, Sequence[str]],
    ) -> None:
        self.people, self.rules, self.sectors = people, rules, sectors
        self.sites = {site: Site(people, site, rules) for site in sectors}
        self.cells = list(product(sectors, factors))
        fits = [self._fitting(site, factor, given) for site, factor in self.cells]
        self.pairs = np.array(list(product(*fits)), dtype=np.int8)  # tables by cells: status * 5 + verdict
        for tables in given:
            self._keep_replication(tables, factors)
            self._keep_hypotheses(tables, tests)

    def _fitting(self, site: str, factor: str, given: Sequence[Tables]) -> list[int]:
        """The pairs of status and verdict that could be, and that are what is shown where it is shown."""
        found = set(np.unique(self.sites[site].pair).tolist())
        for tables in given:
            for name, column, words in (("conditions", "status", STATUS), ("patterns", "verdict", VERDICT)):
                rows = tables.get(name, pd.DataFrame(columns=["site", "factor", column]))
                for row in rows[(rows["site"] == site) & (rows["factor"] == factor)].to_dict("records"):
                    if row[column] in words and not row.get("group"):
                        word = words.index(row[column])
                        found &= {p for p in found if (p // 5 if column == "status" else p % 5) == word}
        return sorted(found)

    def _column(self, site: str, factor: str) -> np.ndarray:
        return self.pairs[:, self.cells.index((site, factor))]

    def _keep_replication(self, tables: Tables, factors: Sequence[str]) -> None:
        for row in tables["replication"].to_dict("records") if "replication" in tables else ():
            if row["verdict"] != "*" and row["factor"] in factors:
                verdicts = np.stack([self._column(site, row["factor"]) % 5 for site in self.sectors], axis=1)
                self.pairs = self.pairs[
                    replication(verdicts, list(self.sectors.values()), self.rules) == row["verdict"]
                ]

    def _keep_hypotheses(self, tables: Tables, tests: Mapping[str, Sequence[str]]) -> None:
        for row in tables["hypotheses"].to_dict("records") if "hypotheses" in tables else ():
            if row["verdict"] != "*" and row["hypothesis"] in tests:
                of = {site: self._null(site, tests[row["hypothesis"]]) for site in self.sectors}
                found = (
                    of[row["site"]] if row["site"] else null_of_study(np.stack(list(of.values()), axis=1), self.rules)
                )
                self.pairs = self.pairs[found == row["verdict"]]

    def _null(self, site: str, factors: Sequence[str]) -> np.ndarray:
        return null_at_site(np.stack([self._column(site, factor) for factor in factors], axis=1), self.rules)

    def learn(self) -> list[str]:
        """Whose in-place answer, or its class, could be worked out."""
        return [line for site in self.sectors for line in self.learn_at(site)]

    def learn_at(self, site: str) -> Iterator[str]:
        """What could be learnt of each person of a site, factor by factor."""
        here = self.sites[site]
        own = [place for place, (at, _) in enumerate(self.cells) if at == site]
        for person in range(len(here.places)):
            readers: list[int | None] = [None, *(one for one in range(len(here.places)) if one != person)]
            for place, reader in product(own, readers):
                yield from self._learn(site, self.cells[place][1], place, person, reader)

    def _learn(self, site: str, factor: str, place: int, person: int, reader: int | None) -> Iterator[str]:
        """By what the reader may have said of all factors at once: what is left of the person's answer of one."""
        here, own = self.sites[site].joint(reader, person), [n for n, (at, _) in enumerate(self.cells) if at == site]
        fits = {at: here.any(axis=1)[:, self.pairs[:, at]] for at in own}
        for held in product([0] if reader is None else range(16), repeat=len(own)):
            good = np.ones(len(self.pairs), dtype=bool)
            for at, said in zip(own, held, strict=True):
                good &= fits[at][said]
            open_pairs = np.zeros(25, dtype=bool)
            open_pairs[self.pairs[good, place]] = True
            left = here[held[own.index(place)]][:, open_pairs].any(axis=1)
            said, kinds = set((np.flatnonzero(left) // 4).tolist()) - {NOTHING}, set(KINDS[left].tolist())
            if kinds and (len(said) < 2 or len(kinds) < 2):
                who = "anybody" if reader is None else f"{self._name(site, reader)} who said {held}"
                yield f"{who} learns what {self._name(site, person)} said of {factor}: one of {said}, {kinds}"

    def _name(self, site: str, person: int) -> str:
        return self.people.codes[self.sites[site].places[person]]


def replication(verdicts: np.ndarray, sectors: Sequence[str], rules: Rules) -> np.ndarray:
    """METHOD 4: the word for each row of verdicts (rows by sites)."""
    heard, yes = verdicts != TOO_LITTLE, verdicts == 0
    other = np.isin(verdicts, (1, 2)).sum(axis=1)
    n, replicates = heard.sum(axis=1), yes.sum(axis=1)
    counting, half, specific, below = (np.zeros(len(verdicts), dtype=int) for _ in range(4))
    for sector in set(sectors):
        of = np.array([one == sector for one in sectors])
        some = heard[:, of].sum(axis=1)
        share, counts = yes[:, of].sum(axis=1) / np.maximum(some, 1), some >= rules.evidence_sector_sites
        counting += counts
        half += counts & (share < rules.generic_sector_share - NEAR)
        specific += counts & (share >= rules.specific_share - NEAR)
        below += counts & (share < rules.specific_other_share - NEAR)
    enough = (n >= rules.evidence_site_share * len(sectors) - NEAR) & (counting >= rules.evidence_min_sectors) & (n > 0)
    most = np.maximum(n, 1)
    generic = (replicates / most >= rules.generic_share - NEAR) & (half == 0)
    alternative = other / most >= rules.alternative_share - NEAR
    tests = [~enough, generic, (specific > 0) & (below > 0), alternative]
    return np.select(tests, ["too_little_evidence", "generic", "sector_specific", "alternative"], "not_established")


def null_at_site(pairs: np.ndarray, rules: Rules) -> np.ndarray:
    """METHOD 9: the word at a site for each row of its factors' statuses and verdicts (rows by factors)."""
    status, verdict = pairs // 5, pairs % 5
    units = (status != TOO_LITTLE) & (verdict != TOO_LITTLE)
    against = units & (status == 0) & (verdict == 0)
    supports = units & ~against & ((status == 1) | np.isin(verdict, (1, 2)))
    return _null(units.sum(axis=1), against.sum(axis=1), supports.sum(axis=1), rules.hypothesis_min_factors, rules)


def null_of_study(words: np.ndarray, rules: Rules) -> np.ndarray:
    """The same over sites, of their words (rows by sites)."""
    units, against, supports = words != "too_little_evidence", words == "challenged", words == "not_challenged"
    return _null(units.sum(axis=1), against.sum(axis=1), supports.sum(axis=1), rules.hypothesis_min_sites, rules)


def _null(units: np.ndarray, against: np.ndarray, supports: np.ndarray, least: int, rules: Rules) -> np.ndarray:
    most, share = np.maximum(units, 1), rules.hypothesis_share - NEAR
    tests = [(units < least) | (units == 0), against / most >= share, supports / most >= share]
    return np.select(tests, ["too_little_evidence", "challenged", "not_challenged"], "open")
