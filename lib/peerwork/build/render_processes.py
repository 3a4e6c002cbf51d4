"""Ask a warm process to draw a page; ask a Jupyter kernel of its own where that fails."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from concurrent.futures import Future
from enum import StrEnum
from pathlib import Path
from typing import IO

from peerwork.build import render_page, render_server
from peerwork.build.cache import PACKAGE

DRAW = "PEERWORK_DRAW"  # names one of the ways below, where another would be taken


class Way(StrEnum):
    """How pages are drawn."""

    FORK = "fork"  # each page by a process of its own, forked from a warm one
    SPAWN = "spawn"  # by warm processes, as many as pages at once; each draws one page after another
    KERNEL = "kernel"  # each page by a Jupyter kernel of its own


def way_here() -> Way:
    """The way of this system, or the one that the environment names."""
    return Way(os.environ.get(DRAW) or (Way.FORK if hasattr(os, "fork") else Way.SPAWN))


class Stopped(RuntimeError):
    """The build was stopped while the page was being drawn."""


class Drawers:
    """The processes that draw pages for this one. `draw` may be called from several threads at once."""

    def __init__(self, way: Way) -> None:
        self._way = way
        self._lock = threading.Lock()
        self._servers: list[_Server] = []
        self._cold: set[subprocess.Popen[bytes]] = set()
        self._stopped = False

    def start(self) -> None:
        """Start a first warm process, if this is a way that has one, without waiting for it."""
        with self._lock:
            if not self._servers and not self._stopped and self._way != Way.KERNEL:
                self._servers.append(_Server(self._way))

    def draw(self, folder: Path, audience: str) -> None:
        """Draw the page of a job's folder, and come back when it is drawn or has failed. Raises Stopped.

        A process that outlives its page draws for one audience only.
        """
        self.start()
        with self._lock:
            answer = None if self._stopped else self._ask(folder, audience)
        drawn = answer is not None and answer.result() == 0
        if not drawn:
            self._draw_cold(folder)

    def stop(self) -> None:
        """End every process; whoever waits for a page gets Stopped."""
        with self._lock:
            self._stopped = True
            running = [*self._cold, *(server.process for server in self._servers)]
        for process in running:
            _pipe(process.stdin).close()  # the sign to end: each ends what it has started, and itself
        for process in running:
            try:
                process.wait(timeout=1)
            except subprocess.TimeoutExpired:
                process.kill()

    def _ask(self, folder: Path, audience: str) -> Future[int] | None:
        """The status to come from a warm process that is free to draw it; None where there is no such way."""
        if self._way == Way.SPAWN:
            self._servers = [server for server in self._servers if not server.gone]
            free = [server for server in self._servers if server.is_free_for(audience)]
            if not free:
                free = [_Server(self._way)]
                self._servers += free
            return free[0].ask(folder, audience)
        return self._servers[0].ask(folder, audience) if self._servers else None

    def _draw_cold(self, folder: Path) -> None:
        with self._lock:
            if self._stopped:
                raise Stopped
            process = _popen("peerwork.build.render_page", str(folder))
            self._cold.add(process)
        process.wait()
        with self._lock:
            self._cold.discard(process)
            if self._stopped:
                raise Stopped
        if process.returncode:
            text = f"the process that drew this page ended with status {process.returncode}\n"
            (folder / render_page.FAILED).write_text(text, encoding="utf-8", newline="\n")


class _Server:
    """A warm process, and the pages that it was asked for and has not drawn yet."""

    def __init__(self, way: Way) -> None:
        self.process = _popen("peerwork.build.render_server", way, stdout=subprocess.PIPE)
        self.gone = False  # it has ended: nobody answers any more
        self._audience: str | None = None
        self._lock = threading.Lock()
        self._asked: dict[int, Future[int]] = {}
        self._number = 0
        threading.Thread(target=self._listen, daemon=True).start()

    def is_free_for(self, audience: str) -> bool:
        """Whether it draws nothing now, and has drawn for nobody else."""
        return not self._asked and self._audience in (None, audience)

    def ask(self, folder: Path, audience: str) -> Future[int]:
        """The status with which the page of a folder will be drawn; not 0 where the process crashed or has gone."""
        with self._lock:
            self._audience, self._number = audience, self._number + 1
            answer = self._asked[self._number] = Future()
            try:
                _pipe(self.process.stdin).write(f"{self._number} {folder}\n".encode())
            except (OSError, ValueError):  # it has gone, or we were stopped
                self.gone = True
            if self.gone:
                self._asked.pop(self._number).set_result(1)
        return answer

    def _listen(self) -> None:
        for line in _pipe(self.process.stdout):
            words = line.decode().split()
            if words[0] != render_server.READY:
                self._answer(int(words[0]), int(words[1]))
        with self._lock:
            self.gone = True
        for number in list(self._asked):
            self._answer(number, 1)

    def _answer(self, number: int, status: int) -> None:
        with self._lock:
            answer = self._asked.pop(number, None)
        if answer is not None:
            answer.set_result(status)


def environment() -> dict[str, str]:
    """The environment of a process that draws: this library first, one thread, figures inline as in a kernel."""
    given = os.environ.get("PYTHONPATH", "")
    return {
        **os.environ,
        **{name: "1" for name in render_server.ONE_THREAD},
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "PYTHONPATH": os.pathsep.join(filter(None, [str(PACKAGE.parent), given])),
    }


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    """The pipe to or from a process, which `_popen` asked for."""
    if pipe is None:
        raise ValueError("the process was started without this pipe")
    return pipe


def _popen(module: str, *arguments: str, stdout: int = subprocess.DEVNULL) -> subprocess.Popen[bytes]:
    """A Python of ours, in a session of its own: a terminal's Ctrl-C is for this process to pass on."""
    return subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        stdin=subprocess.PIPE,
        stdout=stdout,
        bufsize=0,  # what could not be written to a process that has gone is not tried again when its pipe is closed
        stderr=subprocess.DEVNULL,
        env=environment(),
        start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),  # the same on Windows
    )
