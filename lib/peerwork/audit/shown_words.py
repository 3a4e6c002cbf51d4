"""What released tables say of a factor at a site: which words of METHOD 2, 3, 5 and 9 are shown, and where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from peerwork.audit.compositions import (
    ANSWERS,
    STATUSES,
    VERDICTS,
    answer_index,
    status_of,
    verdict_of,
)
from peerwork.audit.findings import Cell
from peerwork.audit.knowledge import Truth
from peerwork.audit.later import State, asked_at
from peerwork.audit.reading import Table
from peerwork.audit.released import ReleaseRecord

SHOWN_AS = {"status": "status", "interviews": "status", "verdict": "verdict", "speaks": "hypothesis"}
BESIDE = ("n", "fragile")
WITHHELD = "*"
Key = tuple[str, str]  # site, factor
FIDELITY = {  # documents: in place, mixed or contested, not in place
    "specified": ("as_specified", "partly_carried_out", "not_carried_out"),
    "partly": ("as_specified", "partly_carried_out", "not_carried_out"),
    "silent": ("informal_practice", "informal_practice", "absent"),
    "contradicted": ("against_the_documents", "against_the_documents", "ruled_out"),
    "conflicting": ("unclear", "unclear", "unclear"),
}
COLUMN = (0, 2, 1, 1, None)  # of FIDELITY, by STATUSES


@dataclass(frozen=True, eq=False)
class SiteCell:
    """One factor at one site: who was asked there, what they said (places in ANSWERS), and what is shown of it.

    `asked` counts those asked by stakeholder group; `shown` holds the words shown by what they are (status, verdict,
    fidelity, sources, n, `n verdict`, fragile, hypothesis …), with the cells that they stand in.
    """

    site: str
    factor: str
    is_condition: bool
    people: tuple[str, ...]
    groups: tuple[int, ...]
    said: tuple[int, ...]
    asked: tuple[int, ...]
    status: int
    verdict: int
    documents: str = ""
    shown: dict[str, tuple[str, list[Cell]]] = field(default_factory=dict)

    @cached_property
    def told(self) -> np.ndarray:
        """The number of the word that a reader sees, by STATUSES and VERDICTS."""
        return words(self.shown.keys() & WORDS.keys(), self.documents)

    @property
    def now(self) -> int:
        """The number of the word that is seen."""
        return int(self.told[self.status, self.verdict])

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The cells that show something of it."""
        return tuple(cell for _, cells in self.shown.values() for cell in cells)


def speaks_of(status: int, verdict: int, *, is_condition: bool = True) -> str:
    """How a factor that tests a null hypothesis speaks of it; blank without enough evidence."""
    if status == 4 or (is_condition and verdict == 4):
        return ""
    if status == 0 and (verdict == 0 or not is_condition):
        return "against"
    return "supporting" if status == 1 or (is_condition and verdict in (1, 2)) else "undecided"


def _fidelity(status: int, documents: str) -> str:
    if documents not in FIDELITY:
        return "not_examined"
    column = COLUMN[status]
    return "too_little_evidence" if column is None else FIDELITY[documents][column]


def _sources(status: int, documents: str) -> str:
    written = {"specified": "yes", "partly": "yes", "silent": "no", "contradicted": "no"}.get(documents, "")
    said = {0: "yes", 1: "no"}.get(status, "")
    if written and said:
        return "converge" if written == said else "diverge"
    return "one_source" if written or said else "none"


WORDS = {
    "status": lambda s, v, d: STATUSES[s],
    "verdict": lambda s, v, d: VERDICTS[v],
    "fidelity": lambda s, v, d: _fidelity(s, d),
    "sources": lambda s, v, d: _sources(s, d),
    "hypothesis": lambda s, v, d: speaks_of(s, v),
}


def words(shown: Iterable[str], documents: str) -> np.ndarray:
    """Numbers of what can be seen, by STATUSES and VERDICTS, where these kinds of words are shown."""
    kinds = sorted(shown)
    seen = [tuple(WORDS[kind](s, v, documents) for kind in kinds) for s in range(5) for v in range(5)]
    numbers = {word: number for number, word in enumerate(dict.fromkeys(seen))}
    return np.array([numbers[word] for word in seen]).reshape(5, 5)


def know_cells(
    truth: Truth, releases: Sequence[ReleaseRecord], tables: Mapping[str, Sequence[Table]]
) -> tuple[dict[Key, SiteCell], dict[Key, list[State]]]:
    """Every factor at every site where somebody was asked about it, with what releases (by name) show of it.

    Beside it, what each release showed where those asked, or what they answered, were not the same in all of them.
    """
    cells, groups = _asked_cells(truth), truth.framework.groups
    now = asked_at(truth.today, groups)
    documents: dict[Key, str] = {}
    shown: dict[Key, dict[str, tuple[str, list[Cell]]]] = defaultdict(dict)
    histories: dict[Key, list[State]] = defaultdict(list)
    for release, (name, found) in zip(releases, tables.items(), strict=True):
        then = now if release.people is None else asked_at(release.people.astype("str").fillna(""), groups)
        for key, words in _by_place(name, found).items():
            told = {what: word for what, word in words.items() if what != "documents"}
            histories[key].append(State(told, then.get(key, {})))
            documents |= {key: words["documents"][0]} if "documents" in words else {}
            for what, (word, places) in told.items() if key in cells and then.get(key) == now[key] else ():
                shown[key].setdefault(what, (word, []))[1].extend(places)
    known = {
        key: SiteCell(**cell, documents=documents.get(key, ""), shown=_with_composition(shown[key], cell["asked"]))
        for key, cell in cells.items()
    }
    return known, {key: states for key, states in histories.items() if len(states) > 1}


def found_by_team(truth: Truth) -> dict[str, frozenset[tuple[str, ...]]]:
    """Every site, factor and word of the team's: `status` and `verdict`."""
    cells = _asked_cells(truth)
    return {
        "status": frozenset((*key, STATUSES[cell["status"]]) for key, cell in cells.items()),
        "verdict": frozenset((*key, VERDICTS[cell["verdict"]]) for key, cell in cells.items()),
    }


def _by_place(release: str, tables: Sequence[Table]) -> dict[Key, dict[str, tuple[str, list[Cell]]]]:
    """By site and factor: each word that a release shows, with its cells."""
    found: dict[Key, dict[str, tuple[str, list[Cell]]]] = defaultdict(dict)
    for table in tables:
        for key, what, word, cell in _words_of(release, table):
            found[key].setdefault(what, (word, []))[1].append(cell)
    return found


def _with_composition(
    shown: Mapping[str, tuple[str, list[Cell]]], asked: tuple[int, ...]
) -> dict[str, tuple[str, list[Cell]]]:
    return {
        what: (word, [Cell(c.release, c.table, c.column, c.row, c.kind, asked) for c in found])
        for what, (word, found) in shown.items()
    }


def _asked_cells(truth: Truth) -> dict[tuple[str, str], dict]:
    order = {group: place for place, group in enumerate(truth.framework.groups)}
    conditions, found = truth.conditions, {}
    columns = {n: truth.asked[n].to_numpy(dtype=object) for n in ("participant", "group", "in_place", "effect")}
    for (site, factor), places in sorted(truth.asked.groupby(["site", "factor"]).indices.items()):
        people, theirs, in_place, effect = (column[places] for column in columns.values())
        groups = tuple(order[group] for group in theirs)
        said = tuple(answer_index(*pair) for pair in zip(in_place, effect, strict=True))
        asked = tuple(groups.count(group) for group in range(len(order)))
        found[str(site), str(factor)] = {
            "site": str(site), "factor": str(factor), "is_condition": factor in conditions,
            "people": tuple(people), "groups": groups, "said": said, "asked": asked,
            "status": status_of(groups, [ANSWERS[i][0] for i in said], truth.rules),
            "verdict": verdict_of(groups, [ANSWERS[i][1] for i in said], truth.rules) if factor in conditions else 4,
        }  # fmt: skip
    return found


def _words_of(release: str, table: Table) -> Iterator[tuple[tuple[str, str], str, str, Cell]]:
    """Site and factor, what is said, in which word, and the cell, of each word that a table shows."""
    if not {"site", "factor"} <= set(table.columns):
        return
    name = table.name
    for record in table.records():
        key = record["site"].strip(), record["factor"].strip()
        if not all(key) or record.get("group", "").strip():
            continue
        row = (("site", key[0]), ("factor", key[1]))
        for column, what in _meant(table, record).items():
            word = record[column].strip()
            if word and word != WITHHELD:
                kind = "sentence" if table.caption == "sentence" else what
                yield key, what, word, Cell(release, name, column, row, kind)


def _meant(table: Table, record: Mapping[str, str]) -> dict[str, str]:
    """What each column of a row says, as far as it is about answers of the site."""
    columns = set(table.columns)
    if "kind" in columns and {"verdict", "fragile"} <= columns:  # robustness: of which verdict its kind says
        what = {"status": "status", "pattern": "verdict"}.get(record["kind"].strip())
        return {"verdict": what, "fragile": f"fragile {what}"} if what else {}
    found: dict[str, str] = {same: same for same in ("documents", "fidelity", "sources") if same in columns}
    found |= {column: SHOWN_AS[column] for column in ("interviews", "speaks") if column in columns}
    for column in ("status", "verdict"):
        if column in columns:
            found |= {column: column} | {other: f"{other} {column}" for other in BESIDE if other in columns}
    return found
