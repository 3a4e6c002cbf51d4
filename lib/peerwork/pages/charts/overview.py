"""The study at a glance: of each domain's factors, how many were in place at one site. One small figure a site."""

from __future__ import annotations

from typing import Any

import pandas as pd

from peerwork.framework import Framework
from peerwork.pages.chart import Panel
from peerwork.pages.charts.canvas import TRACK, Canvas, text_width
from peerwork.pages.charts.style import SMALL, WIDTH
from peerwork.vocabulary import Status

BAR, LINE = 6.0, 27.0
UNKNOWN = (Status.TOO_LITTLE, "*", "")  # statuses that say nothing of a factor, to this audience at least


def draw_site_marks(statuses: pd.DataFrame, framework: Framework) -> dict[str, Panel]:
    """A small figure for each site: a bar a domain, the share of its factors with evidence that were in place.

    `statuses` are conditions rows of all groups: `site`, `factor`, `status`. A domain without evidence has an empty
    track; factors that are withheld count as unknown.
    """
    domain = {factor: part.id for factor, part in framework.domain_of.items()}
    known = statuses[~statuses["status"].fillna("").isin(UNKNOWN)]
    counted = known.assign(domain=known["factor"].map(domain), there=known["status"] == Status.IN_PLACE)
    counts = counted.groupby(["site", "domain"])["there"].agg(["sum", "size"])
    sites = sorted(set(statuses["site"]))
    return {
        site: _mark(site, counts.loc[site] if site in counts.index else counts.iloc[:0], framework) for site in sites
    }


def _mark(site: str, counts: pd.DataFrame, framework: Framework) -> Panel:
    told = [(domain.label, *_counts(counts, domain.id)) for domain in framework.domains]
    words = "; ".join(f"{label} {_share(there, of)}" for label, there, of in told)
    return Panel(site, _draw(told), f"Conditions in place, of those with evidence that are shown: {words}.")


def _share(there: int, of: int) -> str:
    """ "3 of 5"; "none shown" where no factor of the domain can be judged by this audience."""
    return f"{there} of {of}" if of else "none shown"


def _counts(counts: pd.DataFrame, domain: str) -> tuple[int, int]:
    return (int(counts.loc[domain, "sum"]), int(counts.loc[domain, "size"])) if domain in counts.index else (0, 0)


def _draw(told: list[tuple[str, int, int]]) -> Any:
    canvas = Canvas()
    for label, there, of in told:
        canvas.y += LINE
        words = _share(there, of)
        size = min(SMALL, SMALL * (WIDTH - 90) / text_width(label, SMALL))
        canvas.text(0, canvas.y - 11, label, size=size)
        canvas.text(WIDTH, canvas.y - 11, words, role="muted", size=SMALL, anchor="right")
        canvas.bar(0, WIDTH, canvas.y - BAR, BAR, "track", layer=TRACK)
        if there:
            canvas.bar(0, WIDTH * there / of, canvas.y - BAR, BAR, "high")
    canvas.y += 2
    return canvas.drawing()
