"""METHOD 4: does the pattern of a site come back at the others?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from peerwork.rules import Rules, at_least, first_that_holds
from peerwork.scoring.access import NOT_WORKSHOP, ONLY_BOARD, Access, Protection
from peerwork.scoring.counts import codes_of, share
from peerwork.scoring.found import Found
from peerwork.scoring.table_spec import FACTOR, choice, result_table, text, whole
from peerwork.study.model import Study
from peerwork.vocabulary import Pattern, Replication, Status

SECTOR = "sector"
COMMUNITY = "community"
COUNTED = {
    "sites_replicated": Pattern.REPLICATED,
    "sites_alternative": Pattern.ALTERNATIVE,
    "sites_no_difference": Pattern.NO_DIFFERENCE,
}


COUNTS = (
    whole("sites_with_evidence", "sites with enough evidence"),
    whole("sites_replicated", "sites where the pattern replicated"),
    whole("sites_alternative", "sites where an alternative pattern was found"),
    whole("sites_no_difference", "sites where the factor made no difference"),
)
OUTSIDE = tuple(  # beside them in a release, which may not show every site
    whole(name, f"{says}, outside the team", optional=True)
    for name, says in {
        "sites_shown": "sites whose verdict is shown",
        "shown_with_evidence": "of the sites shown, those with enough evidence",
        "shown_replicated": "of the sites shown, those where the pattern replicated",
        "shown_alternative": "of the sites shown, those where an alternative pattern was found",
        "shown_no_difference": "of the sites shown, those where the factor made no difference",
    }.items()
)
SHOWN = " ".join(column.name for column in (*COUNTS, *OUTSIDE))
BY_SECTOR = tuple(
    replace(column, name=f"<sector>_{column.name}", says=f"of one sector, {column.says}", optional=True)
    for column in (*COUNTS, *OUTSIDE)
)
SHOWN_BY_SECTOR = " ".join(column.name for column in BY_SECTOR)
WITH_OUTCOME = (
    whole("literal", "sites: replicated, in place, outcome present", blank="without outcomes"),
    whole("theoretical", "sites: replicated, not in place, outcome absent", blank="without outcomes"),
)
ATTRIBUTE = text("attribute", "an attribute of sites, as study.yaml declares it")

REPLICATION_TABLE = result_table(
    "replication", "a factor", section=4, files="answers",
    pages=("community conditions findings handbook handbook_domain patterns site site_evidence sites "
           "start_here summary summary_plain workshop"),
    score=lambda found: score_replication(found.once(_verdicts), found.answers.axes.sectors), by=(FACTOR,),
    columns=(
        *COUNTS, *WITH_OUTCOME, choice("verdict", "does the pattern hold across sites", Replication), *OUTSIDE,
        *BY_SECTOR,
    ),
    access=Access(
        {NOT_WORKSHOP: f"factor literal theoretical verdict {SHOWN} {SHOWN_BY_SECTOR}"},
        protection=Protection.VERDICTS,
    ),
)  # fmt: skip

REPLICATION_BY_TABLE = result_table(
    "replication_by", "a factor by one declared attribute of sites (exploratory)", section=4, files="answers",
    pages="patterns",
    score=lambda found: _score_by_attributes(found), by=(ATTRIBUTE, FACTOR),
    columns=(
        *COUNTS, *WITH_OUTCOME, choice("verdict", "does it hold across the attribute's values", Replication), *OUTSIDE,
    ),
    access=Access(
        {NOT_WORKSHOP: f"attribute factor literal theoretical verdict {SHOWN}"},
        protection=Protection.VERDICTS,
    ),
)  # fmt: skip

REPLICATION_BY_VALUE_TABLE = result_table(
    "replication_by_value", "a factor among the sites with one value of an attribute", section=4, files="answers",
    pages="patterns",
    score=lambda found: score_replication_by_value(found.once(_verdicts), (SECTOR, *found.attributes)),
    by=(ATTRIBUTE, text("value", "the attribute's value"), FACTOR),
    columns=(whole("sites", "sites with that value"), *COUNTS, *OUTSIDE),
    access=Access({ONLY_BOARD: f"attribute value factor sites {SHOWN}"}),
)  # fmt: skip


@dataclass(frozen=True)
class SiteVerdicts:
    """The pattern and status of every site (rows) and condition factor (columns), and the outcome at each site."""

    sites: pd.DataFrame
    factors: tuple[str, ...]
    pattern: np.ndarray
    status: np.ndarray
    membership: np.ndarray | None
    rules: Rules

    @property
    def evidence(self) -> np.ndarray:
        """Where there is evidence enough for a verdict."""
        return self.pattern != Pattern.TOO_LITTLE

    def counts(self, where: np.ndarray) -> dict[str, np.ndarray]:
        """By factor: the sites among these with evidence, and with each verdict."""
        found = {"sites_with_evidence": self.evidence[where].sum(axis=0)}
        return found | {name: (self.pattern[where] == verdict).sum(axis=0) for name, verdict in COUNTED.items()}


def _verdicts(found: Found) -> SiteVerdicts:
    return verdicts_by_site(found.study, patterns=found["patterns"], conditions=found["conditions"])


def _score_by_attributes(found: Found) -> pd.DataFrame | None:
    return score_replication_by(found.once(_verdicts), found.attributes) if found.attributes else None


def verdicts_by_site(study: Study, *, patterns: pd.DataFrame, conditions: pd.DataFrame) -> SiteVerdicts:
    """The verdicts of METHOD 2 and 3 side by side, a site a row; the outcome only where the study names one."""
    sites = study.frames["sites"].sort_values("site").reset_index(drop=True)
    factors = tuple(factor.id for factor in study.conditions)
    of_all = conditions[conditions["group"].isna()]
    return SiteVerdicts(
        sites=sites,
        factors=factors,
        pattern=_grid(patterns, "verdict", sites["site"], factors),
        status=_grid(of_all, "status", sites["site"], factors),
        membership=membership_of(study, sites["site"]),
        rules=study.rules,
    )


def score_replication(verdicts: SiteVerdicts, sectors: tuple[str, ...]) -> pd.DataFrame:
    """One row a condition factor: at how many sites its pattern replicates, and whether that is generic.

    `literal` and `theoretical` count the sites that replicate in Yin's sense, with an outcome from another source;
    blank where the study has none. For each sector `<sector>_sites_with_evidence` and `<sector>_sites_replicated`.
    The verdict is over the sectors. METHOD 4.
    """
    frame = _score_by(verdicts, site_values(verdicts.sites, SECTOR))
    for sector in sectors:
        found = verdicts.counts((verdicts.sites[SECTOR] == sector).to_numpy())
        for name in ("sites_with_evidence", "sites_replicated"):
            frame[f"{sector}_{name}"] = found[name]
    return frame


def score_replication_by(verdicts: SiteVerdicts, attributes: tuple[str, ...]) -> pd.DataFrame:
    """One row a condition factor and site attribute, whose values play the part of the sectors. Exploratory. METHOD 4.

    A site whose attribute is blank counts among the sites and in no value.
    """
    frames = [
        _score_by(verdicts, site_values(verdicts.sites, attribute)).assign(attribute=attribute)
        for attribute in attributes
    ]
    columns = ["attribute", *(name for name in frames[0].columns if name != "attribute")]
    return pd.concat(frames, ignore_index=True)[columns]


def score_replication_by_value(verdicts: SiteVerdicts, attributes: tuple[str, ...]) -> pd.DataFrame:
    """One row a condition factor, attribute and value of it: its sites, and how many of them have each verdict."""
    frames = []
    for attribute in attributes:
        values = site_values(verdicts.sites, attribute)
        for value in sorted(set(values.dropna())):
            where = (values == value).to_numpy()
            columns = {"attribute": attribute, "value": value, "factor": verdicts.factors, "sites": where.sum()}
            frames.append(pd.DataFrame(columns | verdicts.counts(where)))
    return pd.concat(frames, ignore_index=True)


def site_values(sites: pd.DataFrame, attribute: str) -> pd.Series:
    """The value of the attribute at each site; a site is `specific` to a community or `other`."""
    values = sites[attribute]
    if attribute == COMMUNITY:
        return pd.Series(np.where(values.isna(), "other", "specific"), index=sites.index, dtype="str")
    return values


def _score_by(verdicts: SiteVerdicts, values: pd.Series) -> pd.DataFrame:
    everywhere = np.ones(len(values), dtype=bool)
    columns = {"factor": verdicts.factors} | verdicts.counts(everywhere) | _with_outcome(verdicts)
    return pd.DataFrame(columns | {"verdict": _verdict(verdicts, values)})


def _with_outcome(verdicts: SiteVerdicts) -> dict[str, Any]:
    """By factor: the sites of literal and of theoretical replication, blank without an outcome."""
    if verdicts.membership is None:
        return dict.fromkeys(("literal", "theoretical"), pd.array([pd.NA] * len(verdicts.factors), dtype="Int64"))
    replicated = verdicts.pattern == Pattern.REPLICATED
    present = (verdicts.membership > verdicts.rules.outcome_present_above)[:, None]
    absent = (verdicts.membership <= verdicts.rules.outcome_present_above)[:, None]
    literal = replicated & (verdicts.status == Status.IN_PLACE) & present
    theoretical = replicated & (verdicts.status == Status.NOT_IN_PLACE) & absent
    found = {"literal": literal, "theoretical": theoretical}
    return {name: pd.array(sites.sum(axis=0), dtype="Int64") for name, sites in found.items()}


def _verdict(verdicts: SiteVerdicts, values: pd.Series) -> np.ndarray:
    everywhere = verdicts.counts(np.ones(len(values), dtype=bool))
    parts = [verdicts.counts((values == value).to_numpy()) for value in sorted(set(values.dropna()))]
    shape = (len(parts), len(verdicts.factors))
    by_value = {
        name: np.array([part[name] for part in parts]).reshape(shape)
        for name in ("sites_with_evidence", "sites_replicated")
    }
    return judge_replication(everywhere, by_value, n_sites=len(values), rules=verdicts.rules)


def judge_replication(
    everywhere: Mapping[str, np.ndarray], by_value: Mapping[str, np.ndarray], *, n_sites: int, rules: Rules
) -> np.ndarray:
    """One verdict a factor, over the values of an attribute; a value speaks with `rules.evidence_sector_sites` sites.

    Counts of sites as `SiteVerdicts.counts` gives them: `everywhere` by factor (last axis), `by_value` by value and
    factor. Axes before these are kept: many counts are judged at once. METHOD 4.
    """
    with_evidence, n = by_value["sites_with_evidence"], everywhere["sites_with_evidence"]
    replicated = share(by_value["sites_replicated"], with_evidence)
    speaks = with_evidence >= rules.evidence_sector_sites
    enough = at_least(n / n_sites, rules.evidence_site_share) & (speaks.sum(axis=-2) >= rules.evidence_min_sectors)
    in_every = (at_least(replicated, rules.generic_sector_share) | ~speaks).all(axis=-2)
    in_one = (speaks & at_least(replicated, rules.specific_share)).any(axis=-2)
    not_in_another = (speaks & ~at_least(replicated, rules.specific_other_share)).any(axis=-2)
    otherwise = share(everywhere["sites_alternative"] + everywhere["sites_no_difference"], n)
    everywhere_generic = at_least(share(everywhere["sites_replicated"], n), rules.generic_share)
    tests = {
        Replication.TOO_LITTLE: ~enough,
        Replication.GENERIC: everywhere_generic & in_every,
        Replication.SPECIFIC: in_one & not_in_another,
        Replication.ALTERNATIVE: at_least(otherwise, rules.alternative_share),
    }
    return first_that_holds(tests, Replication.NOT_ESTABLISHED)


def _grid(rows: pd.DataFrame, column: str, sites: pd.Series, factors: tuple[str, ...]) -> np.ndarray:
    """The column as text, a site a row and a factor a column; too little evidence where there is no row."""
    grid = np.full((len(sites), len(factors)), str(Status.TOO_LITTLE), dtype=object)
    site, factor = codes_of(rows["site"], sites), codes_of(rows["factor"], factors)
    known = (site >= 0) & (factor >= 0)
    grid[site[known], factor[known]] = rows[column].to_numpy(dtype=object)[known]
    return grid


def membership_of(study: Study, sites: pd.Series) -> np.ndarray | None:
    """How far each site belongs to the study's outcome (NaN where not scored), None without an outcome."""
    if study.config.outcome is None or not study.has("outcomes"):
        return None
    outcomes = study.frames["outcomes"]
    scored = outcomes[outcomes["outcome"] == study.config.outcome].set_index("site")["membership"]
    return None if scored.empty else scored.reindex(sites).to_numpy(dtype=float)
