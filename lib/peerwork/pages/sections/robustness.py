"""Which verdicts would not survive one interview less, one answer more, or thresholds a little apart?"""

from __future__ import annotations

from typing import Any

import pandas as pd

from peerwork.cells import percent
from peerwork.pages.charts.rows import said, whole
from peerwork.pages.prose import Prose, bullet_list, count, join_words, missing, paragraph
from peerwork.pages.sections.section import Listing, Section
from peerwork.pages.shown import shown
from peerwork.vocabulary import Scope, Status

NOTHING = "How robust verdicts are is not shown on this page."
NONE = "There is no verdict with evidence enough to be tested."
FRAGILE = (
    "A verdict is fragile, and marked ◇, when one answer would change it, when it would be another without one "
    "of the people interviewed, or when it holds at half or fewer of the thresholds tried."
)
KINDS = {"status": "in place or not", "pattern": "as proposed or not", "replication": "across sites"}


class Robustness(Section):
    """The verdicts that hang on one answer, one interview or the exact threshold."""

    def say(self) -> Prose:
        """Of each kind of verdict, how many would not survive."""
        rows = self._judged()
        if rows.empty:
            return self._nothing()
        kinds = [kind for kind in KINDS if (rows["kind"] == kind).any()]
        return bullet_list([self._describe_kind(rows[rows["kind"] == kind], kind) for kind in kinds], role="findings")

    def finding(self) -> str:
        """How many verdicts of every kind would not survive."""
        rows = self._judged()
        if rows.empty:
            return ""
        weak = int(rows["fragile"].eq("yes").sum())
        return (
            f"Of {count(len(rows), 'verdict')} with evidence enough, {weak or 'none'} would not survive small changes."
        )

    def list(self) -> Any:
        """The verdicts that would not survive: those of the site, or those across sites."""
        rows = self._judged()
        weak = rows[rows["fragile"].eq("yes")] if not rows.empty else rows
        if self.context.scope is Scope.STUDY and not weak.empty:
            weak = weak[weak["kind"] == "replication"]
        if weak.empty:
            return paragraph("Every verdict listed here would survive.", role="note") if len(rows) else self._nothing()
        columns = {
            "Factor": weak["factor"].map(self.context.factor),
            "Verdict on": weak["kind"].map(KINDS),
            "Verdict": weak["verdict"].map(said),
            "Answers to change it": weak["flips"].map(whole),
            "Holds without any one person": weak["holds_leave_one_out"].map(percent),
            "Holds at other thresholds": weak["holds_thresholds"].map(percent),
        }
        return Listing("Verdicts that would not survive", pd.DataFrame(columns))

    def list_sites(self) -> Any:
        """At which sites a factor's verdict would not survive."""
        rows = self._judged()
        weak = rows[rows["fragile"].eq("yes") & rows["site"].notna()] if not rows.empty else rows
        if weak.empty:
            return missing("No verdict of a site is fragile.") if len(rows) else self._nothing()
        sites = weak.groupby(["factor", "kind"], sort=False)["site"].agg(lambda codes: join_words(sorted(codes)))
        wide = sites.unstack("kind").reindex(weak["factor"].drop_duplicates())
        columns = {KINDS[kind].capitalize(): wide[kind].fillna("") for kind in KINDS if kind in wide}
        table = pd.DataFrame(columns).reset_index()
        table["factor"] = table["factor"].map(self.context.factor)
        return Listing("Sites whose verdict would not survive", table.rename(columns={"factor": "Factor"}))

    def how_to_read(self) -> Prose:
        """What makes a verdict fragile."""
        return paragraph(
            FRAGILE,
            "Shares that decide are tried from 60% to 75%, the answers needed with one more, and shares of sites from "
            "67% to 80%.",
            role="how",
        )

    def _nothing(self) -> Prose:
        return missing(self.context.lacks(NONE, NOTHING))

    def _judged(self) -> pd.DataFrame:
        rows = self.rows("robustness")
        return rows[shown(rows["verdict"]) & rows["verdict"].ne(Status.TOO_LITTLE)] if not rows.empty else rows

    def _describe_kind(self, rows: pd.DataFrame, kind: str) -> str:
        weak = rows[rows["fragile"].eq("yes")]
        names = self.named(weak["factor"]) if self.context.scope is Scope.SITE or kind == "replication" else ""
        of = f"{len(weak) or 'none'} of {count(len(rows), 'verdict')}"
        return f"{KINDS[kind].capitalize()}: {of} would not survive{names}."
