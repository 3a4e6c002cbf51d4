"""A real browser, where there is one: said loudly when there is none, and a failure where CI promises one."""

import os
import shutil
import warnings
from pathlib import Path

import pytest

from browser.built import write_pages
from browser.visit import Visit, visit
from peerwork.vocabulary import Audience

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge", "microsoft-edge")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
    "C:/Program Files/Microsoft/Edge/Application/msedge.exe",
)
QUIET = (
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


def find_browser() -> str | None:
    """The path of a Chromium, Chrome or Edge on this machine."""
    found = [shutil.which(name) for name in NAMES] + [place for place in PLACES if Path(place).is_file()]
    return next((path for path in found if path), None)


@pytest.fixture(scope="session")
def browser():
    path = find_browser()
    if path is None:
        said = "no Chromium, Chrome or Edge found: PAGES WERE NOT TESTED IN A BROWSER"
        if os.environ.get("CI"):
            pytest.fail(said)
        warnings.warn(said, stacklevel=1)
        pytest.skip(said)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        yield running
        running.close()


BUILDS = [Path(folder) for folder in os.environ.get("PEERWORK_BROWSE", "").split(os.pathsep) if folder]


@pytest.fixture(scope="session", params=BUILDS or list(Audience), ids=str)
def pages(request, tmp_path_factory) -> list[Path]:
    if BUILDS:
        return sorted(request.param.resolve().glob("*.html"))
    return write_pages(tmp_path_factory.mktemp(request.param), request.param)


@pytest.fixture(scope="session")
def visits(browser, pages) -> list[Visit]:
    """What a visit of each page found: every page is opened once for all that is asked of it."""
    return [visit(browser, path, whole=bool(BUILDS)) for path in pages]
