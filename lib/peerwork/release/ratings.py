"""Who rated a factor and how, counted by site and group: what protection works on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from peerwork.disclosure.aggregates import Places
from peerwork.scoring.counts import codes_of
from peerwork.scoring.people import with_people
from peerwork.study.model import Study
from peerwork.vocabulary import Effect

EFFECTS = (Effect.FACILITATOR.value, Effect.BARRIER.value)


@dataclass(frozen=True)
class Ratings:
    """The ratings of one factor: people and totals by part, site and group.

    Parts are those who said it helped, those who said it hindered, and everybody else.
    """

    factor: str
    people: np.ndarray
    totals: np.ndarray


def places_of(study: Study) -> Places:
    """The places of a study; a group that the framework does not name comes last."""
    sites = study.frames["sites"].sort_values("site")
    sectors = tuple(sorted(set(sites["sector"].fillna(""))))
    found = set(study.frames["participants"]["group"].dropna()) if study.has("participants") else set()
    groups = tuple(g for g in study.framework.groups if g in found) + tuple(sorted(found - set(study.framework.groups)))
    home = np.array([sectors.index(name) for name in sites["sector"].fillna("")], dtype=int)
    return Places(tuple(sites["site"]), groups, sectors, home)


def ratings_of(study: Study, places: Places) -> list[Ratings]:
    """The ratings of each factor that anyone rated, in the framework's order."""
    if not (study.has("answers") and study.has("participants")):
        return []
    rated = with_people(study.frames["answers"].dropna(subset=["importance"]), study)
    factors = [factor.id for factor in study.factors]
    shape = (len(factors), len(EFFECTS) + 1, len(places.sites), len(places.groups))
    part = codes_of(rated["effect"], EFFECTS)
    codes = [
        codes_of(rated["factor"], factors),
        np.where(part < 0, len(EFFECTS), part),
        codes_of(rated["site"], places.sites),
        codes_of(rated["group"], places.groups),
    ]
    known = np.all([code >= 0 for code in codes], axis=0)
    cell = np.ravel_multi_index([code[known].astype(int) for code in codes], shape)
    size = int(np.prod(shape))
    people = np.bincount(cell, minlength=size).reshape(shape)
    totals = np.bincount(cell, weights=rated["importance"].to_numpy(dtype=float)[known], minlength=size).reshape(shape)
    return [
        Ratings(name, people[i].astype(np.int32), np.rint(totals[i]).astype(np.int64))
        for i, name in enumerate(factors)
        if people[i].any()
    ]
