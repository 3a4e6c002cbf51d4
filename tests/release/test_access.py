"""Who sees what stands with the table, names columns that are there, and holds for a table made up here."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from peerwork import scoring
from peerwork.audit.headings import BY_KIND, PLAIN
from peerwork.build.only_tables import build_tables
from peerwork.data_dictionary import tables, write_dictionary
from peerwork.pages.catalogue import tables_of_page
from peerwork.release import protect
from peerwork.release.importance import TOO_FEW
from peerwork.scoring import score_study
from peerwork.scoring.table_spec import TableSpec, tables_of
from peerwork.vocabulary import Audience
from release.random_studies import rated_study

DAMSCHRODER = Path(__file__).parents[2] / "data" / "published" / "damschroder2013"


def _named(spec: TableSpec) -> set[str]:
    access = spec.access
    words = [*access.seen.values(), access.starred, access.count, access.counted, access.coded]
    return {name for names in words for name in names.split()} | {column for column, _ in access.rows.values()}


@pytest.mark.parametrize("spec", [spec for spec in tables() if spec.access], ids=lambda spec: spec.name)
def test_access_names_columns_that_are_declared(spec):
    assert {name for name in _named(spec) if spec.declared(name) is None} == set()
    assert not {*spec.access.starred.split()} & set().union(*(spec.access.columns(a) for a in Audience))


MADE_UP = """
import pandas as pd

from peerwork.scoring.access import ALL, NOT_WORKSHOP, Access
from peerwork.scoring.table_spec import result_table, text, whole

ROWS = pd.DataFrame({"what": ["many", "few"], "n": [6, 2], "who": ["them", "her"]})
MADE_UP_TABLE = result_table(
    "made_up", "something made up", section=13, files="sites", pages="cross_site",
    score=lambda found: ROWS,
    by=(text("what", "how many there are"),),
    columns=(whole("n", "people, made up"), text("who", "who they are")),
    access=Access({ALL: "what", NOT_WORKSHOP: "n"}, count="n"),
)
"""


def test_the_audits_own_headings_name_columns_that_are_declared():
    """The attack keeps its own list and shares no code with what it attacks: this holds the list to the tables."""
    worded = {*PLAIN.values(), *BY_KIND.values()} - {"interval", "groups"}
    assert {name for name in worded if not any(spec.declared(name) for spec in tables())} == set()


@pytest.fixture
def made_up(monkeypatch, tmp_path):
    """One module more in scoring/, with one table; gone after the test."""
    (tmp_path / "made_up.py").write_text(MADE_UP, encoding="utf-8")
    monkeypatch.setattr(scoring, "__path__", [*scoring.__path__, str(tmp_path)])
    tables_of.cache_clear()
    yield
    sys.modules.pop("peerwork.scoring.made_up", None)
    tables_of.cache_clear()


@pytest.mark.usefixtures("made_up")
def test_a_table_is_added_in_one_module(tmp_path):
    assert "| `n` | people, made up | whole number, not negative |" in write_dictionary()
    build_tables(DAMSCHRODER, Audience.TEAM, tmp_path / "out", attack=lambda folder: [])
    assert (tmp_path / "out" / "made_up.csv").read_text(encoding="utf-8") == "what,n,who\nmany,6,them\nfew,2,her\n"
    assert "made_up" in tables_of_page("cross_site")


@pytest.mark.usefixtures("made_up")
def test_a_board_sees_of_it_what_its_module_says():
    study = rated_study(1)
    protected = protect(study, score_study(study), Audience.BOARD)
    assert protected.tables["made_up"].to_dict("list") == {"what": ["many", "few"], "n": ["6", "*"]}
    assert protected.log.query("table == 'made_up'")["why"].tolist() == [TOO_FEW]
    workshop = protect(study, score_study(study), Audience.WORKSHOP, site="S02")
    assert workshop.tables["made_up"].to_dict("list") == {"what": ["many", "few"]}


def test_it_is_gone_afterwards():
    assert "made_up" not in {spec.name for spec in tables()}
