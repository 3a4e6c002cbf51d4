"""Which passages an audience may read: those released so far, and which tell nobody who said them (METHOD 8 and 14).

A board's passages stand with the speaker's group, a workshop's are of its site, the public's are of nowhere: whoever
holds two of them joins what they say. So each passage goes to the first of board, public and workshop that it may go
to, and to another only where at least three people besides the reader could still have said it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

import pandas as pd

from peerwork.release.totals import BESIDE
from peerwork.vocabulary import Audience, MayQuote

RELEASED = {  # what `may_quote` must say, or wider
    Audience.WORKSHOP: (MayQuote.WORKSHOP, MayQuote.BOARD, MayQuote.YES),
    Audience.BOARD: (MayQuote.BOARD, MayQuote.YES),
    Audience.PUBLIC: (MayQuote.YES,),
}
ORDER = (Audience.BOARD, Audience.PUBLIC, Audience.WORKSHOP)
NARROWED = "fewer than three people besides the reader could have said them, beside what other audiences read"

Place = tuple[str, str]  # site and group
Seen = dict[Place, frozenset[Audience]]


def audiences_of(people: Mapping[Place, int], flag: MayQuote) -> Seen:
    """Who may read passages so released, by the speaker's site and group; depends on numbers of people only.

    `people` counts those interviewed. The passages of all places that readers of everything cannot tell apart must have
    more than `BESIDE` people to have come from: also those that an audience is not given.
    """
    seen: Seen = dict.fromkeys(people, frozenset())
    for audience in (audience for audience in ORDER if flag in RELEASED[audience]):
        seen = _with_audience(seen, people, audience)
    return seen


def _with_audience(seen: Seen, people: Mapping[Place, int], audience: Audience) -> Seen:
    """The audience added wherever nobody becomes too easy to tell."""
    given = set(seen)
    while given:
        made = {place: told | {audience} if place in given else told for place, told in seen.items()}
        alike = _alike(made, people)
        few = [places for places, n in alike if n <= BESIDE and any(made[place] for place in places)]
        if not few:
            return made
        here = {place for places in few for place in places}
        before = [set(places) for places, _ in _alike(seen, people) if here & set(places)]
        given -= (here & given) or set().union(*before)  # what is left over is told by being left out
    return seen


def _alike(seen: Seen, people: Mapping[Place, int]) -> list[tuple[list[Place], int]]:
    """Places that readers of everything cannot tell apart, and how many people were interviewed there."""
    by_signature: dict[tuple, list[Place]] = defaultdict(list)
    for (site, group), told in seen.items():
        shown_site, shown_group = site if Audience.WORKSHOP in told else "", group if Audience.BOARD in told else ""
        by_signature[Audience.PUBLIC in told, shown_group, shown_site].append((site, group))
    return [(places, sum(people[place] for place in places)) for places in by_signature.values()]


def released_passages(passages: pd.DataFrame, participants: pd.DataFrame, audience: Audience) -> pd.DataFrame:
    """One row a passage that the audience may read, in the order of its words, which says nothing of where it is from.

    A passage without a quotable text is for the research team only, whatever `may_quote` says. One of no interviewee
    (of a document, of a workshop) has nobody to protect.
    """
    people = Counter(zip(participants["site"], participants["group"], strict=True))
    seen = {flag: audiences_of(people, flag) for flag in RELEASED[audience]}
    places = zip(passages["may_quote"], passages["site"], passages["group"], passages["participant"], strict=True)
    kept = [
        flag in seen and (pd.isna(speaker) or audience in seen[MayQuote(flag)].get((site, group), ()))
        for flag, site, group, speaker in places
    ]
    released = pd.Series(kept, index=passages.index, dtype=bool) & passages["quotable_text"].notna()
    return passages[released].sort_values(["factor", "theme", "quotable_text"]).reset_index(drop=True)


def groups_left_out(participants: pd.DataFrame, audience: Audience, site: str | None) -> list[str]:
    """The groups whose passages the audience is not given, or not of all sites: by numbers of people alone."""
    people = Counter(zip(participants["site"], participants["group"], strict=True))
    places = [place for place in people if site in (None, place[0])]
    seen = [audiences_of(people, flag) for flag in RELEASED[audience]]
    return sorted({place[1] for place in places if any(audience not in told[place] for told in seen)})
