"""Who said it: the site, group and sector beside every row that an interviewee stands behind."""

from __future__ import annotations

import pandas as pd

from peerwork.study.model import Study


def with_people(rows: pd.DataFrame, study: Study) -> pd.DataFrame:
    """One row a row of `rows` (which has a column `participant`), with that person's `site`, `group` and `sector`."""
    people = study.frames["participants"][["participant", "site", "group"]]
    sectors = study.frames["sites"][["site", "sector"]]
    return rows.merge(people.merge(sectors, on="site", how="left"), on="participant", how="left", validate="m:1")
