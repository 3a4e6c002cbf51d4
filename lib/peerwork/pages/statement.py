"""The accessibility statement of a release: what was checked on every page, and what was not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from peerwork.pages.checks import CHECKS
from peerwork.pages.frame import in_frame
from peerwork.pages.prose import count

STATEMENT = "accessibility.html"


def render_statement(
    *, facts: Mapping[str, Any], audience: str, nav: Sequence[Mapping[str, str]], pages: int, missing: int
) -> str:
    """The accessibility statement of a release: `pages` were made, every one of them through the same checks."""
    return in_frame(
        "statement.html.j2", title="Accessibility statement", facts=facts, audience=audience, nav=nav, here=STATEMENT,
        around=[], checks=CHECKS, pages=count(pages, "page"), missing=count(missing, "page") if missing else "",
    )  # fmt: skip
