"""Tables made anew from what may be shown, so that a total over sites holds no site that is withheld."""

from __future__ import annotations

import numpy as np
import pandas as pd

from peerwork.release.figures import WITHHELD, share_text
from peerwork.release.importance import Shown
from peerwork.release.judge import Standard, wide_figure_is_safe
from peerwork.release.shown_counts import count_shown
from peerwork.release.shown_tables import is_seen
from peerwork.release.verdicts import Verdicts
from peerwork.scoring.tables import Tables
from peerwork.study.model import Study
from peerwork.vocabulary import Audience, Kind, Scope


def open_tables(
    study: Study, tables: Tables, importance: dict[str, Shown], verdicts: Verdicts, audience: Audience, least: int
) -> dict[str, pd.DataFrame]:
    """The tables as far as anybody outside the team could see them, before the audience's own thresholds.

    Differences are those of means that the audience sees, of `least` people or more.
    Nothing across sites is scored again: beside the team's verdicts stand counts of what is shown.
    """
    frames = {name: tables[name] for name in tables}
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
    if "tensions" in frames:
        frames["tensions"] = _with_shown_differences(frames["tensions"], importance, audience, least)
    if "indicator_priorities" in frames:
        frames["indicator_priorities"] = _with_shown_means(frames["indicator_priorities"], study)
    return frames


def _of_whole_sites(conditions: pd.DataFrame) -> pd.DataFrame:
    return conditions[conditions["group"].isna()].reset_index(drop=True)


def _with_shares(configurations: pd.DataFrame) -> pd.DataFrame:
    names = ["consistency", "pri", "raw_coverage", "unique_coverage"]
    shown = {name: configurations[name].map(share_text, na_action="ignore").astype("str") for name in names}
    return configurations.assign(**shown)


def _totals_of_sites(rows: pd.DataFrame) -> pd.DataFrame:
    """One row a site: `group` and `status` blank, numbers summed (a plan that one group lacks is no plan)."""
    numbers = [name for name in ("planned_min", "planned_max", "done") if name in rows]
    totals = rows.groupby("site", as_index=False, observed=True)[numbers].sum(min_count=1)
    return totals.assign(group=pd.Series(np.nan, index=totals.index, dtype="str"))


def _with_shown_differences(
    tensions: pd.DataFrame, importance: dict[str, Shown], audience: Audience, least: int
) -> pd.DataFrame:
    """Study rows of importance; the difference is that of the two group means that are shown, and no finer."""
    rows = tensions[(tensions["scope"] == Scope.STUDY) & (tensions["measure"] == "importance")].reset_index(drop=True)

    def shown(factor: str, first: str, second: str) -> str:
        found = importance[factor].figures if factor in importance else {}
        means = [found.get((Scope.GROUP, group, Kind.EITHER)) for group in (first, second)]
        if any(not is_seen(figure, audience, least) or figure.text[0] in "<>" for figure in means):
            return WITHHELD
        return f"{float(means[0].text) - float(means[1].text):.1f}"

    keys = zip(rows["factor"].astype("str"), rows["group_a"].astype("str"), rows["group_b"].astype("str"), strict=True)
    return rows.assign(difference=pd.array([shown(*key) for key in keys], dtype="str"))


def _with_shown_means(priorities: pd.DataFrame, study: Study) -> pd.DataFrame:
    """Means of indicators to one decimal, bounded, from as many raters as keep each rating open."""
    standard = Standard.of(study.rules, (1, 2, 3, 4, 5))  # indicator_ratings.csv is always on 1 to 5

    def text(mean: float, n: float) -> str:
        if pd.isna(mean) or not wide_figure_is_safe(int(n), standard):
            return WITHHELD
        return standard.wide.text(standard.wide.mark(round(mean * n), int(n)))

    made = {
        name: pd.array([text(*row) for row in zip(priorities[name], priorities["n"], strict=True)], dtype="str")
        for name in ("importance", "feasibility")
    }
    return priorities.assign(**made)
