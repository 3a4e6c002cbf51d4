"""Titles of the pages of a site and a group, and of what is sure, counted again in the tables of the same audience."""

from __future__ import annotations

import re
from collections.abc import Iterable

from claim import Fault, Place, claim, differs
from claims_answers import SVC, labels_of, seen, site_of
from counted import Counted, N, count_of
from released import HIDDEN, TOO_LITTLE, Row, is_number, span, total


def _agreed(at: Place, site: str) -> tuple[int, int]:
    """Conditions that people at a site agree are in place, of those on which they agree."""
    states = [seen(at).status(f, site) for f in at.own.words.conditions]
    return states.count("in_place"), states.count("in_place") + states.count("not_in_place")


@claim(
    rf"At (\S+), (?:the one condition|(none|{N}) of the ({N}) conditions) that people agree on (is not|is|are) in place\."
)
def people_agree(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    here, agreed = _agreed(at, m[1])
    yield from differs("site", m[1], site_of(at))
    yield from differs("agreed on", count_of(m[3] or "one"), agreed)
    yield from differs("in place", count_of(m[2]) if m[2] else int(m[4] == "is"), here)
    if seen(at).share(m[1])[1]:
        yield "what mattered can be judged here, and the title says nothing of it"


@claim(r"What is known of (\S+)\.")
def nothing_agreed(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    yield from differs("site", m[1], site_of(at))
    yield from differs("agreed on", 0, _agreed(at, m[1])[1])
    yield from differs("mattered and judged", 0, seen(at).share(m[1])[1])


def _beside(at: Place, domain: str) -> tuple[int, int, int] | None:
    """How many other sites have a larger share of a domain in place, how many a smaller, of how many."""
    counted = seen(at)
    found = {site: counted.of_domain(domain, site) for site in counted.sites}
    shares = {site: a / b for site, (a, b) in found.items() if b}
    mine = shares.pop(site_of(at), None)
    if mine is None or not shares:
        return None
    return sum(v > mine for v in shares.values()), sum(v < mine for v in shares.values()), len(shares)


@claim(r"In no part does (\S+) have the most or the least of those that can be compared\.")
def no_part(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    yield from differs("site", m[1], site_of(at))
    for domain in at.own.words.domains:
        beside = _beside(at, domain)
        if beside and not (beside[0] and beside[1]):
            yield f"{domain}: {beside[0]} have more, {beside[1]} less, of {beside[2]}"


@claim(rf"({SVC}) that can be compared have the same share in (.*)\.")
def same_share(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    beside = {domain: _beside(at, domain) for domain in at.own.words.domains}
    found = [domain for domain, of in beside.items() if of and not of[0] and not of[1]]
    yield from differs("noun", m[1].lower(), at.own.words.nouns.get("services", "sites").lower())
    yield from differs("parts", len(labels_of(m[2])) or count_of(m[2].split()[0]), len(found))
    yield from (f"{domain}: they do not" for domain in labels_of(m[2]) if domain not in found)


@claim(r"(.*) and the others rate nothing ([\d.]+) of a point apart or more, as far as it can be shown\.")
def nothing_apart(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    group = at.said.page.partition("-")[2]
    yield from differs("group", m[1], at.own.words.groups[group])
    rows = at.own.rows("tensions", scope="study", measure="importance")
    mine = [r for r in rows if group in (r["group_a"], r["group_b"]) and is_number(r["difference"])]
    if not mine:
        yield "no difference is shown"
    for row in mine:
        low, high = span(row["difference"])
        if low >= float(m[2]) or high <= -float(m[2]):
            yield f"{row['factor']}: {row['difference']}"


@claim(r"Which of these conditions mattered is not shown here\.")
def domain_hidden(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    domain = at.own.words.domain_ids[at.said.page.removeprefix("handbook-")]
    verdicts = [seen(at).verdict[f] for f in at.own.words.domains[domain] if f in seen(at).verdict]
    if not verdicts or any(verdict != HIDDEN for verdict in verdicts):
        yield f"the tables have {verdicts}"


@claim(rf"What each of ({N}) ({SVC}) has in place\.")
def each_has(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    yield from differs("sites", count_of(m[1]), len(seen(at).sites))
    if len(seen(at).shares) > 1:
        yield "they can be compared, and the title does not"


@claim(rf"All ({SVC}) that can be compared have the same share of what mattered in place\.")
def all_the_same(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    shares = seen(at).shares
    yield from differs("noun", m[1], at.own.words.nouns.get("services", "sites"))
    if len(shares) < 2 or len(set(shares.values())) > 1:
        yield f"the tables have {shares}"


@claim(rf"(As far as it can be shown, )?[Nn]o ({SVC}) lacks anything that mattered\.")
def none_lacks(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    counted = seen(at)
    hidden = any(counted.status(f, s) == HIDDEN for f in counted.mattered for s in counted.sites)
    yield from differs("says that it may be otherwise", bool(m[1]), hidden)
    yield from (f"{site} does" for site in counted.sites if counted.lacking(site))


@claim(r"(Both|All [\w,]+|The one) (?:of the things|thing) that its papers promise (?:is|are) in place\.")
def all_kept(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    kinds = [row["fidelity"] for row in seen(at).promises(site_of(at))]
    yield from differs("promised", count_of(m[1]), len(kinds))
    yield from differs("kept", len(kinds), kinds.count("as_specified"))


# --- consensus ratings of one site ---
def _rated(at: Place) -> list[float]:
    """The ratings of the page's site that are shown, each less the middle of the scale."""
    rows = at.own.rows("site_ratings", site=site_of(at))
    return [float(row["rating"]) - at.own.words.middle for row in rows if is_number(row["rating"])]


@claim(r"As the research team rated it together; nobody’s own answer\.")
def rated_together(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    if not _rated(at):
        yield "no rating of it is shown"


@claim(
    rf"(None|{N}) of ({N}) rated conditions stands? above the middle of the scale here, ({N}) below\.",
    r"The one rated condition stands (above|below|at) the middle of the scale here\.",
)
def beside_the_middle(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    found = _rated(at)
    above, below = sum(v > 0 for v in found), sum(v < 0 for v in found)
    if m.re.groups == 1:
        yield from differs("rated", 1, len(found))
        yield from differs("stands", m[1], "above" if above else "below" if below else "at")
        return
    yield from differs("rated", count_of(m[2]), len(found))
    yield from differs("above", count_of(m[1]), above)
    yield from differs("below", count_of(m[3]), below)


# --- how sure ---
@claim(rf"How sure: the one result across {SVC}( that can be shown)? rests on (too little|enough answers)\.")
def one_result(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    verdicts = [v for f, v in seen(at).verdict.items() if f in at.own.words.conditions]
    shown = [v for v in verdicts if v != HIDDEN]
    yield from differs("results", 1, len(shown))
    yield from differs("some not shown", bool(m[1]), len(shown) < len(verdicts))
    yield from differs("rests on", m[2], "too little" if shown.count(TOO_LITTLE) else "enough answers")


def _doubts(at: Place, *, team: bool = False) -> list[Row]:
    return (at.team if team else at.own).rows("hypotheses", scope="study")


@claim(r"Whether the doubts are settled is not shown to this audience\.")
def doubts_hidden(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    if any(row["verdict"] != HIDDEN for row in _doubts(at)):
        yield "some is shown"
    if not _doubts(at, team=True):
        yield "there is none: the study tests no doubt"


@claim(r"The one doubt( that can be shown)? is (not )?settled\.")
def one_doubt(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    shown = [row["verdict"] for row in _doubts(at) if row["verdict"] != HIDDEN]
    yield from differs("doubts shown", 1, len(shown))
    yield from differs("some not shown", bool(m[1]), len(shown) < len(_doubts(at)))
    yield from differs("settled", not m[2], shown[0] in ("challenged", "not_challenged"))


@claim(r"No figure (is measured over time yet|measured over time is shown here)\.")
def no_figure(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    yield from differs("series shown", 0, len(seen(at).series()))
    if m[1].endswith("yet"):
        yield from differs("series", 0, len(Counted(at.team).series()))


# --- in the words of those who told, and why ---
@claim(rf"In their own words: (?:({N}) passages?)?(?: and )?(?:({N}) impacts?)?(?:, ({N}) of them for the worse)?\.")
def own_words(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    rows = at.own.tables["lived"]
    told = [row["told"] for row in rows]
    worse = sum(row["direction"] == "negative" for row in rows)
    yield from differs("passages", count_of(m[1] or "no"), told.count("passage"))
    yield from differs("impacts", count_of(m[2] or "no"), told.count("impact"))
    if m[3] or worse and told.count("impact") > 1:
        yield from differs("for the worse", count_of(m[3] or "no"), worse)


@claim(
    rf"(?:({N}) (?:person|people) of minority ethnic communities)?(?: and )?"
    rf"(?:({N}) (?:person|people) of {SVC} for one community)?\."
)
def who_told(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    people = {row["belonging"]: row["n_people"] for row in at.own.tables["lived_counts"]}
    yield from differs("of minorities", count_of(m[1] or "no"), people.get("minority", "0"))
    yield from differs("of services for one community", count_of(m[2] or "no"), people.get("community_site", "0"))


@claim(rf"Why: ({N}) (?:person|people) gave ({N}) (?:comment or reason|comments and reasons)\.")
def reasons(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    rows = at.rows("comments")
    yield from differs("people", count_of(m[1]), len({row["participant"] for row in rows}))
    yield from differs("comments and reasons", count_of(m[2]), len(rows))


@claim(rf"On ({N}) factors?; in full, for the research team\.")
def reasons_on(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    yield from differs("audience", at.own.audience, "team")
    yield from differs("factors", count_of(m[1]), len({row["factor"] for row in at.rows("comments")}))


def _put_down(at: Place, cause: str) -> int:
    return total(at.own.rows("impact_causes", cause=cause), "n_impacts")


@claim(
    rf"({N}) impacts? (?:is|are) put down to training(?:, ({N}) impacts? (?:is|are) put down to employment)?\.",
    rf"()({N}) impacts? (?:is|are) put down to employment\.",
)
def put_down(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    for said, cause in ((m[1], "training"), (m[2], "employment")):
        yield from differs(f"put down to {cause}", count_of(said or "no"), _put_down(at, cause))


@claim(r"No impact is put down to training or employment\.")
def none_put_down(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    yield from differs("put down", 0, _put_down(at, "training") + _put_down(at, "employment"))
