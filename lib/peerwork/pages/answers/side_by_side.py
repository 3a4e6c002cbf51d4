"""What members make of each result, side by side, once two standpoints are in (METHOD 16)."""

from __future__ import annotations

from itertools import groupby

import pandas as pd

from peerwork.cells import records
from peerwork.pages.answers.answer import Answer
from peerwork.pages.answers.english import capital, numeral, some, verb
from peerwork.pages.blocks import Block, Said
from peerwork.pages.grid import Cell, CellTable
from peerwork.pages.prose import join_words
from peerwork.vocabulary import Judgement
from peerwork.words import NULLS, label_of


class SideBySide(Answer):
    """Readings of a result beside each other: those on which members differ first."""

    def block(self) -> Block | None:
        """A line a reading, under its result, with who reads from where; nothing where no result is read enough."""
        rows = self.context.slice.tables.get("readings", pd.DataFrame())
        counts = self.context.slice.tables.get("reading_counts", pd.DataFrame())
        if counts.empty:
            return None
        read = counts[counts["agree"].notna()]
        body = (
            (CellTable("Readings", ["Result", "Read from", "Judgement", "Reading"], self._lines(rows, read)),)
            if len(read)
            else ()
        )
        return Block(self._title(read), self._measure(), (*body, *self._waiting(counts)))

    def _title(self, read: pd.DataFrame) -> str:
        if read.empty:
            return "No result is read from two standpoints yet"
        n, agree = len(read), int((read["agree"] == "yes").sum())
        agreed = f"members agree on {numeral(agree) if agree else 'none'}" + (
            f" and differ on {numeral(n - agree)}" if n - agree else ""
        )
        return f"Of {some(n, 'result')} read from two standpoints or more, {agreed}"

    def _measure(self) -> str:
        return (
            "Counted plainly and never averaged: a team is a handful of people, and no reading outvotes another. "
            "Results on which members differ come first."
        )

    def _lines(self, rows: pd.DataFrame, read: pd.DataFrame) -> tuple[tuple[Cell, ...], ...]:
        order = read.sort_values(["agree", "about"])  # no before yes
        own = {
            about: list(of)
            for about, of in groupby(records(rows.sort_values("about", kind="stable")), lambda r: r["about"])
        }
        lines = []
        for result in records(order):
            for place, row in enumerate(own.get(result["about"], [])):
                name = f"{self._name(row)}: {_told(result)}" if place == 0 else self._name(row)
                lines.append((Cell(name), Cell(_from(row)), Cell(label_of(row["judgement"])), Cell(_text(row))))
        return tuple(lines)

    def _name(self, row: dict) -> str:
        if row["kind"] == "hypothesis":
            return NULLS.get(row["hypothesis"], row["hypothesis"])
        name = self.context.factor(row["factor"]) if row["kind"] == "factor" else f"Theme: {self._theme(row['theme'])}"
        if isinstance(row["site"], str):
            return f"{name}, {self.context.site(row['site'])}"
        return f"{name}, {self.context.group(row['group'])}" if isinstance(row["group"], str) else name

    def _theme(self, name: str) -> str:
        themes = self.context.slice.tables.get("themes")
        return name if themes is None else dict(zip(themes["theme"], themes["label"], strict=True)).get(name, name)

    def _waiting(self, counts: pd.DataFrame) -> tuple[Said, ...]:
        n = int(counts["agree"].isna().sum())
        if not n:
            return ()
        return (
            Said(
                f"{capital(some(n, 'more result'))} {verb(n, 'is', 'are')} read from one standpoint so far: "
                f"{verb(n, 'that reading is', 'those readings are')} shown when another is in, "
                "so that nobody reads after somebody else."
            ),
        )


def _told(counts: dict) -> str:
    """How many members it holds for, in part, or not, and how many cannot say."""
    n = {j: numeral(int(counts[f"n_{j}"])) for j in Judgement if counts[f"n_{j}"] > 0}
    return join_words(
        [f"{many} cannot say" if j is Judgement.CANNOT_SAY else f"{label_of(j)} for {many}" for j, many in n.items()]
    )


def _from(row: dict) -> str:
    return f"{label_of(row['standpoint'])} ({row['by']})"


def _text(row: dict) -> str:
    return f"{row['text']} (answers {row['answers']})" if isinstance(row["answers"], str) else row["text"]
