"""What interviews alone say: the tables of METHOD 1 to 4, without those made of them."""

from __future__ import annotations

import pandas as pd

from peerwork.scoring.found import Found
from peerwork.study.model import Study

TABLES = (
    "importance",
    "conditions",
    "patterns",
    "replication",
    "replication_by",
    "replication_by_value",
    "top_three",
    "other_factors",
)


def score_interviews(study: Study) -> dict[str, pd.DataFrame]:
    """Those that the study's files allow, by name."""
    found = Found(study)
    frames = {name: found.get(name) for name in TABLES}
    return {name: frame for name, frame in frames.items() if frame is not None}
