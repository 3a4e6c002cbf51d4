"""Studies of interviews with random ratings, small enough to protect in a test."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from made_studies import make_study
from peerwork.study.model import Study
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


MADE = (
    "plain", "tiny_site", "lone_role", "everyone_agrees", "everyone_five", "half_fives", "two_sites", "one_site",
    "one_group", "one_person_each", "one_factor", "half_blank", "withdrawn",
)  # fmt: skip
FACTORS = 4


def awkward_study(number: int) -> tuple[str, Study]:
    """The name of a shape and a study of it, taken in turn: every second one is uneven, the others made ones."""
    turn, uneven = divmod(number, 2)
    if uneven:
        return "uneven", uneven_study(number)
    shape = MADE[turn % len(MADE)]
    return shape, make_study(number, shape, factors=None if shape == "one_factor" else FACTORS)


def uneven_study(seed: int) -> Study:
    """Sites of three to a dozen people, groups met here and there, sectors of one site, any scale, any skew."""
    draw = np.random.default_rng(seed)
    sites, size = int(draw.integers(2, 13)), int(draw.choice([3, 4, 5, 5, 5, 7]))
    size = 2 if seed % 10 == 7 else size
    counts = draw.integers(0, 4, (sites, len(GROUPS))) * (draw.random((sites, len(GROUPS))) < draw.uniform(0.4, 1))
    counts[:, 0] += np.maximum(0, 3 - counts.sum(axis=1))
    codes = [f"S{site + 1:02d}" for site in range(sites)]
    who = [
        (f"P{site}{group}{i}", codes[site], GROUPS[group])
        for site, group in np.ndindex(counts.shape)
        for i in range(counts[site, group])
    ]
    participants = pd.DataFrame(who, columns=["participant", "site", "group"], dtype="str")
    participants["interviewed_on"] = pd.Timestamp("2011-05-01") + pd.to_timedelta(draw.permutation(len(who)), unit="D")
    names = [f"factor{i}" for i in range(FACTORS)]
    whole = framework(*names).model_copy(update={"importance_scale": {v: f"Point {v}" for v in range(1, size + 1)}})
    frames = {
        "sites": _uneven_sites(codes, draw),
        "participants": participants,
        "answers": _uneven_answers(participants, names, size, draw),
    }
    frames["top_three"] = _uneven_picks(frames["answers"], draw)
    return study_of(whole, **frames)


def _uneven_sites(codes: list[str], draw: np.random.Generator) -> pd.DataFrame:
    sectors = draw.choice(["statutory", "voluntary", "partnership"], len(codes), p=[0.7, 0.2, 0.1])
    frame = pd.DataFrame({"site": codes, "name": [f"Place {code}" for code in codes], "sector": sectors}, dtype="str")
    return frame.assign(region="London", community=None, role_model="A sentence.", wave=None, implementation=None)


def _uneven_answers(people: pd.DataFrame, names: list[str], size: int, draw: np.random.Generator) -> pd.DataFrame:
    """Everybody on every factor; each factor has its own share of top ratings, each site its own lean, some blank."""
    rows = people[["participant", "site"]].merge(pd.DataFrame({"factor": names}, dtype="str"), how="cross")
    top = dict(zip(names, draw.choice([0, 0.3, 0.6, 0.9, 1], len(names)), strict=True))
    lean = dict(zip(people["site"].unique(), draw.uniform(0.2, 0.95, people["site"].nunique()), strict=True))
    high = draw.random(len(rows)) < rows["factor"].map(top).to_numpy(dtype=float)
    rating = np.where(high, size, 1 + draw.binomial(size - 1, rows["site"].map(lean).to_numpy(dtype=float)))
    blank = draw.random(len(rows)) < draw.choice([0, 0.1, 0.4])
    return rows[["participant", "factor"]].assign(
        importance=np.where(blank, np.nan, rating.astype(float)),
        in_place=pd.array(draw.choice(["yes", "partly", "no"], len(rows)), dtype="str"),
        effect=pd.array(draw.choice(["facilitator", "barrier", "neither"], len(rows)), dtype="str"),
    )


def _uneven_picks(answers: pd.DataFrame, draw: np.random.Generator) -> pd.DataFrame:
    """Up to three factors a person, for most people."""
    shuffled = answers.iloc[draw.permutation(len(answers))]
    picks = shuffled.groupby("participant", sort=True).head(int(draw.integers(1, 4))).reset_index(drop=True)
    kept = picks[picks["participant"].isin(picks["participant"].drop_duplicates().sample(frac=0.9, random_state=1))]
    kind = np.where(kept["effect"].eq("barrier"), "barrier", "facilitator")
    frame = pd.DataFrame({"participant": kept["participant"], "factor": kept["factor"], "kind": kind, "why": None})
    return frame.astype("str").reset_index(drop=True)


def without(study: Study, *people: str) -> Study:
    """The study before these people were interviewed."""
    kept = {
        name: frame[~frame["participant"].isin(people)].reset_index(drop=True)
        for name, frame in study.frames.items()
        if "participant" in frame
    }
    return replace(study, frames=dict(study.frames) | kept)
