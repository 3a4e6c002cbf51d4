"""METHOD 16: the joint display: each finding beside what documents, workshops and the team's inference say of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from peerwork.cells import records
from peerwork.rules import Rules, at_least
from peerwork.scoring.basis import inferences, stale_of
from peerwork.scoring.found import Found
from peerwork.scoring.readings import read_enough, with_about
from peerwork.scoring.table_spec import FACTOR, NONE, choice, number, result_table, text, whole
from peerwork.study.model import Study
from peerwork.study.schema import Type
from peerwork.vocabulary import Feedback, Fit, Judgement, Kind, Replication, Scope, Sources, Stale, Status, Strand

Frames = Mapping[str, pd.DataFrame]
STRANDS_OF = (
    "replication",
    "conditions",
    "importance",
    "fidelity",
    "workshop_marks",
    "passage_counts",
    "comments",
    "readings",
)
SILENT = "where they say nothing of it"

JUDGED = {
    Judgement.HOLDS: Strand.BEARS_OUT,
    Judgement.IN_PART: Strand.IN_PART,
    Judgement.DOES_NOT: Strand.CONTRADICTS,
}
JOINT_DISPLAY_TABLE = result_table(
    "joint_display", "a factor: its finding, each strand of evidence on it, and the team's inference", section=16,
    files="readings", pages="inference",
    score=lambda found: display_of(found),
    by=(FACTOR,),
    columns=(
        choice("verdict", "the finding across sites", Replication, blank="where it is no condition"),
        whole("sites_with_evidence", "sites with enough evidence", blank=NONE),
        whole("sites_replicated", "sites where the pattern replicated", blank=NONE),
        whole("sites_judged", "sites where it could be judged whether it is in place", blank=NONE),
        whole("sites_in_place", "of these, sites where it is", blank=NONE),
        number("importance", "mean importance in the study"), whole("n", "people who rated it", blank=NONE),
        whole("sites_converge", "sites where documents and interviews say the same", blank=SILENT),
        whole("sites_diverge", "sites where they do not", blank=SILENT),
        choice("documents", "what documents say of the finding", Strand, blank="where they say nothing"),
        whole("sites_agreed", "sites whose workshop agreed", blank=SILENT),
        whole("sites_refined", "sites whose workshop refined it", blank=SILENT),
        whole("sites_disputed", "sites whose workshop disputed it", blank=SILENT),
        choice("workshops", "what workshops say of the finding", Strand, blank="where none spoke of it"),
        whole("n_passages", "passages", blank=NONE), whole("n_people", "people who said them", blank=NONE),
        whole("n_comments", "comments and reasons", blank=NONE),
        whole("n_members", "members whose reading of the finding is shown", blank=NONE),
        choice("read", "what they say of it: contradicts where any says so", Strand, blank=NONE),
        text("reading", "the code of the team's inference", blank=NONE),
        text("edition", "the edition that was read", blank=NONE),
        choice("judgement", "whether the result holds, by the inference", Judgement, blank=NONE),
        text("inference", "what the team infers, in its words; none before standpoints enough are in", blank=NONE),
        choice("inferred", "what the inference says of the finding", Strand, blank=NONE),
        choice("fit", "how all that speak stand to the finding", Fit, blank="where nothing stands beside it"),
        choice("stale", "whether what the inference rests on is as it was", Stale, blank=NONE),
    ),
)  # fmt: skip


def display_of(found: Found) -> pd.DataFrame:
    """The joint display of all that is found in a study (see `score_joint_display`)."""
    tables, stale = found.those(*STRANDS_OF), stale_of(found.study, found["moved"])
    return score_joint_display(tables, _shown(found.study), stale, found.factors, rules=found.study.rules)


def _shown(study: Study) -> pd.DataFrame:
    """The inferences; of a result that too few standpoints have read, only that there is one."""
    agreed = inferences(study)
    if agreed.empty:
        return agreed
    early = ~agreed["about"].isin(read_enough(study))
    return agreed.assign(**{name: agreed[name].mask(early) for name in ("judgement", "text")})


def score_joint_display(
    found: Frames, agreed: pd.DataFrame, stale: Mapping[str, Stale], factors: list[str], *, rules: Rules
) -> pd.DataFrame:
    """One row a factor: its finding across sites, each strand of evidence on it, the inference, and how they stand.

    `documents`, `workshops`, `read` (members' readings) and `inferred` are what each strand says of the finding
    (bears_out, in_part, contradicts; blank where it says nothing). `fit`: discord where any contradicts it, convergence
    where all that speak bear it out, complementarity otherwise; blank without a finding or without a strand that
    speaks. METHOD 16.
    """
    rows = pd.DataFrame({"factor": factors}, dtype="str")
    for part in (_finding(found), _in_place(found), _importance(found), _documents(found, rules),
                 _workshops(found, rules), _words(found), _read(found), _inferences(agreed, stale)):  # fmt: skip
        rows = rows.merge(part, on="factor", how="left")
    strands = rows[["documents", "workshops", "read", "inferred"]]
    fit = [fit_of(verdict, list(of)) for verdict, of in zip(rows["verdict"], strands.to_numpy(), strict=True)]
    texts = [column.name for column in JOINT_DISPLAY_TABLE.columns if column.choices or column.type is Type.TEXT]
    return rows.assign(fit=pd.array(fit, dtype="str")).astype(dict.fromkeys(texts, "str"))[JOINT_DISPLAY_TABLE.names]


def fit_of(verdict: Any, strands: list[object]) -> Fit | None:
    """How the strands stand to a finding; None where there is no finding, or nothing else speaks."""
    spoken = [strand for strand in strands if isinstance(strand, str)]
    if pd.isna(verdict) or verdict == Replication.TOO_LITTLE or not spoken:
        return None
    if Strand.CONTRADICTS in spoken:
        return Fit.DISCORD
    return Fit.CONVERGENCE if set(spoken) == {Strand.BEARS_OUT} else Fit.COMPLEMENTARITY


def _of(found: Frames, table: str, columns: list[str]) -> pd.DataFrame:
    rows = found.get(table, pd.DataFrame(columns=["factor", *columns], dtype="str"))
    return rows.astype({"factor": "str"})


def _finding(found: Frames) -> pd.DataFrame:
    columns = ["verdict", "sites_with_evidence", "sites_replicated"]
    return _of(found, "replication", columns)[["factor", *columns]]


def _in_place(found: Frames) -> pd.DataFrame:
    """Sites where it could be judged whether it is in place, and those where it is: what a pattern was seen of."""
    rows = _of(found, "conditions", ["group", "status"])
    rows = rows[rows["group"].isna() & rows["status"].notna() & rows["status"].ne(Status.TOO_LITTLE)]
    rows = rows.assign(here=rows["status"].eq(Status.IN_PLACE))
    counts = rows.groupby("factor")["here"].agg(sites_judged="size", sites_in_place="sum")
    return counts.astype("float64").reset_index()


def _importance(found: Frames) -> pd.DataFrame:
    rows = _of(found, "importance", ["scope", "kind", "mean", "n"])
    rows = rows[rows["scope"].eq(Scope.STUDY) & rows["kind"].eq(Kind.EITHER)]
    return rows[["factor", "mean", "n"]].rename(columns={"mean": "importance"})


def _documents(found: Frames, rules: Rules) -> pd.DataFrame:
    """Sites where documents and interviews both speak of whether it is in place: how many say the same.

    What they say elsewhere adds to a finding and never contradicts it: a document does not say what mattered.
    """
    rows = _of(found, "fidelity", ["sources"])
    counts = _counts(rows, "sources", {Sources.CONVERGE: "sites_converge", Sources.DIVERGE: "sites_diverge"})
    n = counts["sites_converge"] + counts["sites_diverge"]
    share = counts["sites_converge"] / n.mask(n == 0)
    return counts.assign(
        documents=_strand([at_least(share, rules.bears_out_share), n > 0], (Strand.BEARS_OUT, Strand.IN_PART))
    )


def _workshops(found: Frames, rules: Rules) -> pd.DataFrame:
    """Sites whose workshop spoke: all agreed bears the finding out, half that dispute it contradict it."""
    marks = {Feedback.AGREED: "sites_agreed", Feedback.REFINED: "sites_refined", Feedback.DISPUTED: "sites_disputed"}
    counts = _counts(_of(found, "workshop_marks", ["mark"]), "mark", marks)
    n = counts[list(marks.values())].sum(axis=1)
    share = counts["sites_disputed"] / n.mask(n == 0)
    sides = [at_least(share, rules.disputed_share), (n > 0) & (counts["sites_agreed"] == n), n > 0]
    return counts.assign(workshops=_strand(sides, (Strand.CONTRADICTS, Strand.BEARS_OUT, Strand.IN_PART)))


def _counts(rows: pd.DataFrame, column: str, names: Mapping[Any, str]) -> pd.DataFrame:
    factors = rows["factor"].drop_duplicates()
    counts = {name: factors.map(rows[rows[column].eq(value)]["factor"].value_counts()) for value, name in names.items()}
    return pd.DataFrame({"factor": factors, **{name: of.fillna(0).astype("int64") for name, of in counts.items()}})


def _strand(sides: list, strands: tuple[Strand, ...]) -> np.ndarray:
    """The first strand whose side holds; missing where none does."""
    chosen = np.select([np.asarray(side, dtype=bool) for side in sides], [str(strand) for strand in strands], "")
    return np.array([str(found) or None for found in chosen], dtype=object)


def _words(found: Frames) -> pd.DataFrame:
    passages = _of(found, "passage_counts", ["scope", "n_passages", "n_people"]).dropna(subset=["factor"])
    passages = passages[passages["scope"].eq(Scope.STUDY)][["factor", "n_passages", "n_people"]]
    comments = _of(found, "comments", [])["factor"].value_counts().rename("n_comments").rename_axis("factor")
    both = passages.merge(comments.reset_index(), on="factor", how="outer")
    numbers = ["n_passages", "n_people", "n_comments"]
    return both.assign(**{name: both[name].astype("float64").fillna(0) for name in numbers})


def _read(found: Frames) -> pd.DataFrame:
    """What members make of each factor's finding: one who says that it does not hold is not outvoted."""
    rows = _of(found, "readings", ["kind", "site", "group", "judgement", "by"])
    rows = rows[rows["kind"].eq("factor") & rows["site"].isna() & rows["group"].isna()]
    said = rows.assign(strand=rows["judgement"].map(JUDGED)).groupby("factor")
    strands = {factor: _weakest(list(of.dropna())) for factor, of in said["strand"]}
    members = said["by"].nunique().astype("float64")
    read = members.index.map(strands)
    return pd.DataFrame({"n_members": members, "read": read}).rename_axis("factor").reset_index()


def _weakest(strands: list[str]) -> str | None:
    """Contradicts before in part before bears out; None where nobody can say."""
    return next((str(s) for s in (Strand.CONTRADICTS, Strand.IN_PART, Strand.BEARS_OUT) if s in strands), None)


def _inferences(agreed: pd.DataFrame, stale: Mapping[str, Stale]) -> pd.DataFrame:
    """The agreed reading of each factor as a whole; one of a factor at a site or of a group is no row of its own."""
    columns = ["factor", "reading", "edition", "judgement", "inference", "inferred", "stale"]
    if agreed.empty:
        return pd.DataFrame(columns=columns, dtype="str")
    rows = with_about(agreed)
    rows = rows[rows["kind"].eq("factor") & rows["site"].isna() & rows["group"].isna()]
    made = [
        (row["factor"], row["reading"], row["edition"], row["judgement"], row["text"],
         JUDGED.get(row["judgement"]), stale[row["reading"]])
        for row in records(rows)
    ]  # fmt: skip
    return pd.DataFrame(made, columns=columns).astype("str")
