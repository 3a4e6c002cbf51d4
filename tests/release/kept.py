"""How much of what the team knows is shown to others, whether that is the team's, and what a second release keeps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import pandas as pd

from peerwork.study.model import Study

HELD, TOO_LITTLE = "*", "too_little_evidence"
WORDS = {  # by what it is called: the table, its word, and the columns that say where (a site and a factor, if any)
    "statuses of sites": ("conditions", "status", ("site", "factor")),
    "verdicts of sites": ("patterns", "verdict", ("site", "factor")),
    "replication by sector": ("replication", "verdict", ("factor",)),
    "replication by attribute": ("replication_by", "verdict", ("attribute", "factor")),
    "hypotheses": ("hypotheses", "verdict", ("hypothesis", "site")),
    "fidelity": ("fidelity", "fidelity", ("site", "factor")),
}
KEY = ["what", "site", "place", "factor"]
ANSWER = ["importance", "in_place", "effect"]
Shares = Counter[tuple[str, bool]]  # by what it is, and whether it is shown: how many


def cells_of(tables: Mapping[str, pd.DataFrame]) -> pd.Series:
    """Every status, verdict, class and mean of these tables as text, by what it is, its site, place and factor."""
    found = []
    for what, (table, word, where) in WORDS.items():
        if table in tables:
            found.append(_words(_text(tables[table]), what, word, where))
    if "importance" in tables:
        found.append(_means(_text(tables["importance"])))
    cells = pd.concat(found) if found else pd.DataFrame(columns=[*KEY, "word"])
    return cells.set_index(KEY)["word"].sort_index()


def _text(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.astype("str").fillna("")


def _words(rows: pd.DataFrame, what: str, word: str, where: tuple[str, ...]) -> pd.DataFrame:
    rows = rows[rows["group"].eq("")] if "group" in rows else rows
    place = [name for name in where if name not in ("site", "factor")]
    cells = pd.DataFrame({name: rows[name] if name in where else "" for name in ("site", "factor")}, index=rows.index)
    of_study = {True: f"{what} of the study", False: f"{what} of sites"}
    kinds = rows["site"].eq("").map(of_study) if what == "hypotheses" else what
    return cells.assign(what=kinds, place=rows[place[0]] if place else "", word=rows[word])


def _means(rows: pd.DataFrame) -> pd.DataFrame:
    rows = rows[rows["kind"].eq("either") & rows["scope"].isin(["study", "sector", "group", "site"])]
    place = rows["sector"].where(rows["scope"].eq("sector"), rows["group"].where(rows["scope"].eq("group"), ""))
    return pd.DataFrame(
        {"what": "means: " + rows["scope"], "site": rows["site"], "place": place, "factor": rows["factor"],
         "word": rows["mean"]}
    )  # fmt: skip


def kept_of(team: Mapping[str, pd.DataFrame], shown: Mapping[str, pd.DataFrame]) -> Shares:
    """Of all that the team found with evidence enough, how much is shown, by what it is."""
    known = cells_of(team)
    known = known[~known.isin(["", TOO_LITTLE])]
    seen = cells_of(shown).reindex(known.index).fillna(HELD)
    return Counter(zip(known.index.get_level_values("what"), seen.ne(HELD), strict=True))


def untrue(team: Mapping[str, pd.DataFrame], shown: Mapping[str, pd.DataFrame]) -> list[str]:
    """Each status, verdict or class that is shown and not the team's, or that has no row where the team's has one."""
    known, seen = (cells[~cells.index.get_level_values("what").str.startswith("means")] for cells in
                   (cells_of(team), cells_of(shown)))  # fmt: skip
    both = pd.concat([known.rename("team"), seen.rename("shown")], axis=1)
    wrong = both[both["shown"].ne(HELD) & both["shown"].ne(both["team"])]
    return [f"{' '.join(key)}: {row['shown']}, the team's is {row['team']}" for key, row in wrong.iterrows()]


def still_shown(before: Mapping[str, pd.DataFrame], after: Mapping[str, pd.DataFrame], moved: pd.DataFrame,
                sectors: Mapping[str, str]) -> Shares:  # fmt: skip
    """Of all that an earlier release showed and that no answer of a later one changes, how much is shown again."""
    first = cells_of(before)
    first = first[~first.isin(["", HELD])]
    same = pd.Series([not _touched(key, moved, sectors) for key in first.index], index=first.index, dtype=bool)
    first = first[same]
    second = cells_of(after).reindex(first.index).fillna(HELD)
    return Counter(zip(first.index.get_level_values("what"), second.ne(HELD), strict=True))


def _touched(key: tuple[str, str, str, str], moved: pd.DataFrame, sectors: Mapping[str, str]) -> bool:
    """Whether an answer behind the cell is new, gone or another one."""
    what, site, place, factor = key
    rows = moved[moved["factor"].eq(factor)] if factor else moved
    if site:
        rows = rows[rows["site"].eq(site)]
    elif what == "means: sector":
        rows = rows[rows["site"].map(sectors).eq(place)]
    elif what == "means: group":
        rows = rows[rows["group"].eq(place)]
    return not rows.empty


def moved_between(before: Study, after: Study) -> pd.DataFrame:
    """One row an answer that one of two studies has and the other has not, or otherwise: site, group, factor."""
    first, second = (_answers(study) for study in (before, after))
    both = first.merge(second, on=["participant", "site", "group", "factor"], how="outer", suffixes=("", "_then"))
    then = [f"{name}_then" for name in ANSWER]
    same = (both[ANSWER].fillna("-").to_numpy() == both[then].fillna("-").to_numpy()).all(axis=1)
    return both[~same][["site", "group", "factor"]]


def _answers(study: Study) -> pd.DataFrame:
    people = study.frames["participants"][["participant", "site", "group"]]
    asked = study.frames["answers"][["participant", "factor", *ANSWER]].astype("str").fillna("")
    return asked.merge(people, on="participant")


def describe_shares(shares: Shares) -> list[str]:
    """A line for each kind of cell: how many of how many."""
    kinds = sorted({what for what, _ in shares})
    return [_line(what, shares[what, True], shares[what, True] + shares[what, False]) for what in kinds]


def _line(what: str, kept: int, of: int) -> str:
    return f"  {what}: {kept} of {of} ({kept / of:.1%})"
