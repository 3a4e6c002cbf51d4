"""What mattered across services, and who has it: the study's main result (METHOD 2, 3 and 4)."""

from __future__ import annotations

from peerwork.cells import WITHHELD
from peerwork.pages.answers.answer import Answer
from peerwork.pages.answers.english import all_or_none, capital, lower_label, numeral, quoted, some, verb
from peerwork.pages.answers.evidence import JUDGED, Evidence
from peerwork.pages.blocks import Block, Numbers, Shown
from peerwork.pages.grid import Column, Grid, Group, Key, Row
from peerwork.pages.prose import join_words
from peerwork.vocabulary import Status

DRAWN = 24  # services that a grid can hold; from 25 on a table of counts stands in its place
ALWAYS, NEARLY = 3, 5  # services judged from which on all of them, or all but one, are "nearly always"
COMPARED = 2  # services on each side of the outcome below which a split says nothing


class Mattered(Answer):
    """The conditions that mattered across services, each with whether it is in place at every service."""

    def block(self) -> Block | None:
        """A grid of tiles, services that have most first; without it where fewer than two services are shown."""
        evidence = self.evidence
        if not evidence.mattered or len(evidence.sites) < COMPARED:
            return None
        groups, note = sort_conditions(evidence), self._never_fits()
        grid = draw_grid(evidence, groups, f"The conditions that mattered, by {evidence.words.service}")
        drawn = len(evidence.sites) <= DRAWN and bool(grid.groups)
        body: tuple[Shown, ...] = (grid,) if drawn else (counted(evidence),) if grid.groups else ()
        aside = (Key(grid.states(), sector_key(evidence)),) if drawn else ()
        return Block(
            self._title(groups), self._measure() if body else "", body, (*self._notes(), *note, *self._unseen()), aside
        )

    def _title(self, groups: dict[str, list[str]]) -> str:
        n = len(self.evidence.mattered)
        words = self.evidence.words
        parts = [
            (len(groups["most"]), "nearly always in place"),
            (len(groups["never"]), "in place at none that could be judged"),
            (len(groups["split"]), f"in place wherever {words.went_well} and missing wherever it was not"),
        ]
        told = [f"{numeral(count)} {verb(count, 'is', 'are')} {what}" for count, what in parts if count]
        start = f"{capital(some(n, 'thing'))} mattered across {words.services}"
        return f"{start}: {join_words(told)}" if told and n > 1 else start

    def _measure(self) -> str:
        words = self.evidence.words
        return (
            "The conditions that mattered, and whether each is in place, as the people there told us. "
            f"{capital(words.services)} that have most of what mattered come first."
        )

    def _notes(self) -> tuple[str, ...]:
        rules, words = self.evidence.context.rules, self.evidence.words
        return (
            f"“Mattered” means: people said that having it helped, or that lacking it got in the way, at "
            f"{_share(rules.generic_share)} of the {words.services} judged or more, and in "
            f"{_share(rules.generic_sector_share)} "
            "or more of each kind that could be judged.",
        )

    def _never_fits(self) -> tuple[str, ...]:
        """Conditions that mattered but not in the one service of a kind that could be judged."""
        evidence = self.evidence
        odd = [f for f in evidence.mattered if any(evidence.replicated(f, s) == (0, 1) for s in evidence.sectors)]
        named = all_or_none([evidence.context.factor(f) for f in odd], most=5)
        if not odd:
            return ()
        who = f" ({named})" if named else ""
        return (
            f"For {part_of_them(len(odd), len(evidence.mattered))}{who} only one {evidence.words.service} of some kind "
            "could be judged and shown, and there it did not fit.",
        )

    def _unseen(self) -> tuple[str, ...]:
        """Conditions that mattered and that the grid lacks, since no service's status says anything."""
        evidence = self.evidence
        found = [f for f in evidence.mattered if not evidence.judged(f)]
        if not found or len(found) == len(evidence.mattered):
            return ()
        who = quoted([evidence.context.factor(f) for f in found]) or capital(some(len(found), "more thing"))
        are = verb(len(found), "it is", "they are")
        return (f"{who} mattered too; whether {are} in place could nowhere be judged and shown.",)


def part_of_them(part: int, whole: int) -> str:
    """ "four of them", or "it" where there is one only."""
    return "it" if whole == 1 else f"{numeral(part)} of them"


def sort_conditions(evidence: Evidence) -> dict[str, list[str]]:
    """What mattered, in four groups: in place everywhere or at all but one, split by the outcome, some, never."""
    split = splits(evidence)
    groups: dict[str, list[str]] = {"most": [], "split": list(split), "some": [], "never": []}
    for factor in evidence.mattered:
        judged, in_place = len(evidence.judged(factor)), evidence.n_in_place(factor)
        if factor in split:
            continue
        if judged >= ALWAYS and in_place == judged or judged >= NEARLY and in_place == judged - 1:
            groups["most"].append(factor)
        elif judged and not in_place:
            groups["never"].append(factor)
        else:
            groups["some"].append(factor)
    return {name: sorted(found, key=lambda f: _order(evidence, f)) for name, found in groups.items()}


def splits(evidence: Evidence) -> tuple[str, ...]:
    """What mattered and is in place at every service that reached the outcome and missing at every other.

    Every one of them: a service where it is not shown, or not judged, leaves the condition out.
    """
    well = [site for site, present in evidence.outcome_at.items() if present]
    not_well = [site for site, present in evidence.outcome_at.items() if not present]
    if len(well) < COMPARED or len(not_well) < COMPARED:
        return ()
    return tuple(
        factor
        for factor in evidence.mattered
        if all(evidence.status(factor, site) == Status.IN_PLACE for site in well)
        and all(evidence.status(factor, site) == Status.NOT_IN_PLACE for site in not_well)
    )


def fits_as_shown(evidence: Evidence) -> tuple[str, ...]:
    """What mattered and divides the services as far as it is shown.

    Some service's status is withheld, and none differs.
    """
    sides = [[s for s, present in evidence.outcome_at.items() if present is side] for side in (True, False)]
    wanted = (Status.IN_PLACE, Status.NOT_IN_PLACE)

    def fits(factor: str) -> bool:
        states = [[evidence.status(factor, site) for site in side] for side in sides]
        shown = [[state for state in side if state != WITHHELD] for side in states]
        return states != shown and all(
            len(side) >= COMPARED and all(state == want for state in side)
            for side, want in zip(shown, wanted, strict=True)
        )

    return tuple(factor for factor in evidence.mattered if fits(factor)) if evidence.outcome_at else ()


def draw_grid(evidence: Evidence, groups: dict[str, list[str]], caption: str) -> Grid:
    """The grid of those groups, each under its heading; outcomes of the framework stand last, apart."""
    words, sites = evidence.words, evidence.ranked_sites
    titles = {
        "most": "In place everywhere that can be shown, or at all but one",
        "split": f"In place wherever {words.went_well}, missing wherever it was not",
        "some": "In place at some",
        "never": "In place at none that could be judged",
    }
    made = [Group(titles[name], rows_of(evidence, found, sites), key=name == "split") for name, found in groups.items()]
    results = sorted((f.id for f in evidence.outcomes), key=lambda f: _order(evidence, f))
    made.append(Group("What it brought, as people saw it: results, not conditions", rows_of(evidence, results, sites)))
    return Grid(caption, columns_of(evidence, sites), tuple(group for group in made if group.rows), "in place at")


def columns_of(evidence: Evidence, sites: tuple[str, ...]) -> tuple[Column, ...]:
    """A column a service: its code with a link to its page, and on which side of the outcome it stands."""
    words, labels = evidence.words, evidence.context.framework.sectors
    over = {True: words.headed_well, False: words.headed_not, None: "Not known"}
    return tuple(
        Column(
            code=site,
            sign=evidence.sign(evidence.sector_of[site]),
            sector=labels.get(evidence.sector_of[site], ""),
            href=f"site-{site}.html",
            over=over[evidence.outcome_at.get(site)] if evidence.outcome_at else "",
        )
        for site in sites
    )


def rows_of(evidence: Evidence, factors: list[str], sites: tuple[str, ...]) -> tuple[Row, ...]:
    """A row a condition: its tiles, and at how many of the services judged and shown it is in place."""
    return tuple(
        Row(evidence.context.factor(factor), evidence.states(factor, sites), _in_place(evidence, factor))
        for factor in factors
        if any(state in JUDGED for state in evidence.states(factor))
    )


def counted(evidence: Evidence) -> Numbers:
    """The same as counts, a row a condition, for more services than a grid can hold."""
    import pandas as pd

    rows = [
        {
            "Condition": evidence.context.factor(factor),
            "In place at": evidence.n_in_place(factor),
            "of judged and shown": len(evidence.judged(factor)),
        }
        for factor in sorted(evidence.mattered, key=lambda f: _order(evidence, f))
    ]
    return Numbers("conditions that mattered, by where they are in place", pd.DataFrame(rows))


def sector_key(evidence: Evidence) -> tuple[tuple[str, str], ...]:
    """What the signs of sectors mean; nothing with one sector."""
    labels = evidence.context.framework.sectors
    return (
        tuple((evidence.sign(s), lower_label(labels[s])) for s in evidence.sectors) if len(evidence.sectors) > 1 else ()
    )


def _in_place(evidence: Evidence, factor: str) -> str:
    return f"{evidence.n_in_place(factor)} of {len(evidence.judged(factor))}"


def _order(evidence: Evidence, factor: str) -> tuple[float, int, str]:
    judged = len(evidence.judged(factor))
    in_place = evidence.n_in_place(factor)
    return -in_place / judged if judged else 1.0, -judged, evidence.context.factor(factor)


def _share(share: float) -> str:
    known = {0.5: "half", 2 / 3: "two thirds", 0.75: "three quarters"}
    return next((word for value, word in known.items() if abs(value - share) < 1e-6), f"{share:.0%}")
