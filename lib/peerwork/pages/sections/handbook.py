"""What should managers know, chapter by chapter and factor by factor?"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd
from markupsafe import Markup

from peerwork.cells import NOT_SHOWN, WITHHELD, Row, format_cell, number, percent, records, withheld
from peerwork.framework import Factor
from peerwork.pages.charts.rows import said
from peerwork.pages.look import in_notebook
from peerwork.pages.prose import Prose, bullet_list, count, join_words, missing, paragraph
from peerwork.pages.sections.section import Section
from peerwork.pages.tables import html_table
from peerwork.vocabulary import Audience, Kind, MayQuote, Replication, Scope, Status
from peerwork.words import label_of

HALF = 0.5  # of the sites, in words
QUOTES = 3  # passages shown of one factor
NOTHING = "Nothing that was found about this may be shown here."
VERDICTS = {
    Replication.GENERIC: "Generic, holding across settings",
    Replication.SPECIFIC: "Specific to a sector",
    Replication.ALTERNATIVE: "Another pattern or no difference at half the sites or more",
    Replication.NOT_ESTABLISHED: "Not established across sites",
    Replication.TOO_LITTLE: "Too little evidence to judge across sites",
}


@dataclass(frozen=True)
class Entry:
    """One factor of a chapter: what is proposed, what was found, what people said (text, who), what to look at."""

    label: str
    condition: str
    found: tuple[str, ...]
    quotes: tuple[tuple[str, str], ...]
    documents: tuple[str, ...]


@dataclass(frozen=True)
class Chapter:
    """One chapter: a table with a row a factor, and an entry for each."""

    title: str
    table: pd.DataFrame
    entries: tuple[Entry, ...]

    @property
    def caption(self) -> str:
        """What the chapter's table shows."""
        return f"{self.title}: what was found, factor by factor"


@dataclass(frozen=True)
class Chapters:
    """The chapters as a page shows them."""

    chapters: tuple[Chapter, ...]

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {
            "text/plain": ", ".join(chapter.title for chapter in self.chapters),
            "text/html": in_notebook(self.html()),
        }

    def html(self) -> Markup:
        """A heading, the table and the factors of each chapter."""
        return Markup("\n").join(_html_of_chapter(chapter) for chapter in self.chapters)


class Handbook(Section):
    """For managers: recruiting, training, supporting, working in teams, leading, as the framework's chapters say."""

    def say(self) -> Prose:
        """Where to begin: what holds across settings, and what holds in some of them only."""
        rows = self.rows("replication")
        generic = self._named(rows, Replication.GENERIC)
        specific = self._named(rows, Replication.SPECIFIC)
        if not generic and not specific:
            none = "No condition is established across sites so far"
            hidden = not rows.empty and withheld(rows["verdict"]).any()
            if rows.empty:
                return missing(self.context.lacks(f"{none}.", "What holds across sites is not shown here."))
            return missing(f"{none}, as far as verdicts are shown." if hidden else f"{none}.")
        told = []
        if generic:
            told.append(
                f"{count(len(generic), 'condition').capitalize()} worked as proposed across settings: begin with these."
            )
        if specific:
            told.append(f"{_specific(len(specific))} kind of setting and not in another: {join_words(specific)}.")
        return bullet_list(told, role="findings")

    def chapters(self) -> Any:
        """Every chapter of the framework's handbook."""
        made = self.make_chapters()
        return Chapters(made) if made else missing("There is nothing to write a handbook of.")

    def make_chapters(self) -> tuple[Chapter, ...]:
        """The chapters that hold at least one factor that the study asks about."""
        asked = {factor.id for factor in self.context.factors}
        chapters = []
        for title, domains in self.context.framework.chapters.items():
            factors = [factor for domain in domains for factor in domain.factors if factor.id in asked]
            if factors:
                table = pd.DataFrame([self._row(factor) for factor in factors])
                chapters.append(Chapter(title, table, tuple(self._entry(factor) for factor in factors)))
        return tuple(chapters)

    def how_to_read(self) -> Prose:
        """What the verdicts mean, and whose words stand here."""
        return paragraph(
            "As proposed: where the condition was in place it helped, or where it was missing that hindered.",
            "A verdict across sites says in which settings that was seen, not that it must be so elsewhere.",
            "Passages stand here only where they may be quoted, never with the site of whoever spoke.",
            "Documents are named only where their owners agreed to share them.",
            role="how",
        )

    def _named(self, rows: pd.DataFrame, verdict: Replication) -> list[str]:
        if rows.empty:
            return []
        return [self.context.factor(name) for name in rows.loc[rows["verdict"] == verdict, "factor"]]

    def _row(self, factor: Factor) -> dict[str, str]:
        verdict = self._of("replication", factor)
        rated = self._of("importance", factor, kind=Kind.EITHER, scope=Scope.STUDY)
        placed, judged = self._placed(factor)
        return {
            "Factor": factor.label,
            "Across sites": "" if verdict is None else said(verdict["verdict"]),
            f"As proposed (sites{self.context.over})": "" if verdict is None else _seen(verdict),
            f"In place (sites{self.context.over})": f"{placed} of {judged}" if judged else "",
            "Importance": "" if rated is None else format_cell(rated["mean"]),
        }

    def _entry(self, factor: Factor) -> Entry:
        found = [
            *self._describe_verdict(factor),
            *self._describe_placed(factor),
            *self._describe_rated(factor),
            *self._describe_named(factor),
        ]
        return Entry(
            factor.label, factor.condition, tuple(found) or (NOTHING,), self._quotes(factor), self._documents(factor)
        )

    def _of(self, table: str, factor: Factor, **where: str) -> Row | None:
        """The one row of a table about a factor, or nothing."""
        known = (row for row in self._about(table, factor) if all(row[name] == value for name, value in where.items()))
        return next(known, None)

    def _about(self, table: str, factor: Factor) -> list[dict[str, Any]]:
        """The rows of a table about a factor."""
        if table not in self._found:
            rows = self._found[table] = defaultdict(list)
            for row in records(self.rows(table)):
                rows[row.get("factor")].append(row)
        return self._found[table].get(factor.id, [])

    @cached_property
    def _found(self) -> dict[str, dict[Any, list[dict[str, Any]]]]:
        """The tables that were asked for, each with every factor's rows."""
        return {}

    def _describe_verdict(self, factor: Factor) -> list[str]:
        row = self._of("replication", factor)
        if row is None:
            return []
        told = "The verdict across sites is not shown"
        told = VERDICTS[Replication(row["verdict"])] if _shown(row["verdict"]) else told
        enough = self.context.rules.alternative_share
        if enough != HALF:
            told = told.replace("half the sites", f"{enough:.0%} of the sites")
        sites, replicated = number(row["sites_with_evidence"]), number(row["sites_replicated"])
        if math.isnan(sites + replicated) or not sites:
            return [f"{told}."]
        there = f"{int(replicated) or 'none'} of {count(int(sites), 'site')}{self.context.over} with evidence"
        told += f": worked as proposed at {there}"
        sectors = [self._sector(row, name) for name in self.context.framework.sectors]
        return [f"{told}{_within(sectors)}."]

    def _sector(self, row: Row, name: str) -> str:
        known = row.get(f"{name}_sites_with_evidence")
        if known is None or not _shown(known) or not int(float(known)) or not _shown(row[f"{name}_sites_replicated"]):
            return ""
        replicated = _whole(row, f"{name}_sites_replicated")
        return f"{self.context.sector(name).lower()} {replicated} of {_whole(row, f'{name}_sites_with_evidence')}"

    def _placed(self, factor: Factor) -> tuple[int, int]:
        """At how many sites the condition is in place, of how many that can be judged."""
        statuses = [row["status"] for row in self._about("conditions", factor) if pd.isna(row["group"])]
        judged = [status for status in statuses if not pd.isna(status) and status not in (Status.TOO_LITTLE, WITHHELD)]
        return judged.count(Status.IN_PLACE), len(judged)

    def _describe_placed(self, factor: Factor) -> list[str]:
        placed, judged = self._placed(factor)
        told = f"In place at {placed or 'none'} of {count(judged, 'site')}{self.context.over} that can be judged."
        return [told] if judged else []

    def _describe_rated(self, factor: Factor) -> list[str]:
        rated = self._of("importance", factor, kind=Kind.EITHER, scope=Scope.STUDY)
        if rated is None or not _shown(rated["mean"]):
            return []
        top = max(self.context.framework.scale)
        told = f"Importance: {format_cell(rated['mean'], of=f' of {top}')}{_behind(rated['n'])}"
        apart = [self._apart(factor, kind, words) for kind, words in _APART.items()]
        shown = [part for part in apart if part]
        return [f"{told}; {' and '.join(shown)}." if shown else f"{told}."]

    def _apart(self, factor: Factor, kind: Kind, words: str) -> str:
        row = self._of("importance", factor, kind=kind, scope=Scope.STUDY)
        if row is None or not _shown(row["mean"]):
            return ""
        return f"{format_cell(row['mean'])} by those who say that it {words}{_behind(row['n'])}"

    def _describe_named(self, factor: Factor) -> list[str]:
        shares = {
            words: row["share"]
            for kind, words in (("facilitator", "helping"), ("barrier", "hindering"))
            if (row := self._of("top_three", factor, kind=kind, scope=Scope.STUDY)) is not None and _shown(row["share"])
        }
        told = [f"by {percent(share)} as {words}" for words, share in shares.items() if number(share) > 0]
        return [f"Named among the most important factors: {' and '.join(told)}."] if told else []

    def _quotes(self, factor: Factor) -> tuple[tuple[str, str], ...]:
        """Passages about a factor that may be quoted, of different people, the first few."""
        allowed = _quotable_for(self.context.audience)
        rows = [
            row
            for row in self._about("passages", factor)
            if _known(row, "quotable_text") and ("may_quote" not in row or row["may_quote"] in allowed)
        ]
        return tuple((row["quotable_text"], self._who(row)) for row in rows[:QUOTES])

    def _who(self, row: Row) -> str:
        """The group, else what kind of source it was, else nothing: this audience is not told."""
        if _known(row, "group"):
            return self.context.group(row["group"])
        return SOURCES.get(row["source"], "") if _known(row, "source") else ""

    def _documents(self, factor: Factor) -> tuple[str, ...]:
        """Documents on a factor that may be shared, as far as this audience may be told which."""
        rows = self._about("shared_documents", factor)
        if not rows or "title" not in rows[0]:
            return tuple(dict.fromkeys(label_of(row["type"]) for row in rows))
        return tuple(f"{row['title']} ({label_of(row['type'])}, {row.get('site', '')})" for row in rows)


SOURCES = {
    "interview": "An interview",
    "focus_group": "A focus group",
    "workshop": "A workshop",
    "document": "A document",
}
_APART = {Kind.FACILITATOR: "helped", Kind.BARRIER: "hindered"}


def _quotable_for(audience: Audience) -> tuple[MayQuote, ...]:
    """The passages that this audience may read: a handbook is for wider eyes than one workshop's."""
    return (MayQuote.YES,) if audience.sees_as is Audience.PUBLIC else (MayQuote.BOARD, MayQuote.YES)


def _known(row: Row, column: str) -> bool:
    return column in row and not pd.isna(row[column])


def _shown(cell: Any) -> bool:
    return not pd.isna(cell) and cell != WITHHELD


def _behind(n: Any) -> str:
    """ " (n 28)"; nothing where the number is not shown."""
    return f" (n {format_cell(n, decimals=0)})" if _shown(n) else ""


def _whole(row: Row, column: str) -> str:
    """A number of sites; "none" stays 0 in a table."""
    return format_cell(row[column], decimals=0)


def _seen(row: Row) -> str:
    """ "5 of 6" sites with evidence, or nothing where there is none."""
    sites = _whole(row, "sites_with_evidence")
    replicated = _whole(row, "sites_replicated")
    if NOT_SHOWN in (sites, replicated):
        return NOT_SHOWN
    return "" if sites in ("", "0") else f"{replicated} of {sites}"


def _within(sectors: list[str]) -> str:
    known = [sector for sector in sectors if sector]
    return f" ({', '.join(known)})" if len(known) > 1 else ""


def _specific(number: int) -> str:
    return f"{count(number, 'condition').capitalize()} {'holds' if number == 1 else 'hold'} in one"


def _html_of_chapter(chapter: Chapter) -> Markup:
    table = html_table(chapter.table, caption=chapter.caption)
    entries = Markup("\n").join(_html_of_entry(entry) for entry in chapter.entries)
    return Markup("<h2>{}</h2>\n{}\n{}").format(chapter.title, table, entries)


def _html_of_entry(entry: Entry) -> Markup:
    parts = [Markup("<h3>{}</h3>\n<p>{}</p>").format(entry.label, entry.condition), bullet_list(entry.found).html()]
    parts += [_html_of_quote(*quote) for quote in entry.quotes]
    if entry.documents:
        parts.append(paragraph(f"Documents that may be shared: {join_words(entry.documents)}.", role="note").html())
    return Markup("\n").join(parts)


def _html_of_quote(text: str, who: str) -> Markup:
    told = Markup("<p>{}</p>").format(who) if who else ""
    return Markup("<blockquote><p>{}</p>{}</blockquote>").format(text, told)
