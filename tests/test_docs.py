"""The site of docs is built strictly and offline; decisions have one numbering, and one decision a page."""

import os
import re
import runpy
import shutil
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


HOW_TOS = {  # what a step that only adds a line to a file adds to it: the words before which it stands, and the line
    "add-a-page": {
        "lib/peerwork/pages/catalogue.py": ('    PageKind("release",', "    {step},\n"),
    },
    "add-a-chart": {
        "lib/peerwork/plot/__init__.py": ("from peerwork.plot.tiles", "from peerwork.plot.spread import spread\n"),
    },
    "add-an-import": {
        "lib/peerwork/collect/arrivals.py": ("ENDINGS =", "from peerwork.collect.stata import read_stata\n{step}\n"),
    },
}


@pytest.fixture(scope="module")
def followed(tmp_path_factory) -> dict[str, list[str]]:
    """The files that each how-to touches, followed to the letter in one copy of the project."""
    copy = tmp_path_factory.mktemp("copy")
    for name in ("lib", "tests", "data/frameworks", "pyproject.toml"):
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, copy / name)
    touched = {}
    for how_to, added in HOW_TOS.items():
        steps = re.findall(r"\*\*\d\. `([^`]+)`\*\*(.*?)(?=\*\*\d\. |\Z)", how_to_text(how_to), re.DOTALL)
        touched[how_to] = [path for path, _ in steps]
        for path, said in steps:
            block = re.search(r"```python\n(.*?)```", said, re.DOTALL)
            if path in added:
                before, line = added[path]
                text = (copy / path).read_text(encoding="utf-8")
                assert before in text
                new = text.replace(before, line.format(step=block[1].strip() if block else "") + before, 1)
                (copy / path).write_text(new, encoding="utf-8")
            elif path.endswith(".py"):
                assert not (copy / path).exists() and block
                (copy / path).write_text(block[1], encoding="utf-8")
    tests = [path for paths in touched.values() for path in paths if path.startswith("tests/")]
    words = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *tests]
    ran = subprocess.run(words, cwd=copy, capture_output=True, text=True, env=os.environ, check=False)
    assert ran.returncode == 0, ran.stdout
    return touched


def how_to_text(name: str) -> str:
    return (DOCS / "how-to" / f"{name}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("how_to, files", [("add-a-page", 4), ("add-a-chart", 3), ("add-an-import", 3)])
def test_a_how_to_followed_to_the_letter_works_and_touches_few_files(followed, how_to, files):
    assert len(followed[how_to]) == files
