"""A later edition is judged together with the earlier ones (METHOD 14)."""

from __future__ import annotations

import base64
import json
from dataclasses import replace

import pandas as pd
import pytest

from made_studies import write_study
from peerwork.audit import audit_release, open_release, say_audit
from peerwork.problems import ProblemsFound
from peerwork.release import Ledger, note_release, protect, read_ledger, write_ledger
from peerwork.release.ledger import KEY_FILE, LEDGER_FILE
from peerwork.release.sealed import keyed_mark, open_key, seal, unseal
from peerwork.scoring import score_study
from peerwork.scoring.write import write_tables
from peerwork.vocabulary import Audience
from release.random_studies import rated_study, without

KEY = bytes(range(32))
STUDY = rated_study(5, sites=5, factors=2)


def shown(study, ledger=None):
    tables = protect(study, score_study(study), Audience.BOARD, ledger=ledger).tables
    return tables["importance"]


def test_the_same_edition_again_is_the_same_release():
    ledger = note_release(STUDY, Ledger(KEY))
    pd.testing.assert_frame_equal(shown(STUDY, ledger), shown(STUDY))
    assert note_release(STUDY, ledger) == ledger


def test_a_figure_that_would_show_a_new_answer_is_held_back():
    fewer = without(STUDY, STUDY.frames["participants"]["participant"].iloc[0])
    ledger = note_release(fewer, Ledger(KEY))
    held = shown(STUDY, ledger)["mean"].eq("*").sum()
    assert held > shown(STUDY)["mean"].eq("*").sum()


def test_a_new_site_holds_nothing_of_the_others_back():
    site = STUDY.frames["participants"].query("site == 'S05'")["participant"]
    ledger = note_release(without(STUDY, *site), Ledger(KEY))
    later, alone = shown(STUDY, ledger), shown(STUDY)
    sites = later["scope"].eq("site") & later["kind"].eq("either")
    assert later[sites]["mean"].equals(alone[sites]["mean"])


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("change", ["new", "withdrawn"])
def test_two_editions_that_differ_by_one_person_withstand_the_attack(seed, change, tmp_path):
    whole = rated_study(seed, sites=4, factors=2)
    people = whole.frames["participants"].assign(interviewed_on="2011-05-01", withdrawn_on=None)
    last = people.index[3 + seed]
    people.loc[last, "interviewed_on"] = "2012-01-01"
    if change == "withdrawn":
        people.loc[last, "withdrawn_on"] = "2012-02-01"
    folder = write_study(replace(whole, frames=dict(whole.frames) | {"participants": people}), tmp_path / "study")
    fewer = without(whole, people.loc[last, "participant"])
    first, second = (fewer, whole) if change == "new" else (whole, fewer)
    ledger, releases = note_release(first, Ledger(KEY)), []
    for name, study, known in (("first", first, None), ("second", second, ledger)):
        write_tables(protect(study, score_study(study), Audience.BOARD, ledger=known).tables, tmp_path / name)
        releases.append(open_release(tmp_path / name, "board"))
    audit = audit_release(folder, releases)
    assert audit.safe, say_audit(audit)


def test_the_ledger_comes_back_as_it_was_written(tmp_path):
    ledger = note_release(STUDY, read_ledger(tmp_path))
    write_ledger(ledger, tmp_path)
    assert read_ledger(tmp_path) == ledger


def test_the_ledger_holds_nothing_in_clear(tmp_path):
    text = write_ledger(note_release(STUDY, read_ledger(tmp_path)), tmp_path).read_text(encoding="utf-8")
    sealed = [base64.b64decode(edition, validate=True) for edition in json.loads(text)["editions"]]
    assert sealed and set(json.loads(text)) == {"editions"}
    for word in ("factor0", '"S01"', "manager", '"figures"', "importance"):  # long enough not to be there by chance
        assert all(word.encode() not in edition for edition in sealed), word


def test_a_ledger_without_its_key_is_a_problem(tmp_path):
    write_ledger(note_release(STUDY, read_ledger(tmp_path)), tmp_path)
    (tmp_path / KEY_FILE).unlink()
    with pytest.raises(ProblemsFound, match=LEDGER_FILE):
        read_ledger(tmp_path)


@pytest.mark.parametrize("written", ["", "not a key", "ab" * 31, "ab" * 33])
def test_a_damaged_key_is_a_problem_and_stays(tmp_path, written):
    (tmp_path / KEY_FILE).write_text(written, encoding="utf-8")
    with pytest.raises(ProblemsFound, match="is not a key"):
        open_key(tmp_path)
    assert (tmp_path / KEY_FILE).read_text(encoding="utf-8") == written


def test_the_key_is_made_once(tmp_path):
    assert open_key(tmp_path) == open_key(tmp_path)
    assert len(open_key(tmp_path)) == 32


def test_a_mark_needs_its_key():
    assert keyed_mark(KEY, "P1", 5) == keyed_mark(KEY, "P1", 5)
    assert len({keyed_mark(KEY, "P1", 5), keyed_mark(bytes(32), "P1", 5), keyed_mark(KEY, "P1", 4)}) == 3


def test_a_seal_opens_with_its_key_only():
    assert unseal(KEY, seal(KEY, "a é 中")) == "a é 中"
    with pytest.raises(ValueError, match="key"):
        unseal(bytes(32), seal(KEY, "a"))
