"""How sure the results are, and the sceptic's questions (METHOD 9 and 15)."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from peerwork.cells import WITHHELD
from peerwork.pages.answers.answer import Answer
from peerwork.pages.answers.english import capital, count_in, out_of, part_of, some, verb
from peerwork.pages.blocks import Block, Said, Steps
from peerwork.pages.grid import Bar, Bars
from peerwork.pages.prose import join_words
from peerwork.vocabulary import Distinguishing, Null, Replication, Scope

QUESTIONS = {
    "distinctive": "Are the roles distinctive?",
    "practice": "Is there a body of practice of their own?",
    "delivery": "Do they deliver what is hoped of them?",
}
ANSWERS = {
    Null.CHALLENGED: "Yes, by what was found",
    Null.NOT_CHALLENGED: "Not by what was found",
    Null.OPEN: "Not settled",
    Null.TOO_LITTLE: "Too little evidence to say",
    WITHHELD: "Not shown to this audience",
}
AT_SITES = {
    Null.CHALLENGED: "yes",
    Null.NOT_CHALLENGED: "no",
    Null.OPEN: "unclear",
    Null.TOO_LITTLE: "too little evidence",
}


class Certainty(Answer):
    """How many of the results across services stand firm, could tip, or rest on too little."""

    def block(self) -> Block | None:
        """A bar of three parts; only where this audience may see which results are fragile."""
        counts = self._counts()
        n = sum(counts.values())
        if not n or not counts["firm"] + counts["tip"]:
            return self._of_results()
        words = self.evidence.words
        title = f"How sure: {counts['firm']} of the {n} results across {words.services} stand firm"
        parts = ((counts["firm"] / n, "y"), (counts["tip"] / n, "c"), (counts["little"] / n, "q"))
        told = [
            f"{counts['firm']} stand firm" if counts["firm"] != 1 else "1 stands firm",
            f"{counts['tip']} could tip if one person were left out or the rules were a little different"
            if counts["tip"]
            else "",
            f"{counts['little']} {verb(counts['little'], 'rests', 'rest')} on too little evidence"
            if counts["little"]
            else "",
        ]
        bars = Bars("How sure the results are", (Bar("", parts, ""),))
        said = f"{capital(words.services)} were chosen on purpose. Nothing here says how common this is elsewhere."
        return Block(title, "", (bars, Steps(tuple(filter(None, told))), Said(said)))

    def _of_results(self) -> Block | None:
        """Where nothing is said of what could tip: how many results there are, and how many rest on too little."""
        evidence, words = self.evidence, self.evidence.words
        n = evidence.n_verdicts_shown
        if not n or len(evidence.sites) < 2:
            return self._of_ratings()
        little = sum(evidence.verdict.get(f.id) == Replication.TOO_LITTLE for f in evidence.conditions)
        shown = " that can be shown" if n < len(evidence.conditions) else ""
        title = f"How sure: {part_of(n - little, n, 'result')} across {words.services}{shown} "
        title += f"{verb(max(n - little, 1), 'rests', 'rest')} on enough answers"
        if n == 1:
            rests = "rests on too little" if little else "rests on enough answers"
            title = f"How sure: the one result across {words.services}{shown} {rests}"
        said = (
            "Answers are what people perceive; what went together need not be the cause.",
            f"{capital(words.services)} were chosen on purpose: nothing here says how common this is elsewhere.",
        )
        return Block(title, "", (Steps(said),))

    def _of_ratings(self) -> Block | None:
        """In a study of consensus ratings: how many could be compared at all, and whose judgement they are."""
        rows, services = self.rows("distinguishing"), self.evidence.words.services
        if rows.empty:
            return None
        n, compared = len(rows), int(rows["verdict"].ne(Distinguishing.TOO_LITTLE).sum())
        could = "could not" if n == 1 and not compared else "could"
        title = f"How sure: {part_of(compared, n, 'rated thing')} {could} be compared on both sides"
        said = (
            "Ratings are the research team's judgement; what went together need not be the cause.",
            f"{capital(services)} were chosen on purpose: nothing here says how common this is elsewhere.",
        )
        return Block(title, "", (Steps(said),))

    def _counts(self) -> Counter[str]:
        rows = self.rows("robustness")
        counts: Counter[str] = Counter()
        if rows.empty or "fragile" not in rows:
            return counts
        rows = rows[rows["kind"] == "replication"]
        for verdict, fragile in zip(rows["verdict"].astype("str"), rows["fragile"].astype("str"), strict=True):
            if WITHHELD in (verdict, fragile):
                continue
            little = verdict == Replication.TOO_LITTLE
            counts["little" if little else "tip" if fragile == "yes" else "firm"] += 1
        return counts


class Sceptic(Answer):
    """The sceptic's questions, each with its answer and at how many services it is so."""

    def block(self) -> Block | None:
        """A question and its answer a line; nothing where the study tests none."""
        rows = self.rows("hypotheses")
        if rows.empty:
            return None
        study = rows[rows["scope"] == Scope.STUDY].set_index("hypothesis")["verdict"].astype("str")
        asked = [name for name in QUESTIONS if name in study.index]
        lines = tuple(self._line(name, study[name], rows) for name in asked)
        return (
            Block(self._title(study, asked), "What somebody who doubts the framework would ask.", (Steps(lines),))
            if lines
            else None
        )

    def _title(self, study: pd.Series, asked: list[str]) -> str:
        settled = sum(study[name] in (Null.CHALLENGED, Null.NOT_CHALLENGED) for name in asked)
        hidden = sum(study[name] == WITHHELD for name in asked)
        if hidden == len(asked):
            return "Whether the doubts are settled is not shown to this audience"
        shown = len(asked) - hidden
        that = " that can be shown" if hidden else ""
        if shown == 1:
            return f"The one doubt{that} is {'' if settled else 'not '}settled"
        return f"{capital(out_of(settled, shown))} doubts{that} {verb(max(settled, 1), 'is', 'are')} settled"

    def _line(self, name: str, verdict: str, rows: pd.DataFrame) -> str:
        sites = rows[(rows["scope"] == Scope.SITE) & (rows["hypothesis"] == name)]["verdict"].astype("str")
        shown = Counter(verdict for verdict in sites if verdict != WITHHELD)
        words = self.evidence.words
        n = sum(shown.values())
        parts = [f"{word} at {count_in(shown[key], n)}" for key, word in AT_SITES.items() if shown[key]]
        of = f", of {some(n, words.service, words.services)} shown" if parts else ""
        told = f": {join_words(parts)}{of}" if parts else ""
        perceived = rows[(rows["hypothesis"] == name)].get("perceived_only")
        only = " This rests on what people say alone." if perceived is not None and (perceived == "yes").any() else ""
        return f"{QUESTIONS[name]} {ANSWERS[verdict]}{told}.{only}"
