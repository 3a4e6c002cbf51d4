"""Statuses, verdicts and what crosses sites, as releases told them, and of whose answers (METHOD 14)."""

from __future__ import annotations

import pandas as pd

from peerwork.disclosure.across import Place
from peerwork.release.history import Figures, ReleasedFigure, ReleaseHistory
from peerwork.release.tokens import people_of
from peerwork.release.verdicts import Earlier, Verdicts
from peerwork.study.model import Study

ANSWERS = "answers"
ACROSS = f"{ANSWERS} across sites"  # in a release: the keys of what was told, which are of no one factor
TOLD = ReleasedFigure("", 0, True)
DECIDING = {  # the rules that make a status or verdict of answers: another one makes all words new
    "min_answers",
    "min_groups",
    "min_share_asked",
    "in_place_share",
    "not_in_place_share",
    "contested_min_answers",
    "pattern_share",
}


def told_now(verdicts: Verdicts) -> dict[str, Figures]:
    """By factor, the statuses and verdicts of sites that a release shows; and what crosses sites."""
    told: dict[str, Figures] = {}
    for (site, factor), words in verdicts.sites.words.items():
        names = [name for name, shown in (("status", words.with_status), ("verdict", words.with_verdict)) if shown]
        told.setdefault(f"{ANSWERS} {factor}", {}).update({("site", site, name): TOLD for name in names})
    tokens = {(name, "\t".join(about), ""): token for (name, *about), token in verdicts.told.items() if token}
    across = {about: ReleasedFigure(token, 0, True) for about, token in tokens.items()}
    return told | ({ACROSS: across} if told else {})


def told_before(study: Study, history: ReleaseHistory) -> tuple[list[Earlier], set[Place]]:
    """What each earlier release told across sites, and the places where somebody's answer changed since one of them."""
    now, rules = _asked(people_of(study, history.key)), deciding_rules(study)
    earlier, held = [], set()
    for release in (release for release in history.releases if ACROSS in release.figures):
        told = {(table, *about.split("\t")): told.text for (table, about, _), told in release.figures[ACROSS].items()}
        before = _asked(release.tokens())
        held |= {
            place
            for place, said in before.items()
            if _is_held(said, now.get(place, frozenset()), release.rules != rules)
        }
        earlier.append(Earlier(told, frozenset(before)))
    return earlier, held


def _is_held(before: frozenset[tuple[str, str]], now: frozenset[tuple[str, str]], other_rules: bool) -> bool:
    """Whether an answer is new, changed or gone, until of those asked before nobody is asked any more."""
    stay = {person for person, _ in before} & {person for person, _ in now}
    return bool(stay) and (other_rules or before != now)


def deciding_rules(study: Study) -> str:
    """The rules that make words of answers, as text to compare."""
    return study.rules.model_dump_json(include=DECIDING)


def _asked(people: pd.DataFrame) -> dict[Place, frozenset[tuple[str, str]]]:
    """By site and factor: who was asked there, and the token of what each said."""
    found: dict[Place, set[tuple[str, str]]] = {}
    asked = people[people["asked"] == "yes"]
    for site, factor, *said in zip(*(asked[name] for name in ("site", "factor", "person", "answer")), strict=True):
        found.setdefault((site, factor), set()).add(tuple(said))
    return {place: frozenset(said) for place, said in found.items()}
