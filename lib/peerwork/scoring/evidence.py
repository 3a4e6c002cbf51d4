"""METHOD 5 to 10 of a study: which tables its files allow, from the frames that each rule needs."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from peerwork.scoring.coder_agreement import score_coder_agreement
from peerwork.scoring.condition_sets import score_study_configurations
from peerwork.scoring.counts import axes_of
from peerwork.scoring.culture import count_ethnicities, score_community, score_culture_targets, score_ethnicity
from peerwork.scoring.fidelity import list_unresolved, score_fidelity, score_site_fidelity
from peerwork.scoring.hypotheses import mark_perceived, score_direct_tests, score_hypotheses
from peerwork.scoring.impacts import count_impacts, list_impacts
from peerwork.scoring.passages import count_passages, list_passages, list_themes
from peerwork.scoring.people import with_people
from peerwork.scoring.robustness import score_robustness
from peerwork.scoring.shared_documents import list_shared_documents
from peerwork.scoring.tensions import score_tensions
from peerwork.scoring.workshops import score_workshop_marks
from peerwork.study.model import Study

Frames = Mapping[str, pd.DataFrame]

NOTHING_READ = pd.DataFrame(columns=["document", "factor", "evidence", "coder"], dtype="str")
NOBODY_ASKED = pd.DataFrame(columns=["site", "group", "factor", "status"], dtype="str")


def score_evidence(study: Study, found: Frames) -> dict[str, pd.DataFrame]:
    """The tables of METHOD 5 to 10 and of workshops that the files allow; `found` has `conditions` and `patterns`."""
    tables: dict[str, pd.DataFrame] = {}
    if study.has("documents"):
        tables |= _score_documents(study, found)
        tables["shared_documents"] = list_shared_documents(study)
    if study.has("answers"):
        tables["tensions"] = _score_tensions(study)
        tables |= score_study_hypotheses(study, found)
        tables["robustness"] = score_robustness(study, found["patterns"])
    tables |= _score_words(study) | _score_culture(study, found | tables)
    return tables | score_study_configurations(study, found.get("conditions"))


def _score_words(study: Study) -> dict[str, pd.DataFrame]:
    """METHOD 8 and 13: passages, impacts and what workshops said."""
    tables: dict[str, pd.DataFrame] = {}
    if study.has("excerpts"):
        tables["passages"] = list_passages(study)
        tables["passage_counts"] = count_passages(tables["passages"])
    if study.has("themes"):
        tables["themes"] = list_themes(study)
    if study.has("impacts"):
        tables["impacts"] = list_impacts(study)
        tables["impact_counts"] = count_impacts(tables["impacts"])
    if study.has("workshops"):
        factors = [factor.id for factor in study.factors]
        workshops = study.frames["workshops"]
        tables["workshop_marks"] = score_workshop_marks(workshops, sites=axes_of(study).sites, factors=factors)
    return tables


def _score_culture(study: Study, found: Frames) -> dict[str, pd.DataFrame]:
    """METHOD 7: what numbers allow, and the counts that say what they do not."""
    if not study.has("participants"):
        return {}
    ethnicities = count_ethnicities(study)
    tables = {"ethnicities": ethnicities, "culture_targets": score_culture_targets(study, ethnicities)}
    if study.has("answers"):
        tables |= {"community": score_community(study, found), "importance_by_ethnicity": score_ethnicity(study)}
    return tables


def _score_documents(study: Study, found: Frames) -> dict[str, pd.DataFrame]:
    extracts, fidelity = _readings(study), score_study_fidelity(study, found)
    return {
        "fidelity": fidelity,
        "fidelity_by_site": score_site_fidelity(fidelity),
        "unresolved_readings": list_unresolved(study.frames["documents"], extracts),
        "coder_agreement": score_coder_agreement(extracts, factors=[factor.id for factor in study.conditions]),
    }


def score_study_fidelity(study: Study, found: Frames) -> pd.DataFrame:
    """One row a condition at a site: its documents against its interviews; the study has documents. METHOD 5."""
    return score_fidelity(
        found.get("conditions", NOBODY_ASKED),
        study.frames["documents"],
        _readings(study),
        sites=axes_of(study).sites,
        factors=[factor.id for factor in study.conditions],
    )


def _readings(study: Study) -> pd.DataFrame:
    extracts = study.frames.get("extracts", NOTHING_READ)
    return extracts[extracts["factor"].isin([factor.id for factor in study.conditions])]


def _score_tensions(study: Study) -> pd.DataFrame:
    framework, factors = study.framework, [factor.id for factor in study.factors]
    answers = with_people(study.frames["answers"], study)
    return score_tensions(answers, factors=factors, groups=framework.groups, scale=framework.scale, rules=study.rules)


def score_study_hypotheses(study: Study, found: Frames) -> dict[str, pd.DataFrame]:
    """The null hypotheses and what bears on each (METHOD 9); neither where no factor of the study is a direct test."""
    if not any(factor.tests for factor in study.factors):
        return {}
    sites = axes_of(study).sites
    direct = score_direct_tests(found["conditions"], found["patterns"], sites=sites, factors=study.factors)
    hypotheses = score_hypotheses(direct, sites=sites, rules=study.rules)
    measured = study.has("measurements") or study.has("outcomes")
    return {"hypotheses": mark_perceived(hypotheses, measured=measured), "direct_tests": direct}
