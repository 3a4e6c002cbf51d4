"""WCAG 2.2 A and AA and best practices, as axe-core sees them: on wide and narrow screens, light and dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from browser.built import opened
from browser.conftest import BUILDS

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", (1280, 320))
def test_axe_finds_nothing(browser, pages, width, scheme):
    # What a text lies on depends on the width, and its colours on the scheme: each width and each scheme is looked at.
    # The fourth view adds nothing and takes a minute and a half, which is left to those who sweep whole builds.
    contrast = bool(BUILDS) or (width, scheme) != (320, "dark")
    options = OPTIONS | {"rules": {"color-contrast": {"enabled": contrast}}}
    for path in pages:
        page = opened(browser, path, width=width, color_scheme=scheme)
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        result = Axe().run(page, options=options)
        told = [
            (found["id"], [node["html"][:160] for node in found["nodes"]][:3])
            for found in result.response["violations"]
        ]
        assert not told, f"{path.name}: {told}"
        page.context.close()
