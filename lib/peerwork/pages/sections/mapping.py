"""What else is there in the country, and how do our sites compare?"""

from __future__ import annotations

from typing import Any

import pandas as pd

from peerwork.cells import numbers, records
from peerwork.pages.charts.rows import whole
from peerwork.pages.prose import Prose, count, listed, missing, say, was
from peerwork.pages.sections.section import Listing, Section

NOTHING = "No national mapping was recorded."


class Mapping(Section):
    """The national mapping: plain counts of initiatives, beside this study's sites."""

    def say(self) -> Prose:
        """How many initiatives were found, where most are, and regions without a site of this study."""
        rows = self.rows("mapping_counts")
        if rows.empty:
            return missing(NOTHING)
        sectors, regions = (rows[rows["by"] == by] for by in ("sector", "region"))
        found = int(max(numbers(part["initiatives"]).sum() for part in (regions, sectors)))
        told = [f"{count(found, 'initiative').capitalize()} {was(found)} found."]
        told += [
            f"{by.capitalize()}s with most: {_most(part)}."
            for by, part in (("region", regions), ("sector", sectors))
            if len(part)
        ]
        ours = numbers(regions["sites"]) if "sites" in regions else pd.Series(float("nan"), regions.index)
        bare = regions[(ours == 0) & (numbers(regions["initiatives"]) > 0)]
        if len(bare):
            told.append(f"This study has no site in {listed(bare['value'])}.")
        return say(*told, role="findings")

    def list(self) -> Any:
        """Initiatives by region, sector and role, beside this study's sites where they are shown."""
        rows = self.rows("mapping_counts")
        if rows.empty:
            return missing(NOTHING)
        sectors = self.context.framework.sectors
        columns = {
            "Value": [
                sectors.get(row["value"], row["value"]) if row["by"] == "sector" else row["value"]
                for row in records(rows)
            ],
            "By": rows["by"],
            "Initiatives": rows["initiatives"].map(whole),
            "Peer workers": rows["peer_workers"].map(whole),
            "Initiatives that gave a number": rows["n_with_number"].map(whole),
        }
        if "sites" in rows and rows["sites"].notna().any():
            columns["Sites of this study"] = rows["sites"].map(whole)
        return Listing("Peer worker initiatives that were found", pd.DataFrame(columns))

    def how_to_read(self) -> Prose:
        """What the mapping is not."""
        return say(
            "The mapping holds the initiatives that could be found; it is no sample, and what it lacks is not known.",
            "Peer workers are summed over the initiatives that gave a number.",
            role="how",
        )


def _most(rows: pd.DataFrame) -> str:
    ranked = rows.assign(n=numbers(rows["initiatives"])).sort_values("n", ascending=False, kind="stable").head(2)
    return listed(f"{row['value']} ({whole(row['initiatives'])})" for row in records(ranked))
