"""Counts of impacts and of mapped initiatives, as others than the team see them (METHOD 14)."""

import pandas as pd

from peerwork.release.totals import show_impacts, show_mapping
from peerwork.scoring.impacts import count_impacts
from release.random_studies import rated_study

STUDY = rated_study(1, sites=6, people=(2, 2, 2, 1, 0), factors=1)  # 12 of three groups, 6 managers


def impacts(**told):
    """So many people of each group who told of the same impact."""
    people = STUDY.frames["participants"].sort_values("participant")
    rows = [
        {"participant": person, "site": "S01", "group": group, "on": "team", "direction": "positive", "success": None}
        for group, n in told.items()
        for person in people[people["group"] == group]["participant"].head(n)
    ]
    return count_impacts(pd.DataFrame(rows).assign(text="words"))


def shown(leasts=(5,), **told):
    rows, _ = show_impacts(impacts(**told), STUDY, leasts)
    return rows.assign(place=rows["group"].fillna("study")).set_index("place")["n_people"].to_dict()


def test_a_small_count_takes_the_smallest_other_with_it():
    told = {"peer_worker": 7, "team_member": 6, "service_user": 2, "manager": 6}
    counts = shown(**told)
    assert counts == {"study": "21", "peer_worker": "7", "team_member": "*", "service_user": "*", "manager": "6"} or (
        counts == {"study": "21", "peer_worker": "7", "team_member": "6", "service_user": "*", "manager": "*"}
    )


def test_a_group_of_which_nobody_told_has_a_row_like_one_of_which_one_did():
    assert shown(peer_worker=9, manager=1)["team_member"] == shown(peer_worker=9, team_member=1)["manager"] == "*"


def test_what_a_wider_audience_is_not_told_the_public_is_not_either():
    told = {"peer_worker": 11, "team_member": 10, "service_user": 10, "manager": 2}
    board, public = shown(**told), shown((5, 10), **told)
    assert {place for place, text in public.items() if text != "*"} <= {p for p, text in board.items() if text != "*"}


def test_a_group_of_three_or_fewer_has_no_row():
    few = rated_study(1, sites=3, people=(2, 2, 2, 1, 0), factors=1)
    rows, _ = show_impacts(impacts(peer_worker=6, manager=3), few, (5,))
    assert "manager" not in set(rows["group"].dropna()) and "peer_worker" in set(rows["group"].dropna())


def test_initiatives_of_a_small_region_do_not_come_back_by_sector():
    counts = pd.DataFrame(
        {"by": ["region"] * 3 + ["sector"] * 2, "value": list("abc") + ["s", "v"], "initiatives": [3, 9, 20, 12, 20],
         "share": [0.1, 0.3, 0.6, 0.4, 0.6], "n_with_number": [3, 9, 20, 12, 20], "peer_workers": [9.0, 30, 60, 40, 59]}
    )  # fmt: skip
    rows, why = show_mapping(counts, (5,))
    assert rows["initiatives"].tolist() == rows["n_with_number"].tolist() == ["*", "*", "20", "12", "20"]
    assert rows["peer_workers"].tolist()[:2] == rows["share"].tolist()[:2] == ["*", "*"] and why.notna().sum() == 2
