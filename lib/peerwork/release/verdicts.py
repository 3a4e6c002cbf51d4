"""Statuses, verdicts and what crosses sites for everybody but the team: the team's word or `*` (METHOD 14)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from peerwork.disclosure.across import Place
from peerwork.disclosure.figures import WITHHELD
from peerwork.disclosure.words import Words
from peerwork.release.over_sites import Key, tell_over_sites
from peerwork.release.site_words import SiteWords, decide_site_words
from peerwork.study.model import Study

COMPOSITION = "so few were asked, or of such groups, that it could show somebody's answer"
RESTS_ON_HIDDEN = "with what else is shown it could show somebody's answer at a site where something is withheld"
SINCE_SHOWN = "shown in an earlier release, and somebody asked there is new, gone or answers otherwise"


@dataclass(frozen=True)
class Verdicts:
    """What is shown of statuses and verdicts, one decision for all audiences but the team."""

    sites: SiteWords = field(default_factory=lambda: SiteWords({}, {}))
    told: Mapping[Key, str] = field(default_factory=dict)
    held: frozenset[Place] = frozenset()

    def known(self, site: str, factor: str, column: str) -> bool:
        """Whether a site's status, or verdict, of a factor is shown."""
        words = self.sites.words.get((site, factor), Words.BOTH)
        return words.with_status if column == "status" else words.with_verdict


@dataclass(frozen=True)
class Earlier:
    """One earlier release: what it told across sites, by the statements' tokens, and where anybody was asked then."""

    told: Mapping[Key, str]
    asked: frozenset[Place]


def decide_verdicts(study: Study, earlier: Iterable[Earlier] = (), held: Iterable[Place] = ()) -> Verdicts:
    """The decision for a study; nothing at all where nobody was asked.

    `held`: the sites and factors of which something was shown before somebody's answer changed there. What rests on
    words not shown is told again only where each of the `earlier` releases said the same of the same places, unless
    nobody was asked there then.
    """
    if not study.has("answers"):
        return Verdicts()
    held, before = frozenset(held), tuple(earlier)

    def may_tell(key: Key, token: str, places: list[Place]) -> bool:
        return all(past.told.get(key) == token or past.asked.isdisjoint(places) for past in before)

    sites = decide_site_words(study, held)
    return Verdicts(sites, tell_over_sites(study, sites.across, may_tell), held)


def show_verdicts(name: str, rows: pd.DataFrame, verdicts: Verdicts) -> tuple[pd.DataFrame, pd.Series]:
    """The rows of a table as everybody but the team sees them, and why a word is withheld (blank: it is not)."""
    return SHOWN[name](rows.reset_index(drop=True), verdicts)


def _of_site(column: str):
    def show(rows: pd.DataFrame, verdicts: Verdicts) -> tuple[pd.DataFrame, pd.Series]:
        places = _keys(rows, "site", "factor")
        hidden = _hidden(verdicts, places, column)
        because = [SINCE_SHOWN if place in verdicts.held else COMPOSITION for place in places]
        return _star(rows, hidden, column), pd.Series(because, dtype="str").where(hidden)

    return show


def _told(columns: tuple[str, ...], *keys: str, table: str = ""):
    """Columns that are told or not by the key of the row; `keys` names columns and gives others as they are."""

    def show(rows: pd.DataFrame, verdicts: Verdicts) -> tuple[pd.DataFrame, pd.Series]:
        hidden = _untold(rows, verdicts, table or columns[0], *keys)
        return _star(rows, hidden, *columns), _why(hidden)

    return show


def _untold(rows: pd.DataFrame, verdicts: Verdicts, table: str, *keys: str) -> np.ndarray:
    return np.array([not verdicts.told.get((table, *key), False) for key in _keys(rows, *keys)], dtype=bool)


def _replication(rows: pd.DataFrame, verdicts: Verdicts) -> tuple[pd.DataFrame, pd.Series]:
    by = "attribute" in rows
    hidden = _untold(
        rows, verdicts, "replication_by" if by else "replication", *(["attribute"] if by else []), "factor"
    )
    rows = _star(rows, hidden, "verdict")
    for column in ("literal", "theoretical"):
        if column in rows and rows[column].notna().any():
            rows = _star(rows, _untold(rows, verdicts, column, "factor"), column)
    return rows, _why(hidden)


def _hidden(verdicts: Verdicts, places: Iterable[Key], column: str) -> np.ndarray:
    """Whether the status or verdict of each place is withheld."""
    return np.array([not verdicts.known(site, factor, column) for site, factor in places], dtype=np.bool_)


def _fidelity(rows: pd.DataFrame, verdicts: Verdicts) -> tuple[pd.DataFrame, pd.Series]:
    places = _keys(rows, "site", "factor")
    interviews = _hidden(verdicts, places, "status")
    hidden = _untold(rows, verdicts, "fidelity", "site", "factor")
    rows = _star(_star(rows, interviews, "interviews"), hidden, "fidelity")
    return _star(rows, _untold(rows, verdicts, "sources", "site", "factor"), "sources"), _why(hidden)


def _why(hidden: np.ndarray) -> pd.Series:
    return pd.Series(RESTS_ON_HIDDEN, index=range(len(hidden)), dtype="str").where(hidden)


def _keys(rows: pd.DataFrame, *columns: str) -> list[tuple[str, ...]]:
    """The key of each row; a blank is the whole study."""
    return list(zip(*(rows[column].astype("str").fillna("") for column in columns), strict=True))


def _star(rows: pd.DataFrame, hidden: np.ndarray, *columns: str) -> pd.DataFrame:
    """The rows with `*` in these columns where they are hidden; numbers become text where any is."""
    if not hidden.any():
        return rows
    return rows.assign(**{name: rows[name].astype("str").mask(hidden, WITHHELD) for name in columns})


SHOWN = {
    "conditions": _of_site("status"),
    "patterns": _of_site("verdict"),
    "replication": _replication,
    "replication_by": _replication,
    "hypotheses": _told(("verdict",), "hypothesis", "site", table="hypotheses"),
    "fidelity": _fidelity,
    "fidelity_by_site": _told(("n_factors", "share_carried_out"), "site", table="fidelity_by_site"),
}
