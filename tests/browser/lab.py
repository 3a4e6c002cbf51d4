"""A JupyterLab of its own, on a copy of the project's notebooks and the example, and what a test asks of it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STARTS = 120  # seconds that a busy machine may take until JupyterLab answers
QUIET = (
    "--no-browser", "--allow-root", "--IdentityProvider.token=", "--ServerApp.password=", "--LabApp.news_url=None",
    "--LabApp.check_for_updates_class=jupyterlab.handlers.announcements.NeverCheckForUpdate",
)  # fmt: skip


@contextmanager
def running_lab(folder: Path) -> Iterator[str]:
    """The address of a JupyterLab whose files are the copy of the project in `folder`."""
    shutil.copytree(ROOT / "notebooks", folder / "notebooks")
    for name in ("example", "frameworks"):
        shutil.copytree(ROOT / "data" / name, folder / "data" / name)
    port = _free_port()
    own = {f"JUPYTER_{name}_DIR": str(folder / f".{name.lower()}") for name in ("CONFIG", "DATA", "RUNTIME")}
    environment = {**os.environ, **own, "PYTHONPATH": str(ROOT / "lib")}
    command = [sys.executable, "-m", "jupyterlab", f"--port={port}", f"--ServerApp.root_dir={folder}", *QUIET]
    with (folder / "lab.log").open("wb") as log, subprocess.Popen(command, env=environment, stderr=log) as server:
        try:
            address = f"http://localhost:{port}"
            _wait_for(f"{address}/api/status", server, folder / "lab.log")
            yield address
        finally:
            server.terminate()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("localhost", 0))
        return free.getsockname()[1]


def _wait_for(address: str, server: subprocess.Popen, log: Path) -> None:
    until = time.monotonic() + STARTS
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.3)
    raise RuntimeError(f"JupyterLab did not start: {log.read_text(encoding='utf-8')[-2000:]}")
