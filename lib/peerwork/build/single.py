"""One file for e-mail: the summary and the findings after each other, with no link to a page that is not there."""

from __future__ import annotations

import re

MAIN = re.compile(r'<main id="main" class="in">\n(.*?)\n?</main>', re.DOTALL)
OUTWARD = re.compile(r'<a href="(?!#|https?:|mailto:)[^"]*"(?: [^>]*)?>(.*?)</a>', re.DOTALL)
NAV = re.compile(r'<nav aria-label="Pages">.*?</nav>', re.DOTALL)
NAMED = re.compile(r'\bid="([^"]+)"')
REGION = re.compile(r'(role="?region"?[^>]*? aria-label=")([^"]+)"')


def in_one_file(first: str, second: str) -> str:
    """The first page with the second's content behind its own; links to other pages are plain words."""
    added = MAIN.search(second)
    own = MAIN.search(first)
    if not added or not own:
        raise ValueError("a page without its main part")
    taken = set(NAMED.findall(first))
    more = NAMED.sub(lambda name: f'id="{name[1]}-more"' if name[1] in taken else name[0], added[1])
    known = {label for _, label in REGION.findall(first)}
    more = REGION.sub(lambda at: f'{at[1]}{at[2]}, in the findings"' if at[2] in known else at[0], more)
    more = more.replace("<h1>", "<h2>").replace("</h1>", "</h2>")
    page = first[: own.end(1)] + "\n" + more + first[own.end(1) :]
    return OUTWARD.sub(r"\1", NAV.sub("", page))
