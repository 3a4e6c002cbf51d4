"""Sentences of the handbook, of consensus ratings, of configurations and of the fieldwork's progress."""

from __future__ import annotations

import re
from collections.abc import Iterable

from claim import NUMBER, Fault, Place, claim, differs, names_in, number
from released import HIDDEN, TOO_LITTLE, Row, is_number, judged, span, values

N = NUMBER


@claim(
    rf"Of ({N}) factors? with evidence enough( and shown)?, ({N}) distinguish(?:es)? high from low sites(?:: (.*))?\."
)
def distinguishing(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    rows = at.own.rows("distinguishing")
    found = [row["factor"] for row in rows if row["verdict"] == "distinguishing"]
    yield from differs("judged", number(m[1]), len(judged(rows, "verdict")))
    yield from differs("distinguishing", number(m[3]), len(found))
    if values(rows, "verdict")[HIDDEN] and not m[2]:
        yield "some are not shown"
    if m[4]:
        names = names_in(m[4], at.own.words.factors.values())
        yield from differs("by name", sorted(names), sorted(at.own.words.factors[name] for name in found))
        gaps = {at.own.words.factors[row["factor"]]: span(row["gap"])[0] for row in rows if is_number(row["gap"])}
        order = [gaps[name] for name in names if name in gaps]
        if order != sorted(order, reverse=True):
            yield "not in the order of their gaps"


@claim(rf"The analysts' own call differs on ({N}) factors?\.")
def calls_differ(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    yield from differs("differing", number(m[1]), values(at.own.rows("distinguishing"), "call_differs")["yes"])


@claim(r"Where the analysts made a call of their own, it is the same as the rule's\.")
def calls_same(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    rows = at.own.rows("distinguishing")
    if not any(row.get("call") for row in rows) or any(row.get("call_differs") == "yes" for row in rows):
        yield "there is no call, or one that differs"


@claim(r"No call of the analysts' own stands beside the rule's\.")
def no_calls(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    if any(row.get("call") for row in at.own.rows("distinguishing")):
        yield "there are calls"


# --- the handbook: every entry stands under its factor's label ---
HANDBOOK = {
    "Generic, holding across settings": "generic", "Specific to a sector": "sector_specific",
    "Another pattern or no difference at half the sites or more": "alternative",
    "Not established across sites": "not_established",
    "Too little evidence to judge across sites": TOO_LITTLE, "The verdict across sites is not shown": HIDDEN,
}  # fmt: skip


def _factor(at: Place) -> str:
    return at.own.words.factor_of(at.said.under)


@claim(
    rf"({'|'.join(HANDBOOK)})(?:: worked as proposed at ({N}) of ({N}) sites?( shown)? with evidence(?: \((.*)\))?)?\."
)
def handbook_verdict(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    row = at.own.rows("replication", factor=_factor(at))[0]
    yield from differs("verdict", HANDBOOK[m[1]], row["verdict"])
    if m[2]:
        yield from differs("replicated", number(m[2]), round(float(row["sites_replicated"])))
        yield from differs("sites", number(m[3]), round(float(row["sites_with_evidence"])))
        if at.own.audience != "team" and not m[4]:
            yield "does not say over what it counts"
    for part in (m[5] or "").split(", ") if m[5] else []:
        words, there, of = re.fullmatch(r"(.*) (\d+) of (\d+)", part).groups()
        sector = next(name for name, label in at.own.words.sectors.items() if label.lower() == words)
        yield from differs(
            words,
            (there, of),
            tuple(str(round(float(row[f"{sector}_{c}"]))) for c in ("sites_replicated", "sites_with_evidence")),
        )


@claim(rf"In place at ({N}) of ({N}) sites?( shown)? that can be judged\.")
def handbook_placed(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    rows = judged(at.own.rows("conditions", factor=_factor(at), group=""), "status")
    yield from differs("in place", number(m[1]), values(rows, "status")["in_place"])
    yield from differs("judged", number(m[2]), len(rows))
    if at.own.audience != "team" and not m[3]:
        yield "does not say over what it counts"


def _mean(at: Place, kind: str, said: str, n: str | None) -> Iterable[Fault]:
    row = at.own.rows("importance", scope="study", kind=kind, factor=_factor(at))[0]
    low, high = span(row["mean"])
    found = re.match(r"([\d.]+)( or more| or less)?", said)
    yield from differs("bound", bool(found[2]), low != high)
    edge = low if low > -100 else high
    if abs(float(found[1]) - edge) > 0.051:
        yield f"mean: says {said}, the tables have {row['mean']}"
    if n:
        yield from differs("people", n, round(float(row["n"])))


@claim(r"Importance: ([\d.]+(?: or more| or less)?) of \d+(?: \(n (\d+)\))?(?:; (.*))?\.")
def handbook_importance(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    yield from _mean(at, "either", m[1], m[2])
    for said, words, n in re.findall(
        r"([\d.]+(?: or more| or less)?) by those who say that it (helped|hindered)(?: \(n (\d+)\))?", m[3] or ""
    ):
        yield from _mean(at, {"helped": "facilitator", "hindered": "barrier"}[words], said, n)


@claim(r"Named among the most important factors: (.*)\.")
def handbook_named(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    for said, more, words in re.findall(r"by (\d+)%( or more| or less)? as (helping|hindering)", m[1]):
        kind = {"helping": "facilitator", "hindering": "barrier"}[words]
        low, high = span(at.own.rows("top_three", scope="study", kind=kind, factor=_factor(at))[0]["share"])
        edge = low if low > -100 else high
        yield from differs("share", said, f"{edge * 100:.0f}")
        yield from differs("bound", bool(more), low != high)


@claim(rf"({N}) conditions? worked as proposed across settings: begin with these\.")
def begin_with(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    yield from differs("generic", number(m[1]), values(at.own.rows("replication"), "verdict")["generic"])


@claim(rf"({N}) conditions? holds? in one kind of setting and not in another: (.*)\.")
def hold_in_one(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    found = [at.own.words.factors[row["factor"]] for row in at.own.rows("replication", verdict="sector_specific")]
    yield from differs("specific", number(m[1]), len(found))
    yield from differs("by name", sorted(names_in(m[2], at.own.words.factors.values())), sorted(found))


@claim(r"Nothing that was found about this may be shown here\.")
def nothing_of_factor(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    shown = judged(at.own.rows("conditions", factor=_factor(at), group=""), "status")
    means = [
        r for r in at.own.rows("importance", scope="study", kind="either", factor=_factor(at)) if is_number(r["mean"])
    ]
    if shown or means or at.own.rows("replication", factor=_factor(at)):
        yield "this audience's tables show something of it"


@claim(r"Documents that may be shared: (.*)\.")
def shared(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    if not at.own.rows("shared_documents", factor=_factor(at)):
        yield "no document on this may be shared"


# --- configurations ---
def _words(outcome: str) -> str:
    plain = outcome.lstrip("~").replace("_", " ")
    return f"the absence of {plain}" if outcome.startswith("~") else plain


@claim(r"For (.*?), the intermediate solution is: (.*?)\.(?: (\d+) models tie: .*)?")
def solution(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    rows = [r for r in at.own.rows("configurations", solution="intermediate") if _words(r["outcome"]) == m[1]]
    models = {row["model"] for row in rows}
    first = [row for row in rows if row["model"] == min(models)]
    told = re.split(r"; or ", m[2])
    yield from differs("terms", len(told), len(first))
    for text, row in zip(told, first, strict=False):
        term = " and ".join(part.replace("~", "not ").replace("_", " ") for part in row["term"].split("*"))
        yield from differs(
            "term", text.partition(" (")[0], term if row["term"] not in ("*", "1") else text.partition(" (")[0]
        )
        for name in ("consistency", "raw_coverage"):
            if is_number(row[name]):
                low, high = span(row[name])
                edge = low if low > -100 else high
                said = f"{edge * 100:.0f}%" if f"{edge * 100:.0f}%" in text else f"{edge:.3f}"
                if said not in text:
                    yield f"{name}: the tables have {row[name]}, the sentence {text!r}"
    if len(models) > 1 and not m[3]:
        yield f"{len(models)} models tie"


@claim(r"\d+ models tie: the sites cannot tell them apart; this is the first\.")
def models_tie(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    outcomes = {row["outcome"] for row in at.own.rows("configurations")}
    counts = {
        len({r["model"] for r in at.own.rows("configurations", solution="intermediate", outcome=o)}) for o in outcomes
    }
    if int(m[0].split()[0]) not in counts:
        yield f"models: {counts}"


@claim(r"For (.*), no combination is consistent enough\.", r"There is no model to list\.")
def no_solution(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    rows = at.own.rows("configurations")
    if m.re.groups:
        rows = [r for r in rows if r["solution"] == "intermediate" and _words(r["outcome"]) == m[1]]
    if rows:
        yield "there is one"


def _design(at: Place) -> Row:
    return at.own.rows("configuration_design")[0]


@claim(rf"({N}) sites? show (\d+) of the (\d+) combinations that there could be \((\d+)%\)\.")
def diversity(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    for name, said in (("sites", number(m[1])), ("rows_observed", m[2]), ("rows_possible", m[3])):
        yield from differs(name, said, round(float(_design(at)[name])))
    yield from differs("share", m[4], f"{float(_design(at)['share_observed']) * 100:.0f}")


@claim(rf"In ({N}) combinations? the sites differ in the outcome\.")
def contradictory(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    yield from differs("contradictory", number(m[1]), round(float(_design(at)["rows_contradictory"])))


@claim(rf"({N}) sites? on the line between in and out: in no combination\.")
def on_the_line(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    yield from differs("on the line", number(m[1]), round(float(_design(at)["sites_in_no_row"])))


@claim(rf"({N}) sites? on the line in the outcome alone: no contradiction to any\.")
def on_the_line_of_the_outcome(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    line = float(_design(at)["sites_on_the_line"]) - float(_design(at)["sites_in_no_row"])
    yield from differs("on the line of the outcome", number(m[1]), round(line))


@claim(
    r"For (.*?), every combination that sites show goes with it, so that no condition could matter: "
    r"nothing is minimised\."
)
def nothing_minimised(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    rows = [r for r in at.own.rows("configuration_design") if _words(r["outcome"]) == m[1]]
    if [float(r["rows_positive"]) for r in rows] != [float(r["rows_observed"]) for r in rows]:
        yield "some combination does not"


@claim(rf"The intermediate solution for (.*) is the same at (\d+) of ({N}) pairs? of cut-offs\.")
def same_at_cutoffs(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    rows = [r for r in at.own.rows("configuration_robustness", solution="intermediate") if _words(r["outcome"]) == m[1]]
    yield from differs("same", m[2], values(rows, "same")["yes"])
    yield from differs("pairs", number(m[3]), len(rows))


# --- culture ---
@claim(
    r"Sites for one community and the others are furthest apart on (.*): mean importance ([\d.]+) \(n (\d+)\) against ([\d.]+) \(n (\d+)\), a difference of (.*)\."
)
def community(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    best = _widest_community(at)
    yield from differs("furthest apart", [m[1]], sorted(best))


@claim(
    rf"Sites for one community and the others are furthest apart on ({N}) factors(?: \((.*)\))?: a difference of ([\d.]+) in mean importance each\."
)
def community_tie(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    best = _widest_community(at)
    yield from differs("factors", number(m[1]), len(best))
    if m[2]:
        yield from differs("by name", sorted(names_in(m[2], at.own.words.factors.values())), sorted(best))


def _widest_community(at: Place) -> list[str]:
    rows = [r for r in at.own.rows("community", measure="importance", allows="yes") if is_number(r["difference"])]
    widths = {at.own.words.factors[r["factor"]]: round(abs(float(r["difference"])), 1) for r in rows}
    return [label for label, width in widths.items() if width == max(widths.values())]


@claim(rf"With ({N}) sites? for one community, numbers do not allow such sites to be compared with others\.")
def no_comparison(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    rows = at.own.rows("community", measure="importance")
    yield from differs("sites", number(m[1]), round(max(float(r["sites_specific"]) for r in rows)))
    if any(r["allows"] == "yes" and is_number(r["difference"]) for r in rows):
        yield "numbers allow it"


@claim(
    rf"People described their ethnicity in ({N}) ways?; numbers allow (?:({N}) means? of importance|no mean for any)\."
)
def ethnicity(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    rows = [row for row in at.own.rows("ethnicities") if row["ethnicity"]]
    yield from differs("ways", number(m[1]), len(rows))
    yield from differs("means", number(m[2] or "0"), values(rows, "allows")["yes"])


@claim(r"Nobody’s ethnicity is recorded\.")
def no_ethnicity(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    if any(row["ethnicity"] for row in at.team.rows("ethnicities")):
        yield "some is"


# --- fieldwork ---
@claim(r"Short of the plan: (.*)\.")
def short(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    for row in at.own.rows("fieldwork_by_site"):
        said = bool(re.search(rf"(?:\A|, | and ){re.escape(row['site'])}\b", m[1]))
        yield from differs(f"{row['site']} short", said, row["status"] in ("short", "not_started"))


@claim(rf"({N}) (?:person|people) withdrew\.")
def withdrew(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    yield from differs(
        "withdrew", number(m[1]), round(sum(float(r["withdrawn"] or 0) for r in at.own.rows("fieldwork_by_site")))
    )


@claim(r"A stakeholder group is short at (.*) although the total is met\.")
def group_short(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    found = [
        row["site"] for row in at.own.rows("fieldwork_by_site")
        if float(row["groups_short"] or 0) > 0 and row["status"] not in ("short", "not_started")
    ]  # fmt: skip
    yield from differs("sites", sorted(re.split(", | and ", m[1])), sorted(found))


@claim(rf"(.*): ([\d.]+) % of ({N}) answers asked are blank\.")
def blank(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    rows = [r for r in at.own.rows("missing_answers") if r["question"].replace("_", " ").capitalize() == m[1]]
    expected, given = (sum(float(row[name]) for row in rows) for name in ("n_expected", "n_answered"))
    yield from differs("asked", number(m[3]), round(expected))
    yield from differs("blank", m[2], f"{(1 - given / expected) * 100:.1f}")


def _open(at: Place) -> list[Row]:
    return [row for row in at.own.rows("still_open") if row["could_change"] == "True"]


@claim(rf"Not one of ({N}) verdicts? can change with the interviews that remain\.")
def settled(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    yield from differs("verdicts", number(m[1]), len(at.own.rows("still_open")))
    yield from differs("open", 0, len(_open(at)))


@claim(rf"({N}) of ({N}) verdicts? could still change: at (.*)\.")
def still_open(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    yield from differs("open", number(m[1]), len(_open(at)))
    yield from differs("verdicts", number(m[2]), len(at.own.rows("still_open")))
    found = values(_open(at), "site")
    said = {site: int(n) for site, n in re.findall(r"(\S+) \((\d+) verdicts?\)", m[3])}
    yield from differs(
        "by site", said, {site: found[site] for site in said} if set(said) == set(found) else dict(found)
    )


@claim(rf"For ({N}) of them one more interview is enough\.")
def one_more(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    yield from differs("one more", number(m[1]), sum(float(r["interviews_to_change"] or 0) == 1 for r in _open(at)))


@claim(rf"Interviews are still planned at ({N}) sites?\.")
def still_planned(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    yield from differs(
        "sites", number(m[1]), len({r["site"] for r in at.own.rows("still_open") if float(r["n_remaining"]) > 0})
    )


@claim(r"Nothing is due before a next board\.")
def nothing_due(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    if any(row["when"] in ("under_way", "due_before_board") for row in at.own.rows("calendar")):
        yield "something is"


@claim(r"(Under way|Due before the next board): (.*\d{4}.*)\.")
def due(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    when = {"U": "under_way", "D": "due_before_board"}[m[1][0]]
    yield from differs("events", len(re.findall(r"\d+ \w+ \d{4}", m[2])), len(at.own.rows("calendar", when=when)))


@claim(r"Every group at every site is as planned\.")
def as_planned(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    if any(row["status"] in ("short", "not_started", "over") for row in at.own.rows("fieldwork")):
        yield "not every group is"


@claim(r"The interviews still planned can change no verdict\.")
def change_none(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    yield from differs("open", 0, len(_open(at)))


# --- agreement of coders and raters, the logic, an edition before ---
@claim(
    rf"On ({N}) readings? that two or more coders gave, (\d+)% of pairs are the same(?:; Krippendorff’s alpha \(ordinal\) is ([−\d.-]+))?\."
)
def agreement(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    row = at.own.tables["coder_agreement"][0]
    yield from differs("readings", number(m[1]), round(float(row["units"])))
    yield from differs("same", m[2], f"{float(row['agreement']) * 100:.0f}")
    if m[3]:
        yield from differs("alpha", m[3], f"{float(row['alpha']):.2f}")


@claim(r"Alpha has no value where every reading is the same\.")
def no_alpha(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    if at.own.tables["coder_agreement"][0]["alpha"]:
        yield "it has one"


@claim(
    r"On (\w+), the orders of groups agree (.*), those of raters (.*)\.",
    r"Too few raters to say how far they agree\.",
    r"How far raters agree is not shown here\.",
)
def raters(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    rows = at.own.rows("indicator_agreement")
    if m.re.groups:
        w = next(r for r in rows if r["judges"] == "groups" and r["measure"] == m[1])["kendalls_w"]
        yield from differs("W of groups", re.search(r"W ([\d.]+)", m[2])[1], f"{float(w):.2f}")
    elif any(row["judges"] == "groups" and is_number(row["kendalls_w"]) for row in rows):
        yield "agreement is shown"


@claim(rf"The logic has (.*), joined by ({N}) links?\.")
def logic(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    rows = at.own.rows("logic_elements")
    yield from differs("elements", sum(map(int, re.findall(r"\d+", m[1]))), len(rows))


@claim(r"Elements with an indicator: (\d+) of (\d+); measured month by month: (\d+)\.")
def logic_measured(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    rows = at.own.rows("logic_elements")
    charted = {row["indicator"] for row in at.own.rows("indicator_series")}
    yield from differs("with an indicator", m[1], sum(bool(row["indicators"]) for row in rows))
    yield from differs("elements", m[2], len(rows))
    yield from differs("month by month", m[3], sum(bool(charted & set(row["indicators"].split(";"))) for row in rows))
