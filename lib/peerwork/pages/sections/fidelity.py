"""Was what was written down done, and what is done without having been written down?"""

from __future__ import annotations

from typing import Any

import pandas as pd

from peerwork.cells import percent, written
from peerwork.pages.charts.fidelity import draw_fidelity
from peerwork.pages.charts.rows import whole
from peerwork.pages.charts.site_tiles import draw_site_tiles
from peerwork.pages.prose import Prose, count, missing, say, say_list, was
from peerwork.pages.sections.section import ChartSection, Listing, Shown
from peerwork.vocabulary import Fidelity as Value
from peerwork.vocabulary import Scope, Sources

NOTHING = "No documents were collected."
ALL = "all"  # the row of coder_agreement over every factor
TOLD = {
    Value.NOT_CARRIED_OUT: "Written down and not carried out",
    Value.INFORMAL: "Done, and written down nowhere",
    Value.AGAINST: "Done against what the documents say",
}


class Fidelity(ChartSection):
    """METHOD 5: documents against interviews."""

    def say(self) -> Prose:
        """How much of what is written down is carried out, what is not, and where the two sources differ."""
        rows = self.rows("fidelity")
        if rows.empty:
            return missing(NOTHING)
        told = [self._say_value(rows, value) for value in TOLD if (rows["fidelity"] == value).any()]
        return say_list([self._say_carried_out(rows), *told, *self._say_sources(rows)], role="findings")

    def _chart(self) -> Shown:
        """One site: documents and interviews side by side. Elsewhere: a tile a factor and site."""
        rows = self.rows("fidelity")
        if rows.empty:
            return missing(NOTHING)
        if self.context.scope is Scope.SITE:
            return draw_fidelity(rows, self.context, name=self.chart_name("fidelity"))
        caption = "Documents against interviews: each factor at each site"
        return draw_site_tiles(rows, "fidelity", self.context, name=self.chart_name("fidelity"), caption=caption)

    def list_sites(self) -> Any:
        """Of each site, the share of what its documents specify that interviews find carried out."""
        rows = self.rows("fidelity_by_site")
        if rows.empty:
            return missing("How much each site carries out is not shown on this page.")
        shown = {
            "Site": rows["site"].map(self.context.site),
            "Factors": rows["n_factors"].map(whole),
            "As specified": rows["as_specified"].map(whole),
            "Partly": rows["partly_carried_out"].map(whole),
            "Not carried out": rows["not_carried_out"].map(whole),
            "Carried out": rows["share_carried_out"].map(percent),
        }
        return Listing("Of what documents specify, how much is carried out", pd.DataFrame(shown))

    def say_agreement(self) -> Prose:
        """How far two coders read the same in the same document."""
        rows = self.context.slice.tables.get("coder_agreement", pd.DataFrame())
        whole_study = rows[rows["factor"] == ALL] if not rows.empty else rows
        if whole_study.empty or not whole_study["units"].iloc[0]:
            return missing("No document was read by two coders, so nothing can be said of their agreement.")
        row = whole_study.iloc[0]
        alpha = written(row["alpha"], decimals=2)
        agreed = f"On {count(int(row['units']), 'reading')} that two or more coders gave, {percent(row['agreement'])} "
        return say(
            f"{agreed}of pairs are the same{f'; Krippendorff’s alpha (ordinal) is {alpha}' if alpha else ''}.",
            "" if alpha else "Alpha has no value where every reading is the same.",
            role="findings",
        )

    def list_agreement(self) -> Any:
        """Agreement of coders, a factor each."""
        rows = self.rows("coder_agreement")
        if rows.empty:
            return missing("No factor was read by two coders.")
        shown = {
            "Factor": rows["factor"].map(self.context.factor),
            "Readings": rows["units"].map(whole),
            "Coders": rows["coders"].map(whole),
            "Alpha": rows["alpha"].map(lambda cell: written(cell, decimals=2)),
            "Same": rows["agreement"].map(percent),
        }
        return Listing("Agreement between coders", pd.DataFrame(shown))

    def list_unresolved(self) -> Any:
        """The readings on which coders differ and nobody has adjudicated."""
        rows = self.rows("unresolved_readings")
        if rows.empty:
            return say("No reading waits for a decision between coders on this page.", role="note")
        shown = {
            "Factor": rows["factor"].map(self.context.factor),
            "Site": rows["site"],
            "Document": rows["document"],
            "Coders read": rows["readings"].str.replace("; ", " or "),
        }
        return Listing("Readings on which coders differ: they say nothing until decided", pd.DataFrame(shown))

    def how_to_read(self) -> Prose:
        """How documents of one site are put together, and what counts as carried out."""
        return say(
            "A site's documents conflict when some contradict a factor and others specify it; silent means that they "
            "were read and none speaks of it.",
            "What is specified, wholly or partly, is carried out when interviews find it in place, partly when their "
            "answers are mixed or contested, and not when they find it not in place.",
            "The share carried out counts partly as a half; it leaves out factors without enough interviews.",
            role="how",
        )

    def _say_carried_out(self, rows: pd.DataFrame) -> str:
        tally = rows["fidelity"].value_counts()
        full, half, none = (
            int(tally.get(v, 0)) for v in (Value.AS_SPECIFIED, Value.PARTLY_CARRIED_OUT, Value.NOT_CARRIED_OUT)
        )
        together = full + half + none
        if not together:
            return "Nothing that is written down can be set against interviews."
        where = "" if self.context.scope is Scope.SITE else ", a factor at a site each,"
        told = (
            f"Of {count(together, 'factor')}{where} that documents specify and interviews can judge, {full or 'none'} "
        )
        told += f"{was(full)} carried out as specified, {half or 'none'} partly and {none or 'none'} not"
        return f"{told} ({percent((full + half / 2) / together)} carried out)."

    def _say_value(self, rows: pd.DataFrame, value: Value) -> str:
        found = rows[rows["fidelity"] == value]
        if self.context.scope is Scope.SITE:
            return f"{TOLD[value]}: {count(len(found), 'factor')}{self.named(found['factor'])}."
        often = found["factor"].value_counts()
        most = often[often == often.iloc[0]].index
        at = f"{count(int(often.iloc[0]), 'site')}{' each' if len(most) > 1 else ''}"
        return f"{TOLD[value]} most often: {count(len(most), 'factor')}{self.named(most)}, at {at}."

    def _say_sources(self, rows: pd.DataFrame) -> list[str]:
        tally = rows["sources"].value_counts()
        same, apart = int(tally.get(Sources.CONVERGE, 0)), int(tally.get(Sources.DIVERGE, 0))
        if not same + apart:
            return []
        return [
            f"On whether a condition is in place, documents and interviews agree {count(same, 'time')} and differ "
            f"{count(apart, 'time')}."
        ]
