"""What is shown as it was recorded: the sites, and the research team's consensus ratings of them."""

from __future__ import annotations

import pandas as pd

from peerwork.scoring.access import ALL, NOT_PUBLIC, Access
from peerwork.scoring.table_spec import result_table, whole
from peerwork.study.model import Study
from peerwork.study.schema import INDICATORS, SITE_RATINGS, SITES

SITES_TABLE = result_table(
    "sites", "a site", section=0, files="sites",
    pages=("about alternatives certainty community conditions configurations documents fieldwork findings "
           "importance indicators inference matrix patterns perspectives ratings site site_evidence sites "
           "start_here summary summary_plain workshop workshops"),
    score=lambda found: list_sites(found.study), by=SITES.columns[:1],
    columns=(*SITES.columns[1:], whole("interviewed", "people interviewed")),
    access=Access(
        {ALL: "site name sector", NOT_PUBLIC: "region wave community role_model implementation interviewed"},
        attributes=NOT_PUBLIC, coded="name",
    ),
)  # fmt: skip

SITE_RATINGS_TABLE = result_table(
    "site_ratings", "a consensus rating of a factor at a site", section=11, files="site_ratings",
    pages="findings ratings site site_evidence sites",
    score=lambda found: list_site_ratings(found.study), by=SITE_RATINGS.columns[:2],
    columns=SITE_RATINGS.columns[2:],
    access=Access({NOT_PUBLIC: "site factor rating mixed"}),
)  # fmt: skip

INDICATORS_TABLE = result_table(
    "indicators", "an indicator", section=12, files="indicators",
    pages="indicators logic_model site sites summary summary_plain",
    score=lambda found: found.file("indicators"), by=INDICATORS.columns[:1], columns=INDICATORS.columns[1:],
    access=Access({ALL: "indicator label stage leads_to unit better target data_source frequency"}),
)  # fmt: skip


def list_sites(study: Study) -> pd.DataFrame:
    """One row a site, by code: what `sites.csv` says of it, with `interviewed`, the number of people interviewed."""
    sites = study.frames["sites"].sort_values("site")
    known = SITES_TABLE.names[:-1]
    columns = [*known, *(name for name in study.config.site_attributes if name not in known)]
    people = study.frames["participants"]["site"] if study.has("participants") else pd.Series(dtype="str")
    interviewed = sites["site"].map(people.value_counts()).fillna(0).astype("int64")
    return sites.reindex(columns=columns).assign(interviewed=interviewed).reset_index(drop=True)


def list_site_ratings(study: Study) -> pd.DataFrame:
    """One row a factor at a site: the consensus rating, blank where it is missing, and whether it was mixed."""
    rows = study.frames["site_ratings"]
    return rows[SITE_RATINGS_TABLE.names].sort_values(["factor", "site"]).reset_index(drop=True)
