"""Codes, passages, coders and cases of NVivo and its like: in by a map, and the framework out as a codebook."""

from __future__ import annotations

import csv
import json
import zipfile
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest

from collect.broken_files import packed
from peerwork.collect.arrivals import plan_arrivals
from peerwork.collect.codebook import write_codebook
from peerwork.collect.refi_qda import read_project, slice_text
from peerwork.problems import ProblemsFound
from peerwork.study.check import check_study
from peerwork.study.read import read_study

TEXT = "\ufeffA first line\r\nThen 🙂 somebody speaks, at length\r\n"
REFERENCE = Path(__file__).parents[3] / "shared" / "reference" / "refi_qda"


def project(origin: str, start: int, end: int, *, source: str = "P1 interview.docx") -> bytes:
    """One source, two codes one above the other, one passage coded by both, one case with an attribute."""
    coding = '<Coding guid="{}" creatingUser="{{u1}}"><CodeRef targetGUID="{}"/></Coding>'
    return packed(
        {
            "Project.qde": f"""<Project xmlns="urn:QDA-XML:project:1.0" origin="{origin}">
<Users><User guid="U1" name="MK"/></Users>
<CodeBook><Codes><Code guid="C1" name="Room to adapt" isCodable="true"><Description>d</Description>
  <Code guid="C2" name="Trust" isCodable="true"/></Code></Codes></CodeBook>
<Variables><Variable guid="V1" name="Sex" typeOfVariable="Text"/></Variables>
<Cases><Case guid="K1" name="Case one"><VariableValue><VariableRef targetGUID="v1"/><TextValue>F</TextValue>
  </VariableValue><SourceRef targetGUID="s1"/></Case></Cases>
<Sources><TextSource guid="S1" name="{source}" plainTextPath="internal://t.TXT">
<PlainTextSelection guid="p1" name="…" startPosition="{start}" endPosition="{end}">
{coding.format("k1", "c1")}{coding.format("k2", "c2")}
</PlainTextSelection></TextSource></Sources></Project>""".encode(),
            "sources/t.txt": TEXT.encode(),
        }
    )


@pytest.fixture
def brought(folder, tmp_path):
    """Brings a project with a map into the small study; its plan and folder."""

    def bring(data: bytes, *lines: str, name: str = "project.qdpx"):
        place = folder()
        (tmp_path / name).write_bytes(data)
        (tmp_path / "map.csv").write_text("from,to\n" + "".join(f"{line}\n" for line in lines), encoding="utf-8")
        return plan_arrivals(place, [tmp_path / name], map_file=tmp_path / "map.csv"), place

    return bring


MAPPED = ("Room to adapt,factor:role_flexible", "Room to adapt / Trust,theme:trust")


@pytest.mark.parametrize(("origin", "start", "end"), [("NVivo 12", 22, 30), ("ATLAS.ti 8", 21, 29)])
def test_nvivo_counts_utf_16_units_and_the_others_code_points(brought, origin, start, end):
    plan, place = brought(project(origin, start, end), *MAPPED)
    plan.write()
    excerpts = read_study(place).frames["excerpts"]
    assert set(excerpts["text"]) == {"somebody"} and len(excerpts) == 2


def test_positions():
    assert slice_text("a🙂b".encode("utf-16-le"), 1, 3) == "🙂" and slice_text("a🙂b", 1, 2) == "🙂"
    assert slice_text("a\r\nb".encode("utf-16-le"), 3, 4) == "b"


def test_a_passage_has_its_source_coder_and_place_and_may_not_be_quoted(brought):
    plan, place = brought(project("NVivo", 22, 30), *MAPPED)
    plan.write()
    study = read_study(place)
    row = study.frames["excerpts"].iloc[0].to_dict()
    assert row["source"] == "interview" and row["participant"] == "P1" and row["coder"] == "MK"
    assert row["factor"] == "role_flexible" and row["may_quote"] == "no"
    assert row["place"] == "P1 interview.docx, 22-30"
    assert study.frames["themes"][["theme", "label"]].to_dict("records") == [{"theme": "trust", "label": "Trust"}]
    assert [one for one in check_study(place) if one.level == "problem"] == []


def test_what_may_be_quoted_stays_so_when_the_project_comes_again(brought, tmp_path):
    data = project("NVivo", 22, 30)
    plan, place = brought(data, *MAPPED)
    plan.write()
    text = (place / "excerpts.csv").read_text(encoding="utf-8-sig")
    permitted = text.replace(",,no,MK", ",Somebody,board,MK")
    assert permitted != text
    (place / "excerpts.csv").write_text(permitted, encoding="utf-8")
    again = plan_arrivals(place, [tmp_path / "project.qdpx"], map_file=tmp_path / "map.csv")
    assert again.differences == ()


def test_a_case_says_who_speaks_and_its_attributes_go_to_the_interviewee(brought):
    lines = (*MAPPED, "Case one,participant:P3", "attribute Sex,participants.gender")
    plan, place = brought(project("NVivo", 22, 30, source="Tape 4"), *lines)
    plan.write()
    study = read_study(place)
    assert set(study.frames["excerpts"]["participant"]) == {"P3"}
    assert study.frames["participants"].set_index("participant")["gender"].dropna().to_dict() == {"P3": "F"}


def test_a_source_that_nobody_is_said_to_speak_in_is_a_problem(brought):
    with pytest.raises(ProblemsFound, match='map.csv, column from: nobody is said to speak in "Tape 4"'):
        brought(project("NVivo", 22, 30, source="Tape 4"), *MAPPED)


def test_a_factor_that_the_study_has_not_is_a_problem_of_the_map(brought):
    with pytest.raises(ProblemsFound, match='map.csv, row 2, column to: "role_flexibel" is not a factor'):
        brought(project("NVivo", 22, 30), "Room to adapt,factor:role_flexibel")


def test_codes_that_the_map_leaves_out_are_counted(brought):
    plan, _ = brought(project("NVivo", 22, 30), MAPPED[0])
    assert "1 passages of codes that the map leaves out" in " ".join(map(str, plan.notes))


def test_a_first_map_is_begun_and_nothing_else_happens(folder, tmp_path):
    place = folder()
    (tmp_path / "project.qdpx").write_bytes(project("NVivo", 22, 30))
    with pytest.raises(ProblemsFound, match="maps/project.csv, column to: is begun"):
        plan_arrivals(place, [tmp_path / "project.qdpx"])
    with (place / "maps" / "project.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [(row["from"], row["to"], row["suggested"], row["what"]) for row in csv.DictReader(file)]
    assert rows == [
        ("Room to adapt", "", "factor:role_flexible", "code"),
        ("Room to adapt / Trust", "", "", "code"),
        ("P1 interview.docx", "", "", "source"),
        ("Case one", "", "", "case"),
        ("attribute Sex", "", "", "attribute"),
    ]
    assert sorted(path.name for path in place.iterdir() if path.is_dir()) == ["maps"]


def test_the_framework_goes_out_as_a_codebook_and_comes_back_the_same(folder, tmp_path):
    study = read_study(folder(themes="theme,label,parent\ntrust,Trust,\ndeep,Deep & <wide>,trust\n"))
    first = [path.read_bytes() for path in write_codebook(study, tmp_path / "a")]
    assert first == [path.read_bytes() for path in write_codebook(study, tmp_path / "b")]
    codes = {code.guid: code for code in read_project(tmp_path / "a" / "codebook.qdc").codes}
    back = csv.DictReader((tmp_path / "a" / "codebook-map.csv").read_text(encoding="utf-8-sig").splitlines())
    named = {row["to"]: codes[row["from"]] for row in back}
    for domain in study.framework.domains:
        for factor in domain.factors:
            code = named[f"factor:{factor.id}"]
            assert code.path == (domain.label, factor.label) and code.description == factor.condition
    assert named["theme:deep"].path == ("Themes", "Trust", "Deep & <wide>")


def test_another_reader_finds_every_code_of_the_codebook(folder, tmp_path):
    """pyrefiqda is made from the standard's own schema: order of elements, guids, what must be there."""
    pyrefiqda = pytest.importorskip("pyrefiqda")
    study = read_study(folder())
    write_codebook(study, tmp_path)
    book = pyrefiqda.RefiCodebook.load(tmp_path / "codebook.qdc")
    read = {code.name: [one.name for one in code.code] for code in book.codes.code}
    assert read == {one.label: [factor.label for factor in one.factors] for one in study.framework.domains}


@pytest.mark.skipif(not REFERENCE.is_dir(), reason="files of others, which are not ours to give on")
def test_every_code_passage_and_coder_of_the_programs_own_files():
    for expected in json.loads((REFERENCE / "expected_contents.json").read_text(encoding="utf-8")):
        found = read_project(REFERENCE / expected["file"])
        names = {code.guid: code.name for code in found.codes}
        assert list(names.values()) == expected["codes"]
        assert [(one.kind, one.name) for one in found.sources] == [(s["type"], s["name"]) for s in expected["sources"]]
        per_code = Counter(names[passage.code] for passage in found.passages)
        assert per_code == {one["code"]: one["n"] for one in expected["codings_by_code"]}
        per_source = Counter(passage.source.guid for passage in found.passages)
        assert [per_source[one["guid"].lower()] for one in expected["sources"]] == [
            one["codings"] for one in expected["sources"]
        ]
        assert Counter(passage.coder for passage in found.passages) == coders_in(REFERENCE / expected["file"])


def coders_in(project: Path) -> Counter[str]:
    """How many codings each user made, by the file's own words: the names that they were made under."""
    with zipfile.ZipFile(project) as pack:
        [name] = [name for name in pack.namelist() if name.endswith(".qde")]
        root = ElementTree.fromstring(pack.read(name))
    users = {one.attrib["guid"]: one.attrib["name"] for one in root.iter() if one.tag.endswith("}User")}
    return Counter(users[one.attrib["creatingUser"]] for one in root.iter() if one.tag.endswith("}Coding"))


@pytest.mark.skipif(not REFERENCE.is_dir(), reason="files of others, which are not ours to give on")
def test_300_of_303_passages_of_nvivo_begin_at_a_word():
    found = read_project(REFERENCE / "nvivo12_oltas0517_redacted.qdpx")
    with zipfile.ZipFile(REFERENCE / "nvivo12_oltas0517_redacted.qdpx") as pack:
        text = pack.read("Sources/68bbdc14-c361-4432-b4dd-ae1dbfc12890.txt").decode("utf-8-sig").encode("utf-16-le")
    before = [slice_text(text, one.start - 1, one.start) if one.start else " " for one in found.passages]
    assert (
        sum(char.isspace() and not one.text[0].isspace() for char, one in zip(before, found.passages, strict=True))
        == 300
    )
    assert len(found.passages) == 303
