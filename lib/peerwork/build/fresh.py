"""Has anything changed since the last whole build? Answered from files' contents alone, without importing pandas."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from peerwork.build.layout import Layout
from peerwork.build.stale import PACKAGE, Keyed, packages

STUDY_FILES = {".csv", ".yaml", ".yml", ".json"}


def inputs(study: Path, root: Path, *, arguments: str) -> list[Path | bytes]:
    """Everything that a build reads: the study's files, frameworks, notebooks, this library, packages, arguments."""
    found = [path for path in study.iterdir() if path.suffix.lower() in STUDY_FILES]
    found += [*(root / "data" / "frameworks").glob("*.yaml"), *(root / "notebooks").glob("*.ipynb")]
    found += [path for path in PACKAGE.rglob("*") if path.is_file() and path.suffix != ".pyc"]
    return [*sorted(found), *packages(root), arguments.encode()]


def state_of_inputs(keyed: Keyed, everything: Iterable[Path | bytes]) -> str:
    """One hash of the names and contents of everything that a build reads."""
    parts: list[bytes] = []
    for thing in everything:
        parts += [str(thing).encode(), thing.read_bytes()] if isinstance(thing, Path) else [thing]
    return keyed(*parts)


def state_of_outputs(keyed: Keyed, folders: Iterable[Path]) -> str:
    """One hash of the name, size and time of every file that a build has left: to see that nobody touched them."""
    lines = []
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            status = path.stat()
            lines.append(f"{path} {status.st_size} {status.st_mtime_ns}" if path.is_file() else str(path))
    return keyed("\n".join(lines).encode())


def nothing_changed(layout: Layout, inputs_now: str, keyed: Keyed) -> list[str] | None:
    """The names of the pages when the last build was whole and is still what a build would make; else None."""
    try:
        stamp = json.loads((layout.work / "stamp.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if stamp["inputs"] != inputs_now or stamp["outputs"] != state_of_outputs(keyed, (layout.out, layout.figures)):
        return None
    return stamp["pages"]


def write_stamp(layout: Layout, inputs_now: str, keyed: Keyed, pages: list[str]) -> None:
    """Record that the build is whole."""
    outputs = state_of_outputs(keyed, (layout.out, layout.figures))
    text = json.dumps({"inputs": inputs_now, "outputs": outputs, "pages": pages})
    (layout.work / "stamp.json").write_text(text, encoding="utf-8", newline="\n")
