"""METHOD 16: each finding across sites faces its rival explanations, and names typical and deviant sites to go to."""

from __future__ import annotations

import numpy as np
import pandas as pd

from peerwork.cells import records
from peerwork.rules import TOLERANCE
from peerwork.scoring.table_spec import FACTOR, NONE, SITE, choice, proportion, result_table, text
from peerwork.study.model import Study
from peerwork.study.schema import Known
from peerwork.vocabulary import Case, Pattern, Replication, Seen

FINDINGS = (Replication.GENERIC, Replication.SPECIFIC, Replication.ALTERNATIVE)
WEIGHT = {Seen.YES: 1.0, Seen.PARTLY: 0.5, Seen.NO: 0.0}
AS_PROPOSED = ["present_helps", "absent_hinders"]

UNCONSIDERED = "where none was considered"
RIVALS_FACED_TABLE = result_table(
    "rivals_faced", "a finding across sites and a rival explanation that it faces", section=16,
    files="rivals answers", pages="alternatives",
    score=lambda found: list_rivals_faced(found.study, found["replication"]),
    by=(
        FACTOR, text("rival", "its code", blank=UNCONSIDERED),
        text("site", "where it was looked for", known=Known.SITE, blank="for the study"),
    ),
    columns=(
        choice("verdict", "the finding", Replication), text("explanation", "the explanation", blank=UNCONSIDERED),
        text("would_show", "what would be seen if it held", blank=UNCONSIDERED),
        choice("seen", "whether that was seen", Seen, blank=UNCONSIDERED), text("note", "a note", blank=NONE),
    ),
)  # fmt: skip

CASES_OF = ("replication", "patterns", "conditions", "site_outcomes")
NEXT_CASES_TABLE = result_table(
    "next_cases", "a site that a finding names for the next interview", section=16, files="rivals answers",
    pages="alternatives",
    score=lambda found: name_next_cases(found.study, found.those(*CASES_OF)),
    by=(FACTOR, SITE, choice("case", "why it is named", Case)),
    columns=(
        proportion("fit", "share of its answers that the finding expects", blank=""),
        proportion("rival_fit", "how far a rival was seen there", blank="where nobody looked"),
    ),
)  # fmt: skip


def list_rivals_faced(study: Study, replication: pd.DataFrame) -> pd.DataFrame:
    """One row a finding across sites and a rival that it faces; `rival` is blank where none was considered.

    A rival without a factor faces every finding. `seen` is unknown where it is blank. METHOD 16 (Yin).
    """
    findings = _findings(replication)
    rivals = study.frames["rivals"].rename(columns={"label": "explanation"})
    rivals = rivals.assign(seen=rivals["seen"].fillna(str(Seen.UNKNOWN)))
    general = rivals[rivals["factor"].isna()].drop(columns="factor")
    faced = pd.concat([findings.merge(rivals, on="factor"), findings.merge(general, how="cross")])
    every = findings.merge(faced.drop(columns="verdict"), on="factor", how="left")
    return every[RIVALS_FACED_TABLE.names].astype("str").sort_values(["factor", "rival", "site"], ignore_index=True)


def _findings(replication: pd.DataFrame) -> pd.DataFrame:
    rows = replication[replication["verdict"].isin(FINDINGS)]
    return rows[["factor", "verdict"]].astype("str")


def name_next_cases(study: Study, found: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """One row a site that a finding names for the next interview: `case` typical or deviant, `fit` and `rival_fit`.

    `fit` (0 to 1) is the share of a site's countable answers that the finding expects there: as proposed, or (for an
    alternative finding) not as proposed. `rival_fit` is the most that any rival of the finding was seen there (yes 1,
    partly 0.5, no 0), blank where nobody looked at that site. **Deviant** are, among sites whose pattern is not the one
    expected, those with the least of fit and rival_fit together (a blank counts as 0): what neither explains.
    **Typical** are, among those whose pattern is, the ones that fit best and, where the outcome is scored, went as the
    finding says. All that tie are named. A sector-specific finding is asked of the sectors where it holds. METHOD 16.
    """
    faced = list_rivals_faced(study, found["replication"])
    rows = [
        row for finding in records(_findings(found["replication"])) for row in _of_finding(finding, faced, study, found)
    ]
    return pd.DataFrame(rows, columns=NEXT_CASES_TABLE.names).astype(
        {"factor": "str", "site": "str", "case": "str", "fit": "float64", "rival_fit": "float64"}
    )


def _of_finding(finding: dict, faced: pd.DataFrame, study: Study, found: dict[str, pd.DataFrame]) -> list[tuple]:
    factor = finding["factor"]
    sites = _fits(finding, study, found)
    seen = faced[faced["factor"].eq(factor) & faced["site"].notna()]
    sites["rival_fit"] = sites["site"].map(seen["seen"].map(WEIGHT).groupby(seen["site"]).max())
    off, on = sites[~sites["expected"]], sites[sites["expected"] & sites["went_so"]]
    named = [(off, off["fit"] + off["rival_fit"].fillna(0), Case.DEVIANT), (on, -on["fit"], Case.TYPICAL)]
    return [
        (factor, row["site"], case, row["fit"], row["rival_fit"])
        for rows, distance, case in named
        for row in records(rows[distance <= distance.min() + TOLERANCE])
    ]


def _fits(finding: dict, study: Study, found: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Each site with evidence on the finding: how far it fits, whether its pattern is the one expected, and so on."""
    rows = found["patterns"]
    rows = rows[rows["factor"].astype("str").eq(finding["factor"]) & rows["verdict"].ne(Pattern.TOO_LITTLE)]
    sites = rows.assign(site=rows["site"].astype("str")).reset_index(drop=True)
    as_proposed = sites[AS_PROPOSED].sum(axis=1) / sites["n"]
    if finding["verdict"] == Replication.ALTERNATIVE:
        expected = sites["verdict"].isin([Pattern.ALTERNATIVE, Pattern.NO_DIFFERENCE])
        return sites.assign(fit=1 - as_proposed, expected=expected, went_so=True)
    went = _went_as_said(finding["factor"], sites["site"], found)
    sites = sites.assign(fit=as_proposed, expected=sites["verdict"].eq(Pattern.REPLICATED), went_so=went)
    return sites[_where_it_holds(finding, sites["site"], study, found["replication"])].reset_index(drop=True)


def _went_as_said(factor: str, sites: pd.Series, found: dict[str, pd.DataFrame]) -> np.ndarray:
    """In place with the outcome, or not in place without it; True where no outcome is scored."""
    if "site_outcomes" not in found:
        return np.ones(len(sites), dtype=bool)
    conditions = found["conditions"]
    own = conditions[conditions["group"].isna() & conditions["factor"].astype("str").eq(factor)]
    status = sites.map(dict(zip(own["site"].astype("str"), own["status"].astype("str"), strict=True)))
    present = sites.map(found["site_outcomes"].set_index("site")["present"].to_dict())
    return ((status.eq("in_place") & present.eq("yes")) | (status.eq("not_in_place") & present.eq("no"))).to_numpy()


def _where_it_holds(finding: dict, sites: pd.Series, study: Study, replication: pd.DataFrame) -> np.ndarray:
    """Sites of the sectors in which a sector-specific finding holds; of any other finding, all."""
    if finding["verdict"] != Replication.SPECIFIC:
        return np.ones(len(sites), dtype=bool)
    row = replication[replication["factor"].eq(finding["factor"])].iloc[0]
    rules = study.rules
    homes = [
        sector
        for sector in study.framework.sectors
        if row.get(f"{sector}_sites_with_evidence", 0) >= rules.evidence_sector_sites
        and row[f"{sector}_sites_replicated"] >= rules.specific_share * row[f"{sector}_sites_with_evidence"] - TOLERANCE
    ]
    sector_of = study.frames["sites"].set_index("site")["sector"]
    return sites.map(sector_of).isin(homes).to_numpy()
