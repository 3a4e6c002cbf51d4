"""The answers to the structured questions: the planted truth of each site, seen by people who differ."""

from __future__ import annotations

from making.chance import Chance
from making.comments import comment_on
from making.factors import asked
from making.sites import WITHDREW
from making.truth import Planted, mean_importance, planted

COLUMNS = ("participant", "factor", "in_place", "effect", "importance", "comment")

_IN_PLACE = {
    "in_place": {"yes": 84, "partly": 9, "no": 4, "unsure": 3},
    "not_in_place": {"yes": 3, "partly": 10, "no": 83, "unsure": 3, "not_applicable": 1},
    "mixed": {"yes": 34, "partly": 30, "no": 33, "unsure": 3},
    "too_little_evidence": {"yes": 6, "partly": 4, "no": 6, "unsure": 64, "not_applicable": 20},
}
_CONTESTED = {"peer_worker": "not_in_place", "service_user": "not_in_place", "team_member": "mixed"}  # others: in place
_NOBODY_DOUBTS = {"in_place": {"yes": 96, "partly": 4}, "not_in_place": {"no": 96, "partly": 4}}

_EFFECT = {
    ("replicated", "yes"): {"facilitator": 90, "neither": 6, "barrier": 2, "unsure": 2},
    ("replicated", "no"): {"barrier": 88, "neither": 8, "facilitator": 2, "unsure": 2},
    ("alternative_pattern", "yes"): {"barrier": 85, "neither": 9, "facilitator": 4, "unsure": 2},
    ("alternative_pattern", "no"): {"facilitator": 80, "neither": 12, "barrier": 6, "unsure": 2},
    ("no_difference", "yes"): {"neither": 88, "facilitator": 7, "barrier": 3, "unsure": 2},
    ("no_difference", "no"): {"neither": 88, "barrier": 7, "facilitator": 3, "unsure": 2},
    ("mixed", "yes"): {"facilitator": 22, "barrier": 36, "neither": 40, "unsure": 2},
    ("mixed", "no"): {"barrier": 22, "facilitator": 36, "neither": 40, "unsure": 2},
}
_EFFECT_OF_PARTLY = {"facilitator": 45, "neither": 25, "barrier": 22, "unsure": 8}

# Whoever ran out of time was asked nothing answered from this domain on
_CUT_SHORT_FROM = "organisation"


def answers(participants: list[dict[str, str]]) -> list[dict[str, str]]:
    """One row a person and factor that the person was asked about, blank where nothing was recorded."""
    chance, unheard = Chance("answers"), {site_group[:2] for site_group in WITHDREW if not site_group[2]}
    rows = []
    for person in participants:
        if person.get("withdrawn_on") and (person["site"], person["group"]) in unheard:
            continue
        warmth, cut_short = chance.normal(0, 0.12), chance.happens(0.04)
        for truth in planted():
            if truth.factor not in asked(person["group"]):
                continue
            row = {"participant": person["participant"], "factor": truth.factor}
            if not (cut_short and truth.factor.startswith((_CUT_SHORT_FROM, "diversity", "benefit"))):
                row |= _answer(person, truth, warmth, chance)
            rows.append(row)
    return _commented(rows)


def _answer(person: dict[str, str], truth: Planted, warmth: float, chance: Chance) -> dict[str, str]:
    status = truth.status_at(person["site"])
    weights = _IN_PLACE.get(status, {})
    if status == "contested":
        side = _CONTESTED.get(person["group"], "in_place")
        weights = _NOBODY_DOUBTS.get(side, _IN_PLACE[side])
    in_place = chance.weighted(weights)
    effect = _effect(truth.pattern_at(person["site"]), in_place, chance)
    importance = rating(mean_importance(truth, person["group"]) + warmth, chance)
    return {
        "in_place": "" if chance.happens(0.015) else in_place,
        "effect": "" if chance.happens(0.015) else effect,
        "importance": "" if chance.happens(0.02) or in_place == "not_applicable" else str(importance),
    }


def _commented(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    chance = Chance("comments")
    return [
        row | {"comment": comment_on(row["factor"], row.get("in_place", ""), chance) if chance.happens(0.14) else ""}
        for row in rows
    ]


def _effect(pattern: str, in_place: str, chance: Chance) -> str:
    if in_place == "partly":
        return chance.weighted(_EFFECT_OF_PARTLY)
    if in_place in ("unsure", "not_applicable"):
        return chance.weighted({"unsure": 60, "neither": 40})
    return chance.weighted(_EFFECT[pattern, in_place])


def rating(mean: float, chance: Chance) -> int:
    """A rating from 1 to 5 whose expected value is the mean: one and four chances of one more."""
    share = (min(max(mean, 1.0), 5.0) - 1) / 4
    return 1 + sum(chance.happens(share) for _ in range(4))
