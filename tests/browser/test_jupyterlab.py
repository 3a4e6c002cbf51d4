"""A researcher's session in JupyterLab, in a real browser: explore, choose, take the line along, run a report."""

import re

import pytest
from playwright.sync_api import expect

from browser.lab import running_lab

PATIENCE = 240_000  # milliseconds: a kernel starts slowly where much else runs
TALLEST = 1200  # pixels: a figure that a screen cannot hold is not looked at
SCREENS = 30  # turns of the wheel that reach the end of a report
ERRORS = "[data-mime-type='application/vnd.jupyter.error']"
PICTURES = ".jp-OutputArea-output img, .jp-OutputArea-output svg"


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    with running_lab(tmp_path_factory.mktemp("lab")) as address:
        yield address


@pytest.fixture
def page(browser, lab):
    context = browser.new_context(viewport={"width": 1600, "height": 1100})
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=lab)
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.fetched = []
    page.on("request", lambda request: page.fetched.append(request.url))
    yield page
    context.close()


def choose_menu(page, *words):
    page.locator(".lm-MenuBar-item").filter(has_text=re.compile(f"^{words[0]}$")).click()
    for word in words[1:]:
        page.locator(".lm-Menu-item").filter(has_text=re.compile(f"^{word}")).first.click()


def open_and_run(page, lab, notebook):
    """Open a notebook, and run all of it once its kernel is there; the mouse is over it."""
    page.goto(f"{lab}/lab/tree/notebooks/{notebook}")
    page.wait_for_selector(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-CodeCell")
    page.wait_for_selector("text=/ipykernel. \\| Idle/")
    choose_menu(page, "Run", "Run All Cells")
    page.mouse.move(800, 600)


def pick(page, name, label):
    page.locator(".widget-dropdown", has=page.locator(f"label:text-is('{name}')")).locator("select").select_option(
        label=label
    )


def test_explore_choose_and_take_the_line_to_a_new_notebook(page, lab):
    open_and_run(page, lab, "explore.ipynb")
    told = page.locator(".dt-info")
    page.wait_for_selector(".dt-info >> text=/of 3,[0-9]+ entries/")
    pick(page, "Site", "S03")
    page.wait_for_selector(".dt-info >> text=/of 3[0-9]{2} entries/")
    page.locator(".dt-search input").fill("supervis")
    page.wait_for_selector(".dt-info >> text=/filtered from/")
    assert told.count() == 1

    pick(page, "Domain", "Support and supervision")
    page.locator(".widget-toggle-button", has_text="Importance").click()
    chart = page.locator(".jp-OutputArea-output svg[aria-label='Importance']")
    chart.wait_for()
    before = chart.inner_html()
    pick(page, "Site", "S04")
    expect(chart).not_to_have_js_property("innerHTML", before)

    line = page.locator(".widget-textarea textarea")
    assert "site='S04'" in line.input_value()
    line.click()
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.press("ControlOrMeta+C")
    choose_menu(page, "File", "New", "Notebook")
    page.locator(".jp-Dialog button.jp-mod-accept").click()
    new = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")
    new.locator(".jp-CodeCell .cm-content").first.click()
    page.keyboard.press("ControlOrMeta+V")
    page.keyboard.press("Shift+Enter")
    new.locator(PICTURES).first.wait_for()
    assert "pw.plot.importance" in new.locator(".jp-CodeCell .cm-content").first.inner_text()
    assert page.locator(ERRORS).count() == 0
    assert not [url for url in page.fetched if not url.startswith((lab, "blob:", "data:"))]


def test_a_report_runs_without_error_and_no_figure_is_higher_than_a_screen(page, lab):
    open_and_run(page, lab, "site.ipynb")  # which leaves the last cell on the screen
    page.locator(".jp-CodeCell").last.locator(".jp-OutputArea-output").wait_for()
    heights = []
    for _ in range(SCREENS):  # JupyterLab holds only the cells that are on the screen
        assert page.locator(ERRORS).count() == 0
        heights += [box["height"] for box in map(_box, page.locator(PICTURES).all()) if box]
        page.mouse.wheel(0, -700)
        page.wait_for_timeout(300)
    assert page.locator("text=One site: S01").count() == 1
    assert len(heights) > 5 and max(heights) <= TALLEST


def _box(picture):
    return picture.bounding_box() if picture.is_visible() else None
