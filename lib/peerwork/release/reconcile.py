"""A later release beside earlier ones: what may stand where answers changed since (METHOD 14).

Two figures of nearly the same people show the answers of those who are new, changed or gone. So no figure of people
whose answers changed is made anew. In its place stands what the earlier figure implies for the people of today,
whatever those who came or left have answered: it follows from what is released already and from who was interviewed.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from peerwork.disclosure.figures import Display
from peerwork.release.history import ReleasedFigure
from peerwork.release.importance import Key, Shown, ShownFigure
from peerwork.vocabulary import Kind, Scope

EARLIER = "beside an earlier release it would show the answers of those who are new, changed or gone"
TO_SPEAK_OF = 0.25


@dataclass(frozen=True)
class Answer:
    """Where an answer was given, and the token of the person who gave it."""

    site: str
    group: str
    person: str


@dataclass(frozen=True)
class Recorded:
    """One factor of one release: its figures, the answers behind them by their tokens, and those of what it did.

    `effects` are behind the means of those who said that it helped, or hindered.
    """

    figures: Mapping[Key, ReleasedFigure]
    answers: Mapping[str, Answer]
    effects: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Current:
    """The answers behind a factor's figures now, by token; each site's sector, and how figures are shown."""

    answers: Mapping[str, Answer]
    sectors: Mapping[str, str]
    site: Display
    wide: Display
    effects: frozenset[str] = frozenset()


def reconcile(shown: Shown, now: Current, releases: Sequence[Recorded]) -> Shown:
    """What is shown of a factor beside earlier releases of it, the oldest first.

    Where any answer changed, only figures of sites are made anew: of sites whose answers are those of the earlier
    release, and of sites that it had none of. Of the rest stands what the earlier releases imply; what they do not
    bound is withheld, and so are the means of those who said it helped, or hindered. Where that takes a site away, so
    are the study's, sectors' and groups', which rest on the sites shown. Nothing is held back where no answer changed.
    """
    held = {key: None for earlier in releases for key in _held(shown, now, earlier)}
    told = {key: _implied(key, shown.figures[key], now, releases) for key in held}
    if any(key[0] == Scope.SITE and figure is None for key, figure in told.items()):
        told |= dict.fromkeys(key for key in shown.figures if key[0] != Scope.SITE)
    figures = {key: told.get(key, figure) for key, figure in shown.figures.items()}
    return replace(
        shown,
        figures={key: figure for key, figure in figures.items() if figure},
        withheld=dict(shown.withheld) | {key: EARLIER for key, figure in told.items() if figure is None},
    )


def _held(shown: Shown, now: Current, earlier: Recorded) -> list[Key]:
    """The figures that may not be made anew beside a release."""
    differ = now.answers.keys() ^ earlier.answers.keys()  # a changed answer is in both
    touched = {(now.answers.get(token) or earlier.answers[token]).site for token in differ}
    known = touched & {answer.site for answer in earlier.answers.values()}
    others = now.effects != earlier.effects
    return [key for key in shown.figures if _tells(key, touched, known, others)]


def _tells(key: Key, touched: set[str], known: set[str], others: bool) -> bool:
    scope, place, kind = key
    if kind != Kind.EITHER:
        return bool(touched) or others
    return place in known if scope == Scope.SITE else bool(touched)


def _implied(key: Key, figure: ShownFigure, now: Current, releases: Sequence[Recorded]) -> ShownFigure | None:
    """What earlier figures say of the people of today's figure; None where they say nothing to speak of."""
    if key[2] != Kind.EITHER:
        return None
    display, n, people = (
        now.site if key[0] == Scope.SITE else now.wide,
        figure.n,
        _people(key, now.answers, now.sectors),
    )
    least, most, pair_safe = display.lowest * n, display.highest * n, figure.pair_safe
    for earlier in releases:
        told, before = earlier.figures.get(key), _people(key, earlier.answers, now.sectors)
        if told is None or told.n != len(before) or n != len(people):
            continue
        pair_safe &= told.pair_safe
        if before == people:
            return ShownFigure(told.text, n, figure.n_sites, pair_safe)
        low, high = totals_of(told, display)
        stay = sum(people.get(person) == token for person, token in before.items())
        came, left = n - stay, told.n - stay
        least = max(least, low + display.lowest * came - display.highest * left)
        most = min(most, high + display.highest * came - display.lowest * left)
    text = _text(least, most, n, display)
    return ShownFigure(text, n, figure.n_sites, pair_safe) if text else None


def _people(key: Key, answers: Mapping[str, Answer], sectors: Mapping[str, str]) -> dict[str, str]:
    """Who is in a figure: the token of each person's answer, by that of the person."""
    scope, place, _ = key
    where = {
        Scope.STUDY: lambda answer: "",
        Scope.SECTOR: lambda answer: sectors.get(answer.site),
        Scope.SITE: lambda answer: answer.site,
        Scope.GROUP: lambda answer: answer.group,
    }[Scope(scope)]
    return {answer.person: token for token, answer in answers.items() if where(answer) == place}


def totals_of(told: ReleasedFigure | ShownFigure, display: Display) -> tuple[int, int]:
    """The least and the greatest total that a figure's text leaves."""
    sign, value = told.text[0], float(told.text.lstrip("<>="))
    step = round(value * display.steps)
    if sign not in "<>" or step == display.ends[sign == ">"]:  # ">=0.1" is a bound of its own, not the scale's "<=0.1"
        return display.totals(step, told.n)
    if sign == ">":
        return math.ceil(step * told.n / display.steps), display.highest * told.n
    return display.lowest * told.n, math.floor(step * told.n / display.steps)


def _text(least: int, most: int, n: int, display: Display) -> str:
    """A step, or the bound that rules more out; nothing where that is less than `TO_SPEAK_OF` of the scale."""
    first, last, (lowest, highest) = display.step_of(least, n), display.step_of(most, n), display.ends
    if first == last:
        return display.text(first)
    if max(first - lowest, highest - last) < TO_SPEAK_OF * (highest - lowest):
        return ""
    more = first - lowest >= highest - last
    return display.at_least(first, least, n) if more else display.at_most(last, most, n)
