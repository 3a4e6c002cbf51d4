"""An executed notebook without the traces of its execution: the same content is always the same bytes."""

from __future__ import annotations

from nbformat import NotebookNode, from_dict


def strip_notebook(executed: NotebookNode, *, sources: bool) -> NotebookNode:
    """The notebook without times, machine, random ids and warnings; without `sources`, without code and parameters.

    Text printed on standard error goes to the page's log, not to its readers: see `log_of`.
    """
    cells = [_stripped(cell, number, sources=sources) for number, cell in enumerate(executed.cells, start=1)]
    kept = cells if sources else [cell for cell in cells if cell.cell_type != "code" or cell.outputs]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    return from_dict({"cells": kept, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5})


def log_of(executed: NotebookNode) -> str:
    """What the cells wrote on standard error, in order."""
    outputs = [output for cell in executed.cells for output in cell.get("outputs", [])]
    return "".join(output.text for output in outputs if output.get("name") == "stderr")


def _stripped(cell: NotebookNode, number: int, *, sources: bool) -> NotebookNode:
    tags = cell.metadata.get("tags", [])
    plain = {"id": f"cell-{number:03}", "cell_type": cell.cell_type, "source": cell.source, "metadata": {}}
    if tags:
        plain["metadata"] = {"tags": list(tags)}
    if cell.cell_type == "code":
        plain["source"] = cell.source if sources else ""
        plain["execution_count"] = cell.execution_count if sources else None
        plain["outputs"] = _outputs(cell.outputs, sources=sources)
    return from_dict(plain)


def _outputs(outputs: list[NotebookNode], *, sources: bool) -> list[NotebookNode]:
    """The outputs for readers. A kernel may send one text in several parts: they are put together."""
    kept: list[NotebookNode] = []
    for output in outputs:
        if output.get("name") == "stderr":
            continue
        if output.output_type == "stream" and kept and kept[-1].output_type == "stream":
            kept[-1].text += output.text
            continue
        copy = from_dict(dict(output))
        if not sources and "execution_count" in copy:
            copy.execution_count = None
        kept.append(copy)
    return kept
