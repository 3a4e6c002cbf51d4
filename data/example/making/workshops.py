"""What feedback workshops said of preliminary findings, at the sites where one has been held."""

from __future__ import annotations

from making.chance import Chance
from making.truth import planted

Rows = list[dict[str, str]]
COLUMNS = ("site", "held_on", "factor", "response", "group", "attendees", "note", "action")

HELD = {
    "S01": ("2011-10-12", 11), "S04": ("2011-10-13", 8), "S07": ("2011-10-19", 9), "S08": ("2011-10-20", 12),
    "S02": ("2012-03-14", 7), "S05": ("2012-03-15", 14), "S10": ("2012-03-21", 10),
}  # fmt: skip
_NOTES = {
    "agree": ("Nobody was surprised.", "True a year ago and true now.", "Agreed, with some laughter.", ""),
    "refine": (
        "True of the wards, less so of the community.", "It was so at the start and has changed since.",
        "Yes for the paid posts.", "The room wanted the word 'always' taken out.",
    ),
    "dispute": ("Managers said one thing and peer workers another.", "Several people did not recognise this at all."),
}  # fmt: skip
_ACTIONS = (
    "Put it on the agenda of the next team meeting", "Ask personnel to change the form",
    "Bring supervision dates forward",
    "Print the card about the role again", "Invite the other team", "",
)  # fmt: skip


def workshops() -> Rows:
    """One row a factor that a workshop spoke of; where people disagree in the data the room is likelier to as well."""
    chance, rows = Chance("workshops"), []
    for site in sorted(HELD):
        held_on, attendees = HELD[site]
        truths = {truth.factor: truth for truth in planted() if truth.replication}
        for factor in sorted(chance.several({name: truth.importance for name, truth in truths.items()}, 8)):
            torn = truths[factor].status_at(site) in ("contested", "mixed")
            response = chance.weighted(
                {"agree": 30 if torn else 70, "refine": 40 if torn else 24, "dispute": 30 if torn else 6}
            )
            group = "peer_worker" if response == "dispute" and chance.happens(0.5) else ""
            rows.append(
                {
                    "site": site, "held_on": held_on, "factor": factor, "response": response, "group": group,
                    "attendees": str(attendees), "note": chance.one_of(_NOTES[response]),
                    "action": "" if response == "agree" else chance.one_of(_ACTIONS),
                }
            )  # fmt: skip
    return rows
