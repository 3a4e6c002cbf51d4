"""METHOD 1 to 4 and 11 a second time, slowly: dictionaries, loops and fractions, and nothing of the library.

Written from the method's text alone, so that agreement with the library means something. Input is rows as
dictionaries of text and numbers with None for blank; output is a dictionary of rows under their keys.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import atan, cos, pi, sin, sqrt

KINDS = ("facilitator", "barrier", "either")
TWO_THIRDS, ONE_THIRD = Fraction(2, 3), Fraction(1, 3)


class Plain:
    """A study as plain rows, with every person's site, group and sector at hand."""

    def __init__(self, *, sites, participants, answers=(), top_three=(), outcomes=(), outcome=None, attributes=(),
                 factors, conditions, groups, scale=(1, 2, 3, 4, 5)):  # fmt: skip
        self.sites = sorted(sites, key=lambda site: site["site"])
        self.sector = {site["site"]: site["sector"] for site in sites}
        self.person = {person["participant"]: person for person in participants}
        self.answers, self.picks = list(answers), list(top_three)
        self.outcomes, self.outcome, self.attributes = list(outcomes), outcome, attributes
        self.factors, self.conditions, self.groups, self.scale = factors, conditions, groups, scale

    def scopes_of(self, participant):
        """Every scope that a person's words count in, as (scope, sector, site, group)."""
        site, group = self.person[participant]["site"], self.person[participant]["group"]
        return [
            ("study", None, None, None),
            ("sector", self.sector[site], None, None),
            ("site", None, site, None),
            ("group", None, None, group),
            ("site_group", None, site, group),
        ]


def importance(study):
    asked, ratings = set(), {}
    for answer in study.answers:
        for scope in study.scopes_of(answer["participant"]):
            asked.add((*scope, answer["factor"]))
            if answer["importance"] is None:
                continue
            for kind in KINDS:
                if kind == "either" or answer["effect"] == kind:
                    site = study.person[answer["participant"]]["site"]
                    ratings.setdefault((*scope, answer["factor"], kind), []).append((site, int(answer["importance"])))
    return {
        (*where, kind): _importance_row(where[0], ratings.get((*where, kind), []), study.scale)
        for where, kind in product(asked, KINDS)
    }


def _importance_row(scope, ratings, scale):
    row = {"n": len(ratings), "mean": None, "median": None, "ci_low": None, "ci_high": None}
    values = sorted(value for _, value in ratings)
    for point in scale:
        row[f"n_{point}"] = values.count(point)
    if not values:
        return row
    n = len(values)
    mean = Fraction(sum(values), n)
    row["mean"] = float(mean)
    row["median"] = (values[(n - 1) // 2] + values[n // 2]) / 2
    sites = {site for site, _ in ratings}
    k = len(sites)
    if scope in ("study", "sector", "group") and k >= 4:
        squares = sum(sum(value - mean for place, value in ratings if place == site) ** 2 for site in sites)
        half = t_of(k - 1) * sqrt(Fraction(k, k - 1) * squares / n**2)
        row["ci_low"] = max(float(mean) - half, min(scale))
        row["ci_high"] = min(float(mean) + half, max(scale))
    return row


def t_of(df):
    """Student's t that holds 95 % of a whole number of degrees of freedom (Abramowitz, Stegun 26.7.3-4, bisected)."""
    low, high = 0.0, 100.0
    while high - low > 1e-15 * high:
        middle = (low + high) / 2
        if middle in (low, high):
            break
        low, high = (middle, high) if _inside(middle, df) < 0.95 else (low, middle)
    return high


def _inside(t, df):
    angle = atan(t / sqrt(df))
    term, total = (cos(angle), 0.0) if df % 2 else (1.0, 0.0)
    for power in range(df % 2, df - 1, 2):
        total += term
        term *= cos(angle) ** 2 * (power + 1) / (power + 2)
    return 2 / pi * (angle + sin(angle) * total) if df % 2 else sin(angle) * total


def top_three(study):
    places = [("study", None, None, None)]
    places += [("sector", sector, None, None) for sector in sorted(set(study.sector.values()))]
    places += [("site", None, site["site"], None) for site in study.sites]
    places += [("group", None, None, group) for group in study.groups]
    namers, named = {}, {}
    for pick in study.picks:
        for scope in study.scopes_of(pick["participant"]):
            namers.setdefault(scope, set()).add(pick["participant"])
            for kind in (pick["kind"], "either"):
                named.setdefault((*scope, pick["factor"], kind), set()).add(pick["participant"])
    places += [scope for scope in namers if scope[0] == "site_group"]
    rows = {}
    for place, factor, kind in product(places, study.factors, KINDS):
        count, people = len(named.get((*place, factor, kind), ())), len(namers.get(place, ()))
        share = count / people if people else None
        rows[(*place, factor, kind)] = {"n_named": count, "n_participants": people, "share": share}
    return rows


def conditions(study):
    worth = {"yes": Fraction(1), "partly": Fraction(1, 2), "no": Fraction(0)}
    rows = {}
    for site, factor in product([site["site"] for site in study.sites], study.factors):
        by_group = {}
        for answer in study.answers:
            person = study.person[answer["participant"]]
            if person["site"] == site and answer["factor"] == factor:
                by_group.setdefault(person["group"], []).append(answer["in_place"])
        informative = {g: [worth[a] for a in said if a in worth] for g, said in by_group.items()}
        shares = {group: sum(values) / len(values) for group, values in informative.items() if values}
        for group, said in by_group.items():
            rows[(site, group, factor)] = {
                "n_asked": len(said), "n": len(informative[group]), "n_unsure": said.count("unsure"),
                "share_in_place": _number(shares.get(group)), "status": None,
            }  # fmt: skip
        asked, n = sum(map(len, by_group.values())), sum(map(len, informative.values()))
        share = sum(shares.values()) / len(shares) if shares else None
        able = [shares[group] for group, values in informative.items() if len(values) >= 2]
        rows[(site, None, factor)] = {
            "n_asked": asked, "n": n, "n_unsure": sum(said.count("unsure") for said in by_group.values()),
            "share_in_place": _number(share), "status": _status(asked, n, len(shares), share, able),
        }  # fmt: skip
    return rows


def _status(asked, n, groups, share, able):
    if n < 3 or groups < 2 or 2 * n < asked:
        return "too_little_evidence"
    if any(value >= TWO_THIRDS for value in able) and any(value <= ONE_THIRD for value in able):
        return "contested"
    if share >= TWO_THIRDS:
        return "in_place"
    return "not_in_place" if share <= ONE_THIRD else "mixed"


def patterns(study):
    cells = {
        ("yes", "facilitator"): "present_helps", ("yes", "barrier"): "present_hinders",
        ("no", "facilitator"): "absent_helps", ("no", "barrier"): "absent_hinders",
        ("yes", "neither"): "no_difference", ("no", "neither"): "no_difference",
    }  # fmt: skip
    rows = {}
    for site, factor in product([site["site"] for site in study.sites], study.conditions):
        row = dict.fromkeys(cells.values(), 0) | {"n_partly": 0}
        said, groups = [], set()
        for answer in study.answers:
            person = study.person[answer["participant"]]
            if person["site"] != site or answer["factor"] != factor:
                continue
            pair = (answer["in_place"], answer["effect"])
            if pair in cells:
                row[cells[pair]] += 1
                said.append(pair)
                groups.add(person["group"])
            if pair[0] == "partly" and pair[1] in ("facilitator", "barrier", "neither"):
                row["n_partly"] += 1
        rows[(site, factor)] = row | _pattern(row, said, len(groups))
    return rows


def _pattern(row, said, groups):
    n = len(said)
    yes, no = (sum(there == answer for there, _ in said) for answer in ("yes", "no"))
    helps, hinders = (sum(effect == name for _, effect in said) for name in ("facilitator", "barrier"))
    expected = float(Fraction(yes * helps + no * hinders, n * n)) if n else None
    columns = (
        row["present_helps"] + row["absent_hinders"],
        row["present_hinders"] + row["absent_helps"],
        row["no_difference"],
    )
    if n < 3 or groups < 2:
        return {"n": n, "expected_share": expected, "verdict": "too_little_evidence", "flips_to_change": None}
    return {"n": n, "expected_share": expected, "verdict": verdict_of(columns), "flips_to_change": flips_of(columns)}


def verdict_of(columns):
    """The verdict of enough answers: as proposed, contrary, no difference."""
    names = ("replicated", "alternative_pattern", "no_difference")
    for name, count in zip(names, columns, strict=True):
        if Fraction(count, sum(columns)) >= TWO_THIRDS:
            return name
    return "mixed"


def flips_of(columns):
    """By brute force: over every other way the answers could fall, the fewest that had to move for another verdict."""
    n, now = sum(columns), verdict_of(columns)
    moved = []
    for first in range(n + 1):
        for second in range(n + 1 - first):
            other = (first, second, n - first - second)
            if verdict_of(other) != now:
                moved.append(sum(abs(a - b) for a, b in zip(columns, other, strict=True)) // 2)
    return min(moved)


def replication(study):
    """Rows under (attribute, factor); attribute `sector` is `replication.csv`."""
    pattern, status = patterns(study), conditions(study)
    present = {row["site"]: row["membership"] for row in study.outcomes if row["outcome"] == study.outcome}
    rows = {}
    for attribute, factor in product(("sector", *study.attributes), study.conditions):
        verdicts = {s["site"]: pattern[(s["site"], factor)]["verdict"] for s in study.sites}
        evidence = {site: verdict for site, verdict in verdicts.items() if verdict != "too_little_evidence"}
        value = {s["site"]: _value(s, attribute) for s in study.sites}
        named = list(evidence.values())
        row = {
            "sites_with_evidence": len(named),
            "sites_replicated": named.count("replicated"),
            "sites_alternative": named.count("alternative_pattern"),
            "sites_no_difference": named.count("no_difference"),
            "literal": None,
            "theoretical": None,
            "verdict": _replication(evidence, value, len(study.sites)),
        }
        if present:
            again = [site for site, verdict in verdicts.items() if verdict == "replicated"]
            row["literal"] = sum(
                status[(s, None, factor)]["status"] == "in_place" and s in present and present[s] > 0.5 for s in again
            )
            row["theoretical"] = sum(
                status[(s, None, factor)]["status"] == "not_in_place" and s in present and present[s] <= 0.5
                for s in again
            )
        rows[(attribute, factor)] = row
    return rows


def _value(site, attribute):
    if attribute == "community":
        return "specific" if site["community"] else "other"
    return site[attribute]


def _replication(evidence, value, n_sites):
    parts = {}
    for site, verdict in evidence.items():
        if value[site] is not None:
            parts.setdefault(value[site], []).append(verdict)
    shares = {name: Fraction(v.count("replicated"), len(v)) for name, v in parts.items() if len(v) >= 2}
    n, verdicts = len(evidence), list(evidence.values())
    if 2 * n < n_sites or len(shares) < 2:
        return "too_little_evidence"
    if Fraction(verdicts.count("replicated"), n) >= Fraction(3, 4) and all(
        s >= Fraction(1, 2) for s in shares.values()
    ):
        return "generic"
    for name, other in product(shares, shares):
        if name != other and shares[name] >= Fraction(3, 4) and shares[other] < Fraction(1, 2):
            return "sector_specific"
    if Fraction(verdicts.count("alternative_pattern") + verdicts.count("no_difference"), n) >= Fraction(1, 2):
        return "alternative"
    return "not_established"


def distinguishing(sites, ratings):
    side = {site["site"]: site["implementation"] for site in sites}
    rows = {}
    for factor in {rating["factor"] for rating in ratings}:
        given = [(side[r["site"]], r["rating"]) for r in ratings if r["factor"] == factor and r["rating"] is not None]
        high = min((value for where, value in given if where == "high"), default=None)
        low = max((value for where, value in given if where == "low"), default=None)
        gap = None if high is None or low is None else high - low
        verdict = "too_little_evidence" if gap is None else "distinguishing" if gap > 0 else "not_distinguishing"
        rows[factor] = {"lowest_high": high, "highest_low": low, "gap": gap, "verdict": verdict}
    return rows


def _number(value):
    return None if value is None else float(value)
