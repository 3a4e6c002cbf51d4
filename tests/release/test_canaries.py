"""Words planted in every private field of a study are in none of the released tables (METHOD 14)."""

from __future__ import annotations

import pytest

from made_studies import make_study, write_study
from peerwork.release import neutralise_tables, protect
from peerwork.scoring import score_study
from peerwork.scoring.tables import write_tables
from peerwork.study.read import read_study
from peerwork.vocabulary import Audience
from release.canaries import find_canaries, plant_canaries


def release(tmp_path, audience):
    folder = write_study(make_study(3, sites=3, factors=3), tmp_path / "study")
    planted = plant_canaries(folder, audience)
    study = read_study(folder)
    site = "S01" if audience is Audience.WORKSHOP else None
    tables = protect(study, score_study(study), audience, site=site).tables
    write_tables(neutralise_tables(tables), tmp_path / "released")
    return planted, tmp_path / "released"


@pytest.mark.parametrize("audience", [Audience.WORKSHOP, Audience.BOARD, Audience.PUBLIC])
def test_no_private_field_is_in_a_released_table(audience, tmp_path):
    planted, folder = release(tmp_path, audience)
    assert len(planted) > 5
    assert find_canaries(folder, planted) == []


def test_the_search_finds_what_the_team_sees(tmp_path):
    planted, folder = release(tmp_path, Audience.TEAM)
    assert find_canaries(folder, planted)
