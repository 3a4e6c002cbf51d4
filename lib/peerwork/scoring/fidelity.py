"""METHOD 5: what was written down against what interviews say is in place."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from peerwork.rules import first_that_holds
from peerwork.scoring.access import ALL, Access, Protection
from peerwork.scoring.found import Found
from peerwork.scoring.table_spec import FACTOR, SITE, choice, proportion, result_table, text, whole
from peerwork.study.codes import AGREED
from peerwork.study.model import Study
from peerwork.study.schema import Known
from peerwork.vocabulary import Documents, Evidence, Fidelity, Sources, Status

CARRIED_OUT = {  # documents: (in place, mixed, not in place)
    Documents.SPECIFIED: (Fidelity.AS_SPECIFIED, Fidelity.PARTLY_CARRIED_OUT, Fidelity.NOT_CARRIED_OUT),
    Documents.PARTLY: (Fidelity.AS_SPECIFIED, Fidelity.PARTLY_CARRIED_OUT, Fidelity.NOT_CARRIED_OUT),
    Documents.SILENT: (Fidelity.INFORMAL, Fidelity.INFORMAL, Fidelity.ABSENT),
    Documents.CONTRADICTED: (Fidelity.AGAINST, Fidelity.AGAINST, Fidelity.RULED_OUT),
    Documents.CONFLICTING: (Fidelity.UNCLEAR, Fidelity.UNCLEAR, Fidelity.UNCLEAR),
    Documents.NOT_EXAMINED: (Fidelity.NOT_EXAMINED, Fidelity.NOT_EXAMINED, Fidelity.NOT_EXAMINED),
}
COLUMN_OF = {Status.IN_PLACE: 0, Status.MIXED: 1, Status.CONTESTED: 1, Status.NOT_IN_PLACE: 2}


FIDELITY_TABLE = result_table(
    "fidelity", "a factor at a site", section=5, files="documents",
    pages="documents findings handbook_domain site site_evidence workshop",
    score=lambda found: _score(found), by=(SITE, FACTOR),
    columns=(
        choice("documents", "what the documents say", Documents), choice("interviews", "what interviews say", Status),
        choice("fidelity", "documents against interviews", Fidelity),
        choice("sources", "whether documents and interviews agree", Sources),
        whole("n_documents", "documents read on the factor"),
    ),
    access=Access({ALL: "site factor documents interviews fidelity sources"}, protection=Protection.VERDICTS),
)  # fmt: skip

FIDELITY_BY_SITE_TABLE = result_table(
    "fidelity_by_site", "a site", section=5, files="documents", pages="documents",
    score=lambda found: score_site_fidelity(found["fidelity"]), by=(SITE,),
    columns=(
        whole("n_factors", "factors specified or partly specified and with enough interviews"),
        whole("as_specified", "factors carried out as the documents specify"),
        whole("partly_carried_out", "factors carried out in part"),
        whole("not_carried_out", "factors specified and not carried out"),
        proportion("share_carried_out", "(as specified + half of partly) / all of them"),
    ),
    access=Access({ALL: "site n_factors share_carried_out"}, protection=Protection.VERDICTS),
)  # fmt: skip

UNRESOLVED_READINGS_TABLE = result_table(
    "unresolved_readings", "a document and factor on which coders differ", section=5, files="documents",
    pages="documents site_evidence",
    score=lambda found: list_unresolved(found.file("documents"), extracts_of(found.study)),
    by=(SITE, text("document", "the document", known=Known.DOCUMENT), FACTOR),
    columns=(text("readings", "the readings that differ"),),
)  # fmt: skip


def extracts_of(study: Study) -> pd.DataFrame:
    """One row a coder's reading of a document on a condition factor of the study; none where nothing was read."""
    nothing = pd.DataFrame(columns=["document", "factor", "evidence", "coder"], dtype="str")
    extracts = study.frames.get("extracts", nothing)
    return extracts[extracts["factor"].isin([factor.id for factor in study.conditions])]


def _score(found: Found) -> pd.DataFrame:
    conditions = found.get("conditions")
    if conditions is None:  # nobody was asked
        conditions = pd.DataFrame(columns=["site", "group", "factor", "status"], dtype="str")
    documents, extracts = found.file("documents"), extracts_of(found.study)
    return score_fidelity(conditions, documents, extracts, sites=found.sites, factors=found.conditions)


def score_readings(extracts: pd.DataFrame) -> pd.DataFrame:
    """One row a document and factor: what the document says of it (`reading`, blank where coders disagree).

    The row of coder `agreed` if there is one, else the reading that all its coders share, else unresolved: `readings`
    then lists what they said. A blank reading is no reading. METHOD 5.
    """
    read = extracts.dropna(subset=["document", "factor", "evidence"])
    agreed = read["coder"].eq(AGREED)
    adjudicated = agreed.groupby([read["document"], read["factor"]]).transform("any")
    said = (
        read[agreed | ~adjudicated]
        .sort_values(["document", "factor", "evidence"])
        .drop_duplicates(["document", "factor", "evidence"])
    )
    by_document = said.groupby(["document", "factor"])["evidence"]
    readings = pd.DataFrame({"reading": by_document.first().where(by_document.size() == 1).astype("str")})
    readings["readings"] = by_document.agg("; ".join).astype("str")
    return readings.reset_index()


def score_documents(documents: pd.DataFrame, extracts: pd.DataFrame) -> pd.DataFrame:
    """One row a site and factor on which something was read: what its documents say together (`documents`).

    The first that holds: conflicting, contradicted, specified, partly, silent. Unresolved readings say nothing.
    `n_documents` counts those with a reading. METHOD 5.
    """
    readings = score_readings(extracts).dropna(subset="reading").merge(documents[["document", "site"]], on="document")
    says = pd.DataFrame({evidence: readings["reading"].eq(evidence) for evidence in Evidence})
    by_site = says.groupby([readings["site"], readings["factor"]])
    some = by_site.any()
    specified, partly, contradicted = (some[e] for e in (Evidence.SPECIFIED, Evidence.PARTLY, Evidence.CONTRADICTED))
    kinds = {
        Documents.CONFLICTING: contradicted & (specified | partly),
        Documents.CONTRADICTED: contradicted,
        Documents.SPECIFIED: specified,
        Documents.PARTLY: partly,
    }
    verdict = first_that_holds(kinds, Documents.SILENT)
    return some.index.to_frame(index=False).assign(documents=pd.array(verdict, "str"), n_documents=by_site.size().array)


def score_fidelity(
    conditions: pd.DataFrame,
    documents: pd.DataFrame,
    extracts: pd.DataFrame,
    *,
    sites: Iterable[str],
    factors: Iterable[str],
) -> pd.DataFrame:
    """One row a site and factor of kind condition: documents against interviews (`fidelity`), and whether both agree.

    `documents` is not_examined where nothing was read, `interviews` the status by METHOD 2 (too_little_evidence where
    nobody was asked). Not examined stays so, then too little evidence stays so; contested counts as mixed. `sources`:
    converge, diverge, one_source or none. METHOD 5.
    """
    found = pd.MultiIndex.from_product([list(sites), list(factors)], names=["site", "factor"]).to_frame(index=False)
    found = found.astype("str").merge(score_documents(documents, extracts), on=["site", "factor"], how="left")
    found["documents"] = found["documents"].fillna(str(Documents.NOT_EXAMINED))
    found["n_documents"] = found["n_documents"].fillna(0).astype("int64")
    whole_site = conditions.loc[conditions["group"].isna(), ["site", "factor", "status"]]
    found = found.merge(whole_site.rename(columns={"status": "interviews"}), on=["site", "factor"], how="left")
    found["interviews"] = found["interviews"].fillna(str(Status.TOO_LITTLE)).astype("str")
    found["fidelity"] = fidelity_of(found["documents"], found["interviews"])
    found["sources"] = sources_of(found["documents"], found["interviews"])
    return found[FIDELITY_TABLE.names]


def fidelity_of(documents: pd.Series, interviews: pd.Series) -> pd.Series:
    """The verdict of METHOD 5 on each pair of what documents and interviews say."""
    verdicts = {
        f"{kind} {status}": str(CARRIED_OUT[kind][column]) for kind in Documents for status, column in COLUMN_OF.items()
    }
    verdicts |= {f"{kind} {Status.TOO_LITTLE}": str(Fidelity.TOO_LITTLE) for kind in Documents}
    verdicts[f"{Documents.NOT_EXAMINED} {Status.TOO_LITTLE}"] = str(Fidelity.NOT_EXAMINED)
    return (documents + " " + interviews).map(verdicts).astype("str")


def sources_of(documents: pd.Series, interviews: pd.Series) -> pd.Series:
    """Whether documents and interviews agree, pair by pair."""
    written_yes = documents.isin([Documents.SPECIFIED, Documents.PARTLY])
    written = written_yes | documents.isin([Documents.SILENT, Documents.CONTRADICTED])
    said_yes = interviews.eq(Status.IN_PLACE)
    said = said_yes | interviews.eq(Status.NOT_IN_PLACE)
    kinds = {
        Sources.CONVERGE: written & said & (written_yes == said_yes),
        Sources.DIVERGE: written & said,
        Sources.ONE: written | said,
    }
    sources = first_that_holds(kinds, Sources.NONE)
    return pd.Series(sources, index=documents.index, dtype="str")


def score_site_fidelity(fidelity: pd.DataFrame) -> pd.DataFrame:
    """One row a site: the share of what its documents specify that interviews find carried out (0 to 1).

    (as specified + half of partly carried out) / all factors specified or partly specified with enough interviews
    (`n_factors`); blank where there are none. METHOD 5.
    """
    kinds = [Fidelity.AS_SPECIFIED, Fidelity.PARTLY_CARRIED_OUT, Fidelity.NOT_CARRIED_OUT]
    counts = pd.DataFrame({str(kind): fidelity["fidelity"].eq(kind) for kind in kinds}).groupby(fidelity["site"]).sum()
    full, half, none = (counts[str(kind)] for kind in kinds)
    counts.insert(0, "n_factors", full + half + none)
    counts["share_carried_out"] = (full + half / 2) / counts["n_factors"]
    return counts.reset_index()


def list_unresolved(documents: pd.DataFrame, extracts: pd.DataFrame) -> pd.DataFrame:
    """One row a document and factor on which coders disagree and nobody has adjudicated: what they said. METHOD 5."""
    readings = score_readings(extracts)
    open_readings = readings[readings["reading"].isna()].merge(documents[["document", "site"]], on="document")
    columns = UNRESOLVED_READINGS_TABLE.names
    return open_readings[columns].sort_values(columns).reset_index(drop=True)
