"""Documents that others may learn from: only those that may be shared, with the permission on record."""

from __future__ import annotations

import pandas as pd

from peerwork.scoring.access import ALL, NOT_PUBLIC, Access
from peerwork.scoring.table_spec import ANY_FACTOR, SITE, choice, result_table, text
from peerwork.study.model import Study
from peerwork.study.schema import Known
from peerwork.vocabulary import DocumentType, Evidence, YesNo

SHOWS = (Evidence.SPECIFIED, Evidence.PARTLY)


SHARED_DOCUMENTS_TABLE = result_table(
    "shared_documents",
    "a document that may be shared, and a factor that it specifies (`factor` blank where it specifies none)",
    section=5, files="documents",
    pages="handbook handbook_domain start_here",
    score=lambda found: list_shared_documents(found.study),
    columns=(
        text("document", "the document", known=Known.DOCUMENT), SITE,
        choice("type", "what kind of document it is", DocumentType), text("title", "its title"), ANY_FACTOR,
    ),
    access=Access({ALL: "type factor", NOT_PUBLIC: "site title"}),
)  # fmt: skip


def list_shared_documents(study: Study) -> pd.DataFrame:
    """One row a document that may be shared and a factor that any of its readings finds specified, in whole or partly.

    A document may be shared when `may_share` says yes and who permitted it, and when, are recorded. `factor` is blank
    for a document that specifies none.
    """
    documents = study.frames["documents"]
    permitted = documents["may_share"].eq(YesNo.YES) & documents[["permission_by", "permission_on"]].notna().all(axis=1)
    shared = documents.loc[permitted, ["document", "site", "type", "title"]]
    extracts = study.frames.get("extracts", pd.DataFrame(columns=["document", "factor", "evidence"], dtype="str"))
    shows = extracts.loc[extracts["evidence"].isin(SHOWS), ["document", "factor"]].drop_duplicates()
    rows = shared.merge(shows, on="document", how="left")
    return rows[SHARED_DOCUMENTS_TABLE.names].sort_values(["factor", "site", "document"]).reset_index(drop=True)
