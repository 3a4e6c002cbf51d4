"""Where people contradict each other: services at which one group says yes and another no (METHOD 2: contested)."""

from __future__ import annotations

import pandas as pd

from peerwork.cells import each
from peerwork.pages.answers.answer import Answer
from peerwork.pages.answers.english import capital, quoted, some
from peerwork.pages.blocks import Block, Numbers
from peerwork.pages.grid import Bar, Bars
from peerwork.vocabulary import Status

OFTEN = 1 / 2  # of the services judged, from which on people contradict each other "often"
FEWEST = 3  # services judged below which a condition is not compared


class Disagreement(Answer):
    """The conditions on which one group says yes and another no, at most services first."""

    def block(self) -> Block | None:
        """A bar a condition: at how many of the services judged and shown people contradict each other."""
        counts = self._counts()
        told = counts[counts["share"] >= OFTEN]
        if told.empty:
            return self._some(counts)
        words, n = self.evidence.words, len(told)
        title = (
            f"On {some(n, 'thing') if n > 1 else quoted(list(told['label']))}, people contradict each other at half "
            f"or more of the {words.services} judged"
        )
        return Block(title, self._measure(), (self._bars(told), self._numbers(counts)))

    def _some(self, counts: pd.DataFrame) -> Block | None:
        """Nothing that often: the conditions on which they do at all, as one statement."""
        told = counts[counts["contested"] > 0].head(8)
        if told.empty:
            return None
        n = int((counts["contested"] > 0).sum())
        words = self.evidence.words
        title = (
            f"People contradict each other on {some(n, 'thing')}, {'on none of them' if n > 1 else 'though not'} at "
            f"half or more of the {words.services} judged"
        )
        if n > len(told):
            return Block(title, self._measure(), (self._numbers(counts),))
        return Block(title, self._measure(), (self._bars(told), self._numbers(counts)))

    def _measure(self) -> str:
        words = self.evidence.words
        return (
            f"{capital(words.services)} where one group of people says that it is in place and another that it is not, "
            "of those that could be judged and shown."
        )

    def _counts(self) -> pd.DataFrame:
        evidence, rows = self.evidence, []
        for factor in evidence.context.factors:
            judged = evidence.judged(factor.id)
            contested = sum(state == Status.CONTESTED for state in evidence.states(factor.id))
            if len(judged) >= FEWEST:
                rows.append((factor.label, contested, len(judged), contested / len(judged)))
        frame = pd.DataFrame(rows, columns=["label", "contested", "judged", "share"])
        return frame.sort_values(["share", "contested", "label"], ascending=[False, False, True], ignore_index=True)

    def _bars(self, rows: pd.DataFrame) -> Bars:
        bars = tuple(Bar(r.label, ((r.share, "c"),), f"at {r.contested} of {r.judged}") for r in each(rows))
        return Bars("Conditions on which people contradict each other", bars)

    def _numbers(self, rows: pd.DataFrame) -> Numbers:
        shown = rows[rows["contested"] > 0]
        table = pd.DataFrame(
            {"Condition": shown["label"], "Contradicted at": shown["contested"], "of judged and shown": shown["judged"]}
        )
        return Numbers("where people contradict each other", table)


def contested_at(answer: Answer, site: str) -> list[str]:
    """The labels of the conditions on which people at a service contradict each other."""
    evidence = answer.evidence
    return [f.label for f in evidence.context.factors if evidence.status(f.id, site) == Status.CONTESTED]
