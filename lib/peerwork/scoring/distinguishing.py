"""METHOD 11: which factors separate high- from low-implementation sites, from consensus ratings?"""

from __future__ import annotations

import numpy as np
import pandas as pd

from peerwork.rules import at_least, first_that_holds
from peerwork.scoring.access import NOT_WORKSHOP, Access
from peerwork.scoring.table_spec import FACTOR, NONE, choice, number, result_table
from peerwork.study.model import Study
from peerwork.vocabulary import AnalystCall, Distinguishing, Implementation, YesNo

HIGH, LOW = str(Implementation.HIGH), str(Implementation.LOW)
STRONG, WEAK = str(AnalystCall.STRONG), str(AnalystCall.WEAK)


DISTINGUISHING_TABLE = result_table(
    "distinguishing", "a factor", section=11, files="site_ratings",
    pages="findings ratings site site_evidence sites summary summary_plain",
    score=lambda found: score_distinguishing(found.study), by=(FACTOR,),
    columns=(
        number("lowest_high", "lowest rating among high-implementation sites"),
        number("highest_low", "highest rating among low-implementation sites"),
        number("gap", "lowest rating of the high sites less highest of the low ones"),
        choice("verdict", "whether it separates high sites from low ones", Distinguishing),
        choice("strength", "strong or weak", AnalystCall, blank="unless distinguishing", optional=True),
        choice("analyst_call", "the analyst's own call", AnalystCall, blank=NONE, optional=True),
        choice("differs", "whether the two calls differ", YesNo, blank=NONE, optional=True),
    ),
    access=Access({NOT_WORKSHOP: "factor lowest_high highest_low gap verdict"}),
)  # fmt: skip


def score_distinguishing(study: Study) -> pd.DataFrame:
    """One row a factor with site ratings: the gap from its highest rating at a low site to its lowest at a high one.

    gap > 0 is distinguishing; no rating on a side is too little evidence. A rating marked mixed counts as its number,
    a blank one is left out; sites that are neither high nor low are on no side. With `rules.strong_gap` a
    distinguishing factor is strong from that gap on, else weak (`strength`). Where the study brings its analysts'
    calls (`analyst_calls.csv`) they stand beside: `analyst_call` (distinguishing, strong, weak, not_distinguishing) and
    `differs` (yes, no): a call of strong or weak is one of distinguishing too. METHOD 11.
    """
    ratings = study.frames["site_ratings"].merge(_sides(study), on="site", how="left", validate="m:1")
    order = [factor.id for factor in study.factors if factor.id in set(ratings["factor"])]
    ends = pd.DataFrame({"factor": order})
    ends["lowest_high"] = _by_factor(ratings, HIGH).min().reindex(order).to_numpy()
    ends["highest_low"] = _by_factor(ratings, LOW).max().reindex(order).to_numpy()
    ends["gap"] = ends["lowest_high"] - ends["highest_low"]
    tests = {Distinguishing.TOO_LITTLE: ends["gap"].isna(), Distinguishing.DISTINGUISHING: ends["gap"] > 0}
    ends["verdict"] = first_that_holds(tests, Distinguishing.NOT_DISTINGUISHING)
    if study.rules.strong_gap is not None:
        ends["strength"] = _strength(ends, study.rules.strong_gap)
    return _beside_calls(ends, study) if study.has("analyst_calls") else ends


def _sides(study: Study) -> pd.DataFrame:
    sites = study.frames["sites"]
    side = sites["implementation"] if "implementation" in sites else pd.Series(pd.NA, index=sites.index, dtype="str")
    return pd.DataFrame({"site": sites["site"], "side": side})


def _by_factor(ratings: pd.DataFrame, side: str) -> pd.api.typing.SeriesGroupBy:
    return ratings[ratings["side"] == side].groupby("factor")["rating"]


def _strength(ends: pd.DataFrame, strong_gap: float) -> pd.Series:
    distinguishing = ends["verdict"] == str(Distinguishing.DISTINGUISHING)
    graded = pd.Series(np.where(at_least(ends["gap"], strong_gap), STRONG, WEAK), index=ends.index, dtype="str")
    return graded.where(distinguishing)


def _beside_calls(ends: pd.DataFrame, study: Study) -> pd.DataFrame:
    """The computed verdicts with the analysts' own; a factor without a call is blank in both columns."""
    calls = study.frames["analyst_calls"].set_index("factor")["call"]
    call = calls.reindex(ends["factor"]).reset_index(drop=True)
    graded = call.isin([STRONG, WEAK])
    verdict = call.mask(graded, str(Distinguishing.DISTINGUISHING))
    differs = ends["verdict"] != verdict
    if "strength" in ends:
        differs |= graded & (ends["strength"] != call)
    said = pd.Series(np.where(differs, "yes", "no"), dtype="str").where(call.notna())
    return ends.assign(analyst_call=call, differs=said)
