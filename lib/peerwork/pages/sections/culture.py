"""Do sites for one community differ, and do numbers allow a word on ethnicity?"""

from __future__ import annotations

from typing import Any

import pandas as pd

from peerwork.cells import format_cell, number, numbers, percent, records
from peerwork.pages.charts.dumbbells import draw_dumbbells, signed
from peerwork.pages.charts.rows import whole
from peerwork.pages.prose import Prose, bullet_list, count, join_words, missing, paragraph, was
from peerwork.pages.ranks import NAMED
from peerwork.pages.sections.section import ChartSection, Listing, Shown

NOTHING = "Culture and community are not shown on this page."
UNCOMPARED = "How sites for one community compare with the others is not shown on this page."
NAMES = ("Sites for one community", "Other sites")
DRAWN = 16
MEASURES = {"in_place": "share in place", "replicated": "share replicated", "carried_out": "share carried out"}
TARGETS = {
    "community_specific_sites": "Sites for one community",
    "from_minority_ethnic_communities": "People from minority ethnic communities",
}


class Culture(ChartSection):
    """METHOD 7: community-specific sites against the others, and importance by self-described ethnicity."""

    def say(self) -> Prose:
        """What was planned against what was done, and what the numbers allow."""
        if self._tables_missing():
            return missing(self.context.lacks("Nothing was recorded on culture and community.", NOTHING))
        told = [*self._describe_targets(), *self._describe_community(), *self._describe_ethnicity()]
        return bullet_list(told, role="findings") if told else missing(NOTHING)

    def _chart(self) -> Shown:
        """Mean importance at sites for one community and at the others, the widest apart first."""
        if self.rows("community").empty:
            return missing(UNCOMPARED)
        rows = self._measure("importance")
        rows = rows[rows["difference"].notna()] if not rows.empty else rows
        if rows.empty:
            return missing("There is nothing to compare between sites for one community and the others.")
        width = rows["difference"].abs().sort_values(ascending=False, kind="stable")
        shown = rows.loc[width.head(DRAWN).index]
        behind = [f"n {a:.0f} and {b:.0f}" for a, b in zip(shown["n_specific"], shown["n_other"], strict=True)]
        shown = shown.assign(first=shown["mean_specific"], second=shown["mean_other"], behind=behind)
        caption = "Mean importance at sites for one community, and at the others"
        return draw_dumbbells(shown, NAMES, self.context, name=self.chart_name("community"), caption=caption)

    def list_community(self) -> Any:
        """Shares in place, replicated and carried out: where the two kinds of site are furthest apart."""
        if self.rows("community").empty:
            return missing(UNCOMPARED)
        rows = pd.concat([self._measure(measure) for measure in MEASURES], ignore_index=True)
        rows = rows[rows["difference"].abs().gt(0)] if not rows.empty else rows
        if rows.empty:
            return missing("In nothing else do sites for one community differ from the others.")
        width = rows["difference"].abs().sort_values(ascending=False, kind="stable")
        rows = rows.loc[width.head(DRAWN).index]
        columns = {
            "Factor": rows["factor"].map(self.context.factor),
            "Measure": rows["measure"].map(MEASURES),
            NAMES[0]: _with_sites(rows, "specific"),
            NAMES[1]: _with_sites(rows, "other"),
        }
        return Listing("Where the two kinds of site are furthest apart (sites in brackets)", pd.DataFrame(columns))

    def list_ethnicities(self) -> Any:
        """People interviewed by self-described ethnicity."""
        rows = self._table("ethnicities")
        if rows.empty:
            return missing("Ethnicity is not shown on this page.")
        columns = {
            "Ethnicity": rows["ethnicity"].fillna("Not recorded"),
            "People": rows["n_people"].map(whole),
            "Sites": rows["n_sites"].map(whole),
            "Share": rows["share"].map(percent),
            "Enough for a mean": rows["allows"],
        }
        return Listing("People interviewed, by self-described ethnicity", pd.DataFrame(columns))

    def list_importance(self) -> Any:
        """The mean importance by ethnicity, where numbers allow it."""
        rows = self.rows("importance_by_ethnicity")
        rows = rows[rows["mean"].notna()] if not rows.empty else rows
        if rows.empty:
            return missing(
                self.context.lacks(
                    "Numbers allow no mean importance by ethnicity.", "Importance by ethnicity is not shown here."
                )
            )
        told = [f"{format_cell(m)} ({n:.0f})" for m, n in zip(rows["mean"], rows["n"], strict=True)]
        wide = rows.assign(told=told).pivot(index="factor", columns="ethnicity", values="told").fillna("")
        wide = wide.reindex(rows["factor"].drop_duplicates()).rename_axis(columns=None).reset_index()
        wide["factor"] = wide["factor"].map(self.context.factor)
        caption = "Mean importance by self-described ethnicity, where numbers allow (people in brackets)"
        return Listing(caption, wide.rename(columns={"factor": "Factor"}))

    def how_to_read(self) -> Prose:
        """The counts that allow a comparison, and that none is tested."""
        rules = self.context.rules
        return paragraph(
            f"An ethnicity has a mean from {rules.culture_min_people} people of {rules.culture_min_sites} sites on; "
            f"two kinds of site are compared from {rules.culture_min_sites} sites of each on.",
            "Ethnicity is as people described it. Nothing is tested: so few people speak for themselves, not for "
            "everybody who describes themselves alike.",
            role="how",
        )

    def _table(self, name: str) -> pd.DataFrame:
        return self.context.slice.tables.get(name, pd.DataFrame())

    def _tables_missing(self) -> bool:
        return all(self._table(name).empty for name in ("culture_targets", "community", "ethnicities"))

    def _measure(self, measure: str) -> pd.DataFrame:
        rows = self.rows("community")
        return rows[rows["measure"] == measure].reset_index(drop=True) if not rows.empty else rows

    def _describe_targets(self) -> list[str]:
        rows = self._table("culture_targets")
        told = []
        for row in records(rows):
            words, planned, done = TARGETS[row["target"]], number(row["planned"]), number(row["done"])
            if done != done and planned == planned:
                told.append(
                    f"{words}: {planned:.0f} planned; not counted, since the study does not say which ethnicity is the "
                    "majority’s."
                )
            elif done == done:
                plan = f"; {planned:.0f} {was(int(planned))} planned" if planned == planned else ""
                told.append(f"{words}: {done:.0f}{plan}.")
        return told

    def _describe_community(self) -> list[str]:
        rows = self._measure("importance")
        if rows.empty:
            return []
        allowed = rows[rows["allows"].eq("yes") & rows["difference"].notna()]
        if allowed.empty:
            most = int(numbers(rows["sites_specific"]).max())
            return [
                f"With {count(most, 'site')} for one community, numbers do not allow such sites to be compared with "
                "others."
            ]
        width = allowed["difference"].abs().round(1)
        widest = allowed[width == width.max()]
        if len(widest) > 1:
            names = f" ({join_words(map(self.context.factor, widest['factor']))})" if len(widest) <= NAMED else ""
            return [
                f"Sites for one community and the others are furthest apart on {count(len(widest), 'factor')}{names}: "
                f"a difference of {width.max():.1f} in mean importance each."
            ]
        row = widest.iloc[0]
        return [
            f"Sites for one community and the others are furthest apart on {self.context.factor(row['factor'])}: mean "
            f"importance {format_cell(row['mean_specific'])} (n {row['n_specific']:.0f}) against "
            f"{format_cell(row['mean_other'])} (n {row['n_other']:.0f}), a difference of {signed(row['difference'])}."
        ]

    def _describe_ethnicity(self) -> list[str]:
        rows = self._table("ethnicities")
        known = rows[rows["ethnicity"].notna()] if not rows.empty else rows
        if known.empty:
            return ["Nobody’s ethnicity is recorded."] if not rows.empty else []
        enough = int(known["allows"].eq("yes").sum())
        shown = f"numbers allow {count(enough, 'mean')} of importance" if enough else "numbers allow no mean for any"
        return [f"People described their ethnicity in {count(len(known), 'way')}; {shown}."]


def _with_sites(rows: pd.DataFrame, side: str) -> list[str]:
    """The mean share of each row, with its number of sites."""
    pairs = zip(rows[f"mean_{side}"], rows[f"sites_{side}"], strict=True)
    return [f"{percent(share)} ({sites:.0f})" for share, sites in pairs]
