"""What is told across sites and factors: the team's verdicts, where the words that are not shown stay open beside them.

Statements are made in METHOD 14's order, each judged with those before it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

import numpy as np
import pandas as pd

from peerwork.disclosure.across import Across, Place, Statement
from peerwork.disclosure.answers import STATUS_OF, VERDICT_OF
from peerwork.rules import Rules
from peerwork.scoring.conditions import STATUSES
from peerwork.scoring.fidelity import extracts_of, fidelity_of, score_documents, sources_of
from peerwork.scoring.hypotheses import how_it_speaks, judge_null
from peerwork.scoring.patterns import VERDICTS
from peerwork.scoring.replication import SECTOR, judge_replication, membership_of, site_values
from peerwork.study.model import Study
from peerwork.vocabulary import Documents, FactorKind, Fidelity, Hypothesis, Null, Pattern, Replication, Sources, Status

STATUS = np.array(STATUSES, dtype=object)[STATUS_OF]  # of each outcome
VERDICT = np.array(VERDICTS, dtype=object)[VERDICT_OF]

Key = tuple[str, ...]  # the table, and what tells its rows apart
Made = Iterator[tuple[Key, Statement]]


def tell_over_sites(study: Study, across: Across, may_tell: Callable[[Key, str, list[Place]], bool]) -> dict[Key, str]:
    """By table and row: the token of the statement where the team's words there are told, blank where they are not.

    `may_tell` says of a row, the statement's token and the places not shown that it rests on whether it may be told.
    """
    told: dict[Key, str] = {}
    for key, statement in _statements(study, across, told):
        token = across.token(statement)
        told[key] = token if may_tell(key, token, across.rests_on(statement)) and across.tell_if_safe(statement) else ""
    return told


def _statements(study: Study, across: Across, told: Mapping[Key, str]) -> Made:
    yield from _replication(study)
    yield from _hypotheses(study, across, told)
    if study.has("documents"):
        yield from _fidelity(study)
    yield from _with_outcome(study)


def _replication(study: Study) -> Made:
    """By sector, then by each attribute as declared: all factors of each."""
    sites = _sites(study)
    shows = _codes(pd.Series(VERDICT).replace(str(Pattern.NO_DIFFERENCE), str(Pattern.ALTERNATIVE)), VERDICTS)
    for attribute in (SECTOR, *study.config.site_attributes):
        values = site_values(sites, attribute)
        inside = np.array([(values == value).to_numpy() for value in sorted(set(values.dropna()))], dtype=int)
        value = partial(_replication_of, inside=inside.reshape(-1, len(sites)), rules=study.rules)
        for factor in study.conditions:
            table = ("replication",) if attribute == SECTOR else ("replication_by", attribute)
            places = {(site, factor.id): shows for site in sites["site"]}
            yield (*table, factor.id), Statement(places, value, f"{inside.tolist()} {study.rules}")


def _replication_of(shown: np.ndarray, *, inside: np.ndarray, rules: Rules) -> np.ndarray:
    """The verdict of each combination (rows) of what sites (columns) show; `inside`: the sites of each value (rows)."""
    is_one = {verdict: (shown == code).astype(int) for code, verdict in enumerate(VERDICTS)}
    evidence, replicated = 1 - is_one[Pattern.TOO_LITTLE], is_one[Pattern.REPLICATED]
    everywhere = {
        "sites_with_evidence": evidence.sum(axis=1),
        "sites_replicated": replicated.sum(axis=1),
        "sites_alternative": is_one[Pattern.ALTERNATIVE].sum(axis=1),
        "sites_no_difference": is_one[Pattern.NO_DIFFERENCE].sum(axis=1),
    }
    by_value = {"sites_with_evidence": inside @ evidence.T, "sites_replicated": inside @ replicated.T}
    return _codes(judge_replication(everywhere, by_value, n_sites=shown.shape[1], rules=rules), Replication)


SPEAKS = ("", "against", "supporting", "undecided")


def _hypotheses(study: Study, across: Across, told: Mapping[Key, str]) -> Made:
    """Each null at each site; then in the study, where those told of sites are known and the others are not."""
    tests = {h: {f.id: f.kind is FactorKind.CONDITION for f in study.factors if h in f.tests} for h in Hypothesis}
    if not any(tests.values()):
        return
    speaks = {
        kind: _codes(how_it_speaks(STATUS, VERDICT, np.full(len(STATUS), kind)), SPEAKS) for kind in (True, False)
    }
    at_site = partial(_null_at_site, rules=study.rules)
    shows = {
        (hypothesis, site): {(site, factor): speaks[kind] for factor, kind in factors.items()}
        for hypothesis, factors in tests.items()
        for site in _sites(study)["site"]
    }
    for (hypothesis, site), of_site in shows.items():
        yield ("hypotheses", str(hypothesis), site), Statement(of_site, at_site, str(study.rules))
    for hypothesis, factors in tests.items():
        at = {site: shown for (about, site), shown in shows.items() if about is hypothesis}
        hidden = {site: shown for site, shown in at.items() if not told["hypotheses", str(hypothesis), site]}
        known = [across.said(Statement(at[site], at_site)) for site in at if site not in hidden]
        value = partial(_null_in_study, n_factors=len(factors), known=known, rules=study.rules)
        places = {place: shown for of in hidden.values() for place, shown in of.items()}
        yield ("hypotheses", str(hypothesis), ""), Statement(places, value, f"{known} {study.rules}")


def _null_at_site(shown: np.ndarray, *, rules: Rules) -> np.ndarray:
    """The verdict on a null at a site, from how each factor (columns) speaks."""
    return _null(shown, rules.hypothesis_min_factors, rules)


def _null_in_study(shown: np.ndarray, *, n_factors: int, known: list[int], rules: Rules) -> np.ndarray:
    """The verdict on a null in the study, from how each factor at each site (columns) speaks and from sites known."""
    n_sites = shown.shape[1] // n_factors if n_factors else 0
    hidden = _null_at_site(shown.reshape(len(shown) * n_sites, n_factors), rules=rules).reshape(len(shown), n_sites)
    sites = np.hstack([hidden, np.tile(np.array(known, dtype=int), (len(shown), 1))])
    as_spoken = {Null.TOO_LITTLE: "", Null.CHALLENGED: "against", Null.NOT_CHALLENGED: "supporting"}
    speaks = _codes([as_spoken.get(null, "undecided") for null in Null], SPEAKS)
    return _null(speaks[sites], rules.hypothesis_min_sites, rules)


def _null(shown: np.ndarray, least: int, rules: Rules) -> np.ndarray:
    silent, supporting, against = ((shown == SPEAKS.index(word)).sum(axis=1) for word in ("", "supporting", "against"))
    return _codes(judge_null(shown.shape[1] - silent, supporting, against, least, rules), Null)


def _fidelity(study: Study) -> Made:
    """At each site and factor: documents against interviews, whether they agree; then the score of each site."""
    documents = study.frames["documents"]
    factors = [factor.id for factor in study.conditions]
    read = score_documents(documents, extracts_of(study))
    says = dict(zip(zip(read["site"], read["factor"], strict=True), read["documents"], strict=True))
    shown_of = {str(kind): _shown_beside(str(kind)) for kind in Documents}
    shows: dict[str, dict[Place, np.ndarray]] = {"fidelity": {}, "sources": {}}
    for site in _sites(study)["site"]:
        for factor in factors:
            beside = shown_of[str(says.get((site, factor), Documents.NOT_EXAMINED))]
            shows["fidelity"][site, factor], shows["sources"][site, factor] = beside
    for column, of_places in shows.items():
        for place, shown in of_places.items():
            yield (column, *place), Statement({place: shown}, lambda rows: rows[:, 0])
    for site in _sites(study)["site"]:
        carried = {place: CARRIED[shown] for place, shown in shows["fidelity"].items() if place[0] == site}
        yield ("fidelity_by_site", site), Statement(carried, _score_of)


def _shown_beside(documents: str) -> tuple[np.ndarray, np.ndarray]:
    """What interviews of each status and verdict make of documents that say so: fidelity, and whether both agree."""
    interviews = pd.Series(STATUS).astype("str")
    said = pd.Series(documents, index=interviews.index)
    return _codes(fidelity_of(said, interviews), Fidelity), _codes(sources_of(said, interviews), Sources)


CARRIED = np.array(  # twice what a factor adds to the score of its site, and 8 where it adds nothing and is not in it
    [
        {Fidelity.AS_SPECIFIED: 2, Fidelity.PARTLY_CARRIED_OUT: 1, Fidelity.NOT_CARRIED_OUT: 0}.get(f, 8)
        for f in Fidelity
    ]
)


def _score_of(shown: np.ndarray) -> np.ndarray:
    """The number of factors in a site's score and the score, as one number."""
    inside = shown < 8
    return inside.sum(axis=1) * (2 * shown.shape[1] + 1) + (shown * inside).sum(axis=1)


def _with_outcome(study: Study) -> Made:
    """Literal and theoretical replication of each factor."""
    sites = _sites(study)
    membership = membership_of(study, sites["site"])
    if membership is None:
        return
    above = study.rules.outcome_present_above
    kinds = {
        "literal": (Status.IN_PLACE, membership > above),
        "theoretical": (Status.NOT_IN_PLACE, membership <= above),
    }
    for factor in study.conditions:
        for name, (status, there) in kinds.items():
            counts = (np.equal(VERDICT, Pattern.REPLICATED) & np.equal(STATUS, status)).astype(int)
            shows = {(site, factor.id): counts * int(at) for site, at in zip(sites["site"], there, strict=True)}
            yield (name, factor.id), Statement(shows, lambda rows: rows.sum(axis=1))


def _sites(study: Study) -> pd.DataFrame:
    return study.frames["sites"].sort_values("site").reset_index(drop=True)


def _codes(words: Sequence[str] | np.ndarray | pd.Series, labels: Iterable[str]) -> np.ndarray:
    """The place of each word among the labels."""
    return pd.Index([str(label) for label in labels]).get_indexer(pd.Index(np.asarray(words).astype(str)))
