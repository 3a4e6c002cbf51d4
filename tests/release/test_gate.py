"""What the gate refuses: what a release adds to those before it, and nothing that they alone have shown."""

from pathlib import Path

import pytest

from made_studies import make_study
from peerwork.audit import Audit, Finding
from peerwork.audit.findings import beyond
from peerwork.build.gate import Gate
from peerwork.problems import ProblemsFound
from peerwork.scoring import score_study
from peerwork.vocabulary import Audience
from release.made_history import EMPTY

WIDE = Finding("somebody who left", "the mean of site S01 to within 0.5 points", "f1", ("importance.csv",))
NARROW = Finding("somebody who left", "the mean of site S01 to within 0.2 points", "f1", ("importance.csv",))
ELSEWHERE = Finding("somebody who left", "the mean of site S01 to within 0.5 points", "f1", ("board/importance.csv",))
OTHER = Finding("P1", "the mean of site S01 to within 0.5 points", "f1", ("importance.csv",))


@pytest.mark.parametrize(
    ("now", "before", "left"),
    [
        ([WIDE], [WIDE], []),
        ([ELSEWHERE], [WIDE], []),  # the same, from whatever files
        ([NARROW], [WIDE], [NARROW]),
        ([OTHER], [WIDE], [OTHER]),
        ([WIDE], [], [WIDE]),
        ([], [WIDE], []),
    ],
)
def test_what_is_learnt_beyond_earlier_releases(now, before, left):
    assert list(beyond(Audit(tuple(now)), Audit(tuple(before))).findings) == left


@pytest.fixture(scope="module")
def released():
    """A study, its tables, and its history after one release to a board."""
    study = make_study(3, shape="plain")
    scored = score_study(study)
    gate = Gate(study, Path(), Audience.BOARD, None, EMPTY, lambda releases, today: Audit(()))
    return study, scored, EMPTY.with_release(gate.protect(scored)[1])


def test_a_release_that_adds_nothing_to_what_is_out_passes(released):
    study, scored, history = released
    gate = Gate(study, Path(), Audience.PUBLIC, None, history, lambda releases, today: Audit((WIDE,)))
    assert gate.protect(scored)[1].audience == "public"


def test_one_that_makes_it_narrower_does_not(released):
    study, scored, history = released
    found = {1: Audit((WIDE,)), 2: Audit((NARROW,))}
    gate = Gate(study, Path(), Audience.PUBLIC, None, history, lambda releases, today: found[len(releases)])
    with pytest.raises(ProblemsFound, match=r"to within 0\.2 points"):
        gate.protect(scored)
