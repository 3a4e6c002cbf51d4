"""A papermill engine that runs a notebook's cells in this process: a kernel's outputs without a kernel's second."""

from __future__ import annotations

import contextlib
import io
from base64 import b64encode
from collections.abc import Callable, Iterator
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.history import HistoryManager
from IPython.core.interactiveshell import InteractiveShell
from matplotlib_inline.backend_inline import configure_inline_support
from nbformat import NotebookNode
from papermill.engines import Engine, NotebookExecutionManager
from traitlets import Any as AnyTrait
from traitlets import Type


class Outputs:
    """The outputs of one notebook's cells, put together as a Jupyter client does."""

    def __init__(self) -> None:
        self.cell: list[NotebookNode] = []
        self._displayed: dict[str, list[NotebookNode]] = {}
        self._clear_first = False

    def start_cell(self) -> list[NotebookNode]:
        """A new cell's list, which fills while the cell runs."""
        self.cell, self._clear_first = [], False
        return self.cell

    def add(self, output: NotebookNode, display_id: str | None = None) -> None:
        """Append an output; text follows text of the same stream."""
        if self._clear_first:
            self.cell.clear()
            self._clear_first = False
        if output.output_type == "stream" and self.cell and self.cell[-1].get("name") == output.name:
            self.cell[-1].text += output.text
            return
        if display_id:
            self._displayed.setdefault(display_id, []).append(output)
        self.cell.append(output)

    def update(self, display_id: str, data: dict[str, Any], metadata: dict[str, Any]) -> None:
        """Change every output shown under that id, in whichever cell it stands."""
        for output in self._displayed.get(display_id, []):
            output.data, output.metadata = NotebookNode(data), NotebookNode(metadata)

    def clear(self, *, wait: bool) -> None:
        """Empty the cell's outputs, now or when the next one comes."""
        if wait:
            self._clear_first = True
        else:
            self.cell.clear()


class _Publisher(DisplayPublisher):
    """What `display()` talks to."""

    outputs = AnyTrait()

    def publish(  # type: ignore[override]  # IPython's unused second argument is taken with the rest
        self,
        data: dict[str, Any],
        metadata: dict[str, Any] | None = None,
        *,
        transient: dict[str, Any] | None = None,
        update: bool = False,
        **_: Any,
    ) -> None:
        """Keep a display, or update the earlier ones of its id."""
        display_id = (transient or {}).get("display_id")
        data, metadata = _as_json(data), metadata or {}
        if update:
            self.outputs.update(display_id, data, metadata)
        else:
            shown = NotebookNode(output_type="display_data", data=NotebookNode(data), metadata=NotebookNode(metadata))
            self.outputs.add(shown, display_id)

    def clear_output(self, wait: bool = False) -> None:
        """What `clear_output()` asks for."""
        self.outputs.clear(wait=wait)


class _Hook(DisplayHook):
    """What the value of a cell's last expression goes to."""

    outputs = AnyTrait()

    def write_output_prompt(self) -> None:
        """A kernel prints no Out[n]."""

    def write_format_data(self, format_dict: dict[str, Any], md_dict: dict[str, Any] | None = None) -> None:
        """Keep the value's representations."""
        result = NotebookNode(output_type="execute_result", execution_count=self.prompt_count)
        result.data, result.metadata = NotebookNode(_as_json(format_dict)), NotebookNode(md_dict or {})
        self.outputs.add(result)

    def finish_displayhook(self) -> None:
        """Nothing is left to print."""
        self._is_active = False


class _Stream(io.TextIOBase):
    """What `print` writes to."""

    def __init__(self, name: str, outputs: Outputs) -> None:
        self.name, self._outputs = name, outputs

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, text: str) -> int:
        """Keep the text as output of the stream."""
        if text:
            self._outputs.add(NotebookNode(output_type="stream", name=self.name, text=text))
        return len(text)


class Shell(InteractiveShell):
    """IPython as a kernel sets it up: no history on disk, no colours on a terminal, displays kept."""

    displayhook_class = Type(_Hook)
    display_pub_class = Type(_Publisher)
    kept = AnyTrait()

    def init_io(self) -> None:
        """Leave the streams of this process alone."""

    def enable_gui(self, gui: Any = None) -> None:
        """A notebook has no windows."""

    def _showtraceback(self, etype: type, evalue: BaseException, stb: list[str]) -> None:
        error = {"output_type": "error", "ename": etype.__name__, "evalue": str(evalue), "traceback": list(stb)}
        self.kept.add(NotebookNode(error))


def make_shell() -> Shell:
    """A shell ready to run a notebook in this process, drawing inline as a kernel does."""
    # Its writer is a thread, and a process with threads must not fork.
    HistoryManager.enabled = False  # type: ignore[assignment]  # a trait takes a plain value
    Shell.clear_instance()
    shell = Shell.instance()
    shell.kept = Outputs()
    for display in (shell.display_pub, shell.displayhook):
        display.set_trait("outputs", shell.kept)
    # Else only the first shell of a process is told how to draw.
    configure_inline_support.current_backend = None  # type: ignore[attr-defined]  # an attribute of the function
    shell.enable_matplotlib("inline")
    return shell


def warm_shell(*, once: bool) -> None:
    """Make a shell before there is a notebook: the one that is used (`once`), or none, and a new one for each."""
    shell = make_shell()
    InProcessEngine.shell = staticmethod(lambda: shell) if once else staticmethod(make_shell)


class InProcessEngine(Engine):
    """`papermill --engine peerwork`: runs the cells in the process that asks. A build asks in a process of its own."""

    shell: Callable[[], Shell] = staticmethod(make_shell)

    @classmethod
    def execute_managed_notebook(cls, nb_man: NotebookExecutionManager, kernel_name: str, **_: Any) -> None:
        """Run every cell in turn; stop at the first that fails, as papermill does."""
        shell = cls.shell()
        with _streams(shell.kept):
            for index, cell in enumerate(nb_man.nb.cells):
                nb_man.cell_start(cell, index)
                worked = run_cell(shell, cell)
                if not worked:
                    nb_man.cell_exception(cell, cell_index=index)
                nb_man.cell_complete(cell, cell_index=index)
                if not worked:
                    break


def run_cell(shell: Shell, cell: NotebookNode) -> bool:
    """Run one cell and keep its outputs; whether it worked, or was allowed to fail."""
    if cell.cell_type != "code" or not cell.source.strip():
        return True
    outputs = shell.kept.start_cell()
    cell.execution_count = shell.execution_count
    result = shell.run_cell(cell.source, store_history=True)
    cell.outputs = outputs
    return result.success or "raises-exception" in cell.metadata.get("tags", [])


@contextlib.contextmanager
def _streams(outputs: Outputs) -> Iterator[None]:
    with (
        contextlib.redirect_stdout(_Stream("stdout", outputs)),
        contextlib.redirect_stderr(_Stream("stderr", outputs)),
    ):
        yield


def _as_json(data: dict[str, Any]) -> dict[str, Any]:
    """Pictures come as bytes and are kept as base64, as in a notebook file."""
    return {
        kind: b64encode(value).decode("ascii") if isinstance(value, bytes) else value for kind, value in data.items()
    }
