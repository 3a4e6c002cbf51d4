"""What `check` says it read, and what the design of a study cannot give."""

from __future__ import annotations

import pytest

from peerwork.study.check import find_problems
from peerwork.study.design import check_design, describe_read

SITES = "site,name,sector,region\nS01,One,statutory,\nS02,Two,statutory,\nS03,Three,voluntary,\n"
OWN = """id: own
title: Own
importance_scale: {1: none, 2: much}
stakeholder_groups: {peer: Peers, lead: Leads}
domains:
  - id: d
    label: D
    factors:
      - {id: pay, label: Pay, condition: So.}
      - {id: supervision, label: Supervision, condition: So., asked_of: [peer]}
"""


def designed(study, *, people: str, sites: str = SITES + "S04,Four,voluntary,\n", planned: str = "{}") -> list[str]:
    settings = f"title: A\nframework: own.yaml\nplanned: {planned}\n"
    files = {"sites": sites, "participants": "participant,site,group\n" + people, "top_three": None}
    folder = study(study=settings, answers="participant,factor,in_place,effect,importance\nP1,pay,yes,,\n", **files)
    (folder / "own.yaml").write_text(OWN, encoding="utf-8")
    return [str(note) for note in check_design(find_problems(folder))]


def test_what_was_read_is_said_in_a_line(study):
    found = find_problems(study())
    said = describe_read(found, list(found.problems))
    assert said == "2 sites, 4 people, 4 answers; no problems"


def test_a_factor_asked_of_two_people_a_site_can_have_no_status(study):
    people = "P1,S01,peer\nP2,S01,peer\nP3,S01,lead\nP4,S02,peer\n"
    [said] = designed(study, people=people)
    assert said == (
        "note: study.yaml, column planned: supervision is asked of 2 people of 1 group a site; "
        "no status is possible: it needs 3 answers of 2 groups"
    )


@pytest.mark.parametrize(("planned", "told"), [("{peer: 3, lead: 2}", 1), ("{peer: 1, lead: 1}", 2)])
def test_who_is_planned_counts_as_well(study, planned, told):
    assert len(designed(study, people="P1,S01,peer\n", planned=planned)) == told


def test_with_one_site_in_a_sector_there_is_no_verdict_across_sites(study):
    people = "P1,S01,peer\nP2,S01,peer\nP3,S01,lead\n"
    said = designed(study, people=people, sites=SITES)[-1]
    assert "sites by sector: 2 statutory, 1 voluntary" in said and "no verdict across sites is possible" in said
