"""Two kept editions: what changed, which verdicts it moved, and the changes behind each."""

from __future__ import annotations

import pytest

from peerwork.atomic import replace_files
from peerwork.collect.compare import compare_contents
from peerwork.collect.editions import keep_edition, study_contents
from peerwork.problems import ProblemsFound
from peerwork.release.moved import compare_kept
from study.folders import write_study

PEOPLE = "participant,site,group\n" + "".join(
    f"P{n},S01,{group}\n" for n, group in enumerate(["peer_worker", "manager", "service_user", "team_member"], start=1)
)
ANSWERS = "participant,factor,in_place,effect,importance\n" + "".join(
    f"P{n},role_flexible,yes,facilitator,5\n" for n in range(1, 5)
)


@pytest.fixture
def place(tmp_path):
    """Edition 1: everybody says yes; edition 2: three say no, and it is a barrier."""
    (tmp_path / "study").mkdir()
    place = write_study(tmp_path / "study", participants=PEOPLE, answers=ANSWERS, top_three=None)
    now = ANSWERS.replace("P1,role_flexible,yes,facilitator", "P1,role_flexible,no,barrier")
    for n in (2, 3):
        now = now.replace(f"P{n},role_flexible,yes,facilitator", f"P{n},role_flexible,no,barrier")
    packs = keep_edition(place, {"answers.csv": now.encode()}, what="import", by="", on="")
    replace_files(place, {"answers.csv": now.encode(), **packs})
    return place


def test_cells_verdicts_and_why(place):
    changed, moved = compare_kept(place, "1", "2")
    assert [str(one) for one in changed[:2]] == [
        'answers.csv: P1, role_flexible: in_place was "yes", is "no"',
        'answers.csv: P1, role_flexible: effect was "facilitator", is "barrier"',
    ]
    [status] = [one for one in moved if one.table == "conditions"]
    assert str(status) == "conditions: S01, role_flexible: was in_place, is not_in_place"
    assert len(status.why) == len(changed) == 6


def test_the_other_way_round_and_the_same_with_itself(place):
    assert compare_kept(place, "1", "1") == ([], [])
    there, back = compare_kept(place, "1", "2")[1], compare_kept(place, "2", "1")[1]
    assert [(one.before, one.after) for one in there] == [(one.after, one.before) for one in back]
    assert compare_kept(place, "2", "now") == ([], [])
    assert not [path for path in place.iterdir() if path.name.startswith(".peerwork-edition")]


def test_an_edition_that_is_not_kept(place):
    with pytest.raises(ProblemsFound, match="edition 7: is not kept in the study; name one of these editions: 1, 2"):
        compare_kept(place, "1", "7")


def test_settings_rows_and_columns(place):
    before = study_contents(place)
    now = {
        **before,
        "study.yaml": before["study.yaml"] + b"rules: {top_max: 2}\n",
        "sites.csv": before["sites.csv"].replace(b"S02,Two,voluntary,North\n", b"S03,Three,,\n"),
    }
    assert [str(one) for one in compare_contents(before, now)] == [
        "sites.csv: S02: taken away",
        "sites.csv: S03: new",
        'study.yaml: rules.top_max was blank, is "2"',
    ]
