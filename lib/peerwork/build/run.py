"""`peerwork build`: a study or a bundle in, a whole set of pages out. Imports nothing heavy until something changed."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from peerwork.atomic import alone
from peerwork.build.attachments import HANDBOOK, write_document, write_workbook
from peerwork.build.cache import BuildCache, Keyed, StalePages, nothing_changed, state_of_inputs, write_stamp
from peerwork.build.finish import publish, write_rest
from peerwork.build.layout import Layout, find_root, make_layout, notebooks_of
from peerwork.build.plan import Bundle, PlannedPage, check_notebooks, read_bundle
from peerwork.build.progress import BuildProgress, progress_for
from peerwork.pages.catalogue import CATALOGUE, PageKind
from peerwork.problems import ProblemsFound
from peerwork.vocabulary import Audience

if TYPE_CHECKING:  # the gate brings pandas along
    from peerwork.build.gate import Attack
    from peerwork.release import ReleaseHistory


@dataclass(frozen=True)
class BuildResult:
    """What a build did: pages drawn, pages that were fresh, and the log of each that failed."""

    out: Path
    figures: Path
    drawn: tuple[str, ...]
    fresh: tuple[str, ...]
    failed: Mapping[str, Path] = field(default_factory=dict)

    @property
    def whole(self) -> bool:
        """Whether every page is there."""
        return not self.failed


def build_study(
    study: Path,
    audience: Audience,
    out: Path | None = None,
    *,
    site: str | None = None,
    jobs: int | None = None,
    scheduler: str | None = None,
    explain: bool = False,
    progress: BuildProgress | None = None,
    root: Path | None = None,
    catalogue: Iterable[PageKind] = CATALOGUE,
    attack: Attack | None = None,
    release: bool = False,
) -> BuildResult:
    """Build every page of a study for an audience; only what changed is drawn again.

    For any audience but the team it is a draft, and nothing is written into the study; with `release` it is noted in
    the study's history, which is held from protecting the tables to publishing the pages. Either passes the gate, with
    `attack`. Raises ProblemsFound, before anything is written, for a study with problems or a notebook that cannot be
    run, and with nothing published where the gate is not passed.
    """
    progress = progress or progress_for(sys.stdout)
    root = root or find_root(study)
    layout = make_layout(study.resolve().name, audience.value, out, root, site=site)
    asked = f"{audience} {site} {release} {study.resolve()} {layout.out} {layout.figures}"
    before = state_of_inputs(study, root, arguments=asked)  # before anything is read: what changes later is not missed
    if (layout.work / "key").is_file():
        pages = nothing_changed(layout, study, before, Keyed(layout.work / "key"))
        if pages is not None:
            progress.say(f"Nothing changed: {len(pages)} pages in {layout.out}")
            return BuildResult(layout.out, layout.figures, (), tuple(pages))
    with _pool(jobs, scheduler) as pool, _history(study, release=release) as history:
        from peerwork.build.bundle import cut_pages, lay_out, protect_study
        from peerwork.build.changed_sites import changed_sites

        protected = protect_study(study, audience, site=site, attack=attack, history=history)
        with alone(layout.work / "lock", lambda: progress.say("Another build of this output is running: waiting")):
            kinds = tuple(catalogue)
            bundle = lay_out(protected, layout.bundle, catalogue=kinds)

            def pass_gate(pages: Path) -> None:
                protected.check_pages(pages)
                if release:
                    protected.note()

            first = changed_sites(protected.study, layout.work / "sites.json", Keyed(layout.work / "key"))
            cut = cut_pages(bundle, protected, catalogue=kinds, first=first)
            result = _build(bundle, cut, layout, root, pool, progress, explain=explain, pass_gate=pass_gate)
            if result.whole:
                names = [page.name for page in bundle.pages]
                write_stamp(layout, study, before, Keyed(layout.work / "key"), names)
    return result


@contextlib.contextmanager
def _history(study: Path, *, release: bool) -> Iterator[ReleaseHistory | None]:
    """For a release the study's history, which nobody else writes meanwhile."""
    if not release:
        yield None
        return
    from peerwork.release import history_held

    with history_held(study) as history:
        yield history


def build_from_bundle(
    bundle: Path,
    out: Path,
    *,
    jobs: int | None = None,
    scheduler: str | None = None,
    explain: bool = False,
    progress: BuildProgress | None = None,
    root: Path | None = None,
) -> BuildResult:
    """Build every page of a bundle: the study itself is neither needed nor known. Raises as `build_study` does."""
    made = read_bundle(bundle)
    progress = progress or progress_for(sys.stdout)
    layout = make_layout(made.study, made.audience, out, Path(), site=None)
    with (
        _pool(jobs, scheduler) as pool,
        alone(layout.work / "lock", lambda: progress.say("Another build of this output is running: waiting")),
    ):
        cut = sorted(made.pages, key=lambda page: -made.slice_of(page).stat().st_size)  # what takes longest comes first
        found = root or find_root(bundle)
        return _build(made, iter(cut), layout, found, pool, progress, explain=explain)


Pool = tuple[Executor, int]


@contextlib.contextmanager
def _pool(jobs: int | None, scheduler: str | None) -> Iterator[Pool]:
    from peerwork.build.render_pool import cluster_pool, cores, local_pool

    with cluster_pool(scheduler) if scheduler else local_pool(jobs or cores()) as pool:
        yield pool


def _build(
    bundle: Bundle,
    cut: Iterator[PlannedPage],
    layout: Layout,
    root: Path,
    pool: Pool,
    progress: BuildProgress,
    *,
    explain: bool,
    pass_gate: Callable[[Path], None] = lambda pages: None,
) -> BuildResult:
    """Build the pages of a bundle; `cut` yields each when its slice is there. `pass_gate` raises to stop publishing."""
    from peerwork.build.render_pages import Drawing

    problems = check_notebooks(bundle, notebooks_of(root))
    if problems:
        raise ProblemsFound(problems)
    keyed = Keyed(layout.work / "key")
    ledger = BuildCache(layout.work / "ledger.jsonl")
    ledger.keep(page.name for page in bundle.pages)
    plan = StalePages(bundle, layout, root, ledger, keyed)
    (layout.work / "stamp.json").unlink(missing_ok=True)
    with ThreadPoolExecutor(1) as office:  # while this process waits for pages
        written = {"": office.submit(write_workbook, bundle, layout)}
        office.submit(import_module, "peerwork.pages.statement")  # or the index, when all pages are drawn, waits for it
        ready = _with_documents(cut, office, written, bundle, layout)
        drawing = Drawing(bundle, layout, root, plan, ledger, keyed, progress, explain)
        failed = drawing.draw(ready, len(bundle.pages), *pool)
        for page, made in written.items():
            if page not in failed:  # a handbook that fails does so in both forms, and its log says why
                made.result()
    missing = tuple(page for page in bundle.pages if page.name in failed)
    names = [file for page in bundle.pages if page not in missing for file in ledger.files_of(page.name)]
    write_rest(bundle, layout, names, missing)
    if not layout.for_team:
        pass_gate(layout.pages)
        publish(layout)
    drawn = tuple(page.name for page in bundle.pages if page.name in plan.reasons and page.name not in failed)
    fresh = tuple(page.name for page in bundle.pages if page.name not in plan.reasons)
    return BuildResult(layout.out, layout.figures, drawn, fresh, failed)


def _with_documents(
    cut: Iterator[PlannedPage], office: Executor, written: dict[str, Future[None]], bundle: Bundle, layout: Layout
) -> Iterator[PlannedPage]:
    """The same pages; one that is a document too is written as such from the moment its slice is there."""
    for page in cut:
        if page.kind == HANDBOOK:
            written[page.name] = office.submit(write_document, bundle, page, layout)
        yield page
