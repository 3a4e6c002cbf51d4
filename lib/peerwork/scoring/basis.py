"""METHOD 16: what an inference rests on, what each such thing says now, and what moved since it was written.

A thing is a row of a result table, a passage, a summary or the comments on a factor. What it says is its own values; of
a text only a fingerprint, so that what somebody said who withdraws is kept nowhere.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from peerwork.cells import Row, records, texts
from peerwork.scoring.found import Found
from peerwork.scoring.table_spec import result_table, text
from peerwork.study.about import Reference, read_reference, read_references
from peerwork.study.model import Study
from peerwork.vocabulary import Kind, ReadingStatus, Scope, Stale

Frames = Mapping[str, pd.DataFrame]
Said = dict[str, str]  # what each thing says, by its reference

# The columns of each table that are of the row's own factor alone: a share of all picks moves with every other factor.
OWN = {
    "replication": ("verdict", "sites_with_evidence", "sites_replicated", "sites_alternative", "sites_no_difference",
                    "literal", "theoretical"),
    "importance": ("n", "mean"),
    "top_three": ("n_named",),
    "conditions": ("status", "n_asked", "n", "n_unsure", "share_in_place"),
    "patterns": ("verdict", "n", "present_helps", "absent_hinders", "present_hinders", "absent_helps", "no_difference",
                 "n_partly"),
    "fidelity": ("documents", "interviews", "fidelity", "sources", "n_documents"),
    "workshop_marks": ("mark", "n_agree", "n_refine", "n_dispute", "note", "action"),
}  # fmt: skip
TEXTS = {"note", "action"}
RESTS = (*OWN, "passages", "comments")
AT_SITES = ("conditions", "patterns", "fidelity", "workshop_marks")


MOVED_TABLE = result_table(
    "moved", "a thing that moved under an inference since it was written", section=16, files="readings",
    pages="inference",
    score=lambda found: list_moved(found.study, said_now(found)),
    by=(
        text("reading", "the inference's code"),
        text("rests_on", "a row of a result table, a passage, a summary, the comments"),
    ),
    columns=(
        text("about", "the result that the inference is of"), text("was", "what it said then", blank="where it is new"),
        text("now", "what it says now", blank="where it is gone"),
    ),
)  # fmt: skip


def said_now(found: Found) -> dict[str, Said]:
    """What each thing says now, of all that is found in a study."""
    return find_said(found.study, found.those(*RESTS))


def find_said(study: Study, found: Frames) -> dict[str, Said]:
    """By factor or theme, what each thing about it says now: `{"mentor": {"replication:mentor": …}}`."""
    said: dict[str, Said] = {}
    for name, about, says in (*_of_tables(found), *_of_passages(found), *_of_summaries(study), *_of_comments(found)):
        said.setdefault(about, {})[name] = says
    return said


def _of_tables(found: Frames) -> Iterator[tuple[str, str, str]]:
    for table, columns in OWN.items():
        if table in found:
            rows = _whole(found[table])
            kept = [name for name in columns if name in rows]
            for row in records(rows):
                site = str(row["site"]) if table in AT_SITES else ""
                yield str(Reference(table, row["factor"], site)), row["factor"], _values(row, kept)


def _whole(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of all groups and kinds together."""
    if "scope" in rows:
        return rows[rows["scope"].eq(Scope.STUDY) & rows["kind"].eq(Kind.EITHER)]
    return rows[rows["group"].isna()] if "group" in rows else rows


def _values(row: Row, columns: list[str]) -> str:
    return "; ".join(f"{name} {_value(name, row[name])}" for name in columns)


def _value(name: str, value: Any) -> str:
    if pd.isna(value):
        return "blank"
    if name in TEXTS:
        return fingerprint(str(value))
    return f"{value:.6g}" if isinstance(value, float | np.floating) else str(value)


def _of_passages(found: Frames) -> Iterator[tuple[str, str, str]]:
    for row in records(found["passages"]) if "passages" in found else []:
        about = row["theme"] if pd.isna(row["factor"]) else row["factor"]
        who = ("source", "site", "group")
        yield f"excerpt:{row['excerpt']}", about, fingerprint(row["text"], *(str(row[name]) for name in who))


def _of_summaries(study: Study) -> Iterator[tuple[str, str, str]]:
    for row in records(study.frames["summaries"]) if study.has("summaries") else []:
        about = row["theme"] if pd.isna(row["factor"]) else row["factor"]
        place = {name: "" if pd.isna(row[name]) else row[name] for name in ("site", "group")}
        yield str(Reference("summary", about, **place)), about, fingerprint(row["text"])


def _of_comments(found: Frames) -> Iterator[tuple[str, str, str]]:
    if "comments" in found:
        for factor, rows in found["comments"].groupby("factor"):
            lines = rows[["participant", "said_in", "text"]].agg("\t".join, axis=1)
            yield f"comments:{factor}", str(factor), f"number {len(rows)}; {fingerprint(*lines)}"


def fingerprint(*said: str) -> str:
    """Sixteen letters that another text would not have."""
    return "text " + hashlib.sha256("\x1f".join(said).encode("utf-8")).hexdigest()[:16]


def inferences(study: Study) -> pd.DataFrame:
    """The agreed readings of `readings.csv`; an empty frame where there is none."""
    if not study.has("readings"):
        return pd.DataFrame(columns=["reading", "about", "edition", "rests_on"], dtype="str")
    rows = study.frames["readings"]
    return rows[rows["status"].eq(ReadingStatus.AGREED)].sort_values("reading")


def resting(row: Row, said: Mapping[str, Said]) -> Said:
    """What an inference rests on and what that says now: its `rests_on`, else all that is about its factor or theme.

    A thing that is not there is left out.
    """
    about = read_reference(str(row["about"]))
    own = said.get(about.name, {}) if about else {}
    if pd.isna(row["rests_on"]):
        return {name: text for name, text in own.items() if not about or not about.site or _at(name, about.site)}
    every = {name: text for of_one in said.values() for name, text in of_one.items()}
    wanted = [str(rest) for rest in read_references(str(row["rests_on"])).values() if rest]
    return {name: every[name] for name in wanted if name in every}


def _at(name: str, site: str) -> bool:
    """Whether a row is of the site; passages and comments, which do not say, are of it too."""
    rest = read_reference(name)
    return rest is None or not rest.site or rest.site == site


def list_moved(study: Study, said: Mapping[str, Said]) -> pd.DataFrame:
    """One row a thing that moved under an inference since it was written: what it said then (`was`), says now (`now`).

    `was` is blank for a thing that is new, `now` for one that is gone. An inference whose basis was not noted has none.
    """
    noted = study.frames["basis"] if study.has("basis") else pd.DataFrame(columns=["reading", "rests_on", "said"])
    rows = []
    for inference in records(inferences(study)):
        then = texts(noted[noted["reading"].eq(inference["reading"])], "rests_on", "said")
        now = resting(inference, said) if then else {}
        for name in sorted(then.keys() | now.keys()):
            if then.get(name) != now.get(name):
                rows.append((inference["reading"], name, inference["about"], then.get(name), now.get(name)))
    return pd.DataFrame(rows, columns=MOVED_TABLE.names).astype("str")


def stale_of(study: Study, moved: pd.DataFrame) -> dict[str, Stale]:
    """Whether each inference is fresh or stale; not noted where nobody wrote down what it rested on."""
    noted = set(study.frames["basis"]["reading"]) if study.has("basis") else set()
    gone = set(moved["reading"])
    return {
        reading: Stale.NOT_NOTED if reading not in noted else Stale.STALE if reading in gone else Stale.FRESH
        for reading in inferences(study)["reading"]
    }


def note_basis(study: Study, said: Mapping[str, Said], readings: frozenset[str]) -> pd.DataFrame:
    """One row a thing that one of these inferences rests on now, beside those of the others as they were noted."""
    own = [row for row in records(inferences(study)) if row["reading"] in readings]
    rows = [
        (row["reading"], row["edition"], name, text) for row in own for name, text in sorted(resting(row, said).items())
    ]
    columns = ["reading", "edition", "rests_on", "said"]
    kept = study.frames["basis"][columns] if study.has("basis") else pd.DataFrame(columns=columns, dtype="str")
    kept = kept[~kept["reading"].isin(readings) & kept["reading"].isin(inferences(study)["reading"])]
    every = pd.concat([kept, pd.DataFrame(rows, columns=columns).astype("str")])
    return every.sort_values(["reading", "rests_on"], ignore_index=True)
