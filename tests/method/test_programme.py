"""METHOD 12 and 13: which tables a study has, by the files that it has."""

from __future__ import annotations

import pandas as pd

from peerwork.scoring import score_study
from small_tables import framework, study_of, table

SITES = "site | name | sector | region\nS01 | One | statutory | London"


def measurements():
    rows = table("""site | indicator | period     | value | rebase
                    S01  | hope      | 2010-01-01 | 4     |
                    all  | hope      | 2010-01-01 | 5     |
                    S01  | hope      | 2010-02-01 | 6     | """)
    return rows.assign(period=pd.to_datetime(rows["period"]))


def test_indicators_alone_are_scored_without_a_single_interview():
    study = study_of(
        framework("support"),
        sites=SITES,
        indicators="indicator | label | stage | leads_to | unit | better | target\n"
        "hope | Hope | outcome | | score | higher | 7",
        measurements=measurements(),
    )
    tables = score_study(study)
    assert set(tables) == {"sites", "indicators", "indicator_spc", "indicator_series"}
    found = tables["indicator_series"][["site", "n_points", "mean"]]
    assert found.values.tolist() == [["S01", 2, 5.0], ["all", 1, 5.0]]


def test_a_plan_alone_has_its_fieldwork():
    study = study_of(
        framework("support"),
        sites=SITES,
        config={"planned": {"peer_worker": 2}, "calendar": [{"what": "board", "on": "2011-12-01"}]},
    )
    assert list(score_study(study)) == ["sites", "fieldwork", "fieldwork_by_site", "fieldwork_plan", "calendar"]
