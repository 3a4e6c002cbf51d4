"""What a reader with any device, eyes or keyboard meets: no request, no script, nothing out of reach.

One page of each kind and audience of a small made study; all pages of any builds with
`PEERWORK_BROWSE=reports/example/team:reports/example/board python run.py test tests/browser`.
"""

import html5lib
import pytest

from browser.built import opened

WIDTHS = (1280, 320)
BOXES = """JSON.stringify([...document.querySelectorAll('*')].map(e => e.getBoundingClientRect()))"""


@pytest.mark.parametrize("width", WIDTHS)
def test_a_page_asks_for_nothing_never_scrolls_sideways_and_what_does_can_be_reached(browser, pages, width):
    for path in pages:
        page = opened(browser, path, width=width)
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        assert page.asked == [path.as_uri()]
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path.name
        lost = page.evaluate(
            "[...document.querySelectorAll('main *')].filter(e => getComputedStyle(e).overflowX === 'auto'"
            " && e.scrollWidth > e.clientWidth + 1 && e.tabIndex < 0).map(e => e.outerHTML.slice(0, 80))"
        )
        assert lost == [], path.name
        light = page.evaluate(BOXES)
        page.emulate_media(color_scheme="dark")
        assert page.evaluate(BOXES) == light, f"{path.name}: the dark changes more than colours"
        page.context.close()


def test_a_page_is_valid_html_without_scripts(pages):
    for path in pages:
        page = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(path.read_text(encoding="utf-8"))
        assert not page.findall(".//script") and len(page.findall(".//h1")) == 1, path.name


def test_the_keyboard_reaches_links_summaries_and_scroll_regions_only(browser, pages):
    for path in pages:
        page = opened(browser, path, width=320)
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        expected = page.locator("a[href], summary, .scroll").count()
        reached = []
        for _ in range(expected):
            page.keyboard.press("Tab")
            reached.append(page.evaluate("document.activeElement.matches('a[href], summary, .scroll')"))
        assert all(reached), path.name
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement === document.body || document.activeElement.matches('.skip')")
        page.context.close()


def test_charts_are_recoloured_in_the_dark(browser, pages):
    site = next(path for path in pages if path.name.startswith("site"))
    light, dark = (
        opened(browser, site, color_scheme=scheme).evaluate(
            "getComputedStyle(document.querySelector('figure svg text')).fill"
        )
        for scheme in ("light", "dark")
    )
    assert light != dark


def test_print_opens_the_numbers_and_cuts_no_table(browser, pages):
    site = next(path for path in pages if path.name.startswith("site"))
    page = opened(browser, site, width=700)
    page.emulate_media(media="print")
    cut = page.evaluate(
        "[...document.querySelectorAll('table')].filter(t => !t.checkVisibility()"
        " || t.scrollWidth > document.documentElement.clientWidth).length"
    )
    assert page.locator("table").count() > 0 and cut == 0
