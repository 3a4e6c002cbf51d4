"""Where pages are drawn: threads of this process that wait for its drawers, or a Dask cluster; one interface."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ThreadPoolExecutor, wait

from peerwork.build.render_task import Drawn, Task, draw_page, start_drawers, stop_drawers
from peerwork.problems import Problem, ProblemsFound

AHEAD = 2  # tasks handed out for each page being drawn: nobody waits, and memory does not grow with the study


def cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextlib.contextmanager
def local_pool(jobs: int) -> Iterator[tuple[Executor, int]]:
    """As many pages at once as `jobs`, on this machine. Leaving it early ends what is running."""
    start_drawers()
    executor = ThreadPoolExecutor(jobs, thread_name_prefix="page")
    try:
        yield executor, jobs
    finally:
        executor.shutdown(wait=False, cancel_futures=True)  # first: a page that waits its turn must not start
        stop_drawers()
        executor.shutdown()


@contextlib.contextmanager
def cluster_pool(scheduler: str) -> Iterator[tuple[Executor, int]]:
    """As many pages at once as the workers of a Dask scheduler have threads. Raises ProblemsFound without one."""
    try:
        from distributed import Client
    except ImportError:
        wrong, right = "a scheduler needs the extra `cluster`", "install peerwork[cluster]"
        raise ProblemsFound([Problem("--scheduler", None, "", wrong, right)]) from None
    try:
        client = Client(scheduler, timeout=10)
    except OSError as error:
        wrong = f"no Dask scheduler answers at {scheduler} ({type(error).__name__})"
        raise ProblemsFound([Problem("--scheduler", None, "", wrong, "start one, or leave the option out")]) from None
    try:
        slots = sum(client.nthreads().values())
        if not slots:
            raise ProblemsFound([Problem("--scheduler", None, "", "it has no workers", "start `dask worker`")])
        client.run(start_drawers)
        with client.get_executor(pure=False, retries=0) as executor:
            yield executor, slots
    finally:
        client.close()


def draw_all(tasks: Iterable[Task], executor: Executor, slots: int) -> Iterator[Drawn]:
    """Every page as it is finished, in whatever order."""
    waiting = iter(tasks)
    running: set[Future[Drawn]] = set()
    while True:
        for task in waiting:
            running.add(executor.submit(draw_page, task))
            if len(running) >= AHEAD * slots:
                break
        if not running:
            return
        finished, running = wait(running, timeout=1, return_when=FIRST_COMPLETED)  # a wait without end ignores Ctrl-C
        for future in finished:
            yield future.result()
