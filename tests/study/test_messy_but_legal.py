"""What people really save is read as the same study; nothing is lost, and what deserves a look is noted."""

from __future__ import annotations

import random

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peerwork.study.check import check_study
from peerwork.study.read import read_study
from study.folders import STUDY, write_study

CSV = [name.removesuffix(".csv") for name in STUDY if name.endswith(".csv")]


def same(one, other) -> bool:
    assert one.frames.keys() == other.frames.keys()
    for name, frame in one.frames.items():
        pd.testing.assert_frame_equal(frame, other.frames[name])
    pd.testing.assert_frame_equal(one.withdrawn, other.withdrawn)
    return one.as_of == other.as_of


def rewritten(change) -> dict[str, bytes]:
    return {name: change(STUDY[f"{name}.csv"]) for name in CSV}


VARIANTS = {
    "byte-order mark": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "CRLF": lambda text: text.replace("\n", "\r\n").encode(),
    "CR alone": lambda text: text.replace("\n", "\r").encode(),
    "no line end at the end": lambda text: text.rstrip("\n").encode(),
    "trailing blank lines": lambda text: (text + "\n  \n\n").encode(),
    "trailing empty cells": lambda text: (text + "," * text.split("\n")[0].count(",") + "\n").encode(),
    "spaces round values": lambda text: "\n".join(
        " , ".join(line.split(",")) + " " if '"' not in line and line else line for line in text.split("\n")
    ).encode(),
    "spaces round quoted values": lambda text: text.replace('"Clear, at last"', ' "Clear, at last" ').encode(),
    "every value in quotation marks": lambda text: "\n".join(
        ",".join(f'"{cell}"' for cell in line.split(",")) if '"' not in line and line else line
        for line in text.split("\n")
    ).encode(),
}


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_study_saved_in_another_way_is_the_same_study(tmp_path, variant):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    plain = read_study(write_study(tmp_path / "a"))
    assert same(plain, read_study(write_study(tmp_path / "b", **rewritten(VARIANTS[variant]))))


def test_semicolons_are_read_and_texts_keep_their_commas(study):
    text = "participant;factor;in_place;effect;importance;comment\nP1;role_flexible;yes;;4;one, two\n"
    answers = read_study(study(answers=text)).frames["answers"]
    assert answers.loc[0, "comment"] == "one, two" and answers.loc[0, "importance"] == 4


def test_a_decimal_comma_is_said_and_not_repaired(study):
    people = (
        "participant;site;group;minutes\nP1;S01;peer_worker;35,5\nP2;S01;manager;\nP3;S02;manager;\nP4;S02;manager;\n"
    )
    (problem,) = check_study(study(participants=people))
    assert str(problem) == (
        'participants.csv, row 2, column minutes: "35,5" is no number here; '
        "write 35.5, with a decimal point and a plain minus"
    )


def test_windows_1252_text_is_read_and_noted(study):
    sites = "site,name,sector,region\nS01,Café “One”,statutory,\nS02,Two,voluntary,\n".encode("cp1252")
    recorded = read_study(study(sites=sites))
    assert recorded.frames["sites"].loc[0, "name"] == "Café “One”"
    assert [str(note) for note in recorded.notes] == [
        "note: sites.csv, row 2: is not UTF-8 text; it is read as Windows-1252, which is a guess: is "
        '"Café" right?; save it as "CSV UTF-8", and correct what was misread'
    ]


def test_utf8_pasted_into_a_windows_1252_file_is_noted(study):
    sites = b"site,name,sector,region\nS01," + "Café".encode() + b" caf\xe9,statutory,\nS02,,,\n"
    assert any("row 2: reads" in str(note) for note in check_study(study(sites=sites)))


def test_na_and_none_are_texts_and_only_an_empty_cell_is_blank(study):
    sites = "site,name,sector,region\nS01,NA,statutory,None\nS02,nan,voluntary, \n"
    frame = read_study(study(sites=sites)).frames["sites"]
    assert frame["name"].tolist() == ["NA", "nan"]
    assert frame["region"].tolist()[0] == "None" and frame["region"].isna().tolist() == [False, True]


def test_an_extra_column_is_kept_as_text_and_noted_unless_declared(study):
    sites = "site,name,sector,region,paid,Regon\nS01,,statutory,,yes,1\nS02,,voluntary,,no,2\n"
    recorded = read_study(study(sites=sites))
    assert recorded.frames["sites"]["paid"].tolist() == ["yes", "no"]
    assert [(note.column, note.right) for note in recorded.notes] == [
        ("Regon", "it is kept as text"),
        ("paid", "it is kept as text"),
    ]
    declared = "title: A\nframework: peer_worker_roles\nsite_attributes: [paid, Regon]\n"
    assert read_study(study(sites=sites, study=declared)).notes == ()


def test_a_short_row_is_read_with_blanks_and_noted(study):
    recorded = read_study(study(answers="participant,factor,in_place,effect,importance\nP1,role_flexible,yes\n"))
    assert pd.isna(recorded.frames["answers"].loc[0, "importance"])
    assert "row 2: 1 row has fewer cells than the header" in str(recorded.notes[0])


def test_a_text_may_hold_line_ends_and_later_rows_keep_their_numbers(study):
    answers = STUDY["answers.csv"] + "P1,role_flexible,yes,,9,\n"
    (problem,) = check_study(study(answers=answers))
    assert problem.row == 6  # a spreadsheet shows the comment of two lines in one row


def test_a_blank_row_in_the_middle_keeps_the_numbers_of_those_after_it(study):
    answers = "participant,factor,in_place,effect,importance\n\nP1,role_flexible,,,9\n,,,,\nP2,role_flexible,,,8\n"
    assert [problem.row for problem in check_study(study(answers=answers))] == [3, 5]


def test_a_file_with_a_header_alone_is_there_and_empty(study):
    recorded = read_study(study(answers="participant,factor,in_place,effect,importance"))
    assert not recorded.has("answers") and recorded.frames["answers"]["importance"].dtype == "float64"


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 2**32 - 1))
def test_columns_in_any_order_and_rows_in_any_order_hold_the_same(tmp_path_factory, seed):
    chance = random.Random(seed)
    folder = tmp_path_factory.mktemp("study")

    def shuffled(text: str) -> bytes:
        frame = pd.read_csv(pd.io.common.StringIO(text), dtype="str", keep_default_na=False)
        columns = chance.sample(list(frame), len(frame.columns))
        return frame[columns].sample(frac=1, random_state=chance.randrange(2**32)).to_csv(index=False).encode()

    (folder / "a").mkdir()
    (folder / "b").mkdir()
    plain = read_study(write_study(folder / "a"))
    other = read_study(write_study(folder / "b", **rewritten(shuffled)))
    for name, frame in plain.frames.items():
        assert list(other.frames[name]) == list(frame)
        by = list(frame)[:2]
        pd.testing.assert_frame_equal(
            frame.sort_values(by, ignore_index=True), other.frames[name].sort_values(by, ignore_index=True)
        )
