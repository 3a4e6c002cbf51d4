"""A process that has imported what notebooks import, and draws pages.

`python -m peerwork.build.render_server fork | spawn`. Asked on standard input (`number folder`, a line each), it
answers on standard output (`number status`), after a first line `ready`. It ends, with every page it is drawing, when
its input closes: whoever asked has gone. To `fork` it draws each page in a copy of itself; it has one thread, and forks
only while that is so. Where there is no fork (`spawn`) it draws one page after another by itself, each with a new shell
and the first settings of figures.
"""

from __future__ import annotations

import contextlib
import gc
import io
import os
import pkgutil
import selectors
import signal
import sys
import threading
from importlib import import_module
from pathlib import Path
from queue import SimpleQueue

READY = "ready"
# Numeric libraries start a thread for each core when they are imported, and a fork copies none of them.
ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
NOT_DRAWING = {"make", "cut", "facts", "explore"}  # they read, score or cut a study: no process that draws holds them


def preload(*, once: bool = True) -> None:
    """Import everything that drawing a page imports, make the shell and pay what a first figure costs.

    The shell is made `once` where each copy of this process draws one page.
    """
    from peerwork.build.render_page import spare_slow_import

    spare_slow_import()
    import papermill  # noqa: F401
    from matplotlib.figure import Figure

    import peerwork.pages.html
    from peerwork.build import strip  # noqa: F401
    from peerwork.build.engine import warm_shell

    for module in pkgutil.walk_packages(peerwork.pages.__path__, "peerwork.pages."):
        if module.name.rpartition(".")[2] not in NOT_DRAWING:
            with contextlib.suppress(ImportError):  # the notebook that needs it will say so, in its own log
                import_module(module.name)
    warm_shell(once=once)
    peerwork.pages.html.warm_up()
    figure = Figure()
    figure.add_subplot(title="warm")
    for kind in ("png", "svg"):
        figure.savefig(io.BytesIO(), format=kind)


def serve_alone(requests: int, replies: int) -> None:
    """Draw what is asked for in this process, one page after another; end at once when requests do."""
    from matplotlib import rc_context
    from matplotlib.pyplot import close

    from peerwork.build.render_page import run_job

    asked: SimpleQueue[tuple[str, Path]] = SimpleQueue()
    threading.Thread(target=_read_requests, args=(requests, asked), daemon=True).start()
    os.write(replies, f"{READY}\n".encode())
    while True:
        number, folder = asked.get()
        with rc_context():  # what a notebook sets for its figures is not for the next one
            run_job(folder, warm=True)
        close("all")
        gc.collect()
        os.write(replies, f"{number} 0\n".encode())


def _read_requests(requests: int, asked: SimpleQueue[tuple[str, Path]]) -> None:
    with os.fdopen(requests, encoding="utf-8") as lines:
        for line in lines:
            number, _, folder = line.rstrip("\n").partition(" ")
            asked.put((number, Path(folder)))
    os._exit(1)


def serve_forking(requests: int, replies: int) -> None:
    """Fork for each request until they end, then end every child."""
    children: dict[int, str] = {}
    woken, wake = os.pipe()
    for end in (woken, wake):
        os.set_blocking(end, False)
    signal.set_wakeup_fd(wake)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    waiting = selectors.DefaultSelector()
    waiting.register(requests, selectors.EVENT_READ)
    waiting.register(woken, selectors.EVENT_READ)
    os.write(replies, f"{READY}\n".encode())
    unread = b""
    try:
        while True:
            for key, _ in waiting.select():
                text = os.read(key.fd, 65536)
                if key.fd == requests:
                    if not text:
                        return
                    *lines, unread = (unread + text).split(b"\n")
                    for line in lines:
                        number, _, folder = line.decode("utf-8").partition(" ")
                        children[fork_for(Path(folder), (requests, replies, woken, wake))] = number
            _report_ended(children, replies)
    finally:
        for child in children:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child, signal.SIGKILL)


def fork_for(folder: Path, private: tuple[int, ...]) -> int:
    """Fork a process that draws the page of a folder, without our `private` pipes; ends us where a thread is alive."""
    if threading.active_count() > 1:
        raise SystemExit("a thread is alive: this process must not fork")
    child = os.fork()
    if child:
        with contextlib.suppress(OSError):  # the child does the same: whichever comes first
            os.setpgid(child, child)
        return child
    status = 1
    try:
        os.setpgid(0, 0)
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        for end in private:
            os.close(end)
        from peerwork.build.render_page import run_job

        run_job(folder, warm=True)
        status = 0
    finally:
        os._exit(status)


def _report_ended(children: dict[int, str], replies: int) -> None:
    while children:
        child, status = os.waitpid(-1, os.WNOHANG)
        if child == 0:
            return
        os.write(replies, f"{children.pop(child)} {os.waitstatus_to_exitcode(status)}\n".encode())


def main() -> None:
    """Keep the two pipes for ourselves: what a notebook prints must not answer for us."""
    requests, replies = os.dup(0), os.dup(1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    gc.set_threshold(100_000, 20, 20)  # imports leave little rubbish, and a page is drawn and gone before there is much
    forking = sys.argv[1] == "fork"
    preload(once=forking)
    gc.collect()
    gc.freeze()  # pages share this memory as long as nobody touches it
    with contextlib.suppress(BrokenPipeError):
        (serve_forking if forking else serve_alone)(requests, replies)
    os._exit(0)  # whoever interrupted the build waits for us: nothing here needs an orderly end


if __name__ == "__main__":
    main()
