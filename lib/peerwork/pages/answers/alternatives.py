"""Rival explanations of each finding across sites, and where to go next (METHOD 16)."""

from __future__ import annotations

import pandas as pd

from peerwork.cells import records
from peerwork.pages.answers.answer import Answer
from peerwork.pages.answers.english import capital, numeral, some, verb
from peerwork.pages.blocks import Block, Numbers, Opening
from peerwork.pages.grid import Cell, CellTable
from peerwork.pages.prose import join_words
from peerwork.vocabulary import Case, Seen
from peerwork.words import label_of

NONE = "None considered"
SEEN = {"yes": "seen", "partly": "seen in part", "no": "looked for and not seen", "unknown": "not looked for"}
MOST = 6  # sites that a cell names; where more tie, none stands out


class AlternativesOpening(Answer):
    """How many findings face a rival."""

    def show(self) -> Opening:
        """Of the findings across sites, those that face a rival explanation of their own, and those that face none."""
        rows = self.rows("rivals_faced")
        own = rows[rows["rival"].notna() & ~rows["rival"].isin(_of_all(rows))]
        n, faced, general = rows["factor"].nunique(), own["factor"].nunique(), len(_of_all(rows))
        words = self.evidence.words
        head = (
            f"{capital(numeral(faced))} of {some(n, 'finding')} across {words.services} {verb(faced, 'faces', 'face')} "
            "a rival explanation made for them alone."
        )
        lead = f"{capital(some(general, 'rival'))} {verb(general, 'faces', 'face')} every finding. " if general else ""
        none = rows[rows["rival"].isna()]["factor"].nunique()
        return Opening("Other explanations", head, lead + (f"For {numeral(none)} none was considered." if none else ""))

    def block(self) -> Block | None:
        """No block: the rivals follow."""
        return None


def _of_all(rows: pd.DataFrame) -> set[str]:
    """The rivals that face every finding."""
    faced = rows.dropna(subset=["rival"]).groupby("rival")["factor"].nunique()
    return set(faced[faced == rows["factor"].nunique()].index) if rows["factor"].nunique() > 1 else set()


class Rivals(Answer):
    """Each finding with the rivals of its own; those that face all findings once, apart."""

    def block(self) -> Block | None:
        """A line a rival and finding; what faces none folded under it."""
        rows = self.rows("rivals_faced")
        if rows.empty:
            return None
        own, general = rows[rows["rival"].notna()], _of_all(rows)
        apart = own[~own["rival"].isin(general)]
        lines = tuple(
            self._line(row, "") for row in records(own[own["rival"].isin(general)].drop_duplicates(["rival", "site"]))
        )
        lines += tuple(self._line(row, self.context.factor(row["factor"])) for row in records(apart))
        none = [self.context.factor(f) for f in rows[rows["rival"].isna()]["factor"]]
        head = ["Finding", "Another explanation", "If it held", "What was seen"]
        body = (CellTable("Rival explanations", head, lines),) if lines else ()
        numbers = (
            (Numbers("findings for which no rival was considered", pd.DataFrame({"Finding": none, "Rival": NONE})),)
            if none
            else ()
        )
        rivals, seen = own["rival"].nunique(), own[own["seen"].eq(Seen.YES)]["rival"].nunique()
        title = (
            f"Of {some(rivals, 'other explanation')}, {numeral(seen) if seen else 'none'} was seen outright somewhere"
        )
        return Block(
            title,
            "An explanation other than the framework's, what would be seen if it held, and whether it was.",
            (*body, *numbers),
        )

    def _line(self, row: dict, finding: str) -> tuple[Cell, ...]:
        at = f" at {self.context.site(row['site'])}" if isinstance(row["site"], str) else ""
        note = f": {row['note']}" if isinstance(row["note"], str) else ""
        return (
            Cell(f"{finding} ({label_of(row['verdict'])})" if finding else "Every finding"),
            Cell(row["explanation"]),
            Cell(row["would_show"]),
            Cell(f"{SEEN[row['seen']]}{at}{note}"),
        )


class NextCases(Answer):
    """Whom to go to next: sites that a finding fits least, and those that show it best."""

    def block(self) -> Block | None:
        """A line a finding that some site does not fit; findings that fit everywhere are counted."""
        rows = self.rows("next_cases")
        if rows.empty:
            return None
        deviant = rows[rows["case"] == Case.DEVIANT]
        order = deviant.groupby("factor")["fit"].min().sort_values(kind="stable")
        lines = tuple(
            self._line(factor, rows[rows["factor"].astype("str") == factor]) for factor in order.index.astype("str")
        )
        words, n = self.evidence.words, rows["factor"].nunique()
        rest = n - len(lines)
        does = verb(len(lines), "does", "do")
        title = f"{capital(some(len(lines), 'finding'))} {does} not fit every {words.service}: go there next"
        if not lines:
            title = f"Every finding fits each {words.service} with evidence on it"
        measure = (
            "Deviant: where neither the finding nor a rival says what happened. Typical: where the finding fits best "
            "and the outcome went with it. Fit is the share of answers that the finding expects. "
            f"{_rest(rest, words.service)}"
        )
        head = ["Finding", "Deviant, to go to next", "Typical, to compare with"]
        return Block(title, measure.strip(), (CellTable("Where to go next", head, lines),) if lines else ())

    def _line(self, factor: str, rows: pd.DataFrame) -> tuple[Cell, ...]:
        return (
            Cell(self.context.factor(factor)),
            *(Cell(self._sites(rows[rows["case"] == case])) for case in (Case.DEVIANT, Case.TYPICAL)),
        )

    def _sites(self, rows: pd.DataFrame) -> str:
        if rows.empty:
            return "none"
        if len(rows) > MOST:
            return f"{len(rows)} fit alike: none stands out"
        fit = rows["fit"].iloc[0]
        return f"{join_words(list(rows['site'].astype('str')))} (fit {fit:.2f})"


def _rest(number: int, service: str) -> str:
    return (
        f"{capital(some(number, 'more finding'))} {verb(number, 'fits', 'fit')} every {service} with evidence on it."
        if number
        else ""
    )
