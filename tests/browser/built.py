"""One page of each kind of the example study, for each audience: drawn once, as a build draws it."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

from peerwork.build.bundle import ProtectedStudy, cut_pages, lay_out
from peerwork.build.plan import Bundle, PlannedPage, nav_of
from peerwork.build.render_pool import cores
from peerwork.build.render_processes import Drawers, way_here
from peerwork.build.render_task import Task, draw_with
from peerwork.pages.catalogue import CATALOGUE
from peerwork.pages.statement import STATEMENT, render_statement
from peerwork.release import decide_all, protect
from peerwork.scoring import score_study
from peerwork.study.read import read_study
from peerwork.vocabulary import Audience

ROOT = Path(__file__).parents[2]
SITE = "S07"  # of the workshop


@cache
def _scored():
    study = read_study(ROOT / "data" / "example")
    return study, score_study(study), decide_all(study)


def _protected(audience: Audience) -> ProtectedStudy:
    study, scored, decisions = _scored()
    site = SITE if audience is Audience.WORKSHOP else None
    tables = protect(study, scored, audience, site=site, decisions=decisions).tables
    return ProtectedStudy(study, audience, site, tables)


def write_pages(folder: Path, audience: Audience) -> list[Path]:
    """The first page of each kind that the audience sees, and the accessibility statement; links as in a whole set."""
    protected = _protected(audience)
    bundle = lay_out(protected, folder / "bundle", catalogue=CATALOGUE)
    wanted = {page.name for page in _first_of_each_kind(bundle.pages)}
    cut = (page for page in cut_pages(bundle, protected, catalogue=CATALOGUE) if page.name in wanted)
    drawers = Drawers(way_here())
    try:
        with ThreadPoolExecutor(cores()) as pool:
            drawn = list(pool.map(lambda page: draw_with(drawers, _task(bundle, page)), cut))
    finally:
        drawers.stop()
    assert not [page.log for page in drawn if page.failed]
    for page in drawn:
        (folder / f"{page.page}.html").write_bytes(page.files[f"{page.page}.html"])
    said = render_statement(facts=bundle.facts, audience=audience, nav=nav_of(bundle), pages=len(drawn), missing=0)
    (folder / STATEMENT).write_text(said, encoding="utf-8", newline="\n")
    return sorted(folder.glob("*.html"))


def _first_of_each_kind(pages: Iterable[PlannedPage]) -> Iterable[PlannedPage]:
    return {page.kind: page for page in reversed(list(pages))}.values()


def _task(bundle: Bundle, page: PlannedPage) -> Task:
    return Task(
        page=page.name, title=page.title, audience=bundle.audience, parameters=page.parameters,
        nav=nav_of(bundle, page), notebook=(ROOT / "notebooks" / page.notebook).read_bytes(),
        slice=bundle.slice_of(page).read_bytes(),
    )  # fmt: skip
