"""The joint display: each finding beside what documents, passages, workshops and the team make of it (METHOD 16)."""

from __future__ import annotations

import re

import pandas as pd

from peerwork.cells import WITHDRAWN, records
from peerwork.pages.answers.answer import Answer
from peerwork.pages.answers.english import capital, numeral, some, verb
from peerwork.pages.blocks import Block, Numbers, Opening
from peerwork.pages.grid import Cell, CellTable
from peerwork.pages.prose import join_words
from peerwork.vocabulary import Fit, Stale
from peerwork.words import FITS, STRANDS, label_of

ROLES: dict[str, str] = {Fit.CONVERGENCE: "y", Fit.COMPLEMENTARITY: "m", Fit.DISCORD: "x"}
_DECIMAL = re.compile(r"-?\d+\.\d+")
HEAD = ("Condition", "Finding", "Importance", "Documents", "Passages", "Workshops", "Readings", "What we infer",
        "Together")  # fmt: skip


class Inferred(Answer):
    """What the answers of this page share: the rows of the joint display."""

    @property
    def display(self) -> pd.DataFrame:
        """Every factor, the most important first; those that nobody rated last."""
        rows = self.rows("joint_display")
        return (
            rows if rows.empty else rows.sort_values("importance", ascending=False, kind="stable", na_position="last")
        )

    @property
    def inferences(self) -> pd.DataFrame:
        """The factors of which the team has written an inference."""
        rows = self.display
        return rows if rows.empty else rows[rows["reading"].notna()]


class InferenceOpening(Inferred):
    """How many inferences there are, and how many no longer stand on what they stood on."""

    def show(self) -> Opening:
        """Written, stale, and how the strands stand."""
        rows = self.inferences
        n, stale = len(rows), int((rows["stale"] == Stale.STALE).sum()) if len(rows) else 0
        unknown = int((rows["stale"] == Stale.NOT_NOTED).sum()) if len(rows) else 0
        if not n:
            return Opening(
                "What it means", "No inference is written yet.", "Readings stand below, once two standpoints are in."
            )
        old = f"{numeral(stale) if stale else 'none'} {verb(max(stale, 1), 'is', 'are')} out of date."
        head = f"{capital(some(n, 'inference'))} {verb(n, 'is', 'are')} written, and {old}"
        lead = (
            f"Of {numeral(unknown)} nobody noted what {verb(unknown, 'it rests', 'they rest')} on: peerwork basis does."
            if unknown
            else ""
        )
        return Opening("What it means", head, lead)

    def block(self) -> Block | None:
        """No block: the display follows."""
        return None


class JointDisplay(Inferred):
    """A row a factor with an inference; the other factors folded under it."""

    def block(self) -> Block | None:
        """Finding, importance, documents, passages, workshops, readings, the inference, and how they stand together."""
        rows, every = self.inferences, self.display
        if every.empty:
            return None
        cells = tuple(self._line(row) for row in records(rows))
        body = (CellTable("The joint display", HEAD, cells),) if cells else ()
        rest = every[every["reading"].isna() & ~_silent(every)]
        numbers = (Numbers("factors without an inference", self._rest(rest)),) if len(rest) else ()
        measure = (
            "The most important first. Together is by rule: discord where any strand contradicts the finding, "
            "convergence where all that speak bear it out, complementarity otherwise."
        )
        return Block(self._title(rows if len(rows) else every), measure, (*body, *numbers))

    def _title(self, rows: pd.DataFrame) -> str:
        counts = rows["fit"].value_counts()
        told = [
            f"{numeral(int(counts[fit]))} {verb(int(counts[fit]), 'shows', 'show')} {FITS[fit]}"
            for fit in Fit
            if counts.get(fit)
        ]
        blank = int(rows["fit"].isna().sum())
        if blank:
            told.append(f"{numeral(blank)} {verb(blank, 'has', 'have')} nothing set beside {verb(blank, 'it', 'them')}")
        return f"Of {some(len(rows), 'finding')}, {join_words(told)}"

    def _line(self, row: dict) -> tuple[Cell, ...]:
        fit = row["fit"] if isinstance(row["fit"], str) else ""
        return (
            Cell(self.context.factor(row["factor"])),
            Cell(_finding(row)),
            Cell(_importance(row)),
            Cell(_documents(row)),
            Cell(_words(row)),
            Cell(_workshops(row)),
            Cell(_readings(row)),
            Cell(_inference(row)),
            Cell(FITS[fit] if fit else "nothing beside it", ROLES.get(fit, "")),
        )

    def _rest(self, rows: pd.DataFrame) -> pd.DataFrame:
        made = [
            {
                "Condition": self.context.factor(row["factor"]), "Finding": _finding(row),
                "Importance": _importance(row), "Documents": _documents(row),
                "Passages": _words(row), "Workshops": _workshops(row),
                "Readings": _readings(row), "Together": FITS[row["fit"]] if isinstance(row["fit"], str) else "",
            }
            for row in records(rows)
        ]  # fmt: skip
        return pd.DataFrame(made)


class Moved(Inferred):
    """What moved under each inference that is out of date."""

    def block(self) -> Block | None:
        """A line a thing that moved: what it said then, and what it says now."""
        rows = self.context.slice.tables.get("moved", pd.DataFrame())
        if rows.empty:
            return None
        named = sorted(set(rows["reading"]))
        title = f"{capital(some(len(rows), 'thing'))} moved under {some(len(named), 'inference')}"
        cells = tuple(
            (Cell(row["reading"]), Cell(self._thing(row["rests_on"])), *map(Cell, _change(row["was"], row["now"])))
            for row in records(rows)
        )
        head = ["Inference", "Rests on", "Said then", "Says now"]
        measure = "Read each again, bring its edition up to date, and note its basis anew (peerwork basis)."
        return Block(title, measure, (CellTable("What moved", head, cells),))

    def _thing(self, text: str) -> str:
        kind, _, rest = text.partition(":")
        name, at, place = rest.partition("@")
        label = self.context.factor(name) if name in self.context.framework.by_id else name
        return f"{kind.replace('_', ' ')}: {label}{f', {place}' if at else ''}"


def _change(was: object, now: object) -> tuple[str, str]:
    """Then and now; of values in a row only those that differ, of texts that they differ."""
    if was == WITHDRAWN:
        return "not kept: somebody has withdrawn", "without them"
    if not isinstance(was, str):
        return "not there", "new" if str(now).startswith("text ") else str(now)
    if not isinstance(now, str):
        return "was there" if was.startswith("text ") else was, "gone"
    if was.startswith("text "):
        return "another text", "changed"
    then, today = was.split("; "), now.split("; ")
    pairs = [(a, b) for a, b in zip(then, today, strict=True) if a != b] if len(then) == len(today) else [(was, now)]
    return "; ".join(map(_plain, (a for a, _ in pairs))), "; ".join(map(_plain, (b for _, b in pairs)))


def _plain(value: str) -> str:
    name, _, text = value.partition(" ")
    if name == "text":
        return "other texts"
    if text.startswith("text "):
        return f"{name.replace('_', ' ')} another text"
    return f"{name.replace('_', ' ')} {f'{float(text):.2f}' if _DECIMAL.fullmatch(text) else label_of(text)}"


def _silent(rows: pd.DataFrame) -> pd.Series:
    """Factors of which nothing is known yet: they are no row."""
    told = rows[["importance", "documents", "workshops", "read"]].notna().any(axis=1)
    words = (rows[["n_passages", "n_comments"]].fillna(0) > 0).any(axis=1)
    return ~(told | words | (rows["sites_with_evidence"].fillna(0) > 0))


def _finding(row: dict) -> str:
    if not isinstance(row["verdict"], str):
        return "no condition: nothing across sites"
    counts = (
        ("as proposed", "sites_replicated", "sites_with_evidence"),
        ("in place", "sites_in_place", "sites_judged"),
    )
    told = [f"{what} at {row[n]:.0f} of {row[of]:.0f}" for what, n, of in counts if row[of] > 0]
    return f"{label_of(row['verdict'])}{': ' if told else ''}{'; '.join(told)}"


def _importance(row: dict) -> str:
    return "nobody rated it" if pd.isna(row["importance"]) else f"{row['importance']:.1f} (n {row['n']:.0f})"


def _documents(row: dict) -> str:
    if not isinstance(row["documents"], str):
        return "say nothing"
    n = row["sites_converge"] + row["sites_diverge"]
    return f"{STRANDS[row['documents']]}: agree with interviews at {row['sites_converge']:.0f} of {n:.0f}"


def _words(row: dict) -> str:
    if not row["n_passages"] > 0:
        return "none coded"
    return f"{row['n_passages']:.0f} of {some(int(row['n_people']), 'person', 'people')}"


def _workshops(row: dict) -> str:
    if not isinstance(row["workshops"], str):
        return "none spoke of it"
    told = [(row[f"sites_{name}"], name) for name in ("agreed", "refined", "disputed")]
    return f"{STRANDS[row['workshops']]}: " + ", ".join(f"{name} {n:.0f}" for n, name in told if n > 0)


def _readings(row: dict) -> str:
    if not row["n_members"] > 0:
        return "none shown"
    said = STRANDS[row["read"]] if isinstance(row["read"], str) else "cannot say"
    return f"{said}: {some(int(row['n_members']), 'member')}"


def _inference(row: dict) -> str:
    if not isinstance(row["inference"], str):
        return f"{_state(row)}Written, and shown when another standpoint has read the result"
    return f"{_state(row)}{row['inference']} ({label_of(row['judgement'])})"


def _state(row: dict) -> str:
    return {Stale.STALE: "Out of date: ", Stale.NOT_NOTED: "Basis not noted: "}.get(row["stale"], "")
