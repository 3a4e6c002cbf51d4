"""What is shown of every factor, decided once for the whole study and for every audience but the team together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from peerwork.release.cuts import free_network
from peerwork.release.importance import NO_SITE, Key, Shown, decide, withhold
from peerwork.release.importance import show as show_figure
from peerwork.release.judge import Standard
from peerwork.release.ratings import Places, places_of, ratings_of
from peerwork.release.wide import candidates, decide_plainly
from peerwork.scoring.counts import codes_of
from peerwork.study.model import Study
from peerwork.vocabulary import Kind, Scope

WIDE_ENOUGH = 3  # counts that a share may hide, for the difference of two shares to hide as many
TOO_FINE = "its difference from another share would show a pick"


@dataclass(frozen=True)
class Decisions:
    """By factor, what is shown of importance ratings and of top-three picks."""

    places: Places
    importance: dict[str, Shown]
    picks: dict[str, Shown]


def decide_all(study: Study) -> Decisions:
    """The decisions of a study: the same for a board's, a workshop's and a public release."""
    places = places_of(study)
    return Decisions(places, _decide_importance(study, places), _decide_picks(study, places))


def _decide_importance(study: Study, places: Places) -> dict[str, Shown]:
    if not study.framework.scale:
        return {}
    standard = Standard.of(study.rules, study.framework.scale)
    return {ratings.factor: decide(ratings, places, standard) for ratings in ratings_of(study, places)}


def _decide_picks(study: Study, places: Places) -> dict[str, Shown]:
    if not (study.has("top_three") and study.has("participants")):
        return {}
    picks = study.frames["top_three"].dropna(subset=["factor"])
    people = study.frames["participants"]
    namers = people[people["participant"].isin(picks["participant"])]
    asked = _count(namers, places)
    standard = Standard.of_picks(study.rules)
    picked = picks.merge(people[["participant", "site", "group"]], on="participant")
    return {
        factor.id: _decide_factor(factor.id, picked[picked["factor"] == factor.id], asked, places, standard)
        for factor in study.factors
    }


def _decide_factor(name: str, picked: pd.DataFrame, asked: np.ndarray, places: Places, standard: Standard) -> Shown:
    shown, named = Shown(name), _count(picked, places)
    if not asked.any():
        return shown
    free = free_network(asked, places.sector_of_site, len(places.sectors), standard.scale)
    found = list(candidates(asked, named, places, places.sector_of_site))
    for candidate, reason in decide_plainly(free, found, standard):
        key: Key = (candidate.scope, candidate.name, Kind.EITHER)
        if reason:
            withhold(shown, key, reason, candidate.n)
        else:
            show_figure(shown, key, standard.wide, candidate.total, candidate.n, candidate.n_sites)
    _decide_kinds(shown, picked, int(asked.sum()), standard)
    return shown


def _decide_kinds(shown: Shown, picked: pd.DataFrame, n: int, standard: Standard) -> None:
    """Shares of those who named it as a help, or as a hindrance: for the whole study, when there are enough people."""
    either = shown.figures.get((Scope.STUDY, "", Kind.EITHER))
    for kind in (Kind.FACILITATOR, Kind.BARRIER):
        key = (Scope.STUDY, "", kind)
        if either and n >= WIDE_ENOUGH * standard.wide.steps:
            show_figure(shown, key, standard.wide, int(picked["kind"].eq(kind).sum()), n, either.n_sites)
        else:
            withhold(shown, key, TOO_FINE if either else NO_SITE, n)


def _count(people: pd.DataFrame, places: Places) -> np.ndarray:
    """People by site and group."""
    site = codes_of(people["site"], places.sites).astype(int)
    group = codes_of(people["group"], places.groups).astype(int)
    known = (site >= 0) & (group >= 0)
    shape = len(places.sites), len(places.groups)
    cells = np.bincount(site[known] * shape[1] + group[known], minlength=shape[0] * shape[1])
    return cells.reshape(shape).astype(np.int32)
