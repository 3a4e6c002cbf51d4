"""The audit of a set of releases: who could learn what from all of it (METHOD 14)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from peerwork.audit.across import attack_across
from peerwork.audit.attack import Search, insiders_and_outsider, pairs_of
from peerwork.audit.claims import Figure, completed_cells, figures_of, unbounded_cells, untold_differences
from peerwork.audit.counts import attack_counts
from peerwork.audit.findings import OUTSIDER, Audit, Finding
from peerwork.audit.headings import in_columns, words_of
from peerwork.audit.knowledge import Truth, know_study, small_sets
from peerwork.audit.passages import attack_passages
from peerwork.audit.puzzle import Puzzle
from peerwork.audit.puzzles import Placed, put_together
from peerwork.audit.reading import Table, open_release, read_tables
from peerwork.audit.released import Release
from peerwork.audit.sites import attack_sites
from peerwork.audit.told import know_cells

EARLIER = "beside an earlier edition"  # what a release log says of a figure that would show what changed
ENOUGH = 20  # findings of one factor after which the rest would say the same


def audit_release(study: Path, released: Sequence[Path | Release]) -> Audit:
    """The attack of METHOD 14 on everything released outside the team, earlier editions included.

    Reads the released files and the study, and nothing of what protected them. Attackers are an outsider, each
    interviewee, and for a workshop any two of its site, who hold their workshop's release and the public's. Raises
    ProblemsFound where the study cannot be read.
    """
    truth = know_study(study)
    releases = [found if isinstance(found, Release) else open_release(Path(found)) for found in released]
    words = words_of(truth)
    tables = {release: [t for found in read_tables(release) for t in in_columns(found, words)] for release in releases}
    attack = _Attack(truth)
    attack.on(list(tables.values()))
    for release in releases:
        if release.audience == "workshop" and release.site:
            beside = [tables[other] for other in releases if other == release or other.audience == "public"]
            attack.by_pairs(beside, release.site)
    named = dict(zip(_names(releases), tables.values(), strict=True))
    attack.findings += _words(truth, releases, named)
    return Audit(tuple(attack.findings), attack.tried)


def _names(releases: Sequence[Release]) -> list[str]:
    """What findings call each release: the newest of an audience by its name, those before it as earlier ones."""
    names = [release.name for release in releases]
    return [
        name if name not in names[place + 1 :] else f"{name}, release {names[: place + 1].count(name)}"
        for place, name in enumerate(names)
    ]


def _words(truth: Truth, releases: Sequence[Release], tables: Mapping[str, Sequence[Table]]) -> list[Finding]:
    """What statuses, verdicts, what crosses sites, counts and passages give away."""
    cells = know_cells(truth, tables)
    return [
        *attack_sites(cells, truth.rules),
        *attack_across(truth, cells, tables),
        *attack_counts(truth, tables),
        *attack_passages(truth, releases, tables),
    ]


class _Attack:
    """Collects findings factor by factor."""

    def __init__(self, truth: Truth) -> None:
        self.truth = truth
        self.scale = truth.framework.scale
        self.findings: list[Finding] = []
        self.tried = {"figures": 0, "factors": 0, "attackers": 0, "programmes": 0}

    def on(self, releases: list[list[Table]]) -> None:
        """An outsider and each insider, on the tables of all releases together."""
        tables = [table for found in releases for table in found]
        self.findings += [
            Finding(OUTSIDER, f"what no audit can bound: {column} {text}", "", (file,))
            for file, column, text in unbounded_cells(tables)
        ]
        self.findings += [
            Finding(OUTSIDER, f"the withheld count {column}, from the rest of its row", factor, (file,))
            for file, factor, column in completed_cells(tables, self.scale)
        ]
        figures = self._figures(releases)
        self.findings += [
            Finding(OUTSIDER, f"a difference of two groups whose means do not give it: {text}", factor, (file,))
            for file, factor, text in untold_differences(tables, figures)
        ]
        self.tried["figures"] += len({figure.said for figure in figures})
        for placed, factor, measure in self._puzzles(figures):
            self.tried["factors"] += 1
            files = tuple(sorted({f.file for f in figures if f.factor == factor}))
            search = Search(placed.puzzle, insiders_and_outsider(placed.puzzle.people))
            self.tried["attackers"] += len(search.attackers)
            found = [*self._strange(placed, factor), *self._people(placed, search, factor, files)]
            if measure == "importance":
                found += self._means(placed, search, factor, files)
            self.tried["programmes"] += search.solved
            self.findings += found[:ENOUGH]
        self.findings += list(self._telling(tables))

    def by_pairs(self, releases: list[list[Table]], site: str) -> None:
        """Any two people of a site, on its workshop's release and the public's."""
        figures = self._figures(releases)
        for placed, factor, _ in self._puzzles(figures):
            files = tuple(sorted({f.file for f in figures if f.factor == factor}))
            here = (placed.people["site"] == site).to_numpy()
            search = Search(placed.puzzle, pairs_of(np.flatnonzero(here), placed.puzzle.people))
            self.findings += self._people(placed, search, factor, files, among=here)
            self.tried["attackers"] += len(search.attackers)
            self.tried["programmes"] += search.solved

    def _figures(self, releases: list[list[Table]]) -> list[Figure]:
        found = [figure for tables in releases for figure in figures_of(tables, self.scale)]
        return list({(figure.said, figure.shown): figure for figure in found}.values())

    def _puzzles(self, figures: list[Figure]) -> Iterable[tuple[Placed, str, str]]:
        for factor in sorted({f.factor for f in figures}):
            ratings = [f for f in figures if f.factor == factor and f.measure != "picks"]
            if ratings:
                rated = self.truth.answers[self.truth.answers["factor"] == factor].reset_index(drop=True)
                values = rated["importance"].to_numpy(dtype=float).round().astype(int)
                ends = (self.scale[0], self.scale[-1])
                yield put_together(ratings, rated, values, ends), factor, "importance"
            for kind in ("either", "facilitator", "barrier"):
                picks = [f for f in figures if f.factor == factor and f.measure == "picks" and f.kind == kind]
                if picks:
                    people, named = self._named(factor, kind)
                    yield put_together(picks, people, named, (0, 1)), factor, "picks"

    def _named(self, factor: str, kind: str) -> tuple[pd.DataFrame, np.ndarray]:
        """Everybody who named a factor at all, and whether they named this one."""
        picks = self.truth.picks
        people = self.truth.people[self.truth.people["participant"].isin(picks["participant"])].reset_index(drop=True)
        these = picks[(picks["factor"] == factor) & (picks["kind"].eq(kind) | (kind == "either"))]
        return people, people["participant"].isin(these["participant"]).to_numpy().astype(int)

    def _strange(self, placed: Placed, factor: str) -> list[Finding]:
        return [
            Finding(
                OUTSIDER, f"that {f.scope} {' '.join(f.place.values())} {f.text} is of other people", factor, (f.file,)
            )
            for f in placed.strange
        ]

    def _need(self, puzzle: Puzzle) -> int:
        return min(self.truth.rules.min_feasible, puzzle.highest - puzzle.lowest + 1)

    def _people(
        self, placed: Placed, search: Search, factor: str, files: tuple[str, ...], *, among: np.ndarray | None = None
    ) -> list[Finding]:
        """Answers of others (of some of them, where `among` says which) that too few values fit."""
        need, found = self._need(placed.puzzle), []
        others = np.ones(placed.puzzle.people, dtype=bool) if among is None else among
        search.mend(need, others)
        for attacker, person in np.argwhere(search.too_narrow(need) & others):
            if len(found) >= ENOUGH:
                break
            values = search.widen(int(attacker), int(person), need)
            if values < need:
                who = np.flatnonzero(search.attackers[attacker])
                found.append(self._finding(placed, who, int(person), values, factor, files))
        return found

    def _finding(
        self, placed: Placed, who: np.ndarray, person: int, values: int, factor: str, files: tuple[str, ...]
    ) -> Finding:
        left = "exactly" if values == 1 else f"to within {values} values"
        learns = f"the answer of {placed.people['participant'][person]} {left}"
        return Finding(self._reader(placed, who), learns, factor, files)

    def _reader(self, placed: Placed, who: np.ndarray) -> str:
        return " and ".join(placed.people["participant"][who]) or OUTSIDER

    def _means(self, placed: Placed, search: Search, factor: str, files: tuple[str, ...]) -> list[Finding]:
        """Means withheld because few people are behind them that stay open by less than a point."""
        rules, found = self.truth.rules, []
        for name, inside in small_sets(placed.people, rules.min_people_board, placed.told):
            need = rules.min_range * inside.sum()
            for attacker in np.flatnonzero(search.reach(inside).sum(axis=0) < need):
                known = search.attackers[attacker]
                if len(found) >= ENOUGH or (inside & known).sum() == inside.sum():
                    continue
                reach = search.widen_total(int(attacker), inside, need)
                if reach < need:
                    within = f"the mean of {name} to within {reach / inside.sum():.1f} points"
                    found.append(Finding(self._reader(placed, np.flatnonzero(known)), within, factor, files))
        return found

    def _telling(self, tables: list[Table]) -> Iterable[Finding]:
        """Sites where the same numbers of each group rated: one mean shown and another withheld tells by itself.

        Not where the release says that answers there are new, changed or gone since an earlier one: that tells of no
        rating.
        """
        changed = {
            (row.get("factor"), row.get("place"))
            for table in tables
            if {"why", "place", "factor"} <= set(table.columns)
            for row in table.records()
            if EARLIER in row["why"]
        }
        held: dict[str, set[str]] = {}
        shown: dict[str, set[str]] = {}
        for table in (table for table in tables if {"factor", "mean", "site"} <= set(table.columns)):
            for row in table.records():
                plain = row.get("scope") == "site" and row.get("kind", "either") == "either"
                if plain and row.get("n", "").isdigit():
                    (held if row["mean"].strip() == "*" else shown).setdefault(row["factor"], set()).add(row["site"])
        for factor, sites in held.items():
            rated = self.truth.answers[(self.truth.answers["factor"] == factor) & ~self.truth.answers["withdrawn"]]
            made_up = {site: tuple(sorted(rows["group"].value_counts())) for site, rows in rated.groupby("site")}
            open_ones = {made_up.get(site) for site in shown.get(factor, ())}
            for site in sorted(sites - shown.get(factor, set())):
                if made_up.get(site) in open_ones and (factor, site) not in changed:
                    learns = f"that the mean of {site} is special: it is withheld where one of the same people is shown"
                    yield Finding(OUTSIDER, learns, factor, ())
