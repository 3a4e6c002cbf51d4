"""What moves is what a scoring of the changed study says differently, and nothing else."""

from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

import peerwork as pw
from made_studies import make_study
from peerwork.api.changed_study import change_study
from peerwork.api.judgements import JUDGED, KEYS
from peerwork.cli import app
from peerwork.problems import ProblemsFound
from peerwork.scoring import score_study

EXAMPLE = Path(__file__).resolve().parents[2] / "data" / "example"


@pytest.fixture(scope="module")
def study():
    return pw.read_study(EXAMPLE)


def moved_by_hand(study, **changes) -> set[tuple]:
    """Every table of both studies, scored whole, compared row by row."""
    before, after = score_study(study), score_study(change_study(study, **changes))
    found = set()
    for table, values in JUDGED.items():
        for value in values:
            if table in before and table in after:
                sides = [_by_key(tables[table], value) for tables in (before, after)]
                found |= {(table, value, *key) for key in sides[0] if sides[0][key] != sides[1].get(key)}
    return found


def _by_key(frame: pd.DataFrame, value: str) -> dict[tuple, str]:
    frame = frame[frame["group"].isna()] if "group" in frame else frame
    keys = [name for name in KEYS if name in frame]
    rows = frame[[*keys, value]].astype("object").itertuples(index=False)
    return {tuple(str(key) for key in row[:-1] if not pd.isna(key)): str(row[-1]) for row in rows}


def moved(frame: pd.DataFrame) -> set[tuple]:
    keys = [name for name in KEYS if name in frame]
    rows = frame[["table", "value", *keys]].astype("object").to_dict("records")
    return {tuple(str(row[name]) for name in ("table", "value", *keys) if not pd.isna(row[name])) for row in rows}


@pytest.mark.parametrize(
    "changes",
    [
        {"drop": ["P107"]},
        {"drop_group": ["manager"]},
        {"rules": {"in_place_share": 0.75}},
        {"rules": {"pattern_share": 0.8, "generic_share": 0.6}},
        {"rules": {"run_points": 6}},
        {"drop": ["P107"], "rules": {"hypothesis_share": 0.9}},
    ],
    ids=str,
)
def test_it_agrees_with_scoring_everything_twice(study, changes):
    found = pw.what_if(study, **changes)
    assert moved(found) == moved_by_hand(study, **changes) and len(found) == len(moved(found))
    assert not (found["before"].fillna("") == found["after"].fillna("")).any()


@pytest.mark.parametrize("seed", range(4))
def test_it_agrees_on_made_studies(seed):
    study = make_study(seed, sites=4, people=5, factors=5)
    person = study.frames["participants"]["participant"].iloc[0]
    assert moved(pw.what_if(study, drop=person)) == moved_by_hand(study, drop=[person])


def test_nothing_moves_where_nothing_is_another(study):
    assert pw.what_if(study).empty
    assert pw.what_if(study, rules={"in_place_share": study.rules.in_place_share}).empty


def test_the_study_itself_stays_as_it_was(study):
    before = {name: frame.copy() for name, frame in study.frames.items()}
    pw.what_if(study, drop="P107", drop_group="manager", rules={"min_answers": 5})
    assert all(before[name].equals(frame) for name, frame in study.frames.items())


def test_every_unknown_name_is_said_at_once_with_the_nearest(study):
    with pytest.raises(ProblemsFound) as caught:
        pw.what_if(study, drop=["P1007", "P107"], drop_group="managers", rules={"in_plase_share": 0.7})
    said = str(caught.value)
    assert [said.count(near) for near in ('"P107"', '"manager"', '"in_place_share"')] == [1, 1, 1]
    assert len(caught.value.problems) == 3


def test_a_rule_out_of_bounds_is_refused(study):
    with pytest.raises(ProblemsFound, match="in_place_share"):
        pw.what_if(study, rules={"in_place_share": 0.4})


def test_the_command_says_a_line_each_and_how_many():
    asked = ["what-if", str(EXAMPLE), "--drop", "P107", "--rule", "in_place_share=3/4"]
    ran = CliRunner().invoke(app, asked)
    lines = ran.stdout.splitlines()
    assert ran.exit_code == 0 and lines[-1] == f"{len(lines) - 1} verdicts move"
    assert "hypotheses S05 distinctive: open -> challenged" in lines


@pytest.mark.parametrize(
    "options, said",
    [
        (["--rule", "in_plase_share=0.7"], 'did you mean "in_place_share"'),
        (["--rule", "in_place_share"], "write NAME=VALUE"),
        (["--rule", "in_place_share=much"], "in_place_share"),
        (["--drop", "P1007"], 'did you mean "P107"'),
        (["--drop-group", "managers"], 'did you mean "manager"'),
    ],
)
def test_the_command_refuses_what_it_does_not_know(options, said):
    ran = CliRunner().invoke(app, ["what-if", str(EXAMPLE), *options])
    assert ran.exit_code == 1 and said in ran.output and "Traceback" not in ran.output
