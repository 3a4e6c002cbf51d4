"""Draw one page, here or on another machine: bytes in, bytes out, nothing shared but the installed package."""

from __future__ import annotations

import json
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from peerwork.build import render_page
from peerwork.build.render_processes import Drawers, way_here


@dataclass(frozen=True)
class Task:
    """What a page is drawn from. `scratch` is a folder for it, or None for the machine's own temporary one."""

    page: str
    title: str
    audience: str
    parameters: dict[str, str]
    nav: list[dict[str, str]]
    notebook: bytes
    slice: bytes
    scratch: str | None = None


@dataclass(frozen=True)
class Drawn:
    """What came of it: files by name, figures under `figures/`, and the log; `failed` when the notebook did."""

    page: str
    files: dict[str, bytes]
    log: str
    failed: bool


_drawers: list[Drawers] = []  # this process's own; a list because a stopped one is replaced


def start_drawers() -> None:
    """Begin to warm this process's drawers, without waiting for them."""
    if not _drawers:
        _drawers.append(Drawers(way_here()))
    _drawers[0].start()


def stop_drawers() -> None:
    """End the processes that draw for this one."""
    while _drawers:
        _drawers.pop().stop()


def draw_page(task: Task) -> Drawn:
    """Draw one page with this process's drawers; raises Stopped when they are stopped meanwhile. Any thread may."""
    start_drawers()
    return draw_with(_drawers[0], task)


def draw_with(drawers: Drawers, task: Task) -> Drawn:
    """Draw one page in a folder that holds nothing else, and is gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix=f"{task.page}-", dir=task.scratch))
    try:
        _lay_out(task, folder)
        drawers.draw(folder, task.audience)
        return _collect(task, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _lay_out(task: Task, folder: Path) -> None:
    words = {"title": task.title, "audience": task.audience, "parameters": task.parameters, "nav": task.nav}
    words["here"] = f"{task.page}.html"
    (folder / render_page.TASK).write_text(json.dumps(words), encoding="utf-8", newline="\n")
    (folder / render_page.NOTEBOOK).write_bytes(task.notebook)
    (folder / render_page.SLICE).write_bytes(task.slice)


def _collect(task: Task, folder: Path) -> Drawn:
    failed = folder / render_page.FAILED
    log = _text(folder / render_page.LOG) + _text(failed)
    if failed.exists():
        return Drawn(task.page, {}, log.replace(str(folder), "."), failed=True)
    files = {
        f"{task.page}.html": (folder / render_page.PAGE).read_bytes(),
        f"{task.page}.ipynb": (folder / render_page.DRAWN).read_bytes(),
    }
    for figure in sorted((folder / render_page.FIGURES).iterdir()):
        files[f"figures/{figure.name}"] = figure.read_bytes()
    return Drawn(task.page, files, log.replace(str(folder), "."), failed=False)


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""
