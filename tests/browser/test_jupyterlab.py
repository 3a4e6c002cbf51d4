"""A researcher's session in JupyterLab, in a real browser: explore, choose, take the line along, run a report."""

import pytest
from playwright.sync_api import expect

from browser.lab import Session, running_lab

TALLEST = 1200  # pixels: a figure that a screen cannot hold is not looked at
PICTURES = ".jp-OutputArea-output img, .jp-OutputArea-output svg"


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    with running_lab(tmp_path_factory.mktemp("lab")) as address:
        yield address


@pytest.fixture
def session(browser, lab):
    session = Session(browser, lab)
    yield session
    session.page.context.close()


def pick(session, name, label):
    of_name = session.page.locator(f"label:text-is('{name}')")
    with session.step(f"{label} is chosen as {name}"):
        session.page.locator(".widget-dropdown", has=of_name).locator("select").select_option(label=label)


def shows(session, words):
    with session.step(f"the table of answers says {words}"):
        session.page.wait_for_selector(f".dt-info >> text=/{words}/")


def test_explore_choose_and_take_the_line_to_a_new_notebook(session, lab):
    session.open("explore.ipynb")
    session.run()
    page = session.page
    shows(session, "of 3,[0-9]+ entries")
    pick(session, "Site", "S03")
    shows(session, "of 3[0-9]{2} entries")
    with session.step("the answers are searched"):
        page.locator(".dt-search input").fill("supervis")
    shows(session, "filtered from")
    assert page.locator(".dt-info").count() == 1

    pick(session, "Domain", "Support and supervision")
    chart = page.locator(".jp-OutputArea-output svg[aria-label='Importance']")
    with session.step("the chart of importance is there"):
        page.locator(".widget-toggle-button", has_text="Importance").click()
        chart.wait_for()
        before = chart.inner_html()
    pick(session, "Site", "S04")
    line = page.locator(".widget-textarea textarea")
    with session.step("the chart changes with the site"):
        page.wait_for_function("([chart, before]) => chart.isConnected ? chart.innerHTML !== before : true",
                               arg=[chart.element_handle(), before])  # fmt: skip
    assert chart.inner_html() != before and "site='S04'" in line.input_value()

    with session.step("the line is copied"):
        line.press("ControlOrMeta+A")
        line.press("ControlOrMeta+C")
    copied = line.input_value()
    session.new_notebook()
    cell = session.panel.locator(".jp-CodeCell .cm-content").first
    with session.step("the line is pasted into the new notebook"):
        cell.press("ControlOrMeta+V")
        expect(cell).to_contain_text("pw.plot.importance")
    assert cell.inner_text().split() == copied.split()
    session.run()
    with session.step("the new notebook shows the chart"):
        session.panel.locator(PICTURES).first.wait_for()
    assert session.errors() == []
    assert not [url for url in session.fetched if not url.startswith((lab, "blob:", "data:"))]


def test_a_report_runs_without_error_and_no_figure_is_higher_than_a_screen(session):
    session.open("site.ipynb")
    session.run()
    assert session.errors() == []
    with session.step("the report's title is there"):
        session.panel.locator("text=One site: S01").first.wait_for()
    colour = session.panel.locator(".t.y").first.evaluate("tile => getComputedStyle(tile).backgroundColor")
    assert colour == "rgb(29, 90, 150)"  # a part of a page looks as it does on the page
    heights = session.panel.locator(PICTURES).evaluate_all("all => all.map(one => one.getBoundingClientRect().height)")
    drawn = [height for height in heights if height]
    assert len(drawn) >= 3 and max(drawn) <= TALLEST
