"""A page holds what its notebook found, in valid HTML, and refuses what lacks its words."""

import html5lib
import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from pages import made_up
from peerwork.pages.charts.conditions import draw_conditions_by_site
from peerwork.pages.frame import Unfit
from peerwork.pages.html import render_page
from peerwork.pages.prose import missing, paragraph

NAV = [{"href": "index.html", "title": "All pages"}, {"href": "site-S02.html", "title": "S02", "rel": "next"}]
OPENING = new_markdown_cell("# What the notebook calls itself\n\nWhat was found?")


def shown(**data: str):
    return new_code_cell("code()", outputs=[new_output("execute_result", data=data)])


def page(*cells, audience: str = "team", title: str = "S01 A <b>bold</b> name", synthetic: bool = True) -> str:
    notebook = new_notebook(cells=[OPENING, *cells])
    return render_page(notebook, title=title, facts=made_up.facts(synthetic), audience=audience, nav=NAV)


def chart_cell():
    chart = draw_conditions_by_site(made_up.conditions(), made_up.context("patterns"), name="tiles")
    return shown(**chart._repr_mimebundle_())


@pytest.fixture(scope="module")
def whole() -> str:
    headings = [new_markdown_cell(f"## Question {number}?\n\nHow?") for number in range(5)]
    return page(
        headings[0], chart_cell(), *headings[1:], shown(**paragraph("Found <it>.", role="findings")._repr_mimebundle_())
    )


def test_a_page_is_valid_html(whole):
    html5lib.HTMLParser(strict=True).parse(whole)


def test_a_page_has_one_h1_its_language_and_a_policy_that_lets_nothing_in(whole):
    assert whole.count("<h1>") == 1 and "What the notebook calls itself" not in whole
    assert '<html lang="en-GB">' in whole and "default-src 'none'" in whole
    assert (
        "<script" not in whole and "S01 A &lt;b&gt;bold" in whole and "Introducing peer workers &lt;script&gt;" in whole
    )


def test_code_is_not_shown(whole):
    assert "code()" not in whole


def test_a_long_page_lists_its_contents(whole):
    assert 'aria-label="Contents"' in whole and whole.count('href="#question-') == 5
    assert 'aria-label="Contents"' not in page(new_markdown_cell("## One?"))


def test_the_audience_and_synthetic_data_stand_on_the_page(whole):
    assert "Confidential: research team only" in whole and "Synthetic data" in whole
    board = page(audience="board", synthetic=False)
    assert "Confidential" not in board and "Synthetic data" not in board


def test_links_go_to_the_index_and_to_the_next_page(whole):
    assert '<a href="index.html">All pages</a>' in whole and "Next: S02" in whole


def test_the_same_notebook_is_the_same_page():
    assert page(chart_cell()) == page(chart_cell())


def test_rendering_leaves_the_notebook_as_it_was():
    notebook = new_notebook(cells=[OPENING, chart_cell()])
    before = nbformat.writes(notebook)
    render_page(notebook, title="S01", facts=made_up.facts(), audience="team", nav=NAV)
    assert nbformat.writes(notebook) == before


def test_an_error_is_refused():
    failed = new_code_cell("x", outputs=[new_output("error", ename="KeyError", evalue="'S99'", traceback=[])])
    with pytest.raises(Unfit, match="KeyError"):
        page(failed)


def test_a_bare_picture_is_refused():
    with pytest.raises(Unfit, match="alt text"):
        page(shown(**{"image/png": "AAAA", "text/plain": "<Figure size 640x480 with 1 Axes>"}))


def test_a_picture_with_alt_text_is_shown():
    cell = shown(**{"image/png": "AAAA"})
    cell.outputs[0].metadata["image/png"] = {"alt": 'Five "sites"'}
    assert 'alt="Five &#34;sites&#34;"' in page(cell)


def test_an_object_without_words_is_refused():
    with pytest.raises(Unfit, match="without words"):
        page(shown(**{"text/plain": "<object at 0x7f>"}))


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ("<table><tr><th scope=col>a</table>", "has a caption"),
        ("<table><caption>c</caption><tr><th>a</table>", "heads a row"),
        ("<svg></svg>", "has a text"),
        ("<img src='data:,'>", "has a text"),
        ("<img alt=a src='https://example.org/a.png'>", "elsewhere"),
        ("<script>1</script>", "script"),
        ("<p onclick='1'>a</p>", "script"),
        ("<a href=' JavaScript:1'>a</a>", "script"),
        ("<base href='https://example.org'>", "script"),
        ("<meta http-equiv='refresh' content='0'>", "script"),
    ],
)
def test_html_that_no_page_may_hold_is_refused(html, fault):
    with pytest.raises(Unfit, match=fault):
        page(shown(**{"text/html": html}))


NOBODY, NOTHING = "Nobody was asked.", "No document was read."


def lacking(*whats: str) -> list:
    return [shown(**missing(what)._repr_mimebundle_()) for what in whats]


def test_what_several_parts_of_a_section_lack_is_said_once():
    found, also = (shown(**paragraph(what, role="findings")._repr_mimebundle_()) for what in ("Found it.", "And this."))
    html = page(found, *lacking(NOBODY, NOBODY, NOTHING), new_markdown_cell("## Another?"), *lacking(NOBODY), also)
    assert (html.count(NOBODY), html.count(NOTHING)) == (2, 1)


def test_a_question_without_anything_to_show_is_named_at_the_end():
    cells = [new_markdown_cell("## Who?\n\nWho was asked."), *lacking(NOBODY, NOTHING)]
    cells += [new_markdown_cell("## What?"), shown(**paragraph("Found it.", role="findings")._repr_mimebundle_())]
    cells += [*lacking(NOTHING), new_markdown_cell("## What this page does not show\n\nMuch.")]
    html = page(*cells)
    html5lib.HTMLParser(strict=True).parse(html)
    assert 'id="who"' not in html and 'id="what"' in html and html.count(">What this page does not show</h2>") == 1
    assert f"<li>Who? {NOBODY}</li>" in html


def test_a_page_with_nothing_at_all_says_so():
    html = page(new_markdown_cell("## Who?"), *lacking(NOBODY))
    assert ">What this page does not show</h2>" in html and f"<li>Who? {NOBODY}</li>" in html
