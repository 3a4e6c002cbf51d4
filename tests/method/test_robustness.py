"""Which verdicts would not survive: against scoring the study again without each interviewee, one by one."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from chance_studies import as_study, made_rows

from peerwork.rules import Rules
from peerwork.scoring.conditions import score_conditions
from peerwork.scoring.counts import code_answers
from peerwork.scoring.patterns import score_patterns
from peerwork.scoring.replication import judge_replication, score_replication, verdicts_by_site
from peerwork.scoring.robustness import score_robustness
from peerwork.study.model import Study
from small_tables import framework, study_of


def stated(study: Study) -> dict[tuple, str]:
    """{(kind, site, factor): verdict} as METHOD 2 to 4 state it."""
    answers = code_answers(study)
    conditions = score_conditions(answers, rules=study.rules)
    patterns = score_patterns(answers, tuple(f.id for f in study.conditions), rules=study.rules)
    replication = score_replication(verdicts_by_site(study, patterns=patterns, conditions=conditions), ())
    of_all = conditions[conditions["group"].isna()]
    tables = (
        ("status", of_all["site"], of_all["factor"], of_all["status"]),
        ("pattern", patterns["site"], patterns["factor"], patterns["verdict"]),
        ("replication", [None] * len(replication), replication["factor"], replication["verdict"]),
    )
    return {(kind, *key): verdict for kind, *columns in tables for *key, verdict in zip(*columns, strict=True)}


def robustness(study: Study) -> dict[tuple, dict]:
    patterns = score_patterns(code_answers(study), tuple(f.id for f in study.conditions), rules=study.rules)
    table = score_robustness(study, patterns)
    plain = table.astype(object).where(table.notna(), None).to_dict("records")
    return {(row["kind"], row["site"], row["factor"]): row for row in plain}


def without(study: Study, person: str) -> Study:
    frames = dict(study.frames)
    for name in ("participants", "answers"):
        frames[name] = frames[name][frames[name]["participant"] != person].reset_index(drop=True)
    return Study(study.name, study.config, study.framework, frames, study.withdrawn, study.as_of)


@pytest.mark.parametrize("seed", [2, 3, 5, 8])
def test_leaving_out_each_interviewee_in_turn_gives_the_same_shares(seed):
    study = as_study(made_rows(seed))
    verdicts, found = stated(study), robustness(study)
    assert {key: row["verdict"] for key, row in found.items()} == verdicts
    people = study.frames["participants"].set_index("participant")["site"]
    asked = study.frames["answers"].groupby("participant")["factor"].agg(set)
    kept: dict[tuple, list[bool]] = {key: [] for key in verdicts}
    for person in asked.index:
        left = stated(without(study, person))
        for kind, site, factor in verdicts:
            if factor in asked[person] and site in (None, people[person]):
                kept[kind, site, factor].append(left[kind, site, factor] == verdicts[kind, site, factor])
    for key, held in kept.items():
        expected = sum(held) / len(held) if held else None
        assert found[key]["holds_leave_one_out"] == (None if expected is None else pytest.approx(expected)), key


def one_site(*effects: str, in_place: str = "yes") -> Study:
    groups = ["manager", "peer_worker"] * 5
    people = [(f"P{n}", "S1", groups[n]) for n in range(len(effects))]
    answers = [(f"P{n}", "pay", in_place, effect) for n, effect in enumerate(effects)]
    return study_of(
        framework("pay"),
        participants=pd.DataFrame(people, columns=["participant", "site", "group"], dtype="str"),
        answers=pd.DataFrame(answers, columns=["participant", "factor", "in_place", "effect"], dtype="str"),
    )


def test_a_unanimous_site_of_nine_is_robust():
    row = robustness(one_site(*["facilitator"] * 9))["pattern", "S1", "pay"]
    assert (row["flips"], row["holds_leave_one_out"], row["holds_thresholds"], row["fragile"]) == (4, 1, 1, "no")


def test_a_verdict_that_one_answer_could_change_is_fragile():
    row = robustness(one_site(*["facilitator"] * 6, *["neither"] * 3))["pattern", "S1", "pay"]
    assert (row["verdict"], row["flips"], row["fragile"]) == ("replicated", 1, "yes")
    assert row["holds_leave_one_out"] == pytest.approx(3 / 9)  # without one of the six, 5 of 8 are too few
    assert row["holds_thresholds"] == pytest.approx(3 / 5)  # not at 3/4


def test_too_little_evidence_is_never_called_fragile():
    assert robustness(one_site("facilitator", "facilitator"))["pattern", "S1", "pay"]["fragile"] == "no"


def test_three_answers_hold_at_the_rules_and_not_where_four_are_asked_for():
    row = robustness(one_site(*["facilitator"] * 3))["status", "S1", "pay"]
    assert (row["verdict"], row["holds_leave_one_out"]) == ("in_place", 0)
    assert row["holds_thresholds"] == pytest.approx(2 / 5)


def test_many_counts_are_judged_at_once_as_one_by_one():
    everywhere = {name: np.array([[6], [2]]) for name in ("sites_with_evidence", "sites_replicated")}
    everywhere |= {name: np.array([[0], [0]]) for name in ("sites_alternative", "sites_no_difference")}
    by_value = {name: np.array([[[3], [3]], [[1], [1]]]) for name in ("sites_with_evidence", "sites_replicated")}
    found = judge_replication(everywhere, by_value, n_sites=6, rules=Rules())
    assert found.tolist() == [["generic"], ["too_little_evidence"]]
