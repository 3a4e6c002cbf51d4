"""What a release holds beside its tables: the log of what is withheld, and what changed since an earlier edition."""

import json
from pathlib import Path

import pytest

from made_studies import make_study
from peerwork.release.editions import Edition, compare_editions, read_edition
from peerwork.release.protect import protect
from peerwork.release.released import release_tables
from peerwork.scoring import score_study
from peerwork.scoring.tables import Tables
from peerwork.study.settings import read_settings
from peerwork.vocabulary import Audience
from small_tables import table


def compared(before: str, now: str, name: str = "conditions"):
    edition = Edition("1", {name: table(before)})
    return compare_editions(edition, Tables({name: table(now)}))


def test_a_status_that_differs_is_a_change_and_one_that_does_not_is_none():
    rows = compared(
        """site | group | factor | status
           S01  |       | f1     | mixed
           S02  |       | f1     | mixed""",
        """site | group | factor | status
           S01  |       | f1     | in_place
           S02  |       | f1     | mixed""",
    )
    assert rows[["table", "site", "factor", "before", "now"]].values.tolist() == [
        ["conditions", "S01", "f1", "mixed", "in_place"]
    ]


@pytest.mark.parametrize(("before", "now"), [("*", "mixed"), ("mixed", "*")])
def test_what_is_withheld_in_either_edition_is_not_compared(before, now):
    head = "site | group | factor | status\n S01 |  | f1 |"
    assert compared(f"{head} {before}", f"{head} {now}").empty


def test_a_row_that_only_one_edition_has_is_no_change():
    head = "factor | verdict\n"
    assert compared(f"{head} f1 | generic", f"{head} f2 | not_established", "replication").empty


def test_only_the_row_of_everybody_is_compared():
    head = "site | group | factor | status\n S01 | manager | f1 |"
    assert compared(f"{head} mixed", f"{head} in_place").empty


def build_left(folder: Path, name: str) -> None:
    """What a build leaves of an edition, as far as it is compared."""
    (folder / name / "tables").mkdir(parents=True)
    (folder / name / "tables" / "replication.csv").write_text("factor,verdict\nf1,generic\n", encoding="utf-8")
    (folder / name / "manifest.json").write_text(json.dumps({"edition": "2012-02"}), encoding="utf-8")


def test_an_edition_is_read_for_its_own_audience_only(tmp_path):
    build_left(tmp_path, "board")
    assert read_edition(tmp_path, Audience.BOARD).name == "2012-02"
    assert read_edition(tmp_path, Audience.PUBLIC) is None
    assert read_edition(tmp_path, Audience.WORKSHOP, site="S01") is None


def test_an_edition_without_a_name_is_called_after_its_folder(tmp_path):
    build_left(tmp_path / "spring", "board")
    (tmp_path / "spring" / "board" / "manifest.json").unlink()
    assert read_edition(tmp_path / "spring", Audience.BOARD).name == "spring"


def test_a_release_says_what_it_withholds_and_the_team_has_no_such_table(tmp_path):
    study = make_study(3, shape="plain")
    scored = score_study(study)
    board = release_tables(study, protect(study, scored, Audience.BOARD), Audience.BOARD, folder=tmp_path)
    assert {"release_log", "release_policy"} <= set(board)
    assert len(board["release_log"]) and board["release_log"]["why"].notna().all()
    team = release_tables(study, protect(study, scored, Audience.TEAM), Audience.TEAM, folder=tmp_path)
    assert not {"release_log", "release_policy", "changes"} & set(team)


@pytest.mark.parametrize("previous", ["nowhere", "..", "."])
def test_an_earlier_edition_is_a_folder_of_the_study(tmp_path, previous):
    settings = f"title: A\nframework: peer_worker_roles\nprevious: {previous}\n"
    (tmp_path / "study.yaml").write_text(settings, encoding="utf-8")
    [problem] = read_settings(tmp_path).problems
    assert problem.column == "previous" and problem.row == 3


def test_the_folder_of_an_earlier_edition_is_accepted(tmp_path):
    build_left(tmp_path / "spring", "board")
    (tmp_path / "study.yaml").write_text("title: A\nframework: peer_worker_roles\nprevious: spring\n", encoding="utf-8")
    assert not read_settings(tmp_path).problems
