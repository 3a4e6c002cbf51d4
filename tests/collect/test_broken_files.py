"""A broken file is refused in one sentence; the study and everything outside it stay as they are."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from collect.broken_files import broken_files, changed, packed
from collect.filling import sheets
from peerwork.collect.arrivals import plan_arrivals
from peerwork.collect.books import file_name
from peerwork.problems import Level, ProblemsFound
from study.folders import write_study

VARIABLES = "from,to\nrecord_id,participant\nimportance_role_flexible,answers.importance:role_flexible\n"
CODES = "from,to\na code,factor:role_flexible\n1.txt,participant:P1\n"
QDE = """<?xml version="1.0" encoding="utf-8"?>
<Project xmlns="urn:QDA-XML:project:1.0" name="p" origin="NVivo"><Users><User guid="u1" name="coder"/></Users>
<CodeBook><Codes><Code guid="c1" name="a code" isCodable="true"/></Codes></CodeBook>
<Sources><TextSource guid="s1" name="1.txt" plainTextPath="internal://1.txt">
<PlainTextSelection guid="p1" name="x" startPosition="0" endPosition="5"><Coding guid="k1" creatingUser="u1">
<CodeRef targetGUID="c1"/></Coding></PlainTextSelection></TextSource></Sources></Project>"""
QDC = """<?xml version="1.0" encoding="utf-8"?>
<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes><Code guid="c1" name="a code" isCodable="true"/></Codes></CodeBook>"""
ODS = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"""
PEOPLE = [["participant", "site", "group"], ["P1", "S01", "peer_worker"]]
ANSWERS = [
    ["factor", "in_place", "effect", "importance", "comment"],
    ["role_job_description", "yes", "", "4", "Clear, at last"],
]


def ods(**tables: list[list[str]]) -> bytes:
    """An OpenDocument spreadsheet of texts."""
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    row = "<table:table-row>{}</table:table-row>"
    made = {
        name: "".join(row.format("".join(map(cell.format, line))) for line in rows) for name, rows in tables.items()
    }
    sheets = "".join(f'<table:table table:name="{name}">{text}</table:table>' for name, text in made.items())
    return packed({"mimetype": b"application/vnd.oasis", "content.xml": ODS.format(tables=sheets).encode()})


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Path:
    home = tmp_path_factory.mktemp("home")
    (home / "study").mkdir()
    return write_study(home / "study")


@pytest.fixture(scope="module")
def good(place, tmp_path_factory) -> dict[str, bytes]:
    pytest.importorskip("pyreadstat")
    return good_files(place, tmp_path_factory.mktemp("good"))


def good_files(place: Path, home: Path) -> dict[str, bytes]:
    """A good file of each format."""
    import pyreadstat

    path = home / "a.sav"
    cases = pd.DataFrame({"record_id": [f"P{n}" for n in range(1, 81)], "importance_role_flexible": [2.0] * 80})
    pyreadstat.write_sav(cases, path)
    return {
        ".xlsx": sheets(place)["S01-P1.xlsx"].read_bytes(),
        ".ods": ods(participants=PEOPLE, answers=ANSWERS),
        ".qdpx": packed({"project.qde": QDE.encode(), "Sources/1.txt": b"Words that were said"}),
        ".qdc": QDC.encode(),
        ".sav": path.read_bytes(),
        ".csv": b"record_id,importance_role_flexible,words\nP1,2,Clear\nP2,3,\n",
    }


@pytest.fixture
def maps(tmp_path) -> dict[str, Path]:
    return write_maps(tmp_path)


def write_maps(folder: Path) -> dict[str, Path]:
    """The map of each ending that needs one."""
    (folder / "variables.csv").write_text(VARIABLES)
    (folder / "codes.csv").write_text(CODES)
    of_codes = dict.fromkeys((".qdpx", ".qdc"), folder / "codes.csv")
    return of_codes | dict.fromkeys((".sav", ".csv"), folder / "variables.csv")


def everything(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def refusal(place: Path, path: Path, map_file: Path | None) -> list[str]:
    try:
        plan_arrivals(place, [path], map_file=map_file).write()
    except ProblemsFound as refused:
        return [str(one) for one in refused.problems if one.level is Level.PROBLEM]
    return []


@pytest.mark.parametrize("ending", [".xlsx", ".ods", ".qdpx", ".csv"])
def test_the_good_files_are_read(good, place, tmp_path, maps, ending):
    path = tmp_path / f"good{ending}"
    path.write_bytes(good[ending])
    plan = plan_arrivals(place, [path], map_file=maps.get(ending))
    assert bool(plan.differences) == (ending != ".xlsx")


def test_300_broken_files_are_each_refused_in_one_sentence_and_change_nothing(good, place, tmp_path, maps):
    arriving = tmp_path / "arriving"
    arriving.mkdir()
    before, said = everything(place.parent), {}
    for path in broken_files(good, arriving):
        said[path.name] = refusal(place, path, maps.get(path.suffix))
        path.unlink()
    assert len(said) == 300
    assert {name: lines for name, lines in said.items() if len(lines) != 1} == {}
    assert {name: lines for name, lines in said.items() if not lines[0].startswith(name)} == {}
    assert everything(place.parent) == before and list(arriving.iterdir()) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["arriving", "codes.csv", "variables.csv"]


def cell(words: str) -> str:
    return f"<table:table-row><table:table-cell {words}</table:table-cell></table:table-row></table:table>"


HOSTILE_CELLS = {
    "billions of spaces": 'office:value-type="string"><text:p>a<text:s text:c="2000000000"/></text:p>',
    "spaces that are no number": 'office:value-type="string"><text:p>a<text:s text:c="x"/></text:p>',
    "a number that is none": 'office:value-type="float" office:value="abc"><text:p>a</text:p>',
    "a number without a value": 'office:value-type="float"><text:p>a</text:p>',
    "a day of another calendar": 'office:value-type="date" office:date-value="99999-01-01"><text:p>a</text:p>',
    "a text within texts": 'office:value-type="string"><text:p>'
    + "<text:span>" * 9000
    + "</text:span>" * 9000
    + "</text:p>",
}


@pytest.mark.parametrize("words", HOSTILE_CELLS.values(), ids=HOSTILE_CELLS)
def test_a_cell_made_to_do_harm_is_refused_with_its_place(place, tmp_path, words):
    made = ods(participants=PEOPLE, answers=ANSWERS)
    path = tmp_path / "a.ods"
    path.write_bytes(changed(made, "content.xml", lambda old: old.replace(b"</table:table>", cell(words).encode(), 1)))
    said = refusal(place, path, None)
    assert said and all("sheet participants, row 3" in one and len(one) < 300 for one in said if "participants" in one)
    assert len(said) == 1 or words == HOSTILE_CELLS["billions of spaces"]  # a cell like any other, with fewer of them


PASSAGE = (
    '<PlainTextSelection guid="p" startPosition="0" endPosition="{end}"><Coding guid="k">'
    '<CodeRef targetGUID="c1"/></Coding></PlainTextSelection>'
)


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        (
            lambda text: text.replace("</TextSource>", PASSAGE.format(end=900_000) * 40 + "</TextSource>"),
            "characters together",
        ),
        (lambda text: text.replace("</Project>", "<a/>" * 500_001 + "</Project>"), "marks of XML"),
        (
            lambda text: text.replace('name="a code"', f'name="{"n" * 1001}"'),
            "the name of a code holds 1,001 characters",
        ),
    ],
)
def test_a_project_made_to_fill_memory_is_refused(place, tmp_path, maps, change, wrong):
    path = tmp_path / "a.qdpx"
    path.write_bytes(packed({"project.qde": change(QDE).encode(), "Sources/1.txt": b"x" * 900_000}))
    [said] = refusal(place, path, maps[".qdpx"])
    assert said.startswith("a.qdpx: ") and wrong in said


def test_a_position_of_thousands_of_digits_is_none(place, tmp_path, maps):
    path = tmp_path / "a.qdpx"
    far = QDE.replace('endPosition="5"', f'endPosition="{"9" * 5000}"')
    path.write_bytes(packed({"project.qde": far.encode(), "Sources/1.txt": b"Words"}))
    assert refusal(place, path, maps[".qdpx"]) == []


@pytest.mark.parametrize(
    ("data", "wrong"),
    [(b"a," * 300_000 + b"\n" * 8, "cells"), (b"a,b,a\n1,2,3\n", 'has the column "a" twice')],
)
def test_a_table_made_to_take_for_ever_is_refused(place, tmp_path, maps, data, wrong):
    path = tmp_path / "a.csv"
    path.write_bytes(data)
    [said] = refusal(place, path, maps[".csv"])
    assert wrong in said


def test_a_link_in_a_folder_of_sheets_is_not_followed(place, tmp_path):
    (tmp_path / "inbox").mkdir()
    outside = tmp_path / "outside.csv"
    outside.write_text("site,indicator,period,value\nS01,x,2011-01-01,1\n")
    try:
        (tmp_path / "inbox" / "a.csv").symlink_to(outside)
    except OSError:
        pytest.skip("no rights to make links here")
    assert "nothing to import" in refusal(place, tmp_path / "inbox", None)[0]


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("S01", "S01"),
        ("CON", "CON_"),
        ("nul.1", "nul.1_"),
        ("COM1", "COM1_"),
        ("S1.", "S1"),
        ("a/b", "a_b"),
        ("..", "_"),
    ],
)
def test_a_site_has_a_folder_that_every_system_can_make(code, name):
    assert file_name(code) == name
