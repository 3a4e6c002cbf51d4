"""What is said of follow-ups, readings and rivals: true of small tables, and nothing where there is nothing."""

from __future__ import annotations

import pytest

from pages import made_up
from peerwork.pages.answers.alternatives import NextCases, Rivals
from peerwork.pages.answers.follow_ups import YouSaidWeChanged, others_did
from peerwork.pages.answers.inference import JointDisplay, Moved
from peerwork.pages.answers.lived import Causes, Lived
from peerwork.pages.answers.matrix import Matrix
from peerwork.pages.answers.side_by_side import SideBySide
from peerwork.pages.answers.why import Why
from peerwork.vocabulary import Audience
from small_tables import table

F = "support_supervision"
FOLLOWED = table(f"""site | factor | action     | done
                     S01  | {F}    | first one  | no
                     S01  | {F}    | second one | yes
                     S02  | {F}    | third one  | yes""")


@pytest.mark.parametrize("answer", [Why, Matrix, JointDisplay, Moved, SideBySide, Rivals, NextCases, Lived, Causes])
def test_a_study_without_the_files_shows_no_empty_section(answer):
    assert answer(made_up.context("summary")).block() is None


def test_a_board_reads_actions_of_the_site_and_who_sees_to_them_stands_nowhere():
    block = YouSaidWeChanged(made_up.context("site", Audience.BOARD, followups=FOLLOWED)).block()
    html = str(block.html())
    assert block.title == "You said, we changed: one of two actions is done"
    assert "third one" not in html and "Who, by when" not in html
    assert html.index("second one") < html.index("first one")  # what is done first


def test_what_others_did_says_what_is_done_first():
    assert others_did(FOLLOWED, F) == "S01: second one (done); S02: third one (done); S01: first one (planned)"


def test_readings_are_counted_plainly():
    rows = table(f"""about    | kind   | factor | site | group | judgement     | text | by | standpoint | answers
                     factor:a | factor | {F}    |      |       | holds         | one  | B1 | university |
                     factor:a | factor | {F}    |      |       | does_not_hold | two  | A1 | user       |""")
    counts = table("""about    | n_holds | n_holds_in_part | n_does_not_hold | n_cannot_say | agree
                      factor:a | 1       | 0               | 1               | 0            | no
                      factor:b |         |                 |                 |              |     """)
    numbers = {name: counts[name].astype("float64") for name in counts if name.startswith("n_")}
    block = SideBySide(made_up.context("inference", readings=rows, reading_counts=counts.assign(**numbers))).block()
    assert block.title == "Of one result read from two standpoints or more, members agree on none and differ on one"
    html = str(block.html())
    assert "holds for one and does not hold for one" in html and "One more result is read" in html
