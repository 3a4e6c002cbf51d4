"""Small random studies, as plain rows and as a `Study`, in which every verdict comes up."""

from __future__ import annotations

import random

import pandas as pd
from plain import Plain

from small_tables import framework, study_of

GROUPS = ("peer_worker", "team_member", "service_user", "manager", "strategic")
SECTORS = ("statutory", "voluntary", "partnership")
FACTORS = ("alpha", "beta", "gamma", "delta")
LEANS = ((8, 1, 1, 1), (1, 1, 8, 1), (3, 2, 3, 2), (5, 1, 1, 0))
EFFECTS = {"yes": (8, 1, 1, 1), "no": (1, 8, 1, 1), "partly": (3, 3, 3, 1)}


def made_rows(seed: int) -> dict:
    """The rows of a study: two to ten sites, nobody to nine people at each, some answers blank."""
    chance = random.Random(seed)
    sites = [
        {"site": f"S{n:02d}", "name": f"Site {n}", "sector": chance.choice(SECTORS),
         "region": chance.choice(("London", "North")), "community": chance.choice((None, None, "South Asian")),
         "user_led": chance.choice(("yes", "no", None))}
        for n in range(1, chance.randint(3, 11))
    ]  # fmt: skip
    people, answers, picks = [], [], []
    leans = {factor: chance.choice(LEANS) for factor in FACTORS}
    usual = {factor: chance.random() for factor in FACTORS}
    for site in sites:
        for _ in range(chance.randint(0, 9)):
            name = f"P{len(people) + 1:03d}"
            people.append({"participant": name, "site": site["site"], "group": chance.choice(GROUPS)})
            for factor in FACTORS:
                if chance.random() < 0.9:
                    lean = leans[factor] if chance.random() < 0.8 else chance.choice(LEANS)
                    answers.append(_answer(chance, name, factor, lean, proposed=usual[factor]))
            for factor in chance.sample(FACTORS, chance.randint(0, 3)):
                picks.append({"participant": name, "factor": factor, "kind": chance.choice(("facilitator", "barrier"))})
    outcomes = [
        {"site": site["site"], "outcome": "well", "membership": chance.choice((0.0, 0.5, 0.51, 1.0))}
        for site in sites if chance.random() < 0.8
    ]  # fmt: skip
    return {"sites": sites, "participants": people, "answers": answers, "top_three": picks, "outcomes": outcomes}


def _answer(chance: random.Random, name: str, factor: str, lean: tuple, *, proposed: float) -> dict:
    in_place = chance.choices(("yes", "partly", "no", "unsure", "not_applicable", None), (*lean, 0.3, 0.3))[0]
    weights = EFFECTS.get(in_place, (1, 1, 1, 1))
    if chance.random() > proposed:
        weights = (*weights[1::-1], 6, 1)
    effect = chance.choices(("facilitator", "barrier", "neither", "unsure", None), (*weights, 0.5))[0]
    rating = chance.choice((1, 2, 3, 4, 4, 5, 5, 5, None))
    return {"participant": name, "factor": factor, "in_place": in_place, "effect": effect, "importance": rating}


def as_plain(rows: dict, **changes) -> Plain:
    """The rows for the slow calculation."""
    settings = {"factors": FACTORS, "conditions": FACTORS[:3], "groups": GROUPS, "outcome": "well"}
    return Plain(**rows, **(settings | {"attributes": ("community", "user_led", "region")} | changes))


def as_study(rows: dict, **config):
    """The same rows for the library."""
    frames = {name: as_frame(name, found) for name, found in rows.items()}
    settings = {"outcome": "well", "site_attributes": ("community", "user_led", "region")} | config
    return study_of(framework(*FACTORS, outcomes=FACTORS[3:]), config=settings, **frames)


COLUMNS = {
    "participants": ["participant", "site", "group"],
    "answers": ["participant", "factor", "in_place", "effect", "importance"],
    "top_three": ["participant", "factor", "kind"],
    "outcomes": ["site", "outcome", "membership"],
}
NUMBERS = {"importance", "membership"}


def as_frame(name: str, rows: list[dict]) -> pd.DataFrame:
    """The rows as a study holds them: text and numbers, NaN where blank."""
    frame = pd.DataFrame(rows, columns=COLUMNS.get(name, list(rows[0]) if rows else []))
    kinds = {column: "float64" if column in NUMBERS else "str" for column in frame.columns}
    return frame.astype(kinds)
