"""Words planted in every private field of a study are in none of the released tables (METHOD 14)."""

from __future__ import annotations

import pandas as pd
import pytest

from made_studies import make_study, write_study
from peerwork.release import neutralise_tables, protect
from peerwork.scoring import score_study
from peerwork.scoring.tables import write_tables
from peerwork.study.read import read_study
from peerwork.vocabulary import Audience
from release.canaries import find_canaries, plant_canaries

MEANING = {  # what the team made of it: every text of it is planted with a word
    "readings": "reading,about,judgement,text,by,standpoint,on,edition,rests_on,status,answers\n"
    "R1,factor:{f},holds,one,A,first,2012-06-01,1,,,\nR2,factor:{f},holds,two,B,second,2012-06-01,1,,,\n"
    "R3,factor:{f},holds,three,team,first,2012-06-01,1,,agreed,\n",
    "basis": "reading,edition,rests_on,said\nR3,1,replication:{f},verdict generic\n",
    "summaries": "factor,site,group,text,by\n{f},S01,,was said,A\n",
    "rivals": "rival,label,factor,would_show,seen,note\nV1,another,,it shows,no,a note\n",
    "followups": "site,factor,action,owner,due,done_on,note\nS01,{f},an action,somebody,2012-06-01,,a note\n",
}


def with_meaning(folder):
    """The study with every file of METHOD 16, a comment and a reason."""
    answers = pd.read_csv(folder / "answers.csv", dtype="str")
    answers.assign(comment="why so").to_csv(folder / "answers.csv", index=False)
    picks = pd.read_csv(folder / "top_three.csv", dtype="str")
    picks.assign(why="since").to_csv(folder / "top_three.csv", index=False)
    for name, text in MEANING.items():
        (folder / f"{name}.csv").write_text(text.format(f=answers["factor"].iloc[0]), encoding="utf-8")
    with (folder / "study.yaml").open("a", encoding="utf-8") as file:
        file.write("standpoints: [first, second]\n")
    return folder


def release(tmp_path, audience):
    folder = with_meaning(write_study(make_study(3, sites=3, factors=3), tmp_path / "study"))
    planted = plant_canaries(folder, audience)
    study = read_study(folder)
    site = "S01" if audience is Audience.WORKSHOP else None
    tables = protect(study, score_study(study), audience, site=site).tables
    write_tables(neutralise_tables(tables), tmp_path / "released")
    return planted, tmp_path / "released"


@pytest.mark.parametrize("audience", [Audience.WORKSHOP, Audience.BOARD, Audience.PUBLIC])
def test_no_private_field_is_in_a_released_table(audience, tmp_path):
    planted, folder = release(tmp_path, audience)
    assert len(planted) > 15
    assert find_canaries(folder, planted) == []


@pytest.mark.parametrize(
    ("audience", "columns"),
    [
        (Audience.WORKSHOP, ["site", "factor", "action", "done", "state", "owner", "due", "done_on", "note"]),
        (Audience.BOARD, ["site", "factor", "action", "done"]),
        (Audience.PUBLIC, None),
    ],
)
def test_a_board_reads_what_is_done_and_never_who_sees_to_it(audience, columns, tmp_path):
    _, folder = release(tmp_path, audience)
    found = folder / "followups.csv"
    assert (list(pd.read_csv(found).columns) if found.exists() else None) == columns


def test_the_search_finds_what_the_team_sees(tmp_path):
    planted, folder = release(tmp_path, Audience.TEAM)
    assert find_canaries(folder, planted)
