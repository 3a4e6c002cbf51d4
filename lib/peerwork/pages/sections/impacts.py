"""What has changed, for whom, and what would each group call success?"""

from __future__ import annotations

from functools import cached_property
from typing import Any

import pandas as pd

from peerwork.cells import each, number, numbers, records, side, withheld
from peerwork.pages.answers.english import capital
from peerwork.pages.charts.impacts import draw_impacts
from peerwork.pages.charts.rows import whole
from peerwork.pages.prose import Prose, bullet_list, count, join_words, missing, paragraph, was
from peerwork.pages.quotations import Quotation, Quotations
from peerwork.pages.ranks import describe_first, places
from peerwork.pages.sections.section import ChartSection, Listing, Sentences, Shown
from peerwork.vocabulary import Direction, ImpactOn, Scope

NOTHING = "Perceived impacts are not shown on this page."


class Impacts(ChartSection):
    """METHOD 8: perceived impacts, negative ones included."""

    def say(self) -> Prose:
        """How many impacts were described, how many of them negative, and on whom."""
        rows = self.own("impact_counts")
        if rows.empty:
            return self._nothing()
        if withheld(rows["n_impacts"]).any():
            return self._describe_people(rows)
        impacts = rows.assign(count=numbers(rows["n_impacts"]))
        total = int(impacts["count"].sum())
        by_direction = impacts.groupby("direction")["count"].sum()
        bad, mixed = (int(by_direction.get(way, 0)) for way in (Direction.NEGATIVE, Direction.MIXED))
        told = f"{count(total, 'impact').capitalize()} {was(total)} described: {bad or 'none'} {was(bad)} negative"
        told += f" and {mixed or 'none'} mixed."
        return bullet_list([told, self._describe_most(impacts), *self._describe_success(impacts)], role="findings")

    def _chart(self) -> Shown:
        """Counts by who is affected and direction: of everybody, and on a page of the study of each group."""
        rows = self.own("impact_counts")
        if rows.empty:
            return self._nothing()
        if withheld(rows["n_impacts"]).any():
            return Listing("How many people told of impacts, by who is affected", self._people(rows))
        parts = {"Everybody" if self.context.scope is not Scope.GROUP else self.context.subject: rows}
        if self.context.scope is Scope.STUDY:
            groups = self.own("impact_counts", scope=Scope.GROUP)
            for group in self.context.framework.groups:
                if (groups["group"] == group).any():
                    parts[self.context.group(group)] = groups[groups["group"] == group]
        return draw_impacts(parts, name=self.chart_name("impacts"), whom=self._whom)

    @cached_property
    def _whom(self) -> dict[str, str]:
        """Who may be affected, as the framework calls them."""
        named = self.context.framework.impacts_on
        return {on.value: capital(named.get(on.value, on.value.replace("_", " "))) for on in ImpactOn}

    def list(self) -> Any:
        """Every negative and mixed impact, in full, by who is affected."""
        rows = self.rows("impacts")
        rows = rows[rows["direction"].ne(Direction.POSITIVE)] if not rows.empty else rows
        if rows.empty:
            return missing("No negative or mixed impact is quoted on this page.")
        about = tuple(
            (whom, self._quoted(rows[rows["on"] == on])) for on, whom in self._whom.items() if (rows["on"] == on).any()
        )
        return Quotations("Negative and mixed impacts, in the words of those who described them:", about)

    def list_success(self) -> Any:
        """What each stakeholder group would call success, in full."""
        rows = self.rows("impacts")
        rows = rows[rows["success"].eq("yes")] if not rows.empty else rows
        if rows.empty:
            return missing("Nothing that would be called success is quoted on this page.")
        about = tuple(
            (self.context.group(group), self._quoted(rows[rows["group"] == group]))
            for group in self.context.framework.groups
            if (rows["group"] == group).any()
        )
        return Quotations("What each group would call success:", about)

    def how_to_read(self) -> Prose:
        """That impacts are perceived, and counted as described."""
        return paragraph(
            "Impacts are what interviewees described, nothing measured; one person may describe several.",
            "Success is what those who told of an impact said they would call success.",
            role="how",
        )

    def _quoted(self, rows: pd.DataFrame) -> tuple[Quotation, ...]:
        return tuple(
            Quotation(row.text, ", ".join((row.direction, self.context.group(row.group), row.site)))
            for row in each(rows[["text", "direction", "group", "site"]])
        )

    def _describe_people(self, rows: pd.DataFrame) -> Prose:
        """What most people told of, where it is not shown how many impacts there were; all that tie."""
        cells = {(row["direction"], row["on"]): row["n_people"] for row in records(rows)}
        ranked = places([f"{way} impacts on {self._whom[on].lower()}" for way, on in cells], list(cells.values()))
        if not ranked:
            return missing("How many people told of impacts is not shown here.")
        most = describe_first(ranked, self._who, "kind of impact")
        return paragraph(f"Told of by most people{self.context.of_shown}: {most}.", role="findings")

    def _who(self, cell: Any) -> str:
        people = int(number(cell))
        return {">": f"{people} people or more", "<": f"{people} people or fewer"}.get(
            side(cell), count(people, "person", "people")
        )

    def _nothing(self) -> Prose:
        return missing(self.context.lacks("No impacts were recorded here.", NOTHING))

    def _people(self, rows: pd.DataFrame) -> pd.DataFrame:
        """One row who is affected, one column a direction: people, or that they are too few to be shown."""
        wide = rows.assign(people=rows["n_people"].map(whole)).pivot(index="on", columns="direction", values="people")
        known = [on for on in self._whom if on in wide.index]
        told = {str(way).capitalize(): wide.loc[known, way].fillna("") for way in Direction if way in wide}
        named = {"Impacts on": [self._whom[on] for on in known]}
        return pd.DataFrame(named | {k: v.to_list() for k, v in told.items()})

    def _describe_most(self, impacts: pd.DataFrame) -> str:
        totals = impacts.groupby("on")["count"].sum()
        most = [self._whom[on].lower() for on in self._whom if totals.get(on, 0) == totals.max()]
        return f"The most are on {join_words(most)} ({totals.max():.0f}{' each' if len(most) > 1 else ''})."

    def _describe_success(self, impacts: pd.DataFrame) -> Sentences:
        if withheld(impacts["n_success"]).any():
            return []
        found = int(numbers(impacts["n_success"]).sum())
        verb, them = ("was", "it") if found == 1 else ("were", "them")
        return [f"{count(found, 'impact').capitalize()} {verb} called success by those who told of {them}."]
