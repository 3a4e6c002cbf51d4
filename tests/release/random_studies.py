"""Studies of interviews with random ratings, small enough to protect in a test."""

from __future__ import annotations

import numpy as np
import pandas as pd

from small_tables import framework, study_of

GROUPS = ("peer_worker", "team_member", "service_user", "manager", "strategic")


def rated_study(
    seed: int,
    *,
    sites: int = 6,
    people: tuple[int, ...] = (2, 2, 2, 1, 1),
    factors: int = 2,
    fives: float = 0.5,
    config=None,
):
    """A study of these people at every site, who rate at random, a share of the ratings being 5."""
    draw = np.random.default_rng(seed)
    who = [
        (f"P{site}{group}{i}", f"S{site + 1:02d}", GROUPS[group])
        for site in range(sites)
        for group, n in enumerate(people)
        for i in range(n)
    ]
    participants = pd.DataFrame(who, columns=["participant", "site", "group"], dtype="str")
    names = [f"factor{i}" for i in range(factors)]
    answers = participants[["participant"]].merge(pd.DataFrame({"factor": names}, dtype="str"), how="cross")
    size = len(answers)
    answers["importance"] = np.where(draw.random(size) < fives, 5, draw.integers(1, 6, size)).astype(float)
    answers["in_place"] = pd.array(draw.choice(["yes", "partly", "no"], size), dtype="str")
    answers["effect"] = pd.array(draw.choice(["facilitator", "barrier", "neither"], size), dtype="str")
    sectors = ["statutory", "voluntary"]
    codes = [f"S{site + 1:02d}" for site in range(sites)]
    frame = pd.DataFrame(
        {
            "site": codes,
            "name": [f"Site {c}" for c in codes],
            "sector": [sectors[i * 2 // sites] for i in range(sites)],
        },
        dtype="str",
    ).assign(region="London", community=None, role_model="A sentence.", wave=None, implementation=None)
    return study_of(framework(*names), config=config, sites=frame, participants=participants, answers=answers)
