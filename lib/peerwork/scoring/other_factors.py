"""METHOD 1: what interviewees raised that the framework lacks."""

from __future__ import annotations

import pandas as pd

from peerwork.scoring.people import with_people
from peerwork.scoring.table_spec import GROUP, SITE, choice, result_table, text
from peerwork.study.model import Study
from peerwork.vocabulary import PickKind

OTHER_FACTORS_TABLE = result_table(
    "other_factors", "a condition that an interviewee raised and the framework lacks", section=1,
    files="other_factors", pages="about site_evidence",
    score=lambda found: list_other_factors(found.study),
    columns=(SITE, GROUP, choice("kind", "whether it helped or hindered", PickKind), text("text", "in plain words")),
)  # fmt: skip


def list_other_factors(study: Study) -> pd.DataFrame:
    """One row a condition outside the framework that an interviewee raised, by site and group; unscored. METHOD 1."""
    raised = with_people(study.frames["other_factors"], study)
    order = {group: place for place, group in enumerate(study.framework.groups)}
    raised = raised.assign(place=raised["group"].map(order)).sort_values(["site", "place", "kind", "text"])
    return raised[OTHER_FACTORS_TABLE.names].reset_index(drop=True)
