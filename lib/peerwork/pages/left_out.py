"""Questions that a page has nothing on: said in one list at its end, instead of a part of the page each."""

from __future__ import annotations

import re

from markupsafe import Markup

LIMITS = "<h2>What this page does not show</h2>"
MISSING = re.compile(r'<p class="prose missing">(.*?)</p>', re.DOTALL)
HEADING = re.compile(r"<h2>(.*?)</h2>", re.DOTALL)
# What a part holds beside its findings: headings, what it asks, what it lacks, and how its findings would be read.
AROUND = re.compile(r'<h([23])>.*?</h\1>|<p(?: class="prose (?:missing|how|note)")?>.*?</p>|\s+', re.DOTALL)


def leave_out_empty(body: str) -> str:
    """The body without the parts that lack all they would show, each named in a list with what it lacks."""
    opening, *parts = re.split(r"(?=<h2>)", body)
    empty = [part for part in parts if MISSING.search(part) and not AROUND.sub("", part)]
    if not empty:
        return body
    kept = [_with_list(part, empty) for part in parts if part not in empty]
    if not any(part.startswith(LIMITS) for part in kept):
        kept.append(_with_list(f"{LIMITS}\n", empty))
    return "".join((opening, *kept))


def _with_list(part: str, empty: list[str]) -> str:
    """The part on what the page does not show with the list at its end; any other part as it is."""
    if not part.startswith(LIMITS):
        return part
    items = Markup("").join(Markup("<li>{} {}</li>").format(*_said(lacking)) for lacking in empty)
    return f'{part.rstrip()}\n<p>There is nothing here on these questions:</p>\n<ul class="prose">{items}</ul>\n'


def _said(part: str) -> tuple[Markup, Markup]:
    """The question of a part, and the first thing that it lacks, which says most."""
    heading, lacks = HEADING.search(part), MISSING.search(part)
    words = heading[1] if heading else ""
    return Markup(words if words.endswith("?") else f"{words}."), Markup(lacks[1] if lacks else "")
