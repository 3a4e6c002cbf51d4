"""How the summary opens: the first of a study's main results that it has, in a sentence that no block repeats."""

from __future__ import annotations

from dataclasses import replace

from peerwork.cells import WITHHELD, amount, number, numbers, records
from peerwork.pages.answers.answer import Answer
from peerwork.pages.answers.english import both_or_all, capital, numeral, quoted, some, verb
from peerwork.pages.answers.evidence import JUDGED
from peerwork.pages.answers.mattered import fits_as_shown, splits
from peerwork.pages.answers.ratings import Separates
from peerwork.pages.answers.signals import Signals, describe_moved, describe_targets
from peerwork.pages.blocks import Block, Opening
from peerwork.pages.prose import join_words
from peerwork.pages.readings import month
from peerwork.pages.sections.configurations import TOLD, combination, outcome_words
from peerwork.vocabulary import Audience, Distinguishing, Status


class SummaryOpening(Answer):
    """The page's answer: what goes with success, else what mattered, else what separates, else which figures moved."""

    def show(self) -> Opening:
        """The opening; a study of which nothing can be said yet says how far it has come."""
        if self.context.audience is Audience.WORKSHOP:
            return self._of_workshop()
        tried = (self._split, self._mattered, self._separates, self._together, self._one, self._signals)
        found = next(filter(None, (opening() for opening in tried)), None)
        opening = found or Opening(self._eyebrow(), self._too_early())
        return replace(opening, eyebrow=self._eyebrow(), numbers=self._numbers()[:3])

    def block(self) -> Block | None:
        """The same as a block without a body."""
        opening = self.show()
        return Block(opening.headline, opening.lead)

    def _eyebrow(self) -> str:
        n, words = len(self.evidence.sites), self.evidence.words
        return f"Summary: what {some(n, words.service, words.services)} {verb(n, 'shows', 'show')}" if n else "Summary"

    def _one(self) -> Opening | None:
        """A study of one service: what is in place there."""
        one = len(self.evidence.sites) == 1 and any(self.evidence.judged(f.id) for f in self.context.factors)
        return self._of_workshop() if one else None

    def _of_workshop(self) -> Opening:
        """One service only: what was judged, how much of it is in place, and on how much people disagree."""
        evidence, site = self.evidence, self.evidence.sites[0]
        states = [evidence.status(factor.id, site) for factor in self.context.factors]
        n = sum(state in JUDGED for state in states)
        if not n:
            return Opening("For the feedback workshop", f"What can be shown of {self.context.site(site)}")
        counts = [(states.count(Status.IN_PLACE), "in place"), (states.count(Status.NOT_IN_PLACE), "not in place")]
        told = [f"{numeral(k)} {verb(k, 'is', 'are')} {what}" for k, what in counts if k]
        k = states.count(Status.CONTESTED)
        told += [f"on {numeral(k)} people here contradict each other"] if k else []
        head = (
            f"Of {some(n, 'thing')} that could be judged and shown, {join_words(told)}."
            if told
            else f"{capital(some(n, 'thing'))} could be judged."
        )
        workshop = self.context.audience is Audience.WORKSHOP
        lead = "The sheet puts some of them to the workshop: agree, change, or dispute." if workshop else ""
        return Opening(f"For the feedback workshop: {self.context.site(site)}", head, lead)

    def _split(self) -> Opening | None:
        found, words = splits(self.evidence), self.evidence.words
        if not found:
            return None
        n = len(found)
        more = sorted(fits_as_shown(self.evidence), key=self.context.factor)
        things = f"{'at least ' if more else ''}{some(n, 'thing')}"  # the team may know that the others divide too
        missing = f"{both_or_all(n)} were missing" if n > 1 else "it was missing"
        head = (
            f"Where {words.went_well}, {things} {verb(n, 'was', 'were')} always in place. Where it was not, {missing}."
        )
        named = quoted([self.context.factor(f) for f in sorted(found, key=self.context.factor)])
        lead = f"{capital(verb(n, 'it is', f'the {numeral(n)} are'))}: {named}. " if named else ""
        also = quoted([self.context.factor(f) for f in more])
        if more:
            fit = verb(len(more), "fits", "fit")
            lead += (
                f"{capital(numeral(len(more)))} more {fit}, as far as it can be shown{f': {also}' if also else ''}. "
            )
        return Opening("", head, f"{lead}This is what went together, not proof of what led to what.")

    def _mattered(self) -> Opening | None:
        """What of it is in place at none, else everywhere: the block beneath says how much mattered."""
        evidence = self.evidence
        if not evidence.mattered:
            return None
        nowhere = [f for f in evidence.mattered if evidence.judged(f) and not evidence.n_in_place(f)]
        everywhere = [f for f in evidence.mattered if self._everywhere(f)]
        n, services = len(evidence.mattered), evidence.words.services
        told = [
            *self._those(nowhere, "in place at none that could be judged"),
            *self._those(everywhere, "in place wherever that could be judged"),
            f"Of {some(evidence.n_verdicts_shown, 'result')} across {services}, {numeral(n)} "
            f"{verb(n, 'says', 'say')} that a condition mattered.",
        ]
        return Opening("", told[0], " ".join(told[1:-1]))

    def _those(self, factors: list[str], where: str) -> list[str]:
        """How many of what mattered are so, by name where they are few; nothing where none is."""
        n, services = len(factors), self.evidence.words.services
        named = quoted([self.context.factor(f) for f in factors])
        start = f"{capital(some(n, 'thing'))} that mattered across {services} {verb(n, 'is', 'are')} {where}"
        return [f"{start}{f': {named}' if named else ''}."] if n else []

    def _everywhere(self, factor: str) -> bool:
        judged = self.evidence.judged(factor)
        return len(judged) > 1 and all(self.evidence.status(factor, site) == Status.IN_PLACE for site in judged)

    def _separates(self) -> Opening | None:
        """On what they are furthest apart; the block beneath says how much separates them."""
        rows, services = self.rows("distinguishing"), self.evidence.words.services
        block = Separates(self.context).block()
        if block is None:
            return None
        told = rows[rows["verdict"] == Distinguishing.DISTINGUISHING]
        if told.empty:
            return Opening("", f"Ratings do not tell {services} with high implementation from those with low.")
        gaps = numbers(told["gap"])
        if gaps.isna().any():
            return Opening("", f"{block.title}.")
        widest = [self.context.factor(f) for f in told["factor"][gaps == gaps.max()]]
        what = quoted(widest, most=3) or some(len(widest), "thing")
        apart = f"{gaps.max():g} {'point' if gaps.max() == 1 else 'points'} apart or more"
        high = f"{capital(services)} with high implementation stand furthest above those with low on"
        return Opening("", f"{high} {what}: {apart}.")

    def _together(self) -> Opening | None:
        """The combinations of conditions that went with the outcome: of models that fit alike, the first."""
        rows = self.rows("configurations")
        rows = rows[rows["solution"].eq(TOLD) & ~rows["outcome"].str.startswith("~")] if not rows.empty else rows
        own = rows[rows["model"] == rows["model"].iloc[0]] if len(rows) else rows
        if own.empty or own["term"].isin(["1", WITHHELD]).any():
            return None
        outcome, named = outcome_words(own["outcome"].iloc[0]), "; ".join(map(combination, own["term"]))
        head = f"{capital(some(len(own), 'combination'))} of conditions went with {outcome}: {named}."
        others = "Others fit as well. " if rows["model"].nunique() > 1 else ""
        return Opening("", head, f"{others}This is what went together, not proof of what led to what.")

    def _signals(self) -> Opening | None:
        """How many figures moved which way; the block beneath says where most got worse."""
        rows = Signals(self.context).series()
        if rows.empty:
            return None
        if len(rows) > 1:
            return Opening("", describe_moved(rows), describe_targets(rows))
        row = records(rows)[0]
        if not row["n_points"]:
            return Opening("", f"{row['label']} ({row['place']}) has no value yet.")
        return Opening(
            "", f"{row['label']} ({row['place']}) was at {amount(row['value'], row['unit'])} in {month(row['last'])}."
        )

    def _too_early(self) -> str:
        done = self._interviewed()
        if WITHHELD in self.evidence.verdict.values():
            return f"What mattered across {self.evidence.words.services} is not shown to this audience."
        if not done:
            return "Nothing can be said yet."
        return f"Too early to say what mattered: {some(done, 'person was', 'people were')} interviewed so far."

    def _numbers(self) -> tuple[tuple[str, str, str], ...]:
        evidence, words = self.evidence, self.evidence.words
        made = []
        if evidence.n_verdicts_shown:
            of = f"of {evidence.n_verdicts_shown}"
            hidden = len(evidence.conditions) - evidence.n_verdicts_shown
            some_hidden = f" ({hidden} more not shown)" if hidden else ""
            made.append((str(len(evidence.mattered)), of, f"conditions mattered across {words.services}{some_hidden}"))
        if evidence.outcome_at:
            well = sum(evidence.outcome_at.values())
            what = f"{words.services} where {words.went_well}, as the research team judged"
            made.append((str(well), f"of {len(evidence.outcome_at)}", what))
        made += self._people()
        return tuple(made) or self._of_indicators()

    def _people(self) -> list[tuple[str, str, str]]:
        done = self._interviewed()
        if not done:
            return []
        plan = self.rows("fieldwork_plan")
        row = plan[plan["target"] == "interviews"] if not plan.empty else plan
        planned = describe_planned(row.iloc[0]) if len(row) else ""
        return [(f"{done:,}", "", f"people were interviewed{f'; {planned} were planned' if planned else ''}")]

    def _interviewed(self) -> int:
        rows = self.rows("fieldwork_by_site")
        if rows.empty:
            sites = self.context.sites
            return int(numbers(sites["interviewed"]).sum()) if "interviewed" in sites else 0
        return int(numbers(rows["done"]).sum())

    def _of_indicators(self) -> tuple[tuple[str, str, str], ...]:
        rows = Signals(self.context).series()
        return ((str(len(rows)), "", "figures are measured month by month"),) if len(rows) else ()


def describe_planned(row) -> str:
    """ "80 to 100", "80", or nothing where there is no plan."""
    low, high = number(row["planned_min"]), number(row["planned_max"])
    if low != low or high != high:
        return ""
    return f"{low:,.0f}" if low == high else f"{low:,.0f} to {high:,.0f}"
