"""WCAG 2.2 A and AA and best practices, as axe-core sees them: on wide and narrow screens, light and dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from browser.built import opened
from browser.conftest import BUILDS

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
EVERYTHING = {"type": "tag", "values": RULES}
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
VIEWS = [(1280, "light", EVERYTHING), (320, "light", EVERYTHING)]
# The dark changes colours and nothing else, so that the suite asks about those; whole builds are swept for everything.
VIEWS += [(1280, "dark", EVERYTHING), (320, "dark", EVERYTHING)] if BUILDS else [(1280, "dark", COLOURS)]


@pytest.mark.parametrize("width, scheme, rules", VIEWS, ids=[f"{width}-{scheme}" for width, scheme, _ in VIEWS])
def test_axe_finds_nothing(browser, pages, width, scheme, rules):
    for path in pages:
        page = opened(browser, path, width=width, color_scheme=scheme)
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        result = Axe().run(page, options={"runOnly": rules, "resultTypes": ["violations"]})
        told = [
            (found["id"], [node["html"][:160] for node in found["nodes"]][:3])
            for found in result.response["violations"]
        ]
        assert not told, f"{path.name}: {told}"
        page.context.close()
