"""What changed since an earlier edition, and what is due: beside `changes` and the calendar."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from claim import Fault, Place, claim, differs
from counted import count_of

ANSWERS_NOW = r"(\S+) (results? across|results? at single|answers? to a doubt)"


@claim(
    r"Since edition (.*?), no result that both show has changed\.?", r"Since edition (.*?), (.*) ha(?:s|ve) changed\.?"
)
def changes(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    (edition,) = at.own.rows("earlier_edition")
    yield from differs("edition", m[1], edition["edition"])
    changed = at.own.tables.get("changes", [])
    found = {
        "across": sum(row["table"] == "replication" for row in changed),
        "single": sum(row["table"] == "conditions" for row in changed),
        "doubt": sum(row["table"] == "hypotheses" for row in changed),
    }
    said = dict.fromkeys(found, 0)
    for n, what in re.findall(ANSWERS_NOW, m[2]) if m.re.groups > 1 else ():
        said[what.split()[-1]] = count_of(n)
    yield from differs("changes", said, found)


@claim(r"There is no earlier edition to compare with\.?")
def no_earlier(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    if at.own.tables.get("earlier_edition"):
        yield "there is one"


DUE = {
    "interviews": "fieldwork", "workshop": "workshop", "report": "report", "board meeting": "board",
    "conference": "conference",
}  # fmt: skip


@claim(rf"(Under way: |After that: )?((?i:{'|'.join(DUE)}))s? ((?:at|in|on|until|\() ?.*)\.")
def due_then(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    when = {"Under way: ": "under_way", "After that: ": "later"}.get(m[1] or "", "due_before_board")
    rows = at.own.rows("calendar", when=when, what=DUE[m[2].lower()])
    days = [dt.date.fromisoformat(row["ends"][:10]) for row in rows]
    said = re.findall(r"(?:on|until) (\d+ [A-Z][a-z]+)(?: (\d{4}))?", m[3])
    yield from differs("days", [day for day, _ in said], [f"{day.day} {day:%B}" for day in days])
    years = {str(day.year) for day in days}
    if any(year and year not in years for _, year in said):
        yield f"the years are {sorted(years)}"
    yield from differs("places", re.findall(r"at (\S+) on", m[3]), [row["site"] for row in rows if row["site"]])


@claim(r"People told of changes; how many for the better is not shown\.")
def better_not_shown(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    rows = at.own.rows("impact_counts", scope="study", direction="positive")
    if any(row["n_people"] not in ("", "*") for row in rows):
        yield "some are shown"
