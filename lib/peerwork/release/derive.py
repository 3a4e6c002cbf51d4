"""Tables made anew from what may be shown, so that a total over sites holds no site that is withheld."""

from __future__ import annotations

import numpy as np
import pandas as pd

from peerwork.release.figures import WITHHELD, share_text
from peerwork.release.implied import show_differences, show_priorities
from peerwork.release.importance import Shown
from peerwork.scoring.counts import axes_of
from peerwork.scoring.hypotheses import mark_perceived, score_direct_tests, score_hypotheses
from peerwork.scoring.replication import (
    SECTOR,
    score_replication,
    score_replication_by,
    score_replication_by_value,
    verdicts_by_site,
)
from peerwork.scoring.tables import Tables
from peerwork.study.model import Study
from peerwork.vocabulary import Audience, Status

TOO_LITTLE = str(Status.TOO_LITTLE)


def open_tables(
    study: Study, tables: Tables, importance: dict[str, Shown], audience: Audience, least: int
) -> dict[str, pd.DataFrame]:
    """The tables as far as anybody outside the team could see them, before the audience's own thresholds.

    Differences are those of means that the audience sees, of `least` people or more.
    Everything across sites is scored again from the statuses and verdicts that a board sees.
    """
    frames = {name: tables[name] for name in tables}
    for name, change in {
        "conditions": _of_whole_sites,
        "patterns": _with_fragile,
        "configurations": _with_shares,
        "fieldwork": _totals_of_sites,
        "interviews": _totals_of_sites,
    }.items():
        if name in frames:
            frames[name] = change(frames[name])
    if "fieldwork" in frames and "fieldwork_by_site" in frames:
        status = frames["fieldwork_by_site"].set_index("site")["status"]
        frames["fieldwork"] = frames["fieldwork"].assign(status=lambda rows: rows["site"].map(status).astype("str"))
    if {"conditions", "patterns"} <= set(frames):
        frames |= _across_sites(study, frames)
    if "fidelity" in frames and "conditions" in frames:
        frames["fidelity"] = _with_seen_statuses(frames["fidelity"], _seen(frames["conditions"], "status", study))
    if "tensions" in frames:
        frames["tensions"] = show_differences(frames["tensions"], importance, audience, least)
    if "indicator_priorities" in frames:
        frames["indicator_priorities"] = show_priorities(frames["indicator_priorities"], study)
    return frames


def _of_whole_sites(conditions: pd.DataFrame) -> pd.DataFrame:
    return conditions[conditions["group"].isna()].reset_index(drop=True)


def _with_fragile(patterns: pd.DataFrame) -> pd.DataFrame:
    """A verdict is fragile when one answer could change it."""
    flips = patterns["flips_to_change"]
    fragile = pd.Series(np.where(flips.fillna(0) == 1, "yes", "no"), index=patterns.index, dtype="str")
    return patterns.assign(fragile=fragile.mask(flips.isna()))


def _with_shares(configurations: pd.DataFrame) -> pd.DataFrame:
    names = ["consistency", "pri", "raw_coverage", "unique_coverage"]
    shown = {name: configurations[name].map(share_text, na_action="ignore").astype("str") for name in names}
    return configurations.assign(**shown)


def _totals_of_sites(rows: pd.DataFrame) -> pd.DataFrame:
    """One row a site: `group` and `status` blank, numbers summed (a plan that one group lacks is no plan)."""
    numbers = [name for name in ("planned_min", "planned_max", "done") if name in rows]
    totals = rows.groupby("site", as_index=False, observed=True)[numbers].sum(min_count=1)
    return totals.assign(group=pd.Series(np.nan, index=totals.index, dtype="str"))


def _across_sites(study: Study, frames: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    conditions, patterns = frames["conditions"], frames["patterns"]
    status = conditions.assign(status=_seen(conditions, "status", study)["status"])
    verdict = patterns.assign(verdict=_seen(patterns, "verdict", study)["verdict"])
    by_site = verdicts_by_site(study, patterns=verdict, conditions=status)
    attributes = study.config.site_attributes
    made = {
        "replication": lambda: score_replication(by_site, axes_of(study).sectors),
        "replication_by": lambda: score_replication_by(by_site, attributes),
        "replication_by_value": lambda: score_replication_by_value(by_site, (SECTOR, *attributes)),
        "hypotheses": lambda: _hypotheses(study, status, verdict),
    }
    return {name: score() for name, score in made.items() if name in frames}


def _hypotheses(study: Study, status: pd.DataFrame, verdict: pd.DataFrame) -> pd.DataFrame:
    sites = sorted(study.frames["sites"]["site"])
    direct = score_direct_tests(status, verdict, sites=sites, factors=study.factors)
    measured = study.has("measurements") or study.has("outcomes")
    return mark_perceived(score_hypotheses(direct, sites=sites, rules=study.rules), measured=measured)


def _seen(rows: pd.DataFrame, column: str, study: Study) -> pd.DataFrame:
    """The rows with the column as a board sees it: too little evidence where it is withheld."""
    hidden = rows["n"].fillna(0) < study.rules.min_people_board
    return rows.assign(**{column: rows[column].astype("str").mask(hidden, TOO_LITTLE), "hidden": hidden})


def _with_seen_statuses(fidelity: pd.DataFrame, conditions: pd.DataFrame) -> pd.DataFrame:
    hidden = pd.MultiIndex.from_frame(conditions.loc[~conditions["hidden"], ["site", "factor"]])
    unseen = ~pd.MultiIndex.from_frame(fidelity[["site", "factor"]]).isin(hidden)
    names = ["interviews", "fidelity", "sources"]
    return fidelity.assign(**{name: fidelity[name].astype("str").mask(unseen, WITHHELD) for name in names})
