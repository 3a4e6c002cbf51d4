"""Every notebook has the anatomy that readers, papermill and a build rely on."""

import re
from pathlib import Path

import nbformat
import pytest
from papermill import inspect_notebook

from peerwork.pages.catalogue import CATALOGUE

ROOT = Path(__file__).parent.parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
TUTORIALS = sorted((ROOT / "notebooks" / "tutorials").glob("*.ipynb"))
TO_READ_AND_RUN = ("start", "explore", "what_if", "worked_example")  # by hand: papermill has no part in them
REPORTS = [path for path in NOTEBOOKS if path.stem not in TO_READ_AND_RUN]
STORED = "worked_example"  # the one that keeps its outputs, for nbval to compare


@pytest.fixture(params=[path for path in [*NOTEBOOKS, *TUTORIALS] if path.stem != STORED], ids=lambda path: path.stem)
def path(request):
    return request.param


@pytest.fixture(params=REPORTS, ids=lambda path: path.stem)
def report(request):
    return request.param


@pytest.fixture
def notebook(path):
    return nbformat.read(path, as_version=4)


def test_it_is_a_valid_notebook(notebook):
    nbformat.validate(notebook)


def test_it_stores_no_outputs_and_no_counts(notebook):
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(not cell.outputs and cell.execution_count is None for cell in code)


def test_it_opens_with_a_title_and_a_question(notebook):
    first = notebook.cells[0]
    assert first.cell_type == "markdown" and first.source.startswith("# ") and "?" in first.source


def test_it_has_one_title(notebook):
    titles = [line for cell in notebook.cells if cell.cell_type == "markdown" for line in cell.source.splitlines()]
    assert sum(line.startswith("# ") for line in titles) == 1


def test_every_code_cell_has_at_most_six_lines_and_defines_nothing(notebook):
    for cell in notebook.cells:
        if cell.cell_type == "code":
            assert len(cell.source.splitlines()) <= 6
            assert not re.search(r"^\s*(def|class) ", cell.source, flags=re.M)


def test_it_takes_from_the_project_what_anybody_can_import(notebook):
    code = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    assert not any("from peerwork" in source or "import peerwork." in source for source in code)


def test_there_are_five_tutorials_and_the_start_page_links_to_them_and_to_all_that_is_not_a_page():
    start = nbformat.read(ROOT / "notebooks" / "start.ipynb", as_version=4)
    linked = re.findall(r"\(([\w/]+\.ipynb)\)", "\n".join(cell.source for cell in start.cells))
    there = {path.relative_to(ROOT / "notebooks").as_posix() for path in [*NOTEBOOKS, *TUTORIALS]} - {"start.ipynb"}
    pages = {kind.notebook for kind in CATALOGUE}
    assert there - pages <= set(linked) <= there and len(TUTORIALS) == 5


def test_papermill_understands_every_parameter(report):
    found = set(inspect_notebook(report))
    notebook = nbformat.read(report, as_version=4)
    [cell] = [cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", [])]
    assert found == set(re.findall(r"^(\w+):", cell.source, flags=re.M))
    assert {"study", "audience"} <= found


def test_the_page_of_all_evidence_ends_with_what_it_does_not_show_and_where_figures_come_from():
    notebook = nbformat.read(ROOT / "notebooks" / "site_evidence.ipynb", as_version=4)
    assert [cell.source for cell in notebook.cells if cell.cell_type == "code"][-2:] == [
        "page.limits()",
        "page.provenance()",
    ]


def test_every_report_draws_a_kind_of_page_and_every_kind_has_its_notebook():
    assert {path.stem for path in REPORTS} == {page.kind for page in CATALOGUE}


def test_the_worked_example_stores_what_nbval_compares():
    example = nbformat.read(ROOT / "notebooks" / f"{STORED}.ipynb", as_version=4)
    checked = [cell for cell in example.cells if "nbval-check-output" in cell.metadata.get("tags", [])]
    assert len(checked) >= 5 and all(cell.outputs for cell in checked)
