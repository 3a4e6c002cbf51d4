"""All services of a study of consensus ratings at once: how each stands in what separates high from low (METHOD 11)."""

from __future__ import annotations

import pandas as pd

from peerwork.cells import WITHHELD, number, numbers
from peerwork.pages.answers.answer import Answer
from peerwork.pages.answers.english import all_or_none, capital, numeral, quoted, some, verb
from peerwork.pages.answers.every_site import DRAWN
from peerwork.pages.blocks import Block, Numbers
from peerwork.pages.grid import Cell, CellTable
from peerwork.vocabulary import Distinguishing


class RatedSites(Answer):
    """The rating of every service on the conditions that separate them, the widest apart first."""

    def block(self) -> Block | None:
        """A line a condition and a column a service; counts in their place where a table cannot hold them."""
        ratings, apart = self.ratings(), self.apart()
        if ratings.empty or not apart:
            return None
        sites = [site for site in self.evidence.sites if site in ratings]
        table = ratings.reindex(index=apart, columns=sites)
        if table.isna().all(axis=None):
            return None
        held = self._held()
        if len(sites) <= DRAWN:
            cells = tuple(
                (
                    Cell(self.context.factor(f)),
                    *(self._cell(number(table.at[f, site]), (f, site) in held) for site in sites),
                )
                for f in apart
            )
            return Block(
                self._title(table),
                self._measure(),
                (CellTable("Ratings of every service", ["Condition", *sites], cells),),
            )
        counts = pd.DataFrame({"Service": sites, "Above the middle": [self.n_above(site) for site in sites]})
        return Block(self._title(table), self._measure(), (Numbers("every service", counts),))

    def headline(self) -> str:
        """Who is rated above the middle of the scale on most of what separates them, who on fewest, with all ties."""
        above = {site: self.n_above(site) for site in self.evidence.sites if site in self.ratings()}
        n, words = len(self.apart()), self.evidence.words
        if not n or len(above) < 2 or len(set(above.values())) == 1 or {f for f, _ in self._held()} & set(self.apart()):
            return ""
        most, fewest = max(above.values()), min(above.values())
        tops, lows = ([site for site, k in above.items() if k == end] for end in (most, fewest))
        top, low = (
            all_or_none(ends, most=4) or some(len(ends), words.service, words.services) for ends in (tops, lows)
        )
        what = f"the {some(n, 'thing')} that {verb(n, 'separates', 'separate')} {words.services}" if n > 1 else ""
        start = f"Of {what}" if what else f"Of the one thing that separates {words.services}"
        ends_at = f"{numeral(most)} and {numeral(fewest) if fewest else 'none'}"
        return (
            f"{start} with high implementation from those with low, {top} {verb(len(tops), 'is', 'are')} rated above "
            f"the middle of the scale on most, {low} on fewest: {ends_at}."
        )

    def ratings(self) -> pd.DataFrame:
        """A row a condition, a column a service: the ratings that are shown."""
        rows = self.rows("site_ratings")
        if rows.empty:
            return pd.DataFrame()
        rows = rows.assign(rating=numbers(rows["rating"].where(rows["rating"].astype("str") != WITHHELD)))
        rows = rows.astype({"site": "str", "factor": "str"})
        return rows.dropna(subset="rating").pivot(index="factor", columns="site", values="rating")

    def apart(self) -> list[str]:
        """The conditions that separate high from low, the widest gap first, then by name."""
        rows = self.rows("distinguishing")
        rows = rows[rows["verdict"] == Distinguishing.DISTINGUISHING] if not rows.empty else rows
        gaps = dict(zip(rows["factor"].astype("str"), numbers(rows["gap"]), strict=True)) if len(rows) else {}
        return sorted(gaps, key=lambda factor: (-gaps[factor], self.context.factor(factor)))

    def n_above(self, site: str) -> int:
        """On how many of those a service is rated above the middle of the scale."""
        ratings = self.ratings()
        own = ratings[site].reindex(self.apart()) if site in ratings else pd.Series(dtype="float64")
        return int((own > self.middle).sum())

    @property
    def middle(self) -> float:
        """Of the scale of consensus ratings."""
        scale = self.context.framework.site_scale
        return (scale.min + scale.max) / 2 if scale else 0.0

    def _title(self, table: pd.DataFrame) -> str:
        """Where the condition furthest apart, of those with a rating to be seen, is rated lowest."""
        first, *_ = table.dropna(how="all").index
        least = table.loc[first].min()
        lowest = [str(site) for site in table.columns[table.loc[first] == least]]
        who = all_or_none(lowest, most=4) or some(
            len(lowest), self.evidence.words.service, self.evidence.words.services
        )
        return f"{capital(quoted([self.context.factor(first)]))} is rated lowest at {who}: {least:+g}"

    def _measure(self) -> str:
        return (
            "What separates high from low implementation, the widest apart at the top; as the research team rated it."
        )

    def _held(self) -> set[tuple[str, str]]:
        """The conditions and services of which the rating is not shown."""
        rows = self.rows("site_ratings")
        held = rows[rows["rating"].astype("str") == WITHHELD] if not rows.empty else rows
        return set(zip(held["factor"].astype("str"), held["site"].astype("str"), strict=True)) if len(held) else set()

    def _cell(self, value: float, held: bool) -> Cell:
        if pd.isna(value):
            return Cell("not shown" if held else "not rated")
        return Cell(f"{value:+g}", "y" if value > self.middle else "x" if value < self.middle else "m")
