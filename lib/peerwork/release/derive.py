"""Tables made anew from what may be shown, so that a total over sites holds no site that is withheld."""

from __future__ import annotations

from itertools import product

import numpy as np
import pandas as pd

from peerwork.disclosure.figures import WITHHELD, share_text
from peerwork.release.implied import show_differences, show_priorities
from peerwork.release.importance import Shown
from peerwork.release.shown_counts import count_shown
from peerwork.release.verdicts import Verdicts
from peerwork.scoring.qca.solve import Solution
from peerwork.scoring.tables import Tables
from peerwork.study.model import Study
from peerwork.vocabulary import Audience

CONFIGURATIONS = ("configurations", "configuration_models")


def tables_for_outsiders(
    study: Study, tables: Tables, importance: dict[str, Shown], verdicts: Verdicts, audience: Audience, least: int
) -> dict[str, pd.DataFrame]:
    """The tables as far as anybody outside the team could see them, before the audience's own thresholds.

    Differences are those of means that the audience sees, of `least` people or more.
    Nothing across sites is scored again: beside the team's verdicts stand counts of what is shown.
    """
    frames = {name: tables[name] for name in tables if name != "site_outcomes" or study.config.outcome_for_board}
    for name, change in {
        "conditions": _of_whole_sites,
        "configurations": _with_shares,
        "fieldwork": _totals_of_sites,
    }.items():
        if name in frames:
            frames[name] = change(frames[name])
    if "fieldwork" in frames and "fieldwork_by_site" in frames:
        status = frames["fieldwork_by_site"].set_index("site")["status"]
        frames["fieldwork"] = frames["fieldwork"].assign(status=lambda rows: rows["site"].map(status).astype("str"))
    frames |= count_shown(study, frames, verdicts)
    if not _is_scored_by_team(study):
        frames |= {name: _not_shown(frames[name], study) for name in CONFIGURATIONS if name in frames}
    if "tensions" in frames:
        frames["tensions"] = show_differences(frames["tensions"], importance, audience, least)
    if "indicator_priorities" in frames:
        frames["indicator_priorities"] = show_priorities(frames["indicator_priorities"], study)
    return frames


def _of_whole_sites(conditions: pd.DataFrame) -> pd.DataFrame:
    return conditions[conditions["group"].isna()].reset_index(drop=True)


def _with_shares(configurations: pd.DataFrame) -> pd.DataFrame:
    names = ["consistency", "pri", "raw_coverage", "unique_coverage"]
    shown = {name: configurations[name].map(share_text, na_action="ignore").astype("str") for name in names}
    return configurations.assign(**shown)


def _is_scored_by_team(study: Study) -> bool:
    """Whether every condition of the configurations is a set that the team scored itself: no answer is in them."""
    known = {domain.id for domain in study.framework.domains} | set(study.framework.by_id)
    return known.isdisjoint(study.config.configurations.conditions.values())


def _not_shown(rows: pd.DataFrame, study: Study) -> pd.DataFrame:
    """A row an outcome and solution, whatever there was: shares of answers at each site lie behind all the rest."""
    name = study.config.configurations.outcome or study.config.outcome
    outcome, solution = zip(*product((name, f"~{name}"), map(str, Solution)), strict=True)
    held = pd.DataFrame(WITHHELD, index=range(len(outcome)), columns=rows.columns, dtype="str")
    return held.assign(outcome=outcome, solution=solution)


def _totals_of_sites(rows: pd.DataFrame) -> pd.DataFrame:
    """One row a site: `group` and `status` blank, numbers summed (a plan that one group lacks is no plan)."""
    numbers = [name for name in ("planned_min", "planned_max", "done") if name in rows]
    totals = rows.groupby("site", as_index=False, observed=True)[numbers].sum(min_count=1)
    return totals.assign(group=pd.Series(np.nan, index=totals.index, dtype="str"))
