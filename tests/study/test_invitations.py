"""Invitations: one of each person, in the order of its days, and of somebody who is interviewed as such."""

from __future__ import annotations

import pytest

from peerwork.problems import Level
from peerwork.scoring import score_study
from peerwork.study.check import check_study
from peerwork.study.read import read_study

HEAD = "invitation,site,group,identified_on,informed_on,consented_on,declined_on,participant\n"
GOOD = "I1,S01,peer_worker,2011-04-01,2011-04-01,2011-04-03,,P1\n"


@pytest.mark.parametrize(
    ("row", "column", "wrong", "level"),
    [
        ("I2,S01,manager,2011-04-02,2011-04-01,,,", "informed_on", "is before the day of an earlier step", "problem"),
        ("I2,S01,manager,,2011-04-02,2011-04-01,,", "consented_on", "is before the day of an earlier step", "problem"),
        ("I2,S01,manager,,,,,P1", "participant", "is the interviewee of another invitation", "problem"),
        ("I2,S02,manager,,,,,P2", "site", "is not the site of the participant", "problem"),
        ("I2,S01,peer_worker,,,,,P2", "group", "is not the group of the participant", "problem"),
        ("I2,S01,manager,,,,,P9", "participant", '"P9" is not an interviewee', "problem"),
        ("I1,S01,manager,,,,,", "invitation", "row 2", "problem"),
        ("I2,S01,manager,,,,2011-04-03,P2", "declined_on", "is of somebody who was interviewed", "note"),
        ("I2,S01,manager,,,2011-04-02,2011-04-03,", "declined_on", "consented and declined", "note"),
    ],
)
def test_what_can_be_wrong_with_an_invitation(study, row, column, wrong, level):
    found = [one for one in check_study(study(invitations=HEAD + GOOD + row + "\n")) if one.file == "invitations.csv"]
    (said,) = [one for one in found if one.column == column]
    assert (said.row, said.level) == (3, Level(level)) and wrong in said.wrong


def test_days_that_are_the_same_are_in_order(study):
    assert not [one for one in check_study(study(invitations=HEAD + GOOD)) if one.file == "invitations.csv"]


def test_somebody_who_withdrew_leaves_no_invitation_behind(study):
    place = study(invitations=HEAD + GOOD + "I2,S02,manager,2011-06-01,,,,P4\n")  # P4 withdrew
    found = score_study(read_study(place))["interview_stages"]
    assert found["n_approached"].sum() == 1


def test_events_name_sites_and_indicators(study):
    events = "on,site,indicator,label\n2011-05-01,S09,waiting,A new form\n2011-05-01,all,,Ward closed\n"
    indicators = "indicator,label,stage,unit,better\nwaits,Waits,output,days,lower\n"
    found = [one for one in check_study(study(events=events, indicators=indicators)) if one.file == "events.csv"]
    assert {(one.row, one.column) for one in found} == {(2, "site"), (2, "indicator")}
