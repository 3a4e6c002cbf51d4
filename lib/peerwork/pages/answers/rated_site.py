"""One service by consensus ratings: what the research team rated high and low there (METHOD 11)."""

from __future__ import annotations

import pandas as pd

from peerwork.cells import WITHHELD, each, numbers
from peerwork.pages.answers.english import capital, count_in, some, verb
from peerwork.pages.answers.of_site import OfSite
from peerwork.pages.blocks import Block
from peerwork.pages.grid import Cell, CellTable


class RatedSite(OfSite):
    """The conditions that were rated at a service, the highest first, against the middle of the scale."""

    def block(self) -> Block | None:
        """A line a rated condition; nothing where none is rated, or shown."""
        rows = self._rows()
        if rows.empty:
            return None
        cells = tuple((Cell(r.label), Cell(f"{r.value:+g}", self._role(r.value)), Cell(r.told)) for r in each(rows))
        table = CellTable("Ratings of this service", ["Condition", "Rating", ""], cells)
        return Block(self.title(), "As the research team rated it together; nobody’s own answer.", (table,))

    def title(self) -> str:
        """How many are above the middle of the scale, and how many below."""
        rows, middle = self._rows(), self._middle
        above, below = int((rows["value"] > middle).sum()), int((rows["value"] < middle).sum())
        n = len(rows)
        if n == 1:
            side = "above" if above else "below" if below else "at"
            return f"The one rated condition stands {side} the middle of the scale here"
        told = count_in(above, n) if above else "none"
        return (
            f"{capital(told)} of {some(n, 'rated condition')} {verb(max(above, 1), 'stands', 'stand')} above the "
            f"middle of the scale here, {count_in(below, n) if below else 'none'} below"
        )

    @property
    def _middle(self) -> float:
        scale = self.context.framework.site_scale
        return (scale.min + scale.max) / 2 if scale else 0.0

    def _role(self, value: float) -> str:
        return "y" if value > self._middle else "x" if value < self._middle else "m"

    def _rows(self) -> pd.DataFrame:
        """The ratings of this service that are shown, the highest first, ties by name."""
        rows = self.rows("site_ratings")
        if rows.empty:
            return pd.DataFrame(columns=["label", "value", "told"])
        rows = rows[(rows["site"].astype("str") == self.code) & rows["rating"].notna()]
        rows = rows[rows["rating"].astype("str") != WITHHELD]
        mixed = rows["mixed"].eq("yes") if "mixed" in rows else pd.Series(False, rows.index)
        made = pd.DataFrame(
            {
                "label": [self.context.factor(factor) for factor in rows["factor"]],
                "value": numbers(rows["rating"]).to_numpy(),
                "told": mixed.map({True: "mixed", False: ""}).to_numpy(),
            }
        )
        return made.sort_values(["value", "label"], ascending=[False, True], ignore_index=True)
