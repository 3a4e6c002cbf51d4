"""The whole life of an interview, who took part, workshops held and roles planned: for the team (METHOD 13)."""

from __future__ import annotations

from typing import Any

import pandas as pd

from peerwork.cells import numbers
from peerwork.pages.charts.rows import whole
from peerwork.pages.prose import Prose, bullet_list, count, join_words, missing, paragraph
from peerwork.pages.sections.section import Listing, Section
from peerwork.plot.fieldwork import planned
from peerwork.vocabulary import InterviewStage
from peerwork.words import label_of

HELD_BACK = "This is shown to the research team only."
STEPS = {
    "n_approached": "Approached",
    "n_informed": "Informed",
    "n_consented": "Agreed",
    "n_declined": "Declined",
    "n_waiting": "No answer yet",
    "n_to_interview": "To be interviewed",
    "n_interviewed": "Interviewed",
    "n_recorded": "Recorded",
    "n_transcribed": "Transcribed",
    "n_coded": "Coded",
}
TOLD = {
    "group": "Stakeholder group",
    "role_detail": "Role or profession",
    "relation_to_peer_support": "How they have to do with peer support",
    "gender": "Gender",
    "age_band": "Age",
    "ethnicity": "Ethnicity",
    "years_in_role": "Years in the role",
}
NOT_RECORDED = "not recorded"


class InterviewLife(Section):
    """METHOD 13: from the first approach to the coded transcript."""

    def say(self) -> Prose:
        """How many people came how far, and how long the interviews took."""
        rows = self.rows("interview_stages")
        if rows.empty:
            return missing(HELD_BACK)
        total = {name: numbers(rows[name]).sum() for name in [*STEPS, "n_timed", "minutes"]}
        told = [self._describe_approached(total)] if numbers(rows["n_approached"]).notna().any() else []
        told.append(
            f"{count(int(total['n_interviewed']), 'interview').capitalize()}: {total['n_recorded']:.0f} recorded, "
            f"{total['n_transcribed']:.0f} transcribed, {total['n_coded']:.0f} with coded passages."
        )
        timed = total["n_timed"]
        if timed:
            told.append(f"An interview took {total['minutes'] / timed:.0f} minutes on average ({timed:.0f} timed).")
        return bullet_list(told, role="findings")

    def _describe_approached(self, total: dict[str, float]) -> str:
        approached = count(int(total["n_approached"]), "person", "people").capitalize()
        return (
            f"{approached} approached: {total['n_consented']:.0f} agreed, {total['n_declined']:.0f} declined, "
            f"{total['n_waiting']:.0f} without an answer yet; of those who agreed, {total['n_to_interview']:.0f} not "
            "interviewed yet."
        )

    def list(self) -> Any:
        """People at each step, a row a site."""
        rows = self.rows("interview_stages")
        if rows.empty:
            return missing(HELD_BACK)
        steps = [name for name in STEPS if numbers(rows[name]).notna().any()]
        sums = rows.assign(**{name: numbers(rows[name]) for name in steps}).groupby("site", sort=False)[steps].sum()
        sums.loc["All"] = sums.sum()
        table = pd.DataFrame({STEPS[name]: [f"{value:.0f}" for value in sums[name]] for name in steps})
        table.insert(0, "Site", [*(self.context.site(site) for site in sums.index[:-1]), "All"])
        return Listing("People at each step of an interview", table)

    def list_next(self) -> Any:
        """What waits for what, by the interviewees' codes."""
        rows = self.rows("interview_log")
        if rows.empty:
            return missing(HELD_BACK)
        waits = {
            "To be transcribed": rows["stage"] == InterviewStage.RECORDED,
            "To be coded": rows["stage"] == InterviewStage.TRANSCRIBED,
            "Neither recorded nor coded": rows["stage"] == InterviewStage.INTERVIEWED,
            "Answers to be entered": numbers(rows["n_answers"]) == 0,
            "Length to be written down": rows["minutes"].isna(),
        }
        told = [
            {
                "What is to be done": what,
                "Interviews": str(int(mask.sum())),
                "Whose": join_words(rows["participant"][mask]),
            }
            for what, mask in waits.items()
            if mask.any()
        ]
        if not told:
            return paragraph("Every interview is coded, its answers entered, its length written down.", role="note")
        return Listing("What is to be done next", pd.DataFrame(told))


class TookPart(Section):
    """METHOD 13: the people interviewed, by what they said of themselves."""

    def say(self) -> Prose:
        """How many took part, and of how many something was not recorded."""
        rows = self._of_study()
        if rows.empty:
            return missing(HELD_BACK)
        people = int(numbers(rows[rows["by"] == rows["by"].iloc[0]]["n"]).sum())
        blank = rows[rows["value"].isna()]
        left = [f"{TOLD[by].lower()} of {whole(n)}" for by, n in zip(blank["by"], blank["n"], strict=True)]
        told = [f"{count(people, 'person', 'people').capitalize()} took part."]
        return bullet_list([*told, f"Not recorded: {join_words(left)}."] if left else told, role="findings")

    def list(self) -> Any:
        """Every value of everything told, with how many people; each adds up to all."""
        rows = self._of_study()
        if rows.empty:
            return missing(HELD_BACK)
        table = pd.DataFrame(
            {
                "What": [TOLD[by] for by in rows["by"]],
                "As told": [self._value(by, value) for by, value in zip(rows["by"], rows["value"], strict=True)],
                "People": rows["n"].map(whole),
                "Share": [f"{share * 100:.0f} %" for share in numbers(rows["share"])],
            }
        )
        return Listing("Who took part", table)

    def list_roles(self) -> Any:
        """Roles planned beside the stakeholder groups: commissioners, referrers."""
        rows = self.rows("fieldwork_roles")
        if rows.empty:
            return missing(self.context.lacks("No role is planned in addition to the stakeholder groups.", HELD_BACK))
        table = pd.DataFrame(
            {
                "Site": rows["site"].map(self.context.site),
                "Role": rows["role"],
                "Done": rows["done"].map(whole),
                "Planned": [planned(*pair) for pair in zip(rows["planned_min"], rows["planned_max"], strict=True)],
                "Status": rows["status"].map(label_of),
            }
        )
        return Listing("Roles planned in addition to the stakeholder groups", table)

    def _of_study(self) -> pd.DataFrame:
        rows = self.rows("took_part")
        return rows if rows.empty else rows[rows["site"].isna()]

    def _value(self, by: str, value: object) -> str:
        if not isinstance(value, str):
            return NOT_RECORDED
        return self.context.group(value) if by == "group" else value


class WorkshopsHeld(Section):
    """METHOD 13: the feedback workshops, and how many came."""

    def say(self) -> Prose:
        """How many workshops were held, and how many people came."""
        rows = self.rows("workshops_held")
        if rows.empty:
            return missing(self.context.lacks("No workshop has been held yet.", HELD_BACK))
        came = numbers(rows["attendees"]).dropna()
        told = f"{count(len(rows), 'workshop').capitalize()} held"
        if came.empty:
            return paragraph(f"{told}; nobody wrote down how many came.", role="findings")
        return paragraph(f"{told}; {came.sum():.0f} people came to {len(came)} of them.", role="findings")

    def list(self) -> Any:
        """A row a workshop."""
        rows = self.rows("workshops_held")
        if rows.empty:
            return self.say()
        table = pd.DataFrame(
            {
                "Site": rows["site"].map(self.context.site),
                "Day": [f"{day.day} {day:%B %Y}" for day in pd.to_datetime(rows["held_on"])],
                "People": [whole(value) if pd.notna(value) else NOT_RECORDED for value in rows["attendees"]],
                "Results talked about": rows["n_factors"].map(whole),
                "Actions": rows["n_actions"].map(whole),
            }
        )
        return Listing("Feedback workshops held", table)


class RoleModels(Section):
    """How the role is set up at each site, in a sentence of its own."""

    def say(self) -> Prose:
        """At how many sites this was written down."""
        rows = self._told()
        if rows.empty:
            return missing("How the role is set up at each site is not recorded, or not shown here.")
        return paragraph(f"How the role is set up was written down at {count(len(rows), 'site')}.", role="findings")

    def list(self) -> Any:
        """A row a site."""
        rows = self._told()
        if rows.empty:
            return self.say()
        table = pd.DataFrame(
            {"Site": rows["site"].map(self.context.site), "How the role is set up": rows["role_model"]}
        )
        return Listing("How the role is set up at each site", table)

    def _told(self) -> pd.DataFrame:
        rows = self.rows("sites")
        return rows[rows["role_model"].notna()] if "role_model" in rows else rows.iloc[:0]
