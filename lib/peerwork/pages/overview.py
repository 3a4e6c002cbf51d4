"""What stands beside the pages of a study: the overview that links to all of them, and the accessibility statement."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

import pandas as pd
from markupsafe import Markup

from peerwork.framework import Framework
from peerwork.pages.charts.sites import draw_sites_by_domain
from peerwork.pages.checks import CHECKS
from peerwork.pages.frame import in_frame
from peerwork.pages.prose import count

STATEMENT = "accessibility.html"


class Linked(Protocol):
    """A page that the index links to."""

    name: str
    title: str
    kind: str
    parameters: Mapping[str, str]


def render_index(
    pages: Iterable[Linked],
    *,
    facts: Mapping[str, Any],
    audience: str,
    missing: Sequence[str] = (),
    files: Sequence[Mapping[str, str]] = (),
    conditions: Path | None = None,
) -> str:
    """The overview of a study: links to every page, those of sites and groups apart, and what could not be drawn.

    `files` are links (`href`, `title`) to what else the release holds. `conditions` is the CSV file of the protected
    table of that name: a table then shows of each site, domain by domain, how many of its factors were in place.
    """
    made = list(pages)
    sites, groups = ([page for page in made if about in page.parameters] for about in ("site", "group"))
    whole = [page for page in made if page not in sites and page not in groups]
    return in_frame(
        "overview.html.j2", title=facts["title"], facts=facts, audience=audience, nav=[], here="", around=[],
        whole=whole, sites=sites, groups=groups, missing=missing, files=files, table=_sites(conditions, facts),
    )  # fmt: skip


def _sites(conditions: Path | None, facts: Mapping[str, Any]) -> Markup:
    """How much of each domain is in place at each site, where there is a table of conditions."""
    if conditions is None or not conditions.is_file():
        return Markup("")
    rows = pd.read_csv(conditions, dtype="str", keep_default_na=False, encoding="utf-8")
    rows = rows[rows["group"] == ""]
    framework = Framework.model_validate(facts["framework"])
    return draw_sites_by_domain(rows, framework, name="sites").html() if len(rows) else Markup("")


def render_statement(
    *, facts: Mapping[str, Any], audience: str, nav: Sequence[Mapping[str, str]], pages: int, missing: int
) -> str:
    """The accessibility statement of a release: `pages` were made, every one of them through the same checks."""
    return in_frame(
        "statement.html.j2", title="Accessibility statement", facts=facts, audience=audience, nav=nav, here=STATEMENT,
        around=[], checks=CHECKS, pages=count(pages, "page"), missing=count(missing, "page") if missing else "",
    )  # fmt: skip
