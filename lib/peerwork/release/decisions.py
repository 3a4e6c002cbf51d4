"""What is shown of every factor, decided once for the whole study and for every audience but the team together."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from peerwork.release.cuts import free_network
from peerwork.release.earlier import Current, stand_beside
from peerwork.release.figures import share_display, site_display, wide_display
from peerwork.release.importance import NO_SITE, Shown, decide, note, withhold
from peerwork.release.importance import show as show_figure
from peerwork.release.judge import PAIR, Standard, wide_figure_is_safe
from peerwork.release.ledger import Answer, Edition, Ledger, Recorded, Told
from peerwork.release.ratings import Places, places_of, ratings_of
from peerwork.release.sealed import keyed_mark
from peerwork.release.told import told_before, told_now
from peerwork.release.verdicts import Verdicts, decide_verdicts
from peerwork.release.wide import candidates, decide_plainly
from peerwork.scoring.counts import codes_of
from peerwork.study.model import Study
from peerwork.vocabulary import Kind, Scope

WIDE_ENOUGH = 3  # counts that a share may hide, for the difference of two shares to hide as many
RATED, NAMED = "importance", "picks"
TOO_FINE = "its difference from another share would show a pick"


@dataclass(frozen=True)
class Decisions:
    """By factor, what is shown of importance ratings and of top-three picks."""

    places: Places
    importance: dict[str, Shown]
    picks: dict[str, Shown]
    verdicts: Verdicts


def decide_all(study: Study, ledger: Ledger | None = None) -> Decisions:
    """The decisions of a study: the same for a board's, a workshop's and a public release.

    With a ledger, less what would tell beside the editions that it holds.
    """
    places = places_of(study)
    verdicts = decide_verdicts(study, *told_before(study, ledger)) if ledger else decide_verdicts(study)
    decisions = Decisions(places, _decide_importance(study, places), _decide_picks(study, places), verdicts)
    return beside_editions(study, decisions, ledger) if ledger and ledger.editions else decisions


def beside_editions(study: Study, decisions: Decisions, ledger: Ledger) -> Decisions:
    """The decisions as they may stand beside the ledger's editions."""
    places = decisions.places
    sectors = {site: places.sectors[home] for site, home in zip(places.sites, places.sector_of_site, strict=True)}
    scale = study.framework.scale or (0, 1)
    displays = {RATED: (site_display(scale), wide_display(scale)), NAMED: (share_display(), share_display())}
    changed: dict[str, dict[str, Shown]] = {}
    for measure, shown_by_factor in ((RATED, decisions.importance), (NAMED, decisions.picks)):
        answers = answers_behind(study, measure, shown_by_factor, ledger.key)
        changed[measure] = {
            factor: stand_beside(
                shown,
                Current(answers[factor], sectors, *displays[measure]),
                [edition[name] for edition in ledger.editions if (name := f"{measure} {factor}") in edition],
            )
            for factor, shown in shown_by_factor.items()
        }
    return replace(decisions, importance=changed[RATED], picks=changed[NAMED])


def edition_of(study: Study, decisions: Decisions, key: bytes) -> Edition:
    """What a release of these decisions would show, for the ledger."""
    edition = {}
    for measure, shown_by_factor in ((RATED, decisions.importance), (NAMED, decisions.picks)):
        answers = answers_behind(study, measure, shown_by_factor, key)
        for factor, shown in shown_by_factor.items():
            told = {
                (str(scope), place, str(kind)): Told(figure.text, figure.n, figure.pair_safe)
                for (scope, place, kind), figure in shown.figures.items()
            }
            edition[f"{measure} {factor}"] = Recorded(told, answers[factor])
    return edition | told_now(study, decisions.verdicts, key)


def answers_behind(study: Study, measure: str, shown: dict[str, Shown], key: bytes) -> dict[str, dict[str, Answer]]:
    """By factor: the keyed mark of each answer behind its figures, with its site, group and person."""
    if not shown:
        return {}
    people = study.frames["participants"][["participant", "site", "group"]]
    if measure == RATED:
        rows = study.frames["answers"].dropna(subset=["importance"])
        rows = rows.assign(said=rows["importance"]).merge(people, on="participant")
    else:
        rows = _every_pick(study, people)
    found: dict[str, dict[str, Answer]] = {factor: {} for factor in shown}
    base = {factor: _base(made) for factor, made in shown.items()}
    for person, factor, said, site, group in rows[["participant", "factor", "said", "site", "group"]].itertuples(False):
        if factor in found and (measure == NAMED or site in base[factor]):
            answer = Answer(site, group, keyed_mark(key, person))
            found[factor][keyed_mark(key, measure, person, factor, said)] = answer
    return found


def _base(shown: Shown) -> set[str]:
    return {name for scope, name, _ in shown.figures if scope == Scope.SITE}


def _every_pick(study: Study, people: pd.DataFrame) -> pd.DataFrame:
    """One row a person who named anything and factor: whether they named it."""
    picks = study.frames["top_three"].dropna(subset=["factor"])
    namers = people[people["participant"].isin(picks["participant"])]
    factors = pd.DataFrame({"factor": [factor.id for factor in study.factors]}, dtype="str")
    every = namers.merge(factors, how="cross")
    named = pd.MultiIndex.from_frame(picks[["participant", "factor"]])
    return every.assign(said=pd.MultiIndex.from_frame(every[["participant", "factor"]]).isin(named))


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
    for candidate, outcome in decide_plainly(free, found, standard).items():
        note(shown, candidate, outcome, standard)
    _decide_kinds(shown, picked, int(asked.sum()), standard)
    return shown


def _decide_kinds(shown: Shown, picked: pd.DataFrame, n: int, standard: Standard) -> None:
    """Shares of those who named it as a help, or as a hindrance: for the whole study, when there are enough people."""
    either = shown.figures.get((Scope.STUDY, "", Kind.EITHER))
    for kind in (Kind.FACILITATOR, Kind.BARRIER):
        key = (Scope.STUDY, "", kind)
        if either and n >= WIDE_ENOUGH * standard.wide.steps:
            total, pair_safe = int(picked["kind"].eq(kind).sum()), wide_figure_is_safe(n, standard, PAIR)
            show_figure(shown, key, standard.wide, total, n, either.n_sites, pair_safe)
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
