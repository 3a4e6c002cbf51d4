"""Which shares of top-three picks are shown: each factor on its own, and then all of a place together (METHOD 14)."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from peerwork.disclosure.aggregates import candidates, decide_plainly
from peerwork.disclosure.cuts import free_network
from peerwork.disclosure.judge import PAIR, Standard, wide_figure_is_safe
from peerwork.release.importance import NO_SITE, Key, Shown, note, withhold
from peerwork.release.importance import show as show_figure
from peerwork.release.ratings import Places
from peerwork.release.reconcile import totals_of
from peerwork.scoring.counts import codes_of
from peerwork.study.model import Study
from peerwork.vocabulary import Kind, Scope

WIDE_ENOUGH = 3  # counts that a share may hide, for the difference of two shares to hide as many
TOO_FINE = "its difference from another share would show a pick"
TOGETHER = "all shares together would show single picks, since nobody names more than a few factors"


def decide_picks(study: Study, places: Places) -> dict[str, Shown]:
    """What is shown of the picks of each factor."""
    if not (study.has("top_three") and study.has("participants")):
        return {}
    picks = study.frames["top_three"].dropna(subset=["factor"])
    people = study.frames["participants"]
    namers = people[people["participant"].isin(picks["participant"])]
    asked = _count(namers, places)
    standard = Standard.of_picks(study.rules)
    picked = picks.merge(people[["participant", "site", "group"]], on="participant")
    shown = {
        factor.id: _decide_factor(factor.id, picked[picked["factor"] == factor.id], asked, places, standard)
        for factor in study.factors
    }
    return keep_picks_open(shown, standard, study.rules.top_max)


def _decide_factor(name: str, picked: pd.DataFrame, asked: np.ndarray, places: Places, standard: Standard) -> Shown:
    shown, named = Shown(name), _count(picked, places)
    if not asked.any():
        return shown
    free = free_network(asked, places.sector_of_site, len(places.sectors), standard.scale)
    found = list(candidates(asked, named, places, places.sector_of_site))
    for candidate, outcome in decide_plainly(free, found, standard).items():
        note(shown, candidate, outcome, standard)
    _decide_kinds(shown, picked, tuple(map(int, asked.sum(axis=0))), standard)
    return shown


def _decide_kinds(shown: Shown, picked: pd.DataFrame, by_group: tuple[int, ...], standard: Standard) -> None:
    """Shares of those who named it as a help, or as a hindrance: for the whole study, when there are enough people."""
    either, n = shown.figures.get((Scope.STUDY, "", Kind.EITHER)), sum(by_group)
    for kind in (Kind.FACILITATOR, Kind.BARRIER):
        key = (Scope.STUDY, "", kind)
        if either and n >= WIDE_ENOUGH * standard.wide.steps:
            total, pair_safe = int(picked["kind"].eq(kind).sum()), wide_figure_is_safe(n, standard, PAIR)
            show_figure(shown, key, standard.wide, total, by_group, either.n_sites, pair_safe)
        else:
            withhold(shown, key, TOO_FINE if either else NO_SITE, by_group)


def keep_picks_open(picks: dict[str, Shown], standard: Standard, most: int) -> dict[str, Shown]:
    """The picks without the shares of every place where all of them together would leave somebody no choice.

    Everybody names 1 to `most` factors. Where the least that the shares allow stays below what all people there can
    name, and the greatest above what they must, by twice `most` (an insider's own picks, and those of the person asked
    about), any pick can be filled in, or left out, and the rest spread over the others: shares of one factor alone
    leave it open, and picks of many people fill columns evenly. Groups and sectors first, then the study, which they
    add up to.
    """
    for scope in (Scope.GROUP, Scope.SECTOR, Scope.STUDY):
        for place in sorted({key[1] for shown in picks.values() for key in shown.figures if key[0] == scope}):
            least, greatest, n = _span(picks, scope, place, standard)
            if least > most * n - 2 * most or greatest < n + 2 * most:
                _withhold_place(picks, scope, place)
    return picks


def _span(picks: dict[str, Shown], scope: Scope, place: str, standard: Standard) -> tuple[int, int, int]:
    """The least and the greatest number of picks at a place by all shares of it and of its parts, and its people."""
    key, spans, n = (scope, place, Kind.EITHER), [], 0
    for shown in picks.values():
        n = max(n, sum(shown.compositions.get(key, ())))
        ways = [totals_of(shown.figures[key], standard.wide)] if key in shown.figures else []
        if scope is Scope.STUDY:
            ways += [_of_parts(shown, part, standard) for part in (Scope.GROUP, Scope.SECTOR)]
        spans.append((max((low for low, _ in ways), default=0), min((high for _, high in ways), default=n)))
    return sum(low for low, _ in spans), sum(min(high, n) for _, high in spans), n


def _of_parts(shown: Shown, scope: Scope, standard: Standard) -> tuple[int, int]:
    """What the shares of all groups, or of all sectors, leave of the study's number of picks."""
    spans = list(_spans_of_parts(shown, scope, standard))
    return sum(low for low, _ in spans), sum(high for _, high in spans)


def _spans_of_parts(shown: Shown, scope: Scope, standard: Standard) -> Iterator[tuple[int, int]]:
    for key, by_group in shown.compositions.items():
        if key[0] == scope and key[2] == Kind.EITHER:
            yield totals_of(shown.figures[key], standard.wide) if key in shown.figures else (0, sum(by_group))


def _withhold_place(picks: dict[str, Shown], scope: Scope, place: str) -> None:
    for shown in picks.values():
        gone: list[Key] = [key for key in shown.figures if key[:2] == (scope, place)]
        for key in gone:
            del shown.figures[key]
            shown.withheld[key] = TOGETHER


def _count(people: pd.DataFrame, places: Places) -> np.ndarray:
    """People by site and group."""
    site = codes_of(people["site"], places.sites).astype(int)
    group = codes_of(people["group"], places.groups).astype(int)
    known = (site >= 0) & (group >= 0)
    shape = len(places.sites), len(places.groups)
    cells = np.bincount(site[known] * shape[1] + group[known], minlength=shape[0] * shape[1])
    return cells.reshape(shape).astype(np.int32)
