"""The site of docs is built strictly and offline; decisions have one numbering, and one decision a page."""

import os
import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

import peerwork as pw

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    """The finished site; any warning is an error: a link to nowhere, a name without docstring or example."""
    pytest.importorskip("sphinx", reason="the extra `docs` is not installed")
    folder = tmp_path_factory.mktemp("docs")
    words = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-d", folder / "read", DOCS, folder / "site"]
    environment = os.environ | {"http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9"}
    built = subprocess.run(words, capture_output=True, text=True, env=environment, check=False)
    assert built.returncode == 0, built.stderr
    return folder / "site"


def test_the_site_is_built_without_a_warning_and_has_every_page(site):
    pages = {path.relative_to(DOCS).with_suffix(".html") for path in DOCS.rglob("*.md")}
    assert {path for path in pages if not (site / path).is_file()} == set()


def test_the_reference_has_every_name_that_a_researcher_imports(site):
    shown = "".join(path.read_text(encoding="utf-8") for path in (site / "reference").glob("*.html"))
    named = set(re.findall(r'id="(peerwork[\w.]+)"', shown))
    charts = [f"plot.{name}" for name in pw.plot.__all__ if callable(getattr(pw.plot, name))]
    offered = [name for name in pw.__all__ if name != "plot"]
    assert {f"peerwork.{name}" for name in (*offered, *charts)} <= named


def test_the_tutorials_show_the_lines_of_their_notebooks(site):
    shown = (site / "tutorials" / "01_first_look.html").read_text(encoding="utf-8")
    assert "load_example" in shown and "{notebook}" not in shown


def test_every_chart_is_in_the_gallery_with_the_lines_that_make_it():
    made = runpy.run_path(str(DOCS / "gallery.py"))
    assert (DOCS / "gallery.md").read_text(encoding="utf-8") == made["page"](), "python docs/gallery.py"
    assert {path.stem for path in (DOCS / "gallery").glob("*.svg")} == set(made["CHARTS"])


def test_a_reader_needs_no_network(site):
    """No page of the site loads a script, a style, a font or a picture from elsewhere."""
    loaded = re.compile(r"<(?:script|img|link|iframe)\b[^>]*(?:src|href)=\"(?:https?:)?//[^\"]+\"")
    outside = {found for path in site.rglob("*.html") for found in loaded.findall(path.read_text(encoding="utf-8"))}
    assert outside == set()


def test_a_decision_is_a_page_with_one_number():
    titles = {path: re.findall(r"^# (\d*)", path.read_text(encoding="utf-8"), re.MULTILINE) for path in decisions()}
    assert {path.name: title for path, title in titles.items() if [path.name[:4]] != [t.zfill(4) for t in title]} == {}
    numbers = [path.name[:4] for path in decisions()]
    assert len(set(numbers)) == len(numbers)


def decisions() -> list[Path]:
    return sorted((DOCS / "decisions").glob("[0-9]*.md"))
