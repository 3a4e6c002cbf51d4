"""Random small studies of every awkward shape, in memory or on disk: for properties, releases and benchmarks.

The same seed and shape give the same study. Sizes may be set by hand (`sites=`, `people=`, `factors=`), for benchmarks.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd
import yaml

from made_beside import make_beside, make_programme
from peerwork.framework import FRAMEWORKS, Domain, Factor, Framework, SiteScale, load_framework
from peerwork.study.config import StudyConfig
from peerwork.study.model import Study
from peerwork.study.schema import FILES, Type

ROLES = Path(__file__).resolve().parents[1] / FRAMEWORKS / "peer_worker_roles.yaml"
SECTORS = ("statutory", "voluntary", "partnership")
REGIONS = ("London", "North", "South")
IN_PLACE = ("yes", "partly", "no", "unsure", "not_applicable")
EFFECTS = ("facilitator", "barrier", "neither", "unsure")
SCHEMA = {file.name: file for file in FILES}
DTYPES = {Type.TEXT: "str", Type.NUMBER: "float64", Type.WHOLE: "float64", Type.DATE: "datetime64[us]"}


@dataclass(frozen=True)
class Shape:
    """What is awkward about a study: how many sites, how many people of each group a site, and how they answer."""

    sites: int = 5
    people: tuple[int, ...] = (2, 2, 2, 2, 1)
    factors: int = 12
    fives: float | None = None  # this share of the ratings is 5
    rating: int | None = None  # everybody gives this one
    agree: bool = False  # everybody answers yes and facilitator
    blank: float = 0.05  # share of answers left blank
    answered: bool = True  # whether there is an answers.csv at all
    tiny: bool = False  # the first site has three people
    lone: bool = False  # the last group is met at the first site only
    withdrawn: int = 0  # people who withdrew
    names: tuple[str, ...] = ("Site",)
    consensus: bool = False  # consensus ratings instead of interviews
    documents: bool = True  # documents, passages, workshops and measurements beside the interviews
    configured: bool = False  # METHOD 10 is declared
    interviews: bool = True  # without them there are indicators, measurements and the mapping only


_HOSTILE = ("<script>alert('x')</script>", '"><img src=x onerror=alert(1)>', "=1+1", "@SUM(A1)", 'A&B; C, "D"', "-2+3")
_WORLD = ("Ysbyty Tŷ Gwyn", "Café Zoë", "Straße 7", "मित्र केंद्र", "مركز الأمل", "Łódź–Hébergé", "心の家")

SHAPES: dict[str, Shape] = {
    "plain": Shape(),
    "like_the_example": Shape(sites=10, factors=54),
    "tiny_site": Shape(tiny=True),
    "lone_role": Shape(lone=True),
    "everyone_agrees": Shape(agree=True),
    "everyone_five": Shape(rating=5),
    "half_fives": Shape(sites=10, fives=0.5),
    "one_site": Shape(sites=1),
    "two_sites": Shape(sites=2),
    "one_group": Shape(people=(6, 0, 0, 0, 0)),
    "one_person_each": Shape(people=(1, 1, 1, 1, 1)),
    "one_factor": Shape(factors=1),
    "no_answers": Shape(answered=False),
    "fifty_sites": Shape(sites=50, factors=8),
    "consensus_only": Shape(consensus=True, documents=False),
    "all_blank": Shape(blank=1.0),
    "half_blank": Shape(blank=0.5),
    "withdrawn": Shape(withdrawn=3),
    "non_ascii": Shape(names=_WORLD),
    "script_names": Shape(names=_HOSTILE),
    "interviews_only": Shape(documents=False),
    "configurations": Shape(sites=8, configured=True, documents=False),
    "indicators_only": Shape(interviews=False, answered=False),
}


def make_study(
    seed: int, shape: str = "plain", *, sites: int | None = None, people: int | None = None, factors: int | None = None
) -> Study:
    """A study of that shape; `people` is the number of interviewees of each group at each site."""
    chosen = SHAPES[shape]
    if sites is not None:
        chosen = replace(chosen, sites=sites)
    if people is not None:
        chosen = replace(chosen, people=(people,) * len(chosen.people))
    if factors is not None:
        chosen = replace(chosen, factors=factors)
    rng = np.random.default_rng([seed, zlib.crc32(shape.encode("utf-8"))])
    framework = _consensus_framework(chosen) if chosen.consensus else _framework(chosen)
    frames = _frames(chosen, framework, rng)
    withdrawn = _withdraw(frames, chosen.withdrawn, rng)
    return Study(
        name=shape, config=_config(chosen, framework), framework=framework,
        frames={name: _typed(frame, name) for name, frame in frames.items()},
        withdrawn=_typed(withdrawn, "participants"), as_of=None,
    )  # fmt: skip


def write_study(study: Study, folder: Path) -> Path:
    """The study on disk, with its framework in a file of its own; returns the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    _write_yaml(folder / "framework.yaml", study.framework.model_dump(mode="json", exclude_defaults=True))
    settings = study.config.model_dump(mode="json", exclude_defaults=True, by_alias=True)
    _write_yaml(folder / "study.yaml", settings | {"framework": "framework.yaml"})
    for name, frame in study.frames.items():
        rows = pd.concat([frame, study.withdrawn]) if name == "participants" and len(study.withdrawn) else frame
        text = rows.to_csv(index=False, lineterminator="\n", date_format="%Y-%m-%d")
        (folder / f"{name}.csv").write_text(text, encoding="utf-8", newline="\n")
    return folder


def _write_yaml(path: Path, content: dict) -> None:
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8", newline="\n")


def _framework(shape: Shape) -> Framework:
    """The peer worker framework, cut to the first so many factors of its domains taken in turn."""
    whole = load_framework(ROLES)
    if shape.factors >= len(whole.factors):
        return whole
    turns = max(len(domain.factors) for domain in whole.domains)
    in_turn = [d.factors[turn] for turn in range(turns) for d in whole.domains if turn < len(d.factors)]
    kept = {factor.id for factor in in_turn[: shape.factors]}
    cut = [d.model_copy(update={"factors": tuple(f for f in d.factors if f.id in kept)}) for d in whole.domains]
    return Framework(**whole.model_dump(exclude={"domains", "handbook"}), domains=tuple(d for d in cut if d.factors))


def _consensus_framework(shape: Shape) -> Framework:
    factors = [
        Factor(id=f"construct_{n}", label=f"Construct {n}", condition=f"Construct {n} is strong.")
        for n in range(1, shape.factors + 1)
    ]
    return Framework(
        id="made_consensus", title="A made framework", site_scale=SiteScale(min=-2, max=2),
        domains=(Domain(id="constructs", label="Constructs", factors=tuple(factors)),),
    )  # fmt: skip


def _config(shape: Shape, framework: Framework) -> StudyConfig:
    planned = dict(zip(framework.groups, shape.people, strict=False)) if shape.interviews else {}
    conditions = {domain.id.upper(): domain.id for domain in framework.domains[:2]}
    return StudyConfig(
        title="A made study", framework=framework.id, synthetic=True, planned=planned,
        planned_sites={"total": shape.sites, "community_specific": 1}, site_attributes=("user_led",),
        configurations={"conditions": conditions} if shape.configured else {},
        outcome="introduced_well" if shape.interviews and not shape.consensus else None,
    )  # fmt: skip


def _frames(shape: Shape, framework: Framework, rng: np.random.Generator) -> dict[str, pd.DataFrame]:
    sites = _sites(shape, rng)
    if shape.consensus:
        return {"sites": sites, "site_ratings": _site_ratings(sites, framework, rng)}
    if not shape.interviews:
        return {"sites": sites} | make_programme(shape.names, sites, rng)
    participants = _participants(shape, framework, sites, rng)
    frames = {"sites": sites, "participants": participants, "outcomes": _outcomes(sites, rng)}
    if shape.answered:
        frames["answers"] = _answers(shape, framework, participants, rng)
        frames["top_three"] = _top_three(frames["answers"], rng)
        frames["other_factors"] = _other_factors(shape, participants)
        frames["impacts"] = _impacts(shape, participants, rng)
    return frames | (make_beside(shape.names, framework, sites, participants, rng) if shape.documents else {})


def _sites(shape: Shape, rng: np.random.Generator) -> pd.DataFrame:
    numbers = np.arange(shape.sites)
    sectors = np.resize(np.array(SECTORS), shape.sites)
    return pd.DataFrame(
        {
            "site": [f"S{number:02d}" for number in numbers + 1],
            "name": [f"{shape.names[number % len(shape.names)]} {number + 1}" for number in numbers],
            "sector": rng.permutation(sectors),
            "region": np.resize(np.array(REGIONS), shape.sites),
            "wave": np.resize(np.array(REGIONS), shape.sites),
            "community": ["A community" if number == 0 else None for number in numbers],
            "role_model": [f"{shape.names[number % len(shape.names)]} works here." for number in numbers],
            "implementation": np.resize(np.array(("high", "low")), shape.sites),
            "user_led": np.where(rng.random(shape.sites) < 0.4, "yes", "no"),
        }
    )


def _participants(shape: Shape, framework: Framework, sites: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    counts = np.tile(np.array(shape.people), (shape.sites, 1))
    if shape.tiny:
        counts[0] = np.array([1, 1, 1, 0, 0])
    if shape.lone:
        counts[1:, -1] = 0
    site = np.repeat(np.arange(shape.sites), counts.sum(axis=1))
    group = np.concatenate([np.repeat(np.arange(counts.shape[1]), row) for row in counts])
    days = pd.Timestamp("2011-05-03") + pd.to_timedelta(rng.integers(0, 400, len(site)), unit="D")
    return pd.DataFrame(
        {
            "participant": [f"P{number:05d}" for number in rng.permutation(len(site)) + 1],
            "site": sites["site"].to_numpy()[site],
            "group": np.array(framework.groups)[group],
            "role_detail": [shape.names[number % len(shape.names)] for number in site],
            "interviewed_on": days,
            "minutes": rng.integers(25, 60, len(site)).astype(float),
            "ethnicity": rng.choice(np.array(["White British", "Black African", "Indian"]), len(site)),
            "withdrawn_on": pd.Series(pd.NaT, index=range(len(site)), dtype="datetime64[us]"),
        }
    ).sort_values("participant", ignore_index=True)


def _answers(shape: Shape, framework: Framework, participants: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """One row a person and factor asked of that person's group; sites differ, so that every verdict comes up."""
    asked = pd.DataFrame(
        [(f.id, g) for f in framework.factors for g in f.asked_of or framework.groups], columns=["factor", "group"]
    )
    rows = (
        participants[["participant", "site", "group"]]
        .merge(asked, on="group")
        .sort_values(["participant", "factor"], ignore_index=True)
    )
    places = pd.factorize(rows["site"] + " " + rows["factor"])[0]
    present, proposed = rng.beta(0.6, 0.6, places.max() + 1)[places], rng.beta(1.2, 0.6, places.max() + 1)[places]
    in_place = _weighted(
        [
            present * 0.85,
            np.full(len(rows), 0.08),
            (1 - present) * 0.85,
            np.full(len(rows), 0.05),
            np.full(len(rows), 0.02),
        ],
        rng,
    )
    helps = np.where(in_place == 2, (1 - proposed) * 0.5, proposed)
    hinders = np.where(in_place == 2, proposed, (1 - proposed) * 0.5)
    effect = _weighted([helps, hinders, (1 - proposed) * 0.5 + 0.03, np.full(len(rows), 0.03)], rng)
    made = pd.DataFrame(
        {
            "participant": rows["participant"], "factor": rows["factor"], "in_place": np.array(IN_PLACE)[in_place],
            "effect": np.array(EFFECTS)[effect], "importance": _ratings(shape, pd.factorize(rows["factor"])[0], rng),
            "comment": np.where(rng.random(len(rows)) < 0.1, shape.names[0], None),
        }
    )  # fmt: skip
    if shape.agree:
        made["in_place"], made["effect"] = "yes", "facilitator"
    for column in ("in_place", "effect", "importance"):
        made[column] = made[column].where(rng.random(len(rows)) >= shape.blank)
    return made


def _weighted(weights: list[np.ndarray], rng: np.random.Generator) -> np.ndarray:
    """The number of one of the weights, a row."""
    heaped = np.cumsum(np.column_stack(weights), axis=1)
    return (rng.random(len(heaped)) * heaped[:, -1] >= heaped[:, :-1].T).sum(axis=0)


def _ratings(shape: Shape, factor: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    if shape.rating is not None:
        return np.full(len(factor), float(shape.rating))
    if shape.fives is not None:
        return np.where(
            rng.random(len(factor)) < shape.fives,
            5.0,
            rng.choice([1.0, 2.0, 3.0, 4.0], len(factor), p=[0.05, 0.1, 0.25, 0.6]),
        )
    share = rng.uniform(0.4, 0.95, factor.max(initial=0) + 1)[factor]
    return 1.0 + rng.binomial(4, share)


def _top_three(answers: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """The three of each person's answers that come first in a shuffled order, for nine people in ten."""
    shuffled = answers[["participant", "factor", "effect"]].iloc[rng.permutation(len(answers))]
    picks = shuffled.groupby("participant", sort=True).head(3).sort_values(["participant", "factor"], ignore_index=True)
    codes, people = pd.factorize(picks["participant"])
    picks = picks[(rng.random(len(people)) < 0.9)[codes]].reset_index(drop=True)
    kind = np.where(picks["effect"].eq("barrier"), "barrier", "facilitator")
    return pd.DataFrame({"participant": picks["participant"], "factor": picks["factor"], "kind": kind, "why": None})


def _other_factors(shape: Shape, participants: pd.DataFrame) -> pd.DataFrame:
    some = participants["participant"].iloc[::4]
    return pd.DataFrame(
        {"participant": some, "text": f"Something else: {shape.names[0]}", "kind": "barrier"}
    ).reset_index(drop=True)


def _impacts(shape: Shape, participants: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    size = len(participants)
    return pd.DataFrame(
        {
            "participant": participants["participant"],
            "on": rng.choice(np.array(["service_user", "peer_worker", "team", "organisation"]), size),
            "direction": rng.choice(np.array(["positive", "negative", "mixed"]), size, p=[0.7, 0.2, 0.1]),
            "text": [f"An impact, {shape.names[number % len(shape.names)]}" for number in range(size)],
            "success": np.where(rng.random(size) < 0.3, "yes", None),
        }
    )


def _outcomes(sites: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    membership = np.round(rng.random(len(sites)), 2)
    return pd.DataFrame({"site": sites["site"], "outcome": "introduced_well", "membership": membership, "reason": None})


def _site_ratings(sites: pd.DataFrame, framework: Framework, rng: np.random.Generator) -> pd.DataFrame:
    rows = sites[["site"]].merge(pd.DataFrame({"factor": [factor.id for factor in framework.factors]}), how="cross")
    rating = rng.integers(-2, 3, len(rows)).astype(float)
    rating[rng.random(len(rows)) < 0.15] = np.nan
    return rows.assign(rating=rating, mixed=np.where(rng.random(len(rows)) < 0.1, "yes", None), note=None)


def _withdraw(frames: dict[str, pd.DataFrame], number: int, rng: np.random.Generator) -> pd.DataFrame:
    """Take so many people out of every frame, and return their rows."""
    people = frames.get("participants", pd.DataFrame({"participant": pd.Series(dtype="str")}))
    codes = rng.choice(people["participant"].to_numpy(), number, replace=False) if number else []
    gone = people[people["participant"].isin(codes)]
    for name, frame in frames.items():
        if "participant" in frame:
            frames[name] = frame[~frame["participant"].isin(codes)].reset_index(drop=True)
    return gone.assign(withdrawn_on=pd.Timestamp("2012-06-01")) if number else gone


def _typed(frame: pd.DataFrame, file: str) -> pd.DataFrame:
    """The frame as it would be read: every column of the schema in order and typed, then extra ones as text."""
    columns = {column.name: DTYPES[column.type] for column in SCHEMA[file].columns}
    columns |= {name: "str" for name in frame if name not in columns}
    return frame.reindex(columns=list(columns)).astype(columns).reset_index(drop=True)
