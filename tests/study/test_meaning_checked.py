"""Readings, summaries and follow-ups are checked: what they are about, from where, on what they rest."""

from __future__ import annotations

import pandas as pd
import pytest

from made_studies import make_study, write_study
from peerwork.problems import Level
from peerwork.study.check import check_study

HEAD = "reading,about,judgement,text,by,standpoint,on,edition,rests_on,status,answers\n"
GOOD = "R1,factor:{f},holds,x,A,service_user_researcher,2012-06-01,1,,,"

AGREED = GOOD.replace("1,,,", "1,,agreed,").replace(",A,", ",team,")


@pytest.fixture
def folder(tmp_path):
    folder = write_study(make_study(5, sites=2, factors=3), tmp_path / "study")
    with (folder / "study.yaml").open("a", encoding="utf-8") as file:
        file.write("standpoints: [service_user_researcher, university_researcher]\n")
    return folder


def factor_of(folder):
    return pd.read_csv(folder / "answers.csv")["factor"].iloc[0]


def problems(folder, name, text):
    (folder / name).write_text(text, encoding="utf-8")
    return [p for p in check_study(folder) if p.file == name and p.level is Level.PROBLEM]


def test_a_good_reading_is_no_problem(folder):
    assert problems(folder, "readings.csv", HEAD + GOOD.format(f=factor_of(folder))) == []


@pytest.mark.parametrize(
    ("change", "column", "says"),
    [
        (("factor:{f}", "nothing"), "about", "names no result"),
        (("factor:{f}", "factor:unheard_of"), "about", "is not a factor"),
        (("factor:{f}", "factor:{f}@S99"), "about", "is not a site"),
        (("factor:{f}", "hypothesis:luck"), "about", "is not a null hypothesis"),
        (("service_user_researcher", "everybody"), "standpoint", "is no standpoint"),
        (("2012-06-01,1,,,", "2012-06-01,1,page 4,,"), "rests_on", "names nothing to rest on"),
        (("2012-06-01,1,,,", "2012-06-01,1,,,R9"), "answers", "is no other reading"),
        (("2012-06-01,1,,,", "2012-06-01,1,,,R1"), "answers", "is no other reading"),
    ],
)
def test_what_is_wrong_with_a_reading_is_said(folder, change, column, says):
    row = GOOD.replace(*change).format(f=factor_of(folder))
    [found] = problems(folder, "readings.csv", HEAD + row)
    assert (found.row, found.column) == (2, column) and says in found.wrong


def test_one_result_has_one_agreed_reading(folder):
    row = AGREED.format(f=factor_of(folder))
    [found] = problems(folder, "readings.csv", f"{HEAD}{row}\n{row.replace('R1', 'R2', 1)}")
    assert found.row == 3 and "second agreed reading" in found.wrong


def test_what_one_member_says_is_no_inference_of_the_teams(folder):
    row = GOOD.replace("1,,,", "1,,agreed,").format(f=factor_of(folder))
    [found] = problems(folder, "readings.csv", HEAD + row)
    assert (found.row, found.column) == (2, "by") and "the team's" in found.wrong


def test_a_member_reads_from_one_standpoint(folder):
    row = GOOD.format(f=factor_of(folder))
    other = row.replace("R1", "R2", 1).replace("service_user", "university")
    assert [p.row for p in problems(folder, "readings.csv", f"{HEAD}{row}\n{other}")] == [2, 3]
    assert len(problems(folder, "readings.csv", f"{HEAD}{row}\n{other.replace(',A,', ',a,')}")) == 2
    assert problems(folder, "readings.csv", f"{HEAD}{row}\n{other.replace(',A,', ',B,')}") == []


@pytest.mark.parametrize("column", ["action", "owner", "note"])
def test_what_a_site_or_board_reads_names_no_interviewee(folder, column):
    person = pd.read_csv(folder / "participants.csv")["participant"].iloc[0]
    cells = {"action": "Dates are set", "owner": "a manager", "note": "in June"} | {column: f"as {person} asked"}
    text = f"site,factor,action,owner,note\nS01,{factor_of(folder)},{','.join(cells.values())}\n"
    [found] = problems(folder, "followups.csv", text)
    assert (found.row, found.column) == (2, column) and person in found.wrong


def test_a_summary_is_of_one_cell(folder):
    factor = factor_of(folder)
    text = f"factor,theme,site,group,text\n{factor},,S01,,a\n{factor},,,,b\n{factor},,S01,manager,c\n"
    assert [p.row for p in problems(folder, "summaries.csv", text)] == [3, 4]
