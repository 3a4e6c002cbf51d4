"""What else is there in the country, and how do our sites compare?"""

from __future__ import annotations

from typing import Any

import pandas as pd

from peerwork.cells import Row, numbers, records, withheld
from peerwork.pages.answers.english import capital
from peerwork.pages.charts.rows import whole
from peerwork.pages.context import Context
from peerwork.pages.prose import Prose, count, join_words, missing, paragraph, was
from peerwork.pages.ranks import describe_first, places
from peerwork.pages.sections.section import Listing, Section, Sentences

NOTHING = "No national mapping was recorded."
HIDDEN = "The national mapping is not shown here."


class Mapping(Section):
    """The national mapping: plain counts of initiatives, beside this study's sites."""

    def say(self) -> Prose:
        """How many initiatives were found, where most are, and regions without a site of this study."""
        rows = self.rows("mapping_counts")
        if rows.empty:
            return missing(self.context.lacks(NOTHING, HIDDEN))
        sectors, regions = (rows[rows["by"] == by] for by in ("sector", "region"))
        told = self._describe_total(regions, sectors)
        told += [
            f"{by.capitalize()}s with most{' of those shown' if withheld(part['initiatives']).any() else ''}: {most}."
            for by, part in (("region", regions), ("sector", sectors))
            if (most := self._most(part))
        ]
        ours = numbers(regions["sites"]) if "sites" in regions else pd.Series(float("nan"), regions.index)
        bare = regions[(ours == 0) & (numbers(regions["initiatives"]) > 0)]
        if len(bare):
            told.append(f"This study has no site in {join_words(bare['value'])}.")
        return paragraph(*told, role="findings")

    def list(self) -> Any:
        """Initiatives by region, sector and role, beside this study's sites where they are shown."""
        rows = self.rows("mapping_counts")
        if rows.empty:
            return missing(self.context.lacks(NOTHING, HIDDEN))
        sectors = self.context.framework.sectors
        columns = {
            "Value": [
                sectors.get(row["value"], row["value"]) if row["by"] == "sector" else row["value"]
                for row in records(rows)
            ],
            "By": rows["by"],
            "Initiatives": rows["initiatives"].map(whole),
            capital(self.context.framework.words.people): rows["peer_workers"].map(whole),
            "Initiatives that gave a number": rows["n_with_number"].map(whole),
        }
        if "sites" in rows and rows["sites"].notna().any():
            columns["Sites of this study"] = rows["sites"].map(whole)
        return Listing("Initiatives that were found", pd.DataFrame(columns))

    def how_to_read(self) -> Prose:
        """What the mapping is not."""
        return paragraph(
            "The mapping holds the initiatives that could be found; it is no sample, and what it lacks is not known.",
            f"{capital(self.context.framework.words.people)} are summed over the initiatives that gave a number.",
            role="how",
        )

    def _describe_total(self, *parts: pd.DataFrame) -> Sentences:
        """How many initiatives there are, where one way to divide them is shown whole."""
        sums = [numbers(part["initiatives"]).sum() for part in parts if not withheld(part["initiatives"]).any()]
        found = int(max(sums, default=0))
        return [f"{count(found, 'initiative').capitalize()} {was(found)} found."] if found else []

    def _most(self, rows: pd.DataFrame) -> str:
        """All that tie for the first place, with their number."""
        labels = [value_words(row, self.context) for row in records(rows)]
        ranked = places(labels, rows["initiatives"].tolist())
        return describe_first(ranked, whole, "one") if ranked else ""


def value_words(row: Row, context: Context) -> str:
    """A region, sector or role of the mapping in words."""
    known = context.framework.sectors if row["by"] == "sector" else {}
    return known.get(row["value"], str(row["value"]))
