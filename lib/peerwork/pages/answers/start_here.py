"""What a manager does first: conditions in order, who has each, who disagrees, and the document that may be shared."""

from __future__ import annotations

from peerwork.cells import records
from peerwork.pages.answers.answer import Answer
from peerwork.pages.answers.english import all_or_none, capital, numeral, quoted, some, verb
from peerwork.pages.answers.follow_ups import others_did
from peerwork.pages.answers.mattered import splits
from peerwork.pages.blocks import Block, Opening
from peerwork.pages.grid import Cell, CellTable
from peerwork.pages.prose import join_words
from peerwork.vocabulary import Status
from peerwork.words import label_of

MOST = 12  # conditions in the list of a first page; the handbook has all


class StartOpening(Answer):
    """The order in a sentence."""

    def show(self) -> Opening:
        """What to see to first, and how the list is ordered."""
        evidence, words = self.evidence, self.evidence.words
        split = splits(evidence)
        named = quoted([self.context.factor(f) for f in sorted(split, key=self.context.factor)])
        n = len(evidence.mattered)
        if not n:
            head = f"What mattered across {words.services} cannot be said from what is shown here."
        elif split:
            head = f"Begin with {named or some(len(split), 'thing')}."
        else:
            head = f"{capital(some(n, 'thing'))} mattered across {words.services}: begin with what you lack."
        was = verb(len(split), "It was", "They were")
        lead = f"{was} in place wherever {words.went_well}, and missing wherever it was not." if split else ""
        return Opening("Start here", head, lead)

    def block(self) -> Block | None:
        """No block: the list follows."""
        return None


class StartSteps(Answer):
    """The conditions in the order in which to see to them; nothing where none is known to matter."""

    def block(self) -> Block | None:
        """Those that go with the outcome first, then what mattered and is missing most."""
        chosen = self._ordered()
        if not chosen:
            return None
        words = self.evidence.words
        head = ["See to", "In place at", "People disagree at", "Documents that may be shared"]
        head += ["What others did"] if len(self.rows("followups")) else []
        rows = tuple(self._line(f, n) for n, f in enumerate(chosen, start=1))
        left = len(self.evidence.mattered) - len(chosen)
        title = f"{capital(some(len(chosen), 'thing'))} to see to{', in order' if len(chosen) > 1 else ''}"
        measure = (
            f"First what was in place wherever {words.went_well}, then what mattered and is missing at most "
            f"{words.services}. "
            if splits(self.evidence)
            else f"What mattered and is missing at most {words.services} comes first. "
        )
        measure += f"{capital(numeral(left))} more {verb(left, 'is', 'are')} in the handbook." if left else ""
        return Block(title, measure.strip(), (CellTable("What to see to", head, rows),))

    def _ordered(self) -> list[str]:
        evidence = self.evidence
        first = list(splits(evidence))
        share = {f: evidence.n_in_place(f) / len(evidence.judged(f)) for f in evidence.mattered if evidence.judged(f)}
        rest = sorted(
            (f for f in share if f not in first and share[f] < 1), key=lambda f: (share[f], self.context.factor(f))
        )
        if len(first + rest) <= MOST:
            return first + rest
        cut = share[(first + rest)[MOST]]  # what ties with the first one left out is left out too
        return first + [f for f in rest if share[f] < cut] or rest[:MOST]

    def _line(self, factor: str, number: int) -> tuple[Cell, ...]:
        evidence, n = self.evidence, len(self.evidence.judged(factor))
        have = [s for s in evidence.sites if evidence.status(factor, s) == Status.IN_PLACE]
        odd = [s for s in evidence.sites if evidence.status(factor, s) == Status.CONTESTED]
        who = all_or_none(have, most=12)
        cells = (
            Cell(f"{number}. {self.context.factor(factor)}"),
            Cell(f"{len(have)} of {n}{f': {who}' if who else ''}" if have else f"none of {n}"),
            Cell(join_words(odd) if odd else "none shown"),
            Cell("; ".join(self._documents(factor)) or "none"),
        )
        followed = self.rows("followups")
        return (*cells, Cell(others_did(followed, factor) or "nothing told")) if len(followed) else cells

    def _documents(self, factor: str) -> list[str]:
        rows = self.rows("shared_documents")
        if rows.empty:
            return []
        found = records(rows[rows["factor"].astype("str") == factor])
        if found and "title" in found[0]:
            return [f"{row['title']} ({row.get('site', '')})" for row in found][:3]
        return list(dict.fromkeys(label_of(str(row["type"])) for row in found))
