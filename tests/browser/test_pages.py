"""What a reader with any device, eyes or keyboard meets: no request, no script, nothing out of reach.

One page of each kind of the example for each audience; all pages of any builds, and axe's every rule in the dark too,
with `PEERWORK_BROWSE=reports/example/team:reports/example/board python run.py test tests/browser`.
"""

import html5lib
import pytest

from browser.conftest import BUILDS


def found(visits, what: str) -> dict[str, object]:
    """The pages where a visit found anything of that kind."""
    return {visit.file: getattr(visit, what) for visit in visits if getattr(visit, what)}


def test_a_page_is_valid_html_without_scripts(pages):
    for path in pages:
        page = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(path.read_text(encoding="utf-8"))
        assert not page.findall(".//script") and len(page.findall(".//h1")) == 1, path.name


def test_axe_finds_nothing(visits):
    """WCAG 2.2 A and AA and best practices: on wide and narrow screens, light and dark."""
    seen = {view for visit in visits for view in visit.axe}
    assert seen >= {"1280 light", "320 light", "1280 dark"} and ("320 dark" in seen) == bool(BUILDS)
    told = [(visit.file, view, rules) for visit in visits for view, rules in visit.axe.items() if rules]
    assert not told


@pytest.mark.parametrize(
    "what", ["requests", "sideways", "overlapping", "out_of_reach", "moved_by_the_dark", "keyboard", "cut_in_print"]
)
def test_every_page_is_without(visits, what):
    assert found(visits, what) == {}


def test_charts_are_recoloured_in_the_dark(visits):
    drawn = [visit for visit in visits if visit.ink[0]]
    assert [visit.file for visit in drawn if visit.ink[0] == visit.ink[1]] == []


def test_there_are_tables_to_look_at(visits):
    assert sum(visit.tables for visit in visits) > len(visits) / 2
