"""METHOD 9: the protocol's null hypotheses, site by site and in the study."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from peerwork.framework import Factor
from peerwork.rules import Rules, at_least, first_that_holds
from peerwork.scoring.access import ALL, Access, Protection
from peerwork.scoring.counts import share
from peerwork.scoring.found import Found
from peerwork.scoring.table_spec import ANY_SITE, FACTOR, SCOPE, SITE, choice, result_table, text, whole
from peerwork.vocabulary import FactorKind, Hypothesis, Null, Pattern, Scope, Status, YesNo

HYPOTHESES_TABLE = result_table(
    "hypotheses", "a null hypothesis at a site or in the study", section=9, files="answers",
    pages="certainty findings site_evidence",
    score=lambda found: _score(found),
    by=(choice("hypothesis", "a null hypothesis, named by what it denies", Hypothesis), SCOPE, ANY_SITE),
    columns=(
        whole("units", "what there is evidence on"), whole("supporting", "units that speak for the null"),
        whole("against", "units that speak against the null"),
        choice("verdict", "what the evidence says of the null", Null),
        choice("perceived_only", "yes where no indicator or outcome stands beside it", YesNo),
        whole("shown_units", "of them shown, outside the team", optional=True),
        whole("shown_supporting", "of those shown, for the null, outside the team", optional=True),
        whole("shown_against", "of those shown, against the null, outside the team", optional=True),
    ),
    access=Access(
        {
            ALL: "hypothesis scope site units supporting against shown_units shown_supporting shown_against "
            "verdict perceived_only",
        },
        protection=Protection.VERDICTS,
    ),
)  # fmt: skip

DIRECT_TESTS_TABLE = result_table(
    "direct_tests", "a factor that tests a null hypothesis, at a site", section=9, files="answers",
    pages="site_evidence",
    score=lambda found: _score_direct(found),
    by=(choice("hypothesis", "a null hypothesis, named by what it denies", Hypothesis), SITE, FACTOR),
    columns=(text("speaks", "of the null: against, supporting, undecided", blank="without enough evidence"),),
)  # fmt: skip


def _score_direct(found: Found) -> pd.DataFrame | None:
    """None where no factor of the study is a direct test."""
    factors = found.study.factors
    if not any(factor.tests for factor in factors):
        return None
    return score_direct_tests(found["conditions"], found["patterns"], sites=found.sites, factors=factors)


def _score(found: Found) -> pd.DataFrame | None:
    direct, study = found.get("direct_tests"), found.study
    if direct is None:
        return None
    measured = study.has("measurements") or study.has("outcomes")
    return mark_perceived(score_hypotheses(direct, sites=found.sites, rules=study.rules), measured=measured)


def score_direct_tests(
    conditions: pd.DataFrame, patterns: pd.DataFrame, *, sites: Iterable[str], factors: Iterable[Factor]
) -> pd.DataFrame:
    """One row a null hypothesis, site and factor that tests it directly: how the factor speaks (`speaks`).

    `against` when in place and, for a condition, replicated; `supporting` when not in place, or its pattern is no
    difference or alternative; `undecided` otherwise; blank without enough evidence by METHOD 2 (a condition: and 3).
    An outcome has no pattern. METHOD 9.
    """
    tests = [(str(h), f.id, f.kind is FactorKind.CONDITION) for h in Hypothesis for f in factors if h in f.tests]
    direct = pd.DataFrame(tests, columns=["hypothesis", "factor", "is_condition"]).astype({"is_condition": "bool"})
    direct = direct.merge(pd.DataFrame({"site": list(sites)}, dtype="str"), how="cross")
    whole_site = conditions.loc[conditions["group"].isna(), ["site", "factor", "status"]]
    direct = direct.merge(whole_site, on=["site", "factor"], how="left")
    direct = direct.merge(patterns[["site", "factor", "verdict"]], on=["site", "factor"], how="left")
    status = direct["status"].fillna(str(Status.TOO_LITTLE)).to_numpy(dtype=object)
    pattern = direct["verdict"].fillna(str(Pattern.TOO_LITTLE)).to_numpy(dtype=object)
    speaks = how_it_speaks(status, pattern, direct["is_condition"].to_numpy())
    direct["speaks"] = pd.Series(speaks, index=direct.index).replace("", None).astype("str")
    return direct[["hypothesis", "site", "factor", "speaks"]]


def how_it_speaks(status: np.ndarray, pattern: np.ndarray, is_condition: np.ndarray) -> np.ndarray:
    """How each factor speaks for or against a null, from its status and pattern: blank without enough evidence."""
    tests = [
        ((status == Status.TOO_LITTLE) | (is_condition & (pattern == Pattern.TOO_LITTLE)), ""),
        ((status == Status.IN_PLACE) & (~is_condition | (pattern == Pattern.REPLICATED)), "against"),
        (status == Status.NOT_IN_PLACE, "supporting"),
        (is_condition & np.isin(pattern, [Pattern.NO_DIFFERENCE, Pattern.ALTERNATIVE]), "supporting"),
    ]
    return np.select([test for test, _ in tests], [word for _, word in tests], "undecided").astype(object)


def score_hypotheses(direct: pd.DataFrame, *, sites: Iterable[str], rules: Rules) -> pd.DataFrame:
    """One row a null hypothesis in the study or at a site: whether it is challenged.

    At a site `units` are the factors with evidence, in the study the sites with a result; `supporting` and `against`
    count those that speak for the null and against it. From `rules.hypothesis_min_factors` factors (study:
    `rules.hypothesis_min_sites` sites): `rules.hypothesis_share` or more against is challenged, for it not_challenged,
    else open; fewer is too_little_evidence. A null is never upheld. METHOD 9.
    """
    cells = pd.MultiIndex.from_product([[str(h) for h in Hypothesis], list(sites)], names=["hypothesis", "site"])
    by_site = _count(direct, ["hypothesis", "site"], "speaks").reindex(cells, fill_value=0)
    by_site["verdict"] = _verdict(by_site, rules.hypothesis_min_factors, rules)
    by_site = by_site.reset_index().assign(scope=str(Scope.SITE))
    speaks = {str(Null.CHALLENGED): "against", str(Null.NOT_CHALLENGED): "supporting", str(Null.OPEN): "undecided"}
    results = by_site.assign(speaks=by_site["verdict"].map(speaks).astype("str"))
    study = _count(results, ["hypothesis"], "speaks").reindex([str(h) for h in Hypothesis], fill_value=0)
    study["verdict"] = _verdict(study, rules.hypothesis_min_sites, rules)
    study = study.reset_index(names="hypothesis").assign(scope=str(Scope.STUDY), site=None).astype({"site": "str"})
    return pd.concat([study, by_site], ignore_index=True)[HYPOTHESES_TABLE.names[:7]]


def _count(rows: pd.DataFrame, keys: list[str], column: str) -> pd.DataFrame:
    said = rows.dropna(subset=column)
    counts = {
        "units": said[column].notna(),
        "supporting": said[column].eq("supporting"),
        "against": said[column].eq("against"),
    }
    return pd.DataFrame(counts).groupby([said[key] for key in keys]).sum()


def _verdict(counts: pd.DataFrame, least: int, rules: Rules) -> pd.Series:
    units, supporting, against = (counts[name].to_numpy() for name in ("units", "supporting", "against"))
    verdict = judge_null(units, supporting, against, least, rules)
    return pd.Series(verdict, index=counts.index, dtype="str")


def judge_null(units: np.ndarray, supporting: np.ndarray, against: np.ndarray, least: int, rules: Rules) -> np.ndarray:
    """The verdict on a null from counts of units, of those that support it and of those against it, each an array.

    `least`: the units that it needs. METHOD 9.
    """
    kinds = {
        Null.TOO_LITTLE: units < least,
        Null.CHALLENGED: at_least(share(against, units), rules.hypothesis_share),
        Null.NOT_CHALLENGED: at_least(share(supporting, units), rules.hypothesis_share),
    }
    return first_that_holds(kinds, Null.OPEN)


def mark_perceived(hypotheses: pd.DataFrame, *, measured: bool) -> pd.DataFrame:
    """One row as in `hypotheses`, with `perceived_only`: yes for delivery until something measured stands beside it.

    `measured`: the study has indicators over time, or outcomes scored by the team. METHOD 9.
    """
    perceived = hypotheses["hypothesis"].eq(Hypothesis.DELIVERY) & (not measured)
    return hypotheses.assign(perceived_only=perceived.map({True: "yes", False: "no"}).astype("str"))
