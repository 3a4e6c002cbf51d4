"""`import peerwork as pw`: every name is there, documented with an example that runs, and loaded only when used."""

import doctest
import subprocess
import sys
from pathlib import Path

import matplotlib.pyplot as plt
import pytest

import peerwork as pw

ROOT = Path(__file__).resolve().parents[2]
DATA_PACKAGES = {"pandas", "numpy", "matplotlib", "seaborn", "IPython", "pydantic"}


@pytest.fixture(autouse=True)
def _in_the_project(monkeypatch):
    monkeypatch.chdir(ROOT)


def run_example(found: object, name: str, **known: object) -> None:
    [example] = doctest.DocTestFinder(recurse=False).find(found, name, extraglobs=known)
    assert example.examples, f"{name} has no example"
    ran = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE).run(example)
    assert ran.failed == 0


@pytest.mark.parametrize("name", [name for name in pw.__all__ if name != "plot"])
def test_every_name_has_an_example_that_runs(name):
    run_example(getattr(pw, name), name)


@pytest.fixture(scope="module")
def results():
    return pw.score(ROOT / "data" / "example")


@pytest.mark.parametrize("name", [name for name in pw.plot.__all__ if callable(getattr(pw.plot, name))])
def test_every_chart_has_an_example_that_runs(name, results):
    run_example(getattr(pw.plot, name), name, pw=pw, results=results)
    plt.close("all")


def test_every_name_is_offered_to_the_tab_key():
    assert set(pw.__all__) <= set(dir(pw))


def test_a_name_that_is_not_there_says_which_one_is_near():
    with pytest.raises(AttributeError, match='did you mean "what_if"'):
        _ = pw.whatif


def test_functions_stay_functions_when_the_rooms_of_their_names_are_loaded():
    code = (
        "import peerwork as pw, peerwork.audit.audit, peerwork.build.run; print(pw.audit.__name__, pw.build.__name__)"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said.split() == ["audit", "build"]


def test_importing_it_loads_nothing_heavy():
    code = "import peerwork, sys; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not DATA_PACKAGES & set(loaded)
