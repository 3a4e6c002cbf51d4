"""The texts of charts: how many of each, who is highest and lowest, what was done of what was planned."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from claim import Place
from released import Row, is_number, span

WORDS = {
    "in place": "in_place", "not in place": "not_in_place", "mixed": "mixed", "contested": "contested",
    "too little evidence": "too_little_evidence", "not shown": "*", "nobody said so": "",
    "as proposed": "replicated", "another pattern": "alternative_pattern", "no difference": "no_difference",
    "generic": "generic", "specific to a sector": "sector_specific",
    "another pattern or no difference": "alternative", "not established": "not_established",
    "open": "open", "challenged": "challenged", "not challenged": "not_challenged",
    "carried out as specified": "as_specified", "partly carried out": "partly_carried_out",
    "written but not carried out": "not_carried_out", "done but not written": "informal_practice",
    "neither written nor done": "absent", "done against the documents": "against_the_documents",
    "ruled out and not done": "ruled_out", "no document read": "not_examined", "unclear": "unclear",
    "not spoken of": "unchecked", "agreed": "agreed", "refined": "refined", "disputed": "disputed",
    "distinguishing": "distinguishing", "not distinguishing": "not_distinguishing",
}  # fmt: skip
COUNTED = rf"(?:{'|'.join(sorted(map(re.escape, WORDS), key=len, reverse=True))})"
FOR = re.compile(rf"({COUNTED}) (for|at) (\d+) (?:factor|site)s?")
COLUMNS = (
    ("conditions", "status"), ("patterns", "verdict"), ("replication", "verdict"), ("fidelity", "fidelity"),
    ("workshop_marks", "mark"), ("hypotheses", "verdict"),
)  # fmt: skip


def check_alt(at: Place) -> Iterator[str]:
    """The faults of one chart's text."""
    text = at.said.text
    title, _, rest = text.partition(": ")
    if title in at.own.words.domains and re.match(rf"{COUNTED} for \d+ ", rest):
        yield from _by_domain(at, title, rest)
    elif (domain := text.partition(". ")[0]) in at.own.words.domains and FOR.search(text):
        yield from _by_factor(at, domain, text.partition(". ")[2])
    elif title in at.own.words.domains and rest.startswith("mean importance of "):
        yield from _extremes(at, title, rest)
    elif re.search(r"\d+, of \d+|\b(\d+) of (\d+) planned", text):
        yield f"{at.said}: more may be done than planned, which is no 'of'"


def _said(counts: str) -> Counter[str]:
    return Counter({WORDS[words]: int(n) for words, _, n in FOR.findall(counts)})


def _by_domain(at: Place, domain: str, rest: str) -> Iterator[str]:
    """ "Title: in place for 4 factors, mixed for 1 factor": true of one of the tables that count so."""
    said = _said(rest.partition(". ")[0])
    tried = []
    for table, column in COLUMNS:
        where = {"group": ""} if table == "conditions" else {}
        rows = [row for row in at.rows(table, **where) if row.get("factor") in at.own.words.domains[domain]]
        tried.append(Counter(row[column] for row in rows if column in row))
    if said not in tried:
        yield f"{at.said}: the tables have {tried}"


def _by_factor(at: Place, domain: str, rest: str) -> Iterator[str]:
    """ "Title. Factor: in place at 4 sites, not shown at 1 site. Next factor: …", of one of the tables."""
    ids = at.own.words.domains[domain]
    labels = sorted((at.own.words.factors[name] for name in ids), key=len, reverse=True)
    told = {}
    for label in labels:
        found = re.search(rf"(?:\A|\. ){re.escape(label)}: ({COUNTED} at .*?)\.(?: |\Z)", rest)
        if found:
            told[at.own.words.factor_of(label)] = _said(found[1])
    for table, column in COLUMNS:
        if all(said == _counted(at.own.rows(table, factor=factor), column) for factor, said in told.items()):
            return
    yield f"{at.said}: no table of this audience counts so"


def _counted(rows: list[Row], column: str) -> Counter[str]:
    return Counter(row[column] for row in rows if column in row and not row.get("group"))


def _extremes(at: Place, domain: str, rest: str) -> Iterator[str]:
    """ "Title: mean importance of 5 factors. Highest: A, 4.6 of 5. Lowest: … 1 factor is not shown."."""
    rows = [r for r in at.scoped("importance", kind="either") if r["factor"] in at.own.words.domains[domain]]
    shown = {at.own.words.factors[r["factor"]]: span(r["mean"]) for r in rows if is_number(r["mean"])}
    hidden = sum(row["mean"] == "*" for row in rows)
    said = re.search(r"(\d+) factors? (?:is|are) not shown", rest)
    if (int(said[1]) if said else 0) != hidden:
        yield f"{at.said}: {hidden} are not shown"
    top = re.search(r"Highest: (.*?), [\d.]+(?: or more| or less)?(?: of \d+)?(?: each)?[.,]", rest)
    if not top or not shown:
        return
    edge = max(round(low, 1) for low, _ in shown.values())
    may = [label for label, (_, high) in shown.items() if round(high, 1) >= edge]
    bounds = [label for label in may if shown[label][0] != shown[label][1]]
    if bounds and len(may) > 1 and not re.search("cannot rank|may be as high", rest.partition("Lowest")[0]):
        yield f"{at.said}: bounds are ranked"
    if not re.match(r"\d+ ", top[1]) and any(label not in top[1] for label in may if round(shown[label][0], 1) >= edge):
        yield f"{at.said}: one that ties is left out"
