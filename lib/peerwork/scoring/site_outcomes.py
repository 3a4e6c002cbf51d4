"""METHOD 4: at which sites the study's outcome is present, as the research team scored it."""

from __future__ import annotations

import pandas as pd

from peerwork.study.model import Study


def list_site_outcomes(study: Study) -> pd.DataFrame:
    """One row a site whose outcome is scored: `membership` (0 to 1), and whether it is `present` (yes, no).

    Present is a membership above `rules.outcome_present_above`. A site that is not scored has no row. METHOD 4.
    """
    rows = study.frames["outcomes"]
    rows = rows[rows["outcome"].eq(study.config.outcome) & rows["membership"].notna()].sort_values("site")
    present = (rows["membership"] > study.rules.outcome_present_above).map({True: "yes", False: "no"})
    return rows[["site", "outcome", "membership"]].assign(present=present.astype("str")).reset_index(drop=True)
