"""Who said it: the site, group and sector beside every row that an interviewee stands behind."""

from __future__ import annotations

import pandas as pd

from peerwork.scoring.counts import codes_of
from peerwork.study.model import Study


def with_people(rows: pd.DataFrame, study: Study) -> pd.DataFrame:
    """One row a row of `rows` (which has a column `participant`), with that person's `site`, `group` and `sector`."""
    people = study.frames["participants"]
    sectors = study.frames["sites"].set_index("site")["sector"]
    place = codes_of(rows["participant"], people["participant"])
    told = people[["site", "group"]].assign(sector=people["site"].map(sectors).astype("str"))
    beside = {str(name): told[name].array.take(place, allow_fill=True) for name in told}
    return rows.reset_index(drop=True).assign(**beside)
