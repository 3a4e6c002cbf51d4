"""The result tables of METHOD 12 and 13: indicators, fieldwork, mapping. Each needs its own files and no interviews."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from peerwork.scoring.fieldwork import (
    score_calendar,
    score_fieldwork,
    score_fieldwork_by_site,
    score_fieldwork_plan,
    score_missing_answers,
)
from peerwork.scoring.indicator_priorities import (
    score_indicator_agreement,
    score_indicator_priorities,
    score_priorities_by_group,
)
from peerwork.scoring.indicator_series import score_indicator_series
from peerwork.scoring.interview_stages import list_interviews, score_fieldwork_roles, score_interview_stages
from peerwork.scoring.logic_elements import list_logic_elements
from peerwork.scoring.mapping import score_mapping
from peerwork.scoring.spc import score_spc
from peerwork.scoring.still_open import score_still_open
from peerwork.scoring.took_part import list_workshops, score_took_part
from peerwork.study.model import Study

Frames = dict[str, pd.DataFrame]


def score_indicators(study: Study) -> Frames:
    """The tables of METHOD 12 that the study's files allow, each under its name."""
    elements = list_logic_elements(study)
    frames: Frames = {} if elements.empty else {"logic_elements": elements}
    if study.has("indicators"):
        frames["indicators"] = study.frames["indicators"]
    if study.has("indicators") and study.has("measurements"):
        spc = score_spc(study.frames["measurements"], study.frames["indicators"], rules=study.rules)
        frames |= {"indicator_spc": spc, "indicator_series": score_indicator_series(spc, as_of=study.as_of)}
    if study.has("indicator_ratings"):
        ratings = study.frames["indicator_ratings"]
        frames["indicator_priorities"] = score_indicator_priorities(ratings)
        frames["indicator_priorities_by_group"] = score_priorities_by_group(ratings)
        frames["indicator_agreement"] = score_indicator_agreement(ratings)
    return frames


def score_progress(study: Study, scored: Mapping[str, pd.DataFrame]) -> Frames:
    """The tables of METHOD 13 that the study's files allow; `scored` may hold `patterns`, for what is still open."""
    frames: Frames = {}
    if study.has("participants") or study.config.planned:
        fieldwork = score_fieldwork(study)
        by_site = score_fieldwork_by_site(fieldwork, study.frames["sites"])
        plan = score_fieldwork_plan(by_site, study)
        frames |= {"fieldwork": fieldwork, "fieldwork_by_site": by_site, "fieldwork_plan": plan}
        if study.config.planned_roles:
            frames["fieldwork_roles"] = score_fieldwork_roles(study)
        if study.has("answers"):
            frames["missing_answers"] = score_missing_answers(study)
        if study.config.planned and "patterns" in scored:
            frames["still_open"] = score_still_open(scored["patterns"], fieldwork, study)
    if study.has("participants") or study.has("invitations"):
        frames["interview_log"] = list_interviews(study)
        frames["interview_stages"] = score_interview_stages(frames["interview_log"], study)
    if study.has("participants"):
        frames["took_part"] = score_took_part(study)
    if study.has("workshops"):
        frames["workshops_held"] = list_workshops(study)
    if study.config.calendar:
        frames["calendar"] = score_calendar(study)
    if study.has("mapping"):
        frames["mapping_counts"] = score_mapping(study.frames["mapping"], study.frames["sites"])
    return frames
