"""The workshop's sheet of paper: what we think we found, to agree with, change or dispute; two sides of A4."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from peerwork.framework import Factor
from peerwork.pages.answers.of_site import OfSite
from peerwork.pages.answers.steps import describe_day
from peerwork.pages.blocks import Block
from peerwork.pages.look import in_notebook
from peerwork.vocabulary import Pattern, Sources, Status

PROMPTS, FIRST_SIDE = 8, 4
FOUND = {
    Status.IN_PLACE: "We think: yes, this is so here.",
    Status.NOT_IN_PLACE: "We think: no, this is not so here.",
    Status.MIXED: "We think: this is so in part.",
    Status.CONTESTED: "You do not all agree on this.",
}
TOLD = {
    (Status.IN_PLACE, Pattern.REPLICATED): "You told us that this helps.",
    (Status.NOT_IN_PLACE, Pattern.REPLICATED): "You told us that lacking it gets in the way.",
    (Status.MIXED, Pattern.REPLICATED): "You told us that it matters: having it helps, lacking it gets in the way.",
    (Status.CONTESTED, Pattern.REPLICATED): "You told us that it matters: having it helps, lacking it gets in the way.",
}
ANY = {
    Pattern.NO_DIFFERENCE: "You told us that this makes no difference here.",
    Pattern.ALTERNATIVE: "We expected it to help. You told us that here it works the other way.",
}


@dataclass(frozen=True)
class Sheet:
    """The printed sheet: who it is for, and a card for each prompt (what is proposed, what we found, what you said)."""

    site: str
    day: str
    cards: tuple[tuple[str, str, str], ...]
    synthetic: bool

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/plain": "\n".join(card[0] for card in self.cards), "text/html": in_notebook(self.html())}

    def html(self) -> Markup:
        """Two sides, with lines to write on that a printer shows."""
        sides = [self.cards[:FIRST_SIDE], self.cards[FIRST_SIDE:]]
        start = 1
        made = []
        for place, side in enumerate(sides):
            cards = Markup("").join(_card(start + n, *card) for n, card in enumerate(side))
            start += len(side)
            end = Markup("") if place == 0 else self._end()
            made.append(Markup('<div class="side">{}{}</div>').format(cards, end))
        return self._intro() + Markup('<div class="sheet">{}</div>').format(Markup("").join(made))

    def _intro(self) -> Markup:
        day = Markup("<div><dt>Workshop:</dt><dd>{}</dd></div>").format(self.day) if self.day else Markup("")
        return Markup(
            '<div class="intro"><div><h1>What we think we found</h1><p>We talked with people here and read your '
            "papers. Please tell "
            "us where we are right and where we are wrong. Tick one box for each, and write as much as you like. "
            "Nobody needs to "
            'give a name.</p></div><dl class="fill"><div><dt>For:</dt><dd>{}</dd></div>{}'
            '<div><dt>From which table or person:</dt><dd class="ln"></dd></div></dl></div>'
        ).format(self.site, day)

    def _end(self) -> Markup:
        made_up = " Made-up data, for show only." if self.synthetic else ""
        return Markup(
            '<section class="card end"><h2 class="asked">Is there anything that we missed?</h2><div '
            'class="lines"><i></i><i></i></div><p class="ask">'
            "What you write stands beside each result in our report. It never wipes a result out.{}</p></section>"
        ).format(made_up)


class WorkshopSheet(OfSite):
    """Prompts where talk can change most: contested, mixed, against the documents.

    Then what mattered across services.
    """

    def show(self) -> Sheet:
        """The sheet; with fewer prompts where fewer results may be shown."""
        cards = tuple(self._say(factor) for factor in self._chosen())
        return Sheet(self.context.site(self.code), self._day(), cards, bool(self.context.facts["synthetic"]))

    def block(self) -> Block | None:
        """No block: the sheet is a page of its own."""
        return None

    def _chosen(self) -> list[Factor]:
        """By what talk can change most, then in the framework's order."""
        known = [f for f in self.context.factors if self.evidence.status(f.id, self.code) in FOUND]
        return sorted(known, key=self._rank)[:PROMPTS]

    def _rank(self, factor: Factor) -> int:
        status = self.evidence.status(factor.id, self.code)
        if status in (Status.CONTESTED, Status.MIXED):
            return 0 if status == Status.CONTESTED else 1
        if factor.id in self._against_papers:
            return 2
        return 3 if self.evidence.pattern(factor.id, self.code) in (Pattern.ALTERNATIVE, Pattern.NO_DIFFERENCE) else 4

    @property
    def _against_papers(self) -> set[str]:
        rows = self.rows("fidelity")
        if rows.empty:
            return set()
        rows = rows[(rows["site"].astype("str") == self.code) & (rows["sources"] == Sources.DIVERGE)]
        return set(rows["factor"].astype("str"))

    def _say(self, factor: Factor) -> tuple[str, str, str]:
        status = Status(self.evidence.status(factor.id, self.code))
        pattern = self.evidence.pattern(factor.id, self.code)
        known = pattern in tuple(Pattern)
        told = TOLD.get((status, Pattern(pattern)), ANY.get(Pattern(pattern), "")) if known else ""
        papers = " Your papers say otherwise." if factor.id in self._against_papers else ""
        return factor.condition, f"{FOUND[status]}{papers}", told

    def _day(self) -> str:
        rows = self.rows("calendar")
        if rows.empty:
            return ""
        rows = rows[(rows["what"] == "workshop") & (rows["site"].astype("str") == self.code)]
        return describe_day(rows["starts"].iloc[-1]) if len(rows) else ""


def _card(number: int, condition: str, found: str, told: str) -> Markup:
    boxes = Markup("").join(
        Markup('<li><span class="box"></span>{}</li>').format(word)
        for word in ("We agree", "We would change it", "We dispute it")
    )
    return Markup(
        '<section class="card"><h2 class="asked"><span class="no">{}</span>{}</h2><p>{} {}</p><ul class="tick">{}</ul>'
        '<p class="ask">What would you change, or what did we get wrong?</p><div '
        'class="lines"><i></i><i></i><i></i></div></section>'
    ).format(number, condition, found, told, boxes)
