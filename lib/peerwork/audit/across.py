"""The attack on what crosses sites: replication, hypotheses, scores and counts beside withheld statuses and verdicts.

A withheld status or verdict stays open as far as some other one, put in its place, leaves every word and count that is
shown as it is. Others are tried one at a time first, then together with one more withheld place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import product

import numpy as np

from peerwork.audit.compositions import pairs_of_groups, possible_pairs
from peerwork.audit.findings import Cell, Finding
from peerwork.audit.knowledge import Truth
from peerwork.audit.reading import Table
from peerwork.audit.shown_words import WITHHELD, SiteCell, speaks_of
from peerwork.audit.sites import learn
from peerwork.rules import TOLERANCE, Rules

COUNTS = ("sites_with_evidence", "sites_replicated", "sites_alternative", "sites_no_difference")
Key = tuple[str, str]  # site, factor


@dataclass(frozen=True, eq=False)
class Claim:
    """One released word or number that rests on statuses and verdicts at several places."""

    cell: Cell
    word: str
    places: tuple[Key, ...]
    value: Callable[[Grid], str]  # what it would be


@dataclass(eq=False)
class Grid:
    """The status and verdict of every factor at every site, as places in STATUSES and VERDICTS; 4: nobody was asked.

    `other` holds what is tried in the place of the true one.
    """

    truth: Mapping[Key, tuple[int, int]]
    other: dict[Key, tuple[int, int]] = field(default_factory=dict)

    def at(self, site: str, factor: str) -> tuple[int, int]:
        """The status and the verdict there."""
        return self.other.get((site, factor)) or self.truth.get((site, factor), (4, 4))


def attack_across(
    truth: Truth, cells: Mapping[Key, SiteCell], tables: Mapping[str, Sequence[Table]]
) -> Iterator[Finding]:
    """Answers that could be learnt where something that crosses sites stands beside withheld statuses and verdicts."""
    grid = Grid({key: (cell.status, cell.verdict) for key, cell in cells.items()})
    claims = [claim for claim in claims_of(truth, cells, tables) if claim.value(grid) == claim.word]
    by_place: dict[Key, list[Claim]] = defaultdict(list)
    for claim in claims:
        for key in claim.places:
            by_place[key].append(claim)
    for key, near in by_place.items():
        if key in cells:
            cell = cells[key]
            open_pairs = _open(cell, near, by_place, grid, cells, truth.rules)
            if open_pairs is None:
                continue
            beside = tuple(claim.cell for claim in near)
            for found in learn(cell, truth.rules, pairs=open_pairs):
                files = tuple(sorted({f"{c.release}/{c.table}" for c in (*found.cells, *beside)}))
                learns = f"{found.learns}, beside what crosses sites"
                yield Finding(found.who, learns, found.factor, files, tuple(sorted({*beside})), found.of)


def _open(
    cell: SiteCell, near: list[Claim], by_place: Mapping[Key, list[Claim]], grid: Grid,
    cells: Mapping[Key, SiteCell], rules: Rules,
) -> np.ndarray | None:  # fmt: skip
    """Which pairs of status and verdict could be there, by what is shown; None where no claim narrows it."""
    alike = [(int(s), int(v)) for s, v in np.argwhere(_could_be(cell, rules) & (cell.told == cell.now))]
    found = np.zeros((5, 5), dtype=bool)
    key = cell.site, cell.factor
    refused = []
    for pair in alike:
        if _holds(grid, {key: pair}, near):
            found[pair] = True
        else:
            refused.append(pair)
    if not refused:
        return None
    for pair in refused if any(True for _ in learn(cell, rules, pairs=found)) else ():
        found[pair] = _with_one_more(key, pair, near, by_place, grid, cells, rules)
    return found


def _holds(grid: Grid, other: Mapping[Key, tuple[int, int]], claims: Sequence[Claim]) -> bool:
    tried = Grid(grid.truth, dict(other))
    return all(claim.value(tried) == claim.word for claim in claims)


def _with_one_more(
    key: Key, pair: tuple[int, int], near: list[Claim], by_place: Mapping[Key, list[Claim]], grid: Grid,
    cells: Mapping[Key, SiteCell], rules: Rules,
) -> bool:  # fmt: skip
    """Whether it could be so with one more withheld place changed as well."""
    broken = [claim for claim in near if not _holds(grid, {key: pair}, [claim])]
    shared = set.intersection(*(set(claim.places) for claim in broken)) - {key}
    for place in sorted(shared & cells.keys()):
        there = cells[place]
        also = list(dict.fromkeys([*near, *by_place[place]]))
        for s, v in np.argwhere(_fits_all(there, rules) & (there.told == there.now)):
            if _holds(grid, {key: pair, place: (int(s), int(v))}, also):
                return True
    return False


def _could_be(cell: SiteCell, rules: Rules) -> np.ndarray:
    """Statuses and verdicts that some answers at the place could give."""
    found = np.zeros((5, 5), dtype=bool)
    for _, key in pairs_of_groups(cell.asked):
        found |= possible_pairs(*key, rules).any(axis=(0, 1))
    if not cell.is_condition:
        found[:, 4] = found.any(axis=1)
        found[:, :4] = False
    return found


def _fits_all(cell: SiteCell, rules: Rules) -> np.ndarray:
    """Those that fit what each of those asked there said, so that whoever reads can still think them."""
    found = _could_be(cell, rules)
    for (first, _), key in pairs_of_groups(cell.asked):
        possible = possible_pairs(*key, rules)
        for said in {s for s, g in zip(cell.said, cell.groups, strict=True) if g == first}:
            seen = possible[said].any(axis=0)
            if cell.is_condition:
                found &= seen
            else:
                found &= seen.any(axis=1)[:, None]
    return found


def claims_of(truth: Truth, cells: Mapping[Key, SiteCell], tables: Mapping[str, Sequence[Table]]) -> Iterator[Claim]:
    """Every word and number that crosses sites in these tables, with what it would be by statuses and verdicts."""
    every = _Everywhere(truth, cells)
    for release, found in tables.items():
        for table in found:
            columns = set(table.columns)
            name = table.name
            for record in table.records():
                if "factor" in columns and {"sites_with_evidence", "sites_replicated"} & columns:
                    yield from every.replication(release, name, record)
                elif {"hypothesis", "scope", "verdict"} <= columns:
                    yield from every.hypothesis(release, name, record)
                elif {"site", "share_carried_out"} <= columns:
                    yield from every.fidelity(release, name, record, cells)


class _Everywhere:
    """What tables across sites say, worked out again from statuses and verdicts."""

    def __init__(self, truth: Truth, cells: Mapping[Key, SiteCell]) -> None:
        self.rules = truth.rules
        frame = truth.study.frames["sites"]
        self.sites = tuple(sorted(frame["site"]))
        self.of_site = {column: dict(zip(frame["site"], frame[column], strict=True)) for column in frame.columns}
        self.of_site["community"] = {
            site: "specific" if isinstance(value, str) and value else "other"
            for site, value in self.of_site.get("community", dict.fromkeys(self.sites)).items()
        }
        self.tests: dict[str, list[str]] = defaultdict(list)
        for factor in truth.study.factors:
            for hypothesis in factor.tests:
                self.tests[str(hypothesis)].append(factor.id)
        self.conditions = truth.conditions
        self.membership = _membership(truth)

    def replication(self, release: str, table: str, record: Mapping[str, str]) -> Iterator[Claim]:
        """Verdict and counts of one factor, over the values of an attribute (the sectors where none is named)."""
        factor, attribute = record["factor"].strip(), record.get("attribute", "").strip() or "sector"
        if factor not in self.conditions or attribute not in self.of_site:
            return
        value, places = record.get("value", "").strip(), tuple((site, factor) for site in self.sites)
        row = tuple((name, record[name]) for name in ("attribute", "value", "factor") if record.get(name, "").strip())
        for column, word in record.items():
            if word.strip() in ("", WITHHELD):
                continue
            of, counted = value, column
            for name in set(self.of_site[attribute].values()):
                if isinstance(name, str) and column.startswith(f"{name}_sites_"):
                    of, counted = name, column.removeprefix(f"{name}_")
            cell = Cell(release, table, column, row, "replication")
            if counted in COUNTS:
                yield Claim(cell, word.strip(), places, self._count(factor, attribute, of, counted))
            elif column == "verdict":
                yield Claim(cell, word.strip(), places, partial(self._judge, factor=factor, attribute=attribute))
            elif column in ("literal", "theoretical") and self.membership:
                yield Claim(cell, word.strip(), places, partial(self._yin, factor=factor, column=column))

    def _count(self, factor: str, attribute: str, value: str, column: str) -> Callable[[Grid], str]:
        sites = [site for site in self.sites if not value or self.of_site[attribute].get(site) == value]
        return lambda grid: str(self._number(grid, factor, sites, column))

    def _number(self, grid: Grid, factor: str, sites: Sequence[str], column: str) -> int:
        verdicts = [grid.at(site, factor)[1] for site in sites]
        return len(verdicts) - verdicts.count(4) if column == COUNTS[0] else verdicts.count(COUNTS.index(column) - 1)

    def _judge(self, grid: Grid, factor: str, attribute: str) -> str:
        rules, by_value = self.rules, defaultdict(list)
        for site in self.sites:
            value = self.of_site[attribute].get(site)
            if isinstance(value, str) and value:
                by_value[value].append(grid.at(site, factor)[1])
        every = [v for v in (grid.at(site, factor)[1] for site in self.sites) if v != 4]
        speaks = [[v for v in verdicts if v != 4] for verdicts in by_value.values()]
        shares = [some.count(0) / len(some) for some in speaks if len(some) >= rules.evidence_sector_sites]
        enough = len(every) >= (rules.evidence_site_share - TOLERANCE) * len(self.sites)
        if not enough or len(shares) < rules.evidence_min_sectors or not every:
            return "too_little_evidence"
        if every.count(0) / len(every) >= rules.generic_share - TOLERANCE and all(
            share >= rules.generic_sector_share - TOLERANCE for share in shares
        ):
            return "generic"
        if any(share >= rules.specific_share - TOLERANCE for share in shares) and any(
            share < rules.specific_other_share - TOLERANCE for share in shares
        ):
            return "sector_specific"
        otherwise = (every.count(1) + every.count(2)) / len(every)
        return "alternative" if otherwise >= rules.alternative_share - TOLERANCE else "not_established"

    def _yin(self, grid: Grid, factor: str, column: str) -> str:
        wanted, above = (0, True) if column == "literal" else (1, False)
        present = {site: value > self.rules.outcome_present_above for site, value in self.membership.items()}
        return str(sum(grid.at(s, factor) == (wanted, 0) and present.get(s) is above for s in self.sites))

    def hypothesis(self, release: str, table: str, record: Mapping[str, str]) -> Iterator[Claim]:
        """Verdict and counts of a null hypothesis at a site or in the study."""
        name, site = record["hypothesis"].strip(), record.get("site", "").strip()
        sites = (site,) if site else self.sites
        places = tuple(product(sites, self.tests[name]))
        row = (("hypothesis", name), ("scope", record["scope"].strip()), ("site", site))
        for column in ("units", "supporting", "against", "verdict"):
            word = record.get(column, "").strip()
            if word not in ("", WITHHELD):
                cell = Cell(release, table, column, row, "hypothesis")
                yield Claim(cell, word, places, partial(self._null_says, name=name, site=site, column=column))

    def _null_says(self, grid: Grid, name: str, site: str, column: str) -> str:
        return str(self._null(grid, name, site)[column])

    def _null(self, grid: Grid, name: str, site: str) -> dict[str, int | str]:
        if site:
            said = [
                speaks_of(*grid.at(site, factor), is_condition=factor in self.conditions) for factor in self.tests[name]
            ]
            least = self.rules.hypothesis_min_factors
        else:
            marks = {"challenged": "against", "not_challenged": "supporting", "open": "undecided"}
            said = [marks.get(str(self._null(grid, name, one)["verdict"]), "") for one in self.sites]
            least = self.rules.hypothesis_min_sites
        units, against, supporting = len([x for x in said if x]), said.count("against"), said.count("supporting")
        share = self.rules.hypothesis_share - TOLERANCE
        verdict = "open"
        if units < least or not units:
            verdict = "too_little_evidence"
        elif against / units >= share:
            verdict = "challenged"
        elif supporting / units >= share:
            verdict = "not_challenged"
        return {"units": units, "against": against, "supporting": supporting, "verdict": verdict}

    def fidelity(
        self, release: str, table: str, record: Mapping[str, str], cells: Mapping[Key, SiteCell]
    ) -> Iterator[Claim]:
        """How many factors of a site's documents are carried out, and the share."""
        site = record["site"].strip()
        places = tuple(
            key for key, cell in cells.items() if key[0] == site and cell.is_condition
            and cell.documents in ("specified", "partly")
        )  # fmt: skip
        marks = {"as_specified": (0,), "partly_carried_out": (2, 3), "not_carried_out": (1,), "n_factors": (0, 1, 2, 3)}
        for column in (*marks, "share_carried_out"):
            word = record.get(column, "").strip()
            if word in ("", WITHHELD):
                continue
            cell = Cell(release, table, column, (("site", site),), "fidelity")
            if column in marks:
                yield Claim(cell, word, places, partial(_n_of, places=places, statuses=marks[column]))
            else:
                yield Claim(cell, word, places, partial(_as_told, places=places, text=word))


def _n_of(grid: Grid, places: Sequence[Key], statuses: tuple[int, ...]) -> str:
    return str(sum(grid.at(*key)[0] in statuses for key in places))


def _as_told(grid: Grid, places: Sequence[Key], text: str) -> str:
    return text if _close(text, _carried(grid, places)) else ""


def _carried(grid: Grid, places: Sequence[Key]) -> float:
    found = [grid.at(*key)[0] for key in places]
    known = [status for status in found if status != 4]
    return (known.count(0) + (known.count(2) + known.count(3)) / 2) / len(known) if known else -1.0


def _close(text: str, share: float) -> bool:
    """Whether a share would be written so, to as many digits, or to the nearest 5 % with bounds at 10 and 90 %."""
    if text.startswith((">=", "<=")):
        edge = float(text[2:])
        return share >= edge - 0.025 if text.startswith(">") else share <= edge + 0.025
    digits = len(text.partition(".")[2])
    half = 0.025 if digits <= 2 else 0.5 / 10**digits
    return abs(float(text) - share) <= half + TOLERANCE


def _membership(truth: Truth) -> dict[str, float]:
    study = truth.study
    if study.config.outcome is None or "outcomes" not in study.frames:
        return {}
    outcomes = study.frames["outcomes"]
    rows = outcomes[outcomes["outcome"] == study.config.outcome]
    return dict(zip(rows["site"], rows["membership"].astype(float), strict=True))
