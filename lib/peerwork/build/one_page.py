"""`peerwork build --page`: one page of a set alone; the other pages and the manifest stay as they are."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from peerwork.atomic import alone
from peerwork.build.cache import BuildCache, Keyed, StalePages
from peerwork.build.finish import publish_files
from peerwork.build.layout import Layout, find_root, make_layout, notebooks_of
from peerwork.build.manifest import read_manifest
from peerwork.build.plan import Bundle, PlannedPage, check_notebooks
from peerwork.build.progress import BuildProgress, progress_for
from peerwork.build.run import BuildResult
from peerwork.pages.catalogue import CATALOGUE, PageKind
from peerwork.problems import Problem, ProblemsFound, UnknownName
from peerwork.vocabulary import DRAFT, Audience

if TYPE_CHECKING:  # both bring pandas along
    from peerwork.build.bundle import ProtectedStudy
    from peerwork.build.gate import Attack


def build_page(
    study: Path,
    audience: Audience,
    name: str,
    out: Path | None = None,
    *,
    site: str | None = None,
    explain: bool = False,
    progress: BuildProgress | None = None,
    root: Path | None = None,
    catalogue: Iterable[PageKind] = CATALOGUE,
    attack: Attack | None = None,
) -> BuildResult:
    """Build the page of that name (`site-S03`), unless it is what it would be; the next whole build does the rest.

    For any audience but the team it is a draft that passes the gate by itself. Raises ProblemsFound as `build_study`
    does, for a name that no page of the set has, and where the output is a release, which is given out whole.
    """
    progress = progress or progress_for(sys.stdout)
    root = root or find_root(study)
    layout = make_layout(study.resolve().name, audience.value, out, root, site=site)
    _refuse_release(layout)
    from peerwork.build.bundle import protect_study
    from peerwork.build.render_pool import local_pool

    with local_pool(1) as pool:
        protected = protect_study(study, audience, site=site, attack=attack)
        with alone(layout.work / "lock", lambda: progress.say("Another build of this output is running: waiting")):
            alone_in = layout.work / "one"
            shutil.rmtree(alone_in, ignore_errors=True)
            bundle, page = _cut(protected, alone_in / "bundle", name, tuple(catalogue), root)
            own = layout if layout.for_team else replace(layout, work=alone_in)
            keyed, ledger = Keyed(own.work / "key"), BuildCache(own.work / "ledger.jsonl")
            plan = StalePages(bundle, own, root, ledger, keyed)
            from peerwork.build.render_pages import Drawing

            failed = Drawing(bundle, own, root, plan, ledger, keyed, progress, explain).draw([page], 1, *pool)
            if not layout.for_team and not failed:
                protected.check_pages(own.pages)
                publish_files(own, ledger.files_of(page.name))
    drawn = tuple(page for page in plan.reasons if page not in failed)
    return BuildResult(layout.out, layout.figures, drawn, () if plan.reasons else (page.name,), failed)


def _cut(
    protected: ProtectedStudy, folder: Path, name: str, catalogue: tuple[PageKind, ...], root: Path
) -> tuple[Bundle, PlannedPage]:
    """A bundle that plans the whole set and holds the slice of that page alone."""
    from peerwork.build.bundle import cut_page, plan_pages

    bundle = plan_pages(protected, folder, catalogue=catalogue)
    page = next((page for page in bundle.pages if page.name == name), None)
    if page is None:
        raise UnknownName("--page", "page", name, [page.name for page in bundle.pages])
    problems = check_notebooks(replace(bundle, pages=(page,)), notebooks_of(root))
    if problems:
        raise ProblemsFound(problems)
    cut_page(bundle, page, protected, catalogue=catalogue)
    return bundle, page


def _refuse_release(layout: Layout) -> None:
    released = read_manifest(layout.out).get("released")
    if released not in (None, DRAFT):
        wrong = f"{layout.out.as_posix()} holds {released}, which is whole"
        raise ProblemsFound([Problem("--page", None, "", wrong, "name another folder with --out")])
