"""METHOD 6: where two stakeholder groups see a factor differently, within sites and over them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations, product

import numpy as np
import pandas as pd
from scipy.special import stdtrit  # scipy.stats takes a second to import

from peerwork.rules import Rules
from peerwork.scoring.access import NOT_WORKSHOP, Access
from peerwork.scoring.counts import codes_of
from peerwork.scoring.people import with_people
from peerwork.scoring.permutation import permutation_p_value
from peerwork.scoring.table_spec import ANY_SITE, FACTOR, NONE, SCOPE, number, proportion, result_table, text, whole
from peerwork.study.model import Study
from peerwork.study.schema import Known
from peerwork.vocabulary import InPlace, Scope

SHARE = {str(InPlace.NO): 0.0, str(InPlace.PARTLY): 0.5, str(InPlace.YES): 1.0}
MEASURES = ("importance", "in_place")


TENSIONS_TABLE = result_table(
    "tensions", "a factor and a pair of groups in one scope", section=6, files="answers",
    pages="findings perspectives site_evidence stakeholder_group summary",
    score=lambda found: _score(found.study),
    by=(
        SCOPE, ANY_SITE, text("measure", "importance or in_place"), FACTOR,
        text("group_a", "the first of two groups, in the framework's order", known=Known.GROUP),
        text("group_b", "the second", known=Known.GROUP),
    ),
    columns=(
        whole("n_sites", "sites with answers of both groups"), whole("n_a", "people of group a"),
        whole("n_b", "people of group b"), number("difference", "mean of group a less mean of group b"),
        number("cliffs_delta", "Cliff's delta of group a against group b, -1 to 1", low=-1, high=1),
        number("ci_low", "lower end of the 95 % interval", blank=NONE),
        number("ci_high", "upper end of the 95 % interval", blank=NONE),
        proportion("p_value", "permutation p value; sites and people are chosen, so it decides nothing"),
        proportion("p_adjusted", "p value after Benjamini-Hochberg over all pairs and factors of the measure"),
    ),
    access=Access(
        {NOT_WORKSHOP: "scope measure factor group_a group_b difference"},
        starred="n_sites n_a n_b cliffs_delta ci_low ci_high p_value p_adjusted",
    ),
)  # fmt: skip


def _score(study: Study) -> pd.DataFrame:
    answers, framework = with_people(study.frames["answers"], study), study.framework
    factors = [factor.id for factor in study.factors]
    return score_tensions(answers, factors=factors, groups=framework.groups, scale=framework.scale, rules=study.rules)


def score_tensions(
    answers: pd.DataFrame, *, factors: Iterable[str], groups: Iterable[str], scale: Iterable[int], rules: Rules
) -> pd.DataFrame:
    """One row a factor and a pair of groups (in the framework's order) and measure, in the study and at each site.

    `answers` has `site` and `group` beside each answer. `difference` is mean of `group_a` less mean of `group_b` (in
    points of the scale, or share in place), `cliffs_delta` the share of pairs of people in which a is higher less that
    in which b is (-1 to 1). A site counts where both groups said something: blank, unsure, not applicable do not. The
    study's are means over those `n_sites` sites, with a permutation p value of the delta, a t interval of the
    difference from `rules.tension_interval_min_sites` sites on, and Benjamini-Hochberg over all rows of a measure.
    METHOD 6; Cliff, Psychological Bulletin 1993;114:494; Benjamini & Hochberg, J R Stat Soc B 1995;57:289.
    """
    known = [group for group in groups if answers["group"].eq(group).any()]
    sites, asked = sorted(answers["site"].dropna().unique()), list(factors)
    labels: dict[str, list] = {"importance": sorted(scale), "in_place": list(SHARE)}
    study, at_sites = [], []
    for measure in MEASURES:
        points = [SHARE.get(label, label) for label in labels[measure]]
        by_factor = _counts(answers, asked, sites, known, measure, labels[measure])
        for (factor, counts), (a, b) in product(zip(asked, by_factor, strict=True), combinations(range(len(known)), 2)):
            both = (counts[:, a].sum(axis=1) > 0) & (counts[:, b].sum(axis=1) > 0)
            if both.any():
                names = {"measure": measure, "factor": factor, "group_a": known[a], "group_b": known[b]}
                found = _at_sites(counts[both, a], counts[both, b], np.array(points, dtype=float))
                at_sites.append(names | found | {"site": np.array(sites, dtype=object)[both]})
                study.append(names | _over_sites(found, counts[both, a], counts[both, b], points, rules))
    return _adjusted(pd.concat([_frame(study, Scope.STUDY), _exploded(at_sites)], ignore_index=True))


def _counts(answers: pd.DataFrame, factors: list, sites: list, groups: list, measure: str, labels: list) -> np.ndarray:
    """How many people gave each point: factors x sites x groups x points."""
    axes = {"factor": factors, "site": sites, "group": groups, measure: labels}
    shape = tuple(len(values) for values in axes.values())
    codes = np.array([codes_of(answers[name], values) for name, values in axes.items()], dtype=np.int64)
    known = (codes >= 0).all(axis=0)
    cells = np.ravel_multi_index(list(codes[:, known]), shape) if known.any() else np.zeros(0, dtype=np.int64)
    return np.bincount(cells, minlength=int(np.prod(shape))).reshape(shape)


def _at_sites(counts_a: np.ndarray, counts_b: np.ndarray, points: np.ndarray) -> dict[str, np.ndarray]:
    n_a, n_b = counts_a.sum(axis=1), counts_b.sum(axis=1)
    difference = counts_a @ points / n_a - counts_b @ points / n_b
    return {"n_a": n_a, "n_b": n_b, "difference": difference, "cliffs_delta": cliffs_delta(counts_a, counts_b)}


def cliffs_delta(counts_a: np.ndarray, counts_b: np.ndarray) -> np.ndarray:
    """Cliff's delta of each row: `counts_a` and `counts_b` hold how often each point, lowest first, was given.

    Missing where a side is empty. -1 to 1, positive when a is higher.
    """
    below = np.cumsum(counts_b, axis=1) - counts_b
    above = counts_b.sum(axis=1, keepdims=True) - below - counts_b
    pairs = counts_a.sum(axis=1) * counts_b.sum(axis=1)
    won = (counts_a * (below - above)).sum(axis=1)
    return np.divide(won, pairs, out=np.full(len(pairs), np.nan), where=pairs > 0)


def _over_sites(at_sites: dict, counts_a: np.ndarray, counts_b: np.ndarray, points: list, rules: Rules) -> dict:
    low, high = _interval(at_sites["difference"], points[-1] - points[0], rules)
    return {
        "n_sites": len(counts_a),
        "n_a": at_sites["n_a"].sum(),
        "n_b": at_sites["n_b"].sum(),
        "difference": at_sites["difference"].mean(),
        "cliffs_delta": at_sites["cliffs_delta"].mean(),
        "ci_low": low,
        "ci_high": high,
        "p_value": permutation_p_value(counts_a, counts_b, rules=rules),
    }


def _interval(differences: np.ndarray, widest: float, rules: Rules) -> tuple[float, float]:
    """t over sites, clipped to the differences that the scale allows; missing below the least number of sites."""
    k = len(differences)
    if k < rules.tension_interval_min_sites:
        return np.nan, np.nan
    reach = stdtrit(k - 1, (1 + rules.confidence) / 2) * differences.std(ddof=1) / np.sqrt(k)
    low, high = np.clip([differences.mean() - reach, differences.mean() + reach], -widest, widest)
    return float(low), float(high)


def _frame(rows: list[dict] | dict, scope: Scope) -> pd.DataFrame:
    frame = pd.DataFrame(rows).reindex(columns=TENSIONS_TABLE.names).assign(scope=str(scope))
    return frame.astype(TENSIONS_TABLE.types)


def _exploded(at_sites: list[dict]) -> pd.DataFrame:
    """One row a pair and site, of one dict a pair that holds an array over sites."""
    if not at_sites:
        return _frame([], Scope.SITE)
    lengths = [len(pair["site"]) for pair in at_sites]
    columns = {
        name: np.concatenate([pair[name] for pair in at_sites])
        if isinstance(at_sites[0][name], np.ndarray)
        else np.repeat([pair[name] for pair in at_sites], lengths)
        for name in at_sites[0]
    }
    return _frame(columns | {"n_sites": np.ones(sum(lengths), dtype="int64")}, Scope.SITE)


def _adjusted(tensions: pd.DataFrame) -> pd.DataFrame:
    adjusted = tensions.groupby("measure")["p_value"].transform(benjamini_hochberg)
    return tensions.assign(p_adjusted=adjusted.astype("float64"))


def benjamini_hochberg(p_values: pd.Series) -> pd.Series:
    """Each p value adjusted for all that are there, so that those below q hold at most a share q of false discoveries.

    A missing value stays missing and does not count as a test. Benjamini & Hochberg 1995.
    """
    largest_first = p_values.dropna().sort_values(ascending=False)
    rank = np.arange(len(largest_first), 0, -1)
    return (largest_first * len(largest_first) / rank).cummin().clip(upper=1).reindex(p_values.index)
