"""Which statuses and verdicts of sites are shown, decided once for every audience but the team (METHOD 14)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import pandas as pd

from peerwork.disclosure.across import Across, Cell, Place
from peerwork.disclosure.answers import NO_VERDICT, place_of
from peerwork.disclosure.possible import Composition, composition_of, find_possible
from peerwork.disclosure.words import Words, decide_words
from peerwork.scoring.conditions import STATUSES, score_conditions
from peerwork.scoring.counts import code_answers, count_cells
from peerwork.scoring.patterns import VERDICTS, score_patterns
from peerwork.study.model import Study


@dataclass(frozen=True)
class SiteWords:
    """What is shown of each factor at each site, by site and factor, and what that leaves open."""

    words: dict[Place, Words]
    cells: dict[Place, Cell]

    @property
    def across(self) -> Across:
        """What the words alone tell."""
        return Across(self.cells)


def decide_site_words(study: Study, held: Collection[Place] = ()) -> SiteWords:
    """The words of every factor at every site; of those `held` only what can be one thing only."""
    answers, rules = code_answers(study), study.rules
    axes, conditions = answers.axes, tuple(factor.id for factor in study.conditions)
    asked = count_cells(answers.cell, axes)[0]
    status = _codes(score_conditions(answers, rules=rules), "status", STATUSES)
    verdict = _codes(score_patterns(answers, conditions, rules=rules), "verdict", VERDICTS)
    words: dict[Place, Words] = {}
    cells: dict[Place, Cell] = {}
    for (site, s), (factor, f) in ((a, b) for a in _numbered(axes.sites) for b in _numbered(axes.factors)):
        place, with_verdict = (site, factor), factor in conditions
        made = composition_of(asked[s, :, f])
        actual = status[place], verdict.get(place, NO_VERDICT)
        words[place], cells[place] = _decide(made, actual, study, with_verdict, place in held)
    return SiteWords(words, cells)


def _decide(
    made: Composition, actual: tuple[int, int], study: Study, with_verdict: bool, held: bool
) -> tuple[Words, Cell]:
    possible = find_possible(made, study.rules, with_verdict=with_verdict)
    words = decide_words(made, study.rules, with_verdict=with_verdict, held=held)
    left = words.told(*actual) & possible.every if made else 1 << place_of(*actual)
    return words, Cell(possible, left, place_of(*actual), held)


def _numbered(names: tuple[str, ...]) -> list[tuple[str, int]]:
    return [(name, number) for number, name in enumerate(names)]


def _codes(rows: pd.DataFrame, column: str, labels: tuple[str, ...]) -> dict[Place, int]:
    """The place among the labels of each site's status or verdict of each factor."""
    rows = rows[rows["group"].isna()] if "group" in rows else rows
    codes = pd.Index(labels).get_indexer(pd.Index(rows[column].astype("str")))
    return dict(zip(zip(rows["site"].astype("str"), rows["factor"].astype("str"), strict=True), codes, strict=True))
