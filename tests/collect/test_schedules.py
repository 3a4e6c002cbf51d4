"""Interview schedules, opened again, and printed by LibreOffice: what is asked of whom, in which order, whole on A4."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import docx
import pytest
from docx.shared import Mm

from peerwork.collect.schedule import make_schedule, write_schedules
from peerwork.problems import ProblemsFound
from peerwork.study.read import read_study
from peerwork.vocabulary import FactorKind
from small_tables import framework, study_of

OFFICE, PDFTOTEXT = shutil.which("soffice"), shutil.which("pdftotext")
EXAMPLE = Path(__file__).parents[2] / "data" / "example"
A4 = (595.3, 841.9)  # points


def opened(study, group="manager"):
    return docx.Document(io.BytesIO(make_schedule(study, group)))


def frames(document) -> list[list[str]]:
    """The lines of each structured question."""
    cells = [table.rows[0].cells[0] for table in document.tables if len(table.columns) == 1]
    return [[line.text for line in cell.paragraphs] for cell in cells if re.match(r"\d+\. ", cell.text)]


def small(**options):
    groups = "peer_worker manager"
    return study_of(framework("support", "recovery", groups=groups, outcomes=("recovery",), **options), sites=SITES)


SITES = "site | name | sector | region\nS01 | One | statutory | London"


def test_the_effect_question_stands_behind_the_answer_that_it_depends_on():
    support, recovery = frames(opened(small()))
    assert support[0] == "1. Support. Support is in place."
    begins = [line.split("\t")[0] for line in support]
    assert begins[1:] == [
        "Is this so here?",
        "If yes or partly: as things are here, it has",
        "If no: as things are here, its absence has",
        "How important is it?",
        "Comment",
    ]
    assert [line.split("\t")[0] for line in recovery][1:] == ["Is this so here?", "How important is it?", "Comment"]


def test_every_closed_value_can_be_ticked():
    (support, _) = frames(opened(small()))
    ticks = [re.findall("\u2610\u00a0([^\u2610]*[^\u2610 ])", line) for line in support[1:5]]
    plain = [[choice.replace("\u00a0", " ").strip() for choice in line] for line in ticks]
    assert plain[0] == ["yes", "partly", "no", "unsure", "does not apply"]
    assert plain[1] == plain[2] == ["helped", "hindered", "made no difference", "unsure"]
    assert plain[3] == ["1 Not at all", "2", "3", "4", "5 Extremely"]


@pytest.mark.parametrize("group", ["peer_worker", "team_member", "service_user", "manager", "strategic"])
def test_a_group_is_asked_what_the_framework_asks_of_it_in_its_words_and_order(group):
    study = read_study(EXAMPLE)
    asked = [factor for factor in study.factors if not factor.asked_of or group in factor.asked_of]
    found = frames(opened(study, group))
    assert [lines[0] for lines in found] == [f"{n}. {f.label}. {f.condition}" for n, f in enumerate(asked, 1)]
    effects = [any("its absence has" in line for line in lines) for lines in found]
    assert effects == [factor.kind is FactorKind.CONDITION for factor in asked]


def test_a_study_that_asks_about_some_factors_only():
    study = small()
    some = study_of(study.framework, config={"factors": ["recovery"]}, sites=SITES)
    assert [lines[0] for lines in frames(opened(some))] == ["1. Recovery. Recovery is in place."]


def test_a_framework_without_a_scale_asks_nothing_about_importance():
    plain = small()
    bare = plain.framework.model_copy(update={"importance_scale": {}})
    document = opened(study_of(bare, sites=SITES))
    assert "How important" not in "".join(line for lines in frames(document) for line in lines)
    assert not any("Card" in line.text for line in document.paragraphs)


def test_consent_and_the_demographic_page_come_before_the_questions():
    headings = [line.text for line in opened(small()).paragraphs if line.style.name == "Heading 1"]
    assert headings[:4] == ["Consent", "About you", "To begin with", "All of it"]


def test_as_many_picks_as_the_study_allows():
    study = study_of(small().framework, config={"rules": {"top_max": 5}}, sites=SITES)
    picks = [table for table in opened(study).tables if "Number (1 to 2)" in table.rows[0].cells[0].text]
    assert len(picks) == 5


def test_the_paper_is_a4_and_the_same_study_the_same_bytes():
    section = opened(small()).sections[0]
    assert (round(section.page_width, -4), round(section.page_height, -4)) == (round(Mm(210), -4), round(Mm(297), -4))
    assert make_schedule(small(), "manager") == make_schedule(small(), "manager")


def test_a_schedule_that_somebody_changed_is_not_written_over(tmp_path):
    written = write_schedules(small(), tmp_path)
    assert [path.name for path in written] == ["schedule-peer_worker.docx", "schedule-manager.docx"]
    assert write_schedules(small(), tmp_path) == written  # nothing differs
    document = docx.Document(written[1])
    document.add_paragraph("Our own question")
    document.save(written[1])
    written[0].unlink()
    changed = written[1].read_bytes()
    with pytest.raises(ProblemsFound, match=r"schedule-manager.docx: is there already.*move it away"):
        write_schedules(small(), tmp_path)
    assert written[1].read_bytes() == changed and not written[0].exists()


def test_a_framework_without_groups_has_nobody_to_interview(tmp_path):
    bare = small().framework.model_copy(update={"stakeholder_groups": {}})
    with pytest.raises(ProblemsFound, match="has no stakeholder groups"):
        write_schedules(study_of(bare, sites=SITES), tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.skipif(not (OFFICE and PDFTOTEXT), reason="LibreOffice or poppler is not installed")
def test_printed_every_word_stands_whole_on_a4(tmp_path):
    study = read_study(EXAMPLE)
    (tmp_path / "a.docx").write_bytes(make_schedule(study, "strategic"))
    home = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    words = [OFFICE, home, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, tmp_path / "a.docx"]
    subprocess.run(words, check=True, capture_output=True, timeout=300)
    subprocess.run([PDFTOTEXT, "-bbox", tmp_path / "a.pdf", tmp_path / "a.html"], check=True)
    pages = ElementTree.parse(tmp_path / "a.html").getroot().findall(".//{*}page")
    margin = 40.0
    for page in pages:
        assert (float(page.get("width")), float(page.get("height"))) == pytest.approx(A4, abs=0.5)
        for word in page.findall("{*}word"):
            assert margin < float(word.get("xMin")) and float(word.get("xMax")) < A4[0] - margin, word.text
            assert float(word.get("yMin")) > margin and float(word.get("yMax")) < A4[1] - 20, word.text
    printed = " ".join(word.text for page in pages for word in page.findall("{*}word"))
    for lines in frames(opened(study, "strategic")):
        assert " ".join(lines[0].split()) in printed
    for page in pages:  # a question is never cut by the end of a page
        text = " ".join(word.text for word in page.findall("{*}word"))
        assert text.count("How important is it?") == text.count("Comment") == len(re.findall("Is this so here", text))
