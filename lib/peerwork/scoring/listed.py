"""What is shown as it was recorded: the sites, and the research team's consensus ratings of them."""

from __future__ import annotations

import pandas as pd

from peerwork.study.model import Study

SITE_COLUMNS = ["site", "name", "sector", "region", "wave", "community", "role_model", "implementation"]


def list_sites(study: Study) -> pd.DataFrame:
    """One row a site, by code: what `sites.csv` says of it, with `interviewed`, the number of people interviewed."""
    sites = study.frames["sites"].sort_values("site")
    columns = [*SITE_COLUMNS, *(name for name in study.config.site_attributes if name not in SITE_COLUMNS)]
    people = study.frames["participants"]["site"] if study.has("participants") else pd.Series(dtype="str")
    interviewed = sites["site"].map(people.value_counts()).fillna(0).astype("int64")
    return sites.reindex(columns=columns).assign(interviewed=interviewed).reset_index(drop=True)


def list_site_ratings(study: Study) -> pd.DataFrame:
    """One row a factor at a site: the consensus rating, blank where it is missing, and whether it was mixed."""
    rows = study.frames["site_ratings"]
    return rows[["site", "factor", "rating", "mixed", "note"]].sort_values(["factor", "site"]).reset_index(drop=True)
