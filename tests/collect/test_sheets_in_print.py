"""Data sheets in print: A4, letters large enough, no word cut, none over another, every column under its name."""

from __future__ import annotations

import shutil
import subprocess
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest

from collect.filling import sheets
from collect.test_other_spreadsheets import OFFICE, saved_as
from collect.test_sheets_of_each_purpose import MORE
from peerwork.collect.layout import SHEETS, sheet_columns
from peerwork.collect.sheet_look import ACROSS, lines_of, width_of
from peerwork.vocabulary import Purpose

PDFTOTEXT = shutil.which("pdftotext")
A4 = (595.3, 841.9)
SMALLEST = 7.0  # points from the top of a letter to its foot, as pdftotext measures it
MEANT = (Purpose.INTERVIEWS, Purpose.WORKSHOPS, Purpose.INDICATORS, Purpose.QUOTATIONS, Purpose.DOCUMENTS)
BOOKS = {
    "S01-P1": "participants answers top_three other_factors impacts",
    "S01-workshop": "workshops",
    "S01-quotations": "excerpts",
    "S01-D1": "documents extracts",
    "indicators": "indicators",
}


def pages_of(pdf: Path) -> list[ElementTree.Element]:
    subprocess.run([PDFTOTEXT, "-bbox", pdf, pdf.with_suffix(".html")], check=True)
    return ElementTree.parse(pdf.with_suffix(".html")).getroot().findall(".//{*}page")


def box(word: ElementTree.Element) -> tuple[float, ...]:
    return tuple(float(word.get(side)) for side in ("xMin", "yMin", "xMax", "yMax"))


def overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    """Whether two words share a place; lines of one text may touch."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across > 1 and down > (one[3] - one[1]) / 3


@pytest.mark.skipif(not (OFFICE and PDFTOTEXT), reason="LibreOffice or poppler is not installed")
def test_printed_every_word_stands_whole_on_a4(folder, tmp_path):
    books = sheets(folder(**MORE), *MEANT)
    saved_as("pdf", [books[f"{name}.xlsx"] for name in BOOKS], tmp_path)
    for name, own in BOOKS.items():
        pages = pages_of(tmp_path / "saved" / f"{name}.pdf")
        printed = {word.text for page in pages for word in page.findall("{*}word")}
        assert {column.name for sheet in own.split() for column in sheet_columns(SHEETS[sheet])} <= printed
        for page in pages:
            width, height = float(page.get("width")), float(page.get("height"))
            assert sorted((width, height)) == pytest.approx(A4, abs=0.5)
            boxes = {word: box(word) for word in page.findall("{*}word")}
            for word, (left, top, right, foot) in boxes.items():
                assert left > 20 and right < width - 20 and top > 20 and foot < height - 20, (name, word.text)
                assert foot - top > SMALLEST, (name, word.text)
            assert not [(a.text, b.text) for a, b in combinations(boxes, 2) if overlap(boxes[a], boxes[b])], name


@pytest.mark.parametrize(
    ("name", "choices", "values", "width"),
    [
        ("site", (), (), 9),
        ("relation_to_peer_support", (), (), 26),
        ("in_place", ("yes", "not_applicable"), (), 16),
        ("factor", (), ("organisation_recovery_culture",), 31),
        ("comment", (), ("short words only",), 24),
        ("comment", (), ("x" * 400,), 45),
    ],
)
def test_a_column_is_as_wide_as_its_name_and_its_longest_word(name, choices, values, width):
    assert width_of(name, choices, values) == width < ACROSS


@pytest.mark.parametrize(("text", "lines"), [("", 1), ("one two", 1), ("one two three", 2), ("a\nb", 2), ("x" * 25, 3)])
def test_lines_of_a_text(text, lines):
    assert lines_of(text, 11) == lines
