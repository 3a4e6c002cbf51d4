"""METHOD 5: documents against interviews."""

from __future__ import annotations

import pandas as pd
import pytest

from peerwork.scoring.fidelity import (
    list_unresolved,
    score_documents,
    score_fidelity,
    score_readings,
    score_site_fidelity,
)
from small_tables import table

DOCUMENTS = table("""document | site
                     D1       | S1
                     D2       | S1""")


def extracts(*lines: str) -> pd.DataFrame:
    return table("\n".join(["document | factor | evidence | coder", *lines]))


def status(value: str) -> pd.DataFrame:
    return table(f"""site | group       | factor | status
                     S1   |             | pay    | {value}
                     S1   | peer_worker | pay    |""")


def verdict(documents: str, interviews: str) -> tuple[str, str]:
    said = {"conflicting": ["specified", "contradicted"], "silent": ["absent"], "not_examined": []}.get(
        documents, [documents]
    )
    rows = extracts(*[f"D{n} | pay | {reading} | c1" for n, reading in enumerate(said, start=1)])
    row = score_fidelity(status(interviews), DOCUMENTS, rows, sites=["S1"], factors=["pay"]).iloc[0]
    assert row["documents"] == documents
    return row["fidelity"], row["sources"]


@pytest.mark.parametrize(
    ("rows", "documents"),
    [
        (["D1 | pay | specified | c1", "D2 | pay | contradicted | c1"], "conflicting"),
        (["D1 | pay | partly | c1", "D2 | pay | contradicted | c1"], "conflicting"),
        (["D1 | pay | absent | c1", "D2 | pay | contradicted | c1"], "contradicted"),
        (["D1 | pay | specified | c1", "D2 | pay | partly | c1"], "specified"),
        (["D1 | pay | partly | c1", "D2 | pay | absent | c1"], "partly"),
        (["D1 | pay | absent | c1", "D2 | pay | absent | c1"], "silent"),
        (["D1 | pay | absent | c1", "D1 | pay | specified | c2"], "not_examined"),
    ],
)
def test_the_first_that_holds_is_what_a_sites_documents_say(rows, documents):
    found = score_fidelity(status("mixed"), DOCUMENTS, extracts(*rows), sites=["S1"], factors=["pay"])
    assert found["documents"].tolist() == [documents]


@pytest.mark.parametrize("documents", ["specified", "partly"])
def test_a_specified_condition_is_carried_out_as_far_as_interviews_find_it(documents):
    assert verdict(documents, "in_place") == ("as_specified", "converge")
    assert verdict(documents, "mixed") == ("partly_carried_out", "one_source")
    assert verdict(documents, "contested") == ("partly_carried_out", "one_source")
    assert verdict(documents, "not_in_place") == ("not_carried_out", "diverge")


def test_silent_documents_leave_informal_practice_or_nothing():
    assert verdict("silent", "in_place") == ("informal_practice", "diverge")
    assert verdict("silent", "contested") == ("informal_practice", "one_source")
    assert verdict("silent", "not_in_place") == ("absent", "converge")


def test_contradicted_documents_rule_a_condition_out_or_are_defied():
    assert verdict("contradicted", "in_place") == ("against_the_documents", "diverge")
    assert verdict("contradicted", "mixed") == ("against_the_documents", "one_source")
    assert verdict("contradicted", "not_in_place") == ("ruled_out", "converge")


def test_conflicting_documents_say_nothing_clear():
    assert verdict("conflicting", "in_place") == ("unclear", "one_source")
    assert verdict("conflicting", "mixed") == ("unclear", "none")


def test_not_examined_stays_so_before_too_little_evidence_does():
    assert verdict("not_examined", "in_place") == ("not_examined", "one_source")
    assert verdict("not_examined", "too_little_evidence") == ("not_examined", "none")
    assert verdict("conflicting", "too_little_evidence") == ("too_little_evidence", "none")
    assert verdict("specified", "too_little_evidence") == ("too_little_evidence", "one_source")


def test_the_agreed_reading_outranks_its_coders():
    rows = extracts("D1 | pay | absent | c1", "D1 | pay | contradicted | c2", "D1 | pay | partly | agreed")
    assert score_readings(rows)["reading"].tolist() == ["partly"]


def test_coders_who_share_a_reading_need_no_adjudication():
    assert score_readings(extracts("D1 | pay | absent | c1", "D1 | pay | absent | c2"))["reading"].tolist() == [
        "absent"
    ]


def test_unresolved_readings_are_listed_and_say_nothing():
    rows = extracts("D1 | pay | absent | c1", "D1 | pay | specified | c2", "D2 | pay | absent | c1")
    assert list_unresolved(DOCUMENTS, rows).to_dict("records") == [
        {"site": "S1", "document": "D1", "factor": "pay", "readings": "absent; specified"}
    ]
    assert score_documents(DOCUMENTS, rows)[["documents", "n_documents"]].values.tolist() == [["silent", 1]]


def test_a_site_with_no_documents_is_not_examined_at_all():
    found = score_fidelity(status("in_place"), DOCUMENTS[:0], extracts(), sites=["S1"], factors=["pay"])
    assert found[["documents", "fidelity"]].values.tolist() == [["not_examined", "not_examined"]]


def test_a_sites_fidelity_counts_half_of_what_is_partly_carried_out():
    verdicts = ["as_specified", "partly_carried_out", "not_carried_out", "informal_practice", "too_little_evidence"]
    fidelity = pd.DataFrame({"site": "S1", "fidelity": verdicts}, dtype="str")
    by_site = score_site_fidelity(fidelity).iloc[0]
    assert (by_site["n_factors"], by_site["share_carried_out"]) == (3, 0.5)


def test_a_site_whose_documents_specify_nothing_has_no_fidelity():
    by_site = score_site_fidelity(pd.DataFrame({"site": ["S1"], "fidelity": ["absent"]}, dtype="str")).iloc[0]
    assert by_site["n_factors"] == 0
    assert pd.isna(by_site["share_carried_out"])
