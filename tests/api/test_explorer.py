"""Whatever a researcher may choose can be shown, and the line beside it shows the same elsewhere."""

from pathlib import Path

import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
import pytest
from matplotlib.axes import Axes

import peerwork as pw
from peerwork.api.searchable import Searchable
from peerwork.api.views import VIEWS

ROOT = Path(__file__).resolve().parents[2]
CHOSEN = {"site": "S03", "domain": "support", "without": "P101"}


@pytest.fixture(autouse=True)
def _in_the_project(monkeypatch):
    monkeypatch.chdir(ROOT)
    with mpl.rc_context({"backend": "agg"}):
        yield
    plt.close("all")


@pytest.fixture(scope="module")
def scored() -> pw.Explorer:
    return pw.Explorer(ROOT / "data" / "example")


@pytest.fixture
def explorer(scored) -> pw.Explorer:
    """An explorer of which nothing is chosen yet."""
    scored.choose(view=VIEWS[0].title, site="", group="", domain="", factor="", without="")
    for name, slider in scored._sliders.items():
        slider.value = scored._own(name)
    return scored


@pytest.mark.parametrize("view", [view.title for view in VIEWS])
def test_the_line_of_every_view_shows_what_the_view_shows(explorer, view):
    explorer.choose(view=view, **CHOSEN, in_place_share=0.75)
    shown, known = explorer.shown(), {}
    *first, last = explorer.line.split("; ")
    exec("; ".join(first), known)
    again = eval(last, known)
    assert type(again) is type(shown)
    if isinstance(shown, Axes):
        assert [text.get_text() for text in again.texts] == [text.get_text() for text in shown.texts]
        assert [tick.get_text() for tick in again.get_yticklabels()] == [t.get_text() for t in shown.get_yticklabels()]
    else:
        rows = [found.rows if isinstance(found, Searchable) else found for found in (shown, again)]
        assert len(rows[0]) and rows[0].equals(rows[1])


@pytest.mark.parametrize("view", [view.title for view in VIEWS])
def test_every_choice_shows_something_or_says_what_to_choose(explorer, view):
    explorer.choose(view=view)
    for name in ("site", "group", "domain", "factor", "without"):
        for value in {
            option[1] for option in (explorer._pickers[name].options[0], explorer._pickers[name].options[-1])
        }:
            explorer.choose(**{name: value})
            shown = explorer.shown()
            assert isinstance(shown, (Searchable, Axes, pd.DataFrame, str))
            plt.close("all")


def test_choices_narrow_each_other(explorer):
    explorer.choose(domain="support")
    offered = {value for _, value in explorer._pickers["factor"].options}
    assert "support_supervision" in offered and "role_job_description" not in offered
    explorer.choose(site="S01")
    people = pw.load_example().participants.query("site == 'S01'")["participant"]
    assert {value for _, value in explorer._pickers["without"].options} == {"", *people}


def test_a_choice_that_no_longer_goes_with_another_is_taken_back(explorer):
    explorer.choose(factor="role_job_description")
    explorer.choose(domain="support")
    assert explorer.choice.factor == ""


def test_every_answer_is_there_with_its_whole_comment(explorer):
    rows = explorer.shown().rows
    html = explorer.shown().table()
    assert len(rows) == len(pw.load_example().answers)
    longest = max(rows["comment"].dropna(), key=len)
    assert longest.replace("’", "’")[:200] in html.replace("\\u2019", "’")
