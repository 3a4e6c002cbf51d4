"""Did each condition matter as the framework proposes, and how fragile is that at this site?"""

from __future__ import annotations

import pandas as pd

from peerwork.cells import numbers
from peerwork.pages.charts.patterns import draw_patterns
from peerwork.pages.prose import Prose, bullet_list, count, join_words, missing, paragraph
from peerwork.pages.sections.section import ChartSection, Shown
from peerwork.pages.shown import describe_nothing_judged, judged_words, tally
from peerwork.vocabulary import Pattern

PHRASES = {
    Pattern.REPLICATED: "As proposed",
    Pattern.ALTERNATIVE: "The other way round",
    Pattern.NO_DIFFERENCE: "Made no difference",
    Pattern.MIXED: "Mixed patterns",
    Pattern.TOO_LITTLE: "Too little evidence",
}


class Patterns(ChartSection):
    """METHOD 3: the proposed pattern, tested at one site."""

    def say(self) -> Prose:
        """How many conditions have each verdict, and how many verdicts hang on one answer."""
        rows = self.rows("patterns")
        if rows.empty:
            return self._nothing()
        told = [self._describe_verdict(rows, verdict) for verdict in Pattern if (rows["verdict"] == verdict).any()]
        hidden = tally(rows["verdict"]).hidden
        told += [f"Not shown: {count(hidden, 'condition')}."] if hidden else []
        return bullet_list([*told, *self._describe_fragile(rows), *self._describe_expected(rows)], role="findings")

    def finding(self) -> str:
        """How many of the conditions that can be judged worked as proposed, the other way round or not at all."""
        rows = self.rows("patterns")
        if rows.empty:
            return ""
        counts = tally(rows["verdict"])
        if not counts.judged:
            return describe_nothing_judged(counts, "condition", "The pattern")
        proposed = counts.of(Pattern.REPLICATED)
        others = {
            "the other way round": counts.of(Pattern.ALTERNATIVE),
            "made no difference": counts.of(Pattern.NO_DIFFERENCE),
            "were mixed": counts.of(Pattern.MIXED),
        }
        told = [f"{proposed or 'none'} worked as the framework proposes"]
        told += [f"{number} {words}" for words, number in others.items() if number]
        return f"Of {judged_words(counts, 'condition', 'with enough answers')}, {join_words(told)}."

    def _nothing(self) -> Prose:
        none = "No answers on effects were recorded."
        return missing(self.context.lacks(none, "Whether conditions worked as proposed is not shown here."))

    def _chart(self) -> Shown:
        """The answers of each condition by what they show, with the verdict and what would change it."""
        rows = self.rows("patterns")
        if rows.empty:
            return self._nothing()
        return draw_patterns(self.with_weak(rows, "pattern"), self.context, name=self.chart_name("patterns"))

    def how_to_read(self) -> Prose:
        """What counts as proposed, contrary and no difference, and the threshold."""
        rules = self.context.rules
        return paragraph(
            "As proposed: the condition is in place and helps, or it is missing and that hinders. Contrary: in place "
            "and hinders, or missing and that helps.",
            f"A pattern needs {rules.pattern_share:.0%} of at least {rules.min_answers} answers from at least "
            f"{rules.min_groups} groups; yes and no count, partly is shown apart.",
            "These are what people perceive: what is in place and what it did come from the same interviews.",
            role="how",
        )

    def _describe_verdict(self, rows: pd.DataFrame, verdict: Pattern) -> str:
        factors = [self.context.factor(name) for name in rows.loc[rows["verdict"] == verdict, "factor"]]
        names = f" ({join_words(factors)})" if len(factors) <= 5 else ""
        return f"{PHRASES[verdict]}: {count(len(factors), 'condition')}{names}."

    def _describe_fragile(self, rows: pd.DataFrame) -> list[str]:
        if "flips_to_change" not in rows.columns:
            return []
        fragile = int((numbers(rows["flips_to_change"]) == 1).sum())
        return (
            [f"One answer given otherwise would change the verdict of {count(fragile, 'condition')}."]
            if fragile
            else []
        )

    def _describe_expected(self, rows: pd.DataFrame) -> list[str]:
        """A replicated pattern that chance alone would show as often shows nothing: say which."""
        if "expected_share" not in rows.columns:
            return []
        replicated = rows[rows["verdict"] == Pattern.REPLICATED]
        proposed = numbers(replicated["present_helps"]) + numbers(replicated["absent_hinders"])
        weak = replicated[proposed / numbers(replicated["n"]) <= numbers(replicated["expected_share"]) + 1e-9]
        if weak.empty:
            return []
        names = join_words(self.context.factor(name) for name in weak["factor"]) if len(weak) <= 5 else ""
        verb = "shows" if len(weak) == 1 else "show"
        return [
            f"{count(len(weak), 'pattern').capitalize()}{f' ({names})' if names else ''} {verb} no more than would be "
            "seen if being in place and helping had nothing to do with each other."
        ]
