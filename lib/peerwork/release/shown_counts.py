"""Counts of sites and factors beside a verdict, for everybody but the team: over what is shown, and named so.

`shown_with_evidence` counts as the team's `sites_with_evidence` does, over the `sites_shown`: those whose verdict is
shown. The team's own count stands where all are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from peerwork.disclosure.figures import WITHHELD
from peerwork.release.verdicts import Verdicts
from peerwork.scoring.counts import axes_of
from peerwork.scoring.hypotheses import score_direct_tests
from peerwork.scoring.replication import (
    SECTOR,
    score_replication,
    score_replication_by,
    score_replication_by_value,
    site_values,
    verdicts_by_site,
)
from peerwork.study.model import Study
from peerwork.vocabulary import FactorKind, Null, Pattern, Scope

Frames = Mapping[str, pd.DataFrame]
COUNT = re.compile(r"(?P<sector>\w+_)?sites_(with_evidence|replicated|alternative|no_difference)")
NULL_COUNTS = ("units", "supporting", "against")
SPOKEN = {Null.CHALLENGED: "against", Null.NOT_CHALLENGED: "supporting"}


def count_shown(study: Study, frames: Frames, verdicts: Verdicts) -> dict[str, pd.DataFrame]:
    """The tables across sites with the counts of what is shown in the place of the team's."""
    made: dict[str, pd.DataFrame] = {}
    if {"conditions", "patterns"} <= set(frames):
        made |= _replication(study, frames, verdicts)
        if "hypotheses" in frames:
            made["hypotheses"] = _hypotheses(study, frames, verdicts)
    return made


def _replication(study: Study, frames: Frames, verdicts: Verdicts) -> dict[str, pd.DataFrame]:
    patterns = frames["patterns"]
    known = np.array([verdicts.known(site, factor, "verdict") for site, factor in _places(patterns)], dtype=np.bool_)
    visible = patterns.assign(verdict=patterns["verdict"].astype("str").where(known, str(Pattern.TOO_LITTLE)))
    by_site = verdicts_by_site(study, patterns=visible, conditions=frames["conditions"])
    shown = patterns[["site", "factor"]].astype("str").assign(known=known)
    attributes = study.config.site_attributes
    counted = {
        "replication": lambda: score_replication(by_site, axes_of(study).sectors),
        "replication_by": lambda: score_replication_by(by_site, attributes),
        "replication_by_value": lambda: score_replication_by_value(by_site, (SECTOR, *attributes)),
    }
    made: dict[str, pd.DataFrame] = {}
    for name in (name for name in counted if name in frames):
        made[name] = _with_counts(frames[name], counted[name](), _sites_shown(study, shown, frames[name]))
    return made


def _with_counts(rows: pd.DataFrame, counted: pd.DataFrame, sites: pd.DataFrame) -> pd.DataFrame:
    """The rows with the counts of `counted`, which has the same ones; `sites` says over how many, and of how many."""
    columns: dict[str, Any] = {}
    for name in rows.columns:
        found = COUNT.fullmatch(name)
        if not found:
            columns[name] = rows[name]
            continue
        sector = found["sector"] or ""
        if f"{sector}sites_shown" not in columns:
            columns[f"{sector}sites_shown"] = sites[f"{sector}shown"].to_numpy()
        part = (sites[f"{sector}shown"] < sites[f"{sector}all"]).to_numpy()
        columns[name] = rows[name].astype("str").mask(part, WITHHELD) if part.any() else rows[name]
        columns[f"{sector}shown_{found[2]}"] = counted[name].to_numpy()
    return pd.DataFrame(columns, index=rows.index)


def _sites_shown(study: Study, shown: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """For each row: at how many sites the verdict is shown, of how many (`all`); in `replication` by sector too."""
    sites = study.frames["sites"]
    grid = shown.pivot(index="site", columns="factor", values="known")
    factors = rows["factor"].astype("str")
    if "value" in rows:
        values = {name: site_values(sites, name).to_numpy() for name in dict.fromkeys(rows["attribute"].astype("str"))}
        told = zip(rows["attribute"].astype("str"), rows["value"].astype("str"), strict=True)
        inside = np.array([values[attribute] == value for attribute, value in told], dtype=bool)
        is_shown = grid.reindex(index=sites["site"], columns=factors).to_numpy(dtype=bool).T
        return pd.DataFrame({"shown": (inside & is_shown).sum(axis=1), "all": inside.sum(axis=1)})
    found = {"shown": grid.sum().reindex(factors).to_numpy(), "all": len(sites)}
    for sector in axes_of(study).sectors:
        where = list(sites["site"][sites["sector"] == sector])
        found |= {f"{sector}_shown": grid.loc[where].sum().reindex(factors).to_numpy(), f"{sector}_all": len(where)}
    return pd.DataFrame(found)


def _hypotheses(study: Study, frames: Frames, verdicts: Verdicts) -> pd.DataFrame:
    """With `shown_units`, `shown_supporting`, `shown_against`: of factors whose words are shown, of sites likewise."""
    rows = frames["hypotheses"].reset_index(drop=True)
    speaks = _speaks_at_sites(study, frames, verdicts)
    told = pd.concat([speaks, _speaks_of_sites(rows, verdicts)], ignore_index=True)
    keys = ["hypothesis", "site"]
    told["site"] = told["site"].fillna("")
    at = pd.MultiIndex.from_frame(rows[keys].astype("str").fillna(""))
    known = told[told["known"] & told["speaks"].notna()]
    counts = {
        "units": known["speaks"].notna(),
        "supporting": known["speaks"].eq("supporting"),
        "against": known["speaks"].eq("against"),
    }
    counted = pd.DataFrame(counts).groupby([known[key] for key in keys]).sum().reindex(at, fill_value=0)
    part = (~told["known"]).groupby([told[key] for key in keys]).any().reindex(at, fill_value=False).to_numpy()
    columns: dict[str, Any] = {f"shown_{name}": counted[name].to_numpy() for name in NULL_COUNTS}
    if part.any():
        columns |= {name: rows[name].astype("str").mask(part, WITHHELD) for name in NULL_COUNTS}
    return rows.assign(**columns)


def _speaks_at_sites(study: Study, frames: Frames, verdicts: Verdicts) -> pd.DataFrame:
    """One row a null, site and factor: how it speaks, and whether everybody may know."""
    sites = sorted(study.frames["sites"]["site"])
    direct = score_direct_tests(frames["conditions"], frames["patterns"], sites=sites, factors=study.factors)
    kinds = {factor.id: factor.kind is FactorKind.CONDITION for factor in study.factors}
    known = [
        verdicts.known(site, factor, "status") and (not kinds[factor] or verdicts.known(site, factor, "verdict"))
        for site, factor in _places(direct)
    ]
    return direct.assign(known=np.array(known, dtype=bool))


def _speaks_of_sites(rows: pd.DataFrame, verdicts: Verdicts) -> pd.DataFrame:
    """One row a null and site, as it counts in the study: how its verdict speaks, and whether that is told."""
    sites = rows[rows["scope"] == Scope.SITE]
    spoken = {str(null): SPOKEN.get(null, "undecided") for null in Null if null is not Null.TOO_LITTLE}
    told = [
        verdicts.told.get(("hypotheses", hypothesis, site), False)
        for hypothesis, site in zip(sites["hypothesis"].astype("str"), sites["site"].astype("str"), strict=True)
    ]
    return pd.DataFrame(
        {
            "hypothesis": sites["hypothesis"].astype("str"),
            "site": "",
            "speaks": sites["verdict"].astype("str").map(spoken),
            "known": np.array(told, dtype=bool),
        }
    )


def _places(rows: pd.DataFrame) -> list[tuple[str, str]]:
    return list(zip(rows["site"].astype("str"), rows["factor"].astype("str"), strict=True))
