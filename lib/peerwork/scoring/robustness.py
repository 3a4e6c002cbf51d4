"""Which verdicts of METHOD 2, 3 and 4 would not survive one interview less, or thresholds a little apart."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product

import numpy as np
import pandas as pd

from peerwork.rules import TOLERANCE, Rules
from peerwork.scoring.conditions import score_conditions
from peerwork.scoring.counts import CodedAnswers, cells_of, code_answers, codes_of, share
from peerwork.scoring.patterns import score_patterns
from peerwork.scoring.replication import COUNTED, judge_replication
from peerwork.scoring.table_spec import ANY_SITE, FACTOR, NONE, choice, proportion, result_table, text, whole
from peerwork.study.model import Study
from peerwork.vocabulary import Pattern, Replication, Status, YesNo

SHARES = (0.6, 2 / 3, 0.75)  # the grid: shares that decide a verdict at a site …
MORE_ANSWERS = (0, 1)  # … informative answers asked for beyond the rule's …
GENERIC = (2 / 3, 0.75, 0.8)  # … and shares of sites that make a pattern generic, or specific to a sector
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
    stated = _judge(answers, conditions, rules)
    over_sites = _over_sites(stated.pattern, answers, rules)
    left = _leave_one_out(study, answers, conditions, stated, over_sites)
    kept = _grid_kept(answers, conditions, rules, stated, over_sites)
    axes = answers.axes
    frames = [
        _rows("status", axes.sites, axes.factors, stated.status, left["status"], kept["status"]),
        _rows("pattern", axes.sites, conditions, stated.pattern, left["pattern"], kept["pattern"]),
        _rows("replication", (None,), conditions, over_sites, left["replication"], kept["replication"]),
    ]
    flips = patterns[["site", "factor", "flips_to_change"]].astype({"site": "str", "factor": "str"})
    flips = flips.rename(columns={"flips_to_change": "flips"}).assign(kind="pattern")
    found = pd.concat(frames, ignore_index=True).merge(flips, on=["kind", "site", "factor"], how="left")
    weak = found["flips"].eq(1).fillna(False) | (found["holds_leave_one_out"] < 1 - TOLERANCE)
    weak |= found["holds_thresholds"] <= 0.5 + TOLERANCE
    fragile = (weak & ~found["verdict"].isin(TOO_LITTLE)).map({True: "yes", False: "no"}).astype("str")
    return found.assign(fragile=fragile)[ROBUSTNESS_TABLE.names]


def _rows(kind: str, sites, factors, verdict, left, kept) -> pd.DataFrame:
    cells = pd.MultiIndex.from_product([sites, factors], names=["site", "factor"]).to_frame(index=False)
    values = {"verdict": verdict, "holds_leave_one_out": left, "holds_thresholds": kept}
    columns = {name: np.asarray(value).reshape(-1) for name, value in values.items()}
    return cells.assign(kind=kind, **columns).astype(dict.fromkeys(("kind", "site", "factor", "verdict"), "str"))


def _grid_kept(
    answers: CodedAnswers, conditions: tuple[str, ...], rules: Rules, stated: AtSites, over_sites: np.ndarray
) -> dict[str, np.ndarray]:
    """By kind: the share of the other points of the grid at which each verdict is the stated one."""
    same: dict[str, list[np.ndarray]] = {"status": [], "pattern": [], "replication": []}
    for decides, more in product(SHARES, MORE_ANSWERS):
        changes = {"in_place_share": decides, "not_in_place_share": 1 - decides, "pattern_share": decides}
        other = rules.model_copy(update=changes | {"min_answers": rules.min_answers + more})
        found = stated if _equal(other, rules) else _judge(answers, conditions, other)
        if found is not stated:
            same["status"].append(found.status == stated.status)
            same["pattern"].append(found.pattern == stated.pattern)
        for generic in GENERIC:
            other = other.model_copy(update={"generic_share": generic, "specific_share": generic})
            if not _equal(other, rules):
                same["replication"].append(_over_sites(found.pattern, answers, other) == over_sites)
    return {kind: np.mean(kept, axis=0) for kind, kept in same.items()}


def _equal(other: Rules, rules: Rules) -> bool:
    names = ("in_place_share", "not_in_place_share", "pattern_share", "min_answers", "generic_share", "specific_share")
    return all(abs(getattr(other, name) - getattr(rules, name)) <= TOLERANCE for name in names)


def _judge(answers: CodedAnswers, conditions: tuple[str, ...], rules: Rules) -> AtSites:
    scored = score_conditions(answers, rules=rules)
    status = _by_site(scored[scored["group"].isna()], "status", answers.axes.sites)
    return AtSites(status, _by_site(score_patterns(answers, conditions, rules=rules), "verdict", answers.axes.sites))


def _over_sites(pattern: np.ndarray, answers: CodedAnswers, rules: Rules) -> np.ndarray:
    """The replication of each factor."""
    everywhere, by_sector = _site_counts(pattern, answers)
    return judge_replication(everywhere, by_sector, n_sites=len(pattern), rules=rules)


def _by_site(rows: pd.DataFrame, column: str, sites: tuple[str, ...]) -> np.ndarray:
    """The column as text, a site a row and a factor a column: the tables have every site and factor, in that order."""
    return rows[column].astype("str").to_numpy(dtype=object).reshape(len(sites), -1)


def _site_counts(pattern: np.ndarray, answers: CodedAnswers) -> tuple[dict, dict]:
    """Sites with evidence and with each verdict, by factor; the first two by sector as well."""
    at_site = _indicators(pattern)
    sector = answers.axes.sector_of_site
    in_sector = [sector == number for number in range(len(answers.axes.sectors))]
    by_sector = {
        name: np.array([at_site[name][where].sum(axis=0) for where in in_sector])
        for name in ("sites_with_evidence", "sites_replicated")
    }
    return {name: held.sum(axis=0) for name, held in at_site.items()}, by_sector


def _leave_one_out(
    study: Study, answers: CodedAnswers, conditions: tuple[str, ...], stated: AtSites, over_sites: np.ndarray
) -> dict[str, np.ndarray]:
    """By kind: the share of those asked without whom the verdict stays, missing where nobody was asked.

    The n-th interviewee of every site is left out at once: a site's verdicts know nothing of another's.
    """
    order, axes = _order_in_site(study, answers), answers.axes
    kept = np.zeros(stated.status.shape)
    people = np.zeros(stated.status.shape)
    places = [axes.factors.index(factor) for factor in conditions]
    kept_pattern = np.zeros(stated.pattern.shape)
    kept_replication = np.zeros(len(conditions))
    for number in range(int(order.max(initial=-1)) + 1):
        without = _judge(_only(answers, order != number), conditions, study.rules)
        asked = _asked(answers, order == number)
        people += asked
        kept += asked & (without.status == stated.status)
        kept_pattern += asked[:, places] & (without.pattern == stated.pattern)
        over = _over_sites_without(without.pattern, stated.pattern, answers, study.rules)
        kept_replication += (asked[:, places] & (over == over_sites)).sum(axis=0)
    of_conditions = people[:, places]
    return {
        "status": share(kept, people),
        "pattern": share(kept_pattern, of_conditions),
        "replication": share(kept_replication, of_conditions.sum(axis=0)),
    }


def _order_in_site(study: Study, answers: CodedAnswers) -> np.ndarray:
    """Of each coded answer, the place of its interviewee among those of the site, from 0."""
    rows, people = study.frames["answers"], study.frames["participants"]
    order = people.sort_values("participant").groupby("site", observed=True).cumcount().reindex(people.index).to_numpy()
    places = order[codes_of(rows["participant"], people["participant"])]
    return places[cells_of(rows, study, answers.axes) >= 0]


def _only(answers: CodedAnswers, kept: np.ndarray) -> CodedAnswers:
    names = ("cell", "in_place", "effect", "rating")
    return replace(answers, **{name: getattr(answers, name)[kept] for name in names})


def _asked(answers: CodedAnswers, left_out: np.ndarray) -> np.ndarray:
    """Whether the interviewee left out at each site was asked about each factor."""
    n_sites, n_groups, n_factors = answers.axes.shape
    counts = np.bincount(answers.cell[left_out], minlength=n_sites * n_groups * n_factors)
    return counts.reshape(n_sites, n_groups, n_factors).sum(axis=1) > 0


def _over_sites_without(without: np.ndarray, pattern: np.ndarray, answers: CodedAnswers, rules: Rules) -> np.ndarray:
    """By site and factor: the replication when that site's pattern, and no other, lacks its interviewee."""
    everywhere, by_sector = _site_counts(pattern, answers)
    before, after = _indicators(pattern), _indicators(without)
    change = {name: after[name].astype(int) - before[name] for name in before}
    in_sector = answers.axes.sector_of_site[:, None] == np.arange(len(answers.axes.sectors))
    moved = {name: counts + change[name] for name, counts in everywhere.items()}
    by_sector = {name: c + in_sector[:, :, None] * change[name][:, None, :] for name, c in by_sector.items()}
    return judge_replication(moved, by_sector, n_sites=len(pattern), rules=rules)


def _indicators(pattern: np.ndarray) -> dict[str, np.ndarray]:
    held = {"sites_with_evidence": pattern != Pattern.TOO_LITTLE}
    return held | {name: pattern == verdict for name, verdict in COUNTED.items()}
