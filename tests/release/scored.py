"""Of a study's result tables, those that are decided on cell by cell: the quick way to what is shown of answers."""

from __future__ import annotations

from peerwork.scoring.found import Found
from peerwork.scoring.tables import Tables
from peerwork.study.model import Study

DECIDED = (
    "importance", "top_three", "conditions", "patterns", "replication", "replication_by", "replication_by_value",
    "hypotheses", "fidelity", "fidelity_by_site",
)  # fmt: skip


def score_decided(study: Study) -> Tables:
    """Those of them that the study's files allow."""
    return Tables(Found(study).those(*DECIDED))
