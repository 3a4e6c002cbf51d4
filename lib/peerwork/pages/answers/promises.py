"""What papers promise and people find (METHOD 5)."""

from __future__ import annotations

import pandas as pd

from peerwork.cells import each
from peerwork.pages.answers.answer import Answer
from peerwork.pages.answers.english import a_or_an, capital, quoted, some, verb
from peerwork.pages.blocks import Block, Numbers, Said
from peerwork.pages.grid import Bar, Bars
from peerwork.pages.sections.section import Section
from peerwork.vocabulary import Fidelity

KEPT, IN_PART, BROKEN = Fidelity.AS_SPECIFIED, Fidelity.PARTLY_CARRIED_OUT, Fidelity.NOT_CARRIED_OUT
PROMISED = (KEPT, IN_PART, BROKEN)
DRAWN = 8  # conditions drawn; ties at the end of them are drawn too, up to twice as many


class Promises(Answer):
    """Conditions that papers specify, wholly or in part, and that people say are there, in part, or not."""

    def block(self) -> Block | None:
        """One bar over all that was promised and could be checked, and the conditions least often kept."""
        counts = count_promises(self)
        total = counts[["kept", "part", "broken"]].sum()
        n = int(total.sum())
        if not n:
            return None
        title = f"Of {some(n, 'promise')} in papers that could be checked, {_told(total)}"
        whole = Bars("All promises", (Bar("All that was promised", _parts(total, n), _tail(total)),))
        worst = self._worst(counts)
        return Block(title, self._measure(), (whole, *worst, self._numbers(counts)))

    def _measure(self) -> str:
        words = self.evidence.words
        return (
            f"A promise is a condition that the papers of {a_or_an(words.service)} specify, wholly or in part. "
            "Kept: people there say it is in place. Only those whose answer is shown are counted."
        )

    def _worst(self, counts: pd.DataFrame) -> tuple[Bars | Said, ...]:
        """The conditions kept at none of the services that promise them."""
        never = counts[(counts["kept"] == 0) & (counts["promised"] >= 2)]
        if never.empty:
            return ()
        named = quoted(list(never["label"]), most=DRAWN)
        n = len(never)
        words = self.evidence.words
        told = (
            f"{capital(some(n, 'thing'))} {verb(n, 'is', 'are')} promised at two {words.services} or more and "
            f"kept at none"
        )
        if len(never) > 2 * DRAWN:
            return (Said(f"{told}{f': {named}' if named else ''}."),)
        bars = tuple(Bar(r.label, _parts(r._asdict(), r.promised), f"kept at 0 of {r.promised}") for r in each(never))
        return (Said(f"{told}."), Bars("Promised and kept nowhere", bars))

    def _numbers(self, counts: pd.DataFrame) -> Numbers:
        columns = {
            "label": "Condition",
            "promised": "Promised at",
            "kept": "Kept",
            "part": "In part",
            "broken": "Not kept",
        }
        return Numbers("promises, condition by condition", counts[list(columns)].rename(columns=columns))


def count_promises(answer: Section, site: str = "") -> pd.DataFrame:
    """One row a condition that is promised somewhere (or at a site): how often kept, in part, not kept.

    Least kept first.
    """
    rows = answer.rows("fidelity")
    columns = ["factor", "label", "promised", "kept", "part", "broken"]
    if rows.empty:
        return pd.DataFrame(columns=columns)
    rows = rows[rows["fidelity"].astype("str").isin(PROMISED)]
    if site:
        rows = rows[rows["site"].astype("str") == site]
    said = rows["fidelity"].astype("str")
    kept = pd.DataFrame({name: said == word for name, word in zip(("kept", "part", "broken"), PROMISED, strict=True)})
    counts = kept.groupby(rows["factor"].astype("str"), sort=False).sum()
    counts = counts.assign(promised=counts.sum(axis=1)).reset_index()
    counts = counts.assign(
        label=[answer.context.factor(f) for f in counts["factor"]], share=counts["kept"] / counts["promised"]
    )
    return counts.sort_values(["share", "promised", "label"], ascending=[True, False, True], ignore_index=True)[columns]


def _told(total: pd.Series) -> str:
    parts = [(int(total["kept"]), "kept"), (int(total["part"]), "kept in part"), (int(total["broken"]), "not kept")]
    first, *rest = [f"{n:,} {verb(n, 'is', 'are')} {what}" for n, what in parts if n] or ["none is kept"]
    return ", ".join([first, *rest[:-1]]) + (f" and {rest[-1]}" if rest else "")


def _parts(total, n: int) -> tuple[tuple[float, str], ...]:
    return (total["kept"] / n, "y"), (total["part"] / n, "m"), (total["broken"] / n, "x")


def _tail(total: pd.Series) -> str:
    return f"{int(total['kept']):,} kept, {int(total['part']):,} in part, {int(total['broken']):,} not"
