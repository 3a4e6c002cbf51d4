"""METHOD 4: at which sites the study's outcome is present, as the research team scored it."""

from __future__ import annotations

import pandas as pd

from peerwork.scoring.access import ONLY_BOARD, Access
from peerwork.scoring.table_spec import SITE, choice, proportion, result_table, text
from peerwork.study.model import Study
from peerwork.vocabulary import YesNo

SITE_OUTCOMES_TABLE = result_table(
    "site_outcomes", "a site whose outcome is scored", section=4, files="outcomes",
    pages="community findings site sites start_here summary summary_plain",
    score=lambda found: list_site_outcomes(found.study) if found.study.config.outcome else None, by=(SITE,),
    columns=(
        text("outcome", "the study's outcome"), proportion("membership", "how far the site belongs to it"),
        choice("present", "whether it is present", YesNo),
    ),
    access=Access({ONLY_BOARD: "site present"}),  # the team's own judgement, and no interviewee's answer
)  # fmt: skip


def list_site_outcomes(study: Study) -> pd.DataFrame:
    """One row a site whose outcome is scored: `membership` (0 to 1), and whether it is `present` (yes, no).

    Present is a membership above `rules.outcome_present_above`. A site that is not scored has no row. METHOD 4.
    """
    rows = study.frames["outcomes"]
    rows = rows[(rows["outcome"] == study.config.outcome) & rows["membership"].notna()].sort_values("site")
    present = (rows["membership"] > study.rules.outcome_present_above).map({True: "yes", False: "no"})
    return rows[["site", "outcome", "membership"]].assign(present=present.astype("str")).reset_index(drop=True)
