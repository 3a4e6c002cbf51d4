"""Whatever a researcher may choose in `explore.ipynb` can be shown."""

from pathlib import Path

import ipywidgets as widgets
import pytest

from peerwork.pages.explore import Explorer

EXAMPLE = Path(__file__).resolve().parents[2] / "data" / "example"


@pytest.fixture(scope="module")
def team() -> Explorer:
    return Explorer(str(EXAMPLE))


@pytest.mark.parametrize("name", ["sites", "groups", "factor", "ratings", "browse"])
def test_every_choice_shows_something(team: Explorer, name: str, capsys: pytest.CaptureFixture[str]):
    choices, _ = getattr(team, name)().children  # outside a notebook an error is raised, and what is shown is printed
    assert capsys.readouterr().out.strip()
    for choice in choices.children:
        assert isinstance(choice, widgets.Dropdown)
        choice.index = len(choice.options) - 1
        assert capsys.readouterr().out.strip()
