"""Every result table of a study, scored once."""

from __future__ import annotations

import pandas as pd

from peerwork.scoring.conditions import score_conditions
from peerwork.scoring.counts import axes_of, code_answers
from peerwork.scoring.distinguishing import score_distinguishing
from peerwork.scoring.evidence import score_evidence
from peerwork.scoring.importance import score_importance
from peerwork.scoring.listed import list_site_ratings, list_sites
from peerwork.scoring.other_factors import list_other_factors
from peerwork.scoring.patterns import score_patterns
from peerwork.scoring.programme import score_indicators, score_progress
from peerwork.scoring.replication import (
    SECTOR,
    score_replication,
    score_replication_by,
    score_replication_by_value,
    verdicts_by_site,
)
from peerwork.scoring.tables import Tables
from peerwork.scoring.top_three import score_top_three
from peerwork.study.model import Study


def score_study(study: Study) -> Tables:
    """Every result table that the study's files allow; an analysis whose files are missing has none."""
    frames = {"sites": list_sites(study)}
    if study.has("answers"):
        frames |= _score_answers(study)
    if study.has("top_three"):
        frames["top_three"] = score_top_three(study)
    if study.has("other_factors"):
        frames["other_factors"] = list_other_factors(study)
    if study.has("site_ratings"):
        frames["site_ratings"] = list_site_ratings(study)
        frames["distinguishing"] = score_distinguishing(study)
    frames |= score_evidence(study, frames)
    frames |= score_indicators(study)
    return Tables(frames | score_progress(study, frames))


def _score_answers(study: Study) -> dict[str, pd.DataFrame]:
    """METHOD 1 to 4, from one coding of the answers."""
    answers, rules = code_answers(study), study.rules
    frames = {
        "importance": score_importance(answers, rules=rules),
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
