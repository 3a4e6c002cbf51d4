"""Every chart says in words and numbers what it draws, and draws nothing that its table withholds."""

import xml.etree.ElementTree as ET

import html5lib
import pandas as pd
import pytest
from matplotlib.text import Text
from peerwork.pages.charts.canvas import Canvas
from peerwork.pages.svg import page_svg, svg_file

from pages import made_up
from peerwork.pages.chart import STYLE, Chart, Panel, Undescribed, write_figures
from peerwork.pages.charts.conditions import draw_conditions, draw_conditions_by_site
from peerwork.pages.charts.fieldwork import draw_interviews
from peerwork.pages.charts.importance import draw_importance
from peerwork.pages.charts.importance_apart import draw_facilitators_barriers, draw_importance_by_group
from peerwork.pages.charts.patterns import draw_patterns
from peerwork.pages.charts.replication import draw_replication, draw_replication_by_sector
from peerwork.pages.charts.top_three import draw_top_three
from peerwork.vocabulary import Kind

CONTEXT = made_up.context()


def of_s01(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[rows["site"] == "S01"]


def scope(name: str) -> pd.DataFrame:
    rows = made_up.importance()
    return rows[rows["scope"] == name]


CHARTS = {
    "interviews": lambda: draw_interviews(
        of_s01(made_up.fieldwork()).assign(label=lambda rows: rows["group"]), each="Group", name="interviews"
    ),
    "importance": lambda: draw_importance(scope("site"), CONTEXT, name="importance"),
    "board": lambda: draw_importance(made_up.board_importance(), CONTEXT, name="board"),
    "kinds": lambda: draw_facilitators_barriers(scope("site"), CONTEXT, name="kinds"),
    "groups": lambda: draw_importance_by_group(scope("group"), CONTEXT, name="groups"),
    "conditions": lambda: draw_conditions(of_s01(made_up.conditions()), CONTEXT, name="conditions"),
    "by-site": lambda: draw_conditions_by_site(made_up.conditions(), CONTEXT, name="by-site"),
    "patterns": lambda: draw_patterns(of_s01(made_up.patterns()), CONTEXT, name="patterns"),
    "replication": lambda: draw_replication(made_up.patterns(), made_up.replication(), CONTEXT, name="replication"),
    "sectors": lambda: draw_replication_by_sector(
        made_up.replication_by_sector(), made_up.replication(), CONTEXT, name="sectors"
    ),
    "top-three": lambda: draw_top_three(made_up.top_three(), CONTEXT, name="top-three"),
}


@pytest.fixture(scope="module", params=CHARTS)
def chart(request) -> Chart:
    return CHARTS[request.param]()


def test_every_panel_has_alt_text_of_its_own(chart):
    alts = [panel.alt for panel in chart.panels]
    assert all(len(alt) > 20 for alt in alts) and len(set(alts)) == len(alts)


def test_no_word_of_a_chart_is_a_slip(chart):
    words = f"{chart.alt} {chart.table.to_string()}"
    for slip in ("nan", "None", "NaN", "1 factors", "1 sites", "for 0", "in_place", "too_little", "  And"):
        assert slip not in chart.alt, slip
    assert "too_little" not in words and "alternative_pattern" not in words


def test_it_is_one_figure_with_caption_table_and_pictures(chart):
    html = str(chart.html())
    assert html.count("<figcaption>") == 1 and html.count("<caption>") == 1
    shown = chart.figures if chart.tiles is None else [chart.key] if chart.tiles.keyed else []
    assert html.count("role=img") == len(shown)


def test_a_chart_of_tiles_is_its_table_and_says_in_each_cell_what_its_colour_says():
    chart = CHARTS["patterns"]()
    html = html5lib.parseFragment(str(chart.html()), namespaceHTMLElements=False)
    rows = [[cell.text or "" for cell in row if cell.tag == "td"] for row in html.iter("tr")]
    assert [row for row in rows if row] == chart.table.iloc[:, 1:].to_numpy().tolist()
    coloured = [cell.text for cell in html.iter("td") if cell.get("class") == "h"]
    assert "as proposed" in coloured and "0" not in coloured


def test_the_same_rows_are_the_same_bytes():
    assert CHARTS["conditions"]().html() == CHARTS["conditions"]().html()


def test_drawing_changes_no_row():
    rows = of_s01(made_up.conditions())
    before = rows.copy(deep=True)
    draw_conditions(rows, CONTEXT, name="conditions")
    pd.testing.assert_frame_equal(rows, before)


def test_the_table_holds_the_means_and_counts_of_the_rows():
    rows = scope("site")
    either = rows[rows["kind"] == Kind.EITHER]
    table = CHARTS["importance"]().table
    assert table["Ratings"].tolist() == [f"{n:.0f}" for n in either["n"]]
    assert table["Mean"].tolist() == [f"{mean:.1f}" for mean in either["mean"]]
    assert table["5 Extremely important"].tolist() == [f"{n}" for n in either["n_5"]]


def test_a_withheld_mean_is_said_and_never_drawn():
    rows = made_up.board_importance().head(1).assign(mean="*", n="*")
    chart = draw_importance(rows, CONTEXT, name="one")
    drawn = str(chart.html())
    assert chart.table["Mean"].tolist() == ["not shown"] and ">not shown</text>" in drawn
    assert "1 factor is not shown" in chart.alt
    assert "h0" not in drawn  # a dot is a line of no length with round ends


def test_a_bounded_mean_is_drawn_open_up_to_the_end_of_the_scale():
    rows = made_up.board_importance().head(1).assign(mean=">=4", n="9")
    drawn = str(draw_importance(rows, CONTEXT, name="one").html())
    assert "4 or more" in drawn and 'class="h o"' in drawn and "h0" not in drawn


def test_a_chart_without_words_or_table_is_refused():
    good = CHARTS["interviews"]()
    with pytest.raises(Undescribed, match="caption"):
        Chart("name", " ", good.table, good.panels)
    with pytest.raises(Undescribed, match="no table"):
        Chart("name", "Caption", good.table.iloc[:0], good.panels)
    with pytest.raises(Undescribed, match="alt text"):
        Chart("name", "Caption", good.table, (Panel("", good.panels[0].drawing, ""),))


def test_what_comes_from_data_is_escaped():
    context = made_up.context()
    factor = made_up.FRAMEWORK.factors[0].model_copy(update={"label": "<script>alert(1)</script> $x$"})
    domain = made_up.FRAMEWORK.domains[0].model_copy(update={"factors": (factor,)})
    framework = made_up.FRAMEWORK.model_copy(update={"domains": (domain,), "handbook": {}}).model_dump(mode="json")
    facts = {**context.facts, "framework": framework, "factors": [factor.id]}
    hostile = type(context)(type(context.slice)("site", "team", {"site": "S01"}, facts, context.slice.tables))
    drawn = str(draw_importance(scope("site"), hostile, name="one").html())
    assert "<script" not in drawn and "&lt;script&gt;" in drawn and "$x$" in drawn


def test_figures_are_written_as_svg_and_png_with_the_same_bytes_each_time(tmp_path):
    one = ["interviews.svg", "interviews.png"]
    first = write_figures([CHARTS["interviews"]()], tmp_path / "a")
    second = write_figures([CHARTS["interviews"]()], tmp_path / "b")
    assert [path.name for path in first] == one
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
    svg = first[0].read_text(encoding="utf-8")
    assert "prefers-color-scheme" in svg and 'xmlns="http://www.w3.org/2000/svg"' in svg
    assert "matplotlib" not in svg.lower() and b"matplotlib" not in first[1].read_bytes().lower()


def test_a_file_a_page_and_a_figure_of_matplotlib_show_the_same_words(chart):
    for panel in chart.figures:
        page = html5lib.parseFragment(page_svg(panel.drawing, name="n", alt="Alt"))
        file = ET.fromstring(svg_file(panel.drawing, name="n", alt="Alt"))
        words = sorted(text for texts in panel.drawing.words.values() for _, _, text in texts if len(text) > 1)
        for svg in (page, file):
            texts = svg.iter("{http://www.w3.org/2000/svg}text")
            assert sorted(text.text for text in texts if len(text.text) > 1 and " " not in text.get("y")) == words
        assert sorted(text.get_text() for text in panel.figure.findobj(Text) if len(text.get_text()) > 1) == words


def test_a_file_of_its_own_carries_its_colours_and_a_page_names_them():
    canvas = Canvas()
    canvas.y = 40
    canvas.bar(10, 60, 8, 16, "high")
    canvas.text(340, 20, "n 9", role="muted", size=11.5, anchor="right")
    drawing = canvas.drawing()
    assert 'd="M10 16H60" fill="none" stroke="#1d5a96" stroke-width="16"' in svg_file(drawing, name="n", alt="Alt")
    assert str(page_svg(drawing, name="n", alt="Two < three")) == (
        '<svg role=img aria-label="Two &lt; three" viewBox="0 0 340 40">'
        '<path d="M10 16H60" class=h stroke-width=16 /><g class="m s e"><text x=340 y=20>n 9</text></g></svg>'
    )


def test_signs_share_a_text_and_columns_share_their_place():
    canvas = Canvas()
    for y in (10, 30, 50):
        canvas.text(5, y, "✓", anchor="center")
        canvas.text(40, y, f"row {y}")
    drawn = page_svg(canvas.drawing(), name="n", alt="Alt")
    assert '<text x="5 5 5" y="10 30 50">✓✓✓</text>' in drawn
    assert "<g transform=translate(40)><text y=10>row 10</text><text y=30>row 30</text>" in drawn


def test_a_notebook_brings_its_style_and_a_page_does_not():
    chart = CHARTS["interviews"]()
    assert chart._repr_mimebundle_()["text/html"] == f"{STYLE}{chart.html()}"
