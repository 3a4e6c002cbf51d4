"""What the attack still finds is withheld with its like, so that what is withheld tells nothing (METHOD 14)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

import pandas as pd

from peerwork.disclosure.figures import WITHHELD
from peerwork.release.decisions import Decisions
from peerwork.release.importance import Shown
from peerwork.release.shown_tables import keys_of
from peerwork.study.model import Study

FOUND = "the attack found that it, or one like it, would show an answer"
FIGURES = ("importance", "top_three")


class FoundCell(Protocol):
    """A released cell that a finding of the attack rests on: its table and column, and the values that name its row."""

    @property
    def table(self) -> str: ...  # noqa: D102

    @property
    def column(self) -> str: ...  # noqa: D102

    @property
    def row(self) -> tuple[tuple[str, str], ...]: ...  # noqa: D102


@dataclass(frozen=True, order=True)
class Like:
    """Cells that are withheld together: of one table, column, scope, kind, and people of each stakeholder group."""

    table: str
    column: str
    scope: str
    kind: str
    composition: tuple[int, ...]


def likes_of(cells: Iterable[FoundCell], tables: Mapping[str, pd.DataFrame], about: Compositions) -> frozenset[Like]:
    """What the cells are like; nothing for a cell that is in none of the tables."""
    found = set()
    for cell in cells:
        frame = tables.get(cell.table)
        if frame is None or cell.column not in frame:
            continue
        named = pd.Series(True, index=frame.index)
        for column, value in cell.row:
            if column in frame:
                named &= frame[column].astype("str").fillna("") == value
        rows = frame[named]
        found |= {like for like, _ in about.likes(cell.table, cell.column, rows)}
    return frozenset(found)


@dataclass(frozen=True)
class Compositions:
    """How many people of each stakeholder group each row of a table is about."""

    decisions: Decisions
    asked: Mapping[tuple[str, str], tuple[int, ...]]  # by site and factor

    @classmethod
    def of(cls, study: Study, decisions: Decisions) -> Compositions:
        """Those of a study."""
        if not study.has("participants"):
            return cls(decisions, {})
        answers = study.frames["answers"] if study.has("answers") else pd.DataFrame(columns=["participant", "factor"])
        asked = answers[["participant", "factor"]].merge(study.frames["participants"], on="participant")
        counts = asked.groupby(["site", "factor", "group"], observed=True).size().unstack(fill_value=0)
        counts = counts.reindex(columns=list(decisions.places.groups), fill_value=0)
        return cls(decisions, {key: tuple(map(int, row)) for key, row in zip(counts.index, counts.values, strict=True)})

    def likes(self, table: str, column: str, rows: pd.DataFrame) -> Iterator[tuple[Like, object]]:
        """What each row's cell in the column is like, and the row's label."""
        blank = pd.Series("", index=rows.index)
        scope, kind, site, factor = (
            rows[name].astype("str").fillna("") if name in rows else blank
            for name in ("scope", "kind", "site", "factor")
        )
        if table in FIGURES:
            shown = self.decisions.importance if table == "importance" else self.decisions.picks
            made = [shown[f].compositions.get(key, ()) if f in shown else () for f, key in keys_of(rows)]
        else:
            made = [self.asked.get(key, ()) for key in zip(site, factor, strict=True)]
        for label, a_scope, a_kind, people in zip(rows.index, scope, kind, made, strict=True):
            yield Like(table, column, a_scope, a_kind, people), label


def withhold_figures(decisions: Decisions, likes: frozenset[Like]) -> Decisions:
    """The decisions without every mean and share that is like one of these."""
    importance = {name: _without(shown, "importance", likes) for name, shown in decisions.importance.items()}
    picks = {name: _without(shown, "top_three", likes) for name, shown in decisions.picks.items()}
    return replace(decisions, importance=importance, picks=picks)


def _without(shown: Shown, table: str, likes: frozenset[Like]) -> Shown:
    of_table = {(like.scope, like.kind, like.composition) for like in likes if like.table == table}
    gone = [key for key in shown.figures if (key[0], key[2], shown.compositions.get(key, ())) in of_table]
    figures = {key: figure for key, figure in shown.figures.items() if key not in gone}
    return replace(shown, figures=figures, withheld=dict(shown.withheld) | dict.fromkeys(gone, FOUND))


def withhold_cells(
    name: str, rows: pd.DataFrame, likes: frozenset[Like], about: Compositions
) -> tuple[pd.DataFrame, pd.Series]:
    """A table of statuses, verdicts or counts with `*` in every cell that is like one of these, and why by row."""
    why = pd.Series(None, index=rows.index, dtype="str")
    for column in sorted({like.column for like in likes if like.table == name and name not in FIGURES}):
        held = [label for like, label in about.likes(name, column, rows) if like in likes]
        if column in rows and held:
            rows = rows.assign(**{column: rows[column].astype("str").where(~rows.index.isin(held), WITHHELD)})
            why = why.where(~why.index.isin(held), FOUND)
    return rows, why
