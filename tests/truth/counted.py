"""What the tables of one audience say, counted for the sentences that open and title the pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from claim import Fault
from released import HIDDEN, TOO_LITTLE, Released, Row

NUMERALS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
JUDGED = ("in_place", "not_in_place", "contested", "mixed")
N = rf"(?:[\d,]+|none|neither|Neither|{'|'.join(NUMERALS)}|{'|'.join(word.capitalize() for word in (*NUMERALS, 'none'))})"


def count_of(text: str) -> int:
    """A number as a title writes it: "No", "four", "both", "all three", "26"."""
    text = text.lower().removeprefix("all ").removeprefix("the ")
    known = {"none": 0, "neither": 0, "both": 2, "it": 1} | {word: n for n, word in enumerate(NUMERALS)}
    return known[text] if text in known else int(text.replace(",", ""))


@dataclass(frozen=True)
class Counted:
    """Statuses, verdicts and outcomes by factor and site, counted without the library."""

    own: Released

    @cached_property
    def sites(self) -> list[str]:
        return sorted(row["site"] for row in self.own.tables.get("sites", []))

    @cached_property
    def _status(self) -> dict[tuple[str, str], str]:
        rows = [row for row in self.own.tables.get("conditions", []) if not row.get("group")]
        return {(row["factor"], row["site"]): row["status"] for row in rows}

    @cached_property
    def _pattern(self) -> dict[tuple[str, str], str]:
        return {(row["factor"], row["site"]): row["verdict"] for row in self.own.tables.get("patterns", [])}

    @cached_property
    def verdict(self) -> dict[str, str]:
        return {row["factor"]: row["verdict"] for row in self.own.rows("replication")}

    def status(self, factor: str, site: str) -> str:
        return self._status.get((factor, site), "")

    def judged(self, factor: str) -> list[str]:
        return [site for site in self.sites if self.status(factor, site) in JUDGED]

    def at(self, factor: str, state: str) -> list[str]:
        return [site for site in self.sites if self.status(factor, site) == state]

    @cached_property
    def mattered(self) -> list[str]:
        return [f for f, verdict in self.verdict.items() if verdict == "generic"]

    @cached_property
    def specific(self) -> list[str]:
        return [f for f, verdict in self.verdict.items() if verdict == "sector_specific"]

    @cached_property
    def sector_of(self) -> dict[str, str]:
        return {row["site"]: row["sector"] for row in self.own.tables.get("sites", [])}

    @cached_property
    def outcome(self) -> dict[str, str]:
        rows = self.own.tables.get("site_outcomes", [])
        return {row["site"]: row["present"] for row in rows if row["present"] in ("yes", "no")}

    def side(self, present: str) -> list[str]:
        return [site for site, value in self.outcome.items() if value == present]

    def splits(self, *, shown_only: bool = False) -> list[str]:
        """What mattered, in place wherever the outcome was reached and missing at every other service.

        `shown_only`: those too of which some status is hidden and none that is shown differs.
        """
        sides = ((self.side("yes"), "in_place"), (self.side("no"), "not_in_place"))
        if any(len(sites) < 2 for sites, _ in sides):
            return []
        return [f for f in self.mattered if all(self._fits(f, *side, shown_only) for side in sides)]

    def _fits(self, factor: str, sites: list[str], want: str, shown_only: bool) -> bool:
        states = [self.status(factor, site) for site in sites]
        shown = [state for state in states if not (shown_only and state == HIDDEN)]
        return len(shown) >= 2 and all(state == want for state in shown)

    def replicated(self, factor: str, sector: str) -> tuple[int, int]:
        found = [self._pattern.get((factor, s), "") for s in self.sites if self.sector_of[s] == sector]
        known = [pattern for pattern in found if pattern not in ("", HIDDEN, TOO_LITTLE)]
        return known.count("replicated"), len(known)

    def mattered_in(self, factor: str, sector: str) -> bool:
        rules = self.own.words.rules
        filled, known = self.replicated(factor, sector)
        return known >= rules["evidence_sector_sites"] and filled / known >= rules["specific_share"]

    def like(self, site: str) -> list[str]:
        own = [f for f in self.specific if self.mattered_in(f, self.sector_of.get(site, ""))]
        return [*self.mattered, *own]

    def share(self, site: str) -> tuple[int, int]:
        states = [self.status(f, site) for f in self.like(site)]
        return states.count("in_place"), sum(state in JUDGED for state in states)

    @cached_property
    def shares(self) -> dict[str, float]:
        """The share of what mattered in place at every service of which half or more is shown."""
        found = {site: (*self.share(site), len(self.like(site))) for site in self.sites}
        return {site: a / b for site, (a, b, wanted) in found.items() if wanted and b and 2 * b >= wanted}

    def contested(self) -> dict[str, tuple[int, int]]:
        """By factor: at how many services people contradict each other, of how many judged; from three judged on."""
        found = {f: (len(self.at(f, "contested")), len(self.judged(f))) for f in self.own.words.factors}
        return {f: pair for f, pair in found.items() if pair[1] >= 3}

    def often(self) -> list[str]:
        return [f for f, (part, whole) in self.contested().items() if 2 * part >= whole]

    def never(self) -> list[str]:
        return [f for f in self.mattered if self.judged(f) and not self.at(f, "in_place")]

    def lacking(self, site: str) -> list[str]:
        return [f for f in self.mattered if self.status(f, site) == "not_in_place"]

    def promises(self, site: str = "") -> list[Row]:
        kinds = ("as_specified", "partly_carried_out", "not_carried_out")
        rows = [row for row in self.own.rows("fidelity") if row["fidelity"] in kinds]
        return [row for row in rows if not site or row["site"] == site]

    def series(self, site: str = "") -> list[Row]:
        rows = self.own.tables.get("indicator_series", [])
        known = self.own.tables.get("indicators", [])
        return [row for row in rows if not site or row["site"] == site] if known else []

    def pooled(self, domain: str) -> tuple[int, int]:
        """Over all services: conditions of a domain in place, of those judged and shown."""
        wanted = [f for f in self.own.words.domains[domain] if f in self.own.words.conditions]
        states = [self.status(f, s) for f in wanted for s in self.sites]
        return states.count("in_place"), sum(state in JUDGED for state in states)

    def of_domain(self, domain: str, site: str) -> tuple[int, int]:
        wanted = [f for f in self.own.words.domains[domain] if f in self.own.words.conditions]
        states = [self.status(f, site) for f in wanted]
        return states.count("in_place"), sum(state in JUDGED for state in states)


def ties(found: dict[str, float], way: int) -> list[str]:
    """All that share the most (1) or the least (-1)."""
    edge = max(found.values(), key=lambda v: way * v)
    return [name for name, value in found.items() if value == edge]


def named(own: Released, text: str, found: Iterable[str]) -> Iterator[Fault]:
    """A list of factors, apart by semicolons or in quotes, is exactly those found, whatever their order."""
    plain = {label.lower(): factor for factor, label in own.words.factors.items()}
    said = [plain.get(part.strip(" “”").lower(), part) for part in re.split(r"; ", text)]
    if sorted(said) != sorted(found):
        yield f"names {sorted(said)}, the tables have {sorted(found)}"
