"""Why people said so: comments and reasons beside each factor, for the team."""

from __future__ import annotations

from markupsafe import Markup

from peerwork.cells import records
from peerwork.pages.answers.answer import Answer
from peerwork.pages.answers.english import some
from peerwork.pages.blocks import Block
from peerwork.pages.quotations import Quotation
from peerwork.words import label_of


class FoldedQuotations:
    """Under each heading, folded, what was said: the heading says how much."""

    def __init__(self, about: tuple[tuple[str, tuple[Quotation, ...]], ...]) -> None:
        self.about = about

    def html(self) -> Markup:
        """A fold a heading."""
        fold = Markup(
            '<details class="entry"><summary><b>{}</b> ({})</summary>'
            '<dl class="quotations"><dt class="vh">{}</dt>{}</dl></details>'
        )
        return Markup("").join(
            fold.format(label, len(said), label, Markup("").join(one.html() for one in said))
            for label, said in self.about
        )


class Why(Answer):
    """The comments beside answers and the reasons for picks, in full, under their factor."""

    def block(self) -> Block | None:
        """A fold a factor; nothing where nobody gave a comment or a reason."""
        rows = self.rows("comments")
        if rows.empty:
            return None
        about = tuple(
            (self.context.factor(str(factor)), tuple(self._quoted(row) for row in records(of)))
            for factor, of in rows.groupby("factor", sort=False)
        )
        n, people = len(rows), rows["participant"].nunique()
        title = f"Why: {some(people, 'person', 'people')} gave {some(n, 'comment or reason', 'comments and reasons')}"
        measure = (
            f"On {some(len(about), 'factor')}; in full, for the research team. They leave the team only as passages "
            "that may be quoted: the command peerwork quote makes the row of one."
        )
        return Block(title, measure, (FoldedQuotations(about),))

    def _quoted(self, row: dict) -> Quotation:
        known = [row["participant"], row["site"], self.context.group(row["group"])]
        beside = "reason" if row["said_in"] == "why" else "comment"
        answer = f", beside: {label_of(row['answer'])}" if isinstance(row["answer"], str) else ""
        return Quotation(row["text"], f"{', '.join(map(str, known))} ({beside}{answer})")
