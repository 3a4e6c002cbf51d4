"""The national mapping beside the study's own sites."""

from __future__ import annotations

import pandas as pd

from peerwork.scoring.mapping import score_mapping
from small_tables import table

MAPPING = """organisation | sector    | region | peer_workers | roles
             North trust  | statutory | North  | 12           | Ward; Community
             South trust  | statutory | South  |              | ward
             Haven        | voluntary | North  | 3            |
             Harbour      | voluntary |        |              | Training """
SITES = """site | name | sector    | region
           S01  | One  | statutory | North
           S02  | Two  | voluntary | London"""


def rows(by):
    return score_mapping(table(MAPPING), table(SITES)).query("by == @by").set_index("value")


def test_initiatives_and_our_sites_by_region():
    found = rows("region")
    assert found["initiatives"].to_dict() == {"London": 0, "North": 2, "South": 1, "not recorded": 1}
    assert found["sites"].to_dict() == {"London": 1, "North": 1, "South": 0, "not recorded": 0}
    assert found.loc["North", ["share", "share_sites"]].tolist() == [0.5, 0.5]


def test_peer_workers_are_summed_over_those_that_gave_a_number():
    found = rows("sector")
    assert found["peer_workers"].to_dict() == {"statutory": 12, "voluntary": 3}
    assert found["n_with_number"].to_dict() == {"statutory": 1, "voluntary": 1}
    assert pd.isna(rows("region").loc["South", "peer_workers"])


def test_an_initiative_counts_under_each_of_its_roles():
    found = rows("role")
    assert found["initiatives"].to_dict() == {"community": 1, "not recorded": 1, "training": 1, "ward": 2}
    assert found["sites"].isna().all()
