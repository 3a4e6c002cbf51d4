"""What did people say in their own words?"""

from __future__ import annotations

from collections.abc import Container
from typing import Any

import pandas as pd

from peerwork.cells import Row, numbers, records
from peerwork.pages.charts.rows import whole
from peerwork.pages.prose import Prose, bullet_list, count, join_words, missing, paragraph, was
from peerwork.pages.quotations import Quotation, Quotations
from peerwork.pages.ranks import NAMED
from peerwork.pages.sections.section import Listing, Section, Sentences
from peerwork.vocabulary import Audience, Scope

NOTHING = "No passage is shown on this page."


class Passages(Section):
    """METHOD 8: the qualitative matrix, and the passages that the page's audience may read."""

    def say(self) -> Prose:
        """How many passages there are, on what, and how many of them can be read here."""
        counts, passages = self._counts(), self._passages()
        if counts.empty and passages.empty:
            return missing(NOTHING)
        told = [self._describe_counts(counts), *self._describe_most(counts)] if not counts.empty else []
        if self.context.audience is not Audience.TEAM or counts.empty:
            told.append(f"{count(len(passages), 'passage').capitalize()} may be read here.")
        return bullet_list(told, role="findings")

    def list_counts(self) -> Any:
        """Factor or theme by stakeholder group (at a site: the site alone): passages, and of how many people."""
        counts = self._counts()
        if counts.empty:
            return missing("How many passages there are is not shown on this page.")
        columns = {"About": self._about(counts).tolist(), "Passages": counts["n_passages"].map(whole).tolist()}
        columns["People"] = counts["n_people"].map(whole).tolist()
        if self.context.scope is Scope.STUDY:
            columns |= self._by_group(counts)
        return Listing("Passages on each factor and theme, and of how many people", pd.DataFrame(columns))

    def list(self) -> Any:
        """The passages themselves, in full, under the factor or theme that they are about."""
        rows = self._passages()
        if rows.empty:
            return missing(NOTHING)
        rows = rows.assign(about=self._about(rows))
        about = tuple(
            (str(label), tuple(self._quoted(row) for row in records(part)))
            for label, part in rows.groupby("about", sort=False)
        )
        return Quotations(f"{count(len(rows), 'passage').capitalize()} on {count(len(about), 'subject')}:", about)

    def how_to_read(self) -> Prose:
        """Who may read what."""
        if self.context.audience is Audience.TEAM:
            return paragraph(
                "Passages are as they were coded, with names left in: they are for the research team only. The widest "
                "audience that may read each is said beside it.",
                role="how",
            )
        return paragraph(
            "Names and places are taken out; passages are those released for readers of this page.", role="how"
        )

    def _counts(self) -> pd.DataFrame:
        return self._in_order(self.context.slice.tables.get("passage_counts", pd.DataFrame()), self.context.scope)

    def _passages(self) -> pd.DataFrame:
        """The rows whose text the audience may read; a page about a site or group needs to know whose they are."""
        rows = self._in_order(self.context.slice.tables.get("passages", pd.DataFrame()))
        about = {Scope.SITE: "site", Scope.GROUP: "group"}.get(self.context.scope)
        if rows.empty or (about and about not in rows):
            return rows.iloc[:0]
        return rows.dropna(subset=[self._text_column(rows)])

    def _in_order(self, rows: pd.DataFrame, scope: Scope | None = None) -> pd.DataFrame:
        """Factors in the framework's order, then themes."""
        if rows.empty:
            return rows
        rows = rows if scope is None else rows[rows["scope"] == scope]
        rank = {factor.id: place for place, factor in enumerate(self.context.factors)}
        known = rows[rows["factor"].isna() | rows["factor"].isin(rank)]
        order = known["factor"].map(rank).fillna(len(rank))
        return known.assign(order=order).sort_values(["order", "theme"], kind="stable")

    def _about(self, rows: pd.DataFrame) -> pd.Series:
        """The factor's label, or the theme's."""
        factors = rows["factor"].map(self.context.factor, na_action="ignore")
        return factors.fillna(rows["theme"].map(self._theme, na_action="ignore"))

    def _theme(self, name: str) -> str:
        themes = self.context.slice.tables.get("themes")
        labels = {} if themes is None else dict(zip(themes["theme"], themes["label"], strict=True))
        return f"Theme: {labels.get(name, name.replace('_', ' '))}"

    def _by_group(self, counts: pd.DataFrame) -> dict[str, Sentences]:
        rows = self._in_order(self.context.slice.tables["passage_counts"], Scope.GROUP)
        keys = list(zip(counts["factor"].fillna(""), counts["theme"].fillna(""), strict=True))
        columns = {}
        for group in self.context.framework.groups:
            part = rows[rows["group"] == group].fillna({"factor": "", "theme": ""}).set_index(["factor", "theme"])
            told = {key: f"{row['n_passages']:.0f} ({row['n_people']:.0f})" for key, row in part.iterrows()}
            columns[f"{self.context.group(group)} (people)"] = [told.get(key, "") for key in keys]
        return columns

    def _text_column(self, row: Container[str]) -> str:
        return "text" if "text" in row else "quotable_text"

    def _quoted(self, row: Row) -> Quotation:
        names = ("participant",) if self.context.scope is Scope.SITE else ("participant", "site")
        known = [row[name] for name in names if name in row and pd.notna(row[name])]
        if "group" in row and pd.notna(row["group"]):
            known.insert(0, self.context.group(row["group"]))
        if "source" in row and not known:
            known.append(str(row["source"]).replace("_", " "))
        if "may_quote" in row and self.context.audience is Audience.TEAM:
            known.append(f"may be quoted: {row['may_quote'] if pd.notna(row['may_quote']) else 'no'}")
        return Quotation(row[self._text_column(row)], ", ".join(known))

    def _describe_counts(self, counts: pd.DataFrame) -> str:
        factors, themes = int(counts["factor"].notna().sum()), int(counts["theme"].notna().sum())
        passages = int(numbers(counts["n_passages"]).sum())
        on = [count(number, noun) for number, noun in ((factors, "factor"), (themes, "theme")) if number]
        return f"{count(passages, 'passage').capitalize()} {was(passages)} coded, on {join_words(on)}."

    def _describe_most(self, counts: pd.DataFrame) -> Sentences:
        rows = counts[counts["factor"].notna()]
        if rows.empty:
            return []
        counted = numbers(rows["n_passages"])
        most = rows[counted == counted.max()]
        labels = [self.context.factor(name) for name in most["factor"]]
        names = join_words(labels) if len(labels) <= NAMED else count(len(labels), "factor")
        each = " each" if len(labels) > 1 else ""
        return [f"Most on a factor: {names} ({count(int(counted.max()), 'passage')}{each})."]
