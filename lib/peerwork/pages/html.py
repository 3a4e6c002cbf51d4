"""A stripped notebook as one accessible HTML page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import Markup
from nbformat import NotebookNode

SHELL = Markup(
    '<!doctype html>\n<html lang="en-GB">\n<head><meta charset="utf-8"><title>{title}</title></head>\n'
    "<body><nav>{nav}</nav><main>{body}</main></body>\n</html>\n"
)


def render_page(
    notebook: NotebookNode, *, title: str, facts: Mapping[str, Any], audience: str, nav: Iterable[Mapping[str, str]]
) -> str:
    """The page of an executed notebook."""
    from mistune import html

    parts = []
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            parts.append(Markup(html(cell.source)))
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            shown = Markup(data["text/html"]) if "text/html" in data else data.get("text/plain", output.get("text", ""))
            parts.append(Markup("<div>{}</div>").format(shown))
    links = Markup(" ").join(Markup('<a href="{}">{}</a>').format(link["href"], link["title"]) for link in nav)
    return str(SHELL.format(title=title, nav=links, body=Markup("\n").join(parts)))


def render_index(pages: Iterable[Any], *, facts: Mapping[str, Any], audience: str, missing: Iterable[str]) -> str:
    """The list of the pages, and of those that are missing."""
    links = [Markup('<li><a href="{}.html">{}</a></li>').format(page.name, page.title) for page in pages]
    links += [Markup("<li>{} is missing: its notebook failed.</li>").format(title) for title in missing]
    body = Markup("<h1>{}</h1><ul>{}</ul>").format(facts["title"], Markup("").join(links))
    return str(SHELL.format(title=facts["title"], nav="", body=body))
