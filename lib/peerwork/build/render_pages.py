"""Draw the stale pages of a bundle, and put each in its place as it comes."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path

from peerwork.atomic import write_atomic
from peerwork.build.cache import BuildCache, Keyed, StalePages
from peerwork.build.finish import remove
from peerwork.build.layout import Layout, notebooks_of
from peerwork.build.plan import SLICES, Bundle, PlannedPage, nav_of
from peerwork.build.progress import BuildProgress
from peerwork.build.render_pool import draw_all
from peerwork.build.render_task import Drawn, Task


@dataclass(frozen=True)
class Drawing:
    """What the pages of one build are drawn from, where they go, and who is told."""

    bundle: Bundle
    layout: Layout
    root: Path
    plan: StalePages
    ledger: BuildCache
    keyed: Keyed
    progress: BuildProgress
    explain: bool

    def draw(self, cut: Iterable[PlannedPage], many: int, executor: Executor, slots: int) -> dict[str, Path]:
        """Draw those of so many pages that are stale, each when its slice is there; the log of each that failed."""
        shutil.rmtree(self.layout.jobs, ignore_errors=True)
        self.layout.jobs.mkdir(parents=True)
        failed = {}
        self.progress.start(many)
        try:
            for drawn in draw_all(self._tasks(cut), executor, slots):
                log = self._put_in_place(drawn)
                if drawn.failed:
                    failed[drawn.page] = log
                self.progress.done(drawn.page, failed=drawn.failed)
        finally:
            self.progress.end()
        return failed

    def _tasks(self, cut: Iterable[PlannedPage]) -> Iterator[Task]:
        for page in cut:
            why = self.plan.judge(page)
            if not why:
                self.progress.fresh()
                continue
            if self.explain:
                self._explain(page, why)
            yield self._task(page)

    def _explain(self, page: PlannedPage, why: Iterable[str]) -> None:
        from peerwork.build.explain import describe_changes

        self.progress.say(f"{page.name}: {', '.join(why)}")
        for line in describe_changes(self._drawn_from(page.name), self.bundle.slice_of(page)):
            self.progress.say(f"  {line}")

    def _drawn_from(self, page: str) -> Path:
        return self.layout.drawn / f"{page}.json"

    def _task(self, page: PlannedPage) -> Task:
        return Task(
            page=page.name,
            title=page.title,
            audience=self.bundle.audience,
            parameters=page.parameters,
            nav=nav_of(self.bundle, page),
            notebook=(notebooks_of(self.root) / page.notebook).read_bytes(),
            slice=self.bundle.slice_of(page).read_bytes(),
            scratch=str(self.layout.jobs),
        )

    def _put_in_place(self, drawn: Drawn) -> Path:
        """Write the page's files and log, take away what it no longer has, note what it was drawn from; its log."""
        log, spare = self.layout.logs / f"{drawn.page}.log", self.layout.work / "spare"
        write_atomic(log, drawn.log.encode("utf-8"), spare)
        remove(self.layout, set(self.ledger.files_of(drawn.page)) - set(drawn.files))
        for name, content in drawn.files.items():
            write_atomic(self.layout.place_of(name), content, spare)
        if not drawn.failed:
            hashes = {name: self.keyed(content) for name, content in drawn.files.items()}
            self.ledger.add(drawn.page, self.plan.made_from[drawn.page], hashes)
            write_atomic(
                self._drawn_from(drawn.page), (self.bundle.folder / SLICES / f"{drawn.page}.json").read_bytes()
            )
        return log
