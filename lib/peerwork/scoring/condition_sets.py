"""The sets of METHOD 10: shares in place calibrated, and memberships that the team scored itself."""

from __future__ import annotations

import pandas as pd

from peerwork.rules import Rules
from peerwork.scoring.counts import axes_of
from peerwork.scoring.found import Found
from peerwork.scoring.qca.calibrate import calibrate_crisp, calibrate_fuzzy
from peerwork.scoring.table_spec import SITE, proportion, result_table, text
from peerwork.study.config import Anchors
from peerwork.study.model import Study
from peerwork.vocabulary import FactorKind, Status

CALIBRATION_TABLE = result_table(
    "calibration", "a condition at a site", section=10, files="outcomes", pages="configurations",
    score=lambda found: _score(found),
    columns=(
        text("condition", "a condition, by its short name"),
        text("source", "a domain, a factor or a set of outcomes.csv"), SITE,
        proportion("raw", "share in place, or membership as scored"),
        proportion("membership", "membership in the set"),
    ),
)  # fmt: skip


def _score(found: Found) -> pd.DataFrame | None:
    """None where `study.yaml` declares no conditions or no outcome."""
    study = found.study
    declared = study.config.configurations.conditions and outcome_of(study)
    return score_calibration(study, found.get("conditions")) if declared else None


def outcome_of(study: Study) -> str | None:
    """The outcome that conditions are set against: the analysis' own, else the study's."""
    return study.config.configurations.outcome or study.config.outcome


def score_calibration(study: Study, conditions: pd.DataFrame | None) -> pd.DataFrame:
    """One row a condition and site: the raw value (`raw`) and the membership (0 to 1) that it is calibrated to.

    The raw value of a factor is its share in place; of a domain, the mean share of its factors of kind condition.
    Factors with too little evidence at the site are left out of it; with none left it is missing. A set of
    outcomes.csv is a membership already. Anchors: the condition's own, else the study's, else fully out and in at the
    shares from which METHOD 2 says not in place and in place. METHOD 10.
    """
    declared = study.config.configurations
    default = declared.anchors or default_anchors(study.rules)
    parts = []
    for name, source in declared.conditions.items():
        shares = _shares_in_place(study, conditions, source)
        raw = memberships(study, source) if shares is None else shares
        kept = raw if shares is None else _calibrated(raw, declared.calibration.get(name, default))
        columns = {"condition": name, "source": source, "site": raw.index, "raw": raw, "membership": kept}
        parts.append(pd.DataFrame(columns))
    return pd.concat(parts, ignore_index=True).astype({name: "str" for name in ("condition", "source", "site")})


def default_anchors(rules: Rules) -> Anchors:
    """Fully out and in where METHOD 2 begins to say not in place and in place; neither halfway between."""
    out, fully_in = rules.not_in_place_share, rules.in_place_share
    return Anchors.model_validate({"out": out, "crossover": (out + fully_in) / 2, "in": fully_in})


def _calibrated(raw: pd.Series, anchors: Anchors) -> pd.Series:
    out, crossover, fully_in = anchors.out, anchors.crossover, anchors.fully_in
    if out is None or crossover is None or fully_in is None:
        return calibrate_crisp(raw, threshold=anchors.crisp or 0.0)
    return calibrate_fuzzy(raw, out=out, crossover=crossover, fully_in=fully_in)


def _shares_in_place(study: Study, conditions: pd.DataFrame | None, source: str) -> pd.Series | None:
    """The share in place by site of a factor or domain; None where the source is neither."""
    domains = {domain.id: domain.factors for domain in study.framework.domains}
    factors = {f.id for f in domains.get(source, ()) if f.kind is FactorKind.CONDITION} | (
        {source} & set(study.framework.by_id)
    )
    if not factors:
        return None
    if conditions is None:
        return pd.Series(float("nan"), index=pd.Index(axes_of(study).sites, name="site"))
    whole_site = conditions[conditions["group"].isna() & conditions["factor"].isin(factors)]
    known = whole_site[whole_site["status"].ne(Status.TOO_LITTLE)].astype({"site": "str"})
    return known.groupby("site")["share_in_place"].mean().reindex(axes_of(study).sites)


def memberships(study: Study, name: str) -> pd.Series:
    """The membership of each site in a set of outcomes.csv."""
    outcomes = study.frames["outcomes"]
    rows = outcomes[outcomes["outcome"].eq(name)]
    return rows.set_index(rows["site"].astype("str"))["membership"].reindex(axes_of(study).sites)
