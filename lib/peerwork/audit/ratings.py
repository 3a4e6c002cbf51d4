"""The attack on figures of ratings and picks: whose answer, and which withheld mean, could be worked out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
import pandas as pd

from peerwork.audit.attack import Search
from peerwork.audit.claims import (
    NUMBER,
    SLACK,
    ReadFigure,
    completed_cells,
    figures_of,
    people_of,
    unbounded_cells,
    untold_differences,
)
from peerwork.audit.constraint_system import ConstraintSystem
from peerwork.audit.constraints import Placed, build_constraints
from peerwork.audit.findings import OUTSIDER, Cell, Finding
from peerwork.audit.knowledge import Truth, small_sets
from peerwork.audit.picks import KINDS, PicksTogether, Shares
from peerwork.audit.reading import Table
from peerwork.audit.released import ReleaseRecord
from peerwork.audit.sentences import SENTENCE
from peerwork.audit.unknowns import Known

STEPS = {"site": 0.5, "importance": 0.1, "picks": 0.05}  # to the nearest of which a figure is shown
ENOUGH = 20  # findings of one factor after which the rest would say the same


class RatingsAttack:
    """Attacks the figures of some releases, factor by factor; `tried` counts what it did."""

    def __init__(self, truth: Truth, releases: Sequence[ReleaseRecord], tables: Mapping[str, Sequence[Table]]) -> None:
        self.truth, self.releases, self.tables = truth, releases, tables
        self.scale = truth.framework.scale
        self.known = Known(truth, releases)
        behind = list(zip(self.known.state_of, (release.bases for release in releases), strict=True))
        self._alike = [behind.index(one) for one in behind]  # the first release with the same people and bases
        self.tried: Counter[str] = Counter(figures=0, factors=0, attackers=0, programmes=0)

    def findings(self) -> Iterator[Finding]:
        """What an outsider and each insider could learn from all releases; and two of a workshop, from theirs."""
        everything = range(len(self.releases))
        yield from self._unbounded()
        yield from self._by_insiders(self._figures(everything))
        for release in {r.name: r for r in self.releases if r.audience == "workshop" and r.site}.values():
            beside = [k for k, other in enumerate(self.releases) if other.name in (release.name, "public")]
            yield from self._by_pairs(self._figures(beside), str(release.site))

    def _figures(self, places: Iterable[int]) -> list[ReadFigure]:
        """What some releases say, each once of the same people."""
        named, found = list(self.tables.items()), []
        for k in reversed(list(places)):
            found += figures_of(named[k][1], self.scale, place=self._alike[k], release=named[k][0])
        return list({(figure.said, figure.shown, figure.release): figure for figure in reversed(found)}.values())

    def _unbounded(self) -> Iterator[Finding]:
        """Figures that no audit can bound, counts that the rest of a row gives, differences of no two means."""
        for release, tables in self.tables.items():
            for file, column, text in unbounded_cells(tables):
                cell = Cell(release, file.removesuffix(".csv").rpartition("/")[2], column)
                yield Finding(OUTSIDER, f"what no audit can bound: {column} {text}", "", (file,), (cell,))
            for file, factor, column in completed_cells(tables, self.scale):
                cell = Cell(release, file.removesuffix(".csv").rpartition("/")[2], column, (("factor", factor),))
                learns = f"the withheld count {column}, from the rest of its row"
                yield Finding(OUTSIDER, learns, factor, (file,), (cell,))
            figures = figures_of(tables, self.scale)
            for file, factor, text in untold_differences(tables, figures):
                cell = Cell(release, "tensions", "difference", (("factor", factor),))
                learns = f"a difference of two groups whose means do not give it: {text}"
                yield Finding(OUTSIDER, learns, factor, (file,), (cell,))

    def _by_insiders(self, figures: list[ReadFigure]) -> Iterator[Finding]:
        self.tried["figures"] += len({figure.said for figure in figures})
        for placed, factor, measure in self._systems(figures):
            self.tried["factors"] += 1
            search = self._search(placed, placed.unknowns.of_each_person())
            found = [
                *self._strange(placed, factor),
                *self._too_fine(placed, factor),
                *self._people(placed, search, factor),
            ]
            if measure == "importance":
                found += self._means(placed, search, factor)
            self.tried["programmes"] += search.solved
            yield from found[:ENOUGH]
        yield from self._picks_together([f for f in figures if f.measure == "picks"])

    def _picks_together(self, figures: list[ReadFigure]) -> Iterator[Finding]:
        """Picks that are certain because nobody names more than `top_max`; of the people of today."""
        told_today = {place for place in {f.release for f in figures} if self._is_today(self.releases[place].people)}
        now = [f for f in figures if f.release in told_today]
        factors = [factor.id for factor in self.truth.study.factors]
        today = self.truth.today[self.truth.today["kind"] != ""]
        people = list(dict.fromkeys(today["participant"]))
        if not now or not people:
            return
        picked = np.zeros((len(people), len(factors), 2), dtype=bool)
        for participant, factor, kind in today[["participant", "factor", "kind"]].itertuples(index=False, name=None):
            if factor in factors:
                picked[people.index(participant), factors.index(factor), KINDS.index(kind)] = True
        of = self.truth.people.set_index("participant").loc[people].reset_index().assign(effect="")
        shares = []
        for f in now:
            inside = people_of(f, of)
            kind = None if f.kind == "either" else KINDS.index(f.kind)
            if inside.any() and (f.n is None or f.n == inside.sum()) and f.factor in factors:
                ends = f.low * inside.sum(), f.high * inside.sum()
                shares.append(Shares(factors.index(f.factor), kind, inside, *ends))
        together = PicksTogether(picked, shares, self.truth.rules.top_max)
        for person, factor, reader in together.find():
            cells = tuple(sorted({f.cell for f in now if f.factor == factors[factor]}))
            who = OUTSIDER if reader is None else people[reader]
            learns = f"whether {people[person]} named it, since nobody names more than {together.most}"
            yield Finding(who, learns, factors[factor], ("top_three",), cells[-1:], (people[person],))
        self.tried["programmes"] += together.solved

    def _is_today(self, people: pd.DataFrame | None) -> bool:
        """Whether the people behind a release named then what they name now; without any of its own they do."""
        if people is None:
            return True
        columns = ["person", "factor", "pick"]
        then, now = (
            set(frame[frame["pick"] != ""][columns].itertuples(index=False, name=None))
            for frame in (people, self.truth.today)
        )
        return then == now

    def _by_pairs(self, figures: list[ReadFigure], site: str) -> Iterator[Finding]:
        """Any two people of a site, on its workshop's release and the public's."""
        for placed, factor, _ in self._systems(figures):
            here = (placed.unknowns.people["site"] == site).to_numpy()
            search = self._search(placed, placed.unknowns.of_pairs_at(site))
            yield from self._people(placed, search, factor, among=here)
            self.tried["programmes"] += search.solved

    def _search(self, placed: Placed, attackers: np.ndarray) -> Search:
        self.tried["attackers"] += len(attackers)
        return Search(placed.system, attackers)

    def _systems(self, figures: list[ReadFigure]) -> Iterable[tuple[Placed, str, str]]:
        for factor in sorted({f.factor for f in figures}):
            bases = [self._base(release, factor) for release in self.releases]
            ratings = [f for f in figures if f.factor == factor and f.measure != "picks"]
            if ratings:
                unknowns, ends = self.known.ratings(factor), (self.scale[0], self.scale[-1])
                yield build_constraints(ratings, unknowns, self.known.state_of, bases, ends), factor, "importance"
            for kind in ("either", "facilitator", "barrier"):
                picks = [f for f in figures if f.factor == factor and f.measure == "picks" and f.kind == kind]
                if picks:
                    unknowns = self.known.picks(factor, kind)
                    yield build_constraints(picks, unknowns, self.known.state_of, bases, (0, 1)), factor, "picks"

    def _base(self, release: ReleaseRecord, factor: str) -> frozenset[str] | None:
        """The sites behind a factor's wide figures; None for a folder alone, of which nothing is recorded."""
        if release.people is None and not release.bases:
            return None
        return release.bases.get(factor, frozenset(self.truth.sites["site"]))

    def _strange(self, placed: Placed, factor: str) -> list[Finding]:
        return [
            Finding(
                OUTSIDER,
                f"that {f.scope} {' '.join(f.place.values())} {f.text} is of other people",
                factor,
                (f.file,),
                (f.cell,),
            )
            for f in placed.strange
            if f.cell.kind != SENTENCE  # it may be read amiss
        ]

    def _too_fine(self, placed: Placed, factor: str) -> list[Finding]:
        """Figures with more digits than METHOD 14 gives them: of one site to the nearest half, else a tenth, or 5 %."""
        found, sites = [], placed.unknowns.people["site"].to_numpy(dtype=object)
        for figure, inside in placed.about:
            number = NUMBER.match(figure.text)
            if number is None or number[1] or figure.measure not in STEPS:
                continue
            one_site = len(set(sites[inside])) == 1
            step = STEPS["site"] if figure.measure == "importance" and one_site else STEPS[figure.measure]
            if abs(float(number[2]) / step - round(float(number[2]) / step)) > SLACK:
                where = " ".join(figure.place.values()) or "the study"
                learns = f"more digits of {where} than to the nearest {step}: {figure.text}"
                found.append(Finding(OUTSIDER, learns, factor, (figure.file,), (figure.cell,)))
        return found

    def _need(self, system: ConstraintSystem) -> int:
        return min(self.truth.rules.min_feasible, system.highest - system.lowest + 1)

    def _people(self, placed: Placed, search: Search, factor: str, *, among: np.ndarray | None = None) -> list[Finding]:
        """Answers of others (of some of them, where `among` says which) that too few values fit."""
        need = self._need(placed.system)
        found: list[Finding] = []
        others = np.ones(placed.system.people, dtype=bool) if among is None else among
        search.mend(need, others)
        for attacker, person in np.argwhere(search.too_narrow(need) & others):
            if len(found) >= ENOUGH:
                break
            values = search.widen(int(attacker), int(person), need)
            if values < need:
                left = "exactly" if values == 1 else f"to within {values} values"
                learns = f"the answer of {placed.unknowns.people['name'][person]} {left}"
                found.append(self._finding(placed, search.attackers[attacker], int(person), learns, factor))
        return found

    def _finding(self, placed: Placed, attacker: np.ndarray, person: int, learns: str, factor: str) -> Finding:
        who = " and ".join(dict.fromkeys(placed.unknowns.people["name"][attacker])) or OUTSIDER
        about = [(figure, inside) for figure, inside in placed.about if inside[person]]
        files = tuple(sorted({figure.file for figure, _ in about}))
        name = str(placed.unknowns.people["name"][person])
        return Finding(who, learns, factor, files, self._to_withhold(placed, about), (name,))

    def _to_withhold(self, placed: Placed, about: list[tuple[ReadFigure, np.ndarray]]) -> tuple[Cell, ...]:
        """The cell that says most of somebody: of those who said it helped or hindered first, then of fewest people.

        Wherever it stands in the newest releases; what was given out earlier cannot be taken back.
        """
        now = [(f, inside) for f, inside in about if ", release " not in f.cell.release]
        if not now:
            return ()
        first, inside = min(now, key=lambda pair: (pair[0].kind == "either", pair[1].sum(), pair[0].cell))
        groups = placed.unknowns.people["group"][inside]
        composition = tuple(int((groups == group).sum()) for group in self.truth.framework.groups)
        same = [f.cell for f, other in now if f.kind == first.kind and (other == inside).all()]
        return tuple(sorted({Cell(c.release, c.table, c.column, c.row, c.kind, composition) for c in same}))

    def _means(self, placed: Placed, search: Search, factor: str) -> list[Finding]:
        """Means withheld because few people are behind them that stay open by less than a point."""
        rules = self.truth.rules
        found: list[Finding] = []
        for name, inside in small_sets(placed.unknowns.people, rules.min_people_board, placed.told):
            need = rules.min_range * inside.sum()
            for attacker in np.flatnonzero(search.reach(inside).sum(axis=0) < need):
                known = search.attackers[attacker]
                if len(found) >= ENOUGH or (inside & known).sum() == inside.sum():
                    continue
                reach = search.widen_total(int(attacker), inside, need)
                if reach < need:
                    within = f"the mean of {name} to within {reach / inside.sum():.1f} points"
                    found.append(self._finding(placed, known, int(np.flatnonzero(inside & ~known)[0]), within, factor))
        return found
