"""The pages of a small made study, drawn from the real notebooks' cells, and the index that links them."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import nbformat

from made_studies import make_study
from peerwork.pages.catalogue import CATALOGUE
from peerwork.pages.chart import Chart
from peerwork.pages.cut import cut_slice
from peerwork.pages.facts import study_facts
from peerwork.pages.html import render_page
from peerwork.pages.make import refuse_unknown_subject
from peerwork.pages.overview import render_index
from peerwork.pages.page import Page
from peerwork.release import protect
from peerwork.scoring import score_study
from peerwork.vocabulary import Audience

ROOT = Path(__file__).parent.parent.parent
SUBJECTS = {"": {}, "site": {"site": "S01"}, "group": {"group": "peer_worker"}}


def write_pages(folder: Path, audience: Audience) -> list[Path]:
    """One page of each kind that the audience sees, and the index."""
    study = make_study(3, sites=5, people=8, factors=9)
    site = "S01" if audience is Audience.WORKSHOP else None
    tables, facts = protect(study, score_study(study), audience, site=site).tables, study_facts(study)
    made, links = [], []
    for kind in CATALOGUE:
        if audience not in kind.audiences or not any(name in tables for name in kind.needs):
            continue
        if site and kind.about != "site" and not kind.of_workshop:
            continue
        subject = SUBJECTS[kind.about]
        refuse_unknown_subject(kind, study, subject)
        page = Page(cut_slice(kind, subject, tables, facts, audience))
        name = page.context.page_name
        nav = [{"href": "index.html", "title": "All pages"}, {"href": f"{name}.html", "title": kind.title}]
        html = render_page(_executed(kind.notebook, page), title=kind.title, facts=facts, audience=audience, nav=nav)
        made.append((name, html))
        links.append(SimpleNamespace(name=name, title=kind.title, kind=kind.kind, parameters=subject))
    conditions = folder / "conditions.csv"
    tables["conditions"].to_csv(conditions, index=False, encoding="utf-8")
    made.append(("index", render_index(links, facts=facts, audience=audience, conditions=conditions)))
    for name, html in made:
        (folder / f"{name}.html").write_text(html, encoding="utf-8", newline="\n")
    return [folder / f"{name}.html" for name, _ in made]


def _executed(notebook: str, page: Page) -> nbformat.NotebookNode:
    """The notebook with what each of its cells shows of this page."""
    cells = nbformat.read(ROOT / "notebooks" / notebook, as_version=4)
    for cell in cells.cells:
        if cell.cell_type == "code" and cell.source.startswith("page."):
            shown = eval(cell.source, {"page": page})
            data = {"text/html": str(shown.html())} if isinstance(shown, Chart) else shown._repr_mimebundle_()
            cell.outputs = [nbformat.v4.new_output("execute_result", data=data)]
    return cells


def opened(browser, path: Path, *, width: int = 1280, **options):
    """The page in a window of its own, with every request that it makes."""
    context = browser.new_context(viewport={"width": width, "height": 800}, **options)
    page = context.new_page()
    page.asked = []
    page.on("request", lambda request: page.asked.append(request.url))
    page.goto(path.as_uri())
    return page
