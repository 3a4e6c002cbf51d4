"""Every result table of a study, scored once."""

from __future__ import annotations

from peerwork.scoring.distinguishing import score_distinguishing
from peerwork.scoring.evidence import score_evidence
from peerwork.scoring.interviews import score_interviews
from peerwork.scoring.listed import list_site_ratings, list_sites
from peerwork.scoring.meaning import score_meaning
from peerwork.scoring.programme import score_indicators, score_progress
from peerwork.scoring.site_outcomes import list_site_outcomes
from peerwork.scoring.tables import Tables
from peerwork.study.model import Study


def score_study(study: Study) -> Tables:
    """Every result table that the study's files allow; an analysis whose files are missing has none."""
    frames = {"sites": list_sites(study)}
    frames |= score_interviews(study)
    if study.config.outcome and study.has("outcomes"):
        frames["site_outcomes"] = list_site_outcomes(study)
    if study.has("site_ratings"):
        frames["site_ratings"] = list_site_ratings(study)
        frames["distinguishing"] = score_distinguishing(study)
    frames |= score_evidence(study, frames)
    frames |= score_meaning(study, frames)
    frames |= score_indicators(study)
    return Tables(frames | score_progress(study, frames))
