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
_ACTED, _AGENDA = 5 / 6, "Put it on the agenda of the next team meeting"
_ACTIONS = {  # what a room asks for, by the factor that it spoke of
    "organisation_strategic_fit": "Write the posts into next year's plan",
    "organisation_monitored": "Show the figures to peer workers before the board sees them",
    "organisation_recovery_culture": "Ask people who use the service what they would change first",
    "role_shared_expectations": "Agree one page about the role, and hand it to all three teams",
    "role_matches_reality": "Bring the job description up to date with what is done",
    "practice_lived_experience": "Make room for it in each handover",
    "practice_credible": "Let peer workers say at the first meeting who they are",
    "support_supervision": "Set supervision dates a year ahead",
    "support_team_time": "Keep an hour a week free in the rota",
    "training_practical": "Shadow a peer worker for two days before starting",
    "training_accredited": "Ask the college which course would count",
    "boundaries_disclosure_users": "Talk through examples of what to share, once a month",
    "boundaries_disclosure_colleagues": "Leave it to each peer worker what colleagues know",
    "boundaries_relationship": "Write down what to do when friends come to the service",
    "team_credibility": "Give peer workers a turn in each case discussion",
    "team_equal_colleague": "Give out keys and e-mail addresses on the first day",
    "diversity_cultural_support": "Meet the community group that others referred to",
}


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
                    "action": _ACTIONS.get(factor, _AGENDA) if response != "agree" and chance.happens(_ACTED) else "",
                }
            )  # fmt: skip
    return rows
