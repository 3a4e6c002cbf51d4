"""What the interviews alone say: METHOD 1 to 4, from one coding of the answers."""

from __future__ import annotations

import pandas as pd

from peerwork.scoring.conditions import score_conditions
from peerwork.scoring.counts import axes_of, code_answers
from peerwork.scoring.importance import score_importance
from peerwork.scoring.other_factors import list_other_factors
from peerwork.scoring.patterns import score_patterns
from peerwork.scoring.replication import (
    SECTOR,
    score_replication,
    score_replication_by,
    score_replication_by_value,
    verdicts_by_site,
)
from peerwork.scoring.top_three import score_top_three
from peerwork.study.model import Study


def score_interviews(study: Study) -> dict[str, pd.DataFrame]:
    """The tables of METHOD 1 to 4 under their names: those of answers, top three and other factors that are there."""
    frames = {}
    if study.has("answers"):
        frames["importance"] = score_importance(code_answers(study), rules=study.rules)
        frames |= score_verdicts(study)
    if study.has("top_three"):
        frames["top_three"] = score_top_three(study)
    if study.has("other_factors"):
        frames["other_factors"] = list_other_factors(study)
    return frames


def score_verdicts(study: Study) -> dict[str, pd.DataFrame]:
    """Statuses, patterns and their replication (METHOD 2 to 4), each table under its name; the study has answers."""
    answers, rules = code_answers(study), study.rules
    frames = {
        "conditions": score_conditions(answers, rules=rules),
        "patterns": score_patterns(answers, tuple(factor.id for factor in study.conditions), rules=rules),
    }
    return frames | _score_replication(study, frames)


def _score_replication(study: Study, frames: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    verdicts = verdicts_by_site(study, patterns=frames["patterns"], conditions=frames["conditions"])
    attributes = study.config.site_attributes
    tables = {"replication": score_replication(verdicts, axes_of(study).sectors)}
    if attributes:
        tables["replication_by"] = score_replication_by(verdicts, attributes)
    tables["replication_by_value"] = score_replication_by_value(verdicts, (SECTOR, *attributes))
    return tables
