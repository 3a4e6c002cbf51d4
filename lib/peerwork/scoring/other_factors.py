"""METHOD 1: what interviewees raised that the framework lacks."""

from __future__ import annotations

import pandas as pd

from peerwork.scoring.people import with_people
from peerwork.study.model import Study

COLUMNS = ["site", "group", "kind", "text"]


def list_other_factors(study: Study) -> pd.DataFrame:
    """One row a condition outside the framework that an interviewee raised, by site and group; unscored. METHOD 1."""
    raised = with_people(study.frames["other_factors"], study)
    order = {group: place for place, group in enumerate(study.framework.groups)}
    raised = raised.assign(place=raised["group"].map(order)).sort_values(["site", "place", "kind", "text"])
    return raised[COLUMNS].reset_index(drop=True)
