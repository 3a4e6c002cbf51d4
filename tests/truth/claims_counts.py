"""Sentences that count: every number in them is counted again in the tables of the same audience."""

from __future__ import annotations

import re
from collections.abc import Iterable

from claim import NUMBER, Fault, Place, claim, differs, names_in, number
from released import HIDDEN, TOO_LITTLE, Row, is_number, judged, total, values

N = NUMBER
STATUSES = {
    "In place": "in_place", "Not in place": "not_in_place", "Mixed answers": "mixed",
    "Contested between stakeholder groups": "contested", "Too little evidence": TOO_LITTLE, "Not shown": HIDDEN,
}  # fmt: skip
PATTERNS = {
    "As proposed": "replicated", "The other way round": "alternative_pattern", "Made no difference": "no_difference",
    "Mixed patterns": "mixed", "Too little evidence": TOO_LITTLE, "Not shown": HIDDEN,
}  # fmt: skip
VERDICTS = {
    "Generic, holding across settings": "generic", "Specific to a sector": "sector_specific",
    "Another pattern or no difference": "alternative", "Not established": "not_established",
    "Too little evidence": TOO_LITTLE, "Not shown": HIDDEN,
}  # fmt: skip
FIDELITY = {
    "Written down and not carried out": "not_carried_out", "Done, and written down nowhere": "informal_practice",
    "Done against what the documents say": "against_the_documents",
}  # fmt: skip
NULLS = {
    "the roles are not distinctive": "distinctive",
    "the roles enact no specific body of peer practice": "practice",
    "the roles do not deliver the hoped-for quality and productivity": "delivery",
}
ZONES = {
    "Monitor now": "monitor_now",
    "Make measurable": "make_measurable",
    "Easy extra": "easy_extra",
    "Leave": "leave",
}


@claim(
    rf"({N}) (?:person|people) (?:was|were) interviewed(?: at ({N}) sites? shown)?"
    rf"(?:; ({N})(?: to ({N}))? (?:was|were) planned)?\."
)
def people_interviewed(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    counts = _counts_of_people(at)
    known = next((rows for rows in counts if all(map(is_number, rows))), counts[0])
    yield from differs("people interviewed", number(m[1]), round(sum(float(n) for n in known if is_number(n))))
    if m[2]:
        found = [row for row in at.rows("fieldwork") if is_number(row["done"])]
        yield from differs("sites shown", number(m[2]), len({row["site"] for row in found}))
    elif not all(map(is_number, known)):
        yield "a sum over all sites, of which some are not shown"
    if m[3]:
        plan = [row for row in at.rows("fieldwork") if not m[2] or is_number(row["done"])]
        if at.scope != "group":
            plan = plan or at.rows("fieldwork_by_site") or at.rows("fieldwork_plan", target="interviews")
        yield from differs("least planned", number(m[3]), total(plan, "planned_min"))
        yield from differs("most planned", number(m[4] or m[3]), total(plan, "planned_max"))


def _counts_of_people(at: Place) -> list[list[str]]:
    """Counts of people interviewed that add up to all of the page's subject, by the tables that hold them."""
    tables = (("fieldwork", "done"), ("fieldwork_by_site", "done"), ("sites", "interviewed"))
    tables = tables[:1] if at.scope == "group" else tables  # the others do not tell groups apart
    found = [[row[column] for row in at.rows(table) if column in row] for table, column in tables]
    return [counts for counts in found if counts] or [[]]


def statuses(at: Place) -> list[Row]:
    return at.rows("conditions", group="")


def _listed(at: Place, rows: list[Row], column: str, value: str, m: re.Match[str]) -> Iterable[Fault]:
    """ "Mixed answers: 2 factors (A and B)": the number, and the names where there are any."""
    found = [row for row in rows if row[column] == value]
    yield from differs(m[1], number(m[2]), len(found))
    if m[3]:
        yield from differs(
            f"{m[1]}, by name",
            sorted(names_in(m[3], at.own.words.factors.values())),
            sorted(at.own.words.factors[row["factor"]] for row in found),
        )


KEYS = "|".join(sorted(map(re.escape, {**STATUSES, **PATTERNS, **VERDICTS, **FIDELITY}), key=len, reverse=True))


@claim(rf"({KEYS}): ({N}) (?:factors?|conditions?)(?:, a factor at a site each)?(?: \((.*)\))?\.")
def list_of_one_value(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    under = at.said.under
    if "in place" in under and m[1] in STATUSES:
        yield from _listed(at, statuses(at), "status", STATUSES[m[1]], m)
    elif "pattern hold here" in under and m[1] in PATTERNS:
        yield from _listed(at, at.rows("patterns"), "verdict", PATTERNS[m[1]], m)
    elif "across sites" in under and m[1] in VERDICTS:
        yield from _listed(at, at.own.rows("replication"), "verdict", VERDICTS[m[1]], m)
    elif m[1] in FIDELITY:
        yield from _listed(at, at.rows("fidelity"), "fidelity", FIDELITY[m[1]], m)
    elif m[1] == "Not shown" and at.own.rows("fidelity"):
        yield from _listed(at, at.rows("fidelity"), "fidelity", HIDDEN, m)
    else:
        yield f"nobody knows what {m[1]!r} counts here"


def _judged(at: Place, rows: list[Row], column: str, said: str, shown: str | None) -> Iterable[Fault]:
    yield from differs("those with evidence enough", number(said), len(judged(rows, column)))
    hidden = values(rows, column)[HIDDEN]
    if hidden and not shown:
        yield f"{hidden} are not shown, and the sentence counts as if all were"


@claim(
    rf"Of ({N}) factors? with evidence enough( and shown)?, ({N}) (?:was|were) in place and ({N}) (?:was|were) not"
    rf"(?:; on ({N}) stakeholder groups contradict each other)?\."
)
def site_statuses(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    found = values(statuses(at), "status")
    yield from _judged(at, statuses(at), "status", m[1], m[2])
    yield from differs("in place", number(m[3]), found["in_place"])
    yield from differs("not in place", number(m[4]), found["not_in_place"])
    yield from differs("contested", number(m[5] or "none"), found["contested"])


WAYS = {
    "worked as the framework proposes": "replicated", "the other way round": "alternative_pattern",
    "made no difference": "no_difference", "were mixed": "mixed", "was mixed": "mixed",
}  # fmt: skip


@claim(rf"Of ({N}) conditions? with enough answers( and shown)?, (.*)\.")
def site_patterns(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    rows = at.rows("patterns")
    found, told = values(rows, "verdict"), 0
    yield from _judged(at, rows, "verdict", m[1], m[2])
    for said, way in re.findall(rf"({N}) ({'|'.join(WAYS)})", m[3]):
        yield from differs(way, number(said), found[WAYS[way]])
        told += number(said)
    yield from differs("all ways together", told, len(judged(rows, "verdict")))


@claim(rf"One answer given otherwise would change the verdict of ({N}) conditions?\.")
def one_answer(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    if at.own.audience != "team":
        yield "outside the team nobody is told how few answers a verdict hangs on"
    yield from differs(
        "one answer", number(m[1]), sum(row["flips_to_change"] in ("1", "1.0") for row in at.rows("patterns"))
    )


@claim(rf"({N}) patterns?(?: \(.*\))? shows? no more than would be seen if .*")
def by_chance(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    weak = [
        row for row in at.rows("patterns", verdict="replicated")
        if (float(row["present_helps"]) + float(row["absent_hinders"])) / float(row["n"]) <= float(row["expected_share"]) + 1e-9
    ]  # fmt: skip
    yield from differs("no more than chance", number(m[1]), len(weak))


@claim(
    rf"Of ({N}) conditions? with evidence enough( and shown)?, ({N}) (?:is|are) generic, holding across settings, "
    rf"and ({N}) (?:is|are) specific to a sector\."
)
def across_sites(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    rows = at.own.rows("replication")
    yield from _judged(at, rows, "verdict", m[1], m[2])
    yield from differs("generic", number(m[3]), values(rows, "verdict")["generic"])
    yield from differs("specific", number(m[4]), values(rows, "verdict")["sector_specific"])


@claim(
    rf"Of ({N}) conditions?, ({N}) can be judged across sites(?:; (?:on ({N}) there is too little evidence)?"
    rf"(?: and )?(?:({N}) (?:is|are) not shown)?)?\."
)
def evidence_across_sites(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    rows = at.own.rows("replication")
    yield from differs("conditions", number(m[1]), len(rows))
    yield from differs("judged", number(m[2]), len(judged(rows, "verdict")))
    yield from differs("too little", number(m[3] or "0"), values(rows, "verdict")[TOO_LITTLE])
    yield from differs("not shown", number(m[4] or "0"), values(rows, "verdict")[HIDDEN])


@claim(rf"Those verdicts rest on evidence from ({N})(?: to ({N}))? sites?(?: each)?( shown)?(?: each)?\.")
def rest_on(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    cells = [
        float(r["sites_with_evidence"])
        for r in judged(at.own.rows("replication"), "verdict")
        if is_number(r["sites_with_evidence"])
    ]
    yield from differs("least", number(m[1]), round(min(cells)))
    yield from differs("most", number(m[2] or m[1]), round(max(cells)))
    yield from _over(at, m[3])


def _over(at: Place, shown: str | None) -> Iterable[Fault]:
    if at.own.audience != "team" and not shown:
        yield "does not say that it counts over what is shown"


@claim(rf"Of ({N}) verdicts? at single sites, ({N}) (?:is|are) fragile\.")
def fragile(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    rows = judged(at.own.rows("robustness", kind="pattern"), "verdict")
    yield from differs("verdicts", number(m[1]), len(rows))
    yield from differs("fragile", number(m[2]), values(rows, "fragile")["yes"])


@claim(rf"Of ({N}) verdicts? with evidence enough, ({N}) would not survive small changes\.")
def weak(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    rows = judged(at.rows("robustness"), "verdict")
    yield from differs("verdicts", number(m[1]), len(rows))
    yield from differs("fragile", number(m[2]), values(rows, "fragile")["yes"])


@claim(
    rf"(In place or not|As proposed or not|Across sites): ({N}) of ({N}) verdicts? would not survive(?: \((.*)\))?\."
)
def weak_of_kind(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    kind = {"In": "status", "As": "pattern", "Ac": "replication"}[m[1][:2]]
    rows = judged(at.rows("robustness", kind=kind), "verdict")
    found = [row for row in rows if row["fragile"] == "yes"]
    yield from differs("fragile", number(m[2]), len(found))
    yield from differs("verdicts", number(m[3]), len(rows))
    if m[4]:
        yield from differs(
            "by name", sorted(names_in(m[4], at.own.words.factors.values())),
            sorted(at.own.words.factors[row["factor"]] for row in found),
        )  # fmt: skip


@claim(
    rf"For ({N}) conditions?( shown)? the outcome, scored apart from the interviews, was there too at one site or more; .*"
)
def outcome_there(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    rows = [row for row in at.own.rows("replication") if is_number(row["literal"])]
    yield from differs("outcome there", number(m[1]), sum(float(row["literal"]) > 0 for row in rows))
    yield from _over(at, m[2])


@claim("(Whether an outcome stood beside the interviews is not shown)\\.")
def outcome_hidden(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    if any(is_number(row["literal"]) for row in at.own.rows("replication")):
        yield "the column literal is shown"


@claim(
    "Every verdict is as people perceived it: no outcome was scored apart from the interviews\\.",
    "Perceived only: no outcome was scored apart from the interviews, so no replication is confirmed by it\\.",
)
def no_outcome(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    if any(row.get("literal") for row in at.team.rows("replication")):
        yield "the team's table has outcomes"


def _nulls(at: Place) -> list[Row]:
    return at.rows("hypotheses", scope="site" if at.scope == "site" else "study")


@claim(
    rf"That (the roles [^:]*?)(?: is (open|challenged|not challenged)|: (not shown|too little evidence))"
    rf"(?:: of ({N}) (?:sites?|factors?)( shown)? with a result, ({N}) speaks? against it and ({N}) for it)?\."
)
def null(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    row = next(row for row in _nulls(at) if row["hypothesis"] == NULLS[m[1]])
    said = {"not challenged": "not_challenged", "not shown": HIDDEN, "too little evidence": TOO_LITTLE}
    yield from differs("verdict", said.get(m[2] or m[3], m[2]), row["verdict"])
    if row["verdict"] != HIDDEN:
        theirs = next(
            r for r in at.team.rows("hypotheses", hypothesis=row["hypothesis"], scope=row["scope"], site=row["site"])
        )
        yield from differs("the team's verdict", row["verdict"], theirs["verdict"])
    if m[4]:
        for name, text in (("units", m[4]), ("against", m[6]), ("supporting", m[7])):
            yield from differs(name, number(text), round(float(row[name])))
        yield from _over(at, m[5])


@claim(rf"Of ({N}) null hypothes[ei]s with evidence enough( and shown)?, ({N}) (?:is|are) challenged(?:: (.*))?\.")
def nulls(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    rows = _nulls(at)
    found = [row["hypothesis"] for row in rows if row["verdict"] == "challenged"]
    yield from _judged(at, rows, "verdict", m[1], m[2])
    yield from differs("challenged", number(m[3]), len(found))
    if m[4]:
        yield from differs("by name", [NULLS[words] for words in names_in(m[4], NULLS)], found)


@claim("Perceived only: no indicator or outcome stands beside it\\.")
def perceived_only(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    if not any(row["perceived_only"] == "yes" for row in _nulls(at)):
        yield "no row is perceived only"


@claim(
    rf"Of ({N}) factors?( shown)?(?:, a factor at a site each,)? that documents specify and interviews can judge, ({N}) "
    rf"(?:was|were) carried out as specified, ({N}) partly and ({N}) not \((\d+)% carried out\)\."
)
def carried_out(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    found = values(at.rows("fidelity"), "fidelity")
    full, half, none = (found[name] for name in ("as_specified", "partly_carried_out", "not_carried_out"))
    for what, said, counted in (
        ("all", m[1], full + half + none), ("as specified", m[3], full), ("partly", m[4], half), ("not", m[5], none),
    ):  # fmt: skip
        yield from differs(what, number(said), counted)
    yield from differs("share", m[6], f"{(full + half / 2) / (full + half + none) * 100:.0f}")
    yield from _over(at, m[2])


@claim(
    rf"On whether a condition is in place, documents and interviews agree ({N})(?: times?)? and differ ({N})(?: times?)?(, as far as both are shown)?\."
)
def sources(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    found = values(at.rows("fidelity"), "sources")
    yield from differs("agree", number(m[1]), found["converge"])
    yield from differs("differ", number(m[2]), found["diverge"])
    if found[HIDDEN] and not m[3]:
        yield "some are not shown, and it does not say so"


@claim(rf"({N}) results?( shown)? (?:was|were) put to a workshop; ({N}) (?:was|were) agreed\.")
def workshops(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    found = values(at.rows("workshop_marks"), "mark")
    yield from differs(
        "results", number(m[1]), sum(n for mark, n in found.items() if mark not in ("unchecked", HIDDEN, ""))
    )
    yield from differs("agreed", number(m[3]), found["agreed"])
    yield from _over(at, m[2])


@claim(rf"(Refined|Disputed): ({N}) results?(?: \((.*)\))?\.")
def workshop_marks(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    found = [row for row in at.rows("workshop_marks") if row["mark"] == m[1].lower()]
    yield from differs(m[1], number(m[2]), len(found))
    if m[3]:
        names = {at.own.words.factors[row["factor"]] for row in found}
        yield from differs("by name", sorted(names_in(m[3], at.own.words.factors.values())), sorted(names))


@claim(rf"({N}) conditions? outside the framework (?:was|were) raised\.")
def raised(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    yield from differs("raised", number(m[1]), len(at.rows("other_factors")))


@claim(
    rf"Stakeholder groups contradict each other ({N}) times?, a factor at a site each, of ({N}) status(?:es)?( shown)? with evidence enough\."
)
def contested(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    yield from differs("contested", number(m[1]), values(statuses(at), "status")["contested"])
    yield from differs("judged", number(m[2]), len(judged(statuses(at), "status")))
    yield from _over(at, m[3])


@claim(rf"({N}) impacts? (?:was|were) described: ({N}) (?:was|were) negative and ({N}) mixed\.")
def impacts(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    rows = at.scoped("impact_counts")
    if any(row["n_impacts"] == HIDDEN for row in rows):
        yield "a sum over counts of which some are not shown"
    yield from differs("impacts", number(m[1]), total(rows, "n_impacts"))
    for name, said in (("negative", m[2]), ("mixed", m[3])):
        yield from differs(name, number(said), total([r for r in rows if r["direction"] == name], "n_impacts"))


@claim(rf"({N}) impacts? (?:was|were) called success by those who told of (?:it|them)\.")
def success(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    yield from differs("success", number(m[1]), total(at.scoped("impact_counts"), "n_success"))


@claim(rf"({N}) passages? (?:was|were) coded, on (?:({N}) factors?)?(?: and )?(?:({N}) themes?)?\.")
def coded(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    rows = at.scoped("passage_counts")
    yield from differs("passages", number(m[1]), total(rows, "n_passages"))
    yield from differs("factors", number(m[2] or "0"), sum(bool(row["factor"]) for row in rows))
    yield from differs("themes", number(m[3] or "0"), sum(bool(row["theme"]) for row in rows))


@claim(rf"({N}) passages? may be read here\.")
def readable(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    text = "text" if at.own.has("passages", "text") else "quotable_text"
    if at.scope != "study" and not at.own.has("passages", at.scope):
        yield from differs("passages", number(m[1]), 0)
        return
    yield from differs("passages", number(m[1]), sum(bool(row[text]) for row in at.rows("passages")))


@claim(rf"({N}) figures? (?:is|are) withheld from this release so that .*")
def withheld(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    yield from differs("figures", number(m[1]), len(at.own.tables.get("release_log", [])))


@claim(
    rf"(Sites|Sites for one community|Interviews): ([\d,]+|not shown)(?:; ({N})(?: to ({N}))? (?:was|were) planned|; no number was planned)?\."
)
def targets(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    name = {"Sites": "sites", "Interviews": "interviews"}.get(m[1], "community_specific_sites")
    rows = at.own.rows("fieldwork_plan", target=name) or at.own.rows("culture_targets", target=name)
    row = rows[0]
    yield from differs("done", m[2], "not shown" if row["done"] == HIDDEN else round(float(row["done"])))
    if m[3]:
        yield from differs("planned", number(m[3]), round(float(row.get("planned_min") or row["planned"])))
        yield from differs(
            "planned at most", number(m[4] or m[3]), round(float(row.get("planned_max") or row["planned"]))
        )


@claim(rf"People from minority ethnic communities: ({N})(?:; ({N}) (?:was|were) planned)?\.")
def minority(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    row = at.own.rows("culture_targets", target="from_minority_ethnic_communities")[0]
    yield from differs("done", number(m[1]), round(float(row["done"])))
    if m[2]:
        yield from differs("planned", number(m[2]), round(float(row["planned"])))


@claim(r"(Monitor now \(important and measurable\)|Make measurable \(important, hard to measure\)): (.*)\.")
def zone_named(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    labels = {row["indicator"]: row["label"] for row in at.own.rows("indicators")}
    zone = ZONES[m[1].partition(" (")[0]]
    found = [labels.get(row["indicator"], row["indicator"]) for row in at.own.rows("indicator_priorities", zone=zone)]
    yield from differs("by name", sorted(names_in(m[2], [*labels.values(), *labels])), sorted(found))


@claim(rf"(Easy extra|Leave|Not shown|Not rated): ({N}) indicators?\.")
def zone_counted(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    zone = {"Not shown": HIDDEN, "Not rated": ""}.get(m[1]) if m[1] not in ZONES else ZONES[m[1]]
    yield from differs(m[1], number(m[2]), len(at.own.rows("indicator_priorities", zone=zone)))


@claim(
    rf"Of ({N}) series of ({N}) indicators?, ({N}) shows? concern, ({N}) improvement; ({N}) will miss (?:its|their) target as things are\."
)
def series(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    rows = at.own.rows("indicator_series")
    variation = values(rows, "variation")
    yield from differs("series", number(m[1]), len(rows))
    yield from differs("indicators", number(m[2]), len({row["indicator"] for row in rows}))
    yield from differs("concern", number(m[3]), variation["special_cause_concern"])
    yield from differs("improvement", number(m[4]), variation["special_cause_improvement"])
    yield from differs("missing", number(m[5]), values(rows, "assurance")["fail"])


@claim(rf"Values are late in ({N}) series\.")
def late(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    yield from differs(
        "late", number(m[1]), sum(float(row["n_late"] or 0) > 0 for row in at.own.rows("indicator_series"))
    )


SERIES = {"Concern": ("variation", "special_cause_concern"), "Improvement": ("variation", "special_cause_improvement"),
          "The target will not be met as things are": ("assurance", "fail")}  # fmt: skip


@claim(rf"(Concern|Improvement|The target will not be met as things are): ({N}) series of ({N}) indicators?\.")
def series_counted(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    column, value = SERIES[m[1]]
    found = at.own.rows("indicator_series", **{column: value})
    yield from differs("series", number(m[2]), len(found))
    yield from differs("indicators", number(m[3]), len({row["indicator"] for row in found}))


@claim(r"(Concern|Improvement|The target will not be met as things are): (.*\))\.")
def series_named(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    column, value = SERIES[m[1]]
    labels = {row["indicator"]: row["label"] for row in at.own.rows("indicators")}
    found: dict[str, list[str]] = {}
    for row in at.own.rows("indicator_series", **{column: value}):
        found.setdefault(labels[row["indicator"]], []).append(row["site"])
    said = {}
    for part in m[2].split("; "):
        label, _, sites = part.rpartition(" (")
        said[label] = re.split(r", | and ", sites.rstrip(")"))
    yield from differs(
        "series", {k: sorted(v) for k, v in sorted(said.items())}, {k: sorted(v) for k, v in sorted(found.items())}
    )


@claim(
    rf"Too little evidence on ({N}) ([^;]*?)(?:; ({N}) (?:is|are) not shown)?\.",
    rf"(The \w[\w ]*) of ({N}) ([\w ]+?) is not shown here\.",
)
def nothing_judged(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    return [] if any(not judged(rows, column) for rows, column in _judgeable(at)) else ["something can be judged here"]


def _judgeable(at: Place) -> list[tuple[list[Row], str]]:
    tables = (
        ("conditions", "status"),
        ("patterns", "verdict"),
        ("replication", "verdict"),
        ("hypotheses", "verdict"),
        ("distinguishing", "verdict"),
    )
    return [(at.rows(table, **({"group": ""} if table == "conditions" else {})), column) for table, column in tables]
