"""A wrong parameter of a notebook ends with the right ones, and without a long traceback."""

import pytest

from peerwork.pages.page import open_page
from peerwork.problems import ProblemsFound

STUDY = "data/example"


@pytest.mark.parametrize(
    ("given", "right"),
    [({"site": "S99"}, "S01, S02"), ({"site": "S01", "audience": "bord"}, "team, workshop, board, public")],
)
def test_a_wrong_parameter_names_the_right_ones_in_one_line(given, right):
    with pytest.raises(ProblemsFound, match=right) as caught:
        open_page("site", STUDY, **given)
    assert len(caught.value._render_traceback_()) == 1
