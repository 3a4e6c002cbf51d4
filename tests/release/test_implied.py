"""What follows from the means that are shown, and no more (METHOD 14)."""

import pandas as pd
import pytest

from peerwork.release.implied import difference, show_differences, show_priorities
from peerwork.release.importance import Shown, ShownFigure
from peerwork.vocabulary import Audience, Kind, Scope
from release.random_studies import rated_study

STUDY = rated_study(1, sites=3, factors=1)


@pytest.mark.parametrize(
    ("first", "second", "follows"),
    [
        ("3.4", "3.0", "0.4"),
        ("3.0", "3.0", "0.0"),
        (">=4.5", "4.1", ">=0.4"),
        ("4.1", ">=4.5", "<=-0.4"),
        ("<=1.5", "2.0", "<=-0.5"),
        (">=4.5", "<=1.5", ">=3.0"),
        ("<=1.5", ">=4.5", "<=-3.0"),
        (">=4.5", ">=4.5", "*"),
        ("<=1.5", "<=1.5", "*"),
    ],
)
def test_a_difference_is_what_both_means_give(first, second, follows):
    assert difference(first, second) == follows


def test_differences_are_ordered_by_what_is_shown():
    pairs = [("a", "b"), ("a", "c"), ("b", "c")]
    tensions = pd.DataFrame(
        [("study", "importance", "f", *pair, 9.0 - place) for place, pair in enumerate(pairs)],
        columns=["scope", "measure", "factor", "group_a", "group_b", "difference"],
    )
    means = {"a": ">=4.5", "b": ">=4.5", "c": "3.0"}
    figures = {(Scope.GROUP, group, Kind.EITHER): ShownFigure(text, 20, 4) for group, text in means.items()}
    shown = show_differences(tensions, {"f": Shown("f", figures=figures)}, Audience.BOARD, 5)
    assert shown[["group_a", "group_b", "difference"]].values.tolist() == [
        ["a", "c", ">=1.5"], ["b", "c", ">=1.5"], ["a", "b", "*"],
    ]  # fmt: skip


def test_a_zone_is_shown_where_both_means_lie_on_its_side():
    """The lines are at 3.5 and 3.0: the second mean of importance, 3.52, is shown as 3.5 and could be below."""
    priorities = pd.DataFrame(
        {"indicator": ["a", "b", "c"], "n": 50, "importance": [4.0, 3.52, 2.98], "feasibility": [2.0, 4.0, 3.0],
         "zone": ["make_measurable", "monitor_now", "leave"]}
    )  # fmt: skip
    shown = show_priorities(priorities, STUDY)
    assert shown["importance"].tolist() == ["4.0", "3.5", "3.0"]
    assert shown["zone"].tolist() == ["make_measurable", "*", "*"]
