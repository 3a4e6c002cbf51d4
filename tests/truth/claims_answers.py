"""Sentences that open and title the pages: what was found, counted again in the tables of the same audience."""

from __future__ import annotations

import re
from collections.abc import Iterable

from claim import Fault, Place, claim, differs
from counted import Counted, N, count_of, named, ties
from released import HIDDEN, TOO_LITTLE, is_number, span

SVC = r"[\w’' -]+?"  # what the study calls its places
LIST = r"(“.*”)"


def seen(at: Place) -> Counted:
    return Counted(at.own)


def labels_of(text: str) -> list[str]:
    return re.findall(r"“(.*?)”(?=,| and |\Z|\.| \()", text)


def lists(at: Place, text: str | None, found: Iterable[str]) -> Iterable[Fault]:
    """A list of factors in quotation marks, exactly those found."""
    if text:
        yield from named(at.own, "; ".join(labels_of(text)), found)


def site_of(at: Place) -> str:
    return at.said.page.removesuffix("-evidence").partition("-")[2]


# --- what mattered, and who has it ---
@claim(rf"Where .*, (?:at least )?({N}) things? (?:was|were) always in place\.")
def always(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    yield from differs("divide", count_of(m[1]), len(seen(at).splits()))


@claim(rf"Where it was not, (it was|both were|all {N} were) missing\.")
def missing(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    yield from differs("missing", count_of(m[1].rpartition(" ")[0]), len(seen(at).splits()))


@claim(rf"(?:It is|The {N} are): {LIST}\.")
def they_are(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    yield from lists(at, m[1], seen(at).splits())


@claim(
    rf"({N}) more fits?, as far as it can be shown(?:: {LIST})?\.",
    rf"()(?:{LIST}|{N} things?) fits? as well, as far as it can be shown\.",
)
def fit_too(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    counted = seen(at)
    found = [f for f in counted.splits(shown_only=True) if f not in counted.splits()]
    if m[1]:
        yield from differs("fit", count_of(m[1]), len(found))
    yield from lists(at, m[2], found)


@claim(rf"({N}) things? mattered across ({SVC})(?:: (.*))?\.")
def mattered(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    counted = seen(at)
    yield from differs("mattered", count_of(m[1]), len(counted.mattered))
    yield from differs("noun", m[2], at.own.words.nouns.get("services", "sites"))
    judged = {f: (len(counted.at(f, "in_place")), len(counted.judged(f))) for f in counted.mattered}
    split = counted.splits()
    full = [f for f, (a, b) in judged.items() if (b >= 3 and a == b) or (b >= 5 and a == b - 1)]
    whole = [f for f, (a, b) in judged.items() if b > 1 and a == b]
    kinds = {
        "nearly always in place": [f for f in full if f not in split],
        "in place at none that could be judged": counted.never(),
        "in place wherever it could be judged": whole,
    }
    for said, what in re.findall(
        rf"({N}) (?:is|are) (in place wherever it could be judged|[^,;:]*?)(?=, | and {N} |; |\Z)", m[3] or ""
    ):
        found = split if what.startswith("in place wherever") and what not in kinds else kinds.get(what)
        yield from differs(what, count_of(said), len(found) if found is not None else "no such group")


@claim(rf"({N}) of them (?:was|were) there wherever .*, and missing wherever it was not(?:: {LIST})?\.")
def there_wherever(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    yield from differs("divide", count_of(m[1]), len(seen(at).splits()))
    yield from lists(at, m[2], seen(at).splits())


@claim(rf"({N}) (?:was|were) in place nowhere that we could judge(?:: {LIST})?\.")
def nowhere(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    yield from differs("nowhere", count_of(m[1]), len(seen(at).never()))
    yield from lists(at, m[2], seen(at).never())


@claim(rf"What mattered across {SVC} (?:cannot be said from what is|is not) shown (?:here|to this audience)\.")
def not_said(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    if seen(at).mattered:
        yield "something that mattered is shown"


@claim(r"Too early to say what mattered: .*\.", r"Nothing can be said yet\.")
def too_early(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    if (
        any(verdict not in (TOO_LITTLE,) for verdict in Counted(at.team).verdict.values())
        and HIDDEN in seen(at).verdict.values()
    ):
        yield "the team can say something: it is not shown"
    if seen(at).mattered:
        yield "something mattered"


@claim(rf"(\d+) of (\d+) conditions mattered across {SVC}(?: \((\d+) more not shown\))?\.")
def of_conditions(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    counted = seen(at)
    verdicts = [v for f, v in counted.verdict.items() if f in at.own.words.conditions]
    yield from differs("mattered", m[1], len(counted.mattered))
    yield from differs("shown", m[2], len(verdicts) - verdicts.count(HIDDEN))
    yield from differs("not shown", m[3] or 0, verdicts.count(HIDDEN))


@claim(rf"(\d+) of (\d+) {SVC} where .*, as the research team judged\.")
def went_well(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    yield from differs("well", m[1], len(seen(at).side("yes")))
    yield from differs("judged", m[2], len(seen(at).outcome))


@claim(
    rf"For (it|{N} of them)(?: \((.*)\))? only one {SVC} of some kind could be judged and shown, and there it did not fit\."
)
def did_not_fit(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    counted = seen(at)
    sectors = set(counted.sector_of.values())
    odd = [f for f in counted.mattered if any(counted.replicated(f, s) == (0, 1) for s in sectors)]
    yield from differs("did not fit", count_of(m[1].partition(" of ")[0]), len(odd))


@claim(
    rf"({N}) things? mattered in one kind of {SVC} and not in another(?:, ({N}) of them in (.*) {SVC} and not in (.*) ones)?\."
)
def one_kind(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    counted = seen(at)
    yield from differs("specific", count_of(m[1]), len(counted.specific))
    if m[2]:
        names = {label.lower(): name for name, label in at.own.words.sectors.items()}
        sides = [[names.get(word.lower(), word) for word in re.split(", | and ", m[k])] for k in (3, 4)]
        for sector in sides[0] + sides[1]:
            if sector not in counted.sector_of.values():
                return
        least = at.own.words.rules["evidence_sector_sites"]  # too few sites judged: neither "in" nor "not in" a kind
        kinds = set(counted.sector_of.values()) - {""}
        known = {f: {s for s in kinds if counted.replicated(f, s)[1] >= least} for f in counted.specific}
        found = [
            f for f in counted.specific
            if known[f] == {*sides[0], *sides[1]} and {s for s in kinds if counted.mattered_in(f, s)} == {*sides[0]}
        ]  # fmt: skip
        yield from differs("of them", count_of(m[2]), len(found))


# --- where people disagree ---
@claim(rf"On (?:({N}) things?|{LIST}), people contradict each other at half or more of the {SVC} judged\.")
def contradict(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    yield from differs("often", count_of(m[1] or "one"), len(seen(at).often()))
    yield from lists(at, m[2], seen(at).often())


@claim(
    rf"People contradict each other on ({N}) things?, (?:on none of them|though not) at half or more of the {SVC} judged\."
)
def contradict_some(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    counted = seen(at)
    yield from differs("at all", count_of(m[1]), sum(part > 0 for part, _ in counted.contested().values()))
    yield from differs("often", 0, len(counted.often()))


@claim(
    rf"Ask everybody, not one group alone: at half or more of the {SVC} judged, answers contradict each other on (?:{LIST}|({N}) things?)\."
)
def ask(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    found = [f for f in seen(at).often() if f in at.own.words.conditions]
    yield from lists(at, m[1], found)
    if m[2]:
        yield from differs("often", count_of(m[2]), len(found))


@claim(rf"On ({N}) things?, people here contradict each other\.")
def contradict_here(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    found = [f for f in at.own.words.factors if seen(at).status(f, site_of(at)) == "contested"]
    yield from differs("contested", count_of(m[1]), len(found))


@claim(rf"({N}) of them mattered across {SVC}\.")
def of_them(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    found = [f for f in seen(at).mattered if seen(at).status(f, site_of(at)) == "contested"]
    yield from differs("mattered", count_of(m[1]), len(found))


@claim(
    rf"“(.*?)” and “(.*?)” rate (?:({N}) things?|nothing) ([\d.]+) points apart or more, of ({N}) differences? shown\."
)
def groups_apart(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    ids = {label: name for name, label in at.own.words.groups.items()}
    rows = at.own.rows("tensions", scope="study", measure="importance", group_a=ids[m[1]], group_b=ids[m[2]])
    spans = [span(row["difference"]) for row in rows if is_number(row["difference"])]
    known = [(low, high) for low, high in spans if low == high or low > 0 or high < 0]
    yield from differs("shown", count_of(m[5]), len(known))
    yield from differs(
        "apart", count_of(m[3] or "no"), sum(low >= float(m[4]) or high <= -float(m[4]) for low, high in known)
    )


# --- promises, change, community ---
@claim(rf"Of ({N}) promises? in papers that could be checked, (.*)\.")
def promises(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    rows = [row["fidelity"] for row in seen(at).promises()]
    yield from differs("promises", count_of(m[1]), len(rows))
    kinds = {"kept": "as_specified", "kept in part": "partly_carried_out", "not kept": "not_carried_out"}
    told = re.findall(rf"({N}|[\d,]+) (?:is|are) (kept in part|not kept|kept)", m[2])
    for said, what in told:
        yield from differs(what, count_of(said), rows.count(kinds[what]))
    yield from differs("all told", sum(count_of(said) for said, _ in told), len(rows))


@claim(rf"({N}) things? (?:is|are) promised at two {SVC} or more and kept at none(?:: {LIST})?\.")
def kept_at_none(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    by: dict[str, list[str]] = {}
    for row in seen(at).promises():
        by.setdefault(row["factor"], []).append(row["fidelity"])
    found = [f for f, kinds in by.items() if len(kinds) > 1 and "as_specified" not in kinds]
    yield from differs("kept at none", count_of(m[1]), len(found))
    yield from lists(at, m[2], found)


@claim(
    r"([\d,]+)(?: or more| or fewer)? (?:person|people) told of something better for (.*?)( each)?(, the most of what can be shown|, more than for anybody else)?\."
)
def better_for(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    rows = at.own.rows("impact_counts", scope="study", direction="positive")
    shown = {row["on"]: span(row["n_people"])[0] for row in rows if is_number(row["n_people"])}
    most = ties(shown, 1)
    names = {on: at.own.words.impacts_on.get(on, on.replace("_", " ")) for on in shown}
    yield from differs("people", count_of(m[1]), round(shown[most[0]]))
    yield from differs("for whom", sorted(re.split(", | and ", m[2])), sorted(names[on] for on in most))
    yield from differs("each", bool(m[3]), len(most) > 1)
    if len(shown) < len(rows) and (m[4] or "") != ", the most of what can be shown":
        yield "some are not shown, and it says nothing of that"
    if m[4] == ", more than for anybody else" and len(most) == len(shown):
        yield "nobody else is there"


@claim(rf"({N}) {SVC} for one community (?:has|have) (about as much|a larger share|a smaller share) (?:of )?.*\.")
def community(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    counted = seen(at)
    own = [row["site"] for row in at.own.tables["sites"] if row.get("community")]
    sides = [own, [site for site in counted.sites if site not in own]]
    states = [[counted.status(f, s) for f in counted.mattered for s in side] for side in sides]
    first, second = (
        s.count("in_place") / sum(x in ("in_place", "not_in_place", "contested", "mixed") for x in s) for s in states
    )
    way = "about as much" if abs(first - second) < 0.05 else "a larger share" if first > second else "a smaller share"
    yield from differs("services", count_of(m[1]), len(own))
    yield from differs("share", m[2], way)


# --- how sure ---
@claim(rf"How sure: ([\d,]+) of the ([\d,]+) results across {SVC} stand firm\.")
def firm(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    rows = [r for r in at.own.rows("robustness", kind="replication") if HIDDEN not in (r["verdict"], r["fragile"])]
    yield from differs("results", m[2], len(rows))
    yield from differs("firm", m[1], sum(r["verdict"] != TOO_LITTLE and r["fragile"] != "yes" for r in rows))


@claim(r"(\d+) (could tip|rests? on too little evidence|stands? firm).*")
def could_tip(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    rows = [r for r in at.own.rows("robustness", kind="replication") if HIDDEN not in (r["verdict"], r["fragile"])]
    little = sum(r["verdict"] == TOO_LITTLE for r in rows)
    tip = sum(r["verdict"] != TOO_LITTLE and r["fragile"] == "yes" for r in rows)
    firm = len(rows) - tip - little
    yield from differs(m[2], m[1], {"c": tip, "r": little, "s": firm}[m[2][0]])


@claim(rf"How sure: ({N}) of the ({N}) results across {SVC}( that can be shown)? rests? on enough answers\.")
def answers_enough(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    verdicts = [v for f, v in seen(at).verdict.items() if f in at.own.words.conditions]
    hidden = verdicts.count(HIDDEN)
    yield from differs("results", count_of(m[2]), len(verdicts) - hidden)
    yield from differs("enough", count_of(m[1]), len(verdicts) - hidden - verdicts.count(TOO_LITTLE))
    yield from differs("some not shown", bool(m[3]), bool(hidden))


@claim(rf"(None|{N}) of the ({N}) doubts( that can be shown)? (?:is|are) settled\.")
def doubts(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    verdicts = [row["verdict"] for row in at.own.rows("hypotheses", scope="study")]
    hidden = verdicts.count(HIDDEN)
    yield from differs("doubts", count_of(m[2]), len(verdicts) - hidden)
    yield from differs("settled", count_of(m[1]), sum(v in ("challenged", "not_challenged") for v in verdicts))
    yield from differs("some not shown", bool(m[3]), bool(hidden))


QUESTION = {"distinctive": "distinctive", "body of practice": "practice", "deliver": "delivery"}
ANSWER = {
    "Yes, by what was found": "challenged", "Not by what was found": "not_challenged", "Not settled": "open",
    "Too little evidence to say": TOO_LITTLE, "Not shown to this audience": HIDDEN,
}  # fmt: skip


@claim(rf"({'|'.join(ANSWER)})(?:: (.*), of ({N}) {SVC} shown)?\.")
def doubt(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    name = next(name for word, name in QUESTION.items() if word in at.said.text)
    yield from differs("verdict", ANSWER[m[1]], at.own.rows("hypotheses", scope="study", hypothesis=name)[0]["verdict"])
    rows = [row["verdict"] for row in at.own.rows("hypotheses", scope="site", hypothesis=name)]
    if m[2]:
        yield from differs("shown", count_of(m[3]), sum(v != HIDDEN for v in rows))
        kinds = {"yes": "challenged", "no": "not_challenged", "unclear": "open", "too little evidence": TOO_LITTLE}
        for word, said in re.findall(rf"(yes|no|unclear|too little evidence) at ({N})", m[2]):
            yield from differs(word, count_of(said), rows.count(kinds[word]))


# --- what to do ---
@claim(rf"See to (?:{LIST}|({N}) things?)\.")
def see_to(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    yield from lists(at, m[1], seen(at).splits())
    if m[2]:
        yield from differs("divide", count_of(m[2]), len(seen(at).splits()))


@claim(r"(.*) lacks? (it|both|all \w+)\.")
def who_lacks(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    sites = re.split(", | and ", m[1])
    if all(site in seen(at).sites for site in sites):
        yield from differs("lack", sorted(sites), sorted(seen(at).side("no")))


@claim(rf"Start on what no {SVC} that could be judged has in place: (?:{LIST}|({N}) things?)\.")
def start_on(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    yield from lists(at, m[1], seen(at).never())
    if m[2]:
        yield from differs("never", count_of(m[2]), len(seen(at).never()))


@claim(rf"See to what the smallest share of the {SVC} judged has in place: (?:{LIST}|({N}) things?)\.")
def smallest(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    counted = seen(at)
    share = {f: len(counted.at(f, "in_place")) / len(counted.judged(f)) for f in counted.mattered if counted.judged(f)}
    least = ties({f: v for f, v in share.items() if 0 < v < 1}, -1)
    yield from lists(at, m[1], least)


@claim(rf"Begin with (?:{LIST}|({N}) things?|what went with success)\.")
def begin(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    yield from lists(at, m[1], seen(at).splits())
    if not seen(at).splits():
        yield "nothing divides the services"


@claim(rf"({N}) more (?:is|are) in the handbook\.")
def in_handbook(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    if count_of(m[1]) >= len(seen(at).mattered):
        yield "more than mattered"


# --- all services, and one ---
@claim(
    rf"(?:Of the ({N}) that can be compared, )?(.*) (?:has|have) the largest share of what mattered in place, (.*) the smallest: (\d+) % and (\d+) %\."
)
def ends(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    counted = seen(at)
    if (len(counted.shares) < len(counted.sites)) != bool(m[1]):
        yield "not over what it compares"
    for said, percent, way in ((m[2], m[4], 1), (m[3], m[5], -1)):
        found = ties(counted.shares, way)
        yield from differs("share", percent, f"{100 * counted.shares[found[0]]:.0f}")
        plain = said.lower()
        if re.fullmatch(N, said):
            yield from differs("how many", count_of(plain), len(found))
        else:
            yield from differs("who", sorted(re.split(", | and ", said)), sorted(found))


@claim(r"Most is in place in (.*), least in (.*)\.")
def domains(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    counted = seen(at)
    pooled = {name: counted.pooled(name) for name in at.own.words.domains}
    known = {name: a / b for name, (a, b) in pooled.items() if b >= 3}
    for said, way in ((m[1], 1), (m[2], -1)):
        found = ties(known, way)
        yield from differs("parts", sorted(labels_of(said)) or said, sorted(found) if "“" in said else said)


@claim(rf"(As far as it can be shown, )?(.*?) lacks? most: (\d+) of what mattered across {SVC}\.")
def lacks_most(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    counted = seen(at)
    lacks = {site: len(counted.lacking(site)) for site in counted.sites}
    top = ties(lacks, 1)
    hidden = any(counted.status(f, s) == HIDDEN for f in counted.mattered for s in counted.sites)
    yield from differs("says that it may be more", bool(m[1]), hidden)
    yield from differs("lacks", m[3], lacks[top[0]])
    if m[2].split()[0] in counted.sites or m[2].rstrip(",") in counted.sites or "," in m[2]:
        yield from differs("who", sorted(re.split(", | and ", m[2])), sorted(top))


@claim(rf"At (\S+), (the one thing|{N} of the ({N}) things) that mattered in {SVC} like it (is|are|is not) in place\.")
def at_site(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    in_place, judged = seen(at).share(m[1])
    yield from differs("judged", count_of(m[3] or "one"), judged)
    said = count_of(m[2].partition(" of ")[0]) if m[3] else int(m[4] == "is")
    yield from differs("in place", said, in_place)


@claim(rf"(None|{N}) of the ({N}) other {SVC} that can be compared (?:has|have) a larger share, ({N}) a smaller one\.")
def others(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    shares = dict(seen(at).shares)
    mine = shares.pop(site_of(at))
    yield from differs("others", count_of(m[2]), len(shares))
    yield from differs("larger", count_of(m[1]), sum(v > mine for v in shares.values()))
    yield from differs("smaller", count_of(m[3]), sum(v < mine for v in shares.values()))


@claim(rf"It lacks (?:what was|(.*) that (?:was|were)) in place wherever [^:]*(?:: {LIST})?\.")
def it_lacks(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    found = [f for f in seen(at).splits() if seen(at).status(f, site_of(at)) == "not_in_place"]
    yield from lists(at, m[2], found)
    if not found:
        yield "it lacks none of them"


@claim(
    rf"It lacks (the one thing|{N} of the ({N}) things) that mattered across {SVC} and can be judged here(?:, among them .*)?\."
)
def lacks_of(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    counted, site = seen(at), site_of(at)
    judged = [f for f in counted.mattered if site in counted.judged(f)]
    yield from differs("judged", count_of(m[2] or "one"), len(judged))
    yield from differs("lacks", count_of(m[1].partition(" of ")[0]) if m[2] else 1, len(counted.lacking(site)))


@claim(rf"(No other {SVC} that can be compared has) (more|less) in (.*?)(?:; none has less in (.*))?\.")
def no_other(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    counted, site = seen(at), site_of(at)
    for said, way in ((m[3], 1 if m[2] == "more" else -1), (m[4] or "", -1)):
        for domain in labels_of(said):
            found = {s: counted.of_domain(domain, s) for s in counted.sites}
            shares = {s: a / b for s, (a, b) in found.items() if b}
            if site not in ties(shares, way):
                yield f"another has {m[2]} in {domain}: {shares}"


@claim(rf"(?:({N}) of the ({N}) things|The one thing) that its papers promise (?:is|are) not there for all\.")
def not_for_all(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    rows = seen(at).promises(site_of(at))
    yield from differs("promised", count_of(m[2] or "one"), len(rows))
    yield from differs("not kept", count_of(m[1] or "one"), sum(r["fidelity"] != "as_specified" for r in rows))


@claim(r"(\d+) of (\d+) things that (?:its papers promise|mattered in .* like it) are in place\.")
def of_things(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    counted, site = seen(at), site_of(at)
    rows = counted.promises(site)
    kept = sum(r["fidelity"] == "as_specified" for r in rows), len(rows)
    found = kept if "papers" in m[0] else counted.share(site)
    yield from differs("in place", (int(m[1]), int(m[2])), found)


@claim(rf"The workshop (.*) of ({N}) results? put to it\.")
def workshop(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    marks = [
        r["mark"] for r in at.own.rows("workshop_marks", site=site_of(at)) if r["mark"] not in ("unchecked", HIDDEN)
    ]
    yield from differs("results", count_of(m[2]), len(marks))
    kinds = {"agreed with": "agreed", "changed": "refined", "disputed": "disputed"}
    for what, said in re.findall(rf"(agreed with|changed|disputed) ({N})", m[1]):
        yield from differs(what, count_of(said), marks.count(kinds[what]))


# --- figures measured over time ---
def _series(at: Place) -> list[dict[str, str]]:
    return seen(at).series(site_of(at) if at.said.page.startswith("site-") else "")


def _moved(at: Place, variation: str) -> list[dict[str, str]]:
    return [row for row in _series(at) if row["variation"] == f"special_cause_{variation}"]


@claim(rf"({N}) figures? (?:has|have) got worse(?:, (both|all {N}|{N} of them)? ?at (.*))?\.")
def got_worse(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    worse = [row["site"] for row in _moved(at, "concern")]
    yield from differs("worse", count_of(m[1]), len(worse))
    if m[3]:
        place = "all" if m[3] not in seen(at).sites else m[3]
        yield from differs("there", count_of((m[2] or m[1]).partition(" of")[0]), worse.count(place))
        if any(worse.count(site) >= worse.count(place) for site in set(worse) - {place}):
            yield "elsewhere are as many"


@claim(
    rf"No figure has got worse(?:; ({N}) (?:has|have) got better)?(?:; ({N}) will miss (?:its|their) target as things are)?\."
)
def none_worse(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    yield from differs("worse", 0, len(_moved(at, "concern")))
    yield from differs("better", count_of(m[1] or "no"), len(_moved(at, "improvement")))
    yield from differs("missed", count_of(m[2] or "no"), sum(row["assurance"] == "fail" for row in _series(at)))


@claim(rf"Of ({N}) figures? measured over time, (.*)\.")
def of_figures(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    yield from differs("figures", count_of(m[1]), len(_series(at)))
    worse, better = len(_moved(at, "concern")), len(_moved(at, "improvement"))
    neutral = sum("neutral" in row["variation"] for row in _series(at))
    found = {"got worse": worse, "got better": better, "moved where": neutral,
             "no change": len(_series(at)) - worse - better - neutral}  # fmt: skip
    for said, what in re.findall(rf"({N}) (?:shows? )?(got worse|got better|moved where|no change)", m[2]):
        yield from differs(what, count_of(said), found.pop(what))
    if any(found.values()):
        yield f"left out: {found}"


@claim(rf"Worse: {LIST}\.")
def worse_are(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    label = {row["indicator"]: row["label"] for row in at.own.tables["indicators"]}
    found = [(label[row["indicator"]], row["site"]) for row in _moved(at, "concern")]
    said = re.findall(r"“(.*?)”(?=,| and |\Z)", m[1])
    yield from differs("worse", len(said), len(found))
    for name, site in found:
        if not any(text.startswith(name) and (site in text or site == "all") for text in said):
            yield f"{name} at {site} is left out"


@claim(rf"({N})(?: of the ({N}))? figures? to look at\.")
def to_look_at(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    wanted = [
        r for r in _series(at) if r["variation"].endswith(("_concern", "_improvement")) or r["assurance"] == "fail"
    ]
    yield from differs("figures", count_of(m[2] or m[1]), len(wanted))


@claim(r"(.*) \((.*)\) (has got better|misses its target as things are|has not got worse)\.")
def one_figure(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    (row,) = _series(at)
    better, missed = row["variation"].endswith("improvement"), row["assurance"] == "fail"
    way = "has got better" if better else "misses its target as things are" if missed else "has not got worse"
    yield from differs("figure", m[3], "has got worse" if row["variation"].endswith("concern") else way)


@claim(rf"This group rates ({N}) things? higher than another group and ({N}) things? lower\.")
def group_rates(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    group, found = at.said.page.partition("-")[2], []
    for row in at.own.rows("tensions", scope="study", measure="importance"):
        if group in (row["group_a"], row["group_b"]) and is_number(row["difference"]):
            low, high = span(row["difference"])
            way = 1 if low >= 0.3 else -1 if high <= -0.3 else 0
            found.append(way if row["group_a"] == group else -way)
    yield from differs("higher", count_of(m[1]), found.count(1))
    yield from differs("lower", count_of(m[2]), found.count(-1))


@claim(r".*: what this group puts first is not shown\.")
def group_first(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    rows = at.scoped("top_three", kind="either")
    if any(is_number(r["share"]) and not r["share"].startswith(("<", ">")) and float(r["share"]) > 0 for r in rows):
        yield "it is"


# --- handbook, first of all, ratings ---
@claim(
    rf"(?:The one condition|({N}) of the ({N}) conditions)( that can be shown)? (mattered|did not matter) across {SVC}\."
)
def of_handbook(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    counted, wanted = seen(at), at.own.words.conditions
    title = at.said.page
    if title.startswith("handbook-"):
        wanted = at.own.words.domains[at.own.words.domain_ids[title.removeprefix("handbook-")]]
    verdicts = [v for f, v in counted.verdict.items() if f in wanted]
    shown = [v for v in verdicts if v != HIDDEN]
    yield from differs("some not shown", bool(m[3]), len(shown) < len(verdicts))
    yield from differs("shown", count_of(m[2] or "one"), len(shown))
    yield from differs("mattered", count_of(m[1]) if m[2] else int(m[4] == "mattered"), shown.count("generic"))


@claim(
    rf"(?:({N}) of the ({N}) things|The one thing) rated on both sides separates? the {SVC} with high implementation from those with low\."
)
def separate(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    verdicts = [row["verdict"] for row in at.own.rows("distinguishing")]
    yes, no = verdicts.count("distinguishing"), verdicts.count("not_distinguishing")
    yield from differs("judged", count_of(m[2] or "one"), yes + no)
    yield from differs("separate", count_of(m[1] or "one"), yes)


@claim(rf"Nothing that was rated on both sides separates {SVC} with high implementation from those with low\.")
def none_separates(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    if any(row["verdict"] == "distinguishing" for row in at.own.rows("distinguishing")):
        yield "something does"


@claim(
    rf"(?:[^:]*: )?(of what can be shown, named|named|Of what can be shown, named|Named) most often among the most important: (?:{LIST}|({N}) things?)\."
)
def named_most(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    rows = at.scoped("top_three", kind="either")
    if at.scope == "study":
        rows = [row for row in rows if not (row["site"] or row["group"])]
    spans = {r["factor"]: span(r["share"]) for r in rows if is_number(r["share"])}
    above = [f for f, (low, high) in spans.items() if low > 0 and high == float("inf")]
    exact = {f: low for f, (low, high) in spans.items() if low == high}
    yield from lists(at, m[2], above or ties(exact, 1))
    yield from differs("over what is shown", m[1].lower().startswith("of"), any(r["share"] == HIDDEN for r in rows))


@claim(
    rf"(?:({N}) things? more (?:was|were) named by a smaller share)?(?:, | and )?(?:({N}) things? (?:was|were) named by (\d+)% or less)?(?:, | and )?(?:({N}) things? (?:is|are) not shown)?\."
)
def rest_of_named(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    rows = at.scoped("top_three", kind="either")
    low = [r for r in rows if r["share"].startswith("<=")]
    yield from differs("bounded", count_of(m[2] or "no"), len(low))
    yield from differs("not shown", count_of(m[4] or "no"), sum(r["share"] == HIDDEN for r in rows))


# --- in plain words ---
@claim(r"We looked at (\d+) of them, one by one\.")
def looked_at(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    asked = [row["factor"] for row in at.own.rows("replication")]
    yield from differs("conditions", m[1], sum(f in at.own.words.conditions for f in asked) if asked else m[1])


@claim(rf"We talked with ([\d,]+) people at ({N}) {SVC}\.")
def talked_with(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    yield from differs("services", count_of(m[2]), len(seen(at).sites))
    rows = at.own.tables.get("fieldwork_by_site", [])
    if rows:
        yield from differs("people", count_of(m[1]), round(sum(float(r["done"]) for r in rows if is_number(r["done"]))))


@claim(rf"Of ({N}) things? that could be judged and shown, (.*)\.")
def at_workshop(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    counted = seen(at)
    states = [counted.status(f, counted.sites[0]) for f in at.own.words.factors]
    yield from differs(
        "judged", count_of(m[1]), sum(s in ("in_place", "not_in_place", "contested", "mixed") for s in states)
    )
    for said, what in re.findall(rf"({N}) (?:is|are) (in place|not in place)", m[2]):
        yield from differs(what, count_of(said), states.count(what.replace(" ", "_")))
    if found := re.search(rf"on ({N}) people here", m[2]):
        yield from differs("contested", count_of(found[1]), states.count("contested"))


@claim(
    r"(?:in place at (\d+) of the (\d+) that could be judged and shown|not shown, or not judged, anywhere)"
    r"(?:; not in place at (?P<lacking>.*?))?"
    rf"(?:; promised in papers at (\d+), kept at ({N}) of these)?"
)
def entry(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    factor = at.own.words.factor_of(at.said.under)
    lacking = seen(at).at(factor, "not_in_place")
    said = re.split(", | and ", m["lacking"]) if m["lacking"] else []
    yield from differs("lacking", said, lacking if len(lacking) <= 6 else [])
    found = len(seen(at).at(factor, "in_place")), len(seen(at).judged(factor))
    yield from differs("in place", (int(m[1] or 0), int(m[2] or 0)), found)
    kinds = [row["fidelity"] for row in seen(at).promises() if row["factor"] == factor]
    yield from differs("promised", (int(m[4] or 0), count_of(m[5] or "no")), (len(kinds), kinds.count("as_specified")))
