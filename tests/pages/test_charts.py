"""Every chart says in words and numbers what it draws, and draws nothing that its table withholds."""

import html5lib
import pandas as pd
import pytest

from pages import made_up
from peerwork.pages.chart import ChartPlan, Undescribed, write_figures
from peerwork.pages.charts.conditions import draw_conditions, draw_conditions_by_site
from peerwork.pages.charts.fieldwork import draw_interviews
from peerwork.pages.charts.importance import draw_importance
from peerwork.pages.charts.importance_apart import draw_facilitators_barriers, draw_importance_by_group
from peerwork.pages.charts.patterns import draw_patterns
from peerwork.pages.charts.replication import draw_replication, draw_replication_by_sector
from peerwork.pages.charts.top_three import draw_top_three
from peerwork.pages.sections.conditions import Conditions
from peerwork.pages.sections.importance import Importance
from peerwork.pages.tiles import TileTable
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
    "sectors": lambda: draw_replication_by_sector(made_up.replication_by_sector(), CONTEXT, name="sectors"),
    "top-three": lambda: draw_top_three(made_up.top_three(), CONTEXT, name="top-three"),
}


@pytest.fixture(scope="module", params=CHARTS)
def chart(request) -> ChartPlan | TileTable:
    return CHARTS[request.param]()


def html_of(chart: ChartPlan | TileTable) -> str:
    return str(chart.html() if isinstance(chart, TileTable) else chart.figure().html())


def words_on(figure) -> list[str]:
    return [text.get_text() for ax in figure.axes for text in ax.texts]


def test_every_part_has_alt_text_of_its_own(chart):
    alts = chart.alts if isinstance(chart, ChartPlan) else [chart.caption]
    assert all(len(alt) > 20 for alt in alts) and len(set(alts)) == len(alts)


def test_no_word_of_a_chart_is_a_slip(chart):
    words = f"{' '.join(getattr(chart, 'alts', ()))} {chart.table.to_string()}"
    for slip in (
        "nan",
        "None",
        "NaN",
        "1 factors",
        "1 sites",
        "in_place",
        "too_little",
        "alternative_pattern",
        "  And",
    ):
        assert slip not in words, slip


def test_it_is_one_valid_figure_with_caption_and_table(chart):
    html = html_of(chart)
    html5lib.HTMLParser(strict=True).parseFragment(html)
    assert html.count("<figcaption>") == 1 and html.count("<caption>") == 1
    parts = 0 if isinstance(chart, TileTable) else len(chart.alts)
    assert html.count("role=img") in (parts, parts + 1)  # a key is a part of its own


def test_a_table_of_tiles_says_in_each_cell_what_its_colour_says():
    chart = CHARTS["patterns"]()
    html = html5lib.parseFragment(html_of(chart), namespaceHTMLElements=False)
    rows = [["".join(cell.itertext()) for cell in row if cell.tag == "td"] for row in html.iter("tr")]
    assert [row for row in rows if row] == chart.table.iloc[:, 1:].to_numpy().tolist()
    coloured = [cell.text for cell in html.iter("td") if cell.get("class") == "h"]
    assert "as proposed" in coloured and "0" not in coloured


def test_a_table_of_signs_keeps_its_words_beside_them():
    html = html5lib.parseFragment(html_of(CHARTS["by-site"]()), namespaceHTMLElements=False)
    signs = {(cell.get("data-s"), "".join(cell.itertext())) for cell in html.iter("td") if cell.get("data-s")}
    assert {("✓", "in place"), ("✗", "not in place"), ("?", "too little evidence")} <= signs


def test_the_same_rows_are_the_same_bytes():
    assert html_of(CHARTS["conditions"]()) == html_of(CHARTS["conditions"]())


def test_drawing_changes_no_row():
    rows = of_s01(made_up.conditions())
    before = rows.copy(deep=True)
    draw_conditions(rows, CONTEXT, name="conditions").figure()
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
    figure = chart.figure()
    assert chart.table["Mean"].tolist() == ["not shown"] and "not shown" in words_on(figure)
    assert "1 factor is not shown" in chart.alt and not figure.axes[0].lines


def test_a_bounded_mean_is_drawn_open_up_to_the_end_of_the_scale():
    rows = made_up.board_importance().head(1).assign(mean=">=4", n="9")
    [ax] = draw_importance(rows, CONTEXT, name="one").figure().axes
    boxes = [path.get_extents() for drawn in ax.collections for path in drawn.get_paths() if len(path.vertices) == 5]
    assert [(box.x0, box.x1) for box in boxes] == [(4, 5)] and not ax.lines


@pytest.mark.parametrize("missing", ["n", "share_in_place", "weak"])
def test_a_column_that_an_audience_does_not_get_is_not_missed(missing):
    rows = of_s01(made_up.conditions()).assign(weak=False)
    figure = draw_conditions(rows.drop(columns=missing), CONTEXT, name="one").figure()
    assert str(figure.html())


def test_a_chart_without_words_or_table_is_refused():
    good = CHARTS["interviews"]()
    for wrong, said in (
        ({"caption": " "}, "caption"),
        ({"table": good.table.iloc[:0]}, "no table"),
        ({"alts": [""]}, "alt"),
    ):
        known = {name: getattr(good, name) for name in ("name", "caption", "table", "alts", "draw")}
        with pytest.raises(Undescribed, match=said):
            ChartPlan(**(known | wrong))


def test_a_part_without_alt_text_is_not_for_a_page():
    good = CHARTS["conditions"]()
    with pytest.raises(Undescribed, match="10 parts and 1 alt"):
        ChartPlan("name", "Caption", good.table, good.alts[:1], good.draw).figure().html()


def test_what_comes_from_data_is_escaped():
    context = made_up.context()
    factor = made_up.FRAMEWORK.factors[0].model_copy(update={"label": "<script>alert(1)</script> $x$"})
    domain = made_up.FRAMEWORK.domains[0].model_copy(update={"factors": (factor,)})
    framework = made_up.FRAMEWORK.model_copy(update={"domains": (domain,), "handbook": {}}).model_dump(mode="json")
    facts = {**context.facts, "framework": framework, "factors": [factor.id]}
    hostile = type(context)(type(context.slice)("site", "team", {"site": "S01"}, facts, context.slice.tables))
    for chart in (
        draw_importance(scope("site"), hostile, name="one"),
        draw_patterns(made_up.patterns().head(1), hostile, name="two"),
    ):
        drawn = html_of(chart)
        assert "<script" not in drawn and "&lt;script&gt;" in drawn and "$x$" in drawn


def test_figures_are_written_as_svg_and_png_with_the_same_bytes_each_time(tmp_path):
    first = write_figures([CHARTS["interviews"]().figure()], tmp_path / "a")
    second = write_figures([CHARTS["interviews"]().figure()], tmp_path / "b")
    assert [path.name for path in first] == ["interviews.svg", "interviews.png"]
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
    svg = first[0].read_text(encoding="utf-8")
    assert "prefers-color-scheme" in svg and 'xmlns="http://www.w3.org/2000/svg"' in svg
    assert "matplotlib" not in svg.lower() and b"matplotlib" not in first[1].read_bytes().lower()


def test_its_owner_changes_a_colour_a_title_and_a_limit_and_saves_it(tmp_path):
    figure = Importance(made_up.context(importance=made_up.importance())).plot()
    figure.axes[0].collections[0].set_facecolor("#ff00ff")
    figure.axes[0].set_title("Mine")
    figure.axes[0].set_xlim(-0.5, 0.9)
    html = str(figure.html())
    assert "#ff00ff" in html and ">Mine<" in html
    for ending in ("png", "pdf", "svg"):
        figure.savefig(tmp_path / f"mine.{ending}")
        assert (tmp_path / f"mine.{ending}").stat().st_size > 1000


def test_a_notebook_shows_a_picture_of_ordinary_size_that_says_what_it_shows(monkeypatch):
    monkeypatch.delenv("PEERWORK_FIGURES", raising=False)
    data, metadata = Conditions(made_up.context(conditions=made_up.conditions())).plot()._repr_mimebundle_()
    assert data["image/png"].startswith(b"\x89PNG") and "text/html" not in data
    assert metadata["image/png"]["height"] <= 1200 and "in place for" in metadata["image/png"]["alt"]


def test_a_build_shows_the_page_and_leaves_the_figure(monkeypatch, tmp_path):
    monkeypatch.setenv("PEERWORK_FIGURES", str(tmp_path))
    figure = CHARTS["conditions"]().figure()
    data, _ = figure._repr_mimebundle_()
    assert data["text/html"] == str(figure.html()) and [path.name for path in tmp_path.iterdir()] == ["conditions.svg"]
