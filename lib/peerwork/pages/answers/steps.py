"""What to do first, and what is due: from what divides the services, what is nowhere in place, and the calendar."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from peerwork.pages.answers.answer import Answer
from peerwork.pages.answers.disagreement import FEWEST, OFTEN
from peerwork.pages.answers.english import all_or_none, both_or_all, capital, lower_label, quoted, some, verb
from peerwork.pages.answers.mattered import fits_as_shown, sort_conditions, splits
from peerwork.pages.answers.rated_sites import RatedSites
from peerwork.pages.answers.since import Since
from peerwork.pages.blocks import Block, Said, Steps
from peerwork.pages.prose import join_words
from peerwork.vocabulary import Status

EVENTS = {
    "fieldwork": "interviews", "workshop": "workshop", "report": "report", "board": "board meeting",
        "conference": "conference",
}  # fmt: skip
WHEN = ("under_way", "due_before_board", "later")


class FirstSteps(Answer):
    """What to do first, in order: what divides the services, what is nowhere in place, whom to ask as well."""

    def block(self) -> Block | None:
        """Up to four steps, each named from the tables; nothing where nothing mattered across services."""
        steps = tuple(filter(None, (*self._divides(), self._apart(), self._nowhere(), self._some(), self._ask())))
        return Block("What to do first", "", (Steps(steps, numbered=True),)) if steps else None

    def _divides(self) -> tuple[str, ...]:
        """The conditions that go with the outcome everywhere, and who lacks them."""
        evidence = self.evidence
        split = sorted(splits(evidence), key=self.context.factor)
        if not split:
            return ()
        lack = [site for site in evidence.sites if evidence.status(split[0], site) == Status.NOT_IN_PLACE]
        who = all_or_none(lack, most=8) or some(len(lack), evidence.words.service, evidence.words.services)
        them = both_or_all(len(split)) if len(split) > 1 else "it"
        more = sorted(fits_as_shown(evidence), key=self.context.factor)
        fit = f" {capital(self._named(more))} {verb(len(more), 'fits', 'fit')} as well, as far as it can be shown."
        said = f"See to {self._named(split)}. {capital(who)} {verb(len(lack), 'lacks', 'lack')} {them}."
        return (said + (fit if more else ""),)

    def _apart(self) -> str:
        """In a study of consensus ratings: what stands furthest apart, and who is rated lowest on it."""
        rated = RatedSites(self.context)
        if not rated.apart():
            return ""
        gaps = self.rows("distinguishing").astype({"factor": "str"}).set_index("factor")["gap"]
        widest = [f for f in rated.apart() if gaps[f] == gaps[rated.apart()[0]]]
        services = self.evidence.words.services
        return f"See to what sets {services} with high implementation furthest apart: {self._named(widest)}."

    def _nowhere(self) -> str:
        never = sort_conditions(self.evidence)["never"]
        if not never:
            return ""
        return (
            f"Start on what no {self.evidence.words.service} that could be judged has in place: {self._named(never)}."
        )

    def _some(self) -> str:
        """Where nothing divides the services: what mattered and is in place at fewest of those judged."""
        evidence = self.evidence
        if splits(evidence) or not evidence.mattered:
            return ""
        judged = {f: len(evidence.judged(f)) for f in evidence.mattered}
        open_ones = [f for f in evidence.mattered if judged[f] and 0 < evidence.n_in_place(f) < judged[f]]
        if not open_ones:
            return ""
        least = min(evidence.n_in_place(f) / judged[f] for f in open_ones)
        same = [f for f in open_ones if evidence.n_in_place(f) / judged[f] == least]
        return (
            f"See to what the smallest share of the {evidence.words.services} judged has in place: {self._named(same)}."
        )

    def _ask(self) -> str:
        evidence, contested = self.evidence, []
        for factor in evidence.conditions:
            judged, states = len(evidence.judged(factor.id)), evidence.states(factor.id)
            if judged >= FEWEST and states.count(Status.CONTESTED) >= OFTEN * judged:
                contested.append(factor.id)
        if not contested:
            return ""
        what = self._named(contested)
        at = f"at half or more of the {self.evidence.words.services} judged"
        return f"Ask everybody, not one group alone: {at}, answers contradict each other on {what}."

    def _named(self, factors: list[str]) -> str:
        """The labels; their number where they are many."""
        return quoted([self.context.factor(f) for f in factors]) or some(len(factors), "thing")


class Due(Answer):
    """What changed since an earlier edition, what is under way, and what comes before and after the next board."""

    def block(self) -> Block | None:
        """A line an event, or a kind of event on several days, after what changed."""
        changed, lines = Since(self.context).sentence(), self._all_lines()
        if not changed and not lines:
            return None
        if not lines:
            return Block("What changed", "", (Said(changed),))
        title = "What changed, and what is due" if changed else "What is due"
        if changed:
            return Block(title, "", (Said(changed), Steps(tuple(lines))))
        return Block(title, "", (Steps((*lines, "There is no earlier edition to compare with")),))

    def _all_lines(self) -> list[str]:
        rows = self.rows("calendar")
        if rows.empty:
            return []
        openings = zip(WHEN, ("Under way: ", "", "After that: "), strict=True)
        return [line for when, opening in openings for line in self._lines(rows[rows["when"] == when], opening)]

    def _lines(self, rows: pd.DataFrame, before: str) -> list[str]:
        made = []
        for what, found in rows.groupby("what", sort=False):
            noun = EVENTS.get(str(what), str(what))
            told = join_words([self._event(row) for row in found.to_dict("records")])
            plural = f"{noun}s" if len(found) > 1 and not noun.endswith("s") else noun
            made.append(capital(f"{before}{plural} {told}"))
        return made

    def _event(self, row: dict) -> str:
        site = "" if pd.isna(row.get("site")) else f"at {row['site']} "
        note = "" if pd.isna(row.get("note")) else f"({lower_label(str(row['note']))}) "
        wave = "" if pd.isna(row.get("wave")) or site else f"in {row['wave']} "
        until = f"{'on' if row['starts'] == row['ends'] else 'until'} {self._day(row['ends'])}"
        return f"{site}{note}{wave}{until}"

    def _day(self, value: object) -> str:
        """Without the year where it is the one that the page speaks of."""
        day = describe_day(value)
        return day.removesuffix(f" {str(self.context.facts['as_of'])[:4]}")


def describe_day(value: object) -> str:
    """ "13 September 2012"."""
    day = dt.date.fromisoformat(str(value)[:10])
    return f"{day.day} {day:%B %Y}"
