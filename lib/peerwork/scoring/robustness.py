"""Which verdicts of METHOD 2, 3 and 4 would not survive one interview less, or thresholds a little apart."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np
import pandas as pd

from peerwork.rules import TOLERANCE, Rules
from peerwork.scoring.conditions import STATUSES, status_of_counts
from peerwork.scoring.counts import Axes, CodedAnswers, code_answers, count_cells, share
from peerwork.scoring.patterns import ANSWERS, VERDICTS, category_of, columns_of, judge_pattern
from peerwork.scoring.replication import COUNTED, judge_replication
from peerwork.scoring.table_spec import ANY_SITE, FACTOR, NONE, choice, proportion, result_table, text, whole
from peerwork.study.model import Study
from peerwork.vocabulary import Pattern, Replication, Status, YesNo

SHARES = (0.6, 2 / 3, 0.75)  # the grid: shares that decide a verdict at a site …
MORE_ANSWERS = (0, 1)  # … informative answers asked for beyond the rule's …
GENERIC = (2 / 3, 0.75, 0.8)  # … and shares of sites that make a pattern generic, or specific to a sector
IN_PLACE = ("yes", "partly", "no")  # informative answers, in the order of their codes
COLUMNS = ("proposed", "contrary", "same")
_COLUMN_OF = np.array([0, 0, 1, 1, 2, 2, -1, -1])  # the column of each of ANSWERS; partly, and the last, blank, in none
TOO_LITTLE = (Status.TOO_LITTLE, Pattern.TOO_LITTLE, Replication.TOO_LITTLE)


ROBUSTNESS_TABLE = result_table(
    "robustness", "a verdict: status or pattern of a factor at a site, or its replication", section=4, files="answers",
    pages="certainty findings patterns site_evidence summary",
    score=lambda found: score_robustness(found.study, found["patterns"]),
    by=(text("kind", "status, pattern, replication"), ANY_SITE, FACTOR),
    columns=(
        text("verdict", "the verdict as stated", blank=NONE),
        whole("flips", "answers that would have to move for a pattern to change", blank=NONE),
        proportion("holds_leave_one_out", "share of those interviewed about it without whom the verdict stays"),
        proportion("holds_thresholds", "share of other thresholds at which it stays"),
        choice("fragile", "yes where one answer, one interview or half of the other thresholds could change it", YesNo),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Counted:
    """How many answers there are of each kind, by site, group and factor: all that a verdict needs."""

    axes: Axes
    conditions: list[int]  # the places of the factors that have a pattern
    asked: np.ndarray
    in_place: dict[str, np.ndarray]  # yes, partly, no
    columns: dict[str, np.ndarray]  # proposed, contrary, same; of the conditions alone


@dataclass(frozen=True)
class AtSites:
    """The verdicts of one scoring, a site a row and a factor a column: status, and pattern (conditions only)."""

    status: np.ndarray
    pattern: np.ndarray


def score_robustness(study: Study, patterns: pd.DataFrame) -> pd.DataFrame:
    """One row a verdict: status or pattern of a factor at a site, or replication of a factor.

    `flips` repeats flips_to_change of a pattern. `holds_leave_one_out` is the share of those interviewed about the
    factor without whom the verdict stays; `holds_thresholds` the share of the other points of the grid (SHARES and
    MORE_ANSWERS, for replication GENERIC too) at which it does. `fragile` (yes, no): one answer or one interview could
    change it, or half of the grid does; too little evidence is never fragile. METHOD 3 and 4.
    """
    answers, rules = code_answers(study), study.rules
    conditions = tuple(factor.id for factor in study.conditions)
    counted = _count(answers, conditions)
    stated = _judge(counted, rules)
    over_sites = _over_sites(stated.pattern, counted.axes, rules)
    left = _leave_one_out(answers, counted, stated, over_sites, rules)
    kept = _grid_kept(counted, rules, stated, over_sites)
    axes = answers.axes
    frames = [
        _rows("status", axes.sites, axes.factors, _texts(STATUSES, stated.status), left["status"], kept["status"]),
        _rows("pattern", axes.sites, conditions, _texts(VERDICTS, stated.pattern), left["pattern"], kept["pattern"]),
        _rows("replication", (None,), conditions, over_sites, left["replication"], kept["replication"]),
    ]
    flips = patterns[["site", "factor", "flips_to_change"]].astype({"site": "str", "factor": "str"})
    flips = flips.rename(columns={"flips_to_change": "flips"}).assign(kind="pattern")
    found = pd.concat(frames, ignore_index=True).merge(flips, on=["kind", "site", "factor"], how="left")
    weak = found["flips"].eq(1).fillna(False) | (found["holds_leave_one_out"] < 1 - TOLERANCE)
    weak |= found["holds_thresholds"] <= 0.5 + TOLERANCE
    fragile = (weak & ~found["verdict"].isin(TOO_LITTLE)).map({True: "yes", False: "no"}).astype("str")
    return found.assign(fragile=fragile)[ROBUSTNESS_TABLE.names]


def _texts(verdicts: tuple[str, ...], codes: np.ndarray) -> np.ndarray:
    return np.array(verdicts, dtype=object)[codes]


def _rows(kind: str, sites, factors, verdict, left, kept) -> pd.DataFrame:
    cells = pd.MultiIndex.from_product([sites, factors], names=["site", "factor"]).to_frame(index=False)
    values = {"verdict": verdict, "holds_leave_one_out": left, "holds_thresholds": kept}
    columns = {name: np.asarray(value).reshape(-1) for name, value in values.items()}
    return cells.assign(kind=kind, **columns).astype(dict.fromkeys(("kind", "site", "factor", "verdict"), "str"))


def _grid_kept(counted: Counted, rules: Rules, stated: AtSites, over_sites: np.ndarray) -> dict[str, np.ndarray]:
    """By kind: the share of the other points of the grid at which each verdict is the stated one."""
    same: dict[str, list[np.ndarray]] = {"status": [], "pattern": [], "replication": []}
    for decides, more in product(SHARES, MORE_ANSWERS):
        changes = {"in_place_share": decides, "not_in_place_share": 1 - decides, "pattern_share": decides}
        other = rules.model_copy(update=changes | {"min_answers": rules.min_answers + more})
        found = stated if _equal(other, rules) else _judge(counted, other)
        if found is not stated:
            same["status"].append(found.status == stated.status)
            same["pattern"].append(found.pattern == stated.pattern)
        for generic in GENERIC:
            other = other.model_copy(update={"generic_share": generic, "specific_share": generic})
            if not _equal(other, rules):
                same["replication"].append(_over_sites(found.pattern, counted.axes, other) == over_sites)
    return {kind: np.mean(kept, axis=0) for kind, kept in same.items()}


def _equal(other: Rules, rules: Rules) -> bool:
    names = ("in_place_share", "not_in_place_share", "pattern_share", "min_answers", "generic_share", "specific_share")
    return all(abs(getattr(other, name) - getattr(rules, name)) <= TOLERANCE for name in names)


def _count(answers: CodedAnswers, conditions: tuple[str, ...]) -> Counted:
    axes = answers.axes
    places = [axes.factors.index(factor) for factor in conditions]
    in_place = count_cells(answers.cell, axes, category=answers.in_place, size=3)
    category = category_of(answers)
    found = count_cells(answers.cell, axes, category=category, size=len(ANSWERS))[..., places]
    columns = columns_of(dict(zip(ANSWERS, found, strict=True)))
    return Counted(
        axes, places, count_cells(answers.cell, axes)[0],
        dict(zip(IN_PLACE, in_place, strict=True)), dict(zip(COLUMNS, columns, strict=True)),
    )  # fmt: skip


def _judge(counted: Counted, rules: Rules) -> AtSites:
    return AtSites(
        status_of_counts(**counted.in_place, asked=counted.asked, rules=rules),
        _pattern(**counted.columns, rules=rules),
    )


def _pattern(proposed: np.ndarray, contrary: np.ndarray, same: np.ndarray, rules: Rules) -> np.ndarray:
    """The place in VERDICTS of each pattern, from counts whose second axis is the groups."""
    groups = (proposed + contrary + same > 0).sum(axis=1)
    return judge_pattern(proposed.sum(axis=1), contrary.sum(axis=1), same.sum(axis=1), groups, rules)


def _over_sites(pattern: np.ndarray, axes: Axes, rules: Rules) -> np.ndarray:
    """The replication of each factor."""
    everywhere, by_sector = _site_counts(pattern, axes)
    return judge_replication(everywhere, by_sector, n_sites=len(pattern), rules=rules)


def _site_counts(pattern: np.ndarray, axes: Axes) -> tuple[dict, dict]:
    """Sites with evidence and with each verdict, by factor; the first two by sector as well."""
    at_site = _indicators(pattern)
    in_sector = [axes.sector_of_site == number for number in range(len(axes.sectors))]
    by_sector = {
        name: np.array([at_site[name][where].sum(axis=0) for where in in_sector])
        for name in ("sites_with_evidence", "sites_replicated")
    }
    return {name: held.sum(axis=0) for name, held in at_site.items()}, by_sector


def _leave_one_out(
    answers: CodedAnswers, counted: Counted, stated: AtSites, over_sites: np.ndarray, rules: Rules
) -> dict[str, np.ndarray]:
    """By kind: the share of those asked without whom the verdict stays, missing where nobody was asked.

    Two people of one site and group who said the same of a factor are alike, so each answer that occurs in a cell is
    left out once and counted as often as it occurs: twice the people cost no more verdicts.
    """
    one = _Alike.of(answers)
    site, _, factor = np.unravel_index(one.cell, counted.axes.shape)
    status = _status_without(counted, one, rules) == stated.status[site, factor]
    patterned = np.isin(factor, counted.conditions)
    site, place = site[patterned], np.searchsorted(counted.conditions, factor[patterned])
    pattern = _pattern_without(counted, one.only(patterned), place, rules)
    over = _over_sites_at(stated.pattern, counted.axes, rules)[pattern, site, place] == over_sites[place]
    people = _add_up(one, counted, np.ones(len(one.cell), dtype=bool))
    of_conditions = people[:, counted.conditions]
    held = np.zeros((2, *of_conditions.shape))
    for kept, same in zip(held, (pattern == stated.pattern[site, place], over), strict=True):
        np.add.at(kept, (site, place), one.times[patterned] * same)
    return {
        "status": share(_add_up(one, counted, status), people),
        "pattern": share(held[0], of_conditions),
        "replication": share(held[1].sum(axis=0), of_conditions.sum(axis=0)),
    }


@dataclass(frozen=True)
class _Alike:
    """One entry a kind of answer in a cell: how many people gave it, what it counts as (-1: nothing)."""

    cell: np.ndarray
    times: np.ndarray
    in_place: np.ndarray
    column: np.ndarray

    @classmethod
    def of(cls, answers: CodedAnswers) -> _Alike:
        columns = _COLUMN_OF[category_of(answers)]
        in_place = np.where(answers.in_place < len(IN_PLACE), answers.in_place, -1)
        n_columns = len(COLUMNS) + 1
        kinds = (answers.cell * (len(IN_PLACE) + 1) + in_place + 1) * n_columns + columns + 1
        distinct, times = np.unique(kinds, return_counts=True)
        rest, column = np.divmod(distinct, n_columns)
        cell, place = np.divmod(rest, len(IN_PLACE) + 1)
        return cls(cell, times, place - 1, column - 1)

    def only(self, kept: np.ndarray) -> _Alike:
        return _Alike(self.cell[kept], self.times[kept], self.in_place[kept], self.column[kept])


def _status_without(counted: Counted, one: _Alike, rules: Rules) -> np.ndarray:
    """The status of the site and factor of each entry when one such answer is left out."""
    site, group, factor = np.unravel_index(one.cell, counted.axes.shape)
    entry = np.arange(len(one.cell))
    asked = counted.asked[site, :, factor]
    asked[entry, group] -= 1
    left = {name: counts[site, :, factor] for name, counts in counted.in_place.items()}
    for code, counts in enumerate(left.values()):
        counts[entry, group] -= one.in_place == code
    return status_of_counts(**left, asked=asked, rules=rules)


def _pattern_without(counted: Counted, one: _Alike, place: np.ndarray, rules: Rules) -> np.ndarray:
    """The pattern of the site and condition (by its `place`) of each entry when one such answer is left out."""
    site, group, _ = np.unravel_index(one.cell, counted.axes.shape)
    left = {name: counts[site, :, place] for name, counts in counted.columns.items()}
    for code, counts in enumerate(left.values()):
        counts[np.arange(len(site)), group] -= one.column == code
    return _pattern(**left, rules=rules)


def _add_up(one: _Alike, counted: Counted, which: np.ndarray) -> np.ndarray:
    """The people of these entries, by site and factor."""
    sums = np.bincount(one.cell, weights=one.times * which, minlength=int(np.prod(counted.axes.shape)))
    return sums.reshape(counted.axes.shape).sum(axis=1)


def _over_sites_at(pattern: np.ndarray, axes: Axes, rules: Rules) -> np.ndarray:
    """By verdict, site and factor: the replication if that site, and no other, had that pattern."""
    everywhere, by_sector = _site_counts(pattern, axes)
    before = _indicators(pattern)
    in_sector = axes.sector_of_site[:, None] == np.arange(len(axes.sectors))
    found = []
    for verdict in range(len(VERDICTS)):
        after = _indicators(np.full_like(pattern, verdict))
        change = {name: after[name].astype(int) - before[name] for name in before}
        moved = {name: counts + change[name] for name, counts in everywhere.items()}
        parts = {name: c + in_sector[:, :, None] * change[name][:, None, :] for name, c in by_sector.items()}
        found.append(judge_replication(moved, parts, n_sites=len(pattern), rules=rules))
    return np.array(found)


def _indicators(pattern: np.ndarray) -> dict[str, np.ndarray]:
    held = {"sites_with_evidence": pattern != VERDICTS.index(Pattern.TOO_LITTLE)}
    return held | {name: pattern == VERDICTS.index(verdict) for name, verdict in COUNTED.items()}
