"""How far is the fieldwork: interviews, answers, calendar, and what could still change?"""

from __future__ import annotations

from typing import Any

import pandas as pd

from peerwork.cells import Row, number, numbers, records
from peerwork.pages.charts.fieldwork import draw_interviews
from peerwork.pages.charts.progress import draw_calendar
from peerwork.pages.charts.rows import whole
from peerwork.pages.prose import Prose, bullet_list, count, join_words, missing, paragraph, was
from peerwork.pages.sections.section import ChartSection, Listing, Section, Shown
from peerwork.plot.fieldwork import planned
from peerwork.vocabulary import FieldworkStatus, Pattern, When
from peerwork.words import label_of

TARGETS = {"sites": "Sites", "community_specific_sites": "Sites for one community", "interviews": "Interviews"}
SHORT = (FieldworkStatus.SHORT, FieldworkStatus.NOT_STARTED)
HELD_BACK = "This is shown to the research team only."
NO_ANSWERS = "No answers are recorded."
NO_MORE = "No interviews are planned that could change a verdict."


class Progress(ChartSection):
    """METHOD 13: done against planned."""

    def say(self) -> Prose:
        """Sites, community-specific sites and interviews against the plan, and the sites that are short of it."""
        plan, sites = self.rows("fieldwork_plan"), self.rows("fieldwork_by_site")
        if sites.empty:
            return missing(
                self.context.lacks("No interviews are planned or recorded.", "No count of interviews is shown here.")
            )
        told = [self._describe_target(row) for row in records(plan)]
        short = sites[sites["status"].isin(SHORT)]
        if len(short):
            names = join_words(self.context.site(site) for site in short["site"])
            told.append(f"Short of the plan: {names}.")
        if "groups_short" in sites and numbers(sites["groups_short"]).sum():
            hidden = sites[(numbers(sites["groups_short"]) > 0) & ~sites["status"].isin(SHORT)]
            told += (
                [f"A stakeholder group is short at {join_words(hidden['site'])} although the total is met."]
                if len(hidden)
                else []
            )
        if "withdrawn" in sites and numbers(sites["withdrawn"]).sum():
            told.append(f"{count(int(numbers(sites['withdrawn']).sum()), 'person', 'people').capitalize()} withdrew.")
        return bullet_list(told, role="findings")

    def _chart(self) -> Shown:
        """A bar a site."""
        rows = self.rows("fieldwork_by_site")
        if rows.empty:
            return missing(
                self.context.lacks("No interviews are planned or recorded.", "No count of interviews is shown here.")
            )
        labelled = rows.assign(label=rows["site"].map(self.context.site))
        caption = "Interviews at each site, done and planned"
        return draw_interviews(labelled, each="Site", name=self.chart_name("by-site"), caption=caption)

    def list_groups(self) -> Any:
        """Stakeholder groups at sites that are short of the plan, or above it."""
        rows = self.rows("fieldwork")
        if rows.empty or "group" not in rows or rows["group"].isna().all():
            return missing(self.context.lacks("No interviews are planned or recorded.", HELD_BACK))
        off = rows[rows["status"].isin([*SHORT, FieldworkStatus.OVER])]
        if off.empty:
            return paragraph("Every group at every site is as planned.", role="note")
        table = pd.DataFrame(
            {
                "Site": off["site"].map(self.context.site),
                "Stakeholder group": off["group"].map(self.context.group),
                "Done": off["done"].map(whole),
                "Planned": [planned(*pair) for pair in zip(off["planned_min"], off["planned_max"], strict=True)],
                "Status": off["status"].map(label_of),
            }
        )
        return Listing("Groups that are not as planned", table)

    def _describe_target(self, row: Row) -> str:
        plan = planned(row["planned_min"], row["planned_max"])
        done = f"{TARGETS.get(row['target'], row['target'])}: {whole(row['done'])}"
        return (
            f"{done}; {plan} {was(int(number(row['planned_max'])))} planned."
            if plan
            else f"{done}; no number was planned."
        )


class MissingAnswers(Section):
    """METHOD 13: what was asked and left blank."""

    def say(self) -> Prose:
        """The share of expected answers that are blank, by question, and where most are."""
        rows = self.rows("missing_answers")
        if rows.empty:
            return missing(self.context.lacks(NO_ANSWERS, HELD_BACK))
        asked = rows[rows["n_expected"] > 0].groupby("question", sort=False)
        told = [
            f"{label_of(str(question)).capitalize()}: {_share(part)} of {part['n_expected'].sum()} answers asked are "
            "blank."
            for question, part in asked
        ]
        return paragraph(*told, role="findings")

    def list(self) -> Any:
        """The share left blank at each site, by question."""
        rows = self.rows("missing_answers")
        if rows.empty:
            return missing(self.context.lacks(NO_ANSWERS, HELD_BACK))
        sites = list(dict.fromkeys(rows["site"]))
        table = pd.DataFrame({"Site": [self.context.site(site) for site in sites]})
        for question, part in rows.groupby("question", sort=False):
            table[label_of(str(question)).capitalize()] = [_share(part[part["site"] == site]) for site in sites]
        return Listing("Share of expected answers that are blank", table)


class Calendar(ChartSection):
    """METHOD 13: what is due before the next board."""

    def say(self) -> Prose:
        """What is under way, and what is due before the next board."""
        rows = self.rows("calendar")
        if rows.empty:
            return missing(self.context.lacks("The study has no calendar.", "No calendar is shown here."))
        told = [
            self._describe_when(rows, When.UNDER_WAY, "Under way"),
            self._describe_when(rows, When.DUE, "Due before the next board"),
        ]
        return bullet_list([t for t in told if t] or ["Nothing is due before a next board."], role="findings")

    def _chart(self) -> Shown:
        """The calendar as a Gantt chart."""
        rows = self.rows("calendar")
        if rows.empty:
            return missing(self.context.lacks("The study has no calendar.", "No calendar is shown here."))
        return draw_calendar(rows, self.context, as_of=self.context.facts["as_of"], name=self.chart_name("calendar"))

    def _describe_when(self, rows: pd.DataFrame, when: When, words: str) -> str:
        events = rows[rows["when"] == when]
        return f"{words}: {join_words(self._event(row) for row in records(events))}." if len(events) else ""

    def _event(self, row: Row) -> str:
        where = f" at {row['site']}" if isinstance(row["site"], str) else ""
        wave = f" {row['wave']}" if isinstance(row["wave"], str) and not where else ""
        ends: pd.Timestamp = row["ends"] if not pd.isna(row["ends"]) else row["starts"]
        until = "until " if ends > row["starts"] else ""
        return f"{label_of(str(row['what']))}{wave}{where} ({until}{ends.day} {ends:%B %Y})"


class StillOpen(Section):
    """METHOD 13: what the interviews that remain could still change, by METHOD 3's verdicts."""

    def say(self) -> Prose:
        """How many verdicts are settled, and where interviews could still change some."""
        rows = self.rows("undecided_patterns")
        if rows.empty:
            return missing(self.context.lacks(NO_MORE, HELD_BACK))
        open_ = rows[_true(rows["could_change"])]
        left = rows.groupby("site")["n_remaining"].max()
        if open_.empty:
            return paragraph(
                f"Not one of {count(len(rows), 'verdict')} can change with the interviews that remain.", role="findings"
            )
        sites = [f"{site} ({count(int(n), 'verdict')})" for site, n in open_["site"].value_counts(sort=False).items()]
        one = int((numbers(open_["interviews_to_change"]) == 1).sum())
        return paragraph(
            f"{len(open_)} of {count(len(rows), 'verdict')} could still change: at {join_words(sites)}.",
            f"For {one} of them one more interview is enough." if one else "",
            f"Interviews are still planned at {count(int((left > 0).sum()), 'site')}.",
            role="findings",
        )

    def list(self) -> Any:
        """For each site and verdict: how many could change, and with how few interviews."""
        rows = self.rows("undecided_patterns")
        if rows.empty:
            return missing(self.context.lacks(NO_MORE, HELD_BACK))
        open_ = rows[_true(rows["could_change"])]
        if open_.empty:
            return paragraph("The interviews still planned can change no verdict.", role="note")
        told = [
            {
                "Site": self.context.site(str(site)),
                "Verdict now": label_of(str(verdict)),
                "Factors that could change": join_words(self.context.factor(name) for name in part["factor"]),
                "Fewest interviews": f"{numbers(part['interviews_to_change']).min():.0f}",
            }
            for (site, verdict), part in open_.groupby(["site", "verdict"], sort=True)
        ]
        return Listing("Verdicts that the interviews still planned could change", pd.DataFrame(told))

    def how_to_read(self) -> Prose:
        """What could change means."""
        return paragraph(
            "A verdict could change when enough of the people still to be interviewed, all answering alike, would make "
            f"it another; {label_of(Pattern.TOO_LITTLE)} changes with enough answers of enough groups.",
            "A settled verdict is settled by the number of answers, not by their truth.",
            role="how",
        )


def _share(rows: pd.DataFrame) -> str:
    expected, given = numbers(rows["n_expected"]).sum(), numbers(rows["n_answered"]).sum()
    return f"{(1 - given / expected) * 100:.1f} %" if expected else ""


def _true(column: pd.Series) -> pd.Series:
    return column.astype("str").eq("True")
