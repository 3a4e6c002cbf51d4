"""A chart whose marks are the same is taken from the page's last drawing; any other is drawn."""

from dataclasses import replace
from pathlib import Path

import pytest

from peerwork.pages.charts.canvas import Canvas, Drawing
from peerwork.pages.drawn_before import BEFORE, NOW, svg_of


def drawing(*words: str) -> Drawing:
    canvas = Canvas()
    for word in words:
        canvas.label(word, "4")
    canvas.bar(0, 20, canvas.y, 10, "high")
    return canvas.figure()


@pytest.fixture
def next_drawing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Each call: from now on a page is drawn once more, with the charts of its last drawing at hand."""
    files = iter(tmp_path / f"charts-{number}.jsonl" for number in range(9))

    def begin(last: Path = tmp_path / "none.jsonl") -> Path:
        now = next(files)
        monkeypatch.setenv(BEFORE, str(last))
        monkeypatch.setenv(NOW, str(now))
        return now

    return begin


def never_drawn(known: Drawing) -> Drawing:
    def fail() -> None:
        raise AssertionError("drawn again")

    return replace(known, figure=fail)


def test_the_same_marks_are_the_same_bytes_and_are_not_drawn(next_drawing):
    kept = next_drawing()
    first = svg_of(drawing("A mentor"), name="chart", alt="One factor.")
    next_drawing(kept)
    assert svg_of(never_drawn(drawing("A mentor")), name="chart", alt="One factor.") == first


@pytest.mark.parametrize(
    ("words", "name", "alt"),
    [
        (("A line manager",), "chart", "One factor."),
        (("A mentor",), "other", "One factor."),
        (("A mentor",), "chart", "Another text."),
    ],
)
def test_other_marks_another_name_and_another_text_are_drawn(next_drawing, words, name, alt):
    kept = next_drawing()
    svg_of(drawing("A mentor"), name="chart", alt="One factor.")
    next_drawing(kept)
    with pytest.raises(AssertionError, match="drawn again"):
        svg_of(never_drawn(drawing(*words)), name=name, alt=alt)


def test_what_is_drawn_on_top_is_part_of_the_marks():
    assert drawing("A mentor", "A line manager").marks != drawing("A line manager", "A mentor").marks


def test_charts_that_a_page_no_longer_has_are_not_kept(next_drawing):
    kept = next_drawing()
    svg_of(drawing("A mentor"), name="chart", alt="One factor.")
    svg_of(drawing("A line manager"), name="gone", alt="One factor.")
    later = next_drawing(kept)
    svg_of(drawing("A mentor"), name="chart", alt="One factor.")
    assert len(later.read_text(encoding="utf-8").splitlines()) == 1
