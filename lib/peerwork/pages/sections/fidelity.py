"""Was what was written down done, and what is done without having been written down?"""

from __future__ import annotations

from typing import Any

import pandas as pd

from peerwork.cells import format_cell, percent
from peerwork.pages.charts.fidelity import draw_fidelity
from peerwork.pages.charts.rows import whole
from peerwork.pages.charts.site_tiles import draw_site_tiles
from peerwork.pages.prose import Prose, bullet_list, count, missing, paragraph, was
from peerwork.pages.sections.section import ChartSection, Listing, Shown
from peerwork.pages.shown import tally
from peerwork.vocabulary import Audience, Scope, Sources
from peerwork.vocabulary import Fidelity as Value

NOTHING = "No documents were collected."
HIDDEN = "What documents say is not shown here."
ALL = "all"  # the row of coder_agreement over every factor
CARRIED_OUT = {"as_specified": "As specified", "partly_carried_out": "Partly", "not_carried_out": "Not carried out"}
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
            return missing(self.context.lacks(NOTHING, HIDDEN))
        told = [self._describe_value(rows, value) for value in TOLD if (rows["fidelity"] == value).any()]
        hidden = tally(rows["fidelity"]).hidden
        told += [f"Not shown: {count(hidden, 'factor')}{self._each}."] if hidden else []
        return bullet_list([self._describe_carried_out(rows), *told, *self._describe_sources(rows)], role="findings")

    def _chart(self) -> Shown:
        """One site: documents and interviews side by side. Elsewhere: a tile a factor and site."""
        rows = self.rows("fidelity")
        if rows.empty:
            return missing(self.context.lacks(NOTHING, HIDDEN))
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
            **{words: rows[name].map(whole) for name, words in CARRIED_OUT.items() if name in rows},
            "Carried out": rows["share_carried_out"].map(percent),
        }
        return Listing("Of what documents specify, how much is carried out", pd.DataFrame(shown))

    def say_agreement(self) -> Prose:
        """How far two coders read the same in the same document."""
        rows = self.context.slice.tables.get("coder_agreement", pd.DataFrame())
        whole_study = rows[rows["factor"] == ALL] if not rows.empty else rows
        if whole_study.empty or not whole_study["units"].iloc[0]:
            none = "No document was read by two coders, so nothing can be said of their agreement."
            return missing(self.context.lacks(none, "How far coders agree is not shown here."))
        row = whole_study.iloc[0]
        alpha = format_cell(row["alpha"], decimals=2)
        agreed = f"On {count(int(row['units']), 'reading')} that two or more coders gave, {percent(row['agreement'])} "
        return paragraph(
            f"{agreed}of pairs are the same{f'; Krippendorff’s alpha (ordinal) is {alpha}' if alpha else ''}.",
            "" if alpha else "Alpha has no value where every reading is the same.",
            role="findings",
        )

    def list_agreement(self) -> Any:
        """Agreement of coders, a factor each."""
        rows = self.rows("coder_agreement")
        if rows.empty:
            none = "No factor was read by two coders."
            return missing(self.context.lacks(none, "How far coders agree is not shown here."))
        shown = {
            "Factor": rows["factor"].map(self.context.factor),
            "Readings": rows["units"].map(whole),
            "Coders": rows["coders"].map(whole),
            "Alpha": rows["alpha"].map(lambda cell: format_cell(cell, decimals=2)),
            "Same": rows["agreement"].map(percent),
        }
        return Listing("Agreement between coders", pd.DataFrame(shown))

    def list_unresolved(self) -> Any:
        """The readings on which coders differ and nobody has adjudicated."""
        rows = self.rows("unresolved_readings")
        if rows.empty:
            if self.context.audience is not Audience.TEAM:
                return missing("Readings on which coders differ are not shown on this page.")
            return paragraph("No reading waits for a decision between coders.", role="note")
        shown = {
            "Factor": rows["factor"].map(self.context.factor),
            "Site": rows["site"],
            "Document": rows["document"],
            "Coders read": rows["readings"].str.replace("; ", " or "),
        }
        return Listing("Readings on which coders differ: they say nothing until decided", pd.DataFrame(shown))

    def how_to_read(self) -> Prose:
        """How documents of one site are put together, and what counts as carried out."""
        return paragraph(
            "A site's documents conflict when some contradict a factor and others specify it; silent means that they "
            "were read and none speaks of it.",
            "What is specified, wholly or partly, is carried out when interviews find it in place, partly when their "
            "answers are mixed or contested, and not when they find it not in place.",
            "The share carried out counts partly as a half; it leaves out factors without enough interviews.",
            role="how",
        )

    @property
    def _each(self) -> str:
        return "" if self.context.scope is Scope.SITE else ", a factor at a site each"

    def _describe_carried_out(self, rows: pd.DataFrame) -> str:
        counts = tally(rows["fidelity"])
        full, half, none = map(counts.of, (Value.AS_SPECIFIED, Value.PARTLY_CARRIED_OUT, Value.NOT_CARRIED_OUT))
        together = full + half + none
        if not together:
            seen = ", as far as it is shown" if counts.hidden else ""
            return f"Nothing that is written down can be set against interviews{seen}."
        where = f"{self._each}," if self._each else ""
        told = f"Of {count(together, 'factor')}{self.context.over}{where} that documents specify and interviews can "
        told += f"judge, {full or 'none'} "
        told += f"{was(full)} carried out as specified, {half or 'none'} partly and {none or 'none'} not"
        return f"{told} ({percent((full + half / 2) / together)} carried out)."

    def _describe_value(self, rows: pd.DataFrame, value: Value) -> str:
        found = rows[rows["fidelity"] == value]
        if self.context.scope is Scope.SITE:
            return f"{TOLD[value]}: {count(len(found), 'factor')}{self.named(found['factor'])}."
        often = found["factor"].value_counts()
        most = often[often == often.iloc[0]].index
        at = f"{count(int(often.iloc[0]), 'site')}{self.context.over}{' each' if len(most) > 1 else ''}"
        return f"{TOLD[value]} most often: {count(len(most), 'factor')}{self.named(most)}, at {at}."

    def _describe_sources(self, rows: pd.DataFrame) -> list[str]:
        counts = tally(rows["sources"])
        same, apart = counts.of(Sources.CONVERGE), counts.of(Sources.DIVERGE)
        if not same + apart:
            return []
        return [
            f"On whether a condition is in place, documents and interviews agree {_times(same)} and differ "
            f"{_times(apart)}{', as far as both are shown' if counts.hidden else ''}."
        ]


def _times(number: int) -> str:
    return count(number, "time") if number else "never"
