"""What the team made of its results, and what sites did since: invented readings, summaries, rivals, follow-ups."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from making.chance import Chance
from making.workshops import workshops

Rows = list[dict[str, str]]
READING_COLUMNS = (
    "reading", "about", "judgement", "text", "by", "standpoint", "on", "edition", "rests_on", "status", "answers",
)  # fmt: skip
SUMMARY_COLUMNS = ("factor", "theme", "site", "group", "text", "by", "on", "edition")
RIVAL_COLUMNS = ("rival", "label", "factor", "site", "would_show", "seen", "note")
FOLLOWUP_COLUMNS = ("site", "factor", "action", "owner", "due", "done_on", "note")
EDITION, AS_OF = "2012-06", dt.date(2012, 6, 29)

_STANDPOINTS = {"A": "service_user_researcher", "B": "university_researcher"}
_RIVALS = (
    ("V1", "Good services introduce good roles: the service, not the condition", "", "",
     "Conditions come and go together at a site", "partly",
     "Sites with many conditions in place have most of the others as well."),
    ("V2", "People say of everything in place that it helps", "", "",
     "No factor is said to hinder, or to make no difference, where it is in place", "no",
     "Four factors show another pattern or no difference."),
    ("V3", "Any contact with somebody who listens would do as well", "practice_credible", "",
     "Service users say the same of other staff", "no", ""),
    ("V4", "A full caseload, not supervision, decides who leaves", "support_supervision", "",
     "People leave where caseloads are full, supervised or not", "unknown", "Caseloads were not asked about."),
    ("V5", "Pay stands for being wanted", "employment_pay_parity", "S06",
     "Unpaid peer workers who feel wanted do not name pay", "yes", ""),
    ("V5", "Pay stands for being wanted", "employment_pay_parity", "S09",
     "Unpaid peer workers who feel wanted do not name pay", "no", ""),
    ("V6", "A champion, and not leadership, carries the posts", "organisation_leadership", "S07",
     "When the champion leaves, it goes quiet", "partly", "It went quiet, and a manager took it up."),
)  # fmt: skip
_OWNERS = ("team manager", "service lead", "personnel", "peer worker lead", "")
_CAUSES = {
    "New skills and a reference": "training", "A way into training": "training",
    "Has a plan written in their own words": "training", "Language about people has changed": "training",
    "Confidence and a reason to get up": "employment", "Off benefits for the first time in ten years": "employment",
    "Worse off once travel was paid for": "employment", "Tired out by other people's distress": "employment",
    "Became unwell in a month without supervision": "employment",
    "Lost friends who still use the service": "employment",
    "Somebody in the room who has been there": "employment", "Questions about what the posts replaced": "employment",
    "A better name in the town": "other",
}  # fmt: skip


def with_causes(impacts: Rows) -> Rows:
    """The impacts with what their tellers put them down to, where that was recorded (four times in five)."""
    chance = Chance("causes")
    return [row | {"cause": _CAUSES.get(row["text"], "") if chance.happens(0.8) else ""} for row in impacts]


def readings() -> Rows:
    """One row a reading: members' own, then the team's inferences, which rest on what was read then."""
    rows = []
    for number, (about, judgement, by, day, text) in enumerate(_lines("readings"), start=1):
        made = {"about": about, "judgement": judgement, "text": text, "by": by, "on": day, "edition": EDITION}
        rows.append({"reading": f"R{number:02d}", **made, "standpoint": _STANDPOINTS[by[0]], "status": "open"})
    for number, (factor, judgement, edition, rests_on, text) in enumerate(_lines("inferences"), start=1):
        day = "2012-06-20" if edition == EDITION else "2012-03-02"
        made = {"about": f"factor:{factor}", "judgement": judgement, "text": text, "by": "team", "on": day}
        rests = {"edition": edition, "rests_on": rests_on, "standpoint": "university_researcher", "status": "agreed"}
        rows.append({"reading": f"I{number:02d}", **made, **rests})
    return rows


def summaries() -> Rows:
    """One row a cell of the matrix that somebody has written."""
    chance = Chance("summaries")
    return [
        {"factor": about, "site" if place[0] == "S" else "group": place, "text": text,
         "by": chance.one_of(("A1", "A2", "B1", "B2")), "on": "2012-06-18", "edition": EDITION}
        for about, place, text in _lines("summaries")
    ]  # fmt: skip


def rivals() -> Rows:
    """One row a rival explanation, and where it was looked for."""
    return [dict(zip(RIVAL_COLUMNS, rival, strict=True)) for rival in _RIVALS]


def followups() -> Rows:
    """One row an action that a workshop asked for: most have an owner and a day, and most of those due are done."""
    chance, rows = Chance("followups"), []
    for asked in workshops():
        if not asked["action"] or chance.happens(0.15):
            continue
        due = dt.date.fromisoformat(asked["held_on"]) + dt.timedelta(days=chance.between(60, 200))
        done = due - dt.timedelta(days=chance.between(0, 40))
        is_done = done <= AS_OF and chance.happens(0.7)
        rows.append(
            {
                "site": asked["site"], "factor": asked["factor"], "action": asked["action"],
                "owner": chance.one_of(_OWNERS), "due": due.isoformat() if chance.happens(0.85) else "",
                "done_on": done.isoformat() if is_done else "", "note": "",
            }
        )  # fmt: skip
    return rows


def _lines(name: str) -> list[list[str]]:
    lines = Path(__file__).with_name(f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [[cell.strip() for cell in line.split("|")] for line in lines if line and not line.startswith("#")]
