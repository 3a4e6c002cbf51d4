"""A JupyterLab of its own, on a copy of the project's notebooks and the example, and a person who works in it.

The person asks the lab itself (its commands, its kernels' status) wherever a mouse would have to guess whether the lab
is ready, and has a limit: a session that does not come to its end says where it stopped and what stood there.
"""

from __future__ import annotations

import json
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
from typing import Any

from playwright.sync_api import Browser, Error, Page

ROOT = Path(__file__).resolve().parents[2]
STARTS = 120  # seconds that a busy machine may take until JupyterLab answers
LIMIT = 110  # seconds of a session: a kernel starts slowly where much else runs, and something is wrong after that
SETTINGS = {  # a lab as anybody has it, but for cells that it would not put on the page before they are looked at
    "notebook-extension/tracker": {"windowingMode": "none"},
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
}
QUIET = (
    "--no-browser", "--allow-root", "--expose-app-in-browser",
    "--IdentityProvider.token=", "--ServerApp.password=", "--LabApp.news_url=None",
    "--LabApp.check_for_updates_class=jupyterlab.handlers.announcements.NeverCheckForUpdate",
)  # fmt: skip


@contextmanager
def running_lab(folder: Path) -> Iterator[str]:
    """The address of a JupyterLab whose files are the copy of the project in `folder`."""
    shutil.copytree(ROOT / "notebooks", folder / "notebooks")
    for name in ("example", "frameworks"):
        shutil.copytree(ROOT / "data" / name, folder / "data" / name)
    for name, setting in SETTINGS.items():
        file = folder / ".lab_settings" / "@jupyterlab" / f"{name}.jupyterlab-settings"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(setting), encoding="utf-8")
    port = _free_port()
    places = ("JUPYTER_CONFIG", "JUPYTER_DATA", "JUPYTER_RUNTIME", "JUPYTERLAB_SETTINGS", "JUPYTERLAB_WORKSPACES")
    own = {f"{name}_DIR": str(folder / f".{name.removeprefix('JUPYTER').strip('_').lower()}") for name in places}
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


class Session:
    """A person at a JupyterLab: opens notebooks, runs them, and waits for the lab to say that it has done so.

    `panel` is the notebook that is open; `fetched` every address that the browser asked for.
    """

    def __init__(self, browser: Browser, address: str) -> None:
        self.address, self.began = address, time.monotonic()
        context = browser.new_context(viewport={"width": 1600, "height": 1100})
        context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
        self.page: Page = context.new_page()
        self.fetched: list[str] = []
        self.page.on("request", lambda request: self.fetched.append(request.url))
        with self.step("the lab starts"):
            self.page.goto(f"{address}/lab?reset")
            self.page.wait_for_function("window.jupyterapp && jupyterapp.restored.then(() => true)")

    @property
    def panel(self) -> Any:
        """The notebook that is on the screen."""
        return self.page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")

    @contextmanager
    def step(self, what: str) -> Iterator[None]:
        """A step has what is left of the session's time; where it does not end, it says what was there instead."""
        self.page.set_default_timeout(max(1.0, LIMIT - (time.monotonic() - self.began)) * 1000)
        try:
            yield
        except (Error, AssertionError) as error:
            after = time.monotonic() - self.began
            raise AssertionError(f"{what}: not so after {after:.0f} s. {self._seen()}\n{error}") from None

    def open(self, notebook: str) -> None:
        """Open a notebook of the project, and wait until its kernel is idle."""
        self._command("docmanager:open", path=f"notebooks/{notebook}", factory="Notebook", kernel={"name": "python3"})
        self._until_idle(notebook)

    def new_notebook(self) -> None:
        """A notebook of one empty cell, with a kernel of its own."""
        before = self._ask("jupyterapp.shell.currentWidget.id")
        self._command("notebook:create-new", kernelName="python3")
        with self.step("a new notebook opens"):
            self.page.wait_for_function("before => jupyterapp.shell.currentWidget.id !== before", arg=before)
        self._until_idle("the new notebook")

    def run(self, command: str = "notebook:run-all-cells") -> None:
        """Run the cells of the notebook that is open, and wait until they have run, and their outputs are there."""
        self._command(command)
        self._until_idle("the notebook that was run")

    def errors(self) -> list[str]:
        """What the cells of the notebook that is open say went wrong."""
        return [output["evalue"] for output in self._outputs() if output["output_type"] == "error"]

    def _command(self, name: str, **given: Any) -> None:
        """A command of the lab's, done to its end. A promise is looked at from outside, so that none can hang."""
        begin = "([name, given]) => { window.done = null; jupyterapp.commands.execute(name, given)"
        begin += ".then(() => { window.done = 'done' }, error => { window.done = String(error) }); }"
        with self.step(name):
            self.page.evaluate(begin, [name, given])
            self.page.wait_for_function("() => window.done !== null")
            assert self._ask("window.done") == "done"

    def _until_idle(self, what: str) -> None:
        idle = "() => { const { session } = jupyterapp.shell.currentWidget.sessionContext ?? {};"
        idle += "return session?.kernel?.connectionStatus === 'connected' && session.kernel.status === 'idle'; }"
        with self.step(f"the kernel of {what} is idle"):
            self.page.wait_for_function(idle)

    def _outputs(self) -> list[dict[str, Any]]:
        cells = self._ask("jupyterapp.shell.currentWidget?.content?.model?.toJSON().cells ?? []")
        return [output for cell in cells for output in cell.get("outputs", ())]

    def _seen(self) -> str:
        """What stands on the screen of a session that does not go on, as far as the browser still answers."""
        kernel = "jupyterapp?.shell?.currentWidget?.sessionContext?.session?.kernel?.status"
        try:
            dialogs = self.page.locator(".jp-Dialog").all_inner_texts()
            open_now, errors = self._ask("jupyterapp?.shell?.currentWidget?.title?.label"), self.errors()
            counts = self._ask("[...document.querySelectorAll('.jp-InputPrompt')].map(cell => cell.innerText)")
            return f"Open: {open_now}; kernel: {self._ask(kernel)}; {dialogs=}; {errors=}; cells: {counts}."
        except Error as error:
            return f"The browser does not answer: {error}."

    def _ask(self, expression: str) -> Any:
        return self.page.evaluate(f"() => {expression}")
