"""An executed notebook as one static page: no code, no script, no request; what lacks its words is refused."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import nbformat
from markupsafe import Markup
from nbformat import NotebookNode

from peerwork.pages.frame import Unfit, in_frame, templates
from peerwork.pages.left_out import leave_out_empty
from peerwork.pages.look import TEMPLATES
from peerwork.pages.prose import TITLE

SHOWN = ("text/html", "text/markdown", "image/png", "text/plain")  # what an output may be shown as, the best first
OBJECT = re.compile(r"<[^<>]* at 0x[0-9a-f]+>|<[\w.]+[: ][^<>]*>")  # what Python says of an object that has no words
AGAIN = re.compile(r'(<p class="prose missing">[^<]*</p>)(?:\s*\1)+')  # said by several parts of a section
FIRST_SAID = re.compile(r'<(?:ul|p) class="prose[^"]*">(?:<li>)?(.*?)</(?:li|p)>', re.DOTALL)
ID_WORDS = 8  # of a heading, in its address
OPENING = re.compile(r'<div class="(opening|intro)">')  # of a page that says its answer where others have their title
FINDING = re.compile(r'<section>|<div class="(?:two|three)">|<h2')
HEADING = re.compile(r"<h([23])>(.*?)</h\1>", re.DOTALL)


def render_page(
    notebook: NotebookNode,
    *,
    title: str,
    facts: Mapping[str, Any],
    audience: str,
    nav: Sequence[Mapping[str, str]],
    here: str = "",
    folded: bool = False,
) -> str:
    """The page of an executed notebook: its words and outputs under `title`, in the study's frame.

    `nav` are links (`href`, `title`) to other pages; one with `rel` (`prev`, `next`) stands at the foot. `here` is the
    page's own address. `folded` pages show of each part its heading and first
    finding, the rest behind them. Raises Unfit for an output that is an error, for a picture or chart without its
    description, a
    table without caption or scoped headers, a script, or an object with nothing that a page can show.
    """
    check_outputs(notebook)
    body = leave_out_empty(_body(_untitled(notebook)))
    own = OPENING.search(body)
    lead, rest = _split_opening(body[own.start() :]) if own else _split_lead(body)
    rest, contents = _with_ids(rest)
    rest = fold_parts(rest) if folded else rest
    links = [link for link in nav if not link.get("rel")]
    return in_frame(
        "page.html.j2", title=title, facts=facts, audience=audience, nav=links, here=here,
        around=[link for link in nav if link.get("rel") in ("prev", "next")], lead=lead, body=Markup(rest),
        contents=contents, every=[link for link in nav if link.get("rel") == "all"], own_title=bool(own),
    )  # fmt: skip


def check_outputs(notebook: NotebookNode) -> None:
    """Raise Unfit, naming every fault, when the notebook shows what a page cannot."""
    faults = [
        f"cell {place}: {fault}"
        for place, cell in enumerate(notebook.cells)
        for output in cell.get("outputs", ())
        if (fault := _fault(output))
    ]
    if faults:
        raise Unfit("; ".join(faults))


def _fault(output: NotebookNode) -> str:
    """What keeps an output from a page, or nothing."""
    if output.output_type == "error":
        return f"ended in {output.ename}: {output.evalue}"
    if output.output_type == "stream":
        return ""
    shown = next((kind for kind in SHOWN if kind in output.data), None)
    described = output.metadata.get("image/png", {}).get("alt") or output.metadata.get("alt") or ""
    if shown == "image/png" and not described.strip():
        return "a picture without alt text; give its output metadata {'image/png': {'alt': …}}"
    if shown is None or shown == "text/plain" and OBJECT.search(output.data["text/plain"]):
        return "an object without words for a page"
    return ""


def _untitled(notebook: NotebookNode) -> NotebookNode:
    """A copy without the notebook's own title: the page has one already."""
    copy = nbformat.from_dict(notebook)
    cells = [nbformat.from_dict(dict(cell)) for cell in notebook.cells]
    for cell in cells:
        if cell.cell_type == "markdown":
            cell.source = re.sub(r"\A# .*\n*", "", cell.source)
        elif "outputs" in cell:
            cell.outputs = [output for output in cell.outputs if TITLE not in output.get("metadata", {})]
    return nbformat.from_dict({**copy, "cells": cells})


def _body(notebook: NotebookNode) -> str:
    from nbconvert.exporters import TemplateExporter

    # The HTML exporter's own method would read the page once more to put words of its own where alt text is missing.
    html, _ = TemplateExporter.from_notebook_node(_exporter(), notebook)
    return AGAIN.sub(r"\1", html).strip()


@cache
def _exporter() -> Any:
    from nbconvert.exporters import HTMLExporter
    from traitlets.config import Config

    return HTMLExporter(
        template_name="notebook", extra_template_basedirs=[str(TEMPLATES)], exclude_anchor_links=True,
        exclude_input=True, exclude_input_prompt=True, exclude_output_prompt=True,
        config=Config({
            "NbConvertBase": {"display_data_priority": list(SHOWN)},
            "HTMLExporter": {"default_preprocessors": []},  # none changes a page, and each has the notebook checked
        }),
    )  # fmt: skip


def fold_parts(body: str) -> str:
    """The body with each part under a heading of its own behind that heading and the first sentence it has."""
    opening, *parts = re.split(r"(?=^<h2 id)", body, flags=re.MULTILINE)
    return opening + "".join(map(_folded, parts))


def _folded(part: str) -> str:
    heading, _, rest = part.partition("</h2>")
    said = FIRST_SAID.search(rest)
    first = f'<span class="first">{Markup(said[1]).striptags()}</span>' if said else ""
    return f'<details class="part"><summary>{heading}</h2>{first}</summary>{rest}</details>'


def _split_lead(body: str) -> tuple[Markup, str]:
    """What stands before the first finding or heading of the page, and the rest."""
    found = FINDING.search(body)
    lead, rest = (body[: found.start()], body[found.start() :]) if found else ("", body)
    return Markup('<div class="lead">{}</div>').format(Markup(lead)) if lead.strip() else Markup(""), rest


def _split_opening(body: str) -> tuple[Markup, str]:
    """How a page opens, before its first finding, and the rest: the contents stand between them."""
    found = FINDING.search(body)
    start = found.start() if found else len(body)
    return Markup(body[:start]), body[start:]


def _with_ids(body: str) -> tuple[str, list[dict[str, str]]]:
    """The body with an id for each heading, made from its words, and the headings of the first level."""
    contents: list[dict[str, str]] = []
    seen: dict[str, int] = {}

    def named(found: re.Match[str]) -> str:
        level, text = found.groups()
        slug = "-".join(re.findall(r"\w+", Markup(text).striptags().lower())[:ID_WORDS]) or "section"
        seen[slug] = seen.get(slug, 0) + 1
        name = slug if seen[slug] == 1 else f"{slug}-{seen[slug]}"
        if level == "2":
            contents.append({"id": name, "text": Markup(text).striptags()})
        return f'<h{level} id="{name}">{text}</h{level}>'

    return HEADING.sub(named, body), contents


def warm_up() -> None:
    """Load everything that rendering a first page loads, so that a process forked from this one has it."""
    templates().get_template("page.html.j2")
    _exporter().from_notebook_node(nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("warm")]))
