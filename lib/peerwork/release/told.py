"""Statuses, verdicts and what crosses sites, as releases told them, and of whose answers (METHOD 14)."""

from __future__ import annotations

from collections.abc import Mapping

from peerwork.disclosure.across import Place
from peerwork.release.ledger import Answer, Edition, Ledger, Recorded, Told
from peerwork.release.over_sites import Key
from peerwork.release.sealed import keyed_mark
from peerwork.release.verdicts import Verdicts
from peerwork.scoring.people import with_people
from peerwork.study.model import Study

ANSWERS = "answers"
ACROSS = f"{ANSWERS} across sites"  # in a ledger: the keys of what was told, which are of no one factor


def told_now(study: Study, verdicts: Verdicts, key: bytes) -> Edition:
    """By factor, the statuses and verdicts that a release shows and the answers behind them, and what crosses sites."""
    behind, told = answers_behind(study, key), {}
    for (site, factor), words in verdicts.sites.words.items():
        names = [name for name, shown in (("status", words.with_status), ("verdict", words.with_verdict)) if shown]
        told.setdefault(factor, {}).update({("site", site, name): Told("", 0, True) for name in names})
    edition = {f"{ANSWERS} {factor}": Recorded(shown, behind.get(factor, {})) for factor, shown in told.items()}
    across = {(key[0], "\t".join(key[1:]), ""): Told("", 0, True) for key, is_told in verdicts.told.items() if is_told}
    return edition | ({ACROSS: Recorded(across, {})} if told else {})


def told_before(study: Study, ledger: Ledger) -> tuple[list[Mapping[Key, bool]], set[Place]]:
    """What each earlier release told across sites, and the places where somebody's answer changed since one of them."""
    now = answers_behind(study, ledger.key)
    told, held = [], set()
    for edition in (edition for edition in ledger.editions if ACROSS in edition):
        told.append({(table, *place.split("\t")): True for table, place, _ in edition[ACROSS].figures})
        for name, recorded in edition.items():
            measure, _, factor = name.partition(" ")
            if measure == ANSWERS and name != ACROSS:
                held |= {(site, factor) for site in _changed(recorded.answers, now.get(factor, {}))}
    return told, held


def _changed(before: Mapping[str, Answer], now: Mapping[str, Answer]) -> set[str]:
    """The sites where anybody answered before and an answer is new, changed or gone."""
    differ = {(before.get(mark) or now[mark]).site for mark in before.keys() ^ now.keys()}
    return differ & {answer.site for answer in before.values()}


def answers_behind(study: Study, key: bytes) -> dict[str, dict[str, Answer]]:
    """By factor: the keyed mark of what each person asked said of it, and by which rules, with site, group, person."""
    if not study.has("answers"):
        return {}
    rules = study.rules.model_dump_json(include=DECIDING)
    rows = with_people(study.frames["answers"], study)[["participant", "factor", "in_place", "effect", "site", "group"]]
    found: dict[str, dict[str, Answer]] = {factor.id: {} for factor in study.factors}
    for person, factor, in_place, effect, site, group in rows.astype("str").fillna("").itertuples(index=False):
        if factor in found:
            mark = keyed_mark(key, ANSWERS, person, factor, in_place, effect, rules)
            found[factor][mark] = Answer(site, group, keyed_mark(key, person))
    return found


DECIDING = {  # the rules that make a status or verdict of answers: another one makes all words new
    "min_answers",
    "min_groups",
    "min_share_asked",
    "in_place_share",
    "not_in_place_share",
    "contested_min_answers",
    "pattern_share",
}
