"""What a site's status and verdict leave possible, a second time and slowly: every answer of every person in turn.

Written from METHOD 2, 3 and 14 alone, with fractions, and nothing of the library.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

IN_PLACE = ("yes", "partly", "no", "nothing")
EFFECTS = ("facilitator", "barrier", "neither", "nothing")
WORTH = {"yes": Fraction(1), "partly": Fraction(1, 2), "no": Fraction(0)}
PROPOSED = {("yes", "facilitator"), ("no", "barrier")}
CONTRARY = {("yes", "barrier"), ("no", "facilitator")}
SAME = {("yes", "neither"), ("no", "neither")}


@dataclass(frozen=True)
class PlainRules:
    """The thresholds of METHOD 2 and 3."""

    in_place: Fraction = Fraction(2, 3)
    not_in_place: Fraction = Fraction(1, 3)
    pattern: Fraction = Fraction(2, 3)
    answers: int = 3
    groups: int = 2
    asked: Fraction = Fraction(1, 2)
    contest: int = 2


def class_of(answer):
    """As proposed, contrary, no difference or not countable."""
    for name, kinds in (("proposed", PROPOSED), ("contrary", CONTRARY), ("same", SAME)):
        if answer in kinds:
            return name
    return "uncounted"


EVERY_ANSWER = tuple({(a[0], class_of(a)): a for a in product(IN_PLACE, EFFECTS)}.values())  # one of those alike


def status_of(groups, rules):
    """The status of a site: the answers of each group in turn."""
    said = [[WORTH[in_place] for in_place, _ in group if in_place in WORTH] for group in groups]
    shares = [sum(values) / len(values) for values in said if values]
    n, asked = sum(map(len, said)), sum(map(len, groups))
    if n < rules.answers or len(shares) < rules.groups or Fraction(n, asked) < rules.asked:
        return "too_little_evidence"
    able = [sum(values) / len(values) for values in said if values and len(values) >= rules.contest]
    if any(s >= rules.in_place for s in able) and any(s <= rules.not_in_place for s in able):
        return "contested"
    mean = sum(shares) / len(shares)
    return "in_place" if mean >= rules.in_place else "not_in_place" if mean <= rules.not_in_place else "mixed"


def verdict_of(groups, rules):
    """The verdict of a site."""
    classes = [[class_of(answer) for answer in group] for group in groups]
    counted = [[kind for kind in group if kind != "uncounted"] for group in classes]
    every = [kind for group in counted for kind in group]
    if len(every) < rules.answers or sum(bool(group) for group in counted) < rules.groups:
        return "too_little_evidence"
    for kind, verdict in (("proposed", "replicated"), ("contrary", "alternative_pattern"), ("same", "no_difference")):
        if Fraction(every.count(kind), len(every)) >= rules.pattern:
            return verdict
    return "mixed"


def every_site(sizes):
    """Every set of answers that people of groups of these sizes could give, a list of answers a group."""
    for answers in product(EVERY_ANSWER, repeat=sum(sizes)):
        given = iter(answers)
        yield [[next(given) for _ in range(size)] for size in sizes]


def outcomes(sizes, rules=None, *, with_verdict=True):
    """Every set of answers, in the order of people, by the outcome that it makes."""
    rules, found = rules or PlainRules(), defaultdict(list)
    for groups in every_site(sizes):
        made = status_of(groups, rules), verdict_of(groups, rules) if with_verdict else None
        found[made].append(tuple(answer for group in groups for answer in group))
    return found


def is_safe(worlds):
    """Whether nobody narrows anybody's answer too far, who knows that one of these sets of answers was given."""
    people = range(len(worlds[0]))
    for insider in (None, *people):
        left = defaultdict(lambda: defaultdict(set))
        for world in worlds:
            for person in (person for person in people if person != insider):
                left[None if insider is None else world[insider]][person].add(world[person])
        for others in left.values():
            for answers in others.values():
                in_place = {place for place, _ in answers if place in WORTH}
                if len(in_place) < 2 or len({class_of(answer) for answer in answers}) < 2:
                    return False
    return True


def most_that_is_safe(sizes, rules=None, *, with_verdict=True):
    """`both`, `verdict`, `status` or `neither`, whatever was answered; a word that can be one only is always shown."""
    found = outcomes(sizes, rules, with_verdict=with_verdict)
    statuses, verdicts = ({made[place] for made in found} for place in (0, 1))

    def safe(key):
        told = defaultdict(list)
        for made, worlds in found.items():
            told[key(made)] += worlds
        return all(is_safe(worlds) for worlds in told.values())

    ways = {"both": lambda made: made, "verdict": lambda made: made[1], "status": lambda made: made[0]}
    best = next((name for name, key in ways.items() if safe(key)), "neither")
    with_status = best in ("both", "status") or len(statuses) == 1
    with_verdict = best in ("both", "verdict") or len(verdicts) == 1
    return {(True, True): "both", (True, False): "status", (False, True): "verdict"}.get(
        (with_status, with_verdict), "neither"
    )


def worlds_of(sizes, rules=None):
    """Every set of answers at one site, with the outcome that it makes."""
    return [(answers, made) for made, found in outcomes(sizes, rules).items() for answers in found]


def is_safe_over_sites(sites, allowed):
    """The same over several places, each a list of `worlds_of` and whose site it is of.

    `allowed` are the combinations of outcomes that may be, one outcome a place. People of a site know their own answer
    at every place of it (people are in the same order there).
    """
    for site in (None, *{name for name, _ in sites}):
        own = [place for place, (name, _) in enumerate(sites) if name == site]
        people = range(len(sites[own[0]][1][0][0])) if own else (None,)
        for insider in people:
            if not _safe_from(sites, allowed, own, insider):
                return False
    return True


def _safe_from(sites, allowed, own, insider):
    """Against one insider: for everything that they could know of themselves, which fixes outcomes of their places."""
    held = [
        sorted({answers[insider] for answers, _ in sites[place][1]}) if place in own else [None]
        for place in range(len(sites))
    ]
    by_answer = [defaultdict(lambda: defaultdict(list)) for _ in sites]
    for place, (_, worlds) in enumerate(sites):
        for answers, made in worlds:
            by_answer[place][answers[insider] if place in own else None][made].append(answers)
    for knowledge in product(*held):
        fits = [
            made
            for made in allowed
            if all(o in by_answer[p][k] for p, (o, k) in enumerate(zip(made, knowledge, strict=True)))
        ]
        for place, known in enumerate(knowledge):
            left = {made[place] for made in fits}
            worlds = [answers for made in left for answers in by_answer[place][known][made]]
            if worlds and not _open(worlds, insider if place in own else None):
                return False
    return True


def _open(worlds, insider):
    for person in (person for person in range(len(worlds[0])) if person != insider):
        answers = {world[person] for world in worlds}
        if len({place for place, _ in answers if place in WORTH}) < 2 or len({class_of(a) for a in answers}) < 2:
            return False
    return True
