"""A part of a page looks in a notebook as it does on the page; what a section draws has its numbers beside it."""

import pandas as pd
import pytest

from peerwork.pages.grid import Bar, Bars, Cell, CellTable, MarkRow, Marks, ShareGrid, ShareRow
from peerwork.pages.look import INSIDE, in_notebook, rules
from peerwork.pages.page import SECTIONS

BARS = Bars("Promises", (Bar("Support", ((0.5, "y"), (0.25, "x")), "2 of 4"),))
MARKS = Marks("By kind", ("statutory", "voluntary"), (MarkRow("Mentor", (("●", 3, 4), ("◆", 0, 2))),))
SHARES = ShareGrid("All", ("Support", "Training"), (ShareRow("S01", "", "", ((3, 4), (0, 0)), "3 of 4"),), "")


def test_a_notebook_is_given_the_style_that_a_page_has_already(monkeypatch):
    monkeypatch.delenv("PEERWORK_FIGURES", raising=False)
    shown = in_notebook("<p>Said.</p>")
    assert shown.startswith(f'<div class="{INSIDE}"><style>') and shown.endswith("<p>Said.</p></div>")
    monkeypatch.setenv("PEERWORK_FIGURES", "figures")
    assert in_notebook("<p>Said.</p>") == "<p>Said.</p>"


def test_the_rules_of_a_notebook_are_for_what_stands_in_it_alone(monkeypatch):
    monkeypatch.delenv("PEERWORK_FIGURES", raising=False)
    style = in_notebook("").split("<style>")[1].split("</style>")[0]
    assert style.startswith(f".{INSIDE}{{") and style.count("{") == style.count("}")
    assert ":root" in rules() and ":root" not in style


@pytest.mark.parametrize("section", SECTIONS.values(), ids=SECTIONS)
def test_everything_that_a_section_plots_has_its_table(section):
    drawn = {name.removeprefix("plot") for name in dir(section) if name.startswith("plot")}
    assert drawn <= {name.removeprefix("table") for name in dir(section) if name.startswith("table")}


def test_bars_are_drawn_part_after_part():
    ax = BARS.plot()
    assert [(bar.get_x(), bar.get_width()) for bar in ax.patches] == [(0, 0.5), (0.5, 0.25)]
    assert BARS.frame()["said"].tolist() == ["2 of 4", "2 of 4"]


def test_marks_are_drawn_filled_where_it_mattered_and_hollow_elsewhere():
    ax = MARKS.plot()
    assert [len(line.get_xdata()) for line in ax.lines] == [3, 1, 2]
    assert {"3 of 4", "0 of 2"} <= {text.get_text() for text in ax.texts}


def test_shares_are_tiles_and_none_could_be_judged_is_blank():
    assert [text.get_text() for text in SHARES.plot().texts] == ["0.75", ""]
    assert SHARES.frame()["share"].isna().tolist() == [False, True]


def test_a_table_of_words_is_a_frame_of_them():
    table = CellTable("Workshop", ["Result", "The room"], ((Cell("Supervision"), Cell("agreed", "y")),))
    expected = pd.DataFrame({"Result": ["Supervision"], "The room": ["agreed"]})
    pd.testing.assert_frame_equal(table.frame(), expected)
