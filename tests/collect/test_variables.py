"""SPSS and REDCap: one row an interviewee, in by a map of variables; a study out to SPSS and back is the same."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from peerwork.collect.arrivals import plan_arrivals
from peerwork.collect.exporting import export_study
from peerwork.problems import ProblemsFound
from peerwork.study.read import read_study
from peerwork.vocabulary import Format

MAP = """from,to,values
id,participant,
imp,answers.importance:role_flexible,
place,answers.in_place:role_flexible,
top___1,top_three.facilitator:role_specific_tasks,
sex,participants.gender,1=woman; 2=man
"""
DICTIONARY = """"Variable / Field Name","Form Name","Field Type","Field Label","Choices, Calculations, OR Slider Labels"
id,a,text,Code,
imp,a,radio,"How important?","5, Extremely important | 1, Not important"
place,a,radio,"In place?","1, Yes | 2, Partly | 3, No | 4, Not applicable"
top,a,checkbox,"Most important?","1, Specific tasks | 2, Other"
sex,a,radio,Sex,"1, F | 2, M"
"""
RAW = "id,redcap_repeat_instrument,imp,place,top___1,top___2,sex\nP2,,5,4,0,1,1\nP3,,,3,1,0,\n"
TWO_EVENTS = "id,redcap_event_name,imp\nP2,a,5\nP3,b,3\n"
LABELS = "id,imp,place,top___1,sex\nP2,5,Not applicable,Unchecked,1\nP3,,No,Checked,\n"


@pytest.fixture
def brought(folder, tmp_path):
    def bring(*files: tuple[str, str | bytes], own: str = MAP, place: Path | None = None):
        paths = []
        for name, text in files:
            (tmp_path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
            paths.append(tmp_path / name)
        (tmp_path / "map.csv").write_text(own, encoding="utf-8")
        return plan_arrivals(place or folder(), paths, map_file=tmp_path / "map.csv")

    return bring


def told(plan) -> list[str]:
    return [str(one) for one in plan.differences]


EXPECTED = [
    'participants.csv: P2: gender was blank, is "woman"',
    "answers.csv: P2, role_flexible: new",
    "answers.csv: P3, role_flexible: new",
    "top_three.csv: P3, role_specific_tasks: new",
]


@pytest.mark.parametrize("files", [[("d.csv", DICTIONARY), ("r.csv", RAW)], [("r.csv", RAW), ("d.csv", DICTIONARY)]])
def test_redcap_raw_values_by_their_dictionary(brought, files):
    plan = brought(*files)
    assert told(plan) == EXPECTED
    plan.write()
    answers = read_study(plan.folder).frames["answers"].set_index(["participant", "factor"])
    assert answers.loc[("P2", "role_flexible"), ["in_place", "importance"]].tolist() == ["not_applicable", 5]


def test_redcap_labels(brought):
    assert told(brought(("r.csv", LABELS))) == EXPECTED


def test_a_dry_run_and_the_import_say_the_same_and_twice_is_once(brought, tmp_path):
    plan = brought(("d.csv", DICTIONARY), ("r.csv", RAW))
    plan.write()
    paths = [tmp_path / "d.csv", tmp_path / "r.csv"]
    assert plan_arrivals(plan.folder, paths, map_file=tmp_path / "map.csv").differences == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (RAW.replace("P3,,", "P3,visits,"), 'r.csv: holds the repeating instrument "visits"'),
        (TWO_EVENTS, 'holds 2 events, such as "a"'),
        (RAW.replace("P2,,5,4,0", "P2,,5,4,7"), 'r.csv, row 2, column top___1: "7" is neither ticked nor not'),
        (RAW.replace("P2,,5", "P2,,9"), 'r.csv, row 2, column imp: "9" is not a point of the importance scale'),
        (RAW.replace("P2,,5,4", "P2,,5,8"), 'r.csv, row 2, column place: "8" is not one of the values allowed'),
        (RAW.replace("P2,", ","), "r.csv, row 2, column id: does not say who answered"),
        (RAW.replace("P3", "P2"), 'participant "P2" stands already in row 2'),
    ],
)  # fmt: skip
def test_what_cannot_be_right_is_said_with_row_and_variable(brought, text, said):
    with pytest.raises(ProblemsFound) as found:
        brought(("d.csv", DICTIONARY), ("r.csv", text))
    assert said in str(found.value)


def test_what_a_variable_no_longer_says_goes_only_where_that_is_said(brought):
    place = brought(("d.csv", DICTIONARY), ("r.csv", RAW))
    place.write()
    later = brought(("d.csv", DICTIONARY), ("r.csv", RAW.replace("P3,,,3,1", "P3,,,3,0")), place=place.folder)
    with pytest.raises(ProblemsFound, match="P3, role_specific_tasks: was recorded and would be taken away"):
        later.write()
    assert told(later) == ["top_three.csv: P3, role_specific_tasks: taken away"]


def test_what_no_variable_speaks_of_stays(brought):
    plan = brought(("d.csv", DICTIONARY), ("r.csv", RAW))
    before = read_study(plan.folder).frames["answers"]
    plan.write()
    after = read_study(plan.folder).frames["answers"]
    pd.testing.assert_frame_equal(after[after["factor"] == "role_job_description"].reset_index(drop=True), before)


def test_spss_labels_and_what_the_user_declared_missing(brought, tmp_path):
    pyreadstat = pytest.importorskip("pyreadstat")
    frame = pd.DataFrame(
        {"id": ["P2", "P3"], "imp": [5.0, 9.0], "place": [4.0, 3.0], "top___1": [0.0, 1.0], "sex": [1.0, 99.0]}
    )
    labels = {"place": {3.0: "No", 4.0: "Not applicable"}, "imp": {9.0: "Refused"}}
    missing = {"imp": [9.0], "sex": [99.0]}
    pyreadstat.write_sav(frame, tmp_path / "a.sav", variable_value_labels=labels, missing_ranges=missing)
    assert told(brought(("a.sav", (tmp_path / "a.sav").read_bytes()))) == EXPECTED


def test_a_study_goes_to_spss_and_back_and_is_the_same(folder, tmp_path):
    pytest.importorskip("pyreadstat")
    answers = "participant,factor,in_place,effect,importance,comment\n"
    answers += 'P1,role_flexible,yes,facilitator,5,"Said, as it was: “é🙂”"\nP2,role_flexible,,,,\n'
    place = folder(answers=answers)
    study = read_study(place)
    first = [path.read_bytes() for path in export_study(study, Format.SPSS, tmp_path / "a")]
    assert first == [path.read_bytes() for path in export_study(study, Format.SPSS, tmp_path / "b")]
    sav, own = tmp_path / "a" / "interviews.sav", tmp_path / "a" / "interviews-map.csv"
    assert plan_arrivals(place, [sav], map_file=own).differences == ()
    for name in ("participants", "answers", "top_three"):
        path = place / f"{name}.csv"
        path.write_text(path.read_text(encoding="utf-8").partition("\n")[0] + "\n", encoding="utf-8")
    plan_arrivals(place, [sav], map_file=own).write()
    back = read_study(place)
    keys = {
        "participants": ["participant"],
        "answers": ["participant", "factor"],
        "top_three": ["participant", "factor"],
    }
    for name, key in keys.items():
        one, other = (
            frame.sort_values(key).reset_index(drop=True) for frame in (study.frames[name], back.frames[name])
        )
        pd.testing.assert_frame_equal(one, other)


def test_labels_stand_in_the_spss_file(folder, tmp_path):
    pyreadstat = pytest.importorskip("pyreadstat")
    export_study(read_study(folder()), Format.SPSS, tmp_path)
    _, meta = pyreadstat.read_sav(tmp_path / "interviews.sav")
    assert meta.variable_value_labels["importance_role_job_description"][5.0] == "Extremely important"
    assert meta.column_names_to_labels["in_place_role_job_description"].startswith("Clear job structure: ")
    assert meta.variable_value_labels["group"][1.0] == "Peer worker"
