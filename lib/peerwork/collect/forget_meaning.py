"""What the team made of somebody who withdraws: what was noted of their answers goes, what was written is named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from peerwork.cells import WITHDRAWN
from peerwork.collect.merging import all_rows, merge_rows
from peerwork.collect.records import Values
from peerwork.problems import Problem
from peerwork.study.about import Reference, read_reference, read_references
from peerwork.study.schema import BASIS, FOLLOWUPS, READINGS, RIVALS, SUMMARIES, File

OURS = (READINGS, SUMMARIES, RIVALS, FOLLOWUPS)  # the team's own texts: what they quote is somebody else's
ANSWERED = ("replication", "importance", "conditions", "patterns", "fidelity")
Rows = Sequence[tuple[File, Values]]


@dataclass(frozen=True)
class Share:
    """Where somebody's answers, picks and words went: factors, passages, a site, a group."""

    answered: frozenset[str]
    picked: frozenset[str]
    spoke_of: frozenset[str]
    passages: frozenset[str]
    places: frozenset[str]

    def moved(self, rest: Reference) -> bool:
        """Whether what a row or text said rests on them too."""
        here = not rest.site or rest.site in self.places
        return here and (
            (rest.kind in ANSWERED and rest.name in self.answered)
            or (rest.kind == "top_three" and rest.name in self.picked)
            or (rest.kind == "comments" and rest.name in self.spoke_of)
            or (rest.kind == "excerpt" and rest.name in self.passages)
        )


def went_where(rows: Rows) -> Share:
    """Where the rows of one person went."""
    said = [(file.name, row) for file, row in rows]
    passages = [row for name, row in said if name == "excerpts"]
    texts = [row for name, row in said if row.get({"answers": "comment", "top_three": "why"}.get(name, ""))]
    homes = [row for name, row in said if name == "participants"]
    return Share(
        _values((row for name, row in said if name == "answers"), "factor"),
        _values((row for name, row in said if name == "top_three"), "factor"),
        _values([*passages, *texts], "factor", "theme"),
        _values(passages, "excerpt"),
        _values(homes, "site", "group"),
    )


def _values(rows: Iterable[Values], *columns: str) -> frozenset[str]:
    return frozenset(value for row in rows for name in columns if (value := row.get(name)))


def without_basis(contents: Mapping[str, bytes], share: Share) -> dict[str, bytes]:
    """The basis of inferences without what was noted of the person's answers: beside what is left, it would tell them.

    That somebody withdrew stays noted, so that every inference that rested on them is stale.
    """
    rows = all_rows(contents.get(BASIS.csv, b""), BASIS)
    moved = [row for row in rows if (rest := read_reference(str(row["rests_on"]))) and share.moved(rest)]
    if not moved:
        return {}
    owners = list(dict.fromkeys(str(row["reading"]) for row in rows))
    cleaned = [row | {"said": WITHDRAWN} if row in moved else row for row in rows]
    return {BASIS.csv: merge_rows(contents[BASIS.csv], BASIS, "reading", owners, cleaned).data}


def written_of(contents: Mapping[str, bytes], share: Share) -> Iterator[Problem]:
    """Summaries of what the person said too, and readings that rest on their passages: somebody must look at them."""
    wrong, right = "may hold what the person said", "write it again without them"
    for number, row in enumerate(all_rows(contents.get(SUMMARIES.csv, b""), SUMMARIES), start=1):
        about, place = row.get("factor") or row.get("theme"), row.get("site") or row.get("group")
        if about in share.spoke_of and place in share.places:
            yield Problem(SUMMARIES.csv, None, "text", f"summary {number}, of {about} at {place}, {wrong}", right)
    for row in all_rows(contents.get(READINGS.csv, b""), READINGS):
        rests = read_references(row.get("rests_on") or "").values()
        if any(rest and rest.kind == "excerpt" and rest.name in share.passages for rest in rests):
            said = f"reading {row['reading']} rests on a passage of theirs, and {wrong}"
            yield Problem(READINGS.csv, None, "text", said, right)
