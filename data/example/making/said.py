"""What interviewees said beyond the structured questions: top three, other conditions, impacts."""

from __future__ import annotations

from making.chance import Chance
from making.factors import asked, domain_of
from making.truth import mean_importance, planted

Rows = list[dict[str, str]]

_WHY = {
    "role": ("without it nobody knows what to expect", "it saves a hundred small arguments"),
    "practice": ("it is what makes the role worth having", "nobody else can offer it"),
    "employment": ("people cannot stay if this is wrong", "it tells you what you are worth to them"),
    "training": ("it decides how the first month goes", "the team needs it as much as we do"),
    "support": ("it is what keeps people well in the job", "when it stops, people leave"),
    "boundaries": ("this is where people get hurt", "it is the hardest part of the work"),
    "team": ("you cannot do it alone", "it shows on the first day"),
    "organisation": ("it sets the tone for everyone else", "it decides whether the posts last"),
    "diversity": ("people must be able to see themselves in it", "trust begins there"),
    "benefit": ("it is the reason to do any of this", "funders ask about nothing else"),
}

_OTHER = (
    ("A quiet room in which to talk, away from the ward", "facilitator"),
    ("A telephone and a log-in on the first day", "facilitator"),
    ("Bus routes: half the visits are an hour away", "barrier"),
    ("Criminal record checks that take months", "barrier"),
    ("A reorganisation of the trust in the same year", "barrier"),
    ("Families who speak up for the service", "facilitator"),
    ("Childcare, and hours that fit school", "facilitator"),
    ("Short-term funding, renewed a year at a time", "barrier"),
    ("The local paper printed a good story about it", "facilitator"),
    ("Smoking breaks are where the real talk happens", "facilitator"),
    ("A chair of the board who has used services", "facilitator"),
    ("Computer systems that do not talk to each other", "barrier"),
    ("The building: people do not like coming to a hospital", "barrier"),
    ("An interpreter when it is needed", "facilitator"),
    ("A recruitment freeze", "barrier"),
    ("Two peer workers at once rather than one alone", "facilitator"),
    ("Ward staff who change every week", "barrier"),
    ("Being paid on time for sessional work", "barrier"),
)

_IMPACTS = {
    ("service_user", "positive"): (
        "More hope that things can change",
        "Left hospital sooner and felt ready for it",
        "Somebody to walk through the door with",
        "Goes out again and meets people",
        "Knows where to turn before a crisis",
        "Feels listened to in reviews",
        "Has a plan written in their own words",
        "Trusts the service a little more",
    ),
    ("service_user", "negative"): (
        "Felt let down when the peer worker went off sick",
        "Heard more than they wanted of another person's story",
        "Unsure whom to ring out of hours",
    ),
    ("service_user", "mixed"): ("Grew close to the peer worker and found the ending hard",),
    ("peer_worker", "positive"): (
        "Confidence and a reason to get up",
        "New skills and a reference",
        "Own recovery went further",
        "Off benefits for the first time in ten years",
        "Proud of what used to be a secret",
        "A way into training",
    ),
    ("peer_worker", "negative"): (
        "Tired out by other people's distress",
        "Became unwell in a month without supervision",
        "Lost friends who still use the service",
        "Worse off once travel was paid for",
    ),
    ("peer_worker", "mixed"): ("Stronger for it, but never quite off duty",),
    ("team", "positive"): (
        "Language about people has changed",
        "More thought before saying no to a risk",
        "Somebody in the room who has been there",
        "Calmer shifts when a peer worker is on",
        "Staff talk more openly of their own distress",
    ),
    ("team", "negative"): (
        "Time spent on support that the rota does not allow",
        "Unease about who carries the risk",
    ),
    ("team", "mixed"): ("Livelier meetings, not always shorter ones",),
    ("organisation", "positive"): (
        "Recovery is on the board's agenda",
        "Other directorates ask for peer workers",
        "Easier to recruit people who have used services",
        "A better name in the town",
        "Fewer complaints about the wards",
    ),
    ("organisation", "negative"): ("Questions about what the posts replaced",),
    ("organisation", "mixed"): ("Policies had to be rewritten, which was slow but overdue",),
}
_ON = {
    "peer_worker": {"peer_worker": 5, "service_user": 4, "team": 2, "organisation": 1},
    "team_member": {"team": 5, "service_user": 4, "peer_worker": 2, "organisation": 1},
    "service_user": {"service_user": 8, "peer_worker": 1, "team": 1},
    "manager": {"team": 4, "service_user": 3, "organisation": 3, "peer_worker": 2},
    "strategic": {"organisation": 6, "service_user": 3, "team": 2},
}


def top_three(participants: Rows, answers: Rows) -> Rows:
    """One row a factor that a person named: the likelier the more important they rated it; a few named fewer than 3."""
    chance, by_person = Chance("top_three"), _answered(answers)
    rows = []
    for person in participants:
        weights = by_person.get(person["participant"], {})
        for factor in chance.several(weights, chance.weighted({3: 88, 2: 7, 1: 2, 0: 3})):
            why = chance.one_of(_WHY[domain_of()[factor]]) if chance.happens(0.4) else ""
            kind = "facilitator" if _kind_of(answers, person["participant"], factor) != "barrier" else "barrier"
            rows.append({"participant": person["participant"], "factor": factor, "kind": kind, "why": why})
    return rows


def _answered(answers: Rows) -> dict[str, dict[str, float]]:
    importance = {truth.factor: truth.importance for truth in planted()}
    people: dict[str, dict[str, float]] = {}
    for row in answers:
        if row.get("importance") in ("4", "5"):
            # the third power keeps picks to what people feel strongly about
            weight = (importance[row["factor"]] - 2.5) ** 3 * (1 if row["importance"] == "4" else 3)
            people.setdefault(row["participant"], {})[row["factor"]] = max(weight, 0.01)
    return people


def _kind_of(answers: Rows, person: str, factor: str) -> str:
    return next(row.get("effect", "") for row in answers if row["participant"] == person and row["factor"] == factor)


def other_factors(participants: Rows) -> Rows:
    """One row a condition raised that the framework lacks."""
    chance = Chance("other_factors")
    return [
        {"participant": person["participant"], "text": text, "kind": kind}
        for person in participants
        if chance.happens(0.32)
        for text, kind in [chance.one_of(_OTHER)]
    ]


def impacts(participants: Rows) -> Rows:
    """One row an impact described: mostly good ones, a few bad, each person in their own field of view."""
    chance = Chance("impacts")
    rows = []
    for person in participants:
        if not person.get("withdrawn_on"):
            rows += _impacts_of(person, chance)
    return rows


def _impacts_of(person: dict[str, str], chance: Chance) -> Rows:
    rows = []
    for on in chance.several(_ON[person["group"]], chance.between(1, 3)):
        direction = chance.weighted({"positive": 80, "negative": 13, "mixed": 7})
        success = "yes" if direction == "positive" and chance.happens(0.45) else ""
        text = chance.one_of(_IMPACTS[on, direction])
        rows.append(
            {"participant": person["participant"], "on": on, "direction": direction, "text": text, "success": success}
        )
    return rows


def planted_mean(factor: str) -> float:
    """The mean importance planted for a factor over the groups that are asked, each counted once."""
    truth = next(truth for truth in planted() if truth.factor == factor)
    groups = [g for g in ("peer_worker", "team_member", "service_user", "manager", "strategic") if factor in asked(g)]
    return sum(mean_importance(truth, group) for group in groups) / len(groups)
