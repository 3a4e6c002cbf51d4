"""A wrong parameter of a report ends with the right ones, and a notebook says what it is about."""

from pathlib import Path

import pytest

import peerwork as pw
from peerwork.problems import ProblemsFound

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def study():
    return pw.read_study(ROOT / "data" / "example")


@pytest.mark.parametrize(
    "kind, asked, said",
    [
        ("site", {"site": "S33"}, 'did you mean "S03"? there are S01, S02'),
        ("site", {}, "name one of S01, S02"),
        ("site", {"site": "S03", "group": "manager"}, 'there is no parameter "group"'),
        ("stakeholder_group", {"group": "managers"}, 'did you mean "manager"? there are peer_worker'),
        ("site", {"sites": "S03"}, 'did you mean "site"'),
        ("site", {"site": "S03", "audience": "bord"}, 'did you mean "board"? there are team, workshop, board, public'),
    ],
)
def test_a_wrong_parameter_ends_with_the_right_ones_and_no_traceback(study, kind, asked, said):
    with pytest.raises(ProblemsFound) as caught:
        pw.open_page(kind, study, **asked)
    assert said in str(caught.value)
    assert caught.value._render_traceback_() == str(caught.value).splitlines()


def test_a_page_says_what_it_is_about_and_whom_it_is_for(study):
    page = pw.open_page("site", study, site="S03")
    shown, marks = page._repr_mimebundle_()
    assert "S03" in shown["text/plain"] and "the team" in shown["text/plain"] and marks
    assert set(shown) == {"text/plain", "text/html"}


def test_a_section_that_is_not_there_says_the_nearest(study):
    with pytest.raises(AttributeError, match='did you mean "importance"'):
        _ = pw.open_page("site", study, site="S03").importence


def test_a_study_may_be_named_from_the_notebooks_folder(monkeypatch):
    monkeypatch.chdir(ROOT / "notebooks")
    assert pw.read_study("data/example").folder.samefile(ROOT / "data" / "example")
