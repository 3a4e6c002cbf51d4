"""Sentences on consensus ratings over all services, and on what is measured where."""

from __future__ import annotations

import re
from collections.abc import Iterable

from claim import Fault, Place, claim, differs
from claims_answers import LIST, SVC, lists, seen
from counted import N, count_of, ties
from released import TOO_LITTLE, is_number

PLACES = r"(.*?)"


def _apart(at: Place) -> dict[str, float]:
    rows = at.own.rows("distinguishing", verdict="distinguishing")
    return {row["factor"]: float(row["gap"]) for row in rows}


def _above(at: Place) -> dict[str, int]:
    """By service: on how many of what separates them its rating is above the middle of the scale."""
    found: dict[str, int] = {}
    for row in at.own.rows("site_ratings"):
        if is_number(row["rating"]):
            is_above = row["factor"] in _apart(at) and float(row["rating"]) > at.own.words.middle
            found[row["site"]] = found.get(row["site"], 0) + is_above
    return found


def _sites(text: str, found: list[str]) -> Iterable[Fault]:
    said = re.split(", | and ", text)
    if any(site in found for site in said):
        yield from differs("places", sorted(said), sorted(found))
    else:
        yield from differs("places", count_of(text.split()[0]), len(found))


@claim(
    rf"Of the ({N}) things? that separates? {SVC} with high implementation from those with low, {PLACES} (?:is|are) rated above the middle of the scale on most, {PLACES} on fewest: ({N}) and ({N})\."
)
def ends(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    above = _above(at)
    yield from differs("things", count_of(m[1]), len(_apart(at)))
    yield from _sites(m[2], ties(above, 1))
    yield from _sites(m[3], ties(above, -1))
    yield from differs("ends", (count_of(m[4]), count_of(m[5])), (max(above.values()), min(above.values())))


@claim(rf"{LIST} is rated lowest at {PLACES}: ([+-][\d.]+)\.")
def lowest(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    widest = ties(_apart(at), 1)
    factor = at.own.words.factor_of(m[1].strip("“”"))
    if factor not in widest:
        yield "it is not what stands furthest apart"
    rated = {
        r["site"]: float(r["rating"]) for r in at.own.rows("site_ratings", factor=factor) if is_number(r["rating"])
    }
    yield from _sites(m[2], ties(rated, -1))
    yield from differs("rating", float(m[3]), min(rated.values()))


@claim(
    rf"At (.*?), (?:({N}) of the ({N}) things|the one thing) that separates? {SVC} with high implementation from those with low (is|is not|are) rated above the middle of the scale\."
)
def there_above(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    yield from differs("things", count_of(m[3] or "one"), len(_apart(at)))
    above = count_of(m[2]) if m[2] else int(m[4] == "is")
    yield from differs("above", above, _above(at)[m[1]])


@claim(rf"See to what sets {SVC} with high implementation furthest apart: (?:{LIST}|({N}) things?)\.")
def see_to_widest(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    widest = ties(_apart(at), 1)
    yield from lists(at, m[1], widest)
    yield from differs("things", count_of(m[2]) if m[2] else len(widest), len(widest))


@claim(rf"How sure: (?:({N}) of the ({N}) rated things|the one rated thing) could (not )?be compared on both sides\.")
def compared(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    verdicts = [row["verdict"] for row in at.own.rows("distinguishing")]
    yield from differs("rated", count_of(m[2] or "one"), len(verdicts))
    found = len(verdicts) - verdicts.count(TOO_LITTLE)
    yield from differs("compared", count_of(m[1]) if m[1] else int(not m[3]), found)


@claim(rf"({N}) of the ({N}) figures measured over time shows a change beyond chance\.")
def none_changed(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    site = at.said.page.partition("-")[2] if at.said.page.startswith("site-") else ""
    rows = seen(at).series(site)
    yield from differs("figures", count_of(m[2]), len(rows))
    moved = [r for r in rows if r["variation"].endswith(("concern", "improvement")) or "neutral" in r["variation"]]
    yield from differs("changed", count_of(m[1]), len(moved))


@claim(rf"({N}) figures? (?:is|are) measured over time at (.*)\.")
def measured_at(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    yield from differs("figures", count_of(m[1]), len(at.own.rows("indicator_series", site=m[2])))


@claim(rf"At least half of the (\d+) {SVC} that can be ranked have (\d+) % or more of what mattered in place\.")
def half_have(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    shares = seen(at).shares
    yield from differs("ranked", m[1], len(shares))
    reached = sum(round(100 * share) >= int(m[2]) for share in shares.values())
    if 2 * reached < len(shares):
        yield f"{reached} of {len(shares)} have so much"
