"""METHOD 12: the programme logic as a table."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from peerwork.logic import load_logic
from peerwork.scoring.logic_elements import list_logic_elements
from small_tables import framework, study_of

OURS = Path(__file__).resolve().parents[2] / "data" / "frameworks" / "peer_worker_logic.yaml"
SITES = "site | name | sector | region\nS01 | One | statutory | London"


def study(*indicators, logic=None):
    rows = "\n".join(indicators)
    frames = {"indicators": f"indicator | label | stage | leads_to\n{rows}"} if indicators else {}
    return dataclasses.replace(study_of(framework("support"), sites=SITES, **frames), logic=logic)


def test_the_models_elements_name_the_indicators_that_the_study_has():
    found = list_logic_elements(study("readmissions | Readmissions | impact | ", logic=load_logic(OURS)))
    found = found.set_index("element")
    assert found.loc["less_hospital", "indicators"] == "readmissions"
    assert found["indicators"].notna().sum() == 1
    assert found.loc["supported", ["stage", "beneficiaries"]].tolist() == ["output", "peer_workers"]
    assert found.loc["supported", "leads_to"] == "confidence_and_skills;well_at_work"


def test_without_indicators_of_its_own_a_study_sees_the_models():
    found = list_logic_elements(study(logic=load_logic(OURS))).set_index("element")
    assert found.loc["less_hospital", "indicators"] == "readmissions;occupied_bed_days"


def test_without_a_model_indicators_and_their_links_are_the_logic():
    found = list_logic_elements(study("staff | Staff | input | hours; somewhere", "hours | Hours | output | "))
    assert found[["element", "leads_to"]].fillna("").values.tolist() == [["staff", "hours"], ["hours", ""]]


def test_without_a_model_and_links_there_is_none():
    assert list_logic_elements(study("staff | Staff | input | ")).empty
    assert list_logic_elements(study()).empty
