"""Draw one page in a folder of its own: from a notebook, a slice and a few words to a notebook, a page and figures.

The folder is all that the drawing process is given. In it: `task.json`, `notebook.ipynb`, `slice.json`. It leaves
`page.ipynb`, `page.html`, `figures/` and `log.txt`, or, when the notebook failed, `failed.txt` with its traceback.
"""

from __future__ import annotations

import json
import os
import re
import sys
import tempfile
import threading
import traceback
from pathlib import Path
from typing import Any

COLOURS = re.compile(r"\x1b\[[0-9;]*m")
TASK, NOTEBOOK, SLICE, FIGURES = "task.json", "notebook.ipynb", "slice.json", "figures"
DRAWN, PAGE, LOG, FAILED = "page.ipynb", "page.html", "log.txt", "failed.txt"


def spare_slow_import() -> None:
    """Keep a grammar of internet addresses out: it takes seconds to import, and checks nothing that a notebook has."""
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]  # the documented way to refuse an import


def run_job(folder: Path, *, warm: bool) -> None:
    """Draw the page of a folder; a failure of any kind is written to `failed.txt` and never raised."""
    try:
        _draw(folder, warm=warm)
    except Exception as error:  # the notebook's own error, whatever it is, belongs in the page's log
        text = COLOURS.sub("", str(error)) if _is_of_notebook(error) else traceback.format_exc()
        (folder / FAILED).write_text(text.strip() + "\n", encoding="utf-8", newline="\n")


def _draw(folder: Path, *, warm: bool) -> None:
    import nbformat

    from peerwork.build.strip import log_of, strip_notebook
    from peerwork.pages.catalogue import page_kind
    from peerwork.pages.html import render_page

    task = json.loads((folder / TASK).read_text(encoding="utf-8"))
    os.environ["PEERWORK_SLICE"] = str(folder / SLICE)
    os.environ["PEERWORK_FIGURES"] = str(folder / FIGURES)
    if task["audience"] != "team":  # what is shared may be put into a letter or slides
        os.environ["PEERWORK_PICTURES"] = "1"
    (folder / FIGURES).mkdir(exist_ok=True)
    executed = execute(folder / NOTEBOOK, task["parameters"], folder, warm=warm)
    (folder / LOG).write_text(log_of(executed), encoding="utf-8", newline="\n")
    stripped = strip_notebook(executed, sources=task["audience"] == "team")
    handed = json.loads((folder / SLICE).read_text(encoding="utf-8"))
    page = render_page(
        stripped, title=task["title"], facts=handed["facts"], audience=task["audience"], nav=task["nav"],
        here=task["here"], folded=page_kind(handed["kind"]).folded,
    )  # fmt: skip
    (folder / DRAWN).write_text(nbformat.writes(stripped) + "\n", encoding="utf-8", newline="\n")
    (folder / PAGE).write_text(page, encoding="utf-8", newline="\n")


def execute(notebook: Path, parameters: dict[str, str], folder: Path, *, warm: bool) -> Any:
    """The notebook as papermill executes it: here in this process (`warm`), or in a Jupyter kernel."""
    if warm:
        from papermill.engines import papermill_engines

        from peerwork.build.engine import InProcessEngine

        papermill_engines.register("peerwork", InProcessEngine)
        return _papermill(notebook, parameters, folder, engine_name="peerwork")
    # A socket's path holds about 100 characters, so it cannot stand in the job's own folder.
    with tempfile.TemporaryDirectory(prefix="pw-") as sockets:
        return _papermill(notebook, parameters, folder, **_kernel(Path(sockets) / "k"))


def _papermill(notebook: Path, parameters: dict[str, str], folder: Path, **options: Any) -> Any:
    import papermill

    return papermill.execute_notebook(
        str(notebook), None, parameters, progress_bar=False, kernel_name="python3", cwd=str(folder), **options
    )


def _kernel(address: Path) -> dict[str, Any]:
    """A kernel that talks over files of this user and no network, where the system has such files."""
    if sys.platform == "win32":
        return {}
    from traitlets.config import Config

    return {"config": Config({"KernelManager": {"transport": "ipc", "ip": str(address)}})}


def _is_of_notebook(error: Exception) -> bool:
    return type(error).__name__ == "PapermillExecutionError"


def main() -> None:
    """`python -m peerwork.build.render_page FOLDER`: draw with a kernel, and end when whoever asked has gone."""
    spare_slow_import()
    threading.Thread(target=_end_with_asker, daemon=True).start()
    run_job(Path(sys.argv[1]), warm=False)


def _end_with_asker() -> None:
    while os.read(0, 1):  # not sys.stdin: its lock, held here, would stop the interpreter from ending
        pass
    os._exit(1)


if __name__ == "__main__":
    main()
