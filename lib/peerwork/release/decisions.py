"""What is shown of every factor, decided once for the whole study and for every audience but the team together."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

import pandas as pd

from peerwork.disclosure.figures import share_display, site_display, wide_display
from peerwork.disclosure.judge import Standard
from peerwork.release.history import ReleaseHistory
from peerwork.release.importance import Shown, decide
from peerwork.release.picks import decide_picks
from peerwork.release.ratings import Places, places_of, ratings_of
from peerwork.release.reconcile import Answer, Current, Recorded, reconcile
from peerwork.release.released_words import told_before
from peerwork.release.tokens import people_of
from peerwork.release.verdicts import Verdicts, decide_verdicts
from peerwork.study.model import Study

RATED, NAMED = "importance", "picks"


@dataclass(frozen=True)
class Decisions:
    """By factor, what is shown of importance ratings and of top-three picks."""

    places: Places
    importance: dict[str, Shown]
    picks: dict[str, Shown]
    verdicts: Verdicts


def decide_all(study: Study, history: ReleaseHistory | None = None) -> Decisions:
    """The decisions of a study: the same for a board's, a workshop's and a public release.

    With a history, less what would tell beside the releases that it holds.
    """
    places = places_of(study)
    verdicts = decide_verdicts(study, *told_before(study, history)) if history else decide_verdicts(study)
    decisions = Decisions(places, _decide_importance(study, places), decide_picks(study, places), verdicts)
    return reconcile_with_history(study, decisions, history) if history and history.releases else decisions


def reconcile_with_history(study: Study, decisions: Decisions, history: ReleaseHistory) -> Decisions:
    """The decisions as they may stand beside the history's releases."""
    places, people = decisions.places, people_of(study, history.key)
    sectors = {site: places.sectors[home] for site, home in zip(places.sites, places.sector_of_site, strict=True)}
    scale = study.framework.scale or (0, 1)
    displays = {RATED: (site_display(scale), wide_display(scale)), NAMED: (share_display(), share_display())}
    past = [(release, Tokens.of(release.tokens())) for release in history.releases]
    now = Tokens.of(people)

    def beside(measure: str, factor: str, shown: Shown) -> Shown:
        earlier = [
            Recorded(release.figures[name], *tokens.answers(measure, factor, set(release.bases.get(factor, ()))))
            for release, tokens in past
            if (name := f"{measure} {factor}") in release.figures
        ]
        answers, effects = now.answers(measure, factor, shown.sites)
        return reconcile(shown, Current(answers, sectors, *displays[measure], effects), earlier)

    importance = {factor: beside(RATED, factor, shown) for factor, shown in decisions.importance.items()}
    picks = {factor: beside(NAMED, factor, shown) for factor, shown in decisions.picks.items()}
    return replace(decisions, importance=importance, picks=picks)


Effects = frozenset[str]


@dataclass(frozen=True)
class Tokens:
    """Who answered what, of one state of the study: its rows by factor, and one row of each who named any."""

    by_factor: dict[str, pd.DataFrame]
    namers: list[tuple[str, str, str]]  # person, site and group

    @classmethod
    def of(cls, people: pd.DataFrame) -> Tokens:
        """Those of rows as `people_of` gives them."""
        by_factor = {str(factor): rows for factor, rows in people.groupby("factor")}
        naming = pd.concat(by_factor.values()).query("pick != ''").drop_duplicates("person") if by_factor else people
        return cls(by_factor, list(naming[["person", "site", "group"]].itertuples(index=False, name=None)))

    def answers(self, measure: str, factor: str, base: AbstractSet[str]) -> tuple[dict[str, Answer], Effects]:
        """The token of each answer behind a factor's figures, with its site, group and person; those of its effects.

        Ratings are those of the base. Everybody who named anything has said of every factor whether they name it.
        """
        rows = self.by_factor.get(factor)
        if measure == NAMED:
            named = rows.set_index("person")["pick"].to_dict() if rows is not None else {}
            told = {named.get(who) or f"{who} no": Answer(site, group, who) for who, site, group in self.namers}
            return told, frozenset()
        if rows is None:
            return {}, frozenset()
        rows = rows[rows["site"].isin(base)]
        rated = rows[rows["rating"] != ""]
        about = zip(*(rated[name] for name in ("rating", "site", "group", "person")), strict=True)
        return {rating: Answer(*where) for rating, *where in about}, frozenset(rows["answer"])


def _decide_importance(study: Study, places: Places) -> dict[str, Shown]:
    if not study.framework.scale:
        return {}
    standard = Standard.of(study.rules, study.framework.scale)
    return {ratings.factor: decide(ratings, places, standard) for ratings in ratings_of(study, places)}
