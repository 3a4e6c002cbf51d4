"""The sentences that a summary opens with: what of that which mattered is where, what is furthest apart, what moved."""

from __future__ import annotations

import re
from collections.abc import Iterable

from claim import Fault, Place, claim, differs
from claims_answers import LIST, SVC, lists, seen
from counted import N, count_of, ties
from released import HIDDEN


@claim(
    rf"({N}) things? that mattered across ({SVC}) (?:is|are) in place (at none|wherever) that could be judged(?:: {LIST})?\."
)
def in_place_there(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    counted = seen(at)
    yield from differs("noun", m[2], at.own.words.nouns.get("services", "sites"))
    whole = [f for f in counted.mattered if len(counted.judged(f)) == len(counted.at(f, "in_place")) > 1]
    found = counted.never() if m[3] == "at none" else whole
    yield from differs(m[3], count_of(m[1]), len(found))
    yield from lists(at, m[4], found)


@claim(rf"Of ({N}) results? across {SVC}, ({N}) says? that a condition mattered\.")
def results_say(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    shown = [verdict for verdict in seen(at).verdict.values() if verdict != HIDDEN]
    yield from differs("results shown", count_of(m[1]), len(shown))
    yield from differs("mattered", count_of(m[2]), shown.count("generic"))


@claim(rf"Ratings do not tell {SVC} with high implementation from those with low\.")
def not_told_apart(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    if any(row["verdict"] == "distinguishing" for row in at.own.rows("distinguishing")):
        yield "something does"


@claim(
    rf"{SVC} with high implementation stand furthest above those with low on (?:{LIST}|({N}) things?): ([\d.]+) points? apart or more\."
)
def furthest(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    rows = [row for row in at.own.rows("distinguishing") if row["verdict"] == "distinguishing"]
    apart = {row["factor"]: float(row["lowest_high"]) - float(row["highest_low"]) for row in rows}
    widest = ties(apart, 1)
    yield from lists(at, m[1], widest)
    yield from differs("things", count_of(m[2]) if m[2] else len(widest), len(widest))
    yield from differs("points", float(m[3]), apart[widest[0]])


@claim(rf"As things are, of ({N}) figures? with a target (.*)\.")
def with_a_target(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    assured = [row["assurance"] for row in seen(at).series() if row["assurance"]]
    yield from differs("with a target", count_of(m[1]), len(assured))
    found = {"miss it": "fail", "meet it": "pass", "meet it in some months only": "hit_and_miss"}
    said = {
        what: count_of(n) for n, what in re.findall(rf"({N}) will (miss it|meet it(?: in some months only)?)", m[2])
    }
    yield from differs("assured", said, {what: n for what, kind in found.items() if (n := assured.count(kind))})


@claim(r"(.*) \((.*)\) was at ([\d,.-]+)(?: .*)? in (\w+ \d{4})\.")
def was_at(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    (row,) = seen(at).series()
    yield from differs("value", float(m[3].replace(",", "")), round(float(row["value"]), 1))
    yield from differs("year", m[4][-4:], row["last"][:4])


@claim(r"(.*) \((.*)\) has no value yet\.")
def no_value(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    (row,) = seen(at).series()
    yield from differs("values", "0", row["n_points"])


@claim(rf"({N}) combinations? of conditions went with (.*?): (.*)\.")
def went_together(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    rows = [r for r in at.own.rows("configurations", solution="intermediate") if not r["outcome"].startswith("~")]
    first = [row["term"] for row in rows if row["model"] == rows[0]["model"]]
    yield from differs("combinations", count_of(m[1]), len(first))
    said = [sorted(part.replace("not ", "~").split(" and ")) for part in m[3].split("; ")]
    yield from differs("terms", sorted(said), sorted(sorted(term.split("*")) for term in first))


@claim(r"Others fit as well\.")
def others_fit(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    rows = [r for r in at.own.rows("configurations", solution="intermediate") if not r["outcome"].startswith("~")]
    if len({row["model"] for row in rows}) < 2:
        yield "there is one model"


@claim(
    rf"(?:{LIST}|({N}) more things?) mattered too; whether (?:it is|they are) in place could nowhere be judged and shown\."
)
def mattered_unseen(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    found = [f for f in seen(at).mattered if not seen(at).judged(f)]
    yield from lists(at, m[1], found)
    yield from differs("unseen", count_of(m[2]) if m[2] else len(found), len(found))
