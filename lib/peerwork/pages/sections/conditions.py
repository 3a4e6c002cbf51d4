"""Was each condition in place?"""

from __future__ import annotations

import pandas as pd

from peerwork.pages.charts.conditions import draw_conditions, draw_conditions_by_site
from peerwork.pages.prose import Prose, count, listed, missing, say, say_list, was
from peerwork.pages.sections.section import ChartSection, Shown
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
            return missing("No answers on conditions were recorded.")
        return self._say_site(rows) if self.context.scope is Scope.SITE else self._say_study(rows)

    def finding(self) -> str:
        """How many of the factors that can be judged were in place, not in place and contested."""
        rows = self._statuses()
        if rows.empty or self.context.scope is not Scope.SITE:
            return super().finding()
        tally = rows["status"].value_counts()
        judged = len(rows) - tally.get(Status.TOO_LITTLE, 0)
        if not judged:
            return "For no factor is there evidence enough to say whether it was in place."
        placed, absent, contested = (tally.get(s, 0) for s in (Status.IN_PLACE, Status.NOT_IN_PLACE, Status.CONTESTED))
        told = f"Of {count(judged, 'factor')} with evidence enough, {placed or 'none'} {was(placed)} in place"
        told += f" and {absent or 'none'} {was(absent)} not"
        return f"{told}; on {contested} stakeholder groups contradict each other." if contested else f"{told}."

    def _chart(self) -> Shown:
        """One site: the share in place of each factor, and of each group. Across sites: a tile a factor and site."""
        rows = self.rows("conditions")
        if rows.empty:
            return missing("No answers on conditions were recorded.")
        if self.context.scope is Scope.SITE:
            return draw_conditions(self.with_weak(rows, "status"), self.context, name=self.chart_name("conditions"))
        return draw_conditions_by_site(self._statuses(), self.context, name=self.chart_name("conditions"))

    def how_to_read(self) -> Prose:
        """The thresholds behind the statuses."""
        rules = self.context.rules
        return say(
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

    def _statuses(self) -> pd.DataFrame:
        rows = self.rows("conditions")
        return rows[rows["group"].isna()] if not rows.empty else rows

    def _say_site(self, rows: pd.DataFrame) -> Prose:
        sentences = []
        for status in TOLD:
            factors = [self.context.factor(name) for name in rows.loc[rows["status"] == status, "factor"]]
            if factors:
                sentences.append(f"{PHRASES[status].capitalize()}: {count(len(factors), 'factor')}{_names(factors)}.")
        return say_list(sentences, role="findings")

    def _say_study(self, rows: pd.DataFrame) -> Prose:
        sites = rows[rows["status"] != Status.TOO_LITTLE].groupby("factor", sort=False)["status"]
        counted = pd.DataFrame({"n": sites.size(), "placed": sites.agg(lambda s: (s == Status.IN_PLACE).sum())})
        if counted.empty:
            return missing("No condition has evidence enough at any site.")
        ranked = counted.sort_values(["placed", "n"], ascending=[False, True], kind="stable")
        most, least = ranked.index[0], ranked.index[-1]
        told = [f"In place at most sites: {self._of(ranked, most)}."]
        if most != least:
            told.append(f"In place at fewest: {self._of(ranked, least)}.")
        contested = int((rows["status"] == Status.CONTESTED).sum())
        if contested:
            told.append(
                f"Stakeholder groups contradict each other {count(contested, 'time')}, a factor at a site each."
            )
        return say(*told, role="findings")

    def _of(self, ranked: pd.DataFrame, factor: str) -> str:
        row = ranked.loc[factor]
        return f"{self.context.factor(factor)} ({row['placed']} of {count(int(row['n']), 'site')} with evidence)"


def _names(factors: list[str]) -> str:
    return f" ({listed(factors)})" if len(factors) <= 5 else ""
