"""One service: its place among the others, what it lacks, where its people contradict each other.

What its papers promise.
"""

from __future__ import annotations

from functools import cached_property

import pandas as pd

from peerwork.cells import WITHHELD, each, number
from peerwork.pages.answers.answer import Answer
from peerwork.pages.answers.disagreement import contested_at
from peerwork.pages.answers.english import (
    a_or_an,
    both_or_all,
    capital,
    count_in,
    is_part,
    lower_label,
    numeral,
    out_of,
    part_of,
    quoted,
    some,
    verb,
)
from peerwork.pages.answers.every_site import ENOUGH
from peerwork.pages.answers.mattered import columns_of, rows_of, sector_key, splits
from peerwork.pages.answers.opening import describe_planned
from peerwork.pages.answers.promises import count_promises
from peerwork.pages.answers.rated_sites import RatedSites
from peerwork.pages.blocks import Block, Opening, Shown
from peerwork.pages.grid import STATES, Bar, Bars, Cell, CellTable, Grid, Group, Key
from peerwork.pages.prose import join_words
from peerwork.vocabulary import Fidelity, Status

MARKS = {"agreed": "agreed with", "refined": "changed", "disputed": "disputed"}
PAPERS = {"specified": "promise it", "partly": "promise it in part"}


class OfSite(Answer):
    """What every answer about one service shares: its code and name."""

    @property
    def code(self) -> str:
        """The service that the page is about."""
        return self.context.about

    @cached_property
    def counts(self) -> tuple[int, int]:
        """How much of what mattered in services like it is in place, of how much judged and shown."""
        return self.evidence.share(self.code)

    @cached_property
    def shares(self) -> dict[str, float]:
        """The share in place of every service of which enough is shown to compare it."""
        evidence = self.evidence
        found = {site: (*evidence.share(site), len(evidence.like(site))) for site in evidence.sites}
        return {site: a / b for site, (a, b, wanted) in found.items() if b and b >= ENOUGH * wanted}


class SiteOpening(OfSite):
    """The service in a sentence, with three numbers."""

    def show(self) -> Opening:
        """What it has of what mattered, beside the others, and what it lacks."""
        rows = self.context.sites
        site = rows.iloc[rows["site"].tolist().index(self.code)] if self.code in self.evidence.sites else pd.Series()
        return Opening(self.context.site(self.code), self._headline(), self._lead(), self._numbers(), self._about(site))

    def block(self) -> Block | None:
        """The same as a block without a body."""
        return Block(self._headline(), self._lead())

    def _headline(self) -> str:
        in_place, judged = self.counts
        words = self.evidence.words
        if judged:
            what, isnt = part_of(in_place, judged, "thing"), is_part(in_place, judged)
            return f"At {self.code}, {what} that mattered in {words.services} like it {isnt} in place."
        states = [self.evidence.status(f.id, self.code) for f in self.evidence.conditions]
        here = states.count(Status.IN_PLACE)
        agreed = here + states.count(Status.NOT_IN_PLACE)
        if agreed:
            what, isnt = part_of(here, agreed, "condition"), is_part(here, agreed)
            return f"At {self.code}, {what} that people agree on {isnt} in place."
        return self._rated() or self._measured() or f"What is known of {self.code}."

    def _rated(self) -> str:
        """On how many of what separates high from low it is rated above the middle of the scale."""
        rated = RatedSites(self.context)
        n, words = len(rated.apart()), self.evidence.words
        if not n or self.code not in rated.ratings():
            return ""
        above = rated.n_above(self.code)
        what = f"{part_of(above, n, 'thing')} that {verb(n, 'separates', 'separate')} {words.services}"
        is_so = is_part(above, n)
        return (
            f"At {self.code}, {what} with high implementation from those with low {is_so} rated above the middle of "
            "the scale."
        )

    def _measured(self) -> str:
        """How many figures are measured there."""
        rows = self.rows("indicator_series")
        n = int((rows["site"].astype("str") == self.code).sum()) if not rows.empty else 0
        return f"{capital(some(n, 'figure'))} {verb(n, 'is', 'are')} measured over time at {self.code}." if n else ""

    def _lead(self) -> str:
        if self.code not in self.shares or len(self.shares) < 2:
            return ""
        mine, others = self.shares[self.code], [v for s, v in self.shares.items() if s != self.code]
        above, below = sum(v > mine for v in others), sum(v < mine for v in others)
        words, n = self.evidence.words, len(others)
        of = f"other {words.services} that can be compared"
        told = (
            f"{capital(out_of(above, n))} {of} {verb(max(above, 1), 'has', 'have')} a larger share, "
            f"{count_in(below, n) if below else 'none'} a smaller one."
        ) if n > 1 else ""  # fmt: skip
        lacking = [f for f in splits(self.evidence) if self.evidence.status(f, self.code) == Status.NOT_IN_PLACE]
        n_split = len(splits(self.evidence))
        named = quoted([self.context.factor(f) for f in sorted(lacking, key=self.context.factor)])
        if lacking:
            how = both_or_all(n_split) if len(lacking) == n_split else out_of(len(lacking), n_split)
            what = "what was" if n_split == 1 else f"{how} that {verb(len(lacking), 'was', 'were')}"
            told += f" It lacks {what} in place wherever {words.went_well}{f': {named}' if named else ''}."
        return told.strip()

    def _about(self, site: pd.Series) -> str:
        parts = [str(site[name]) for name in ("role_model",) if name in site and not pd.isna(site[name])]
        sector = self.context.framework.sectors.get(str(site.get("sector", "")), "")
        kind = capital(a_or_an(f"{lower_label(sector)} {self.evidence.words.service}")) if sector else ""
        where = f" in {site['region']}" if "region" in site and not pd.isna(site["region"]) else ""
        whom = f", for {site['community']}" if "community" in site and not pd.isna(site["community"]) else ""
        return " ".join(filter(None, (f"{kind}{where}{whom}." if kind else "", *parts)))

    def _numbers(self) -> tuple[tuple[str, str, str], ...]:
        in_place, judged = self.counts
        made = []
        if judged:
            made.append(
                (
                    str(in_place),
                    f"of {judged}",
                    f"things that mattered in {self.evidence.words.services} like it are in place",
                )
            )
        promised = count_promises(self, self.code)
        if len(promised):
            made.append(
                (str(int(promised["kept"].sum())), f"of {len(promised)}", "things that its papers promise are in place")
            )
        plan = self.rows("fieldwork_by_site")
        row = plan[plan["site"].astype("str") == self.code] if not plan.empty else plan
        if len(row):
            done, planned = number(row.iloc[0]["done"]), describe_planned(row.iloc[0])
            if done == done:
                made.append(
                    (f"{done:.0f}", "", f"people were interviewed{f'; {planned} were planned' if planned else ''}")
                )
        return tuple(made)


class Lacks(OfSite):
    """What mattered across services and is missing here, with who else has it: whom to ask."""

    def block(self) -> Block | None:
        """A grid of what it lacks; the tiles show the other services."""
        evidence = self.evidence
        wanted = evidence.mattered
        missing = [f for f in wanted if evidence.status(f, self.code) == Status.NOT_IN_PLACE]
        if not missing or len(evidence.sites) < 2:
            return None
        others = tuple(site for site in evidence.ranked_sites if site != self.code)
        key = [f for f in splits(evidence) if f in missing]
        rest = [f for f in missing if f not in key]
        order = lambda fs: sorted(fs, key=lambda f: (-evidence.n_in_place(f), self.context.factor(f)))  # noqa: E731
        words = evidence.words
        groups = (
            Group(f"In place wherever {words.went_well}", rows_of(evidence, order(key), others), key=True),
            Group("The others" if key else "", rows_of(evidence, order(rest), others)),
        )
        grid = Grid(f"What {self.code} lacks, at the other {words.services}", columns_of(evidence, others),
                    tuple(g for g in groups if g.rows), "in place at")  # fmt: skip
        if len(others) > 24:
            return Block(self._title(missing, key), self._listed(missing))
        return Block(
            self._title(missing, key), self._measure(), (grid,), (), (Key(grid.states(), sector_key(evidence)),)
        )

    def _listed(self, missing: list[str]) -> str:
        return quoted([self.context.factor(f) for f in missing], most=12)

    def _title(self, missing: list[str], key: list[str]) -> str:
        n, words = len(missing), self.evidence.words
        known = [
            f
            for f in self.evidence.mattered
            if self.evidence.status(f, self.code) not in ("", WITHHELD, Status.TOO_LITTLE)
        ]
        more = ""
        if key:
            n_split = len(splits(self.evidence))
            which = both_or_all(n_split) if len(key) == n_split else numeral(len(key))
            more = f", among them {which} that {verb(n_split, 'divides', 'divide')} the {words.services}"
        return (
            f"It lacks {part_of(n, len(known), 'thing')} that mattered across {words.services} and can be judged "
            f"here{more}"
        )

    def _measure(self) -> str:
        return f"The tiles show which of the other {self.evidence.words.services} have each: the ones to ask."


class Contradictions(OfSite):
    """Where people at one service contradict each other; who says what is for the team alone."""

    def block(self) -> Block | None:
        """A line a condition; for the team with the groups that say so."""
        labels = contested_at(self, self.code)
        if not labels:
            return None
        n = len(labels)
        title = f"On {some(n, 'thing')}, people here contradict each other"
        groups = self._groups()
        rows = tuple((Cell(label), *groups.get(label, ())) for label in labels)
        if groups:
            head = ["Condition", "Say it is in place", "Say it is not", "In between, or no clear answer"]
            return Block(
                title, "Mean of each group’s answers.", (CellTable("Where people contradict each other", head, rows),)
            )
        star = [label for label in labels if label in {self.context.factor(f) for f in self.evidence.mattered}]
        told = (
            f"{capital(some(len(star), 'of them', 'of them'))} mattered across {self.evidence.words.services}."
            if star
            else ""
        )
        bars = CellTable("Where people contradict each other", ["Condition", "People here"],
                         tuple((Cell(label), Cell("people disagree", "c")) for label in labels))  # fmt: skip
        return Block(title, f"One group says that it is in place, another that it is not. {told}".strip(), (bars,))

    def _groups(self) -> dict[str, tuple[Cell, ...]]:
        """For the team: by condition, the groups that say yes, no, or neither clearly."""
        rows = self.rows("conditions")
        if rows.empty or "group" not in rows or "share_in_place" not in rows or rows["group"].isna().all():
            return {}
        rules, found = self.context.rules, {}
        here = rows[(rows["site"].astype("str") == self.code) & rows["group"].notna()]
        for factor, of in here.groupby(here["factor"].astype("str"), sort=False):
            said: dict[str, list[str]] = {"yes": [], "no": [], "between": []}
            for row in of.to_dict("records"):
                share = number(row["share_in_place"])
                side = "between"
                if share >= rules.in_place_share - 1e-9:
                    side = "yes"
                elif share <= rules.not_in_place_share + 1e-9:
                    side = "no"
                said[side].append(self.context.group(row["group"]))
            found[self.context.factor(factor)] = tuple(
                Cell(", ".join(said[s]) or "nobody") for s in ("yes", "no", "between")
            )
        return found


class SitePromises(OfSite):
    """What the papers of one service promise and people do not find."""

    def block(self) -> Block | None:
        """A bar over all promises, and a line for each that is not kept."""
        counts = count_promises(self, self.code)
        if counts.empty or not self.code:
            return None
        n, kept = len(counts), int(counts["kept"].sum())
        rows = self.rows("fidelity")
        rows = rows[rows["site"].astype("str") == self.code]
        rows = rows.set_index(rows["factor"].astype("str"))
        broken = counts[counts["kept"] == 0]
        cells = tuple(
            (
                Cell(r.label),
                Cell(PAPERS.get(str(rows.loc[r.factor, "documents"]), "")),
                _people(str(rows.loc[r.factor, "fidelity"])),
            )
            for r in each(broken)
        )
        parts = ((kept / n, "y"), (counts["part"].sum() / n, "m"), (counts["broken"].sum() / n, "x"))
        tail = f"{kept} in place, {int(counts['part'].sum())} in part, {int(counts['broken'].sum())} not"
        body: tuple[Shown, ...] = (Bars("Promises", (Bar("All promises", parts, tail),)),)
        if cells:
            body += (CellTable("Promises not kept", ["Condition", "Its papers", "People say"], cells),)
        return Block(self._title(n, len(broken)), "Only promises whose answer can be shown are counted.", body)

    def _title(self, n: int, broken: int) -> str:
        if not broken:
            return (
                f"{capital(both_or_all(n))} of the things that its papers promise {verb(n, 'is', 'are')} in place"
                if n > 1
                else "The one thing that its papers promise is in place"
            )
        told = capital(part_of(broken, n, "thing"))
        return f"{told} that its papers promise {verb(broken, 'is', 'are')} not there for all"


class SiteWorkshop(OfSite):
    """What the feedback workshop said of its results."""

    def block(self) -> Block | None:
        """A line a result that was put to the room."""
        rows = self.rows("workshop_marks")
        if rows.empty:
            return None
        rows = rows[
            (rows["site"].astype("str") == self.code) & ~rows["mark"].astype("str").isin(["unchecked", WITHHELD])
        ]
        if rows.empty:
            return None
        order = {"disputed": 0, "refined": 1, "agreed": 2}
        rows = rows.assign(rank=rows["mark"].map(order)).sort_values(["rank"], kind="stable")
        counts = rows["mark"].value_counts()
        told = [f"{verbed} {count_in(int(counts[m]), len(rows))}" for m, verbed in MARKS.items() if counts.get(m)]
        noted = "note" in rows
        head = ["Result put to the room", "The room", *(["What was said", "To be done"] if noted else [])]
        cells = tuple(self._line(row, noted=noted) for row in rows.to_dict("records"))
        title = f"The workshop {join_words(told)} of {some(len(rows), 'result')} put to it"
        return Block(
            title,
            "What a workshop says stands beside a result and never changes it.",
            (CellTable("The workshop", head, cells),),
        )

    def _line(self, row: dict, *, noted: bool) -> tuple[Cell, ...]:
        status = self.evidence.status(str(row["factor"]), self.code)
        said = "" if status in ("", WITHHELD) else f": {STATES[status][1]}"
        first = (Cell(f"{self.context.factor(row['factor'])}{said}"), Cell(MARKS[str(row["mark"])], "o"))
        if not noted:
            return first
        return (*first, *(Cell("" if pd.isna(row[name]) else str(row[name])) for name in ("note", "action")))


def _people(fidelity: str) -> Cell:
    return Cell("in between", "m") if fidelity == Fidelity.PARTLY_CARRIED_OUT else Cell("not in place", "x")
