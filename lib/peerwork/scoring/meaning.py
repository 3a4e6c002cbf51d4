"""METHOD 16 of a study: which of its tables the files allow; a study without them has none."""

from __future__ import annotations

import pandas as pd

from peerwork.scoring.basis import find_said, inferences, list_moved, stale_of
from peerwork.scoring.comments import list_comments
from peerwork.scoring.followups import list_followups
from peerwork.scoring.joint_display import score_joint_display
from peerwork.scoring.lived import count_causes, count_lived, list_lived
from peerwork.scoring.matrix import list_matrix
from peerwork.scoring.readings import count_readings, list_readings
from peerwork.scoring.rivals import list_rivals_faced, name_next_cases
from peerwork.study.model import Study

Tables = dict[str, pd.DataFrame]


def score_meaning(study: Study, found: Tables) -> Tables:
    """The tables of what the results mean, from those `found` and the team's own files."""
    comments = list_comments(study)
    tables = {} if comments is None else {"comments": comments}
    if study.has("summaries"):
        tables["matrix"] = list_matrix(study, found.get("passage_counts"))
    if study.has("readings"):
        tables |= _readings(study, found | tables)
    if study.has("rivals") and "replication" in found:
        tables["rivals_faced"] = list_rivals_faced(study, found["replication"])
        tables["next_cases"] = name_next_cases(study, found)
    if study.has("followups"):
        tables["followups"] = list_followups(study)
    return tables | _lived(study, found)


def _readings(study: Study, found: Tables) -> Tables:
    said = find_said(study, found)
    moved = list_moved(study, said)
    stale, factors = stale_of(study, moved), [factor.id for factor in study.factors]
    readings = {"readings": list_readings(study), "reading_counts": count_readings(study)}
    return readings | {
        "joint_display": score_joint_display(found | readings, inferences(study), stale, factors, rules=study.rules),
        "moved": moved,
    }


def _lived(study: Study, found: Tables) -> Tables:
    tables: Tables = {}
    if study.has("impacts"):
        causes = count_causes(study)
        tables |= {} if causes is None else {"impact_causes": causes}
    if study.has("participants") and ({"passages", "impacts"} & found.keys()):
        counts = count_lived(study, found)
        if counts["n_people"].sum():
            tables |= {"lived": list_lived(study, found), "lived_counts": counts}
    return tables
