"""A later edition beside earlier ones: what two figures together say of those who are new, or gone (METHOD 14)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from peerwork.release.importance import Key, Shown
from peerwork.release.ledger import Recorded
from peerwork.vocabulary import Kind, Scope

EDITION = "beside an earlier edition it would show the answers of those who are new, changed or gone"


def hold_back(shown: Shown, answers: Mapping[str, tuple[str, str]], earlier: Recorded) -> Shown:
    """What is shown of a factor, less everything that two editions together could turn into somebody's answer.

    Where any answer changed, only figures of sites stay: of sites whose answers are those of the earlier edition (the
    same figure again tells nothing), and of sites that it had none of. The attack finds leaks in what keeping more
    would show, even where every difference of two figures is safe by itself. Nothing is held back where no answer
    changed.
    """
    touched = _sites_that_changed(answers, earlier)
    if not touched:
        return shown
    held = {key for key in shown.figures if _tells(key, touched & _sites(earlier.answers))}
    figures = {key: figure for key, figure in shown.figures.items() if key not in held}
    return replace(shown, figures=figures, withheld=dict(shown.withheld) | dict.fromkeys(held, EDITION))


def _tells(key: Key, touched: set[str]) -> bool:
    scope, place, kind = key
    return scope != Scope.SITE or kind != Kind.EITHER or place in touched


def _sites_that_changed(answers: Mapping[str, tuple[str, str]], earlier: Recorded) -> set[str]:
    """The sites of answers that one edition has and the other lacks; a changed answer is both."""
    new = {mark: place for mark, place in answers.items() if mark not in earlier.answers}
    gone = {mark: place for mark, place in earlier.answers.items() if mark not in answers}
    return _sites(new) | _sites(gone)


def _sites(answers: Mapping[str, tuple[str, str]]) -> set[str]:
    return {site for site, _ in answers.values()}
