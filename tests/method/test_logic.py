"""METHOD 12: the programme logic as data, read strictly."""

from __future__ import annotations

from pathlib import Path

import pytest

from peerwork.logic import load_logic
from peerwork.problems import ProblemsFound
from peerwork.vocabulary import Stage

OURS = Path(__file__).resolve().parents[2] / "data" / "frameworks" / "peer_worker_logic.yaml"

MODEL = """
id: small
title: A small programme
elements:
  - {id: money, label: Money, stage: input, leads_to: [training]}
  - {id: training, label: Training, stage: activity, leads_to: [trained]}
  - {id: trained, label: People trained, stage: output, for: [peer_workers]}
indicators:
  - {id: n_trained, label: People trained, measures: trained, unit: people, better: higher}
"""


def problems(tmp_path, *changes):
    text = MODEL
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path = tmp_path / "logic.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ProblemsFound) as found:
        load_logic(path)
    return [(problem.row, problem.column, problem.wrong) for problem in found.value.problems]


def test_a_model_is_read_with_its_links_and_measures(tmp_path):
    path = tmp_path / "logic.yaml"
    path.write_text(MODEL, encoding="utf-8")
    model = load_logic(path)
    assert model.links == (("money", "training"), ("training", "trained"))
    assert [measure.id for measure in model.measures_of("trained")] == ["n_trained"]
    assert [element.id for element in model.elements if element.stage is Stage.OUTPUT] == ["trained"]


def test_unknown_elements_are_refused_all_at_once(tmp_path):
    found = problems(tmp_path, ("[trained]", "[traned]"), ("measures: trained", "measures: taught"))
    assert found == [
        (6, "leads_to", '"traned" is not an element of the model'),
        (9, "measures", '"taught" is not an element of the model'),
    ]


def test_an_id_is_used_once_in_the_whole_model(tmp_path):
    assert problems(tmp_path, ("id: n_trained", "id: money")) == [(9, "id", 'the id "money" is used 2 times')]


def test_a_link_backwards_is_refused(tmp_path):
    found = problems(tmp_path, ("for: [peer_workers]", "leads_to: [money]"))
    assert found == [(7, "leads_to", "trained (output) leads back to money")]


def test_a_circle_is_refused(tmp_path):
    more = "\n  - {id: practice, label: Practice, stage: activity, leads_to: [training]}"
    found = problems(tmp_path, ("leads_to: [trained]}", "leads_to: [practice]}" + more))
    assert [wrong for _, _, wrong in found] == ["the links run in a circle: training → practice → training"]


def test_an_unknown_stage_or_key_is_refused(tmp_path):
    assert problems(tmp_path, ("stage: input", "stage: start"))[0][1] == "elements.1.stage"
    assert problems(tmp_path, ("leads_to: [training]", "leadsto: [training]"))[0][2] == 'the key "leadsto" is not known'


def test_our_model_runs_from_inputs_to_impacts_for_everyone_concerned():
    model = load_logic(OURS)
    reached = {target for _, target in model.links}
    for element in model.elements:
        assert element.stage is Stage.INPUT or element.id in reached, f"nothing leads to {element.id}"
        assert element.stage is Stage.IMPACT or element.leads_to, f"{element.id} leads nowhere"
    assert {who for element in model.elements if element.stage is Stage.OUTCOME for who in element.beneficiaries} == {
        "service_users",
        "peer_workers",
        "teams",
        "organisation",
    }


def test_our_model_has_about_thirty_indicators_over_all_stages():
    model = load_logic(OURS)
    assert 28 <= len(model.indicators) <= 34
    assert {model.by_id[measure.measures].stage for measure in model.indicators} == set(Stage)
