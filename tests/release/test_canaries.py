"""Words planted in every private field of a study are in none of the released tables (METHOD 14)."""

from __future__ import annotations

import io
import zipfile

import pandas as pd
import pytest

from made_studies import make_study, write_study
from peerwork.build.bundle import ProtectedStudy, cut_pages, lay_out
from peerwork.pages.catalogue import CATALOGUE
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
    "followups": "site,factor,action,owner,due,done_on,note\nS01,{f},an action,somebody,2012-06-01,,a note\n"
    "S02,{f},an action of elsewhere,somebody elsewhere,,,elsewhere too\n",
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
        file.write("rules: {evidence_min_sectors: 1, evidence_sector_sites: 1}\n")  # findings, which face the rivals
    return folder


@pytest.fixture(scope="module")
def release(tmp_path_factory):
    """By audience, the words planted and the folder of its tables and of all that its pages are drawn from."""
    made = {}

    def make(audience):
        if audience not in made:
            place = tmp_path_factory.mktemp(audience)
            folder = with_meaning(write_study(make_study(3, sites=3, factors=3), place / "study"))
            planted = plant_canaries(folder, audience)
            study, site = read_study(folder), "S01" if audience is Audience.WORKSHOP else None
            tables = protect(study, score_study(study), audience, site=site).tables
            write_tables(neutralise_tables(tables), place / "released" / "tables")
            protected = ProtectedStudy(study, audience, site, tables)
            bundle = lay_out(protected, place / "released" / "bundle", catalogue=CATALOGUE)
            drawn = [page.name for page in cut_pages(bundle, protected, catalogue=CATALOGUE)]
            made[audience] = planted, place / "released", drawn
        return made[audience]

    return make


@pytest.mark.parametrize("audience", [Audience.WORKSHOP, Audience.BOARD, Audience.PUBLIC])
def test_no_private_field_is_in_a_released_table_or_in_what_a_page_is_drawn_from(audience, release):
    """A process that draws has its page's slice and nothing else: what is in none of them is on no page."""
    planted, folder, drawn = release(audience)
    assert len(planted) > 15 and len(drawn) > 3
    words = planted if audience is Audience.BOARD else planted | {"elsewhere": "a follow-up of another site"}
    assert find_canaries(folder, words) == []


@pytest.mark.parametrize("audience", [Audience.WORKSHOP, Audience.BOARD, Audience.PUBLIC])
def test_nobody_but_the_team_has_a_page_of_what_it_makes_of_its_results(audience, release):
    _, _, drawn = release(audience)
    assert not {"inference", "matrix", "alternatives"} & set(drawn)


@pytest.mark.parametrize(
    ("audience", "columns"),
    [
        (Audience.WORKSHOP, ["site", "factor", "action", "done", "state", "owner", "due", "done_on", "note"]),
        (Audience.BOARD, ["site", "factor", "action", "done"]),
        (Audience.PUBLIC, None),
    ],
)
def test_a_board_reads_what_is_done_and_never_who_sees_to_it(audience, columns, release):
    found = release(audience)[1] / "tables" / "followups.csv"
    assert (list(pd.read_csv(found).columns) if found.exists() else None) == columns


def test_the_search_finds_what_the_team_sees(release):
    planted, folder, drawn = release(Audience.TEAM)
    found = " ".join(find_canaries(folder, planted))
    told = ("readings.csv, column text", "summaries.csv, column text", "rivals.csv, column label",
            "answers.csv, column comment", "top_three.csv, column why")  # fmt: skip
    assert all(one in found for one in told) and {"inference", "matrix", "alternatives"} <= set(drawn)


def test_the_search_looks_into_a_workbook_within_an_archive(tmp_path):
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        inner = io.BytesIO()
        with zipfile.ZipFile(inner, "w") as book:
            book.writestr("sheet.xml", "a canary sings")
        archive.writestr("tables.xlsx", inner.getvalue())
    assert find_canaries(tmp_path, {"canary": "a bird"}) == ["all.zip: a bird"]
