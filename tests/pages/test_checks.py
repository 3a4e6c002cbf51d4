"""Every finished page goes through the checks that the accessibility statement lists."""

import html5lib
import pytest

from pages import made_up
from peerwork.pages.checks import CHECKS, failed_checks
from peerwork.pages.statement import render_statement

NAV = [{"href": "index.html", "title": "All pages"}]


def statement(*, contact: str | None = None, missing: int = 0) -> str:
    facts = made_up.facts() | {"contact": contact}
    return render_statement(facts=facts, audience="board", nav=NAV, pages=21, missing=missing)


@pytest.fixture(scope="module")
def whole() -> str:
    return statement()


def test_a_page_of_ours_passes_every_check(whole):
    assert failed_checks(whole) == []


@pytest.mark.parametrize(
    ("was", "broken", "check"),
    [
        ('lang="en-GB"', "", "The page names its language."),
        ("</h1>", "</h1><h3>a</h3>", "There is one main heading"),
        ("</h1>", "</h1><h1>a</h1>", "There is one main heading"),
        ("</h1>", "</h1><a href='x'> </a>", "Every link has words."),
        ("</h1>", "</h1><a href='#nowhere'>a</a>", "Every link within the page"),
        ("</h1>", "</h1><img src='data:,'>", "Every picture"),
        ("</h1>", "</h1><svg></svg>", "Every picture"),
        ("</h1>", "</h1><table><tr><th scope=row>a</table>", "Every table has a caption."),
        ("</h1>", "</h1><table><caption>a</caption><tr><th>a</table>", "Every header of a table"),
        ("</h1>", "</h1><div class='scroll' tabindex='0'></div>", "Whatever scrolls"),
        ("</h1>", "</h1><div class='scroll' aria-label='a'></div>", "Whatever scrolls"),
        ("</h1>", "</h1><p id='main'></p>", "No name of an element"),
        ("</h1>", "</h1><script></script>", "There is no script"),
        ("</h1>", "</h1><img alt='a' src='https://example.org'>", "There is no script"),
        ('href="#main"', 'href="#top"', "The first link leads past"),
    ],
)
def test_a_broken_page_fails_its_check(whole, was, broken, check):
    assert was in whole
    assert any(found.words.startswith(check) for found in failed_checks(whole.replace(was, broken, 1)))


def test_the_title_is_looked_for(whole):
    start, end = whole.index("<title>"), whole.index("</title>")
    assert [check.criterion for check in failed_checks(whole[:start] + "<title>" + whole[end:])] == ["2.4.2"]


def test_the_statement_lists_exactly_the_checks_that_ran():
    page = statement()
    html5lib.HTMLParser(strict=True).parse(page)
    assert failed_checks(page) == []
    assert page.count('<tr><th scope="row">') == len(CHECKS) and all(check.words in page for check in CHECKS)


def test_the_statement_says_how_many_pages_and_whom_to_tell():
    assert "the 21 pages of this release" in statement() and "could not be drawn" not in statement()
    assert "1 page could not be drawn and is not" in statement(missing=1)
    assert "names no contact" in statement() and "Contact &lt;us&gt;." in statement(contact="<us>")
