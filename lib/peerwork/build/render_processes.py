"""Ask a warm server to draw a page; ask a Python of its own where there is none."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from concurrent.futures import Future
from pathlib import Path
from typing import IO

from peerwork.build import render_page, render_server
from peerwork.build.cache import PACKAGE

COLD = "PEERWORK_COLD"  # set to 1: draw with Jupyter kernels even where warm processes would do


class Stopped(RuntimeError):
    """The build was stopped while the page was being drawn."""


class Drawers:
    """The processes that draw pages for this one. `draw` may be called from several threads at once."""

    def __init__(self, *, warm: bool) -> None:
        self._warm = warm
        self._lock = threading.Lock()
        self._server: subprocess.Popen[bytes] | None = None
        self._gone = False  # the server has ended: nobody answers any more
        self._asked: dict[int, Future[int]] = {}
        self._number = 0
        self._cold: set[subprocess.Popen[bytes]] = set()
        self._stopped = False

    def start(self) -> None:
        """Start the warm server, if this system has one, without waiting for it."""
        with self._lock:
            if self._server is None and not self._stopped and self._warm:
                self._server = _popen("peerwork.build.render_server", stdout=subprocess.PIPE)
                threading.Thread(target=self._listen, args=(self._server,), daemon=True).start()

    def draw(self, folder: Path) -> None:
        """Draw the page of a job's folder, and come back when it is drawn or has failed. Raises Stopped."""
        self.start()
        if not self._draw_warm(folder):
            self._draw_cold(folder)

    def stop(self) -> None:
        """End every process; whoever waits for a page gets Stopped."""
        with self._lock:
            self._stopped = True
            running = [*self._cold, *([self._server] if self._server else [])]
        for process in running:
            _pipe(process.stdin).close()  # the sign to end: each ends what it has started, and itself
        for process in running:
            try:
                process.wait(timeout=1)
            except subprocess.TimeoutExpired:
                process.kill()

    def _draw_warm(self, folder: Path) -> bool:
        """Whether the page was drawn (or its notebook failed) in a warm process; False asks for a cold one."""
        with self._lock:
            if self._stopped:
                raise Stopped
            if self._server is None or self._gone:
                return False
            self._number += 1
            number, answer = self._number, Future[int]()
            self._asked[number] = answer
            try:
                _pipe(self._server.stdin).write(f"{number} {folder}\n".encode())
                _pipe(self._server.stdin).flush()
            except OSError:
                return False
        return answer.result() == 0

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

    def _listen(self, process: subprocess.Popen[bytes]) -> None:
        for line in _pipe(process.stdout):
            words = line.decode().split()
            if words[0] != render_server.READY:
                self._answer(int(words[0]), int(words[1]))
        with self._lock:
            self._gone = True
        for number in list(self._asked):
            self._answer(number, 1)

    def _answer(self, number: int, status: int) -> None:
        with self._lock:
            answer = self._asked.pop(number, None)
        if answer is None:
            return
        if self._stopped:
            answer.set_exception(Stopped())
        else:
            answer.set_result(status)


def can_fork() -> bool:
    """Whether pages are drawn by processes forked from a warm one."""
    return hasattr(os, "fork") and os.environ.get(COLD) != "1"


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
        stderr=subprocess.DEVNULL,
        env=environment(),
        start_new_session=True,
    )
