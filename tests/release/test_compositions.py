"""What a status and a verdict leave possible is what every set of answers does; words over sites are the team's."""

from __future__ import annotations

from itertools import permutations, product

import numpy as np
import pytest

from made_studies import make_study, write_study
from peerwork.audit.across import Grid, claims_of
from peerwork.audit.compositions import ANSWERS, pairs_of_groups, possible_pairs, status_of, verdict_of
from peerwork.audit.knowledge import know_study
from peerwork.audit.later import statuses, verdicts
from peerwork.audit.reading import Table
from peerwork.audit.released import ReleaseRecord
from peerwork.audit.shown_words import know_cells
from peerwork.audit.sites import is_safe
from peerwork.rules import Rules
from peerwork.scoring import score_study

OTHER = Rules(min_answers=2, in_place_share=0.75, not_in_place_share=0.25, pattern_share=0.6, contested_min_answers=1)
TABLES = ("conditions", "patterns", "fidelity", "fidelity_by_site", "replication", "replication_by", "hypotheses")


@pytest.mark.parametrize("rules", [Rules(), OTHER], ids=["as they are", "others"])
@pytest.mark.parametrize("sizes", [(1, 1, 1), (2, 1), (3, 1)])
def test_what_stays_possible_is_what_every_set_of_answers_leaves(sizes, rules):
    group = [place for place, size in enumerate(sizes) for _ in range(size)]
    said = np.array([what for what, _ in ANSWERS]), np.array([kind for _, kind in ANSWERS])
    worlds = np.array(list(product(range(len(ANSWERS)), repeat=len(group))))
    status = statuses(said[0][worlds], np.array(group), rules)
    verdict = verdicts(said[1][worlds], np.array(group), rules)
    for pair, key in pairs_of_groups(sizes):
        every = np.zeros((10, 10, 5, 5), dtype=bool)
        for one, other in permutations(range(len(group)), 2):
            if (group[one], group[other]) == pair:
                every[worlds[:, one], worlds[:, other], status, verdict] = True
        assert (possible_pairs(*key, rules) == every).all()


def test_one_set_of_answers_and_many_are_judged_alike():
    draw, group = np.random.default_rng(0), [0, 0, 1, 1, 2]
    worlds = draw.integers(0, 4, (200, 5))
    assert statuses(worlds, np.array(group), Rules()).tolist() == [
        status_of(group, w, Rules()) for w in worlds.tolist()
    ]
    assert verdicts(worlds, np.array(group), Rules()).tolist() == [
        verdict_of(group, w, Rules()) for w in worlds.tolist()
    ]


@pytest.mark.parametrize(
    "asked, status, verdict",
    [((1, 1, 1), False, False), ((1, 2), False, False), ((2, 2), False, True), ((1, 1, 1, 1), False, True),
     ((1, 2, 2), False, True), ((2, 2, 2), True, True), ((1, 2, 2, 2, 2), True, True), ((1, 1), True, True)],
)  # fmt: skip
def test_which_words_a_composition_may_show(asked, status, verdict):
    """With two asked there is only ever too little evidence, which tells nothing."""
    assert is_safe(asked, frozenset({"status"}), "", True, Rules()) is status
    assert is_safe(asked, frozenset({"verdict"}), "", True, Rules()) is verdict


def test_a_deciding_share_changes_what_may_be_shown():
    all_of_them = Rules(in_place_share=1.0)
    assert is_safe((2, 2, 2), frozenset({"status"}), "", True, Rules())
    assert not is_safe((2, 2, 2), frozenset({"status"}), "", True, all_of_them)


def test_words_over_sites_are_worked_out_as_the_team_s(tmp_path):
    """Replication, hypotheses and fidelity by the attack's own arithmetic are those of the team's tables."""
    folder = write_study(make_study(3, "plain", sites=8, factors=12), tmp_path / "study")
    truth = know_study(folder)
    team, tables = score_study(truth.study), []
    for name in (name for name in TABLES if name in team):
        frame = team[name].astype("str").replace({"nan": "", "<NA>": "", "None": ""}).fillna("")
        tables.append(Table(f"{name}.csv", name, tuple(frame), tuple(frame.itertuples(index=False, name=None))))
    cells, _ = know_cells(truth, [ReleaseRecord("board")], {"board": tables})
    grid = Grid({key: (cell.status, cell.verdict) for key, cell in cells.items()})
    claims = list(claims_of(truth, cells, {"board": tables}))
    assert len(claims) > 100
    assert {(c.cell.table, c.cell.column) for c in claims if c.value(grid) != c.word} == set()
