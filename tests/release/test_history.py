"""A later release is judged together with the earlier ones (METHOD 14)."""

from __future__ import annotations

import base64
import json
from dataclasses import replace

import pandas as pd
import pytest

from made_studies import write_study
from peerwork.audit import describe_audit
from peerwork.problems import ProblemsFound
from peerwork.release import history_held, protect, read_history, take_back, write_history
from peerwork.release.history import HISTORY_FILE
from peerwork.release.keys import KEY_FILE, NO_KEY, decrypt, encrypt, make_key, read_key, token
from peerwork.release.tokens import PEOPLE, people_of
from peerwork.scoring import score_study
from peerwork.study.read import read_study
from peerwork.vocabulary import Audience
from release.attacked import FIND_LINE, release_to
from release.made_history import EMPTY, KEY, after_release
from release.random_studies import rated_study, without

STUDY = rated_study(5, sites=5, factors=2)


def shown(study, history=None):
    tables = protect(study, score_study(study), Audience.BOARD, history=history).tables
    return tables["importance"]


def test_the_same_release_again_is_the_same_release():
    history = after_release(STUDY)
    pd.testing.assert_frame_equal(shown(STUDY, history), shown(STUDY))
    assert after_release(STUDY, history) == history


def test_a_figure_that_would_show_a_new_answer_is_held_back():
    fewer = without(STUDY, STUDY.frames["participants"]["participant"].iloc[0])
    history = after_release(fewer)
    held = shown(STUDY, history)["mean"].eq("*").sum()
    assert held > shown(STUDY)["mean"].eq("*").sum()


def test_a_new_site_holds_nothing_of_the_others_back():
    site = STUDY.frames["participants"].query("site == 'S05'")["participant"]
    history = after_release(without(STUDY, *site))
    later, alone = shown(STUDY, history), shown(STUDY)
    sites = later["scope"].eq("site") & later["kind"].eq("either")
    assert later[sites]["mean"].equals(alone[sites]["mean"])


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("change", ["new", "withdrawn"])
def test_two_releases_that_differ_by_one_person_withstand_the_attack(seed, change, tmp_path):
    """And protection leaves the attack no figure to withhold."""
    whole = rated_study(seed, sites=4, factors=2)
    people = whole.frames["participants"]
    last = people["participant"].iloc[3 + seed]
    if change == "new":
        first, second = without(whole, last), whole
    else:
        gone = pd.to_datetime(pd.Series(None, index=people.index)).mask(people["participant"] == last, "2012-02-01")
        first = whole
        second = replace(whole, frames=dict(whole.frames) | {"participants": people.assign(withdrawn_on=gone)})
    history = EMPTY
    for name, study in (("first", first), ("second", second)):
        at = write_study(study, tmp_path / name)
        recorded = read_study(at)
        history, audit = release_to(recorded, at, Audience.BOARD, history, score_study(recorded))
    assert audit.safe, describe_audit(audit)
    logs = [release.released_tables()["release_log"] for release in history.releases]
    assert not any(log[log["table"] == "importance"]["why"].str.startswith(FIND_LINE).any() for log in logs)


@pytest.fixture
def released(tmp_path):
    """A folder whose study was released, and its history."""
    with history_held(tmp_path) as history:
        history = after_release(STUDY, history)
        write_history(history, tmp_path)
    return tmp_path, history


def test_the_history_comes_back_as_it_was_written(released):
    folder, history = released
    before = (folder / HISTORY_FILE).read_bytes()
    assert read_history(folder) == history and len(history.releases) == 1
    write_history(history, folder)
    assert (folder / HISTORY_FILE).read_bytes() == before


def test_the_history_holds_nothing_in_clear(released):
    folder, history = released
    text = (folder / HISTORY_FILE).read_text(encoding="utf-8")
    assert set(json.loads(text)) == {"encrypted"}
    content = base64.b64decode("".join(json.loads(text)["encrypted"]))
    for word in ("factor0", "S01", "manager", "figures", "importance"):
        assert word.encode() not in content + text.encode(), word


def test_no_answer_and_no_code_of_a_person_is_in_the_history(released):
    _, history = released
    (release,) = history.releases
    people = release.tokens()
    assert list(people.columns) == PEOPLE and len(people) == len(STUDY.frames["answers"])
    codes = set(STUDY.frames["participants"]["participant"])
    for column in ("person", "rating", "answer", "pick"):
        assert people[column].str.fullmatch("[0-9a-f]{20}|").all() and not codes & set(people[column])


def test_the_same_answer_is_the_same_token_and_a_changed_one_is_not():
    answers = STUDY.frames["answers"].copy()
    answers.loc[0, "importance"] = answers.loc[0, "importance"] % 5 + 1
    answers.loc[[0, 1], "in_place"] = "unsure"
    changed = replace(STUDY, frames=dict(STUDY.frames) | {"answers": answers})
    before, after = (people_of(study, KEY)[PEOPLE].set_index(["person", "factor"]) for study in (STUDY, changed))
    differ = (before != after.loc[before.index]).sum()
    assert differ["rating"] == 1 and differ["answer"] == 2 and differ.sum() == 3


def test_a_history_without_its_key_is_a_problem(released):
    folder, _ = released
    (folder / KEY_FILE).unlink()
    with pytest.raises(ProblemsFound, match=HISTORY_FILE):
        read_history(folder)


def test_reading_a_history_makes_nothing(tmp_path):
    assert read_history(tmp_path).key == NO_KEY and not list(tmp_path.iterdir())


def test_a_release_taken_back_leaves_its_number_to_no_other(released):
    folder, history = released
    take_back(folder, 1)
    assert not read_history(folder).releases
    assert [release.number for release in after_release(STUDY, read_history(folder)).releases] == [2]
    with pytest.raises(ProblemsFound, match="there is no release 1"):
        take_back(folder, 1)


@pytest.mark.parametrize("written", ["", "not a key", "ab" * 31, "ab" * 33])
def test_a_damaged_key_is_a_problem_and_stays(tmp_path, written):
    (tmp_path / KEY_FILE).write_text(written, encoding="utf-8")
    with pytest.raises(ProblemsFound, match="is not a key"):
        make_key(tmp_path)
    assert (tmp_path / KEY_FILE).read_text(encoding="utf-8") == written


def test_the_key_is_made_once(tmp_path):
    assert make_key(tmp_path) == make_key(tmp_path) == read_key(tmp_path) != NO_KEY


def test_a_token_needs_its_key():
    assert token(KEY, "P1", 5) == token(KEY, "P1", 5)
    assert len({token(KEY, "P1", 5), token(bytes(32), "P1", 5), token(KEY, "P1", 4)}) == 3


def test_what_is_encrypted_opens_with_its_key_only():
    assert decrypt(KEY, encrypt(KEY, "a é 中")) == "a é 中"
    with pytest.raises(ValueError, match="key"):
        decrypt(bytes(32), encrypt(KEY, "a"))
