"""The frame of every page: its banners, style and contents list around a body that was checked. Knows no notebook."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from peerwork.pages.checks import failed_checks
from peerwork.pages.look import TEMPLATES, rules
from peerwork.vocabulary import DRAFT, Audience


class Unfit(ValueError):
    """Something that no page may hold, with where it stands."""


def in_frame(template: str, **values: Any) -> str:
    """The page of a template and what it is given, without blank lines. Raises Unfit where a check fails."""
    audience = Audience(values["audience"])
    facts = values["facts"]
    banners = [audience.banner, DRAFT if facts["released"] == DRAFT else ""]
    banners += ["Synthetic data"] if facts["synthetic"] else []
    html = (
        templates()
        .get_template(template)
        .render(**values, banners=[text for text in banners if text], css=_css(audience))
    )
    page = "\n".join(line.rstrip() for line in html.splitlines() if line.strip()) + "\n"
    failed = failed_checks(page)
    if failed:
        raise Unfit(f"{values['title']} fails: {' '.join(check.words for check in failed)}")
    return page


@cache
def templates() -> Environment:
    """The templates, made ready once a process."""
    return Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)


@cache
def _css(audience: Audience) -> Markup:
    """The style of a page; what is confidential says so in the margin of every printed sheet."""
    sheet = rules()
    if audience.banner:
        sheet += f'@media print{{@page{{@top-right{{content:"{audience.banner}";font:9pt sans-serif}}}}}}\n'
    return Markup(sheet)
