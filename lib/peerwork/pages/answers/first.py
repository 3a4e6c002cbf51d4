"""What people put first: the share who named a factor among the most important (METHOD 1)."""

from __future__ import annotations

from typing import Any

import pandas as pd

from peerwork.cells import WITHHELD, each, number, percent, side
from peerwork.pages.answers.answer import Answer
from peerwork.pages.answers.english import capital, quoted, some, verb
from peerwork.pages.blocks import Block, Said, Shown
from peerwork.pages.grid import Bar, Bars
from peerwork.pages.prose import join_words
from peerwork.vocabulary import Kind, Scope

DRAWN = 10


class PutFirst(Answer):
    """The factors named most often among the three most important, those that tie together.

    What is bounded is not drawn.
    """

    def block(self) -> Block | None:
        """A bar for each share that is shown and not at a bound; how many are, in a sentence."""
        rows = self._rows()
        exact = rows[rows["share"].map(lambda cell: _exact(cell))] if not rows.empty else rows
        if exact.empty:
            return None
        exact = exact.assign(value=exact["share"].map(number), label=[self.context.factor(f) for f in exact["factor"]])
        exact = exact[exact["value"] > 0].sort_values(["value", "label"], ascending=[False, True], ignore_index=True)
        if exact.empty:
            return None
        drawn = _with_ties(exact)
        bars = tuple(Bar(r.label, ((r.value, "n"),), percent(r.share)) for r in each(drawn))
        differ = drawn["value"].nunique() > 1  # what is the same for all is said by the title alone
        body = (*((Bars("Share of people who named it", bars),) if differ else ()), *self._rest(rows, exact, drawn))
        return Block(self._title(rows, exact), self._measure(), body)

    def _rows(self) -> pd.DataFrame:
        return self.own("top_three", kind=Kind.EITHER)

    def _measure(self) -> str:
        who = f"{self.context.group(self.context.about)}: " if self.context.scope is Scope.GROUP else ""
        return (
            f"{who}Of the people who named anything, the share who named it among their "
            f"{self.context.rules.top_max} most important."
        )

    def _title(self, rows: pd.DataFrame, exact: pd.DataFrame) -> str:
        """What was named most, with all that tie; over what is shown where something is not."""
        above = rows[rows["share"].map(lambda cell: side(cell) == ">")]
        top = above["factor"].map(self.context.factor).tolist() if len(above) else list(
            exact.loc[exact["value"] == exact["value"].max(), "label"]
        )  # fmt: skip
        hidden = rows["share"].eq(WITHHELD).any()
        named = quoted(top, most=3) or some(len(top), "thing")
        among = "of what can be shown, " if hidden else ""
        return capital(f"{among}named most often among the most important: {named}")

    def _rest(self, rows: pd.DataFrame, exact: pd.DataFrame, drawn: pd.DataFrame) -> tuple[Shown, ...]:
        low = int(rows["share"].map(lambda cell: side(cell) == "<").sum())
        hidden = int(rows["share"].eq(WITHHELD).sum())
        fewer = len(exact) - len(drawn)
        bound = next((percent(cell) for cell in rows["share"] if side(cell) == "<"), "")
        told = [
            f"{some(fewer, 'thing')} more {verb(fewer, 'was', 'were')} named by a smaller share" if fewer else "",
            f"{some(low, 'thing')} {verb(low, 'was', 'were')} named by {bound}" if low else "",
            f"{some(hidden, 'thing')} {verb(hidden, 'is', 'are')} not shown" if hidden else "",
        ]
        said = join_words([part for part in told if part])
        return (Said(f"{capital(said)}."),) if said else ()


def _exact(cell: Any) -> bool:
    return not pd.isna(cell) and cell != WITHHELD and not side(cell)


def _with_ties(rows: pd.DataFrame) -> pd.DataFrame:
    """The first rows, and none that ties with one that is left out."""
    if len(rows) <= DRAWN:
        return rows
    cut = rows["value"].iloc[DRAWN]
    kept = rows[rows["value"] > cut]
    return kept if len(kept) else rows
