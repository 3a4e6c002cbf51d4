"""Sentences with a most or a least: none that ties is left out, no bound is ranked, what is not shown is not."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence

from claim import NUMBER, Fault, Place, claim, differs, names_in, number
from released import Row, is_number, judged, span

N = NUMBER
END = rf"(?P<names>.+?), (?P<value>[^,;]+?)(?P<each> each)?(?P<unranked>, which this release cannot rank)?(?:; (?P<more>{N}) more may be as (?P<way>high|low))?\."
ON = {
    "service users": "service_user",
    "peer workers": "peer_worker",
    "teams": "team",
    "organisations": "organisation",
}


def check_end(
    cells: dict[str, str], m: re.Match[str], *, highest: bool, decimals: int, known: Sequence[str] = ()
) -> Iterable[Fault]:
    """`cells` are those ranked, by label; checks the group named (or counted), its value and who may be as high."""
    spans = {
        label: tuple(round(end, decimals) for end in span(cell)) for label, cell in cells.items() if is_number(cell)
    }
    if not spans:
        yield "nothing is shown that could be ranked"
        return
    sign = 1 if highest else -1
    spans = {label: (low, high) if highest else (-high, -low) for label, (low, high) in spans.items()}
    edge = max(low for low, _ in spans.values())
    may = {label for label, (_, high) in spans.items() if high >= edge}
    sure = {label for label in may if spans[label][0] >= edge} or may
    try:
        named = names_in(m["names"], known or cells)
        yield from differs("those at the end", sorted(named), sorted(sure))
    except ValueError:
        counted = re.match(rf"({N}) ", m["names"])
        if not counted:
            yield f"no label at {m['names']!r}"
            return
        yield from differs("how many are at the end", number(counted[1]), len(sure))
    yield from differs("how many more may be", number(m["more"] or "0"), len(may - sure))
    ends = {spans[label] for label in sure}
    tie = len(ends) == 1 and all(low == high for low, high in ends)
    if len(sure) > 1 and not tie and not m["unranked"]:
        yield "bounds are ranked"
    if len(sure) > 1 and tie and m["unranked"]:
        yield "a tie is said to be unknown"
    found = re.match(r"(?:by )?([\d.]+)(%)?", m["value"])
    if found and edge > -math.inf:
        said = float(found[1]) / (100 if found[2] else 1)
        if abs(said - sign * edge) > (0.0051 if found[2] else 0.051):
            yield f"the value is {sign * edge:g}, not {said:g}"
        bounded = any(high != low for low, high in ends)
        words = "or more" if highest else "or less"
        if bounded and not re.search("or more|or less|or fewer", m["value"]):
            yield f"a bound without its words ({words})"


def of_shown(at: Place, said: str | None) -> Iterable[Fault]:
    if at.own.audience != "team" and not said:
        yield "a most or least that does not say that it is of what is shown"


@claim(rf"Rated (?P<end>most|least) important(?P<of>, of what is shown)?: {END}")
def rated(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    rows = at.scoped("importance", kind="either")
    cells = {at.own.words.factors[row["factor"]]: row["mean"] for row in rows}
    yield from check_end(cells, m, highest=m["end"] == "most", decimals=1)
    yield from of_shown(at, m["of"])


@claim(rf"All ({N}) factors?( shown)? have the same mean: ([\d.]+)(?: or (?:more|less))? of \d+\.")
def same_mean(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    cells = [row["mean"] for row in at.scoped("importance", kind="either") if is_number(row["mean"])]
    yield from differs("factors", number(m[1]), len(cells))
    yield from differs("means", [f"{float(m[3]):.1f}"], sorted({f"{span(cell)[0]:.1f}" for cell in cells}))


@claim(rf"Named most often as (?P<kind>helping|hindering)(?P<of>, of what is shown)?: {END}")
def named(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    rows = at.scoped("top_three", kind="facilitator" if m["kind"] == "helping" else "barrier")
    yield from check_end(
        {at.own.words.factors[row["factor"]]: row["share"] for row in rows}, m, highest=True, decimals=3
    )
    people = re.search(r"of (\d+) people", m["value"])
    if people:
        yield from differs(
            "people",
            people[1],
            sorted({str(round(float(r["n_participants"]))) for r in rows if is_number(r["n_participants"])})[0],
        )
    yield from of_shown(at, m["of"])


@claim("No factor stands out among those named as most important\\.")
def none_named(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    for kind in ("facilitator", "barrier"):
        spans = [span(row["share"]) for row in at.scoped("top_three", kind=kind) if is_number(row["share"])]
        if spans and max(low for low, _ in spans) > 0:
            best = max(low for low, _ in spans)
            if all(low > 0 for low, high in spans if high >= best):
                yield f"a factor was named most often as {kind}"


@claim(rf"Told of by most people(?P<of>, of what is shown)?: {END}")
def told_of(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    words = {v: k for k, v in ON.items()}
    cells = {f"{row['direction']} impacts on {words[row['on']]}": row["n_people"] for row in at.scoped("impact_counts")}
    yield from check_end(cells, m, highest=True, decimals=1)


@claim(r"The most are on (.*) \((\d+)(?: each)?\)\.")
def most_impacts(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    sums: dict[str, float] = {}
    for row in at.scoped("impact_counts"):
        sums[row["on"]] = sums.get(row["on"], 0) + float(row["n_impacts"])
    best = [on for on, n in sums.items() if n == max(sums.values())]
    yield from differs("on", sorted(ON[name] for name in names_in(m[1], ON)), sorted(best))
    yield from differs("how many", m[2], round(max(sums.values())))


def placed(at: Place) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for row in judged(at.own.rows("conditions", group=""), "status"):
        there, of = found.get(row["factor"], (0, 0))
        found[row["factor"]] = (there + (row["status"] == "in_place"), of + 1)
    return found


@claim(r"In place at (most sites|fewest sites|no site)( shown)?(?: that can be judged)?: (.*)\.")
def in_place_at(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    found = placed(at)
    counts = [there for there, _ in found.values()]
    edge = max(counts) if m[1] == "most sites" else min(counts)
    if m[1] == "no site" and edge:
        yield "every factor is in place somewhere"
    group = {at.own.words.factors[factor]: of for factor, (there, of) in found.items() if there == edge}
    if at.own.audience != "team" and not m[2]:
        yield "does not say that it counts over what is shown"
    counted = re.fullmatch(rf"({N}) factors?(?:, at ({N}) sites? each)?", m[3])
    if counted:
        yield from differs("factors", number(counted[1]), len(group))
        if counted[2]:
            yield from differs("sites", number(counted[2]), edge)
        return
    bare = re.sub(r" \((\d+) of (\d+) sites?(?: shown)? with evidence(?: each)?\)", "", m[3])
    yield from differs("by name", sorted(names_in(bare, at.own.words.factors.values())), sorted(group))
    for there, of in re.findall(r"\((\d+) of (\d+) sites?", m[3]):
        yield from differs("sites in place", there, edge)
        if int(of) not in group.values():
            yield f"{of} sites with evidence: the tables have {sorted(set(group.values()))}"


def _apart(cell: str) -> str:
    """A difference as a width."""
    low, high = span(cell)
    if low == high:
        return str(abs(low))
    if (low == -math.inf and high <= 0) or (high == math.inf and low >= 0):
        return f">={min(abs(low), abs(high))}"
    return ""


WIDEST = r"(?P<first>Of all other pairs, f|F)urthest apart(?P<of>, of what is shown)?: (?P<list>.*)\."


def differences(at: Place, others: bool, pair: tuple[str, str] | None) -> dict[str, tuple[str, Row]]:
    scope = "site" if at.scope == "site" else "study"
    rows = at.own.rows("tensions", scope=scope, measure="importance")
    if at.scope == "site":
        rows = [row for row in rows if row["site"] == at.about["site"]]
    if at.scope == "group":
        rows = [row for row in rows if at.about["group"] in (row["group_a"], row["group_b"])]
    groups, factors = at.own.words.groups, at.own.words.factors
    found = {}
    for row in rows:
        if pair and ((row["group_a"], row["group_b"]) == pair) == others:
            continue
        if is_number(row["difference"]) and _apart(row["difference"]):
            words = f"{groups[row['group_a']]} and {groups[row['group_b']]} on {factors[row['factor']]}"
            found[words] = (_apart(row["difference"]), row)
    return found


@claim(WIDEST)
def furthest(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    yield from of_shown(at, m["of"])
    first = m["list"].split("; ")
    labels = {part.split(", ")[0]: part for part in first}
    every = differences(at, False, None)
    pairs = {(row["group_a"], row["group_b"]) for label, (_, row) in every.items() if label in labels}
    if not pairs or not set(labels) <= set(every):
        yield f"no difference is shown of {sorted(set(labels) - set(every))}"
        return
    if m["first"] == "F":
        if len(pairs) > 1:
            yield "one pair was to be spoken of"
        cells = differences(at, False, next(iter(pairs)))
    else:
        every_lead = [differences(at, True, lead) for lead in _leads(at)]
        fitting = [found for found in every_lead if set(labels) <= set(found)]
        cells = max(fitting or every_lead, key=lambda found: _is_widest(found, labels))
    spans = {label: tuple(round(end, 1) for end in span(cell)) for label, (cell, _) in cells.items()}
    edge = max(low for low, _ in spans.values())
    may = {label for label, (_, high) in spans.items() if high >= edge}
    yield from differs("furthest apart", sorted(labels), sorted(may))
    for label, part in labels.items():
        width = re.search(r", ([\d.]+)( or more)? points?, higher for (.*?)(?: \(|$)", part)
        low, high = spans.get(label, (math.nan, math.nan))
        if not width or abs(float(width[1]) - low) > 0.051 or bool(width[2]) != (high > low):
            yield f"width of {label}: says {part!r}, the tables have {low} to {high}"
            continue
        row = every[label][1]
        side = (
            row["group_a"]
            if span(row["difference"])[0] > 0 or span(row["difference"])[1] == math.inf
            else row["group_b"]
        )
        yield from differs("higher for", width[3], at.own.words.groups[side])
        people = re.search(r"\(n (\d+)(?:, (\d+) sites?)?\)", part)
        if people:
            yield from differs("people", people[1], round(float(row["n_a"]) + float(row["n_b"])))


def _leads(at: Place) -> list[tuple[str, str]]:
    """The pair that the page spoke of first: peer workers and managers, else the widest on average (all that tie)."""
    scope = "site" if at.scope == "site" else "study"
    rows = [
        row for row in at.own.rows("tensions", scope=scope, measure="importance")
        if at.scope == "study"
        or (at.scope == "site" and at.about["site"] == row["site"])
        or (at.scope == "group" and at.about["group"] in (row["group_a"], row["group_b"]))
    ]  # fmt: skip
    widths: dict[tuple[str, str], list[float]] = {}
    for row in rows:
        pair = (row["group_a"], row["group_b"])
        widths.setdefault(pair, [])
        if is_number(row["difference"]):
            widths[pair].append(
                abs(
                    span(row["difference"])[0] if span(row["difference"])[0] > -math.inf else span(row["difference"])[1]
                )
            )
    if ("peer_worker", "manager") in widths:
        return [("peer_worker", "manager")]
    known = {pair: sum(found) / len(found) for pair, found in widths.items() if found}
    return [pair for pair, width in known.items() if width >= max(known.values()) - 1e-9]


def _is_widest(cells: dict[str, tuple[str, Row]], labels: Iterable[str]) -> bool:
    """Whether the labels are all that may be furthest apart."""
    spans = {label: tuple(round(end, 1) for end in span(cell)) for label, (cell, _) in cells.items()}
    edge = max((low for low, _ in spans.values()), default=math.inf)
    return set(labels) == {label for label, (_, high) in spans.items() if high >= edge}


def _lead(at: Place) -> tuple[str, str] | None:
    """One of them; the first."""
    return next(iter(_leads(at)), None)


@claim("Of these two groups no difference is shown\\.")
def no_difference_shown(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    pair = _lead(at)
    if pair and differences(at, False, pair):
        yield "a difference of the two is shown"


@claim(
    rf"Of all other pairs, ({N}) differences are the widest(, of what is shown)?: ([\d.]+) points?(?: each| or more each)\.",
    rf"({N}) differences are the widest(, of what is shown)?: ([\d.]+) points?(?: each| or more each)\.",
)
def many_widest(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    cells = differences(at, m[0].startswith("Of all"), _lead(at))
    spans = [tuple(round(end, 1) for end in span(cell)) for cell, _ in cells.values()]
    edge = max(low for low, _ in spans)
    yield from differs("how many", number(m[1]), sum(high >= edge for _, high in spans))


@claim(
    r"(?:Of all other pairs, )?(?:.* have the same mean|[Mm]eans are the same) on every factor that both rated(?:, of what is shown)?\."
)
def same_everywhere(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    cells = differences(at, m[0].startswith("Of all"), _lead(at))
    if any(span(cell) != (0.0, 0.0) and round(span(cell)[0], 1) != 0 for cell, _ in cells.values()):
        yield "a difference is not nought"


@claim(
    rf"Of ({N}) comparisons? of (importance|share in place), ({N}) (?:is|are) wider than chance alone would make it, .*"
)
def adjusted(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    measure = "importance" if m[2] == "importance" else "in_place"
    cells = [
        float(r["p_adjusted"])
        for r in at.rows("tensions", scope="study", measure=measure)
        if is_number(r["p_adjusted"])
    ]
    yield from differs("comparisons", number(m[1]), len(cells))
    yield from differs("wider", number(m[3]), sum(p <= 0.05 + 1e-9 for p in cells))


@claim(rf"Most on a factor: (.*) \(({N}) passages?(?: each)?\)\.")
def most_passages(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    rows = [row for row in at.scoped("passage_counts") if row["factor"]]
    best = max(float(row["n_passages"]) for row in rows)
    group = [at.own.words.factors[row["factor"]] for row in rows if float(row["n_passages"]) == best]
    yield from differs("passages", number(m[2]), round(best))
    counted = re.fullmatch(rf"({N}) factors", m[1])
    if counted:
        yield from differs("factors", number(counted[1]), len(group))
    else:
        yield from differs("by name", sorted(names_in(m[1], at.own.words.factors.values())), sorted(group))


@claim(
    rf"(Written down and not carried out|Done, and written down nowhere|Done against what the documents say) most often: ({N}) factors?(?: \((.*)\))?, at ({N}) sites?( shown)?(?: each)?\."
)
def most_often(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    value = {"W": "not_carried_out", "D": "informal_practice"}[m[1][0]]
    value = "against_the_documents" if "against" in m[1] else value
    sums: dict[str, int] = {}
    for row in at.own.rows("fidelity", fidelity=value):
        sums[row["factor"]] = sums.get(row["factor"], 0) + 1
    group = [at.own.words.factors[factor] for factor, n in sums.items() if n == max(sums.values())]
    yield from differs("factors", number(m[2]), len(group))
    yield from differs("sites", number(m[4]), max(sums.values()))
    if m[3]:
        yield from differs("by name", sorted(names_in(m[3], at.own.words.factors.values())), sorted(group))


@claim(rf"(?P<by>Region|Sector)s with most(?P<of> of those shown)?: {END}")
def most_mapped(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    rows = at.own.rows("mapping_counts", by=m["by"].lower())
    cells = {at.own.words.sectors.get(row["value"], row["value"]): row["initiatives"] for row in rows}
    yield from check_end(cells, m, highest=True, decimals=1)


@claim(rf"({N}) initiatives? (?:was|were) found\.")
def mapped(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    sums = [
        sum(float(row["initiatives"]) for row in rows)
        for by in ("region", "sector")
        if (rows := at.own.rows("mapping_counts", by=by)) and all(is_number(row["initiatives"]) for row in rows)
    ]
    yield from differs("initiatives", number(m[1]), round(max(sums, default=-1)))


@claim(r"This study has no site in (.*)\.")
def no_site_in(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    rows = at.own.rows("mapping_counts", by="region")
    bare = [r["value"] for r in rows if r.get("sites") and float(r["sites"]) == 0 and span(r["initiatives"])[1] > 0]
    yield from differs("regions", sorted(names_in(m[1], [r["value"] for r in rows])), sorted(bare))
