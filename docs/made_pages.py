"""What pages of the docs are made of when they are read: notebooks, and the commands of `peerwork`.

A page that holds a line `{notebook} PATH` is the notebook at that path from the project; `{commands}` is every command.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import typer
from pygments.lexers.special import TextLexer
from sphinx.application import Sphinx
from sphinx.util.logging import getLogger

import peerwork

ROOT = Path(__file__).parents[1]
NOTEBOOK = re.compile(r"^\{notebook\} (\S+)$", re.MULTILINE)
TO_NOTEBOOK = re.compile(r"\]\((?:\.\./)?(?!\d\d_)(\w+)\.ipynb\)")  # those that are no page here are named
TO_TUTORIAL = re.compile(r"\]\((\d\d_\w+)\.ipynb\)")


def setup(app: Sphinx) -> dict[str, bool]:
    """Sphinx calls this."""
    app.add_lexer("csv", TextLexer)  # Pygments knows none
    app.connect("source-read", read_source)
    app.connect("autodoc-process-docstring", check_docstring)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def read_source(app: Sphinx, page: str, source: list[str]) -> None:
    """Put notebooks and commands where a page asks for them."""
    source[0] = NOTEBOOK.sub(lambda found: _notebook(ROOT / found[1], run=app.tags.has("run")), source[0])
    made = Path(app.srcdir, "gallery.md").is_file()  # by a script of its own, with its pictures
    source[0] = source[0].replace("{gallery}\n", "../gallery\n" if made else "")
    if "{commands}\n" in source[0]:
        source[0] = source[0].replace("{commands}\n", _commands())


def check_docstring(app: Sphinx, what: str, name: str, found: object, options: object, lines: list[str]) -> None:
    """A name without a docstring, or a function of the front door without an example, is a warning."""
    if not any(lines) and what in ("module", "class", "exception", "function", "method", "property"):
        getLogger(__name__).warning("%s has no docstring", name)
    room, _, own = name.rpartition(".")
    offered = own in {"peerwork": peerwork.__all__, "peerwork.plot": peerwork.plot.__all__}.get(room, ())
    if offered and callable(found) and not any(line.lstrip().startswith(">>>") for line in lines):
        getLogger(__name__).warning("%s has no example", name)


def _notebook(path: Path, *, run: bool) -> str:
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    if run:
        cells = _run(path)
    text = "\n\n".join(_cell(cell) for cell in cells)
    return TO_NOTEBOOK.sub(r"](../../notebooks/\1.ipynb)", TO_TUTORIAL.sub(r"](\1.md)", text))


def _run(path: Path) -> list[dict[str, Any]]:
    import nbformat
    from nbclient import NotebookClient

    notebook = nbformat.read(path, as_version=4)
    return NotebookClient(notebook, resources={"metadata": {"path": str(path.parent)}}).execute().cells


def _cell(cell: dict[str, Any]) -> str:
    source = "".join(cell["source"])
    if cell["cell_type"] == "markdown":
        return source
    return "\n\n".join([f"```python\n{source}\n```", *map(_output, cell.get("outputs", []))])


def _output(output: dict[str, Any]) -> str:
    """The richest form of an output that a page can hold; nothing of standard error."""
    data = output.get("data", {})
    if "image/png" in data:
        source = f"data:image/png;base64,{data['image/png']}"
        return f'````{{raw}} html\n<img alt="the chart that the lines above draw" src="{source}">\n````'
    if "text/html" in data:
        shown = "".join(data["text/html"])
        return f'````{{raw}} html\n<div class="pst-scrollable-table-container">{shown}</div>\n````'
    text = "".join(data.get("text/plain", "" if output.get("name") == "stderr" else output.get("text", "")))
    return f"```text\n{text}\n```" if text.strip() else ""


def _commands() -> str:
    """Every command with its arguments and options, from what the command itself says."""
    from peerwork.cli import app

    group = typer.main.get_command(app)
    return "\n".join(_command(name, command) for name, command in group.commands.items())  # type: ignore[attr-defined]


def _command(name: str, command: Any) -> str:
    params = [param for param in command.params if param.name != "help"]
    words = [_word(param) for param in params if param.param_type_name == "argument"]
    usage = " ".join(["peerwork", name, *words, "[OPTIONS]" if len(words) < len(params) else ""]).rstrip()
    rows = [f"- `{_word(param)}`: {getattr(param, 'help', '') or ''}" for param in params]
    return "\n".join([f"## {name}\n", f"    {usage}\n", f"{command.help}\n", *rows, ""])


def _word(param: Any) -> str:
    """An argument by its name, an option as it is typed."""
    named = param.metavar or ("" if getattr(param, "is_flag", False) else param.name.upper())
    return named if param.param_type_name == "argument" else f"{', '.join(param.opts)} {named}".rstrip()
