"""The pages of a study without a kernel, a template or a browser: each notebook's cells, run here one by one."""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from peerwork.build.bundle import ProtectedStudy, _page, _subjects
from peerwork.pages.catalogue import CATALOGUE
from peerwork.pages.chart import Chart
from peerwork.pages.cut import cut_slices
from peerwork.pages.facts import study_facts
from peerwork.pages.html import AGAIN, OPENING
from peerwork.pages.left_out import leave_out_empty
from peerwork.pages.page import Page
from peerwork.pages.tables import html_table
from peerwork.scoring.tables import Tables
from peerwork.study.model import Study
from peerwork.vocabulary import Audience

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"


@dataclass(frozen=True)
class Drawn:
    """The finished pages of one audience by name, and the CSV text of each table that they were drawn from."""

    pages: dict[str, str]
    tables: dict[str, str]


def draw_pages(
    study: Study,
    tables: Tables,
    audience: Audience | str,
    *,
    site: str | None = None,
    most: int | None = None,
    only: tuple[str, ...] = (),
) -> Drawn:
    """Every page that a build would make of these tables, and the tables as a release holds them.

    `most`: so many pages of each kind at most (of sites, of groups), the last ones. `only`: pages of these kinds.
    """
    protected = ProtectedStudy(study, Audience(audience), site, tables)
    facts, pages = study_facts(study), {}
    for kind in (kind for kind in CATALOGUE if not only or kind.kind in only):
        subjects = _subjects(kind, protected)
        subjects = subjects[-most:] if most else subjects
        for subject, cut in zip(subjects, cut_slices(kind, subjects, tables, facts, protected.audience), strict=True):
            page = _page(kind, subject, protected)
            body, title = _body(kind.notebook, Page(cut)), html.escape(page.title)
            head = "" if OPENING.search(body) else f"<h1>{title}</h1>"  # else the page opens with its answer
            pages[page.name] = f'<main id="main">{head}{body}</main>'
    written = {name: tables[name].to_csv(index=False, lineterminator="\n") for name in tables}
    return Drawn(pages, written)


def _body(notebook: str, page: Page) -> str:
    """What the notebook's cells show, one after the other; those that set parameters and open the page are left out."""
    parts = []
    for kind, source in _cells(notebook):
        if kind == "markdown":
            parts.append(_marked_up(re.sub(r"\A# .*\n*", "", source)))
        else:
            shown = eval(source, {"page": page})  # noqa: S307  # a cell of our own notebook: one call of a section
            parts.append(_chart(shown) if isinstance(shown, Chart) else shown._repr_mimebundle_()["text/html"])
    return AGAIN.sub(r"\1", leave_out_empty("\n".join(parts)))


def _chart(chart: Chart) -> str:
    """What a chart says, without its picture: caption, what each part reads aloud, and its table."""
    plan = chart.plan
    if plan.instead:
        return str(plan.instead())
    parts = "".join(f'<svg aria-label="{html.escape(alt)}"></svg>' for alt in plan.alts)
    table = html_table(plan.table, caption=plan.caption)
    return f"<figure><figcaption>{html.escape(plan.caption)}</figcaption>{parts}{table}</figure>"


def _marked_up(source: str) -> str:
    """Headings and paragraphs: all the Markdown that our notebooks use."""
    blocks = [block for block in source.split("\n\n") if block.strip()]
    return "\n".join(_block(html.escape(block.strip(), quote=False)) for block in blocks)


def _block(text: str) -> str:
    level = len(text) - len(text.lstrip("#"))
    return f"<h{level}>{text[level:].strip()}</h{level}>" if level else f"<p>{text}</p>"


@cache
def _cells(notebook: str) -> tuple[tuple[str, str], ...]:
    cells = json.loads((NOTEBOOKS / notebook).read_text(encoding="utf-8"))["cells"]
    return tuple(
        (cell["cell_type"], "".join(cell["source"]))
        for cell in cells
        if cell["cell_type"] == "markdown" or "".join(cell["source"]).startswith("page.")
    )
