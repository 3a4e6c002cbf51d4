"""Documents that others may learn from."""

from peerwork.scoring.shared_documents import list_shared_documents
from small_tables import framework, study_of

DOCUMENTS = """document | site | type            | title | may_share | permission_by | permission_on
               D1       | S1   | job_description | One   | yes       | director      | 2012-01-01
               D2       | S1   | policy          | Two   | no        | director      | 2012-01-01
               D3       | S1   | policy          | Three | yes       |               | 2012-01-01
               D4       | S1   | strategy        | Four  | yes       | director      |
               D5       | S1   | protocol        | Five  | yes       | director      | 2012-01-01"""
EXTRACTS = """document | factor | evidence     | coder
              D1       | f1     | specified    | a
              D1       | f1     | partly       | b
              D1       | f2     | contradicted | a
              D2       | f1     | specified    | a"""


def test_a_document_is_shared_with_permission_on_record_for_what_it_specifies():
    people = "participant | site | group\n P1 | S1 | manager"
    study = study_of(framework("f1", "f2"), participants=people, documents=DOCUMENTS, extracts=EXTRACTS)
    rows = list_shared_documents(study)
    assert rows["document"].tolist() == ["D1", "D5"]
    assert rows["factor"].fillna("").tolist() == ["f1", ""]
