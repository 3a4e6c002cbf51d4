"""Was each condition in place?"""

from __future__ import annotations

import pandas as pd

from peerwork.pages.charts.conditions import draw_conditions, draw_conditions_by_site
from peerwork.pages.prose import Prose, bullet_list, count, join_words, missing, paragraph, was
from peerwork.pages.ranks import NAMED
from peerwork.pages.sections.section import ChartSection, Shown
from peerwork.pages.shown import describe_nothing_judged, judged_words, shown, tally
from peerwork.vocabulary import Scope, Status

TOLD = (Status.IN_PLACE, Status.NOT_IN_PLACE, Status.MIXED, Status.CONTESTED, Status.TOO_LITTLE)
PHRASES = {
    Status.IN_PLACE: "in place",
    Status.NOT_IN_PLACE: "not in place",
    Status.MIXED: "mixed answers",
    Status.CONTESTED: "contested between stakeholder groups",
    Status.TOO_LITTLE: "too little evidence",
}


class Conditions(ChartSection):
    """METHOD 2: the share who say that a condition is in place, and the status of each site."""

    def say(self) -> Prose:
        """At a site: how many factors have each status. Across sites: what is most and least in place."""
        rows = self._statuses()
        if rows.empty:
            return self._nothing()
        return self._describe_site(rows) if self.context.scope is Scope.SITE else self._describe_study(rows)

    def finding(self) -> str:
        """How many of the factors that can be judged were in place, not in place and contested."""
        rows = self._statuses()
        if rows.empty or self.context.scope is not Scope.SITE:
            return super().finding()
        counts = tally(rows["status"])
        if not counts.judged:
            return describe_nothing_judged(counts, "factor", "The status")
        placed, absent, contested = map(counts.of, (Status.IN_PLACE, Status.NOT_IN_PLACE, Status.CONTESTED))
        told = f"Of {judged_words(counts, 'factor')}, {placed or 'none'} {was(placed)} in place"
        told += f" and {absent or 'none'} {was(absent)} not"
        return f"{told}; on {contested} stakeholder groups contradict each other." if contested else f"{told}."

    def _chart(self) -> Shown:
        """One site: the share in place of each factor, and of each group. Across sites: a tile a factor and site."""
        rows = self.rows("conditions")
        if rows.empty:
            return self._nothing()
        if self.context.scope is Scope.SITE:
            return draw_conditions(self.with_weak(rows, "status"), self.context, name=self.chart_name("conditions"))
        return draw_conditions_by_site(self._statuses(), self.context, name=self.chart_name("conditions"))

    def how_to_read(self) -> Prose:
        """The thresholds behind the statuses."""
        rules = self.context.rules
        return paragraph(
            "Yes counts 1, partly a half and no 0; the share of a site is the mean of its groups' shares, "
            "so that no group is outvoted.",
            f"From {rules.in_place_share:.0%} a condition is in place, up to {rules.not_in_place_share:.0%} it is not, "
            "between the two answers are mixed.",
            f"It is contested when one group with {rules.contested_min_answers} or more answers says in place and "
            "another says not.",
            f"With fewer than {rules.min_answers} informative answers, or of fewer than {rules.min_groups} groups, "
            f"or of less than {rules.min_share_asked:.0%} of those asked, there is too little evidence.",
            role="how",
        )

    def _nothing(self) -> Prose:
        none = "No answers on conditions were recorded."
        return missing(self.context.lacks(none, "Whether conditions were in place is not shown here."))

    def _statuses(self) -> pd.DataFrame:
        rows = self.rows("conditions")
        return rows[rows["group"].isna()] if not rows.empty else rows

    def _describe_site(self, rows: pd.DataFrame) -> Prose:
        sentences = []
        for status in TOLD:
            factors = [self.context.factor(name) for name in rows.loc[rows["status"] == status, "factor"]]
            if factors:
                sentences.append(f"{PHRASES[status].capitalize()}: {count(len(factors), 'factor')}{_names(factors)}.")
        hidden = tally(rows["status"]).hidden
        sentences += [f"Not shown: {count(hidden, 'factor')}."] if hidden else []
        return bullet_list(sentences, role="findings")

    def _describe_study(self, rows: pd.DataFrame) -> Prose:
        judged = rows[shown(rows["status"]) & rows["status"].ne(Status.TOO_LITTLE)]
        if judged.empty:
            return missing(
                describe_nothing_judged(
                    tally(rows["status"]), "factor at a site", "The status", plural="factors at sites"
                )
            )
        sites = judged.groupby("factor", sort=False)["status"]
        counted = pd.DataFrame({"n": sites.size(), "placed": sites.agg(lambda s: (s == Status.IN_PLACE).sum())})
        most, least = counted["placed"].max(), counted["placed"].min()
        told = [f"In place at most sites{self.context.over}: {self._of(counted, most)}."] if most else []
        if least < most or not most:
            fewest = (
                f"at fewest sites{self.context.over}" if least else f"at no site{self.context.over} that can be judged"
            )
            told.append(f"In place {fewest}: {self._of(counted, least)}.")
        contested = int((rows["status"] == Status.CONTESTED).sum())
        if contested:
            told.append(
                f"Stakeholder groups contradict each other {count(contested, 'time')}, a factor at a site each, of "
                f"{count(len(judged), 'status', 'statuses')}{self.context.over} with evidence enough."
            )
        return paragraph(*told, role="findings")

    def _of(self, counted: pd.DataFrame, placed: int) -> str:
        """Every factor in place at so many sites: by name where they are few, with of how many, else their number."""
        found = counted[counted["placed"] == placed]
        if len(found) > NAMED:
            each = f", at {count(int(placed), 'site')} each" if placed else ""
            return f"{count(len(found), 'factor')}{each}"
        labels, sites = [self.context.factor(str(factor)) for factor in found.index], found["n"].tolist()
        if len(set(sites)) == 1:
            each = " each" if len(labels) > 1 else ""
            return f"{join_words(labels)} ({self._seen(placed, sites[0])}{each})"
        return join_words(f"{label} ({self._seen(placed, n)})" for label, n in zip(labels, sites, strict=True))

    def _seen(self, placed: int, sites: int) -> str:
        return f"{placed} of {count(int(sites), 'site')}{self.context.over} with evidence"


def _names(factors: list[str]) -> str:
    return f" ({join_words(factors)})" if len(factors) <= 5 else ""
