"""METHOD 2, 3, 5, 6 and 9 a second time, from the text of the method: loops and fractions, nothing shared."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, product

IN_PLACE = {"yes": Fraction(1), "partly": Fraction(1, 2), "no": Fraction(0)}
TWO_THIRDS, ONE_THIRD = Fraction(2, 3), Fraction(1, 3)


def mean(values):
    values = list(values)
    return sum(values, Fraction(0)) / len(values)


def status_of(rows):
    """METHOD 2 of the answers on one factor at one site: dicts with group and in_place (None when blank)."""
    informative = [(row["group"], IN_PLACE[row["in_place"]]) for row in rows if row["in_place"] in IN_PLACE]
    groups = sorted({group for group, _ in informative})
    shares = {group: mean(v for g, v in informative if g == group) for group in groups}
    if len(informative) < 3 or len(groups) < 2 or 2 * len(informative) < len(rows):
        return "too_little_evidence"
    weighty = [shares[g] for g in groups if sum(1 for other, _ in informative if other == g) >= 2]
    if any(s >= TWO_THIRDS for s in weighty) and any(s <= ONE_THIRD for s in weighty):
        return "contested"
    share = mean(shares.values())
    return "in_place" if share >= TWO_THIRDS else "not_in_place" if share <= ONE_THIRD else "mixed"


def pattern_of(rows):
    """METHOD 3 of the same rows, with effect."""
    kinds = {
        ("yes", "facilitator"): "as",
        ("no", "barrier"): "as",
        ("yes", "barrier"): "contrary",
        ("no", "facilitator"): "contrary",
    }
    kinds |= {("yes", "neither"): "none", ("no", "neither"): "none"}
    said = [
        (row["group"], kinds[row["in_place"], row["effect"]])
        for row in rows
        if (row["in_place"], row["effect"]) in kinds
    ]
    if len(said) < 3 or len({group for group, _ in said}) < 2:
        return "too_little_evidence"
    for kind, verdict in (("as", "replicated"), ("contrary", "alternative_pattern"), ("none", "no_difference")):
        if Fraction(sum(1 for _, k in said if k == kind), len(said)) >= TWO_THIRDS:
            return verdict
    return "mixed"


def rows_on(study, site, factor):
    people = {p["participant"]: p for p in study["participants"]}
    return [
        {**answer, **{key: people[answer["participant"]][key] for key in ("site", "group")}}
        for answer in study["answers"]
        if answer["factor"] == factor and people[answer["participant"]]["site"] == site
    ]


def documents_say(study, site, factor):
    readings = set()
    for document in [d["document"] for d in study["documents"] if d["site"] == site]:
        rows = [e for e in study["extracts"] if e["document"] == document and e["factor"] == factor]
        agreed = {e["evidence"] for e in rows if e["coder"] == "agreed"}
        said = agreed or {e["evidence"] for e in rows}
        if len(said) == 1:
            readings |= said
    if "contradicted" in readings:
        return "conflicting" if readings & {"specified", "partly"} else "contradicted"
    for reading, answer in (("specified", "specified"), ("partly", "partly"), ("absent", "silent")):
        if reading in readings:
            return answer
    return "not_examined"


def fidelity(study, sites, factors):
    """{(site, factor): (documents, interviews, fidelity, sources)}"""
    answer = {}
    for site, factor in product(sites, factors):
        documents, interviews = documents_say(study, site, factor), status_of(rows_on(study, site, factor))
        if documents == "not_examined":
            verdict = "not_examined"
        elif interviews == "too_little_evidence":
            verdict = "too_little_evidence"
        elif documents == "conflicting":
            verdict = "unclear"
        elif documents in ("specified", "partly"):
            verdict = {"in_place": "as_specified", "not_in_place": "not_carried_out"}.get(
                interviews, "partly_carried_out"
            )
        elif documents == "silent":
            verdict = "absent" if interviews == "not_in_place" else "informal_practice"
        else:
            verdict = "ruled_out" if interviews == "not_in_place" else "against_the_documents"
        written = {"specified": True, "partly": True, "silent": False, "contradicted": False}.get(documents)
        said = {"in_place": True, "not_in_place": False}.get(interviews)
        known = [side for side in (written, said) if side is not None]
        sources = ("none", "one_source", "converge" if written == said else "diverge")[len(known)]
        answer[site, factor] = (documents, interviews, verdict, sources)
    return answer


def delta_of(a, b):
    return Fraction(sum((x > y) - (x < y) for x in a for y in b), len(a) * len(b))


def tensions(study, sites, factors, groups):
    """{(scope, site, measure, factor, a, b): (n_sites, n_a, n_b, difference, delta)}"""
    answer = {}
    for measure, factor, (a, b) in product(("importance", "in_place"), factors, combinations(groups, 2)):
        at_sites = {}
        for site in sites:
            values = {g: [] for g in (a, b)}
            for row in rows_on(study, site, factor):
                value = IN_PLACE.get(row["in_place"]) if measure == "in_place" else row["importance"]
                if row["group"] in values and value is not None:
                    values[row["group"]].append(Fraction(value))
            if values[a] and values[b]:
                difference = mean(values[a]) - mean(values[b])
                at_sites[site] = (1, len(values[a]), len(values[b]), difference, delta_of(values[a], values[b]))
                answer["site", site, measure, factor, a, b] = at_sites[site]
        if at_sites:
            n_a, n_b = (sum(found[i] for found in at_sites.values()) for i in (1, 2))
            difference, delta = (mean(found[i] for found in at_sites.values()) for i in (3, 4))
            answer["study", None, measure, factor, a, b] = (len(at_sites), n_a, n_b, difference, delta)
    return answer


def verdict_on_null(said, least):
    if len(said) < least:
        return "too_little_evidence"
    for word, verdict in (("against", "challenged"), ("for", "not_challenged")):
        if Fraction(said.count(word), len(said)) >= TWO_THIRDS:
            return verdict
    return "open"


def hypotheses(study, sites, factors):
    """{(hypothesis, scope, site): (units, supporting, against, verdict)}; `factors`: dicts of id, kind, tests."""
    answer = {}
    for hypothesis in ("distinctive", "practice", "delivery"):
        results = []
        for site in sites:
            said = []
            for factor in (f for f in factors if hypothesis in f["tests"]):
                rows = rows_on(study, site, factor["id"])
                status = status_of(rows)
                pattern = pattern_of(rows) if factor["kind"] == "condition" else None
                if "too_little_evidence" in (status, pattern):
                    continue
                if status == "in_place" and pattern in (None, "replicated"):
                    said.append("against")
                elif status == "not_in_place" or pattern in ("no_difference", "alternative_pattern"):
                    said.append("for")
                else:
                    said.append("undecided")
            verdict = verdict_on_null(said, 2)
            answer[hypothesis, "site", site] = (len(said), said.count("for"), said.count("against"), verdict)
            results += {"challenged": ["against"], "not_challenged": ["for"], "open": ["undecided"]}.get(verdict, [])
        study_verdict = verdict_on_null(results, 3)
        answer[hypothesis, "study", None] = (
            len(results),
            results.count("for"),
            results.count("against"),
            study_verdict,
        )
    return answer


def enumerated_p_value(sites):
    """Over every way to share out two groups' people within each site; `sites`: (values of a, values of b)."""
    deltas = []
    for a, b in sites:
        pooled = [*a, *b]
        chosen_sets = combinations(range(len(pooled)), len(a))
        deltas.append([
            delta_of([pooled[i] for i in chosen], [pooled[i] for i in range(len(pooled)) if i not in chosen])
            for chosen in chosen_sets
        ])  # fmt: skip
    observed = abs(sum(delta_of(a, b) for a, b in sites))
    sums = [abs(sum(arrangement)) for arrangement in product(*deltas)]
    return Fraction(sum(1 for value in sums if value >= observed), len(sums))
